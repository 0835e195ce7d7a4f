"""Judge marked workbooks with two validators: no finding that the workbook did not have before.

``validate_marks.py FOLDER…`` marks every workbook below the folders in several cells of each
sheet, and compares what Microsoft's Open XML SDK and openxml-audit find in it before and after.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from validate import Judge, audit, microsoft, sdk

from jusoforms.package import PackageFault
from jusoforms.problems import Problem, Severity
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Workbook
from jusoforms.sheets.marking import mark

_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
_PROBLEM = Problem(
    code="S000",
    severity=Severity.ERROR,
    message="「令和6年13月」は読めません。",
    cause="13 月はありません。",
    remedy="正しい月を書いてください。",
)


def main() -> int:
    """Mark and judge every workbook; print each new finding; 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    places = parser.parse_args().places
    binary = microsoft()
    judges: list[Judge] = [audit, *([partial(sdk, binary)] if binary else [])]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        pairs = list(_marked(places, Path(folder)))
        judged = pool.map(partial(_new, judges=judges), pairs)
        bad = sum(_told(source, new) for (source, _), new in zip(pairs, judged, strict=True))
    who = "both validators" if binary else "openxml-audit only (Microsoft's validator is not here)"
    print(f"validate_marks: {len(pairs)} workbooks, {bad} with new findings, judged by {who}")
    return 1 if bad or not pairs else 0


def _marked(places: list[Path], folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each workbook that can be marked, and its marked copy."""
    files = (path for place in places for path in sorted(place.rglob("*.xls[xm]")))
    for number, path in enumerate(files):
        data = path.read_bytes()
        try:
            made = mark(data, _problems(read_workbook(data)))
        except PackageFault:
            continue
        if made is not None:
            copy = folder / f"{number}{path.suffix}"
            copy.write_bytes(made)
            yield path, copy


def _problems(book: Workbook) -> Iterator[Problem]:
    yield _PROBLEM
    for grid in book.sheets:
        cells = [grid.cells[place].address for place in sorted(grid.cells)[:3]]
        for number, cell in enumerate([*cells, "B2", "ZZ900", "A1"]):
            weight = _WEIGHTS[number % 3]
            yield replace(_PROBLEM, severity=weight, sheet=grid.name, cell=cell, label="時期")


def _new(pair: tuple[Path, Path], judges: list[Judge]) -> frozenset[str]:
    source, copy = pair
    return frozenset().union(*(judge(copy) - judge(source) for judge in judges))


def _told(path: Path, findings: frozenset[str]) -> bool:
    for finding in sorted(findings):
        print(f"{path}: {finding}", flush=True)
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
