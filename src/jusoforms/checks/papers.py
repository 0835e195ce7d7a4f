"""Meetings with a sheet each: the kind and 回 that name their papers, and their day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Meeting, Period
from jusoforms.vocabulary.holding import RECORDING
from jusoforms.vocabulary.labels import fold

__all__ = ["check_papers"]

_NUMBER = re.compile(r"第?0{0,9}([1-9]\d{0,8})回?")
_KIND = frozenset({"会議.種別", "会議種別"})
"""A form without either has nowhere to say it: its blank is told of that."""
_OF_ITSELF = {"meeting_type", "legal_basis", "number", "serial", "secrecy"}


def check_papers(case: Case, holds: frozenset[str]) -> Iterator[Problem]:
    """Yield meetings whose kind or 回 is not told, or whose day 時期 tells otherwise."""
    if RECORDING not in holds:
        return
    yield from _numbers(case)
    asks_kind = bool(holds & _KIND)
    for meeting in case.meetings:
        if asks_kind and not meeting.meeting_type and _says_more(meeting):
            yield say.TYPE_MISSING.at(**_at(meeting, "種別"))
        for period in case.periods:
            if _tells(period, meeting) and _apart(period, meeting):
                yield say.PERIOD_DIFFERS.at(
                    label="時期",
                    meeting=meeting.title,
                    period=period.when.text,
                    held=meeting.held_at.text,
                )


def _says_more(meeting: Meeting) -> bool:
    return any(value for name, value in meeting if name not in _OF_ITSELF)


def _numbers(case: Case) -> Iterator[Problem]:
    kinds = [fold(meeting.meeting_type) for meeting in case.meetings]
    told = set()
    for meeting, kind in zip(case.meetings, kinds, strict=True):
        if meeting.number and _ordinal(meeting.number) is None:
            yield say.NUMBER_UNREADABLE.at(value=meeting.number, **_at(meeting, "回"))
        elif not meeting.number and kind and kinds.count(kind) > 1 and kind not in told:
            told.add(kind)
            count = kinds.count(kind)
            where = _at(meeting, "回")
            yield say.NUMBER_MISSING.at(kind=meeting.meeting_type, count=count, **where)


def _at(meeting: Meeting, name: str) -> dict[str, str]:
    """Return where a field of a meeting is told; one without kind and 回 is the latest."""
    place = meeting.title
    return {"place": place, "label": name} if place else {"label": f"会議.{name}"}


def _ordinal(text: str) -> int | None:
    match = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return int(match[1]) if match else None


def _tells(period: Period, meeting: Meeting) -> bool:
    same_kind = fold(period.event) == fold(meeting.meeting_type)
    number = _ordinal(period.number)
    return same_kind and number is not None and number == _ordinal(meeting.number)


def _apart(period: Period, meeting: Meeting) -> bool:
    return period.when.surely_before(meeting.held_at) or meeting.held_at.surely_before(period.when)
