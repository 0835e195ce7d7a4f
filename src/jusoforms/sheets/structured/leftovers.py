"""What is left on a sheet after reading: which rows are the form's, which words it prints itself.

Text of a person that no field took is an error inside the form's rows; the form's own words, in
hidden rows or under a shortened print area too, never are.
"""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.sheets.cells import Block, Reading
from jusoforms.sheets.grid import LAST_COLUMN, Area, Cell
from jusoforms.sheets.structured.finding import Found, Region
from jusoforms.sheets.structured.layout import BAND
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import names_of

__all__ = ["form_rows", "take_printed_words"]

_ROW_NUMBER = "番号"


def form_rows(reading: Reading, found: Found) -> Block | None:
    """Return the rows from the first to the last band, name, label or value of the form."""
    areas = [*_named(found), *_used(reading, found), *_numbered(found)]
    if not areas:
        return None
    return Block(
        min(area.top for area in areas),
        max(area.bottom for area in areas),
        answers=LAST_COLUMN + 1,
        right=max(len(found.layout.widths), *(area.right for area in areas)),
    )


def take_printed_words(reading: Reading, found: Found) -> None:
    """Take bands, headings and row numbers that are hidden or not printed, or head nothing."""
    names = names_of(found.layout.record)
    for cell in found.grid:
        if (cell.row, cell.column) in reading.used:
            continue
        region = next((one for one in found.regions.values() if one.covers(cell)), None)
        unseen = found.grid.is_hidden(cell) or not found.grid.in_print(cell)
        if region:
            printed = _printed_in_list(found, region, cell, unseen=unseen)
        else:
            label = found.layout.labels.find(cell.text) or names.find(cell.text)
            printed = unseen and bool(cell.text.startswith(BAND) or label)
        if printed:
            reading.take(cell)
    for region in found.regions.values():
        _take_idle_headings(reading, found, region)


def _named(found: Found) -> Iterator[Area]:
    for slot in found.layout.slots:
        area = found.names.get(fold(slot.name))
        if area:
            yield found.grid.area_of(area.top, area.left)
    for section in found.layout.lists:
        area = found.names.get(fold(section.field.name)) if section.field else None
        if area:
            yield area


def _used(reading: Reading, found: Found) -> Iterator[Area]:
    own = {found.layout.title, found.layout.guide}
    for row, column in reading.used:
        cell = found.grid.at(row, column)
        if cell and cell.text not in own:
            yield found.grid.area_of(row, column)


def _numbered(found: Found) -> Iterator[Area]:
    for region in found.regions.values():
        for cell in found.grid:
            if region.covers(cell) and _is_row_number(found, region, cell):
                yield Area(cell.row, cell.column, cell.row, cell.column)


def _printed_in_list(found: Found, region: Region, cell: Cell, *, unseen: bool) -> bool:
    if _is_row_number(found, region, cell):
        return True
    children = region.section.field.children if region.section.field else None
    heads = bool(children and children.find(cell.text)) and region.in_header(cell)
    return unseen and heads


def _is_row_number(found: Found, region: Region, cell: Cell) -> bool:
    if not cell.text.strip().isdecimal():
        return False
    if cell.column < region.left:
        return True
    if not region.section.columns:
        return not region.named and cell.column == region.left
    numbers = {
        one.column
        for one in found.grid
        if region.covers(one) and region.in_header(one) and one.text.strip() == _ROW_NUMBER
    }
    numbered = region.section.columns[0].field.name == _ROW_NUMBER
    return cell.column in numbers or (numbered and not numbers and cell.column == region.left)


def _take_idle_headings(reading: Reading, found: Found, region: Region) -> None:
    """Take what stands in the heading row over a column in which nothing was left unread."""
    section = region.section
    rows = [
        cell.row
        for cell in found.grid
        if section.field
        and section.field.children
        and region.covers(cell)
        and region.in_header(cell)
        and (cell.row, cell.column) in reading.used
        and section.field.children.find(cell.text)
    ]
    if not rows:
        return
    left = [
        c
        for c in found.grid
        if region.covers(c) and c.text.strip() and (c.row, c.column) not in reading.used
    ]
    for heading in (cell for cell in left if cell.row == rows[0]):
        area = found.grid.area_of(heading.row, heading.column)
        below = (c for c in left if c.row > heading.row and area.left <= c.column <= area.right)
        if not any(below) and not found.grid.is_hidden(heading):
            reading.take(heading)
