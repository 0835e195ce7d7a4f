"""Every workbook that nobody here wrote and that we can read, marked in several cells.

What openpyxl sees of the marks, which parts changed, and that the file itself comes back.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from markmaking import opened, problem
from test_workbook_corpora import CORPORA

from jusoforms.package import Package, PackageFault
from jusoforms.problems import Problem, Severity
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Workbook
from jusoforms.sheets.marking import CannotMark, unmark
from jusoforms.sheets.marking.marking import marked

ROOT = Path(__file__).resolve().parents[2]
FORMS = CORPORA.parent / "forms"
FOLDERS = (CORPORA, FORMS, ROOT / "samples", ROOT / "templates")
FILES = sorted(p for folder in FOLDERS for p in folder.rglob("*.xls[xm]"))
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|.*\.rels|.*workbook[^/]*\.xml|.*styles[^/]*\.xml|.*sheet[^/]*\.xml"
    r"|.*comments?[^/]*\.xml|.*\.vml",
    re.IGNORECASE,
)
NOT_MARKED = {
    "empty_shared_string_value.xlsx": "there are no styles",
    "inlineStr_cdata.xlsx": "there are no styles",
    "nonstandard-xml-ns-prefix.xlsx": "there is no fonts",
    "EmptyStyles.xlsx": "there is no fonts",
    "tdf100709.xlsx": "there is no fills",
    "simple-cell-changes.xlsx": "it is signed or shared",
}


def problems_on(book: Workbook) -> Iterator[Problem]:
    yield problem("", sheet="", label="")
    for grid in book.sheets:
        for place in sorted(grid.cells)[:3]:
            yield problem(grid.cells[place].address, sheet=grid.name)
        yield problem("B2", Severity.WARNING, sheet=grid.name)
        yield problem("ZZ900", Severity.WARNING, sheet=grid.name)
        yield problem("A1", Severity.NOTICE, sheet=grid.name)


def read(data: bytes) -> Workbook | None:
    try:
        return read_workbook(data)
    except PackageFault:
        return None


@pytest.mark.heavy
@pytest.mark.parametrize("share", range(4))
def test_every_readable_workbook_is_marked_and_comes_back(share: int) -> None:
    refused = {}
    for path in FILES[share::4]:
        data = path.read_bytes()
        book = read(data)
        if book is None:
            continue
        try:
            made = marked(data, list(problems_on(book)))
        except CannotMark as reason:
            refused[path.name] = str(reason)
            continue
        assert unmark(made) == data, path.name
        before, after = Package(data), Package(made)
        assert after.names[: len(before.names)] == before.names
        changed = [name for name in before.names if before.raw(name) != after.raw(name)]
        assert [name for name in changed if not MAY_CHANGE.fullmatch(name)] == [], path.name
    assert refused.items() <= NOT_MARKED.items()


@pytest.mark.heavy
@pytest.mark.parametrize("share", range(2))
def test_openpyxl_sees_the_marks(share: int) -> None:
    seen = 0
    for path in FILES[share::16]:
        data = path.read_bytes()
        book = read(data)
        if book is None or path.name in NOT_MARKED or path.stat().st_size > 200_000:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                opened(data)
                theirs = opened(marked(data, list(problems_on(book))))
            except Exception:  # noqa: BLE001 a file that it refuses, marked or not
                continue
        if not theirs.sheetnames:
            continue  # a strict file, in which openpyxl sees no sheets
        seen += 1
        assert theirs.sheetnames[-1].startswith("エラー一覧"), path.name
        formulas = [
            formula
            for block in theirs[book.sheets[0].name].conditional_formatting
            for rule in block.rules
            for formula in rule.formula
        ]
        assert 'N("jusoforms")=0' in formulas, path.name
    assert seen
