"""Dates in an order that can be: compared only where their intervals are disjoint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Meeting, Period
from jusoforms.vocabulary.wareki import DateText

__all__ = ["check_dates"]


def check_dates(case: Case, today: dt.date) -> Iterator[Problem]:
    """Yield meetings before the first consultation, out of number, or after today."""
    for first in (period for period in case.periods if "初回" in period.event):
        for meeting in case.meetings:
            yield from _order(_event(first), first.when, meeting)
    numbered = sorted((m for m in case.meetings if m.ordinal), key=lambda m: m.ordinal or 0)
    for one, other in pairwise(numbered):
        if one.meeting_type == other.meeting_type:
            yield from _order(one.title, one.held_at, other)
    if case.received_on and case.closed_on.surely_before(case.received_on):
        yield say.DATES_OUT_OF_ORDER.at(
            label="終結日",
            earlier="受付日",
            earlier_text=case.received_on.text,
            later="終結日",
            later_text=case.closed_on.text,
        )
    for meeting in case.meetings:
        interval = meeting.held_at.interval
        planned = meeting.is_prepared and not case.record_state(meeting)
        if interval and interval[0] > today and not planned:
            yield say.MEETING_IN_FUTURE.at(
                label="開催日時",
                place=meeting.title,
                meeting=meeting.title,
                text=meeting.held_at.text,
            )


def _order(name: str, when: DateText, meeting: Meeting) -> Iterator[Problem]:
    if meeting.held_at.surely_before(when):
        yield say.DATES_OUT_OF_ORDER.at(
            label="開催日時",
            place=meeting.title,
            earlier=name,
            earlier_text=when.text,
            later=meeting.title,
            later_text=meeting.held_at.text,
        )


def _event(period: Period) -> str:
    return f"{period.number}{period.event}"
