"""One worksheet part -> its grid (ECMA-376 part 1, 18.3.1.99). ``dimension`` is not believed."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from jusoforms.package import fault
from jusoforms.problems import files as say
from jusoforms.sheets.areas import LONGEST_REFERENCE, area_at
from jusoforms.sheets.excel.content import Shared
from jusoforms.sheets.excel.sheet_data import (
    HIDDEN,
    NO_SIZE,
    RowLooks,
    broken_sheet,
    read_cells,
    whole_or,
)
from jusoforms.sheets.excel.strings import local_name
from jusoforms.sheets.grid import (
    LAST_COLUMN,
    WIDE_AREA,
    Area,
    Grid,
    Overlay,
)

__all__ = ["Frame", "read_worksheet"]

_LONGER = LONGEST_REFERENCE + 1
_MOST_MERGES = 10_000
_MOST_MERGED_CELLS = 400_000
_MOST_WIDE_MERGES = 100


@dataclass(frozen=True, slots=True)
class Frame:
    """What the workbook says about one of its sheets."""

    name: str
    visible: bool
    print_areas: tuple[Area, ...] = ()
    overlays: tuple[Overlay, ...] = ()


def read_worksheet(root: etree._Element, frame: Frame, shared: Shared, rows: RowLooks) -> Grid:
    """Return the grid of a ``worksheet`` part."""
    if local_name(root) != "worksheet":
        raise broken_sheet(frame.name)
    parts = {local_name(child): child for child in root}
    data = parts.get("sheetData")
    if data is None:
        data = etree.Element("sheetData")
    cells = read_cells(data, frame.name, shared)
    last = max((column for _, column in cells), default=0)
    return Grid(
        frame.name,
        cells,
        merged=_merged(parts.get("mergeCells"), frame.name),
        visible=frame.visible,
        hidden_rows=rows.hidden,
        hidden_columns=_hidden_columns(parts.get("cols"), last),
        print_areas=frame.print_areas,
        overlays=frame.overlays,
    )


def _merged(merges: etree._Element | None, sheet: str) -> tuple[Area, ...]:
    """Return the merged areas; refuse what would make finding a cell's area slow."""
    elements = () if merges is None else tuple(merges)
    references = [merge.get("ref", "") for merge in elements[: _MOST_MERGES + 1]]
    known = tuple([area for ref in references if (area := area_at(ref[:_LONGER]))])
    if len(known) < len(references):
        raise broken_sheet(sheet)
    sizes = [(bottom - top + 1) * (right - left + 1) for top, left, bottom, right in known]
    narrow = [size for size in sizes if size <= WIDE_AREA]
    wide = len(sizes) - len(narrow)
    if len(sizes) > _MOST_MERGES or wide > _MOST_WIDE_MERGES or sum(narrow) > _MOST_MERGED_CELLS:
        raise fault(say.TOO_LARGE, what=f"「{sheet}」の結合セルの数")
    return known


def _hidden_columns(columns: etree._Element | None, last: int) -> frozenset[int]:
    """Return the hidden columns up to the last with something in it."""
    spans = sorted(
        (whole_or(column.get("min"), 1), whole_or(column.get("max"), LAST_COLUMN))
        for column in (() if columns is None else columns)
        if column.get("hidden") in HIDDEN or column.get("width") in NO_SIZE
    )
    hidden: set[int] = set()
    done = 0
    for first, final in spans:
        hidden.update(range(max(first, done + 1), min(final, last) + 1))
        done = max(done, final)
    return frozenset(hidden)
