"""Where the sections and cells of a filled sheet lie, whatever was inserted, cut or moved.

A defined name of the sheet wins over one of the workbook, a name over a band or label. A section
ends where the next one begins: rows added below its last one belong to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from jusoforms.sheets.excel.places import read_areas
from jusoforms.sheets.grid import Area, Cell, Grid, Workbook
from jusoforms.sheets.structured.layout import BAND, Layout, Section, Slot
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import LONGEST_NAME

__all__ = ["Found", "Region", "find", "nearest"]

_ROW = attrgetter("row")
_HEADER_ROWS = 3
"""The headings of a table stand in one of its first rows."""


@dataclass(frozen=True, slots=True)
class Region:
    """The rows of a list's section, and its columns where a name tells them."""

    section: Section
    top: int
    bottom: int
    left: int
    named: bool
    first: int
    """The first row in it that says something; blank ones may have been inserted above it."""

    def in_header(self, cell: Cell) -> bool:
        """Return whether a cell lies where the headings of a table stand."""
        return cell.row < self.first + _HEADER_ROWS


@dataclass(frozen=True)
class Found:
    """What of a layout was found on a sheet; the rest is worked out when first asked for."""

    grid: Grid
    layout: Layout
    names: Mapping[str, Area]
    """Areas by folded defined name."""
    words: AbstractSet[str]
    """The texts of all cells, folded."""
    marked: Sequence[Cell]
    """The cells with the mark of a band."""

    @cached_property
    def share(self) -> float:
        """How much of the layout is there, 0 to 1."""
        written, layout = self.layout.labels.among(self.words), self.layout
        slots = [slot for slot in layout.slots if slot.name in written or self.named(slot)]
        lists = [one for one in layout.lists if one.title in self.bands or self.named(one)]
        return (len(slots) + len(lists)) / (len(layout.slots) + len(layout.lists))

    @cached_property
    def bands(self) -> Mapping[str, tuple[Cell, ...]]:
        """Band cells by the section's title."""
        return _bands(self)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Where each list lies, by the section's title."""
        return {region.section.title: region for region in _regions(self)}

    @cached_property
    def readable(self) -> tuple[Cell, ...]:
        """The cells that are part of the form: printed and not hidden."""
        return self.grid.seen()

    @cached_property
    def listed_rows(self) -> frozenset[int]:
        """The rows with something in them that lie in a list."""
        inside = (self.cells_of(region) for region in self.regions.values())
        return frozenset(cell.row for cells in inside for cell in cells)

    def named(self, part: Slot | Section) -> Area | None:
        """Return the area that a defined name gives to a slot or a list."""
        return self.names.get(part.key)

    def is_band(self, cell: Cell) -> bool:
        """Return whether a cell is a band: by its title, or because a section begins under it."""
        if not cell.text.startswith(BAND):
            return False
        return self.layout.band_of(cell.text) is not None or cell.row + 1 in self._tops

    @cached_property
    def _tops(self) -> frozenset[int]:
        """The rows in which a name begins a section."""
        names, sections = self.names, self.layout.sections
        keys = ((one.key, *(slot.key for slot in one.slots)) for one in sections)
        return frozenset(
            min(names[key].top for key in own if key in names)
            for own in keys
            if any(key in names for key in own)
        )

    def is_readable(self, cell: Cell) -> bool:
        """Return whether a cell is part of the form."""
        return (cell.row, cell.column) in self._readable_places

    def cells_of(self, region: Region) -> tuple[Cell, ...]:
        """Return the cells in the rows of a list, hidden ones and those not printed too."""
        return self.rows(region.top, region.bottom)

    def readable_of(self, region: Region) -> tuple[Cell, ...]:
        """Return the cells in the rows of a list that are part of the form."""
        return _between(self.readable, region.top, region.bottom)

    def rows(self, top: int, bottom: int) -> tuple[Cell, ...]:
        """Return the cells of some rows."""
        return _between(self._cells, top, bottom)

    @cached_property
    def _readable_places(self) -> frozenset[tuple[int, int]]:
        return frozenset((cell.row, cell.column) for cell in self.readable)

    @cached_property
    def _cells(self) -> tuple[Cell, ...]:
        return tuple(self.grid)


def _between(cells: tuple[Cell, ...], top: int, bottom: int) -> tuple[Cell, ...]:
    return cells[bisect_left(cells, top, key=_ROW) : bisect_right(cells, bottom, key=_ROW)]


def nearest(book: Workbook, grid: Grid, layouts: Iterable[Layout]) -> Found:
    """Return what was found of the layout that a sheet is most like."""
    names = _named_areas(book, grid)
    words = {fold(cell.text) for cell in grid if len(cell.text) <= LONGEST_NAME}
    marked = [cell for cell in grid if cell.text.lstrip().startswith(BAND)]
    found = (Found(grid, layout, names, words, marked) for layout in layouts)
    return max(found, key=lambda one: one.share)


def find(book: Workbook, grid: Grid, layout: Layout) -> Found:
    """Return where the parts of a layout lie on a sheet."""
    return nearest(book, grid, [layout])


def _named_areas(book: Workbook, grid: Grid) -> dict[str, Area]:
    """Return the areas on this sheet by folded name; the sheet's own names win."""
    of_book: dict[str, Area] = {}
    own: dict[str, Area] = {}
    for (scope, name), formula in book.defined_names.items():
        if scope not in {"", grid.name} or _sheet_of(formula) != grid.name:
            continue
        areas, key = read_areas(formula), fold(name)
        if len(areas) == 1 and key:
            (own if scope else of_book)[key] = areas[0]
    return of_book | own


def _sheet_of(formula: str) -> str:
    sheet = formula.lstrip("=").rpartition("!")[0]
    quoted = len(sheet) > 1 and sheet[0] == sheet[-1] == "'"
    return sheet[1:-1].replace("''", "'") if quoted else sheet


def _bands(found: Found) -> dict[str, tuple[Cell, ...]]:
    """Return the band cells by title; what stands inside a named area is no band."""
    areas = [area for section in found.layout.lists if (area := found.named(section))]
    bands: dict[str, tuple[Cell, ...]] = {}
    for cell in found.marked:
        section = found.layout.band_of(cell.text)
        if section and not any(area.covers(cell.row, cell.column) for area in areas):
            bands[section.title] = (*bands.get(section.title, ()), cell)
    return bands


def _regions(found: Found) -> Iterator[Region]:
    rows, starts = [row for row, _ in found.grid.cells], _starts(found)
    last = rows[-1] if rows else 0
    for section in found.layout.lists:
        band, area = found.bands.get(section.title, ()), found.named(section)
        if not area and not band:
            continue
        top, left = (area.top, area.left) if area else (band[0].row + 1, band[0].column)
        ends = [start - 1 for start in starts if start > top]
        bottom = min(ends, default=area.bottom if area else last)
        at = bisect_left(rows, top)
        first = rows[at] if at < len(rows) and rows[at] <= bottom else top
        yield Region(section, top, bottom, left, named=area is not None, first=first)


def _starts(found: Found) -> list[int]:
    """Return the rows at which a section begins: its band, else the row above its first name."""
    names, layout = found.names, found.layout
    starts = {cell.row for cells in found.bands.values() for cell in cells}
    tops = {
        names[key].top
        for section in layout.sections
        for key in (section.key, *(slot.key for slot in section.slots))
        if key in names
    }
    strange_bands = {cell.row for cell in found.marked if cell.text.startswith(BAND)} & {
        top - 1 for top in tops
    }
    lists = {names[one.key].top - 1 for one in layout.lists if one.key in names}
    return sorted(starts | strange_bands | lists)
