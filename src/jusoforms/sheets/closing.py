"""以上 and 以下余白: what people write in a row to say that a list has ended. It is no item."""

from __future__ import annotations

from collections.abc import Sequence

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.grid import Cell
from jusoforms.vocabulary.labels import fold

__all__ = ["only_closes"]

_CLOSING = frozenset(map(fold, ("以上", "以下余白", "以下空白", "以下なし", "以下、余白")))


def only_closes(reading: Reading, label: str, cells: Sequence[Cell]) -> bool:
    """Return whether a row says no more than that its list has ended; take it and tell."""
    if len(cells) != 1 or fold(cells[0].text) not in _CLOSING:
        return False
    reading.take(cells[0])
    reading.say(say.LIST_CLOSED, cells[0], label, value=cells[0].text.strip())
    return True
