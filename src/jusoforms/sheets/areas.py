"""Places on a sheet: cells and rectangles of cells, their addresses, and which covers which."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product, repeat
from typing import NamedTuple

__all__ = [
    "LAST_COLUMN", "LAST_ROW", "LONGEST_REFERENCE", "WIDE_AREA",
    "Area", "AreaIndex", "address", "area_at", "cell_at", "column_letters", "parse_area",
    "parse_cell",
]  # fmt: skip

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
WIDE_AREA = 4_096
"""Cells above which an area is not written down cell by cell."""
_FEW = 3
"""Areas that are looked at one by one: the print area of a form."""
_KNOWN_COLUMNS = 256
_KNOWN_REFERENCES = 8_192
"""References remembered: the sheets of a ward name the same few thousand."""
LONGEST_REFERENCE = 25  # $XFD$1048576:$XFD$1048576


class Area(NamedTuple):
    """A rectangle of cells, bounds included. A named tuple for the reason of :class:`Cell`."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Return whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield (row, column) of every cell."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))


class AreaIndex:
    """Which of many areas covers a cell: found without looking at each of them.

    Made when first asked. Small areas are written down cell by cell; for the wide ones (a whole
    column, a whole sheet) rows and columns are cut where any of them begins or ends. No
    two areas should overlap; of those that do, the first counts.
    """

    __slots__ = ("_areas", "_columns", "_is_few", "_rows", "_small", "_wide")

    def __init__(self, areas: tuple[Area, ...]) -> None:
        self._areas = areas
        self._is_few = len(areas) <= _FEW
        self._small: dict[tuple[int, int], Area] | None = None

    def find(self, row: int, column: int) -> Area | None:
        """Return the area that covers a cell."""
        small = self._small
        if small is None:
            if self._is_few:
                return self._among_few(row, column)
            small = self._small = self._written_down()
        area = small.get((row, column))
        if area is None and self._wide:
            band = bisect_right(self._rows, row), bisect_right(self._columns, column)
            area = self._wide.get(band)
        return area

    def covering(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Area]:
        """Return those of many cells that an area covers, each with it, in their order."""
        if self._is_few:
            find = self._among_few
            return {place: area for place in places if (area := find(*place))}
        small = self._small = self._small or self._written_down()
        if self._wide:
            return {place: area for place in places if (area := self.find(*place))}
        return {place: small[place] for place in places if place in small}

    def _among_few(self, row: int, column: int) -> Area | None:
        for area in self._areas:
            if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
                return area
        return None

    def _written_down(self) -> dict[tuple[int, int], Area]:
        small: dict[tuple[int, int], Area] = {}
        wide = [area for area in self._areas if area.size > WIDE_AREA]
        for area in reversed(self._areas):
            if area.size <= WIDE_AREA:
                small.update(zip(area.places(), repeat(area)))
        self._rows = _cuts((area.top, area.bottom) for area in wide)
        self._columns = _cuts((area.left, area.right) for area in wide)
        self._wide: dict[tuple[int, int], Area] = {}
        for area in wide:
            for band in self._bands(area):
                self._wide.setdefault(band, area)
        return small

    def _bands(self, area: Area) -> Iterator[tuple[int, int]]:
        """Yield the pieces between cuts that an area is made of."""
        rows, columns = self._rows, self._columns
        return product(
            range(bisect_right(rows, area.top), bisect_right(rows, area.bottom) + 1),
            range(bisect_right(columns, area.left), bisect_right(columns, area.right) + 1),
        )


def _cuts(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return where a span begins, or the one before has ended."""
    return sorted({cut for first, last in spans for cut in (first, last + 1)})


@lru_cache(maxsize=_KNOWN_COLUMNS)
def column_letters(column: int) -> str:
    """Return ``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return ``D4`` for row 4, column 4."""
    return f"{column_letters(column)}{row}"


def parse_cell(reference: str) -> tuple[int, int] | None:
    """Return (row, column) of ``D4`` or ``$D$4``; None where it is no cell of a sheet."""
    return cell_at(reference) if len(reference) <= LONGEST_REFERENCE else None


def parse_area(reference: str) -> Area | None:
    """Return the area of ``B2:J10`` or ``$B$2``; None where it is none."""
    return area_at(reference) if len(reference) <= LONGEST_REFERENCE else None


@lru_cache(maxsize=_KNOWN_REFERENCES)
def cell_at(reference: str) -> tuple[int, int] | None:
    """Do as :func:`parse_cell` for a reference of :data:`LONGEST_REFERENCE` at most; remembered."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    row, column = int(match[2]), 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


@lru_cache(maxsize=_KNOWN_REFERENCES)
def area_at(reference: str) -> Area | None:
    """Do as :func:`parse_area` for a reference of :data:`LONGEST_REFERENCE` at most; remembered."""
    first, _, last = reference.partition(":")
    start, end = cell_at(first), cell_at(last or first)
    if not start or not end:
        return None
    return Area(min(start[0], end[0]), min(start[1], end[1]),
                max(start[0], end[0]), max(start[1], end[1]))  # fmt: skip
