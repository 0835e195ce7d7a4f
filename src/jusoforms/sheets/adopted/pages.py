"""A filled sheet read with its page of the form: values of the case, and of its meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from jusoforms.problems import forms as say
from jusoforms.problems import sheets as say_sheet
from jusoforms.sheets.adopted.aligning import Alignment, labels_of
from jusoforms.sheets.adopted.form import Table
from jusoforms.sheets.adopted.reading import PageReader
from jusoforms.sheets.adopted.tables import Row, places_in, rows_of
from jusoforms.sheets.adopted.targets import MEETING, OWN, Step, Target
from jusoforms.sheets.adopted.values import Said, label_of, values_of
from jusoforms.sheets.adopted.words import key_of
from jusoforms.sheets.cells import Block, Reading
from jusoforms.sheets.grid import LAST_COLUMN, Cell
from jusoforms.sheets.texts import split_list
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import Kind
from jusoforms.vocabulary.wareki import DateText

__all__ = ["Frame", "PageRead", "Values", "read_page"]

Values = dict[str, Any]
"""Attributes of a record; records and lists inside as dicts and lists of dicts."""
_WHEN = f"{MEETING}.開催日時"
_PREPARED = frozenset({"number", "meeting_type", "serial"})
"""What is printed or typed on a meeting's sheet before anything is known of it."""


@dataclass(frozen=True, slots=True)
class Frame(Block):
    """The rows and columns of a form: beside them is outside, printed or not."""

    def holds(self, cell: Cell) -> bool:
        """Return whether a cell lies inside."""
        return self.top <= cell.row <= self.bottom and cell.column <= self.right


@dataclass
class PageRead:
    """What a filled sheet says."""

    reading: Reading
    order: int
    case: Values = field(default_factory=dict)
    meeting: Values = field(default_factory=dict)
    meetings: list[Values] = field(default_factory=list)
    """Of a table with a row a meeting."""
    numbered: dict[str, Values] = field(default_factory=dict)
    """Of several blocks with a meeting each, by the number in their tags: 会議[回=2]."""
    of_meeting: set[str] = field(default_factory=set)
    """Labels that are the meeting's."""
    texts: dict[str, tuple[Target, str]] = field(default_factory=dict)
    """What each single field of the case says here, by the tag's name."""

    @property
    def filled(self) -> bool:
        """Whether a person wrote on it more than its number."""
        met = (self.meeting, *self.numbered.values())
        return bool(self.case or self.meetings or any(one.keys() - _PREPARED for one in met))

    def record(self, target: Target) -> Values:
        """Return the values of the record whose field a tag names."""
        which = target.which_meeting
        if which and which.key:
            return self.numbered.setdefault(which.value, {which.key.attribute: which.value})
        return self.meeting if target.of_meeting else self.case

    @property
    def held(self) -> tuple[Values, ...]:
        """The meetings of its blocks that say more than their number."""
        return tuple(one for one in self.numbered.values() if one.keys() - _PREPARED)


def read_page(at: Alignment, order: int, lists: Lists) -> PageRead:
    """Return the values of an aligned sheet, with what is wrong with it."""
    reading = Reading(at.grid, lists=lists)
    made, reader = PageRead(reading, order), PageReader(at, reading)
    said = [(slot.target, reader.read(slot)) for slot in at.page.slots]
    known = [one.text for target, one in said if target.name == "支援関係機関"]
    agencies = tuple(name for text in known for name in split_list(text))
    for target, one in sorted(said, key=lambda pair: pair[0].name != _WHEN):
        _put_single(made, target, one, agencies)
    for table in at.page.tables:
        _put_rows(made, table, list(rows_of(reader, table)))
    for cell in at.found.values():
        reading.take(cell)
    _tell_reworded(at, reading, {target.name for target, one in said if not one.text.strip()})
    _take_own_words(at, reading)
    reading.block = _frame(at, reading)
    return made


