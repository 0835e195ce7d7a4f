"""A workbook to records: which form it is, the fields it holds, what a person must correct."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jusoforms.problems import Problem
from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import files as say_file
from jusoforms.problems import forms as say_forms
from jusoforms.problems import sheets as say
from jusoforms.sheets.adopted.form import AdoptedForm, Forms
from jusoforms.sheets.adopted.workbook import read_adopted
from jusoforms.sheets.case_sheet import read_case_sheet
from jusoforms.sheets.catalogue_sheet import read_catalogue_sheet
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import (
    CASE_SHEET,
    CATALOGUE_SHEET,
    Form,
    candidates,
    declared_form,
    example_mark,
    hidden_sheets,
)
from jusoforms.sheets.grid import Grid, Workbook
from jusoforms.sheets.lists_book import LISTS_NAME, read_lists
from jusoforms.sheets.recognising import Recognised, carried, recognise
from jusoforms.sheets.structured.layout import FORM_NAME, holds
from jusoforms.sheets.structured.meetings import Place
from jusoforms.sheets.structured.reader import looks_like_it, read_meeting_form
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import case_key
from jusoforms.vocabulary.lists import Lists

__all__ = ["Captured", "capture", "capture_all"]

_ROW = re.compile(r"((?P<list>[^.]+)\.\d+)(?:\..+)?")
"""An item of a list, and perhaps one of its fields: 役割分担.3.担当機関."""
_READERS: Mapping[Form, Callable[[Grid, Lists], tuple[Case | Catalogue, Reading]]] = {
    CASE_SHEET: read_case_sheet,
    CATALOGUE_SHEET: read_catalogue_sheet,
}
_NO_FORMS = Forms()
_NOTHING = Case().model_dump()
_BEFORE_IT_IS_FILLED = {"situation_heading", "heading_as_typed", "case_number", "meeting_type"}
"""What a blank may say of a case."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What a workbook says of one case. ``record`` is None where its form is not known."""

    form: str = ""
    record: Case | Catalogue | None = None
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Sheet and cell of each field by canonical name: where a rule's problem is told."""
    holds: frozenset[str] = frozenset()
    """The names that the form has a place for; of a meeting 会議.〈名〉."""
    form_at_fault: bool = False
    """The ward's form has to be mended, not the sheet."""

    @property
    def filled(self) -> bool:
        """Whether a person wrote on it."""
        return self.record is not None and _is_filled(self.record)

    def located(self, problem: Problem) -> Problem:
        """Return a rule's problem with the sheet and cell of its field."""
        row = _ROW.fullmatch(problem.label)
        if row:
            keys = [key for key in (row[0], row[1], row["list"]) if key]
            own = [f"{problem.place}.{key}" for key in keys if problem.place]
            known = (self.places[key] for key in (*own, *keys) if key in self.places)
            place = next(known, Place(self.sheet, ""))
            return replace(problem, label=row["list"], sheet=place.sheet, cell=place.cell)
        of_meeting = self.places.get(f"{problem.place}.{problem.label}")
        place = of_meeting or self.places.get(problem.label, Place(self.sheet, ""))
        if problem.sheet and problem.sheet != place.sheet:
            return problem
        return replace(problem, sheet=place.sheet, cell=problem.cell or place.cell)


def capture(book: Workbook, lists: Lists, forms: Forms = _NO_FORMS) -> Captured:
    """Return what a workbook says that holds one case; several cases are a problem."""
    found = capture_all(book, lists, forms)
    return found[0] if len(found) == 1 else _not_one(found)


def capture_all(book: Workbook, lists: Lists, forms: Forms = _NO_FORMS) -> tuple[Captured, ...]:
    """Return the cases a workbook holds, in the order of their sheets; at least one entry.

    ``lists`` and ``forms`` are the ward's. What is said of the workbook as a whole is said with
    its first case.
    """
    first, *rest = _captured(book, lists, forms)
    told = replace(first, problems=(*book.remarks, *first.problems))
    return (told, *rest)


def _captured(book: Workbook, lists: Lists, forms: Forms) -> tuple[Captured, ...]:
    sheets, declared = candidates(book), declared_form(book)
    if not sheets:
        return (Captured(problems=(_nothing_to_read(book),)),)
    if declared == LISTS_NAME:
        return (Captured(LISTS_NAME, problems=read_lists(book)[1]),)
    shown = tuple(grid for grid in sheets if not example_mark(grid, _printed(forms)))
    if not shown:
        return (Captured(problems=(_nothing_to_read(book),)),)
    if not declared and not forms.forms and looks_like_it(book, shown):
        return (_meeting_form(book, shown, lists),)
    recognised, problems = recognise(book, shown, forms)
    if not recognised:
        return (Captured(problems=problems),)
    read = [(one, _read(book, one, shown, lists)) for one in recognised]
    skipped = (*_skipped(book, recognised, shown), *_not_read(recognised, shown))
    passed_over = _passed_over(book, recognised, shown, lists, forms) if declared else ()
    return _of_one_form(read, (*skipped, *passed_over))


def _printed(forms: Forms) -> frozenset[str]:
    return frozenset(note for form in forms.forms for page in form.pages for note in page.notes)


def _read(
    book: Workbook, one: Recognised, sheets: tuple[Grid, ...], lists: Lists
) -> tuple[Captured, ...]:
    if isinstance(one.form, str):
        return (_meeting_form(book, sheets, lists),)
    if isinstance(one.form, AdoptedForm):
        return _adopted(book, one.form, sheets, lists)
    return _one_sheet_each(one.form, one.sheets, lists)


