"""Whose sheet it is: a 事例番号 that can name a folder."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.identity import case_key, folder_flaw

__all__ = ["check_identity"]


def check_identity(case: Case) -> Iterator[Problem]:
    """Yield a missing or unsafe number, and a sheet that was never filled in."""
    if not case_key(case.case_number):
        yield say.NO_CASE_NUMBER.at(label="事例番号")
    elif reason := folder_flaw(case.case_number):
        yield say.UNSAFE_CASE_NUMBER.at(label="事例番号", reason=reason)
    if not any((case.periods, case.agencies, case.situation, case.considerations, case.roles)):
        yield say.NOTHING_FILLED.at()
