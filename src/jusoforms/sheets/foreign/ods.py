"""An .ods from its own content.xml, through the hardened package (OpenDocument 1.3 part 3, 9).

python-calamine tells neither merged areas nor errors, strike-outs, notes or hidden rows of one.
Runs in the child (``inside``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import Package, fault
from jusoforms.problems import foreign as say
from jusoforms.sheets.excel.places import read_areas
from jusoforms.sheets.foreign.bounds import Budget, bounded_areas
from jusoforms.sheets.foreign.ods_cells import name_of, ods_cell, ods_overlays, qualified
from jusoforms.sheets.foreign.ods_names import excel_areas, ods_names
from jusoforms.sheets.foreign.ods_styles import Styles, read_styles
from jusoforms.sheets.grid import LAST_COLUMN, LAST_ROW, Area, Cell, Grid, Overlay, Workbook

__all__ = ["read_ods"]

_MOST_SHEETS = 500
_MOST_HIDDEN = 10_000
_ROW_GROUPS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_COLUMN_GROUPS = frozenset({"table-column-group", "table-header-columns", "table-columns"})
_HIDDEN = frozenset({"collapse", "filter"})
_REPEATED_ROWS = qualified("table", "number-rows-repeated")
_REPEATED_COLUMNS = qualified("table", "number-columns-repeated")
_ROWS, _COLUMNS = (
    qualified("table", "number-rows-spanned"),
    qualified("table", "number-columns-spanned"),
)
_SAYS_SOMETHING = {
    qualified("office", "value-type"), qualified("table", "formula"), _ROWS, _COLUMNS,
}  # fmt: skip
_VISIBILITY = qualified("table", "visibility")
_STYLE = qualified("table", "style-name")


def read_ods(data: bytes) -> Workbook:
    """Return the workbook; :class:`PackageFault` for one that is locked, broken or too large."""
    package = Package(data)
    if b"encryption-data" in _optional(package, "META-INF/manifest.xml"):
        raise fault(say.LOCKED_ODS)
    root = package.xml("content.xml")
    styles = read_styles(package.xml("styles.xml") if "styles.xml" in package else None, root)
    spreadsheet = root.find(".//{*}body/{*}spreadsheet")
    if spreadsheet is None:
        raise fault(say.BROKEN, kind=".ods")
    budget = Budget()
    tables = spreadsheet.findall("{*}table")
    if len(tables) > _MOST_SHEETS:
        raise fault(say.BROKEN, kind=".ods")
    grids = tuple(_grid(table, styles, budget) for table in tables)
    return Workbook(grids, dict(ods_names(spreadsheet)))


def _optional(package: Package, name: str) -> bytes:
    return package.read(name) if name in package else b""


@dataclass(slots=True)
class _Found:
    """What a walk over a table has met so far."""

    cells: dict[tuple[int, int], Cell]
    merged: list[Area]
    hidden_rows: set[int]
    overlays: list[Overlay]


def _grid(table: etree._Element, styles: Styles, budget: Budget) -> Grid:
    name = table.get(qualified("table", "name"), "")
    found = _Found({}, [], set(), [])
    defaults, hidden_columns = _columns(table)
    row = 1
    for element in _members(table, "table-row", _ROW_GROUPS):
        times = _times(element, _REPEATED_ROWS)
        _read_row(element, row, times, found, _Look(styles, defaults), budget)
        row += times
        if row > LAST_ROW + 1:
            raise fault(say.BROKEN, kind=".ods")
    print_areas = excel_areas(table.get(qualified("table", "print-ranges"), ""))
    shapes = table.find("{*}shapes")
    if shapes is not None:
        found.overlays += ods_overlays(shapes, Area(1, 1, 1, 1))
    return Grid(
        name,
        found.cells,
        merged=bounded_areas(found.merged, name),
        visible=table.get(_STYLE, "") not in styles.hidden_tables,
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=hidden_columns,
        print_areas=read_areas(print_areas),
        overlays=tuple(found.overlays),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """Styles, and the one that a column gives to cells without their own."""

    styles: Styles
    columns: Mapping[int, str]

    def is_struck(self, cell: etree._Element, row_style: str, column: int) -> bool:
        own = cell.get(_STYLE) or row_style or self.columns.get(column, "")
        return own in self.styles.struck_cells


def _read_row(
    element: etree._Element, row: int, times: int, found: _Found, look: _Look, budget: Budget
) -> None:
    if element.get(_VISIBILITY) in _HIDDEN:
        found.hidden_rows.update(range(row, row + min(times, _MOST_HIDDEN)))
    row_style = element.get(qualified("table", "default-cell-style-name"), "")
    column = 1
    for cell in element:
        if name_of(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        repeated = _times(cell, _REPEATED_COLUMNS)
        if len(cell) or _SAYS_SOMETHING & set(cell.attrib):
            struck = look.is_struck(cell, row_style, column)
            places = (
                (row + down, column + right) for down in range(times) for right in range(repeated)
            )
            _read_cell(cell, places, struck, found, look.styles, budget)
        column += repeated
        if column > LAST_COLUMN + 1:
            raise fault(say.BROKEN, kind=".ods")


def _read_cell(
    element: etree._Element,
    places: Iterator[tuple[int, int]],
    struck: bool,
    found: _Found,
    styles: Styles,
    budget: Budget,
) -> None:
    """Write down a cell at each place where it is repeated; a blank one not at all."""
    height = _times(element, _ROWS)
    width = _times(element, _COLUMNS)
    for row, column in places:
        cell = ods_cell(element, (row, column), styles.struck_texts, struck=struck)
        if cell:
            found.cells[row, column] = budget.take(cell)
        if (height, width) != (1, 1):
            bottom, right = min(row + height - 1, LAST_ROW), min(column + width - 1, LAST_COLUMN)
            found.merged.append(Area(row, column, bottom, right))
        overlays = list(ods_overlays(element, Area(row, column, row, column)))
        found.overlays += overlays
        if not (cell or overlays or (height, width) != (1, 1)):
            return


def _columns(table: etree._Element) -> tuple[dict[int, str], frozenset[int]]:
    """Return the default style of columns by number, and the hidden ones."""
    defaults: dict[int, str] = {}
    hidden: set[int] = set()
    column = 1
    for element in _members(table, "table-column", _COLUMN_GROUPS):
        span = range(column, min(column + _times(element, _REPEATED_COLUMNS), LAST_COLUMN + 1))
        style = element.get(qualified("table", "default-cell-style-name"), "")
        defaults |= dict.fromkeys(span, style)
        if element.get(_VISIBILITY) in _HIDDEN:
            hidden.update(span)
        column += len(span)
    return defaults, frozenset(hidden)


def _members(table: etree._Element, name: str, groups: frozenset[str]) -> Iterator[etree._Element]:
    """Yield rows or columns, whatever groups they lie in."""
    waiting = [iter(table)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif name_of(element) == name:
            yield element
        elif name_of(element) in groups:
            waiting.append(iter(element))


def _times(element: etree._Element, attribute: str) -> int:
    text = element.get(attribute)
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text)):  # noqa: PLR2004
        raise fault(say.BROKEN, kind=".ods")
    return int(text)
