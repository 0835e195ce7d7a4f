"""Seed in, seed out: the ward's real document, captured word for word and printed again."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jusoforms.checks import check
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.view import as_json

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
SHEETS = {"事例1": "case-1", "事例2": "case-2", "参考資料1": "catalogue"}


def captured(sheet: str) -> Captured:
    return capture(read_workbook((SAMPLES / f"{sheet}.xlsx").read_bytes()), default_lists())


def truth(sheet: str) -> Any:
    return json.loads((HERE / "reference" / f"{SHEETS[sheet]}.json").read_text(encoding="utf-8"))


def restricted(found: Any, wanted: Any) -> Any:
    """Return what was found, on the keys that the truth has."""
    if isinstance(wanted, dict):
        return {key: restricted(found[key], value) for key, value in wanted.items()}
    if isinstance(wanted, list):
        assert len(found) == len(wanted)
        return [restricted(one, value) for one, value in zip(found, wanted, strict=True)]
    return found


@pytest.mark.parametrize("sheet", SHEETS)
def test_captures_the_truth_on_every_key(sheet: str) -> None:
    record = captured(sheet).record
    assert record is not None
    assert restricted(as_json(record), truth(sheet)) == truth(sheet)


@pytest.mark.parametrize("sheet", SHEETS)
def test_reads_without_a_question(sheet: str) -> None:
    assert captured(sheet).problems == ()


@pytest.mark.parametrize(
    ("sheet", "codes"),
    [
        ("事例1", {"R111": 5}),
        ("事例2", {"R111": 3, "R112": 1, "R113": 1}),
        ("参考資料1", {"R133": 3}),
    ],
)
def test_finds_what_the_document_itself_leaves_open(sheet: str, codes: dict[str, int]) -> None:
    found = captured(sheet)
    assert found.record is not None
    problems = [found.located(p) for p in check(found.record, date(2026, 11, 23), default_lists())]
    counted = {code: sum(p.code == code for p in problems) for code in {p.code for p in problems}}
    assert counted == codes
    assert all(p.cell and p.sheet for p in problems)
