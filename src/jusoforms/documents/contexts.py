"""How often a record's templates are printed: the case, each meeting, each agency with a role."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.view import agency_view, meeting_view, view

__all__ = ["NOT_APPROVED", "Approval", "Copy", "contexts_of", "copies_of", "unrecorded"]


@dataclass(frozen=True, slots=True)
class Approval:
    """Whether what a document says was approved, and by which correction."""

    given: bool = False
    correction: str = ""
    """Tells two corrections apart; empty where nothing was corrected after the approval."""


NOT_APPROVED = Approval()


@dataclass(frozen=True, slots=True)
class Copy:
    """One printing of every template of a context: the values, and what tells it from others."""

    context: str
    values: dict[str, Any] = field(repr=False)
    meeting: str = ""
    """第2回 for a meeting's documents."""
    agency: str = ""
    approval: Approval = NOT_APPROVED


def contexts_of(record: Case | Catalogue) -> tuple[str, ...]:
    """Return the contexts whose templates a record may print."""
    return ("catalogue",) if isinstance(record, Catalogue) else ("case", "meeting", "agency")


def copies_of(record: Case | Catalogue) -> Iterator[Copy]:
    """Yield the case, each meeting and each agency with a role; or the catalogue."""
    if isinstance(record, Catalogue):
        yield Copy("catalogue", view(record))
        return
    yield Copy("case", view(record))
    for meeting, name in _named(record):
        approval = _approval(record, meeting)
        yield Copy("meeting", meeting_view(record, meeting), meeting=name, approval=approval)
    for agency in dict.fromkeys(agency for role in record.roles for agency in role.agencies):
        yield Copy("agency", agency_view(record, agency), agency=agency)


def unrecorded(case: Case) -> frozenset[str]:
    """Return the meetings (第1回) that the case lists and holds no record of."""
    return frozenset(name for meeting, name in _named(case) if not case.record_state(meeting))


def _named(case: Case) -> Iterator[tuple[Meeting, str]]:
    """Yield meetings with 第n回; a second one of that number adds its kind, then its place."""
    taken: set[str] = set()
    for place, meeting in enumerate(case.meetings, 1):
        name = f"第{meeting.ordinal or meeting.serial or place}回"
        with_kind = f"{name}_{meeting.meeting_type}"
        names = (name, with_kind, f"{with_kind}_{place}")
        free = next(one for one in names if one not in taken)
        taken.add(free)
        yield meeting, free


def _approval(case: Case, meeting: Meeting) -> Approval:
    state = case.record_state(meeting)
    if state != "訂正":
        return Approval(given=state == "確定")
    told = f"{meeting.corrected_on.text}\n{meeting.correction_reason}"
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return Approval(given=True, correction=digest[:16])
