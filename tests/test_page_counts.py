"""Counting pages (`make pages`): what the table says, and what is told of a difference."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
TABLE = (SCRIPTS / "pages.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "path", [str(SCRIPTS), *sys.path])
        spec = importlib.util.spec_from_file_location("count_pages", SCRIPTS / "count_pages.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        patched.setitem(sys.modules, "count_pages", module)
        spec.loader.exec_module(module)
    return module


def test_the_table_has_every_document_of_the_samples(script: ModuleType) -> None:
    wanted = script.expected(TABLE)
    made = {(s.name, one.stem) for s in script.samples() for one in s.printed("標準")}
    assert set(wanted) == made
    assert script.unprinted(wanted) == []
    assert script.as_toml(wanted) == TABLE


def test_another_count_a_new_and_a_lost_document_are_told(script: ModuleType) -> None:
    wanted = {("事例1", "名簿"): (1, 1), ("事例1", "記録"): (2, 2)}
    found = {("事例1", "名簿"): (1, 2), ("事例1", "次第"): (1, 1)}
    assert list(script.differences(wanted, found)) == [
        "事例1/名簿 (UD): 1 pages expected, 2 found",
        "事例1/記録 (標準): 2 pages expected, 0 found",
        "事例1/記録 (UD): 2 pages expected, 0 found",
        "事例1/次第 (標準): 0 pages expected, 1 found",
        "事例1/次第 (UD): 0 pages expected, 1 found",
    ]
    assert script.unprinted({("事例1", "支援会議記録_第1回"): (1, 1)})[0] == "事例概要"
