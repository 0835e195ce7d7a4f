"""一覧.xlsx: the lists that a ward maintains in Excel, a sheet each, checked like a form.

A sheet that is not there leaves the default list; a sheet that is there is the ward's own list,
even an empty one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import candidates
from jusoforms.sheets.grid import Cell, Grid, Workbook
from jusoforms.sheets.structured.answers import answer
from jusoforms.vocabulary.labels import Record, fold
from jusoforms.vocabulary.lists import Listed, Lists, default_lists
from jusoforms.vocabulary.names import Field, Names, names_of

__all__ = ["CONSENT_WORDS", "LISTS_NAME", "ListSheet", "list_sheets", "read_lists"]

LISTS_NAME = "一覧/1"
CONSENT_WORDS = ("要", "不要")


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list: its sheet's title, the attribute of :class:`Lists`, what an entry is."""

    title: str
    attribute: str
    entry: type[Listed]
    bare: bool
    """The list keeps the names alone."""

    @property
    def columns(self) -> Names:
        """The columns by heading."""
        names = names_of(self.entry)
        return Names({"名称": names["名称"]}) if self.bare else names


def list_sheets() -> Iterator[ListSheet]:
    """Yield the sheets of 一覧.xlsx, as the vocabulary has them."""
    for field in names_of(Lists).values():
        inner = get_args(Lists.model_fields[field.attribute].annotation)[0]
        bare = inner is str
        yield ListSheet(field.name, field.attribute, Listed if bare else inner, bare)


def read_lists(book: Workbook) -> tuple[Lists, tuple[Problem, ...]]:
    """Return the lists of a workbook, and what is wrong in it with its cells."""
    grids = {fold(grid.name): grid for grid in candidates(book)}
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for sheet in list_sheets():
        grid = grids.pop(fold(sheet.title), None)
        if grid:
            reading = Reading(grid)
            entries = tuple(_entries(reading, sheet))
            values[sheet.attribute] = tuple(e.name for e in entries) if sheet.bare else entries
            problems += reading.finish()
    if not values:
        problems.append(say.NO_LISTS.at(examples="、".join(s.title for s in list_sheets())))
    problems += (say.UNKNOWN_LIST.at(sheet=grid.name, name=grid.name) for grid in grids.values())
    return default_lists().model_copy(update=values), tuple(problems)


def _entries(reading: Reading, sheet: ListSheet) -> Iterator[Listed]:
    columns = _columns(reading, sheet)
    if not columns:
        headings = "、".join(sheet.columns)
        reading.add(say.NOT_A_LIST.at(label=sheet.title, examples=headings))
        return
    header = next(iter(columns.values())).row
    spelt: dict[str, int] = {}
    for cells in _rows(reading.grid, header):
        entry = _entry(reading, sheet, columns, cells)
        if entry is None:
            continue
        _said_before(reading, entry, columns["名称"], cells[0].row, spelt)
        yield entry


def _columns(reading: Reading, sheet: ListSheet) -> dict[str, Cell]:
    """Return the heading cells by name: the first row that has 名称."""
    for cell in reading.grid:
        found = sheet.columns.find(cell.text)
        if found and found.name == "名称":
            row = [one for one in reading.grid if one.row == cell.row]
            for one in (one for one in reading.grid if one.row <= cell.row):
                reading.take(one)
            named = ((field, one) for one in row if (field := sheet.columns.find(one.text)))
            return {field.name: one for field, one in named}
    return {}


def _rows(grid: Grid, header: int) -> Iterator[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in grid:
        if cell.row > header and not grid.is_hidden(cell) and cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    yield from rows.values()


def _entry(
    reading: Reading, sheet: ListSheet, columns: dict[str, Cell], cells: list[Cell]
) -> Listed | None:
    """Return a row's entry; None for a row without a name, which is told."""
    values: dict[str, object] = {}
    for name, heading in columns.items():
        field = sheet.columns[name]
        cell = next((cell for cell in cells if cell.column == heading.column), None)
        text = reading.text(name, [cell] if cell else [])
        values[field.attribute] = _value(reading, sheet, field, text, cell)
    if values["name"]:
        return sheet.entry.model_validate(values)
    reading.say(say.NAME_MISSING, cells[0], "名称", list=sheet.title)
    return None


def _value(
    reading: Reading, sheet: ListSheet, field: Field, text: str, cell: Cell | None
) -> object:
    if _is_consent(sheet.entry, field):
        if text not in CONSENT_WORDS:
            reading.say(say.CONSENT_WORD, cell, field.name, value=text)
        return text == CONSENT_WORDS[0]
    return answer(reading, field, text, cell)


def _is_consent(entry: type[Record], field: Field) -> bool:
    return entry.model_fields[field.attribute].annotation is bool


def _said_before(
    reading: Reading, entry: Listed, heading: Cell, row: int, spelt: dict[str, int]
) -> None:
    """Ask where one spelling stands for two entries."""
    for name in (entry.name, *entry.also):
        if spelt.setdefault(fold(name), row) != row:
            cell = reading.grid.cells.get((row, heading.column))
            reading.say(say.NAME_TWICE, cell, "名称", name=name)
