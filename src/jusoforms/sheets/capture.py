"""A workbook to a record: which form it is, the fields it holds, what a person must correct."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from jusoforms.problems import Problem
from jusoforms.problems import files as say_file
from jusoforms.problems import sheets as say
from jusoforms.sheets.case_sheet import read_case_sheet
from jusoforms.sheets.catalogue_sheet import catalogue_names, read_catalogue_sheet
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import (
    CASE_SHEET,
    CATALOGUE_SHEET,
    Form,
    candidates,
    declared_form,
    identify,
)
from jusoforms.sheets.grid import Grid, Workbook
from jusoforms.sheets.lists_book import LISTS_NAME, read_lists
from jusoforms.sheets.structured.layout import FORM_NAME, holds
from jusoforms.sheets.structured.meetings import Place
from jusoforms.sheets.structured.reader import looks_like_it, read_meeting_form
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import names_of

__all__ = ["Captured", "capture"]

_ROW = re.compile(r"((?P<list>[^.]+)\.\d+)(?:\..+)?")
"""An item of a list, and perhaps one of its fields: 役割分担.3.担当機関."""
_READERS: Mapping[Form, Callable[[Grid, Lists], tuple[Case | Catalogue, Reading]]] = {
    CASE_SHEET: read_case_sheet,
    CATALOGUE_SHEET: read_catalogue_sheet,
}


@dataclass(frozen=True, slots=True)
class Captured:
    """What a workbook says. ``record`` is None where its form is not known."""

    form: str = ""
    record: Case | Catalogue | None = None
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Sheet and cell of each field by canonical name: where a rule's problem is told."""
    holds: frozenset[str] = frozenset()
    """The names that the form has a place for; of a meeting 会議.〈名〉."""

    def located(self, problem: Problem) -> Problem:
        """Return a rule's problem with the sheet and cell of its field."""
        row = _ROW.fullmatch(problem.label)
        if row:
            known = next((self.places[k] for k in (row[0], row[1]) if k in self.places), None)
            place = known or self.places.get(row["list"], Place(self.sheet, ""))
            return replace(problem, label=row["list"], sheet=place.sheet, cell=place.cell)
        of_meeting = self.places.get(f"{problem.place}.{problem.label}")
        place = of_meeting or self.places.get(problem.label, Place(self.sheet, ""))
        if problem.sheet and problem.sheet != place.sheet:
            return problem
        return replace(problem, sheet=place.sheet, cell=problem.cell or place.cell)


def capture(book: Workbook, lists: Lists) -> Captured:
    """Return the record a workbook holds; ``lists`` are the ward's.

    A 支援会議票 is read as a whole; of the other forms one sheet is filled in.
    """
    captured = _captured(book, lists)
    return replace(captured, problems=(*book.remarks, *captured.problems))


def _captured(book: Workbook, lists: Lists) -> Captured:
    sheets, declared = candidates(book), declared_form(book)
    if not sheets:
        return Captured(problems=(_nothing_to_read(book),))
    if declared == LISTS_NAME:
        return Captured(LISTS_NAME, problems=read_lists(book)[1])
    if declared == FORM_NAME or (not declared and looks_like_it(book, sheets)):
        form = read_meeting_form(book, sheets, lists)
        return Captured(FORM_NAME, form.record, form.problems, form.sheet, form.places, holds())
    return _one_sheet(book, lists)


def _one_sheet(book: Workbook, lists: Lists) -> Captured:
    names = {CASE_SHEET.name: names_of(Case), CATALOGUE_SHEET.name: catalogue_names()}
    identified, problems = identify(book, names)
    if identified is None:
        return Captured(problems=problems)
    form, grids = identified
    read = [(grid, *_READERS[form](grid, lists)) for grid in grids]
    filled = [one for one in read if _is_filled(one[1])] or read[:1]
    if len(filled) > 1:
        sheets = "、".join(f"「{grid.name}」" for grid, *_ in filled)
        problem = say.SEVERAL_SHEETS.at(count=len(filled), sheets=sheets)
        return Captured(form.name, problems=(problem,))
    grid, record, reading = filled[0]
    places = {name: Place(grid.name, cell) for name, cell in reading.places.items()}
    return Captured(form.name, record, reading.finish(), grid.name, places, form.holds)


def _nothing_to_read(book: Workbook) -> Problem:
    examples = [grid.name for grid in book.sheets if grid.visible and grid.cells]
    if examples:
        return say.ONLY_EXAMPLES.at(sheets="、".join(f"「{name}」" for name in examples))
    return say_file.NO_SHEETS.at()


def _is_filled(record: Case | Catalogue) -> bool:
    ignored = {"situation_heading", "heading_as_typed", "case_number", "meeting_type"}
    return (
        any(record.model_dump(exclude=ignored).values())
        if isinstance(record, Case)
        else bool(record.programs)
    )
