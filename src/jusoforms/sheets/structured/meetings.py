"""The meetings of a case that stand on sheets of their own: their order, law, numbers, places.

Shared by 支援会議票 and by the forms of a ward.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.vocabulary.case import Meeting
from jusoforms.vocabulary.lists import Lists

__all__ = ["Page", "Place", "Read", "by_law", "in_order", "numbered", "places_of"]

_UNFILLED = frozenset({"状況見出し"})
"""Printed in the blank form: no answer of a person's."""


class Place(NamedTuple):
    """Where a field stands."""

    sheet: str
    cell: str


@dataclass(slots=True)
class Page:
    """One sheet, read."""

    reading: Reading
    values: dict[str, object]
    order: int

    @property
    def filled(self) -> bool:
        """Whether a person wrote on it."""
        return any(value for name, value in self.values.items() if name not in _UNFILLED)


Read = list[tuple[Page, Meeting]]


def by_law(meeting: Meeting, lists: Lists) -> Meeting:
    """Return a meeting with law and secrecy from the lists where they are not typed."""
    known = lists.meeting_type(meeting.meeting_type)
    return meeting.model_copy(
        update={
            "legal_basis": meeting.legal_basis or (known.legal_basis if known else ""),
            "secrecy": lists.secrecy_note(meeting.meeting_type),
        }
    )


def in_order(read: Read) -> Read:
    """Return the meetings by 会議通番 where all have it, else by date, else by 回, else by tab."""
    if all(meeting.serial is not None for _, meeting in read):
        return sorted(read, key=lambda one: (one[1].serial or 0, _day(one[1]), one[0].order))
    dated = [one for one in read if one[1].held_at.interval]
    undated = [one for one in read if not one[1].held_at.interval]
    return [
        *sorted(dated, key=lambda one: (_day(one[1]), one[1].ordinal or 0, one[0].order)),
        *sorted(undated, key=lambda one: (one[1].ordinal or 0, one[0].order)),
    ]


def _day(meeting: Meeting) -> dt.date:
    return meeting.held_at.interval[0] if meeting.held_at.interval else dt.date.max


def numbered(read: Read) -> Read:
    """Return the meetings counted in their order where no sheet says 会議通番; ask where some do.

    What was recorded of a meeting without a date is a question too: the roles of the case are
    the latest meeting's.
    """
    without = [page for page, meeting in read if meeting.serial is None]
    for page, meeting in read:
        if meeting.has_record and not meeting.held_at.interval:
            page.reading.add(say.MEETING_WITHOUT_DATE.at(label="開催日時"))
    if len(without) < len(read):
        for page in without:
            page.reading.add(say.SOME_SERIALS.at(label="会議通番"))
        return read
    return [
        (page, meeting.model_copy(update={"serial": number}))
        for number, (page, meeting) in enumerate(read, 1)
    ]


def places_of(case: Page, read: Read, latest: Meeting | None) -> dict[str, Place]:
    """Return the place of each field: of the case; of the latest meeting also as 会議.〈名〉.

    Of every meeting as 第2回支援会議.〈名〉. The case's 役割分担 is the latest meeting's.
    """
    places = _located(case, "")
    for page, meeting in read:
        places |= _located(page, f"{meeting.title}.") if meeting.title else {}
    of_latest = next((page for page, meeting in read if meeting is latest), None)
    if of_latest:
        places |= _located(of_latest, "会議.")
        places = _located(of_latest, "") | places
    return places


def _located(page: Page, prefix: str) -> dict[str, Place]:
    sheet = page.reading.grid.name
    return {f"{prefix}{name}": Place(sheet, cell) for name, cell in page.reading.places.items()}
