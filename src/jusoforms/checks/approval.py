"""The life of a record: approved after the meeting, corrected after the approval, or taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.holding import can_fill
from jusoforms.vocabulary.states import says_something
from jusoforms.vocabulary.wareki import Granularity, is_inexact

__all__ = ["check_approval"]


def check_approval(case: Case, today: dt.date, holds: frozenset[str]) -> Iterator[Problem]:
    """Yield approvals and corrections that cannot be, and a 取下げ that is not clear."""
    for meeting in case.meetings:
        yield from _approved(meeting, recorded=bool(case.record_state(meeting)))
        yield from _corrected(meeting)
        yield from _days(meeting, today)
        approved = meeting.approved_on.is_given
        approver_missing = approved and not says_something(meeting.approved_by)
        if approver_missing and can_fill("確認者", "meeting", holds):
            where = {"place": meeting.title, "meeting": meeting.title}
            yield say.NO_APPROVER.at(label="確認者", **where)
    if case.withdrawn and not case.is_withdrawn and case.withdrawn.strip() not in {"無", "なし"}:
        yield say.WITHDRAWAL_UNCLEAR.at(label="取下げ", value=case.withdrawn)


def _days(meeting: Meeting, today: dt.date) -> Iterator[Problem]:
    """Yield a day that would approve or correct for good, and is not clear or not yet come."""
    for what, day in (("記録確定日", meeting.approved_on), ("訂正日", meeting.corrected_on)):
        told = {"what": what, "value": day.text, "meeting": meeting.title}
        if not day.is_given:
            continue
        if day.flaw or day.granularity is not Granularity.DAY or is_inexact(day):
            yield say.DAY_UNREADABLE.at(label=what, place=meeting.title, **told)
        elif day.interval and day.interval[0] > today:
            yield say.DAY_IN_FUTURE.at(label=what, place=meeting.title, **told)


def _approved(meeting: Meeting, *, recorded: bool) -> Iterator[Problem]:
    if meeting.approved_on.surely_before(meeting.held_at):
        yield say.APPROVED_BEFORE_HELD.at(
            label="記録確定日",
            place=meeting.title,
            meeting=meeting.title,
            approved=meeting.approved_on.text,
            held=meeting.held_at.text,
        )
    if meeting.approved_on.is_given and not recorded:
        yield say.APPROVED_EMPTY.at(label="記録確定日", place=meeting.title, meeting=meeting.title)


def _corrected(meeting: Meeting) -> Iterator[Problem]:
    day, reason = meeting.corrected_on.is_given, says_something(meeting.correction_reason)
    where = {"place": meeting.title, "meeting": meeting.title}
    if day is not reason:
        filled, missing = ("訂正日", "訂正理由") if day else ("訂正理由", "訂正日")
        yield say.CORRECTION_HALF.at(label=missing, missing=missing, filled=filled, **where)
    if (day or reason) and not meeting.approved_on.is_given:
        yield say.CORRECTED_UNAPPROVED.at(label="記録確定日", **where)
    if meeting.corrected_on.surely_before(meeting.approved_on):
        yield say.CORRECTED_BEFORE.at(
            label="訂正日",
            corrected=meeting.corrected_on.text,
            approved=meeting.approved_on.text,
            **where,
        )
