"""The lists of a sheet: texts, one item a line; tables, their columns in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.closing import items_in, only_closes
from jusoforms.sheets.ditto import is_ditto
from jusoforms.sheets.flaws import NO_ANSWER
from jusoforms.sheets.grid import Cell, address
from jusoforms.sheets.structured.answers import answer, chosen_in, offers_options
from jusoforms.sheets.structured.beside import says_something
from jusoforms.sheets.structured.finding import Found, Region
from jusoforms.sheets.structured.layout import Section, item_type, listed_name
from jusoforms.sheets.texts import has_mark, is_row_number, split_list
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.names import Field

__all__ = ["read_lists_of"]

_NUMBER, _CONTENT = "番号", "内容"
_MIDDLE = re.compile(r"(?<!も)の$|(?<!よう)に$|(?<!ま)で$|[をがはへ、，]$")
"""Particles after which a sentence goes on; not もの, ように and まで, with which one may end."""


@dataclass(frozen=True, slots=True)
class _Column:
    field: Field
    left: int
    right: int
    cell: Cell


def read_lists_of(reading: Reading, found: Found) -> dict[str, object]:
    """Return what each list of the layout holds, by the field's name."""
    values: dict[str, object] = {}
    for section in found.layout.lists:
        assert section.field is not None
        bands = found.bands.get(section.title, ())
        region = found.regions.get(section.title)
        if region is None:
            reading.add(say.LABEL_MISSING.at(label=section.field.name, heading=section.title))
            values[section.field.name] = ()
            continue
        _band_twice(reading, section, bands)
        read = _table if section.columns else _texts
        values[section.field.name] = read(reading, found, region)
    return values


def _band_twice(reading: Reading, section: Section, bands: tuple[Cell, ...]) -> None:
    if len(bands) > 1 and section.field:
        cells = "、".join(cell.address for cell in bands)
        problem = say.LABEL_TWICE.at(
            label=section.field.name, heading=section.title, cells=cells, count=len(bands)
        )
        reading.add(problem, bands[-1].address)


def _texts(reading: Reading, found: Found, region: Region) -> tuple[str, ...]:
    field = region.section.field
    assert field is not None
    rows = [
        [cell for cell in row if not _is_number(reading, region, cell)]
        for row in _rows(found, region)
    ]
    if not region.section.sentences:
        every = [cell for row in rows for cell in row]
        chosen = chosen_in(reading, listed_name(found.layout, field.name), field, every)
        if isinstance(chosen, tuple):
            return chosen
    rows = [row for row in rows if not only_closes(reading, field.name, row)]
    if region.section.sentences:
        _ask_if_sentences_go_on(reading, field.name, [row for row in rows if row])
    texts: list[str] = []
    for cells in rows:
        if len(cells) > 1:
            places = "、".join(cell.address for cell in cells)
            reading.say(say.SPLIT_VALUE, cells[0], field.name, cells=places, count=len(cells))
        text = reading.text(field.name, cells)
        sentences = region.section.sentences
        texts += items_in(reading, field.name, text) if sentences else split_list(text)
    return tuple(texts)


def _ask_if_sentences_go_on(reading: Reading, name: str, rows: list[list[Cell]]) -> None:
    """Warn where a row ends in the middle of a sentence and the next one stands right under it."""
    for one, other in pairwise(rows):
        ending = _MIDDLE.search(one[-1].text.rstrip())
        touch = reading.grid.area_of(one[-1].row, one[-1].column).bottom + 1 == other[0].row
        if ending and touch and not has_mark(other[0].text):
            reading.say(say_doubt.SENTENCE_GOES_ON, other[0], name, ending=ending[0])


def _table(reading: Reading, found: Found, region: Region) -> tuple[Record, ...]:
    field = region.section.field
    assert field is not None
    rows = list(_rows(found, region))
    columns = _columns(reading, region, rows)
    if not columns:
        if any(rows):
            headings = "、".join(column.field.name for column in region.section.columns)
            reading.say(say.NOT_A_LIST, rows[0][0], field.name, examples=headings)
        return ()
    reading.places.setdefault(field.name, columns[0].cell.address)
    record = item_type(found.layout, field)
    below = [row for row in rows if row[0].row > columns[0].cell.row]
    made: list[Record] = []
    table = _Table(reading, found, region, columns)
    for row in below:
        if only_closes(reading, field.name, row):
            continue
        item = table.item(row)
        if item:
            made.append(record.model_validate(item))
            _note_row(reading, field, columns, row[0].row, len(made))
    return tuple(made)


def _note_row(
    reading: Reading, field: Field, columns: tuple[_Column, ...], row: int, number: int
) -> None:
    """Note the place of an item, counted from 1, and of each of its cells: 役割分担.3.担当機関."""
    said = [c.left for c in columns if c.field.name != _NUMBER and reading.grid.at(row, c.left)]
    reading.places[f"{field.name}.{number}"] = address(row, min(said, default=columns[0].left))
    for column in columns:
        reading.places[f"{field.name}.{number}.{column.field.name}"] = address(row, column.left)


def _rows(found: Found, region: Region) -> Iterator[list[Cell]]:
    """Yield the filled cells of each row of a region."""
    rows: dict[int, list[Cell]] = {}
    for cell in found.readable_of(region):
        if says_something(cell) and not _is_printed(found, region, cell):
            rows.setdefault(cell.row, []).append(cell)
    yield from rows.values()


