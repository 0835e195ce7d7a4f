"""Agencies against the ward's list: nearly the same name, and names not in use on the day."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.problems import values as say_value
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.lists import Agency, Lists

__all__ = ["check_agencies"]

_CLOSE = 0.85
"""How alike two names are that are more likely one misspelt than two; 0 to 1."""


def check_agencies(case: Case, lists: Lists) -> Iterator[Problem]:
    """Yield names that differ a little from a listed one, and names of another time."""
    for label, name in dict.fromkeys(_named(case)):
        near = _nearly(name, lists)
        if near:
            yield say_value.NEARLY_AN_AGENCY.at(
                label=label, agency=name, nearest=near, candidates=(near,)
            )
    for meeting in case.meetings:
        for name in dict.fromkeys(agency for role in meeting.roles for agency in role.agencies):
            known = lists.agency(name)
            if known:
                yield from _in_time(meeting, name, known)


def _named(case: Case) -> Iterator[tuple[str, str]]:
    yield from (("支援関係機関", name) for name in case.agencies)
    yield "主担当機関", case.lead_agency
    for meeting in case.meetings:
        yield from (("招集機関", name) for name in meeting.invited)
        yield from (("出席者", one.agency) for one in meeting.attendees)


def _nearly(name: str, lists: Lists) -> str:
    """Return the listed name that a name nearly is; empty where it is listed, or like none."""
    if not name or lists.agency(name):
        return ""
    spelt = {
        fold(one): agency.name for agency in lists.agencies for one in (agency.name, *agency.also)
    }
    close = difflib.get_close_matches(fold(name), spelt, n=1, cutoff=_CLOSE)
    return spelt[close[0]] if close else ""


def _in_time(meeting: Meeting, name: str, known: Agency) -> Iterator[Problem]:
    words = {"meeting": meeting.title, "agency": name, "held": meeting.held_at.text}
    if known.until.surely_before(meeting.held_at):
        yield say.AGENCY_ENDED.at(
            label="役割分担", place=meeting.title, until=known.until.text, **words
        )
    if meeting.held_at.surely_before(known.since):
        yield say_value.AGENCY_NOT_YET.at(
            label="役割分担", place=meeting.title, since=known.since.text, **words
        )
