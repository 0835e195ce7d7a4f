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
from pathlib import Path
from typing import Any

import pytest

from jusoforms.package import PackageFault
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Cell, CellKind, Grid, Workbook

pytest.importorskip("resource", reason="limits of a child process need POSIX")
pytest.importorskip("python_calamine")

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("JUSOFORMS_CORPORA", ROOT.parent / "shared" / "corpora"))
FILES = sorted([*CORPORA.rglob("*.xlsx"), *CORPORA.rglob("*.xlsm")])
pytestmark = pytest.mark.skipif(not FILES, reason="no corpora beside the checkout")


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


def read(path: str) -> Workbook | None:
    try:
        return read_workbook(Path(path).read_bytes())
    except PackageFault:
        return None


def differences(judge: str) -> Iterator[str]:
    for path, verdict in verdicts(judge).items():
        if not verdict.get("cells"):
            continue  # refused, or a strict file, in which openpyxl sees no sheets
        book = read(path)
        if book is None:
            yield f"{path}: read by {judge}, refused by us"
            continue
        for grid in book.sheets:
            theirs = verdict["cells"].get(grid.name, {})
            for where, ours, other in _pairs(grid, theirs):
                if not _agree(ours, other) and not _excused(judge, ours, other):
                    yield f"{path} {grid.name} {where}: {ours} / {other}"


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
    if ours.struck:
        return ours.kind is CellKind.TEXT  # they read deleted text as live
    if judge == "calamine":
        return _calamine_excused(ours, value)
    return False


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
