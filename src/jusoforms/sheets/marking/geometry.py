"""Where a note lies beside its cell: widths of columns and heights of rows, in pixels.

A note is anchored to cells (``x:Anchor``: column, pixels, row, pixels, twice). Widths are counted
in digits of 7 pixels (ECMA-376 part 1, 18.3.1.13), heights in points of 4/3 pixels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from jusoforms.sheets.excel.strings import local_name
from jusoforms.sheets.grid import LAST_COLUMN, LAST_ROW, Area

__all__ = ["Frame", "lines", "measure"]

_DIGIT, _WIDTH, _HEIGHT = 7, 8.43, 15.0
_MOST = 40.0
"""Points of a row and digits of a column beyond which nothing is measured: it is room enough."""
_NOTE_WIDTH, _LINE, _PER_LINE = 300, 17, 46
_MOST_LINES = 24
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The sizes of a sheet's columns and rows, as far as they differ from the usual."""

    width: float
    height: float
    widths: Mapping[int, float]
    heights: Mapping[int, float]

    def anchor(self, area: Area, text: str) -> str:
        """Return the anchor of a note with a text, to the right of an area."""
        left, top = min(area.right + 1, LAST_COLUMN), max(area.top - 1, 1)
        height = (min(lines(text, _PER_LINE), _MOST_LINES) + 1) * _LINE
        right = _reach(left, 12 + _NOTE_WIDTH, LAST_COLUMN, self._column)
        bottom = _reach(top, 4 + height, LAST_ROW, self._row)
        ends = (left - 1, 12, top - 1, 4, right[0] - 1, right[1], bottom[0] - 1, bottom[1])
        return ", ".join(map(str, ends))

    def _column(self, number: int) -> int:
        return round(self.widths.get(number, self.width) * _DIGIT)

    def _row(self, number: int) -> int:
        return round(self.heights.get(number, self.height) * 4 / 3)


def measure(root: etree._Element) -> Frame:
    """Return the sizes that a worksheet tells."""
    parts = {local_name(child): child for child in root}
    usual = parts.get("sheetFormatPr")
    columns, rows = parts.get("cols"), parts.get("sheetData")
    widths = {
        number: _size(column, "width", _WIDTH)
        for column in (() if columns is None else columns)
        for number in _span(column)
    }
    heights = {
        int(row.get("r", "0")): _size(row, "ht", _HEIGHT)
        for row in (() if rows is None else rows)
        if row.get("r", "").isdecimal() and ("ht" in row.attrib or "hidden" in row.attrib)
    }
    if usual is None:
        return Frame(_WIDTH, _HEIGHT, widths, heights)
    width = _number(usual.get("defaultColWidth"), _WIDTH)
    return Frame(width, _number(usual.get("defaultRowHeight"), _HEIGHT), widths, heights)


def lines(text: str, per_line: int) -> int:
    """Return how many lines a text takes where so many half-width characters fit into one."""
    return sum(max(1, -(-_columns(line) // per_line)) for line in text.split("\n"))


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def _reach(first: int, pixels: int, last: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Return the column (or row) and the pixels in it at which a length ends."""
    number = first
    while number < last and pixels >= size(number):
        pixels -= size(number)
        number += 1
    return number, min(pixels, size(number))


def _span(column: etree._Element) -> range:
    """Return the columns that a ``col`` is about; the endless rest of a sheet counts as usual."""
    first, last = column.get("min", ""), column.get("max", "")
    if not (first.isdecimal() and last.isdecimal()):
        return range(0)
    return range(int(first), min(int(last), int(first) + 256) + 1)


def _size(element: etree._Element, name: str, usual: float) -> float:
    return 0.0 if element.get("hidden") in _ON else _number(element.get(name), usual)


def _number(text: str | None, usual: float) -> float:
    try:
        return min(max(float(text or usual), 0.0), 10 * _MOST)
    except ValueError:
        return usual