def _of_one_form(
    read: Sequence[tuple[Recognised, tuple[Captured, ...]]], skipped: tuple[Problem, ...]
) -> tuple[Captured, ...]:
    """Return what the one form says that was filled in; two of them are a question."""
    filled = [found for _, found in read if any(one.filled for one in found)]
    if len(filled) > 1:
        names = (f"「{one.sheet}」は{one.form.partition('/')[0]}" for one, *_ in filled)
        problem = say_forms.SEVERAL_FORMS.at(sheets="、".join(names))
        return (Captured(problems=(problem, *skipped)),)
    first, *rest = filled[0] if filled else read[0][1]
    told = replace(first, problems=(*first.problems, *skipped))
    return tuple(_numbered_once((told, *rest)))


def _numbered_once(found: Sequence[Captured]) -> Iterator[Captured]:
    """Yield the cases; two sheets with one number are a question on both."""
    sheets: dict[str, list[str]] = {}
    for one in found:
        if isinstance(one.record, Case) and one.record.case_number:
            sheets.setdefault(case_key(one.record.case_number), []).append(one.sheet)
    for one in found:
        number = one.record.case_number if isinstance(one.record, Case) else ""
        same = sheets.get(case_key(number), [])
        if len(same) < 2:  # noqa: PLR2004 two sheets
            yield one
            continue
        named = "、".join(f"「{name}」" for name in same)
        problem = say_forms.SAME_NUMBER.at(label="事例番号", number=number, sheets=named)
        yield replace(one, problems=(*one.problems, one.located(problem)))


def _not_one(found: Sequence[Captured]) -> Captured:
    sheets = "、".join(f"「{one.sheet}」" for one in found)
    problem = say.SEVERAL_SHEETS.at(count=len(found), sheets=sheets)
    return Captured(found[0].form, problems=(problem,))


def _meeting_form(book: Workbook, sheets: tuple[Grid, ...], lists: Lists) -> Captured:
    form = read_meeting_form(book, sheets, lists)
    return Captured(FORM_NAME, form.record, form.problems, form.sheet, form.places, holds())


def _adopted(
    book: Workbook, form: AdoptedForm, sheets: tuple[Grid, ...], lists: Lists
) -> tuple[Captured, ...]:
    if not form.is_sound:
        problems = (say_forms.FAULTY_FORM.at(form=form.file), *form.faults)
        return (Captured(form.name, problems=problems, form_at_fault=True),)
    made = read_adopted(form, sheets, hidden_sheets(book), lists)
    cases = [
        Captured(form.name, one.record, one.problems, one.sheet, one.places, form.holds)
        for one in made.cases
    ]
    if not cases:
        return (Captured(form.name, problems=tuple(made.problems)),)
    first, *rest = cases
    return (replace(first, problems=(*made.problems, *first.problems)), *rest)


def _one_sheet_each(form: Form, grids: tuple[Grid, ...], lists: Lists) -> tuple[Captured, ...]:
    read = [_one_sheet(form, grid, lists) for grid in grids]
    filled = tuple(one for one in read if one.filled) or tuple(read[:1])
    if form is CATALOGUE_SHEET and len(filled) > 1:
        return (_not_one(filled),)
    return filled


def _one_sheet(form: Form, grid: Grid, lists: Lists) -> Captured:
    record, reading = _READERS[form](grid, lists)
    places = {name: Place(grid.name, cell) for name, cell in reading.places.items()}
    return Captured(form.name, record, reading.finish(), grid.name, places, form.holds)


def _nothing_to_read(book: Workbook) -> Problem:
    examples = [grid.name for grid in book.sheets if grid.visible and grid.cells]
    if examples:
        return say.ONLY_EXAMPLES.at(sheets="、".join(f"「{name}」" for name in examples))
    return say_file.NO_SHEETS.at()


def _skipped(
    book: Workbook, recognised: Iterable[Recognised], shown: Sequence[Grid]
) -> Iterator[Problem]:
    """Yield a notice for each sheet taken for an example; by its name only in a ward's form."""
    adopted = any(isinstance(one.form, AdoptedForm) for one in recognised)
    for grid in book.sheets:
        mark = example_mark(grid) if grid.visible and grid.cells else ""
        if mark and grid not in shown and (adopted or mark not in grid.name):
            yield say_forms.AN_EXAMPLE.at(sheet=grid.name, name=grid.name, mark=mark)


def _not_read(recognised: Sequence[Recognised], shown: Sequence[Grid]) -> Iterator[Problem]:
    """Yield a notice for each sheet that carries none of our forms of one sheet."""
    if not all(isinstance(one.form, Form) for one in recognised):
        return  # the other forms tell it themselves
    read = {grid.name for one in recognised for grid in one.sheets}
    for grid in (one for one in shown if one.name not in read):
        yield say.SHEET_NOT_READ.at(sheet=grid.name, name=grid.name)


def _passed_over(
    book: Workbook,
    recognised: Sequence[Recognised],
    shown: Sequence[Grid],
    lists: Lists,
    forms: Forms,
) -> Iterator[Problem]:
    """Yield the filled sheets of another form than the one that the workbook names."""
    read = {grid.name for one in recognised for grid in one.sheets}
    for grid in (one for one in shown if one.name not in read):
        other = carried(book, grid, forms)
        if other and any(one.filled for one in _read(book, other, (grid,), lists)):
            yield say_doubt.OTHER_FORM.at(
                sheet=grid.name,
                name=grid.name,
                form=other.name.partition("/")[0],
                own=recognised[0].name.partition("/")[0],
            )


def _is_filled(record: Case | Catalogue) -> bool:
    if isinstance(record, Catalogue):
        return bool(record.programs)
    said = record.model_dump(include=set(Case.model_fields) - _BEFORE_IT_IS_FILLED)
    return any(value != _NOTHING[name] for name, value in said.items())
