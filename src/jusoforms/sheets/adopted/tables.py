"""The tables of a page: one row an item, ended by the blank's next printed words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jusoforms.problems import values as say_value
from jusoforms.sheets.adopted.aligning import Alignment
from jusoforms.sheets.adopted.form import Column, Group, Table
from jusoforms.sheets.adopted.locating import cells_in, territory
from jusoforms.sheets.adopted.reading import PageReader
from jusoforms.sheets.adopted.targets import Target
from jusoforms.sheets.adopted.values import Said, label_of
from jusoforms.sheets.adopted.words import key_of
from jusoforms.sheets.closing import only_closes
from jusoforms.sheets.ditto import is_ditto
from jusoforms.sheets.grid import Area, Cell
from jusoforms.sheets.texts import is_row_number, split_list

__all__ = ["Row", "rows_of"]

_NUMBER = "番号"


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a table: what each of its columns says."""

    number: int
    """Row of the sheet."""
    said: tuple[tuple[Target, Said], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A column on the filled sheet."""

    column: Column
    left: int
    right: int
    rows: range | None = None
    """Its rows in an item whose columns stand over one another, counted from 0."""

    def cells(self, cells: Sequence[Cell], first: int) -> list[Cell]:
        """Return those of the cells of an item, which begins in row ``first``, that are its."""
        rows = self.rows
        return [
            cell
            for cell in cells
            if self.left <= cell.column <= self.right and (rows is None or cell.row - first in rows)
        ]


def rows_of(reader: PageReader, table: Table) -> Iterator[Row]:
    """Yield the items of a table: the rows of its first block of columns, then of the next."""
    for group in table.groups:
        only = group.columns[0]
        if len(group.columns) == 1 and only.spot.label and not only.spot.above:
            yield from _in_one_cell(reader, only)
        else:
            yield from _rows(reader, group)


def _in_one_cell(reader: PageReader, column: Column) -> Iterator[Row]:
    """Yield the items that one labelled cell names: 三田村、門馬、能勢."""
    where = territory(reader.at, column.spot)
    if where.area is None:
        reader.missing(column.spot, column.target, None)
        return
    cells = cells_in(reader.at, where.area)
    text = reader.reading.text(label_of(column.target), cells)
    for one in split_list(text):
        yield Row(cells[0].row, ((column.target, Said(one, cells[0])),))


def _rows(reader: PageReader, group: Group) -> Iterator[Row]:
    at = reader.at
    columns = list(_columns(reader, group))
    if not columns:
        return
    top = _top(at, group)
    bottom = _bottom(at, group, top)
    inside = Area(top, min(c.left for c in columns), max(top, bottom or top),
                  max(c.right for c in columns))  # fmt: skip
    if bottom is None:
        cells = cells_in(at, Area(top, inside.left, _last_row(at), inside.right))
        if cells:
            reader.unsure(columns[0].column.target, cells)
        return
    cells = cells_in(at, inside)
    heads = {key_of(at.page.items[n].text) for c in group.columns for n in c.spot.label}
    above: dict[str, str] = {}
    for first, last in _items(at, group, inside):
        own = [cell for cell in cells if first <= cell.row <= last]
        if own and group.is_stacked and last - first + 1 != group.pitch:
            reader.unsure(columns[0].column.target, own)
            continue
        row = _row(reader, columns, own, first, heads, group.pitch)
        if row:
            row = _resolved(reader, row, above)
            above = {target.name: said.text for target, said in row.said}
            yield row


def _columns(reader: PageReader, group: Group) -> Iterator[_Found]:
    at = reader.at
    for column in group.columns:
        label = next((n for n in column.spot.label if n in at.found), None)
        own = column.spot.area
        if label is None:
            best = at.expected(own)
            cell = at.grid.at(*best) if best else None
            free = cell if cell in at.cells and (best not in at.taken) else None
            reader.missing(column.spot, column.target, free)
        elif column.spot.above:
            head, there = at.page.items[label].area, at.area(label)
            left = there.left + own.left - head.left
            right = max(left, there.right + own.right - head.right)
            yield _Found(column, left, right, _rows_in(group, own))
        else:
            head, there = at.page.items[label].area, at.area(label)
            left = there.right + own.left - head.right
            yield _Found(column, left, left + own.right - own.left, _rows_in(group, own))


def _rows_in(group: Group, own: Area) -> range | None:
    """Return the rows of a column in an item; None where each column has them all."""
    if not group.is_stacked:
        return None
    return range(own.top - group.top, own.bottom - group.top + 1)


def _top(at: Alignment, group: Group) -> int:
    """Return the first row of the items: as far under the headings as in the blank."""
    tops = []
    for column in group.columns:
        for n in column.spot.label:
            if n in at.found:
                head, there = at.page.items[n].area, at.area(n)
                above = column.spot.above
                tops.append(
                    there.bottom + group.top - head.bottom
                    if above
                    else there.top + group.top - head.top
                )
    return max(tops)


def _bottom(at: Alignment, group: Group, top: int) -> int | None:
    """Return the last row before what ends the table; None where that was not found."""
    if group.below is None:
        return _last_row(at)
    items = at.page.items
    below = items[group.below].area.top
    spare = below - 1 - group.last if group.last > group.top + group.pitch - 1 else 0
    there = at.row(below)
    if there is not None:
        return there - 1 - spare
    after = [n for n in at.found if items[n].area.top > below]
    nearest = min(after, key=lambda n: items[n].area.top, default=None)
    if nearest is None or at.area(nearest).top - top != items[nearest].area.top - group.top:
        return None
    return top + below - group.top - 1 - spare


def _last_row(at: Alignment) -> int:
    return max((cell.row for cell in at.cells), default=1)


def _items(at: Alignment, group: Group, inside: Area) -> Iterator[tuple[int, int]]:
    """Yield first and last row of each item; one of several rows ends where its merges end."""
    row = inside.top
    while row <= inside.bottom:
        last = row
        if group.pitch > 1:
            ends = [
                at.grid.area_of(row, column).bottom
                for column in range(inside.left, inside.right + 1)
            ]
            alone = row if group.is_stacked else row + group.pitch - 1
            last = max(ends) if max(ends) > row else alone
        yield row, last
        row = last + 1


def _row(
    reader: PageReader,
    columns: Sequence[_Found],
    own: Sequence[Cell],
    number: int,
    heads: set[str],
    pitch: int,
) -> Row | None:
    """Return a row's item; None for one that says no more than its number, or the headings."""
    in_columns = {id(c): c.cells(own, number) for c in columns}
    blank = {key_of(c.column.spot.raw) for c in columns}
    written = [cell for cells in in_columns.values() for cell in cells]
    if written and not any(cell.text.strip() for cell in written):
        for c in columns:
            label = _column_label(c.column.target)
            reader.reading.text(label, in_columns[id(c)], in_table=True)
        return None
    if written and all(key_of(cell.text) in heads | blank for cell in written):
        _take(reader, written)
        return None
    if not any(cells for c in columns if (cells := in_columns[id(c)]) and not _is_number(c)):
        _take(reader, [cell for cell in written if is_row_number(cell.text)])
        return None
    if only_closes(reader.reading, _column_label(columns[0].column.target), written):
        return None
    said = tuple(_cell(reader, c, in_columns[id(c)], number, pitch) for c in columns)
    return Row(number, said)


def _cell(
    reader: PageReader, found: _Found, cells: list[Cell], number: int, pitch: int
) -> tuple[Target, Said]:
    """Return what a column says in a row; a cell merged over rows counts for each of them."""
    target = found.column.target
    merged = reader.at.grid.at(number, found.left)
    if not cells and merged and pitch == 1 and merged in reader.at.cells:
        taken = (merged.row, merged.column) in reader.at.taken
        cells = [] if taken else [merged]
    if pitch == 1:
        reader.one_a_row(target, cells)
    text = reader.reading.text(_column_label(target), cells, in_table=True)
    return target, Said(text, cells[0] if cells else None)


def _resolved(reader: PageReader, row: Row, above: Mapping[str, str]) -> Row:
    """Return a row with the texts that 〃 stands for."""
    said = []
    for target, one in row.said:
        text = one.text
        if is_ditto(text):
            text = above.get(target.name, "")
            if not text:
                label = _column_label(target)
                reader.reading.say(say_value.NOTHING_ABOVE, one.cell, label, value=one.text)
        said.append((target, Said(text, one.cell, one.chosen)))
    return Row(row.number, tuple(said))


def _column_label(target: Target) -> str:
    return target.fields[0].name


def _is_number(found: _Found) -> bool:
    return found.column.target.fields[-1].name == _NUMBER


def _take(reader: PageReader, cells: Sequence[Cell]) -> None:
    for cell in cells:
        reader.reading.take(cell)


def places_in(table: Table, rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the cells of the items by 役割分担.3 and 役割分担.3.担当機関, counted from 1."""
    places: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        for target, said in row.said:
            if said.cell:
                name = table.name.removeprefix("会議.")
                places.setdefault(name, said.cell.address)
                places.setdefault(f"{name}.{number}", said.cell.address)
                places[f"{name}.{number}.{target.fields[-1].name}"] = said.cell.address
    return places
