"""An .xls through xlrd: values with what python-calamine does not tell.

Errors, number formats, struck-out runs and cells, notes, hidden rows and columns, names. Shapes
and controls are seen by neither. Runs in the child (``inside``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.formatting import std_format_strings

from jusoforms.package import fault
from jusoforms.problems import files as say_file
from jusoforms.problems import foreign as say
from jusoforms.sheets.excel.formats import BUILT_IN
from jusoforms.sheets.excel.places import read_areas
from jusoforms.sheets.foreign.bounds import Budget, bounded_areas
from jusoforms.sheets.foreign.cells import error_cell, number_cell, struck_cell, text_cell
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Overlay, OverlayKind, Workbook

__all__ = ["read_xls"]

_PRINT_AREA = "_xlnm.Print_Area"
_OWN_NAMES = {"Print_Area": _PRINT_AREA, "Print_Titles": "_xlnm.Print_Titles"}
_LAST_ROW, _LAST_COLUMN = 65_536, 256


class _Nowhere:
    """Where xlrd writes its log: a file's text has no place in any."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


def read_xls(data: bytes) -> Workbook:
    """Return the workbook; a :class:`PackageFault` for a locked one, xlrd's errors otherwise."""
    _know_japanese_formats()
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=_Nowhere()
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise fault(say_file.ENCRYPTED) from None
        if "formatting_info" in str(error) or "BIFF" in str(error):
            raise fault(say.TOO_OLD) from None
        raise
    names = dict(_names(book))
    budget = Budget()
    grids = tuple(_grid(book, sheet, names, budget) for sheet in book.sheets())
    return Workbook(grids, names, date1904=bool(book.datemode))


def _know_japanese_formats() -> None:
    """Teach xlrd the ids that a Japanese Excel does not write down: it takes them for faults."""
    for number, code in BUILT_IN.items():
        std_format_strings.setdefault(number, code)
        xlrd.formatting.std_format_code_types.setdefault(number, xlrd.formatting.FUN)


def _grid(book: Any, sheet: Any, names: dict[tuple[str, str], str], budget: Budget) -> Grid:
    cells = {(cell.row, cell.column): budget.take(cell) for cell in _cells(book, sheet)}
    rows, columns = sheet.rowinfo_map, sheet.colinfo_map
    return Grid(
        sheet.name,
        cells,
        merged=bounded_areas(map(_area, sheet.merged_cells), sheet.name),
        visible=sheet.visibility == 0,
        hidden_rows=frozenset(row + 1 for row, info in rows.items() if info.hidden),
        hidden_columns=frozenset(
            column + 1 for column, info in columns.items() if info.hidden or info.width == 0
        ),
        print_areas=read_areas(names.get((sheet.name, _PRINT_AREA), "")),
        overlays=tuple(_notes(sheet)),
    )


def _area(merged: tuple[int, int, int, int]) -> Area:
    top, bottom, left, right = merged
    if not (0 <= top < bottom <= _LAST_ROW and 0 <= left < right <= _LAST_COLUMN):
        raise ValueError("an area that no sheet has")
    return Area(top + 1, left + 1, bottom, right)


def _cells(book: Any, sheet: Any) -> Iterator[Cell]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                cell = _cell(book, sheet, row, column)
                if cell:
                    yield cell


def _cell(book: Any, sheet: Any, row: int, column: int) -> Cell | None:
    found, place = sheet.cell(row, column), (row + 1, column + 1)
    style = book.xf_list[found.xf_index]
    struck = bool(book.font_list[style.font_index].struck_out)
    if found.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column), ())
        return text_cell(place, *_parted(book, str(found.value), runs, struck=struck))
    cell = _other_cell(found, place, _code(book, style), date1904=bool(book.datemode))
    return struck_cell(place, cell.text) if struck else cell


def _other_cell(found: Any, place: tuple[int, int], code: str, *, date1904: bool) -> Cell:
    if found.ctype == xlrd.XL_CELL_ERROR:
        return error_cell(place, xlrd.error_text_from_code.get(found.value, "#VALUE!"))
    if found.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(*place, CellKind.BOOLEAN, bool(found.value), str(bool(found.value)).upper())
    return number_cell(place, float(found.value), code, date1904=date1904)


def _parted(book: Any, text: str, runs: Any, *, struck: bool) -> tuple[str, str]:
    """Return what is left and what is struck out; a run counts UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    kept: list[bytes] = []
    deleted: list[bytes] = []
    start, mark = 0, struck
    for offset, font in (*runs, (len(units) // 2, 0)):
        (deleted if mark else kept).append(units[start * 2 : offset * 2])
        start, mark = offset, bool(book.font_list[font].struck_out)
    return tuple(b"".join(part).decode("utf-16-le", "replace") for part in (kept, deleted))  # type: ignore[return-value]


def _code(book: Any, style: Any) -> str:
    """Return the number format: the file's own, else the one a Japanese Excel has by that id."""
    entry = book.format_map.get(style.format_key)
    own = entry.format_str if entry else ""
    if own == std_format_strings.get(style.format_key):
        return BUILT_IN.get(style.format_key, own)
    return str(own)


def _notes(sheet: Any) -> Iterator[Overlay]:
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        area = Area(row + 1, column + 1, row + 1, column + 1)
        yield Overlay(OverlayKind.COMMENT, area, text=note.text)


def _names(book: Any) -> Iterator[tuple[tuple[str, str], str]]:
    sheets = book.sheet_names()
    for entry in book.name_obj_list:
        if entry.macro or entry.binary or entry.result is None:
            continue
        name = _OWN_NAMES.get(entry.name, entry.name) if entry.builtin else entry.name
        scope = sheets[entry.scope] if 0 <= entry.scope < len(sheets) else ""
        yield (scope, name), str(entry.result.text)
