"""A workbook to a record: which form it is, the fields it holds, what a person must correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from jusoforms.problems import Problem
from jusoforms.problems import files as say_file
from jusoforms.problems import sheets as say
from jusoforms.sheets.case_sheet import read_case_sheet
from jusoforms.sheets.catalogue_sheet import catalogue_names, read_catalogue_sheet
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import CASE_SHEET, CATALOGUE_SHEET, Form, candidates, identify
from jusoforms.sheets.grid import Grid, Workbook
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import names_of

__all__ = ["Captured", "capture"]

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
    places: Mapping[str, str] = field(default_factory=dict)
    """Cell of each field by canonical name: where a rule's problem is told."""

    def located(self, problem: Problem) -> Problem:
        """Return a rule's problem with the sheet and cell of its field."""
        cell = problem.cell or self.places.get(problem.label, "")
        return replace(problem, sheet=problem.sheet or self.sheet, cell=cell)


def capture(book: Workbook, lists: Lists) -> Captured:
    """Return the record of the one filled sheet in a workbook; ``lists`` are the ward's."""
    if not candidates(book):
        return Captured(problems=(_nothing_to_read(book),))
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
    return Captured(form.name, record, reading.finish(), grid.name, reading.places)


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
