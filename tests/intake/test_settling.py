"""When a file may be claimed; time is a number here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jusoforms.intake.scanning import Signature
from jusoforms.intake.settling import Settling

ONE = Signature(size=1, modified=1, changed=1, inode=1)


def test_three_scans_are_needed_even_without_time(tmp_path: Path) -> None:
    settling, path = Settling(0), tmp_path / "表.csv"
    seen = [settling.observe(0, {path: ONE}) for _ in range(3)]
    assert seen == [[], [], [path]]


def test_the_scans_must_span_the_time(tmp_path: Path) -> None:
    settling, path = Settling(5), tmp_path / "表.csv"
    seen = [settling.observe(now, {path: ONE}) for now in (100, 101, 102, 104.9, 105)]
    assert seen == [[], [], [], [], [path]]


@pytest.mark.parametrize("field", ["size", "modified", "changed", "inode"])
def test_any_change_begins_anew(tmp_path: Path, field: str) -> None:
    settling, path = Settling(5), tmp_path / "表.csv"
    other = replace(ONE, **{field: 2})
    scans = [(0, ONE), (3, ONE), (6, other), (9, other), (11, other)]
    assert [settling.observe(now, {path: sheet}) for now, sheet in scans] == [
        [],
        [],
        [],
        [],
        [path],
    ]


def test_a_file_that_was_away_begins_anew(tmp_path: Path) -> None:
    settling, path = Settling(5), tmp_path / "表.csv"
    for now in (0, 3):
        settling.observe(now, {path: ONE})
    settling.observe(4, {})
    assert [settling.observe(now, {path: ONE}) for now in (5, 8)] == [[], []]


def test_files_come_in_the_order_of_their_drop(tmp_path: Path) -> None:
    settling = Settling(0)
    seen = {
        tmp_path / name: replace(ONE, changed=at) for name, at in {"a": 3, "b": 1, "c": 2}.items()
    }
    for now in range(3):
        ready = settling.observe(now, seen)
    assert [path.name for path in ready] == ["b", "c", "a"]
