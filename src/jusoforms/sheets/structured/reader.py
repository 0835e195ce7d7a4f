"""支援会議票 to a case: its sheets told apart, the meetings in order, the latest one's roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import hidden_sheets
from jusoforms.sheets.grid import Grid, Workbook
from jusoforms.sheets.structured.finding import Found, find, nearest
from jusoforms.sheets.structured.layout import CASE_LAYOUT, MEETING_LAYOUT
from jusoforms.sheets.structured.leftovers import take_the_rest
from jusoforms.sheets.structured.meetings import (
    Page,
    Place,
    by_law,
    in_order,
    numbered,
    places_of,
)
from jusoforms.sheets.structured.slots import read_slots
from jusoforms.sheets.structured.tables import read_lists_of
from jusoforms.vocabulary.case import Case, Consent, Meeting
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import names_of

__all__ = ["MeetingForm", "looks_like_it", "read_meeting_form"]

_LAYOUTS = (CASE_LAYOUT, MEETING_LAYOUT)
_ENOUGH = 0.7
_SOME = 0.25
"""Share of a layout that tells a case sheet from a meeting's, and both from another sheet."""


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """What a workbook of this form says."""

    record: Case | None
    problems: tuple[Problem, ...]
    sheet: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)


def looks_like_it(book: Workbook, sheets: tuple[Grid, ...]) -> bool:
    """Return whether a sheet has most of the case's fields by name or label."""
    return any(find(book, grid, CASE_LAYOUT).share >= _ENOUGH for grid in sheets)


def read_meeting_form(book: Workbook, sheets: tuple[Grid, ...], lists: Lists) -> MeetingForm:
    """Return the case of the sheets a person may have filled in."""
    pages: dict[str, list[Page]] = {CASE_LAYOUT.title: [], MEETING_LAYOUT.title: []}
    problems = list(_hidden(book, lists))
    for order, grid in enumerate(sheets):
        found = nearest(book, grid, _LAYOUTS)
        if found.share < _SOME:
            problems.append(say.SHEET_NOT_READ.at(sheet=grid.name, name=grid.name))
        else:
            pages[found.layout.title].append(_page(found, order, lists))
    cases = pages[CASE_LAYOUT.title]
    filled = [page for page in cases if page.filled] or cases[:1]
    if len(filled) != 1:
        return MeetingForm(None, (*problems, _not_one(filled)))
    meetings = [page for page in pages[MEETING_LAYOUT.title] if page.filled]
    return _put_together(filled[0], meetings, lists, problems)


def _hidden(book: Workbook, lists: Lists) -> Iterator[Problem]:
    """Yield the hidden sheets that somebody filled in."""
    for grid in hidden_sheets(book):
        found = nearest(book, grid, _LAYOUTS)
        if found.share >= _SOME and _page(found, 0, lists).filled:
            yield say.SHEET_HIDDEN.at(sheet=grid.name, name=grid.name)


def _page(found: Found, order: int, lists: Lists) -> Page:
    reading = Reading(found.grid, lists=lists)
    _take_what_is_printed(reading, found)
    values = {**read_slots(reading, found), **read_lists_of(reading, found)}
    take_the_rest(reading, found)
    return Page(reading, values, order)


def _take_what_is_printed(reading: Reading, found: Found) -> None:
    """Take the title and the bands: words of the form, not of a person."""
    own = {found.layout.title, found.layout.guide}
    for cell in found.grid:
        is_band = cell.row not in found.listed_rows and found.is_band(cell)
        if is_band or cell.text in own:
            reading.take(cell)


def _not_one(pages: list[Page]) -> Problem:
    if not pages:
        return say.NO_CASE_PAGE.at()
    names = "、".join(f"「{page.reading.grid.name}」" for page in pages)
    return say.SEVERAL_SHEETS.at(count=len(pages), sheets=names)


def _put_together(
    case: Page, pages: list[Page], lists: Lists, problems: list[Problem]
) -> MeetingForm:
    read = numbered(in_order([(page, _meeting(page, lists)) for page in pages]))
    meetings = tuple(meeting for _, meeting in read)
    record = Case.model_validate(_case_values(case) | {"meetings": meetings})
    latest = record.latest_meeting
    if latest is not None:
        record = record.model_copy(update={"roles": latest.roles})
    for page in (case, *sorted((page for page, _ in read), key=lambda page: page.order)):
        problems += page.reading.finish()
    return MeetingForm(
        record, tuple(problems), case.reading.grid.name, places_of(case, read, latest)
    )


def _case_values(page: Page) -> dict[str, object]:
    attributes = {f.name: f.attribute for f in names_of(Case).values() if f.attribute}
    values = {attributes[name]: v for name, v in page.values.items() if name in attributes}
    consent = {
        field.attribute: page.values[f"同意.{field.name}"] for field in names_of(Consent).values()
    }
    return values | {"consent": Consent.model_validate(consent)}


def _meeting(page: Page, lists: Lists) -> Meeting:
    """Return the meeting of a sheet; law and secrecy from the lists where not typed."""
    attributes = {f.name: f.attribute for f in names_of(Meeting).values() if f.attribute}
    meeting = Meeting.model_validate({attributes[name]: v for name, v in page.values.items()})
    return by_law(meeting, lists)
