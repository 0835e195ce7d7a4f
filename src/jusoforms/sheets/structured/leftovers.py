"""What is left on a sheet after reading: which rows are the form's, which words it prints itself.

Text of a person that no field took is an error inside the form's rows; the form's own words, in
hidden rows or under a shortened print area too, never are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jusoforms.sheets.cells import Block, Reading
from jusoforms.sheets.grid import LAST_COLUMN, Area, Cell
from jusoforms.sheets.structured.finding import Found, Region
from jusoforms.vocabulary.names import names_of

__all__ = ["take_the_rest"]

_ROW_NUMBER = "番号"
LONGEST_HEADING = 10
"""Characters of a heading that a ward adds to a table and leaves unused; more are a note."""


def take_the_rest(reading: Reading, found: Found) -> None:
    """Tell the reading which rows are the form's, and take the words that it prints itself."""
    lists = [_List(found, region) for region in found.regions.values()]
    reading.block = _form_rows(reading, found, lists)
    _take_printed_words(reading, found, lists)


def _form_rows(reading: Reading, found: Found, lists: Sequence[_List]) -> Block | None:
    """Return the rows from the first to the last band, name, label or value of the form."""
    named = tuple(_named(found))
    places = {(area.top, area.left) for area in named} | _used(reading, found)
    places.update(*(one.row_numbers for one in lists))
    if not places:
        return None
    merged = (area for area in found.grid.merged if (area.top, area.left) in places)
    ends = [*((area.bottom, area.right) for area in (*named, *merged)), *places]
    return Block(
        min(places)[0],
        max(ends)[0],
        answers=LAST_COLUMN + 1,
        right=max(len(found.layout.widths), *(right for _, right in ends)),
    )


def _take_printed_words(reading: Reading, found: Found, lists: Sequence[_List]) -> None:
    """Take bands, headings and row numbers that are hidden or not printed, or head nothing."""
    names = names_of(found.layout.record)
    unread = (cell for place, cell in found.grid.cells.items() if place not in reading.used)
    for cell in list(unread):
        own = next((one for one in lists if one.covers(cell)), None)
        if own:
            printed = (cell.row, cell.column) in own.row_numbers or (
                own.is_heading(cell) and not found.is_readable(cell)
            )
        elif found.is_readable(cell):
            printed = False
        else:
            label = found.layout.labels.find(cell.text) or names.find(cell.text)
            printed = bool(found.is_band(cell) or label)
        if printed:
            reading.take(cell)
    for one in lists:
        _take_idle_headings(reading, found, one)


def _named(found: Found) -> Iterator[Area]:
    """Yield the cell that a name gives to each slot, and the whole area of each list."""
    for slot in found.layout.slots:
        area = found.named(slot)
        if area:
            yield found.grid.area_of(area.top, area.left)
    yield from filter(None, map(found.named, found.layout.lists))


def _used(reading: Reading, found: Found) -> set[tuple[int, int]]:
    """Return the places that were read, but for the words above the form."""
    own, cells = {found.layout.title, found.layout.guide}, found.grid.cells
    return {place for place in reading.used if cells[place].text not in own}


class _List:
    """The cells of a list, and which of them the form prints itself."""

    def __init__(self, found: Found, region: Region) -> None:
        self.region, self.cells = region, found.cells_of(region)
        self.header = [cell for cell in self.cells if region.in_header(cell)]
        self.numbers = {one.column for one in self.header if one.text.strip() == _ROW_NUMBER}
        """The columns headed 番号."""
        self.row_numbers = {(c.row, c.column) for c in self.cells if self._is_row_number(c)}
        """The cells that hold the number of their row."""

    def covers(self, cell: Cell) -> bool:
        """Return whether a cell lies in its rows."""
        return self.region.top <= cell.row <= self.region.bottom

    def is_heading(self, cell: Cell) -> bool:
        """Return whether a cell of the list is the heading of a column."""
        field = self.region.section.field
        known = field.children if field else None
        return bool(known and known.find(cell.text)) and self.region.in_header(cell)

    def _is_row_number(self, cell: Cell) -> bool:
        region = self.region
        if not cell.text.strip().isdecimal():
            return False
        if cell.column < region.left:
            return True
        if not region.section.columns:
            return not region.named and cell.column == region.left
        numbered = region.section.columns[0].field.name == _ROW_NUMBER
        is_first = numbered and not self.numbers and cell.column == region.left
        return cell.column in self.numbers or is_first


def _take_idle_headings(reading: Reading, found: Found, own: _List) -> None:
    """Take what stands in the heading row over a column in which nothing was left unread."""
    headings = [
        cell
        for cell in own.header
        if (cell.row, cell.column) in reading.used and own.is_heading(cell)
    ]
    if not headings:
        return
    left = [c for c in own.cells if c.text.strip() and (c.row, c.column) not in reading.used]
    short = (c for c in left if c.row == headings[0].row and len(c.text) <= LONGEST_HEADING)
    for heading in short:
        area = found.grid.area_of(heading.row, heading.column)
        below = (c for c in left if c.row > heading.row and area.left <= c.column <= area.right)
        if not any(below) and not found.grid.is_hidden(heading):
            reading.take(heading)
