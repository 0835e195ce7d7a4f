"""Fields that offer options: what a person ticked in their cells, or what cannot be told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jusoforms.problems import Sentence
from jusoforms.problems import values as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.choices import (
    Choice,
    Option,
    Trouble,
    chosen,
    has_printed_options,
    options_of,
    overlays_over,
)
from jusoforms.sheets.choices.signs import SIGNS, Sign, sign_of
from jusoforms.sheets.grid import Area, Cell, CellKind, address
from jusoforms.vocabulary.labels import fold

__all__ = ["judged", "may_be_ticked", "tell", "ticked"]

_TICKS = frozenset("☑✓✔✅🗹🗸☐☒🗷")
"""Marks that are never bullets."""
_PRINTED = frozenset({"分類"})
"""Fields without a list in which forms print options."""
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


def may_be_ticked(label: str, known: Sequence[str]) -> bool:
    """Return whether a field, with the words that it offers, can have options to tick."""
    return bool(known) or label in _PRINTED


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

    ``known`` are the words that the field offers. Without them the marks count only where empty
    boxes were printed, in a field such as 分類: a ■ before a sentence is a bullet.
    """
    if not may_be_ticked(label, known):
        return None
    overlays = overlays_over(reading.grid, cells, over)
    if not overlays and not any(_may_hold_options(cell, known) for cell in cells):
        return None
    options = options_of(reading.grid, cells, known, over)
    if len(known) == 1:
        options = tuple(_only_one(one, known[0]) for one in options)
    is_group = bool(overlays) or _is_group(options, known, cells, several=several)
    if not is_group or _is_typed(options, cells):
        return None
    reading.taken.update(overlays)
    for cell in cells:
        reading.take(cell)
    choice = judged(options, several=several)
    tell(reading, label, choice, cells, over)
    return choice.said


def judged(options: Sequence[Option], *, several: bool) -> Choice:
    """Return what was chosen among options, or why it cannot be told."""
    choice = chosen(options, several=several)
    contradicted = _is_written_too(options) or (several and _leaves_some_out(options))
    return Choice(trouble=Trouble.MIXED) if contradicted and not choice.trouble else choice


def tell(
    reading: Reading, label: str, choice: Choice, cells: Sequence[Cell], over: Sequence[Area]
) -> None:
    """Say at its cells what cannot be told of a choice."""
    place = cells[0].address if cells else _address(over)
    if choice.trouble:
        shown = " ".join(" ".join(cell.text for cell in cells).split())
        reading.add(_SENTENCES[choice.trouble].at(label=label, value=shown), place)
    for one in choice.unticked:
        reading.add(say.WRITTEN_NOT_TICKED.at(label=label, value=one.said), place)


def _is_typed(options: Sequence[Option], cells: Sequence[Cell]) -> bool:
    """Return whether a cell says its answer in words, beside controls that nobody ticked."""
    controls = [one for one in options if not one.places]
    words = [one for one in options if one.places and one.text]
    in_words = len(words) == len(cells) == 1 and not words[0].mark
    return bool(controls) and in_words and not any(one.ticked for one in controls)


def _may_hold_options(cell: Cell, known: Sequence[str]) -> bool:
    """Return whether a closer look is worth while: most cells are plain answers."""
    if cell.kind is CellKind.BOOLEAN or _A_MARK.search(cell.text):
        return True
    return bool(known) and len(cell.text) <= _LONGEST and has_printed_options(cell.text, known)


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
    if (not known or several) and _are_bullets(options, cells):
        return False
    if not known:
        return len(options) > 1 and any(sign_of(one.mark) is Sign.OFF for one in marked)
    if len(options) == 1 and marked and not _is_sure(marked[0], known):
        return False
    return bool(marked) or (not several and len(cells) == 1 and len(options) > 1)


def _is_sure(option: Option, known: Sequence[str]) -> bool:
    """Return whether one mark before one word ticks it: ◎福祉課 may be more than a tick."""
    return option.mark in _TICKS or fold(option.text) in set(map(fold, known))


def _are_bullets(options: Sequence[Option], cells: Sequence[Cell]) -> bool:
    """Return whether the marks head the lines of a list: one kind of mark, each heading one."""
    marks = {one.mark for one in options if one.mark}
    if len(marks) != 1 or marks & _TICKS:
        return False
    lines = [line.strip() for cell in cells for line in cell.text.split("\n")]
    heads = sum(line.startswith(tuple(marks)) for line in lines)
    return heads == sum(bool(one.mark) for one in options)


def _is_written_too(options: Sequence[Option]) -> bool:
    """Return whether a control is ticked, and other words stand in the cell without a mark."""
    ticked_words = {fold(one.text) for one in options if not one.places and one.ticked}
    plain = {fold(one.text) for one in options if one.places and one.text and not one.mark}
    return bool(ticked_words and plain - ticked_words)


def _leaves_some_out(options: Sequence[Option]) -> bool:
    """Return whether some words of a list have no mark, and no empty box says what that means."""
    plain = any(one.text and not one.mark for one in options)
    return plain and not any(sign_of(one.mark) is Sign.OFF or one.apart for one in options)


def _address(areas: Sequence[Area]) -> str:
    return address(areas[0].top, areas[0].left) if areas else ""
