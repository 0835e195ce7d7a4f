"""The single fields of a page: text, words within words, parts of a date, ticked options."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jusoforms.problems import forms as say
from jusoforms.problems import sheets as say_sheet
from jusoforms.sheets.adopted.aligning import Alignment
from jusoforms.sheets.adopted.form import Kind, Slot, Spot
from jusoforms.sheets.adopted.locating import cells_in, territory
from jusoforms.sheets.adopted.parts import parts_of
from jusoforms.sheets.adopted.targets import Target
from jusoforms.sheets.adopted.values import Said, label_of
from jusoforms.sheets.adopted.words import is_frame, key_of, offered, only_word
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.choices import Option, options_in, options_of, overlays_over
from jusoforms.sheets.grid import Cell
from jusoforms.sheets.ticks import judged, tell
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import Kind as FieldKind

__all__ = ["PageReader"]


@dataclass
class PageReader:
    """Reads the fields of one filled sheet."""

    at: Alignment
    reading: Reading
    told: set[int] = field(default_factory=set)
    """Items of which it was said that they are not there."""

    def read(self, slot: Slot) -> Said:
        """Return what the cells of a slot say, joined in order."""
        kind = self.at.page.items[slot.spots[0].item].kind
        if kind is Kind.OPTION:
            return self._choice(slot)
        said = list(self._in_rows(slot))
        text = "\n".join(filter(None, (one.text for one in said)))
        return Said(text, next((one.cell for one in said if one.cell), None))

    def missing(self, spot: Spot, target: Target, cell: Cell | None) -> None:
        """Say that a field's label was not found; a question where text stands at its place."""
        item = self.at.page.items[spot.label[0] if spot.label else spot.item]
        heading, label = _short(item.text or spot.raw), label_of(target)
        if cell is None:
            self.reading.say(say_sheet.LABEL_MISSING, None, label, heading=heading)
            return
        self.reading.take(cell)
        text = _short(cell.text)
        self.reading.say(say.LABEL_LOST, cell, label, heading=heading, text=text)

    def _in_rows(self, slot: Slot) -> Iterator[Said]:
        """Yield what each row of a slot's cells says."""
        rows: dict[int, list[Spot]] = {}
        for spot in slot.spots:
            rows.setdefault(spot.area.top, []).append(spot)
        for spots in rows.values():
            if len(spots) > 1:
                yield self._parts(slot.target, spots)
            elif self.at.page.items[spots[0].item].kind is Kind.INLINE:
                yield self._inline(slot.target, spots[0])
            else:
                yield self._value(slot.target, spots[0])

    def _value(self, target: Target, spot: Spot) -> Said:
        where = territory(self.at, spot)
        if where.area is None:
            self.missing(spot, target, self._at(where.best))
            return Said()
        cells = [cell for cell in cells_in(self.at, where.area) if not self._unfilled(spot, cell)]
        if cells and not where.sure:
            self.unsure(target, cells)
            return Said()
        for row in {cell.row for cell in cells}:
            self.one_a_row(target, [cell for cell in cells if cell.row == row])
        text = self.reading.text(label_of(target), cells)
        return self._framed(target, spot, text, cells)

    def unsure(self, target: Target, cells: Sequence[Cell]) -> None:
        """Say that it cannot be told which cells are a field's."""
        for cell in cells:
            self.reading.take(cell)
        text = _short("、".join(cell.text for cell in cells))
        self.reading.say(say.WHICH_CELL, cells[0], label_of(target), text=text)

    def one_a_row(self, target: Target, cells: Sequence[Cell]) -> None:
        """Say where several cells of one row hold text of one field."""
        if len(cells) > 1:
            places = "、".join(cell.address for cell in cells)
            self.reading.say(
                say_sheet.SPLIT_VALUE, cells[0], label_of(target), cells=places, count=len(cells)
            )

    def _framed(self, target: Target, spot: Spot, text: str, cells: Sequence[Cell]) -> Said:
        """Return a text without what the blank prints around it; an unfilled frame is empty."""
        printed = self.at.page.items[spot.item].text.strip()
        framed = bool(printed) or target.fields[-1].kind is FieldKind.DATE
        if framed and is_frame(text) and not any(mark.isnumeric() for mark in text):
            return Said()
        if printed.startswith("〒"):
            text = text.removeprefix("〒").strip()
        return Said(text, cells[0] if cells else None)

    def _unfilled(self, spot: Spot, cell: Cell) -> bool:
        """Return whether a cell still says what the blank does; it is noted as used."""
        blank = {key_of(spot.raw), key_of(self.at.page.items[spot.item].text)} - {""}
        unfilled = key_of(cell.text) in blank
        if unfilled:
            self.reading.take(cell)
        return unfilled

    def _inline(self, target: Target, spot: Spot) -> Said:
        item = self.at.page.items[spot.item]
        cell = self.at.found.get(spot.item)
        if cell is None:
            self._inline_lost(target, spot)
            return Said()
        assert item.pattern is not None
        values = item.pattern.values(cell.text) or ()
        self.reading.text(label_of(target), [cell])
        at = [one.name for one in spot.targets].index(target.name)
        text = values[at] if at < len(values) else ""
        framed = target.fields[-1].kind is FieldKind.DATE and is_frame(text)
        unfilled = framed and not any(mark.isnumeric() for mark in text)
        return Said("" if "{{" in text or unfilled else text, cell)

    def _inline_lost(self, target: Target, spot: Spot) -> None:
        """Say, once a cell, that its words are not as printed."""
        if spot.item in self.told:
            return
        self.told.add(spot.item)
        where = territory(self.at, spot)
        cells = cells_in(self.at, where.area) if where.area else []
        cell = cells[0] if cells else self._at(where.best)
        if cell is None or self._unfilled(spot, cell):
            if cell is None:
                self.missing(spot, target, None)
            return
        self.reading.take(cell)
        names = "、".join(f"「{label_of(one)}」" for one in spot.targets)
        self.reading.say(
            say.NOT_LIKE_THE_FORM, cell, label_of(target), text=_short(cell.text), labels=names,
            pattern=_short(spot.raw),
        )  # fmt: skip

    def _parts(self, target: Target, spots: Sequence[Spot]) -> Said:
        found = parts_of(self.at, spots)
        if found is None:
            best = self.at.expected(spots[0].area)
            self.missing(spots[0], target, self._at(best))
            return Said()
        for cell in found.cells:
            self.reading.take(cell)
        self.reading.text(label_of(target), list(found.filled))
        return Said(found.text, found.filled[0]) if found.filled else Said()

    def _choice(self, slot: Slot) -> Said:
        cells = list(self._option_cells(slot))
        if not cells:
            self.missing(slot.spots[0], slot.target, None)
            return Said()
        items = [self.at.page.items[spot.item] for spot in slot.spots]
        known = [word for item in items for word in offered(item.text)]
        options = options_of(self.at.grid, cells, known)
        if len(items) == len(cells) == 1 and _are_gone(known, options):
            return self._other_words(slot, cells[0], known)
        left = [cell for cell in cells if cell.text.strip()]
        if len(items) > len(left) == 1:  # the others were rubbed out, or struck
            self.reading.text(label_of(slot.target), [cell for cell in cells if cell not in left])
            return self._other_words(slot, left[0], known)
        boxed = any(option.mark for item in items for option in options_in(item.text))
        several = slot.target.fields[-1].kind is FieldKind.TEXTS or (slot.target.is_own and boxed)
        choice = judged(options, several=several)
        label = label_of(slot.target)
        for cell in cells:
            self.reading.text(label, [cell])
        self.reading.taken.update(overlays_over(self.at.grid, cells))
        tell(self.reading, label, choice, cells, ())
        if not choice.said:
            return Said()
        return Said("、".join(choice.said), cells[0], choice.said)

    def _other_words(self, slot: Slot, cell: Cell, known: Sequence[str]) -> Said:
        """Return the one option that was left or typed; a question where other words stand."""
        label = label_of(slot.target)
        self.reading.text(label, [cell])
        word = only_word(cell.text, known)
        if word:
            return Said(word, cell, (word,))
        self.reading.say(
            say.NOT_LIKE_THE_FORM, cell, label, text=_short(cell.text), labels=f"「{label}」",
            pattern=_short(self.at.page.items[slot.spots[0].item].text),
        )  # fmt: skip
        return Said()

    def _option_cells(self, slot: Slot) -> Iterator[Cell]:
        """Yield the cells with the options: those found by their words, else by their label."""
        for spot in slot.spots:
            cell = self.at.found.get(spot.item)
            if cell:
                yield cell
                continue
            where = territory(self.at, spot)
            if where.area and where.sure:
                yield from cells_in(self.at, where.area)

    def _at(self, place: tuple[int, int] | None) -> Cell | None:
        if place is None or place in self.at.taken:
            return None
        cell = self.at.grid.at(*place)
        return cell if cell and cell in self.at.cells else None


def _are_gone(known: Sequence[str], options: Sequence[Option]) -> bool:
    """Return whether not all the options that a cell offers stand in it any more."""
    there = [fold(option.text) for option in options]
    return any(not any(one.startswith(fold(word)) for one in there) for word in known)


def _short(text: str) -> str:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line if len(line) <= 20 else f"{line[:20]}…"  # noqa: PLR2004 a line on a page
