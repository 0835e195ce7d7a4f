"""Blank forms, made by code from the vocabulary and the ward's lists: the same, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jusoforms.sheets.blanks.case_sheet import blank_case_sheet
from jusoforms.sheets.blanks.catalogue import blank_catalogue
from jusoforms.sheets.blanks.lists_book import blank_lists
from jusoforms.sheets.blanks.meeting_form import blank_meeting_form, filled_meeting_form
from jusoforms.vocabulary.lists import Lists

__all__ = ["BLANKS", "filled_meeting_form"]

BLANKS: Mapping[str, Callable[[Lists], bytes]] = {
    "支援会議票": blank_meeting_form,
    "事例票": lambda _lists: blank_case_sheet(),
    "事業一覧": lambda _lists: blank_catalogue(),
    "一覧": blank_lists,
}
"""The makers by the name of the form."""
