"""The reader beside openpyxl and python-calamine, over workbooks that nobody here wrote.

Differences are allowed only by name, each with its argument; see ``_excused``.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jusoforms.package import PackageFault
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, OverlayKind, Workbook, address

pytest.importorskip("resource", reason="limits of a child process need POSIX")
pytest.importorskip("python_calamine")

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("JUSOFORMS_CORPORA", ROOT.parent / "shared" / "corpora"))
FILES = sorted([*CORPORA.rglob("*.xlsx"), *CORPORA.rglob("*.xlsm")])
NO_CELLS = {
    ("calamine/any_sheets.xlsx", "Chart"),
    ("calamine/issue438.xlsx", "Chart1"),
    ("closedxml/Other/PivotTableReferenceFiles/ChartsheetAndPivotTable.xlsx", "Chart"),
    ("closedxml/TryToLoad/DialogSheet.xlsx", "Dialog"),
}
"""Sheets of a chart or a dialog, which hold no cells: we leave them out."""
pytestmark = pytest.mark.skipif(not FILES, reason="no corpora beside the checkout")


@cache
def verdicts(judge: str) -> dict[str, dict[str, Any]]:
    """Return what a library read, by file; a file that kills the child ends only that child."""
    waiting, found = [str(path) for path in FILES], {}
    while waiting:
        command = [sys.executable, str(Path(__file__).with_name("judges.py")), judge, *waiting]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        found.update({line["file"]: line for line in lines})
        waiting = waiting[len(lines) + 1 :] if done.returncode else []
    return found


@cache
def read(path: str) -> Workbook | None:
    try:
        return read_workbook(Path(path).read_bytes())
    except PackageFault:
        return None


def judged(judge: str) -> Iterator[tuple[str, Workbook, dict[str, Any]]]:
    """Yield (file, what we read, what the library read) of all that both read.

    openpyxl sees no sheets in a strict file, which is as good as refusing it.
    """
    for path, verdict in verdicts(judge).items():
        book = read(path)
        if book and verdict.get("cells"):
            yield path.removeprefix(f"{CORPORA}/"), book, verdict


def differences(judge: str) -> Iterator[str]:
    for path, book, verdict in judged(judge):
        ours = {grid.name for grid in book.sheets}
        for missing in verdict["cells"].keys() - ours:
            if (path, missing) not in NO_CELLS:
                yield f"{path} {missing}: a sheet that we do not see"
        for grid in book.sheets:
            theirs = verdict["cells"].get(grid.name, {})
            for where, own, other in _pairs(grid, theirs):
                if not _agree(own, other) and not _excused(judge, own, other):
                    yield f"{path} {grid.name} {where}: {own} / {other}"


def _pairs(
    grid: Grid, theirs: dict[str, list[Any]]
) -> Iterator[tuple[str, Cell | None, list[Any] | None]]:
    mine = {cell.address: cell for cell in grid}
    for where in mine.keys() | theirs.keys():
        yield where, mine.get(where), theirs.get(where)


def _agree(ours: Cell | None, theirs: list[Any] | None) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    kind, value = theirs
    if ours.kind is CellKind.DATE:
        return kind == "d" and _same_moment(str(ours.value), value)
    if ours.kind is CellKind.TEXT:
        return kind == "s" and ours.text == str(value).replace("\r\n", "\n").replace("\r", "\n")
    if ours.kind is CellKind.NUMBER:
        return kind == "n" and math.isclose(float(str(ours.value)), value, rel_tol=1e-9)
    expected = {CellKind.BOOLEAN: "b", CellKind.ERROR: "e"}.get(ours.kind)
    return bool(kind == expected and ours.value == value)


def _same_moment(ours: str, theirs: str) -> bool:
    """Return whether two moments are the same to the second, midnight being no time."""
    return _to_the_second(ours) == _to_the_second(theirs)


def _to_the_second(moment: str) -> str:
    return moment.replace("T", " ").removesuffix(" 00:00:00").partition(".")[0]


def _excused(judge: str, ours: Cell | None, theirs: list[Any] | None) -> bool:
    """Return whether a difference is one of those that are meant."""
    value = theirs[1] if theirs else None
    if ours is None:
        return False
    if ours.kind is CellKind.UNCALCULATED:
        return value is None  # the libraries cannot tell it from a blank cell
    if ours.struck:  # they read deleted text as live
        return ours.kind is CellKind.TEXT and _same_letters(ours.text + ours.struck, value)
    if judge == "calamine":
        return _calamine_excused(ours, value)
    return False


def _same_letters(ours: str, theirs: Any) -> bool:
    """Return whether kept and deleted text together are what the others read as one."""
    return not isinstance(theirs, str) or sorted("".join(ours.split())) == sorted(
        "".join(theirs.split())
    )


def _calamine_excused(ours: Cell, value: Any) -> bool:
    if ours.kind is CellKind.ERROR:
        return value is None or ours.text == "1900/1/0"  # silently blank, silently midnight
    if ours.kind is CellKind.TEXT:
        return ours.text.strip() == (value or "").strip()  # trimmed
    return False


@pytest.mark.parametrize("judge", ["openpyxl", "calamine"])
def test_reads_what_the_libraries_read(judge: str) -> None:
    found = list(differences(judge))
    assert not found, "\n".join(found[:50])


@pytest.mark.parametrize("judge", ["openpyxl", "calamine"])
def test_refuses_nothing_that_the_libraries_read(judge: str) -> None:
    told = verdicts(judge)
    assert len(told) == len(FILES), "a file without a verdict"
    refused = {
        path.removeprefix(f"{CORPORA}/")
        for path, verdict in told.items()
        if verdict.get("cells") and read(path) is None
    }
    assert not refused


def test_sees_the_frame_that_openpyxl_sees() -> None:
    """Merged areas, hidden rows, columns and sheets, comments."""
    found = []
    for path, book, verdict in judged("openpyxl"):
        for grid in book.sheets:
            theirs = verdict["frame"].get(grid.name)
            if theirs is None:
                continue
            for name, ours, other in _frames(grid, theirs):
                if ours != other:
                    found.append(f"{path} {grid.name} {name}: {ours} / {other}")
    assert not found, "\n".join(found[:50])


def _frames(grid: Grid, theirs: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    last = max((column for _, column in grid.cells), default=0)
    spans = [range(first, min(final, last) + 1) for first, final in theirs["columns"]]
    yield "merged", sorted(map(_told, grid.merged)), theirs["merged"]
    yield "visible", grid.visible, theirs["visible"]
    yield "rows", grid.hidden_rows, set(theirs["rows"])
    yield "columns", grid.hidden_columns, {column for span in spans for column in span}
    ours = {_told(o.area): o.text for o in grid.overlays if o.kind is OverlayKind.COMMENT}
    yield "comments", ours, {place: _breaks(text) for place, text in theirs["comments"].items()}


def _told(area: Area) -> str:
    first, last = address(area.top, area.left), address(area.bottom, area.right)
    return first if first == last else f"{first}:{last}"


def _breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_sees_the_defined_names_that_openpyxl_sees() -> None:
    found = []
    for path, book, verdict in judged("openpyxl"):
        ours = {
            f"{scope}!{name}": formula
            for (scope, name), formula in book.defined_names.items()
            if not name.startswith("_xlnm.")
        }
        theirs = {name: text for name, text in verdict["names"].items() if "_xlnm." not in name}
        found += [f"{path} {name}" for name in ours.keys() ^ theirs.keys()]
        found += [
            f"{path} {name}: {ours[name]} / {theirs[name]}"
            for name in ours.keys() & theirs.keys()
            if ours[name] != (theirs[name] or "")
        ]
    assert not found, "\n".join(found[:50])