def _put_single(made: PageRead, target: Target, said: Said, agencies: tuple[str, ...]) -> None:
    values = values_of(made.reading, target, said, agencies)
    label = label_of(target)
    if target.of_meeting:
        made.of_meeting.add(label)
    else:
        made.texts[target.name] = (target, said.text)
    if said.cell:
        made.reading.places.setdefault(label, said.cell.address)
    if target.name == _WHEN:
        day = values.get("held_at")
        made.reading.near = day if isinstance(day, DateText) else None
    if values:
        put(made.record(target), target.inner, values)


def put(record: Values, steps: tuple[Step, ...], values: Mapping[str, object]) -> None:
    """Set attributes of a record, of one inside it, or of the item of a list that is named."""
    for step in steps:
        if step.field.kind is Kind.RECORD:
            record = record.setdefault(step.field.attribute, {})
            continue
        items = record.setdefault(step.field.attribute, [])
        assert step.key is not None
        named = (one for one in items if one.get(step.key.attribute) == step.value)
        found = next(named, None)
        if found is None:
            found = {step.key.attribute: step.value}
            items.append(found)
        record = found
    record.update(values)


def _put_rows(made: PageRead, table: Table, rows: list[Row]) -> None:
    made.reading.places.update(places_in(table, rows))
    for row in rows:
        item: Values = {}
        for target, said in row.said:
            values = values_of(made.reading, target, said)
            if table.name == OWN:
                put(made.case, target.inner[:0], {})
                _put_own(made, target, said)
            elif values:
                put(item, target.inner if table.name == MEETING else (), values)
        if table.name == MEETING:
            made.meetings.append(item)
        elif item:
            _put_item(made, table, row.said[0][0], item)


def _put_own(made: PageRead, target: Target, said: Said) -> None:
    if said.text:
        name = target.inner[0].value
        made.case.setdefault("own_items", []).append({"name": name, "content": said.text})


def _put_item(made: PageRead, table: Table, target: Target, item: Values) -> None:
    last = target.inner[-1].field
    record = made.record(target)
    if target.of_meeting:
        made.of_meeting.add(table.name.removeprefix(f"{MEETING}."))
    record.setdefault(last.attribute, []).append(item)


def _tell_reworded(at: Alignment, reading: Reading, empty: AbstractSet[str]) -> None:
    """Tell labels in other words; beside an empty field those may be its value."""
    labels = dict(labels_of(at.page))
    for n in sorted(at.reworded):
        heading, cell = "".join(at.page.items[n].text.split()), at.found[n]
        found = "".join(cell.text.split())
        label = label_of(labels[n])
        if labels[n].name in empty:
            shown = cell.text.strip()
            reading.say(say_sheet.LABEL_OVERWRITTEN, cell, label, heading=heading, value=shown)
        else:
            reading.say(say.LABEL_REWORDED, cell, label, heading=heading, found=found)


def _take_own_words(at: Alignment, reading: Reading) -> None:
    """Take what the blank prints too: notes, stamp boxes, row numbers."""
    items = at.page.items
    left = Counter(key_of(item.text) for n, item in enumerate(items) if n not in at.found)
    numbered = {
        place[1]
        for item in items
        if item.text.strip().isdecimal() and (place := at.expected(item.area))
    }
    for cell in at.grid:
        key = key_of(cell.text)
        if (cell.row, cell.column) in reading.used or not key:
            continue
        if left[key] > 0 or (cell.text.strip().isdecimal() and cell.column in numbered):
            left[key] -= 1
            reading.take(cell)


def _frame(at: Alignment, reading: Reading) -> Frame | None:
    """Return the form's rows and columns on the sheet."""
    areas = [at.area(n) for n in at.found]
    if not areas:
        return None
    edge = at.edge
    used = [row for row, column in reading.used if column <= edge]
    top = min(area.top for area in areas)
    bottom = max(*(area.bottom for area in areas), *used)
    return Frame(top, bottom, LAST_COLUMN + 1, edge)
