"""The cells of a sheet (``sheetData``, ECMA-376 part 1, 18.3.1.80): what is filled.

Places may be missing (they are counted). What is blank is not even looked at: a formatted cell at
row 1,048,576 costs nothing, nor do the thousands of bordered cells of a form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml import etree

from jusoforms.package import PackageFault, fault
from jusoforms.problems import files as say
from jusoforms.sheets.areas import LONGEST_REFERENCE, cell_at
from jusoforms.sheets.excel.content import Inside, Shared, read_cell
from jusoforms.sheets.excel.numbers import whole_number
from jusoforms.sheets.excel.strings import read_runs
from jusoforms.sheets.grid import LAST_COLUMN, LAST_ROW, Cell, address, parse_cell

__all__ = [
    "HIDDEN", "MOST_CELLS", "NO_SIZE", "Cells", "RowLooks", "broken_sheet", "read_cells",
    "read_rows", "whole_or",
]  # fmt: skip

MOST_CELLS = 200_000
HIDDEN, NO_SIZE = frozenset({"1", "true"}), frozenset({"0", "0.0"})
"""Of a row or column: that it is hidden, or as good as."""
_DIGITS = len(str(LAST_ROW))

Cells = dict[tuple[int, int], Cell]


def read_cells(data: etree._Element, sheet: str, shared: Shared) -> Cells:
    """Return the filled cells by place."""
    inside = Inside(
        formulas={element for element, _ in _holding("f", data)},
        inline={element: read_runs(text) for element, text in _holding("is", data)},
    )
    cells: Cells = {}
    for element, value in _filled(data, inside.inline.keys() | inside.formulas):
        place = cell_at(element.get("r", "")[:LONGEST_REFERENCE])
        if place is None:
            place = _counted(element, data, sheet)
        cell = read_cell(element, place, shared, value, inside)
        if cell and cells.setdefault(place, cell) is not cell:
            raise broken_sheet(f"{sheet} {cell.address}")
    if len(cells) > MOST_CELLS:
        raise fault(say.TOO_LARGE, what=f"「{sheet}」の文字のあるセルの数")
    return cells


def _rows_of(data: etree._Element, sheet: str) -> Iterator[tuple[int, etree._Element]]:
    """Yield the rows with their numbers; one without follows the one before it."""
    number = 0
    for row in data.iterchildren("{*}row"):
        written = row.get("r")
        if written is None:
            number += 1
        elif written.isdecimal() and len(written) <= _DIGITS:
            number = int(written)
        else:
            number = whole_number(written)
        if not 1 <= number <= LAST_ROW:
            raise broken_sheet(sheet)
        yield number, row


class RowLooks(NamedTuple):
    """How the rows of a sheet are shown."""

    hidden: frozenset[int]
    heights: Mapping[int, str]
    """As they are written; "0" of a hidden row."""


def read_rows(root: etree._Element, sheet: str) -> RowLooks:
    """Return the looks of the rows of a ``worksheet`` part."""
    heights: dict[int, str] = {}
    data = next(root.iterchildren("{*}sheetData"), None)
    for number, row in () if data is None else _rows_of(data, sheet):
        height = "0" if row.get("hidden") in HIDDEN else row.get("ht")
        if height is not None:
            heights[number] = height
    hidden = (number for number, height in heights.items() if height in NO_SIZE)
    return RowLooks(frozenset(hidden), heights)


def whole_or(text: str | None, default: int) -> int:
    """Return a number of a row or column; the default where none is written."""
    return default if text is None else whole_number(text)


def broken_sheet(where: str) -> PackageFault:
    """Return the fault of a sheet that says what no sheet can say."""
    return fault(say.BROKEN_PACKAGE, what=f"シート「{where}」")


def _holding(name: str, data: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield (cell, what it holds) of one kind of content: ``f`` or ``is``."""
    for inside in data.iter(f"{{*}}{name}"):
        element = inside.getparent()
        if element is not None:
            yield element, inside


def _filled(
    data: etree._Element, others: AbstractSet[etree._Element]
) -> Iterator[tuple[etree._Element, str | None]]:
    """Yield cells with the value stored in each; then those of ``others`` that have none."""
    for value in data.iter("{*}v"):
        element = value.getparent()
        if element is not None:
            yield element, value.text or ""
    for element in others:
        if len(element) == 1 or element.find("{*}v") is None:
            yield element, None


def _counted(element: etree._Element, data: etree._Element, sheet: str) -> tuple[int, int]:
    """Return the place of a cell that tells none."""
    if element.get("r") is None:
        _number_places(data, sheet)
    place = parse_cell(element.get("r", ""))
    if place is None:
        raise broken_sheet(sheet)
    return place


def _number_places(data: etree._Element, sheet: str) -> None:
    """Write down the place of each cell that has none: it follows the one before it."""
    for number, row in _rows_of(data, sheet):
        latest = (number, 0)
        for element in row:
            reference = element.get("r")
            if reference is not None:
                latest = parse_cell(reference) or (number, LAST_COLUMN)
                continue
            latest = (latest[0], latest[1] + 1)
            if len(element):
                element.set("r", address(*latest))
