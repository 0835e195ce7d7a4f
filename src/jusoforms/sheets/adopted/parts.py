"""A value split over the cells of a row, with printed words between: 令和|6|年|12|月|3|日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jusoforms.sheets.adopted.aligning import Alignment
from jusoforms.sheets.adopted.form import Item, Kind, Spot
from jusoforms.sheets.adopted.locating import territory
from jusoforms.sheets.adopted.words import is_frame, key_of
from jusoforms.sheets.grid import Area, Cell

__all__ = ["Parts", "parts_of"]

_BEHIND = frozenset("年月日時分秒回人歳才）)]］")
"""Printed words that belong to the part before them; all others to the part after."""
_ERA = re.compile(r"令和|平成|昭和|大正|明治|西暦|[RHSTM]")
_EDGES = "～〜~・、,"


@dataclass(frozen=True, slots=True)
class Parts:
    """The value and its cells."""

    text: str
    filled: tuple[Cell, ...]
    """Those a person wrote in; none where nothing but an era is there."""
    cells: tuple[Cell, ...]


def parts_of(at: Alignment, spots: Sequence[Spot]) -> Parts | None:
    """Return the value of tagged cells side by side; None where their place was not found.

    Printed words count where the part they belong to is filled: 令和7年3月　日 is 令和7年3月.
    """
    row = _row(at, spots[0])
    first, last = _ends(at, row, spots)
    area = _span(at, row, first, last, spots[0])
    if area is None:
        return None
    cells = [cell for cell in at.cells if area.covers(cell.row, cell.column)]
    cells.sort(key=lambda cell: (cell.column, cell.row))
    between = {key_of(at.page.items[n].text) for n in row[first : last + 1]} - {""}
    printed = [_is_printed(at, cell, between) for cell in cells]
    filled = tuple(cell for cell, is_word in zip(cells, printed, strict=True) if not is_word)
    if not [c for c in filled if not _ERA.fullmatch(unicodedata.normalize("NFKC", c.text.strip()))]:
        return Parts("", (), tuple(cells))
    text = "".join(_kept(cells, printed)).strip(_EDGES)
    return Parts(text.removeprefix("から"), filled, tuple(cells))


def _row(at: Alignment, spot: Spot) -> list[int]:
    """Return the items of the blank's row from left to right."""
    items = at.page.items
    top = spot.area.top
    found = [
        n
        for n, item in enumerate(items)
        if item.area.top <= top <= item.area.bottom and (item.is_value or item.key)
    ]
    return sorted(found, key=lambda n: items[n].area.left)


def _ends(at: Alignment, row: list[int], spots: Sequence[Spot]) -> tuple[int, int]:
    """Return the first and last item of the value in the row, printed frame included."""
    items = at.page.items
    own = [row.index(spot.item) for spot in spots]
    first, last = min(own), max(own)
    while first and _is_between(items[row[first - 1]]):
        first -= 1
    while last + 1 < len(row) and _is_between(items[row[last + 1]]):
        last += 1
    return first, last


def _is_between(item: Item) -> bool:
    return item.kind is Kind.PRINTED and is_frame(item.text)


def _span(at: Alignment, row: list[int], first: int, last: int, spot: Spot) -> Area | None:
    """Return the cells of the value on the filled sheet."""
    items = at.page.items
    known = [n for n in row[max(0, first - 1) : last + 2] if n in at.found]
    if not known:
        return territory(at, spot).area
    there, own = at.area(known[0]), items[known[0]].area
    before, after = row[first - 1] if first else None, row[last + 1 : last + 2]
    left = there.left + items[row[first]].area.left - own.left
    if before is not None and before in at.found:
        left = at.area(before).right + 1
    right = at.edge
    if after and after[0] in at.found:
        right = at.area(after[0]).left - 1
    elif after:
        end = next(n for n in reversed(known) if n in row[: last + 1])
        right = at.area(end).right + items[after[0]].area.left - 1 - items[end].area.right
    top = there.top + spot.area.top - own.top
    return Area(top, left, max(top, there.top + spot.area.bottom - own.top), max(left, right))


def _is_printed(at: Alignment, cell: Cell, between: set[str]) -> bool:
    return (cell.row, cell.column) in at.taken or key_of(cell.text) in between


def _kept(cells: Sequence[Cell], printed: Sequence[bool]) -> Iterator[str]:
    """Yield the parts, and the printed words that belong to one."""
    for number, cell in enumerate(cells):
        words = cell.text.strip()
        if not printed[number]:
            yield words
        elif words[-1:] in _BEHIND:
            if number and not printed[number - 1]:
                yield words
        elif _leads(cells, printed, number):
            yield words


def _leads(cells: Sequence[Cell], printed: Sequence[bool], number: int) -> bool:
    """Return whether printed words stand before a filled part."""
    for following in range(number + 1, len(cells)):
        if not printed[following]:
            return True
        if cells[following].text.strip()[-1:] in _BEHIND:
            return False
    return False
