"""Fields that offer options: what a person ticked in their cells, or what cannot be told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jusoforms.problems import Sentence
from jusoforms.problems import values as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.choices import (
    Option,
    Trouble,
    chosen,
    options_of,
    overlays_over,
    split_known,
)
from jusoforms.sheets.choices.signs import SIGNS, Sign, sign_of
from jusoforms.sheets.grid import Area, Cell, CellKind, address

__all__ = ["ticked"]

_TICKS = frozenset("☑✓✔✅🗹🗸☐☒🗷")
"""Marks that are never bullets."""
_A_MARK = re.compile(rf"[{re.escape(''.join(SIGNS))}㊒㊚㊛\u20dd]|[（(\[［【][\s　]*[）)\]］】]")
_LONGEST = 200  # characters of a group of options without a mark
_SENTENCES: dict[Trouble, Sentence] = {
    Trouble.TWO: say.TWO_TICKS,
    Trouble.MIXED: say.MIXED_MARKS,
    Trouble.CROSS: say.CROSS_MARK,
    Trouble.LOOSE: say.LOOSE_MARK,
    Trouble.OVAL: say.OVAL_UNCLEAR,
    Trouble.STATE: say.CONTROL_UNKNOWN,
}


def ticked(
    reading: Reading,
    label: str,
    cells: Sequence[Cell],
    known: Sequence[str],
    *,
    several: bool = False,
    over: Sequence[Area] = (),
) -> tuple[str, ...] | None:
    """Return the answers that marks in a field's cells choose; None where the text is the answer.

    ``known`` are the words that the field offers. Without them only a printed group with empty
    boxes is one: a ■ before a sentence is a bullet.
    """
    overlays = overlays_over(reading.grid, cells, over)
    if not overlays and not any(_may_hold_options(cell, known) for cell in cells):
        return None
    options = options_of(reading.grid, cells, known, over)
    if len(known) == 1:
        options = tuple(_only_one(one, known[0]) for one in options)
    if not overlays and not _is_group(options, known, cells, several=several):
        return None
    reading.taken.update(overlays)
    choice = chosen(options, several=several)
    place = cells[0].address if cells else _address(over)
    for cell in cells:
        reading.take(cell)
    if choice.trouble:
        shown = " ".join(cell.text.strip() for cell in cells)
        reading.add(
            _SENTENCES[choice.trouble].at(label=label, value=" ".join(shown.split())), place
        )
    for one in choice.unticked:
        reading.add(say.WRITTEN_NOT_TICKED.at(label=label, value=one.said), place)
    return choice.said


def _may_hold_options(cell: Cell, known: Sequence[str]) -> bool:
    """Return whether a closer look is worth while: most cells are plain answers."""
    if cell.kind is CellKind.BOOLEAN or _A_MARK.search(cell.text):
        return True
    return bool(known) and len(cell.text) <= _LONGEST and len(split_known(cell.text, known)) > 1


def _only_one(option: Option, word: str) -> Option:
    """Return a mark without words as that of the one word that the field offers: 取下げ ☑."""
    if option.text or option.trouble is not Trouble.LOOSE:
        return option
    return replace(option, text=word, trouble=Trouble.NONE)


def _is_group(
    options: Sequence[Option], known: Sequence[str], cells: Sequence[Cell], *, several: bool
) -> bool:
    """Return whether cells hold options to choose from, and not an answer in words."""
    if any(cell.kind is CellKind.BOOLEAN for cell in cells):
        return True
    marked = [one for one in options if one.mark and (one.text or len(cells) > 1)]
    if not known:
        empty = any(sign_of(one.mark) is Sign.OFF for one in marked)
        return empty and len(options) > 1 and not _are_bullets(options, cells)
    if several:
        return bool(marked) and not _are_bullets(options, cells)
    return bool(marked) or (len(cells) == 1 and len(options) > 1)


def _are_bullets(options: Sequence[Option], cells: Sequence[Cell]) -> bool:
    """Return whether the marks head the lines of a list: one kind of mark, one option a line."""
    lines = [line for cell in cells for line in cell.text.split("\n") if line.strip()]
    marks = {one.mark for one in options if one.mark}
    return len(marks) == 1 and not marks & _TICKS and len(options) == len(lines)


def _address(areas: Sequence[Area]) -> str:
    return address(areas[0].top, areas[0].left) if areas else ""
