"""Where the sections and cells of a filled sheet lie, whatever was inserted, cut or moved.

A defined name of the sheet wins over one of the workbook, a name over a band or label. A section
ends where the next one begins: rows added below its last one belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jusoforms.sheets.excel.places import read_areas
from jusoforms.sheets.grid import Area, Cell, Grid, Workbook
from jusoforms.sheets.structured.layout import BAND, Layout, Section
from jusoforms.vocabulary.labels import fold

__all__ = ["Found", "Region", "find"]

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

    def covers(self, cell: Cell) -> bool:
        """Return whether a cell lies in its rows."""
        return self.top <= cell.row <= self.bottom


@dataclass(frozen=True, slots=True)
class Found:
    """What of a layout was found on a sheet."""

    grid: Grid
    layout: Layout
    names: Mapping[str, Area]
    """Areas by folded defined name."""
    bands: Mapping[str, tuple[Cell, ...]]
    """Band cells by the section's title."""
    regions: Mapping[str, Region]
    """Where each list lies, by the section's title."""
    _readable: tuple[Cell, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        grid = self.grid
        cells = tuple(c for c in grid if grid.in_print(c) and not grid.is_hidden(c))
        object.__setattr__(self, "_readable", cells)

    @property
    def share(self) -> float:
        """How much of the layout is there, 0 to 1."""
        labels = self.layout.labels
        written = {field.name for cell in self.grid if (field := labels.find(cell.text))}
        slots = [s for s in self.layout.slots if s.name in written or fold(s.name) in self.names]
        parts = len(self.layout.slots) + len(self.layout.lists)
        return (len(slots) + len(self.regions)) / parts

    def readable(self) -> Iterator[Cell]:
        """Return the cells that are part of the form: printed and not hidden."""
        return iter(self._readable)


def find(book: Workbook, grid: Grid, layout: Layout) -> Found:
    """Return where the parts of a layout lie on a sheet."""
    names = dict(_named_areas(book, grid))
    bands = _bands(grid, layout, names)
    return Found(grid, layout, names, bands, _regions(grid, layout, names, bands))


def _named_areas(book: Workbook, grid: Grid) -> Iterator[tuple[str, Area]]:
    """Yield the areas on this sheet by folded name; the sheet's own names come last, and win."""
    for scope in ("", grid.name):
        for (sheet, name), formula in book.defined_names.items():
            areas = read_areas(formula) if sheet == scope else ()
            if len(areas) == 1 and _sheet_of(formula) == grid.name:
                yield fold(name), areas[0]


def _sheet_of(formula: str) -> str:
    sheet = formula.lstrip("=").rpartition("!")[0]
    quoted = len(sheet) > 1 and sheet[0] == sheet[-1] == "'"
    return sheet[1:-1].replace("''", "'") if quoted else sheet


def _bands(grid: Grid, layout: Layout, names: Mapping[str, Area]) -> dict[str, tuple[Cell, ...]]:
    """Return the band cells by title; what stands inside a named area is no band."""
    areas = [names[fold(s.field.name)] for s in layout.lists if s.field and _has(names, s)]
    bands: dict[str, tuple[Cell, ...]] = {}
    for cell in grid:
        section = layout.band_of(cell.text)
        if section and not any(area.covers(cell.row, cell.column) for area in areas):
            bands[section.title] = (*bands.get(section.title, ()), cell)
    return bands


def _has(names: Mapping[str, Area], section: Section) -> bool:
    return section.field is not None and fold(section.field.name) in names


def _regions(
    grid: Grid, layout: Layout, names: Mapping[str, Area], bands: Mapping[str, tuple[Cell, ...]]
) -> dict[str, Region]:
    starts = _starts(grid, layout, names, bands)
    last = max((row for row, _ in grid.cells), default=0)
    found = {}
    for section in layout.lists:
        band = bands.get(section.title, ())
        area = names.get(fold(section.field.name)) if section.field else None
        if not area and not band:
            continue
        top, left = (area.top, area.left) if area else (band[0].row + 1, band[0].column)
        ends = [start - 1 for start in starts if start > top]
        bottom = min(ends, default=area.bottom if area else last)
        first = min((row for row, _ in grid.cells if top <= row <= bottom), default=top)
        found[section.title] = Region(
            section, top, bottom, left, named=area is not None, first=first
        )
    return found


def _starts(
    grid: Grid, layout: Layout, names: Mapping[str, Area], bands: Mapping[str, tuple[Cell, ...]]
) -> list[int]:
    """Return the rows at which a section begins: its band, else the row above its first name."""
    starts = {cell.row for cells in bands.values() for cell in cells}
    tops = {
        names[key].top
        for section in layout.sections
        for key in (*(fold(s.name) for s in section.slots), *_list_key(section))
        if key in names
    }
    strange_bands = {cell.row for cell in grid if cell.text.startswith(BAND)} & {
        top - 1 for top in tops
    }
    lists = {names[key].top - 1 for s in layout.lists for key in _list_key(s) if key in names}
    return sorted(starts | strange_bands | lists)


def _list_key(section: Section) -> tuple[str, ...]:
    return (fold(section.field.name),) if section.field else ()
