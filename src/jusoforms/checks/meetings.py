"""Meetings: their kind, their numbers, and which of them this sheet holds the record of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import combinations

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.holding import RECORDING
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.wareki import Granularity

__all__ = ["check_meetings"]


def check_meetings(case: Case, lists: Lists, holds: frozenset[str]) -> Iterator[Problem]:
    """Yield unknown kinds, numbers out of order, and meetings without a record of their own."""
    yield from _kinds(case, lists)
    if RECORDING in holds:
        yield from _twice(case)
    yield from _numbers(case)
    if not case.meetings and not any("会議" in period.event for period in case.periods):
        yield say.NO_MEETING.at(label="時期")
    recorded = case.recorded_meetings
    for meeting in case.meetings:
        if meeting not in recorded and not meeting.is_prepared:
            yield say.EARLIER_MEETING.at(label="時期", meeting=meeting.title)


def _kinds(case: Case, lists: Lists) -> Iterator[Problem]:
    known = "、".join(kind.name for kind in lists.meeting_types)
    for name in dict.fromkeys([case.meeting_type, *(m.meeting_type for m in case.meetings)]):
        if name and lists.meeting_type(name) is None:
            yield say.UNKNOWN_MEETING_TYPE.at(label="会議種別", value=name, known=known)
    latest = case.latest_meeting
    both = latest and latest.meeting_type and case.meeting_type
    if latest and both and latest.meeting_type != case.meeting_type:
        yield say.TYPE_DIFFERS.at(
            label="会議種別", heading=case.meeting_type, period=latest.meeting_type
        )


def _twice(case: Case) -> Iterator[Problem]:
    """Yield meetings with a sheet each that cannot be told apart: a copy left as it was."""
    for one, other in combinations(case.meetings, 2):
        same_kind = one.meeting_type == other.meeting_type
        if same_kind and one.ordinal and one.ordinal == other.ordinal:
            sheets = "、".join(meeting.held_at.text or "開催日時なし" for meeting in (one, other))
            yield say.SAME_MEETING.at(
                label="回", place=other.title, meeting=other.title, sheets=sheets
            )
        elif _same_time(one, other, same_kind=same_kind):
            yield say.SAME_TIME.at(
                label="開催日時",
                place=other.title,
                meeting=one.title,
                other=other.title,
                held=other.held_at.text,
            )


def _same_time(one: Meeting, other: Meeting, *, same_kind: bool) -> bool:
    """Return whether both begin at one time; two kinds may share a day whose hour is not told."""
    held = [unicodedata.normalize("NFKC", m.held_at.text).replace(" ", "") for m in (one, other)]
    if one.held_at.granularity is not Granularity.DAY or held[0] != held[1]:
        return False
    return same_kind or ":" in held[0] or "時" in held[0]


def _numbers(case: Case) -> Iterator[Problem]:
    by_kind: dict[str, list[Meeting]] = {}
    for meeting in case.meetings:
        by_kind.setdefault(meeting.meeting_type, []).append(meeting)
    for meetings in by_kind.values():
        numbers = [number for m in meetings if (number := m.ordinal)]
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            shown = "、".join(meeting.number for meeting in meetings if meeting.number)
            yield say.MEETING_NUMBERS.at(label="時期", numbers=shown)
