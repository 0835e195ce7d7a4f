"""The labelled cells of a sheet: by defined name, and by label; where both speak, they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.grid import Cell, CellKind, address
from jusoforms.sheets.structured.answers import answer
from jusoforms.sheets.structured.finding import Found
from jusoforms.sheets.structured.layout import BAND, Slot
from jusoforms.vocabulary.labels import fold

__all__ = ["read_slots"]

_COLON = re.compile(r"[:：]")


def read_slots(reading: Reading, found: Found) -> dict[str, object]:
    """Return the value of each slot by name."""
    labels = _Labels(found)
    for words in labels.reworded:
        reading.take(words)
    values = {}
    for slot in found.layout.slots:
        cell, text = _read(reading, found, labels, slot)
        values[slot.name] = answer(reading, slot.field, text, cell)
    return values


class _Labels:
    """The labels on a sheet and the cells beside or below them."""

    def __init__(self, found: Found) -> None:
        self.grid = found.grid
        self.named = {
            (area.top, area.left)
            for slot in found.layout.slots
            if (area := found.names.get(fold(slot.name)))
        }
        self.cells: dict[str, list[Cell]] = {}
        self.inline: dict[str, tuple[Cell, str]] = {}
        for cell in self._outside_lists(found):
            self._note(found, cell)
        self.places = {(c.row, c.column) for cells in self.cells.values() for c in cells}
        self.reworded = [cell for place in self.named for cell in self._reworded(*place)]
        self.places |= {(cell.row, cell.column) for cell in self.reworded}
        self.beside = {
            place: cells for place in self.places if (cells := list(self._beside(*place)))
        }
        self.taken = {(c.row, c.column) for cells in self.beside.values() for c in cells}

    def of(self, slot: Slot) -> list[Cell]:
        """Return the cells that are the slot's label."""
        return self.cells.get(slot.name, [])

    def values(self, label: Cell) -> list[Cell]:
        """Return what stands to the right of a label up to the next one, else what is below."""
        right = self.beside.get((label.row, label.column), [])
        return right or list(self._below(label))

    def _outside_lists(self, found: Found) -> Iterator[Cell]:
        for cell in found.readable():
            inside = any(region.covers(cell) for region in found.regions.values())
            if not inside and (cell.row, cell.column) not in self.named:
                yield cell

    def _note(self, found: Found, cell: Cell) -> None:
        names = found.layout.labels
        field = names.find(cell.text) if cell.text.strip() else None
        if field:
            self.cells.setdefault(field.name, []).append(cell)
            return
        head, *rest = _COLON.split(cell.text, maxsplit=1)
        before = names.find(head) if rest and head.strip() else None
        if before:
            self.inline.setdefault(before.name, (cell, rest[0].strip()))

    def _reworded(self, row: int, column: int) -> Iterator[Cell]:
        """Yield the words beside a named cell: its label, as the ward calls it."""
        for at in range(column - 1, 0, -1):
            cell = self.grid.at(row, at)
            if cell and cell.text.strip():
                if (cell.row, cell.column) not in self.named | self.places:
                    yield cell
                return

    def _beside(self, row: int, column: int) -> Iterator[Cell]:
        area = self.grid.area_of(row, column)
        last = max(place[1] for place in self.grid.cells)
        for at in range(area.right + 1, last + 1):
            cell = self.grid.at(row, at)
            if cell and (cell.row, cell.column) in self.places:
                return
            if cell and at == self.grid.area_of(row, at).left and _says_something(cell):
                yield cell

    def _below(self, label: Cell) -> Iterator[Cell]:
        area = self.grid.area_of(label.row, label.column)
        cell = self.grid.at(area.bottom + 1, area.left)
        if cell is None or cell.text.startswith(BAND) or not _says_something(cell):
            return
        place = (cell.row, cell.column)
        if place not in self.places | self.taken | self.named:
            yield cell


def _read(reading: Reading, found: Found, labels: _Labels, slot: Slot) -> tuple[Cell | None, str]:
    """Return the slot's cell and text; two places that say different things are a problem."""
    area = found.names.get(fold(slot.name))
    if area is None and not labels.of(slot) and slot.name not in labels.inline:
        reading.add(say.LABEL_MISSING.at(label=slot.name, heading=slot.label))
        return None, ""
    spoken: dict[str, Cell] = {}
    if area:
        named = found.grid.at(area.top, area.left)
        if not (named and _is_heading(found, named)):
            _speak(reading, slot, named, spoken)
        reading.places.setdefault(slot.name, address(area.top, area.left))
    elif len(labels.of(slot)) > 1:
        _label_twice(reading, slot, labels.of(slot))
    for label in labels.of(slot):
        reading.take(label)
        _beside_label(reading, slot, labels.values(label), spoken)
    if slot.name in labels.inline and not labels.of(slot):
        cell, text = labels.inline[slot.name]
        reading.take(cell)
        spoken.setdefault(text, cell)
    return _agreed(reading, slot, spoken)


def _is_heading(found: Found, cell: Cell) -> bool:
    """Return whether a stale name points to a band, or to the only cell with a label's words."""
    label = found.layout.labels.find(cell.text) if cell.text.strip() else None
    if label is None:
        return found.layout.band_of(cell.text) is not None
    alike = (one for one in found.grid if found.layout.labels.find(one.text) == label)
    return [one.address for one in alike] == [cell.address]


def _label_twice(reading: Reading, slot: Slot, cells: list[Cell]) -> None:
    """Say that a label stands twice: one of them may well be another label's value."""
    places = "、".join(cell.address for cell in cells)
    problem = say.LABEL_TWICE.at(
        label=slot.name, heading=slot.label, cells=places, count=len(cells)
    )
    reading.add(problem, cells[-1].address)


def _beside_label(reading: Reading, slot: Slot, cells: list[Cell], spoken: dict[str, Cell]) -> None:
    if len(cells) > 1:
        places = "、".join(cell.address for cell in cells)
        reading.say(say.SPLIT_VALUE, cells[0], slot.name, cells=places, count=len(cells))
    for cell in cells[:1]:
        _speak(reading, slot, cell, spoken)


def _speak(reading: Reading, slot: Slot, cell: Cell | None, spoken: dict[str, Cell]) -> None:
    if cell is None or (cell.row, cell.column) in reading.used or reading.grid.is_hidden(cell):
        return
    text = reading.text(slot.name, [cell])
    if text:
        spoken.setdefault(text, cell)


def _agreed(reading: Reading, slot: Slot, spoken: dict[str, Cell]) -> tuple[Cell | None, str]:
    if len(spoken) > 1:
        cells = "、".join(cell.address for cell in spoken.values())
        problem = say.VALUE_IN_TWO_PLACES.at(label=slot.name, cells=cells, count=len(spoken))
        reading.add(problem, next(iter(spoken.values())).address)
    return next(((cell, text) for text, cell in spoken.items()), (None, ""))


def _says_something(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.struck) or cell.kind is CellKind.UNCALCULATED
