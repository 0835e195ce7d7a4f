"""The labelled cells of a sheet: by defined name, and by label; where both speak, they agree."""

from __future__ import annotations

from collections.abc import Sequence

from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.grid import Area, Cell, address
from jusoforms.sheets.structured.answers import answer, chosen_in, offers_options
from jusoforms.sheets.structured.beside import Labels, says_something
from jusoforms.sheets.structured.finding import Found
from jusoforms.sheets.structured.layout import Slot, listed_name
from jusoforms.vocabulary.wareki import DateText

__all__ = ["read_slots"]

_REFERENCE = "開催日時"
"""The date beside which the sheet's other dates stand."""


def read_slots(reading: Reading, found: Found) -> dict[str, object]:
    """Return the value of each slot by name."""
    labels = Labels(found)
    for words in labels.reworded.values():
        reading.take(words)
    values: dict[str, object] = {}
    for slot in found.layout.slots:
        value = _value(reading, found, labels, slot)
        if slot.name == _REFERENCE and isinstance(value, DateText):
            reading.near = value
        values[slot.name] = value
        instead = labels.reworded.get(slot.name)
        if instead and not value and not found.layout.labels.find(instead.text):
            _label_overwritten(reading, slot, instead)
    return values


def _label_overwritten(reading: Reading, slot: Slot, words: Cell) -> None:
    """Ask whether the words in the place of a label are the value: the field itself is empty."""
    shown = words.text.strip()
    reading.say(say.LABEL_OVERWRITTEN, words, slot.name, heading=slot.label, value=shown)


def _value(reading: Reading, found: Found, labels: Labels, slot: Slot) -> object:
    """Return what is chosen in a slot's cells, else what is written there."""
    area = found.named(slot)
    if area is None and not labels.of(slot) and slot.name not in labels.inline:
        reading.add(say.LABEL_MISSING.at(label=slot.name, heading=slot.label))
        return answer(reading, slot.field, "", None)
    listed = listed_name(found.layout, slot.name)
    if offers_options(reading, listed, slot.field):
        cells, over = _cells_of(found, labels, slot)
        chosen = chosen_in(reading, listed, slot.field, cells, over)
        if chosen is not None:
            _take_labels(reading, labels, slot, cells)
            return chosen
    cell, text = _read(reading, found, labels, slot)
    return answer(reading, slot.field, text, cell)


def _cells_of(found: Found, labels: Labels, slot: Slot) -> tuple[list[Cell], list[Area]]:
    """Return the cells in which a slot's options may stand, and the areas they lie in."""
    cells: dict[Cell, None] = {}
    areas: list[Area] = []
    area = found.named(slot)
    if area:
        areas.append(found.grid.area_of(area.top, area.left))
        named = found.grid.at(area.top, area.left)
        if named and says_something(named) and not found.grid.is_hidden(named):
            cells[named] = None
    for label in labels.of(slot)[:1]:
        areas.append(labels.room(label))
        cells |= dict.fromkeys(cell for row in labels.values(label) for cell in row)
    return list(cells), areas


def _take_labels(reading: Reading, labels: Labels, slot: Slot, cells: Sequence[Cell]) -> None:
    for label in labels.of(slot):
        reading.take_heading(label)
    first = next(iter(cells), None)
    reading.places.setdefault(slot.name, first.address if first else labels.place(slot))


def _read(reading: Reading, found: Found, labels: Labels, slot: Slot) -> tuple[Cell | None, str]:
    """Return the slot's cell and text; two places that say different things are a problem."""
    area = found.named(slot)
    spoken: dict[str, Cell] = {}
    if area:
        named = found.grid.at(area.top, area.left)
        if not (named and _is_heading(found, named)):
            _speak(reading, slot, labels.going_on(named), spoken)
        reading.places.setdefault(slot.name, address(area.top, area.left))
    elif len(labels.of(slot)) > 1:
        _label_twice(reading, slot, labels.of(slot))
    for label in labels.of(slot):
        reading.take_heading(label)
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


def _beside_label(
    reading: Reading, slot: Slot, rows: list[list[Cell]], spoken: dict[str, Cell]
) -> None:
    """Read the rows beside a label, one cell each; a row in several cells is a question."""
    for row in rows:
        if len(row) > 1:
            places = "、".join(cell.address for cell in row)
            reading.say(say.SPLIT_VALUE, row[0], slot.name, cells=places, count=len(row))
    _speak(reading, slot, [row[0] for row in rows], spoken)


def _speak(reading: Reading, slot: Slot, cells: list[Cell], spoken: dict[str, Cell]) -> None:
    new = [
        cell
        for cell in cells
        if (cell.row, cell.column) not in reading.used and not reading.grid.is_hidden(cell)
    ]
    text = reading.text(slot.name, new)
    if text:
        spoken.setdefault(text, new[0])
    if new[1:]:
        more = "、".join(cell.address for cell in new[1:])
        reading.say(say_value.GOES_ON, new[1], slot.name, cells=more)


def _agreed(reading: Reading, slot: Slot, spoken: dict[str, Cell]) -> tuple[Cell | None, str]:
    if len(spoken) > 1:
        cells = "、".join(cell.address for cell in spoken.values())
        problem = say.VALUE_IN_TWO_PLACES.at(label=slot.name, cells=cells, count=len(spoken))
        reading.add(problem, next(iter(spoken.values())).address)
    return next(((cell, text) for text, cell in spoken.items()), (None, ""))
