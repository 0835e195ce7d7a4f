"""一覧.xlsx: the lists that a ward maintains in Excel, a sheet each, checked like a form.

A sheet that is not there leaves the default list; a sheet that is there is the ward's own list,
even an empty one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from jusoforms.problems import Problem
from jusoforms.problems import lists as say_list
from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import candidates
from jusoforms.sheets.grid import Cell, Grid, Workbook, address
from jusoforms.sheets.structured.answers import answer
from jusoforms.vocabulary.labels import Record, fold
from jusoforms.vocabulary.lists import Agency, Listed, Lists, MeetingType, default_lists
from jusoforms.vocabulary.names import Field, Kind, Names, names_of
from jusoforms.vocabulary.wareki import Flaw, read_date

__all__ = ["CONSENT_WORDS", "LISTS_NAME", "ListSheet", "list_sheets", "read_lists"]

LISTS_NAME = "一覧/1"
_UNREAD = frozenset({Flaw.UNREADABLE, Flaw.YEARLESS})
CONSENT_WORDS = ("要", "不要")
_REQUIRED = ("同意の要否", "守秘の注記")
"""What a kind of meeting must say; silence would be taken for 不要, or print no secrecy."""


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
        elif sheet.entry is MeetingType:
            problems.append(say_list.LIST_SHEET_MISSING.at(sheet=sheet.title, list=sheet.title))
    if not values:
        problems.clear()
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
    for name in _REQUIRED if sheet.entry is MeetingType else ():
        if name not in columns:
            missing = say_list.LIST_HEADING_MISSING.at(label=name, list=sheet.title)
            reading.add(missing, columns["名称"].address)
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
    empty: list[str] = []
    for name, heading in columns.items():
        field = sheet.columns[name]
        cell = next((cell for cell in cells if cell.column == heading.column), None)
        text = reading.text(name, [cell] if cell else [])
        empty += [] if text else [name]
        values[field.attribute] = _value(reading, sheet, field, text, cell)
    if not values["name"]:
        reading.say(say.NAME_MISSING, cells[0], "名称", list=sheet.title)
        return None
    entry = sheet.entry.model_validate(values)
    places = {name: address(cells[0].row, one.column) for name, one in columns.items()}
    for problem in _flaws(entry, empty):
        reading.add(problem, places[problem.label])
    return entry


def _flaws(entry: Listed, empty: list[str]) -> Iterator[Problem]:
    """Yield what an entry must say and does not, and days of an agency that cannot be."""
    if isinstance(entry, MeetingType):
        for name in (one for one in _REQUIRED if one in empty):
            yield say_list.LIST_TEXT_MISSING.at(label=name, name=entry.name)
    if isinstance(entry, Agency):
        for label, date in (("開始日", entry.since), ("終了日", entry.until)):
            if date.flaw in _UNREAD:
                yield say_list.LIST_DATE_UNREADABLE.at(
                    label=label, name=entry.name, value=date.text
                )
        if entry.until.surely_before(entry.since):
            yield say_list.LIST_DATES_REVERSED.at(
                label="終了日", name=entry.name, until=entry.until.text, since=entry.since.text
            )


def _value(
    reading: Reading, sheet: ListSheet, field: Field, text: str, cell: Cell | None
) -> object:
    if _is_consent(sheet.entry, field):
        if text and text not in CONSENT_WORDS:
            reading.say(say.CONSENT_WORD, cell, field.name, value=text)
        return text == CONSENT_WORDS[0]
    if field.kind is Kind.DATE and (date := read_date(text)).flaw in _UNREAD:
        return date  # told as an error, with the entry's name
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
