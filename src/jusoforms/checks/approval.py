"""The life of a record: approved after the meeting, corrected after the approval, or taken back."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Meeting

__all__ = ["check_approval"]


def check_approval(case: Case) -> Iterator[Problem]:
    """Yield approvals and corrections that cannot be, and a 取下げ that is not clear."""
    for meeting in case.meetings:
        yield from _approved(meeting, recorded=bool(case.record_state(meeting)))
        yield from _corrected(meeting)
    if case.withdrawn and not case.is_withdrawn and case.withdrawn.strip() not in {"無", "なし"}:
        yield say.WITHDRAWAL_UNCLEAR.at(label="取下げ", value=case.withdrawn)


def _approved(meeting: Meeting, *, recorded: bool) -> Iterator[Problem]:
    if meeting.approved_on.surely_before(meeting.held_at):
        yield say.APPROVED_BEFORE_HELD.at(
            label="記録確定日",
            place=meeting.title,
            meeting=meeting.title,
            approved=meeting.approved_on.text,
            held=meeting.held_at.text,
        )
    if meeting.approved_on and not recorded:
        yield say.APPROVED_EMPTY.at(label="記録確定日", place=meeting.title, meeting=meeting.title)


def _corrected(meeting: Meeting) -> Iterator[Problem]:
    day, reason = bool(meeting.corrected_on), bool(meeting.correction_reason)
    where = {"place": meeting.title, "meeting": meeting.title}
    if day is not reason:
        filled, missing = ("訂正日", "訂正理由") if day else ("訂正理由", "訂正日")
        yield say.CORRECTION_HALF.at(label=missing, missing=missing, filled=filled, **where)
    if (day or reason) and not meeting.approved_on:
        yield say.CORRECTED_UNAPPROVED.at(label="記録確定日", **where)
    if meeting.corrected_on.surely_before(meeting.approved_on):
        yield say.CORRECTED_BEFORE.at(
            label="訂正日",
            corrected=meeting.corrected_on.text,
            approved=meeting.approved_on.text,
            **where,
        )
