"""以上 and 以下余白: what people write to say that a list has ended. It is no item."""

from __future__ import annotations

from collections.abc import Sequence

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.grid import Cell
from jusoforms.sheets.texts import items
from jusoforms.vocabulary.labels import fold

__all__ = ["items_in", "only_closes"]

_CLOSING = frozenset(map(fold, ("以上", "以下余白", "以下空白", "以下なし", "以下、余白")))


def only_closes(reading: Reading, label: str, cells: Sequence[Cell]) -> bool:
    """Return whether a row says no more than that its list has ended; take it and tell."""
    if len(cells) != 1 or fold(cells[0].text) not in _CLOSING:
        return False
    reading.take(cells[0])
    reading.say(say.LIST_CLOSED, cells[0], label, value=cells[0].text.strip())
    return True


def items_in(reading: Reading, label: str, text: str) -> tuple[str, ...]:
    """Return the items of a cell; a last line that only closes them is told."""
    head, _, last = text.rstrip().rpartition("\n")
    closes = bool(head) and fold(last) in _CLOSING
    if closes:
        reading.add(say.LIST_CLOSED.at(label=label, value=last.strip()))
    return items(head if closes else text)
