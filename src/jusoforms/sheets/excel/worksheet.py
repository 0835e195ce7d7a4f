"""One worksheet part -> its grid: a single walk over rows and cells, in the order of the file.

ECMA-376 part 1, 18.3.1. ``dimension`` is not believed, places may be missing (they are counted),
and what is blank is not kept: a formatted cell at row 1,048,576 costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import PackageFault, fault
from jusoforms.problems import files as say
from jusoforms.sheets.excel.content import Shared, read_cell
from jusoforms.sheets.excel.strings import local_name
from jusoforms.sheets.grid import (
    LAST_COLUMN,
    LAST_ROW,
    WIDE_AREA,
    Area,
    Cell,
    Grid,
    parse_area,
    parse_cell,
)

__all__ = ["MOST_CELLS", "Frame", "read_worksheet"]

MOST_CELLS = 200_000
_MOST_MERGES = 10_000
_MOST_MERGED_CELLS = 400_000
_MOST_WIDE_MERGES = 100

Cells = dict[tuple[int, int], Cell]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the workbook says about one of its sheets."""

    name: str
    visible: bool
    print_areas: tuple[Area, ...] = ()


def read_worksheet(root: etree._Element, frame: Frame, shared: Shared) -> Grid:
    """Return the grid of a ``worksheet`` part."""
    if local_name(root) != "worksheet":
        raise _broken(frame.name)
    parts = {local_name(child): child for child in root}
    cells, hidden_rows = _walk(parts.get("sheetData"), frame.name, shared)
    last = max((column for _, column in cells), default=0)
    return Grid(
        frame.name,
        cells,
        merged=_merged(parts.get("mergeCells"), frame.name),
        visible=frame.visible,
        hidden_rows=hidden_rows,
        hidden_columns=_hidden_columns(parts.get("cols"), last),
        print_areas=frame.print_areas,
    )


def _walk(data: etree._Element | None, sheet: str, shared: Shared) -> tuple[Cells, frozenset[int]]:
    """Return the filled cells by place, and the hidden rows."""
    cells: Cells = {}
    hidden: set[int] = set()
    for number, row in _rows(data, sheet):
        if _is_hidden(row, "ht"):
            hidden.add(number)
        for place, element in _placed(row, number, sheet):
            cell = read_cell(element, *place, shared)
            if cell and cells.setdefault(place, cell) is not cell:
                raise _broken(f"{sheet} {cell.address}")
        if len(cells) > MOST_CELLS:
            raise fault(say.TOO_LARGE, what=f"「{sheet}」の文字のあるセルの数")
    return cells, frozenset(hidden)


def _rows(data: etree._Element | None, sheet: str) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in () if data is None else data:
        if local_name(row) == "row":
            number = _whole(row.get("r"), number + 1)
            if not 1 <= number <= LAST_ROW:
                raise _broken(sheet)
            yield number, row


def _placed(
    row: etree._Element, number: int, sheet: str
) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    """Yield the cells with something inside; one without a place follows the one before it."""
    latest, gap = "", 0
    for element in row:
        reference = element.get("r")
        if reference:
            latest, gap = reference, 0
        else:
            gap += 1
        if len(element):
            known = parse_cell(latest) if latest else (number, 0)
            if known is None or known[1] + gap > LAST_COLUMN:
                raise _broken(sheet)
            yield (known[0], known[1] + gap), element


def _merged(merges: etree._Element | None, sheet: str) -> tuple[Area, ...]:
    """Return the merged areas; refuse what would make finding a cell's area slow."""
    elements = () if merges is None else tuple(merges)
    areas = tuple(_area(merge, sheet) for merge in elements[: _MOST_MERGES + 1])
    wide = sum(area.size > WIDE_AREA for area in areas)
    cells = sum(area.size for area in areas if area.size <= WIDE_AREA)
    if len(areas) > _MOST_MERGES or wide > _MOST_WIDE_MERGES or cells > _MOST_MERGED_CELLS:
        raise fault(say.TOO_LARGE, what=f"「{sheet}」の結合セルの数")
    return areas


def _area(merge: etree._Element, sheet: str) -> Area:
    area = parse_area(merge.get("ref", ""))
    if area is None:
        raise _broken(sheet)
    return area


def _hidden_columns(columns: etree._Element | None, last: int) -> frozenset[int]:
    """Return the hidden columns up to the last with something in it."""
    spans = sorted(
        (_whole(column.get("min"), 1), _whole(column.get("max"), LAST_COLUMN))
        for column in (() if columns is None else columns)
        if _is_hidden(column, "width")
    )
    hidden: set[int] = set()
    done = 0
    for first, final in spans:
        hidden.update(range(max(first, done + 1), min(final, last) + 1))
        done = max(done, final)
    return frozenset(hidden)


def _is_hidden(element: etree._Element, size: str) -> bool:
    return element.get("hidden") in {"1", "true"} or element.get(size) in {"0", "0.0"}


def _whole(text: str | None, default: int) -> int:
    """Return a number of a row or column; 0 for text that is none."""
    if text is None:
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def _broken(where: str) -> PackageFault:
    return fault(say.BROKEN_PACKAGE, what=f"シート「{where}」")
