"""Where things that float over a sheet lie: lengths in EMU to the cells below.

Widths are in digits of the workbook's font and heights in points (ECMA-376 part 1, 18.3.1.13 and
18.3.1.73); a digit is taken to be 8 pixels wide, as in the fonts of a Japanese Excel. Shapes tell
the cells of their corners, so a wrong guess shifts an edge within its cell, no further.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from jusoforms.sheets.areas import LAST_COLUMN, LAST_ROW, Area
from jusoforms.sheets.excel.numbers import read_number
from jusoforms.sheets.excel.sheet_data import HIDDEN, RowLooks, whole_or

__all__ = ["PIXEL", "Box", "Ruler", "Rulers", "rulers_of"]

PIXEL = 9_525
"""EMU of a pixel at 96 to the inch."""
_POINT, _DIGIT = 12_700, 8 * PIXEL
_COLUMN, _ROW = 72 * PIXEL, 25 * PIXEL
"""A column of 8.38 digits, a row of 18.75 points: what a new Japanese workbook has."""
_MEASURED = 20_000
"""Rows or columns measured one by one; behind them all are taken to be of the usual size."""
_LONGEST_NUMBER = 30
_BARELY = 0.3
"""Share of a cell's width or height below which a shape only touches it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet in EMU from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


class Ruler:
    """Where the columns, or the rows, of one sheet begin and end."""

    __slots__ = ("_edges", "_last", "_own", "_usual")

    def __init__(self, usual: int, own: Mapping[int, int], last: int) -> None:
        self._usual = max(usual, 1)
        self._own = own
        self._last = last
        self._edges = [0]

    def position(self, number: int, offset: int) -> int:
        """Return where a place inside a column lies; it does not reach into the next."""
        number = min(max(number, 1), self._last)
        return self._start(number) + min(max(offset, 0), self._size(number))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the first and the last column that a length lies over and not barely touches."""
        first, last = self._at(begin), self._at(max(end - 1, begin))
        if first == last:
            return first, last
        at_first = self._share(first, self._start(first + 1) - begin)
        at_last = self._share(last, end - self._start(last))
        if last - first == 1 and max(at_first, at_last) < _BARELY:
            return (first, first) if at_first >= at_last else (last, last)
        return first + (at_first < _BARELY), last - (at_last < _BARELY)

    def _share(self, number: int, length: int) -> float:
        return length / (self._size(number) or 1)

    def _size(self, number: int) -> int:
        return self._own.get(number, self._usual)

    def _start(self, number: int) -> int:
        edges, own = self._edges, self._own
        for further in range(len(edges), min(number, _MEASURED)):
            edges.append(edges[-1] + own.get(further, self._usual))
        known = min(number, len(edges))
        return edges[known - 1] + (number - known) * self._usual

    def _at(self, position: int) -> int:
        while self._edges[-1] <= position and len(self._edges) < _MEASURED:
            self._start(len(self._edges) + 1)
        beyond = max(position - self._edges[-1], 0) // self._usual
        return min(max(bisect_right(self._edges, position), 1) + beyond, self._last)


@dataclass(frozen=True, slots=True)
class Rulers:
    """The two rulers of a sheet."""

    columns: Ruler
    rows: Ruler

    def corner(self, column: int, across: int, row: int, down: int) -> tuple[int, int]:
        """Return a place in a cell; cells count from 0 here, as anchors do."""
        return self.columns.position(column + 1, across), self.rows.position(row + 1, down)

    def area(self, box: Box) -> Area:
        """Return the cells that a box lies over."""
        left, right = self.columns.span(box.left, box.right)
        top, bottom = self.rows.span(box.top, box.bottom)
        return Area(top, left, bottom, right)


def rulers_of(parts: Mapping[str, etree._Element], rows: RowLooks) -> Rulers:
    """Return the rulers of a sheet by the children of its root."""
    usual = parts.get("sheetFormatPr", etree.Element("none"))
    width = _size(usual, "defaultColWidth", _DIGIT) or _COLUMN
    height = _size(usual, "defaultRowHeight", _POINT) or _ROW
    written = ((number, height[:_LONGEST_NUMBER]) for number, height in rows.heights.items())
    heights = {n: own for n, height in written if (own := _length(height, _POINT)) is not None}
    columns = parts.get("cols", ())
    return Rulers(
        Ruler(width, dict(_widths(columns)), LAST_COLUMN), Ruler(height, heights, LAST_ROW)
    )


def _widths(columns: Iterable[etree._Element]) -> Iterable[tuple[int, int]]:
    done = 0
    for column in columns:
        size = _size(column, "width", _DIGIT)
        first, last = whole_or(column.get("min"), 1), whole_or(column.get("max"), LAST_COLUMN)
        for number in range(max(first, done + 1), min(last, LAST_COLUMN) + 1):
            if size is not None:
                yield number, size
            done = number


def _size(element: etree._Element, attribute: str, unit: int) -> int | None:
    if element.get("hidden") in HIDDEN:
        return 0
    written = element.get(attribute)
    return _length(written[:_LONGEST_NUMBER], unit) if written else None


@lru_cache(maxsize=256)
def _length(written: str, unit: int) -> int | None:
    number = read_number(written.strip())
    return None if number is None else round(min(max(number, 0), 1_000) * unit)
