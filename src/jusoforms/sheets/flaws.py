"""What is wrong with the text of a cell, whatever its field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.characters import garbled, named, unprintable
from jusoforms.sheets.ditto import ditto_in
from jusoforms.sheets.grid import Cell, CellKind
from jusoforms.vocabulary.states import points_elsewhere

__all__ = ["NO_ANSWER", "flaws"]

_LONGEST = 32_767  # Excel specifications and limits: characters that a cell can contain
_TOO_PRECISE = 10**15  # Excel specifications and limits: number precision, 15 digits
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Unicode's categories Cc (but for tab and line break) and Cs, and what no XML may hold."""
_TITLES_OF_PAPERS = frozenset({"資料名", "資料番号"})
"""A paper may well be called 別紙."""
NO_ANSWER = frozenset({CellKind.ERROR, CellKind.UNCALCULATED})
"""Cells that say nothing a person typed."""


def flaws(cell: Cell, label: str, *, in_table: bool) -> Iterator[Problem]:
    """Yield what is wrong with a cell that a field takes; 〃 may stand alone in a table's cell."""
    where = {"label": label, "cell": cell.address}
    if cell.kind is CellKind.UNCALCULATED:
        yield say.NOT_CALCULATED.at(**where)
    if cell.kind is CellKind.ERROR:
        yield say.ERROR_VALUE.at(**where, value=cell.text)
    if _is_too_precise(cell):
        yield say_doubt.LONG_NUMBER.at(**where, value=cell.text)
    if cell.struck:
        yield say.STRUCK_TEXT.at(**where)
    if len(cell.text) > _LONGEST:
        yield say.TOO_LONG.at(**where, length=len(cell.text))
    ditto = ditto_in(cell.text)
    if ditto and not (in_table and ditto == cell.text.strip()):
        yield say_value.DITTO_OUTSIDE_TABLE.at(**where, value=ditto)
    elsewhere = points_elsewhere(cell.text)
    if elsewhere and label not in _TITLES_OF_PAPERS:
        yield say_value.REFERS_ELSEWHERE.at(**where, value=elsewhere)
    yield from _characters(cell, where)


def _is_too_precise(cell: Cell) -> bool:
    """Return whether a whole number has more digits than Excel keeps of what was typed."""
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, int | float):
        return False
    return abs(cell.value) >= _TOO_PRECISE


def _characters(cell: Cell, where: dict[str, str]) -> Iterator[Problem]:
    control = _CONTROL.search(cell.text)
    if control:
        yield say.CONTROL_CHARACTER.at(**where, codepoint=f"{ord(control[0]):04X}")
    lost = garbled(cell.text)
    if lost:
        yield say_value.GARBLED.at(**where, characters=named(lost))
    unseen = tuple(mark for mark in unprintable(cell.text) if not _CONTROL.match(mark))
    if unseen:
        yield say_value.UNPRINTABLE.at(**where, characters=named(unseen))
