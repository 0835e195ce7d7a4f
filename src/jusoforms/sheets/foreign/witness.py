"""The second reader: python-calamine, which must have read the same.

It tells no errors, no formats and no strike-outs, but it knows nothing of the first reader, and
what both read alike was hardly read wrong by both. Runs in the child (``inside``).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping

import python_calamine

from jusoforms.sheets.grid import Cell, CellKind, Grid, Workbook

__all__ = ["doubtful_cells"]

_TOLERANCE = 1e-6
_SECOND = 1.5 / 86_400
_FIRST_CERTAIN_DAY = 61
"""Before 1 March 1900 two calendars are in use."""
_EPOCHS = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}  # noqa: DTZ001 cells have no zone

Values = Mapping[tuple[int, int], object]


def doubtful_cells(data: bytes, book: Workbook) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield sheet and place of each cell of a visible sheet that calamine reads otherwise."""
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as other:
        for grid in book.sheets:
            if not grid.visible:
                continue
            values = _values(other.get_sheet_by_name(grid.name))
            for place in sorted(values.keys() | grid.cells.keys()):
                if not _agree(grid, place, values, date1904=book.date1904):
                    yield grid.name, place


def _values(sheet: python_calamine.CalamineSheet) -> Values:
    top, left = sheet.start or (0, 0)
    rows: Iterable[list[object]] = sheet.to_python(skip_empty_area=True)  # type: ignore[assignment]
    return {
        (top + down + 1, left + right + 1): value
        for down, row in enumerate(rows)
        for right, value in enumerate(row)
        if value != ""
    }


def _agree(grid: Grid, place: tuple[int, int], values: Values, *, date1904: bool) -> bool:
    cell, value = grid.cells.get(place), values.get(place)
    if cell is None:
        return value is None or (isinstance(value, str) and not value.strip())
    if cell.kind in {CellKind.ERROR, CellKind.UNCALCULATED}:
        return True  # calamine shows a blank, or the number that could not be shown
    if value is None:
        return not (cell.text + cell.struck).strip()
    if cell.struck and cell.kind is CellKind.TEXT and not cell.text:
        return True  # shown as the first reader has it; there is nothing to be wrong about
    return _same(cell, value, date1904=date1904)


def _same(cell: Cell, value: object, *, date1904: bool) -> bool:
    if cell.kind is CellKind.TEXT:
        return isinstance(value, str) and _characters(value) == _characters(cell.text + cell.struck)
    if cell.kind is CellKind.BOOLEAN:
        return value is cell.value
    if isinstance(value, str):
        return value == cell.raw  # a length of time over a day stays as the file has it
    mine, theirs = _serial(cell.value, date1904), _serial(value, date1904)
    if mine is None or theirs is None:
        return False
    if min(mine, theirs) < _FIRST_CERTAIN_DAY and cell.kind is CellKind.DATE:
        return True
    near = _SECOND if isinstance(value, dt.datetime | dt.time | dt.timedelta) else 0.0
    return abs(mine - theirs) <= max(near, abs(mine) * _TOLERANCE)


def _characters(text: str) -> list[str]:
    """Return what is neither order nor blank: struck runs are read apart, ends are trimmed."""
    return sorted("".join(text.split()))


def _serial(value: object, date1904: bool) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, dt.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, dt.date):
        full = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return (full - _EPOCHS[date1904]).total_seconds() / 86_400
    return None
