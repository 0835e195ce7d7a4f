"""What openpyxl and python-calamine read, as lines of JSON: run as a program of its own.

    python judges.py openpyxl FILE...

Files of strangers hang or kill the libraries, so this runs in a child with limits of memory and
time, a line for each file as soon as it is read: {"file", "cells": {sheet: {address: [kind,
value]}}, "frame": {sheet: {...}}, "names": {...}} or {"file", "refused"}. Only openpyxl tells of
frames (merged areas, what is hidden, comments) and of defined names.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

_MEMORY = 2 << 30
_SECONDS_A_FILE = 5

Cells = dict[str, dict[str, list[Any]]]
Answer = dict[str, Any]


def by_openpyxl(path: str) -> Answer:
    import openpyxl
    from openpyxl.utils.escape import unescape  # applied by nobody else on reading

    book = openpyxl.load_workbook(path, data_only=True)
    found: Cells = {}
    for sheet in book.worksheets:
        cells = ((cell.coordinate, cell) for cell in sheet._cells.values())
        found[sheet.title] = {
            address: ["e", cell.value] if cell.data_type == "e" else _plain(cell.value, unescape)
            for address, cell in cells
            if cell.value not in {None, ""}
        }
    frames = {sheet.title: _frame(sheet) for sheet in book.worksheets}
    scopes: list[tuple[str, Any]] = [
        ("", book),
        *((sheet.title, sheet) for sheet in book.worksheets),
    ]
    names = {
        f"{scope}!{name}": defined.attr_text
        for scope, owner in scopes
        for name, defined in owner.defined_names.items()
    }
    return {"cells": found, "frame": frames, "names": names}


def _frame(sheet: Any) -> dict[str, Any]:
    rows = sheet.row_dimensions.items()
    return {
        "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
        "visible": sheet.sheet_state == "visible",
        "rows": [number for number, row in rows if row.hidden or row.height == 0],
        "columns": [
            [column.min, column.max]
            for column in sheet.column_dimensions.values()
            if column.hidden or column.width == 0
        ],
        "comments": {c.coordinate: c.comment.text for c in sheet._cells.values() if c.comment},
    }


def by_calamine(path: str) -> Answer:
    import python_calamine
    from openpyxl.utils import get_column_letter

    book = python_calamine.CalamineWorkbook.from_path(path)
    found: Cells = {}
    for name in book.sheet_names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except python_calamine.WorksheetNotFound:
            continue  # a chart sheet
        found[name] = {
            f"{get_column_letter(column)}{row}": _plain(value, str)
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
    return {"cells": found}


def _plain(value: Any, text: Callable[[str], str]) -> list[Any]:
    if isinstance(value, str):
        return ["s", text(value)]
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, dt.timedelta):
        return ["n", value.total_seconds() / 86_400]
    if isinstance(value, (dt.date, dt.time)):
        return ["d", value.isoformat()]
    return ["n", float(value)]


def lines(read: Callable[[str], Answer], paths: list[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        signal.alarm(_SECONDS_A_FILE)
        try:
            yield {"file": path, **read(path)}
        except BaseException as refusal:  # noqa: BLE001 pyo3 panics are no Exceptions
            yield {"file": path, "refused": type(refusal).__name__}
        signal.alarm(0)


def _too_slow(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGALRM, _too_slow)
    warnings.simplefilter("ignore")
    judge = {"openpyxl": by_openpyxl, "calamine": by_calamine}[sys.argv[1]]
    for line in lines(judge, sys.argv[2:]):
        print(json.dumps(line), flush=True)  # noqa: T201 its answer
