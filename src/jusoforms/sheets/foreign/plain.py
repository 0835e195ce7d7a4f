"""A workbook as JSON can say it, on its way out of the child, and back.

The child has read hostile bytes in native code: what it sends is checked like a stranger's. What
does not fit raises ``ValueError`` or its like (:data:`MISFITS`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from jusoforms.problems import Problem, Severity
from jusoforms.sheets.foreign.bounds import Budget, bounded_areas
from jusoforms.sheets.grid import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    Cell,
    CellKind,
    Grid,
    Overlay,
    OverlayKind,
    Value,
    Workbook,
)

__all__ = ["MISFITS", "problem_from", "problem_to", "workbook_from", "workbook_to"]

MISFITS = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
_WORDS = ("code", "message", "cause", "remedy", "sheet", "cell")
_MOMENTS: dict[str, Callable[[str], Value]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
}


def workbook_to(book: Workbook) -> dict[str, Any]:
    """Return the workbook as dicts, lists, text and numbers."""
    return {
        "sheets": [_grid_to(grid) for grid in book.sheets],
        "names": [[scope, name, formula] for (scope, name), formula in book.defined_names.items()],
        "date1904": book.date1904,
        "remarks": [problem_to(problem) for problem in book.remarks],
    }


def workbook_from(plain: dict[str, Any]) -> Workbook:
    """Return the workbook."""
    budget = Budget()
    return Workbook(
        tuple(_grid_from(grid, budget) for grid in plain["sheets"]),
        {(_text(scope), _text(name)): _text(f) for scope, name, f in plain["names"]},
        date1904=plain["date1904"] is True,
        remarks=tuple(problem_from(problem) for problem in plain["remarks"]),
    )


def problem_to(problem: Problem) -> dict[str, str]:
    """Return a problem as far as the child may tell one."""
    return {word: getattr(problem, word) for word in _WORDS} | {"severity": str(problem.severity)}


def problem_from(plain: dict[str, Any]) -> Problem:
    """Return the problem."""
    code, message, cause, remedy, sheet, cell = (_text(plain[word]) for word in _WORDS)
    return Problem(
        code=code,
        severity=Severity(plain["severity"]),
        sheet=sheet,
        cell=cell,
        message=message,
        cause=cause,
        remedy=remedy,
    )


def _grid_to(grid: Grid) -> dict[str, Any]:
    return {
        "name": grid.name,
        "visible": grid.visible,
        "cells": [_cell_to(cell) for cell in grid],
        "merged": [_area_to(area) for area in grid.merged],
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "print_areas": [_area_to(area) for area in grid.print_areas],
        "overlays": [[o.kind, _area_to(o.area), o.text] for o in grid.overlays],
    }


def _grid_from(plain: dict[str, Any], budget: Budget) -> Grid:
    name = _text(plain["name"])
    cells = [budget.take(_cell_from(cell)) for cell in plain["cells"]]
    return Grid(
        name,
        {(cell.row, cell.column): cell for cell in cells},
        merged=bounded_areas(map(_area_from, plain["merged"]), name),
        visible=plain["visible"] is True,
        hidden_rows=frozenset(_whole(row, LAST_ROW) for row in plain["hidden_rows"]),
        hidden_columns=frozenset(_whole(n, LAST_COLUMN) for n in plain["hidden_columns"]),
        print_areas=tuple(_area_from(area) for area in plain["print_areas"]),
        overlays=tuple(
            Overlay(OverlayKind(kind), _area_from(area), _text(text))
            for kind, area, text in plain["overlays"]
        ),
    )


def _cell_to(cell: Cell) -> list[Any]:
    value, moment = cell.value, ""
    if isinstance(value, dt.date | dt.time):
        moment, value = type(value).__name__, value.isoformat()
    rest = [cell.text, cell.raw, cell.number_format, cell.formula, cell.struck]
    return [cell.row, cell.column, cell.kind, moment, value, *rest]


def _cell_from(plain: list[Any]) -> Cell:
    row, column, kind, moment, value, text, raw, code, formula, struck = plain
    if moment:
        value = _MOMENTS[moment](_text(value))
    elif not isinstance(value, str | int | float | None):
        raise TypeError("a value of no kind")
    return Cell(
        _whole(row, LAST_ROW),
        _whole(column, LAST_COLUMN),
        CellKind(kind),
        value,
        _text(text),
        _text(raw),
        _text(code),
        formula is True,
        _text(struck),
    )


def _area_to(area: Area) -> list[int]:
    return [area.top, area.left, area.bottom, area.right]


def _area_from(plain: list[Any]) -> Area:
    top, left, bottom, right = plain
    area = Area(_whole(top, LAST_ROW), _whole(left, LAST_COLUMN),
                _whole(bottom, LAST_ROW), _whole(right, LAST_COLUMN))  # fmt: skip
    if area.top > area.bottom or area.left > area.right:
        raise ValueError("an area upside down")
    return area


def _whole(number: Any, most: int) -> int:
    if not isinstance(number, int) or not 1 <= number <= most:
        raise ValueError("a place that no sheet has")
    return number


def _text(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError("no text")
    return text
