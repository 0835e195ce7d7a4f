"""The labels on a sheet and what stands beside them, below them, or goes on in the next rows.

Text goes on below a value where that is certain: the rows of a label merged over several; and rows
right under it that hold nothing but text in the columns of values, on a sheet where no label is
missing. Without that last condition the text could belong to a label that was rubbed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from jusoforms.sheets.grid import LAST_COLUMN, Area, Cell, CellKind, address
from jusoforms.sheets.structured.finding import Found
from jusoforms.sheets.structured.layout import BAND, Slot

__all__ = ["Labels", "says_something"]

_Places = AbstractSet[tuple[int, int]]

_COLON = re.compile(r"[:：]")
_FAR_RIGHT = LAST_COLUMN + 1


def says_something(cell: Cell) -> bool:
    """Return whether a cell holds text, struck text, or what was never calculated."""
    return bool(cell.text.strip() or cell.struck) or cell.kind is CellKind.UNCALCULATED


class Labels:
    """The labels on a sheet and the cells beside or below them."""

    def __init__(self, found: Found) -> None:
        self.found, self.grid = found, found.grid
        self.named = {
            (area.top, area.left) for slot in found.layout.slots if (area := found.named(slot))
        }
        self.cells: dict[str, list[Cell]] = {}
        self.inline: dict[str, tuple[Cell, str]] = {}
        for cell in self._outside_lists(found):
            self._note(found, cell)
        self.whole = all(
            slot.name in self.cells or found.named(slot) for slot in found.layout.slots
        )
        self.places = {(c.row, c.column) for cells in self.cells.values() for c in cells}
        known = self.named | self.places
        self.reworded = dict(self._all_reworded(known))
        """Words beside a named cell whose own label is nowhere, by the slot's name."""
        self.places |= {(cell.row, cell.column) for cell in self.reworded.values()}
        self.last = max((place[1] for place in self.grid.cells), default=1)
        self._walls: dict[int, list[int]] = {}
        for row, left in self._labels_from_above():
            self._walls.setdefault(row, []).append(left)
        self._said: dict[int, list[Cell]] = {}
        for cell in filter(says_something, self.grid):
            self._said.setdefault(cell.row, []).append(cell)
        self.beside = {
            place: rows for place in self.places if (rows := list(self._rows_beside(*place)))
        }
        taken = {(c.row, c.column) for rows in self.beside.values() for row in rows for c in row}
        self.known = self.places | self.named | taken
        self.columns = {column for _, column in self.named | taken}
        """Columns of values."""
        self._values: dict[tuple[int, int], list[list[Cell]]] = {}

    def of(self, slot: Slot) -> list[Cell]:
        """Return the cells that are the slot's label."""
        return self.cells.get(slot.name, [])

    def place(self, slot: Slot) -> str:
        """Return the address of the slot's label; empty where it has none."""
        return next((address(cell.row, cell.column) for cell in self.of(slot)), "")

    def values(self, label: Cell) -> list[list[Cell]]:
        """Return what stands right of a label, row by row, and goes on; else what is below."""
        place = (label.row, label.column)
        if place not in self._values:
            self._values[place] = self._found_values(label)
        return self._values[place]

    def _found_values(self, label: Cell) -> list[list[Cell]]:
        rows = self.beside.get((label.row, label.column), [])
        if not rows:
            return [[cell] for cell in self._below(label)]
        area = self.grid.area_of(label.row, label.column)
        more = self._going_on(rows[0][0], area.bottom) if all(len(row) == 1 for row in rows) else []
        return [*rows, *([cell] for cell in more)]

    def going_on(self, value: Cell | None) -> list[Cell]:
        """Return a value's cell with those in which its text goes on."""
        if value is None:
            return []
        bottom = self.grid.area_of(value.row, value.column).bottom
        return [value, *self._going_on(value, bottom)]

    def room(self, label: Cell) -> Area:
        """Return the area right of a label, up to the next label of its row."""
        area = self.grid.area_of(label.row, label.column)
        ends = [c for r, c in self.places if r == label.row and c > area.right]
        right = min(ends, default=self.last + 1) - 1
        return Area(area.top, area.right + 1, area.bottom, max(right, area.right + 1))

    def _outside_lists(self, found: Found) -> Iterator[Cell]:
        for cell in found.readable:
            if cell.row not in found.listed_rows and (cell.row, cell.column) not in self.named:
                yield cell

    def _note(self, found: Found, cell: Cell) -> None:
        names = found.layout.labels
        field = names.find(cell.text) if cell.text.strip() else None
        if field:
            self.cells.setdefault(field.name, []).append(cell)
            return
        colon = _COLON.search(cell.text)
        head = cell.text[: colon.start()] if colon else ""
        before = names.find(head) if head.strip() else None
        if colon and before:
            self.inline.setdefault(before.name, (cell, cell.text[colon.end() :].strip()))

    def _all_reworded(self, known: _Places) -> Iterator[tuple[str, Cell]]:
        for slot in self.found.layout.slots:
            area = self.found.named(slot)
            if area and slot.name not in self.cells:
                for cell in self._reworded(area.top, area.left, known):
                    yield slot.name, cell

    def _reworded(self, row: int, column: int, known: _Places) -> Iterator[Cell]:
        """Yield the words beside a named cell: its label, as the ward calls it."""
        for at in range(column - 1, 0, -1):
            cell = self.grid.at(row, at)
            if cell and cell.text.strip():
                if (cell.row, cell.column) not in known:
                    yield cell
                return

    def _rows_beside(self, row: int, column: int) -> Iterator[list[Cell]]:
        area = self.grid.area_of(row, column)
        for at in range(area.top, area.bottom + 1):
            cells = list(self._beside(at, area.right))
            if cells:
                yield cells

    def _labels_from_above(self) -> Iterator[tuple[int, int]]:
        """Yield each row, but for the first, and the left end of merged labels."""
        for row, column in self.places:
            area = self.grid.area_of(row, column)
            for below in range(row + 1, area.bottom + 1):
                yield below, column

    def _beside(self, row: int, column: int) -> Iterator[Cell]:
        """Yield what is said in a row right of a column, up to the next label."""
        walls = (left for left in self._walls.get(row, ()) if left > column)
        end = min(walls, default=_FAR_RIGHT)
        for cell in self._said.get(row, ()):
            if cell.column <= column:
                continue
            if cell.column >= end or (row, cell.column) in self.places:
                return
            # What is not printed is no part of a value, nor what lies under a merged cell.
            if self.grid.in_print(cell) and self.grid.at(row, cell.column) is cell:
                yield cell

    def _below(self, label: Cell) -> Iterator[Cell]:
        area = self.grid.area_of(label.row, label.column)
        cell = self.grid.at(area.bottom + 1, area.left)
        if cell is None or cell.text.startswith(BAND) or not says_something(cell):
            return
        if (cell.row, cell.column) not in self.known:
            yield cell

    def _going_on(self, value: Cell, bottom: int) -> list[Cell]:
        """Return the cells under a value in which its text goes on."""
        found: list[Cell] = []
        row = bottom + 1
        while self.whole and (cells := self._only_text(row)):
            found += (cell for cell in cells if cell.column == value.column)
            row = 1 + max(self.grid.area_of(cell.row, cell.column).bottom for cell in cells)
        return found

    def _only_text(self, row: int) -> list[Cell]:
        """Return the cells of a row that can be no more than text going on; [] for other rows."""
        if row in self.found.listed_rows:
            return []
        cells = self._said.get(row, [])
        fine = all(
            cell.column in self.columns
            and (cell.row, cell.column) not in self.known
            and self.found.is_readable(cell)
            for cell in cells
        )
        return cells if fine else []