def _is_printed(found: Found, region: Region, cell: Cell) -> bool:
    """Return whether a cell is a band or label that a stale name covers: never an item."""
    beside = cell.column < region.left and found.layout.labels.find(cell.text) is not None
    return beside or found.layout.band_of(cell.text) is not None


def _is_number(reading: Reading, region: Region, cell: Cell) -> bool:
    """Return whether a cell is the printed number of its row, which says nothing."""
    beside = cell.column < region.left or (not region.named and cell.column == region.left)
    if beside and cell.text.strip().isdecimal():
        reading.take(cell)
        return True
    return False


def _columns(reading: Reading, region: Region, rows: Iterable[list[Cell]]) -> tuple[_Column, ...]:
    """Return the columns under the table's headings; each heading stands once."""
    children = region.section.field.children if region.section.field else None
    assert children is not None
    for row in rows:
        if not region.in_header(row[0]):
            break
        known = [(field, cell) for cell in row if (field := children.find(cell.text))]
        if 2 * len({field.name for field, _ in known}) >= len(region.section.columns):
            return tuple(_checked(reading, region, known))
    return ()


def _checked(
    reading: Reading, region: Region, known: list[tuple[Field, Cell]]
) -> Iterator[_Column]:
    cells: dict[str, list[Cell]] = {}
    for field, cell in known:
        reading.take(cell)
        cells.setdefault(field.name, []).append(cell)
    for column in region.section.columns:
        found = cells.get(column.field.name, [])
        if not found:
            problem = say.LABEL_MISSING.at(
                label=column.field.name, heading=f"{region.section.title}の{column.field.name}"
            )
            reading.add(problem, known[0][1].address)
        if len(found) > 1:
            places = "、".join(cell.address for cell in found)
            problem = say.LABEL_TWICE.at(
                label=column.field.name,
                heading=column.field.name,
                cells=places,
                count=len(found),
            )
            reading.add(problem, found[-1].address)
        for cell in found[:1]:
            area = reading.grid.area_of(cell.row, cell.column)
            yield _Column(column.field, area.left, area.right, cell)


class _Table:
    """The rows of a table, read from the top: 〃 takes the text above it."""

    def __init__(
        self, reading: Reading, found: Found, region: Region, columns: tuple[_Column, ...]
    ) -> None:
        self.reading, self.found, self.region, self.columns = reading, found, region, columns
        self.above: dict[str, str] = {}
        """The text of each column in the row above."""
        self.numbered = False
        """Whether the item above has a number."""
        self.offering = {
            column.field.name
            for column in columns
            if offers_options(reading, self._listed(column), column.field)
        }
        """The columns in which marks may choose."""

    def _listed(self, column: _Column) -> str:
        """Return a column's name as the ward's lists know it."""
        own = self.region.section.field
        return f"{own.name}.{column.field.name}" if own else column.field.name

    def item(self, row: list[Cell]) -> dict[str, object]:
        """Return the attributes of a row's item; nothing for a row with no more than its number."""
        own = [cell for cell in row if not _is_number(self.reading, self.region, cell)]
        cells = {c.field.name: _in(c, own) for c in self.columns}
        said = [name for name, inside in cells.items() if inside and name != _NUMBER]
        if not said:
            for cell in (cell for inside in cells.values() for cell in inside):
                if is_row_number(cell.text):
                    self.reading.take(cell)
            self.above.clear()
            return {}
        if not any(cell.text.strip() or cell.kind in NO_ANSWER for cell in own):
            for name, struck in cells.items():
                self.reading.text(name, struck, in_table=True)
            return {}
        self._ask_if_it_goes_on(said, cells)
        number = row[0].row
        return {
            c.field.attribute: self._value(c, number, cells[c.field.name]) for c in self.columns
        }

    def _ask_if_it_goes_on(self, said: list[str], cells: Mapping[str, list[Cell]]) -> None:
        """Ask where a row has no number, though the one above has, and nothing but one text."""
        if _NUMBER not in cells:
            return
        has_number = bool(cells[_NUMBER])
        if self.numbered and not has_number and said == [_CONTENT]:
            label = self.region.section.title
            self.reading.say(say_value.ROW_GOES_ON, cells[_CONTENT][0], label)
        self.numbered = has_number

    def _value(self, column: _Column, row: int, cells: list[Cell]) -> object:
        """Return the value of a column in a row; a merged cell counts for each of its rows."""
        merged = None if cells else self.found.grid.at(row, column.left)
        if merged:
            cells = [merged]
        field = column.field
        if field.name in self.offering:
            area = self.reading.grid.area_of(row, column.left)
            chosen = chosen_in(self.reading, self._listed(column), field, cells, [area])
            if chosen is not None:
                self.above[field.name] = chosen if isinstance(chosen, str) else "、".join(chosen)
                return chosen
        if len(cells) > 1:
            places = "、".join(cell.address for cell in cells)
            self.reading.say(say.SPLIT_VALUE, cells[0], field.name, cells=places, count=len(cells))
        text = self.reading.text(field.name, cells, in_table=True)
        text = self._resolved(field.name, text, cells[0] if cells else None)
        self.above[field.name] = text
        return answer(self.reading, field, text, cells[0] if cells else None)

    def _resolved(self, name: str, text: str, cell: Cell | None) -> str:
        """Return the text that 〃 stands for."""
        if not is_ditto(text):
            return text
        above = self.above.get(name, "")
        if not above:
            self.reading.say(say_value.NOTHING_ABOVE, cell, name, value=text)
        return above


def _in(column: _Column, cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if column.left <= cell.column <= column.right]
