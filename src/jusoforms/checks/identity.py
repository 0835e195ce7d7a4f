"""Whose sheet it is: a 事例番号 that can name a folder."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.identity import case_key, folder_flaw
from jusoforms.vocabulary.states import says_something

__all__ = ["check_identity"]


def _is_one(number: str) -> bool:
    """Return whether a number is one: not 未定, － or ○○, which many cases would share."""
    return says_something(number) and any(mark.isalnum() for mark in number if mark not in "〇々")


def check_identity(case: Case) -> Iterator[Problem]:
    """Yield a missing or unsafe number, and a sheet that was never filled in."""
    if not case_key(case.case_number) or not _is_one(case.case_number):
        yield say.NO_CASE_NUMBER.at(label="事例番号")
    elif reason := folder_flaw(case.case_number):
        yield say.UNSAFE_CASE_NUMBER.at(label="事例番号", reason=reason)
    if not any((case.periods, case.agencies, case.situation, case.considerations, case.roles)):
        yield say.NOTHING_FILLED.at()
