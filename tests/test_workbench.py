"""Sheets worked on in children: what comes back, and what a child that dies leaves."""

from __future__ import annotations

import datetime as dt
import errno
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jusoforms.confinement import Bounds
from jusoforms.intake import Hindered, Poisoned, Sheet
from jusoforms.outcome import ExitCode, Outcome
from jusoforms.preparing import Desk, desk_for, prepare
from jusoforms.problems import program
from jusoforms.setup import make_workspace
from jusoforms.sheets.adopted.shelf import forms_in
from jusoforms.transport import packed, packed_problem, packed_refusal, unpacked
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.lists import default_lists
from jusoforms.workbench import Bench
from wardforms import BLANK, FILLED, TAGS, two_cases, write
from warding import sheet_of

CASE = Case.model_validate({"case_number": "7", "situation": "一人。", "background": "来た。"})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    workspace = make_workspace(tmp_path / "会議")
    return desk_for(workspace, default_lists(), dt.date(2026, 5, 1), restricted=False)


def dropped(folder: Path, data: bytes, name: str = "票.xlsx") -> Sheet:
    path = folder / "spooled"
    path.write_bytes(data)
    return Sheet(path, name, "0" * 64)


def test_what_a_child_gives_back_is_what_was_prepared(tmp_path: Path, desk: Desk) -> None:
    sheet = dropped(tmp_path, sheet_of(CASE))
    prepared = prepare(sheet.path, desk, sheet.name)
    assert prepared.cases[0].documents
    assert unpacked(packed(prepared)) == prepared


def test_several_cases_travel_each_with_its_own(tmp_path: Path, desk: Desk) -> None:
    data = two_cases()
    sheet = dropped(tmp_path, data, "二件.xlsx")
    prepared = prepare(sheet.path, desk, sheet.name)
    first, second = prepared.cases
    assert (first.filed_under, second.filed_under) == ("", "1")
    assert first.documents != second.documents
    assert unpacked(packed(prepared)) == prepared


def test_a_returned_sheet_travels_with_its_problems(tmp_path: Path, desk: Desk) -> None:
    sheet = dropped(tmp_path, b"no workbook", "票\udcff.xlsx")
    prepared = prepare(sheet.path, desk, sheet.name)
    assert prepared.result.outcome is Outcome.RETURNED
    assert unpacked(packed(prepared)) == prepared


def test_refusals_and_faults_travel_too() -> None:
    refused = unpacked(packed_refusal(OSError(errno.ENOSPC, "full", "a path")))
    assert isinstance(refused, OSError)
    assert (refused.errno, "path" in str(refused)) == (errno.ENOSPC, False)
    problem = program.unexpected(ValueError("a cell"))
    assert unpacked(packed_problem(problem, kind="fault")) == ("fault", problem)


def test_a_child_prepares_what_we_would(tmp_path: Path, desk: Desk) -> None:
    sheet = dropped(tmp_path, sheet_of(CASE))
    bench = Bench(lambda: desk)
    try:
        bench.warm()
        assert bench.begin(sheet).result() == prepare(sheet.path, desk, sheet.name)
    finally:
        bench.rest()


def test_a_child_reads_the_forms_of_the_ward_as_they_are_now(tmp_path: Path, desk: Desk) -> None:
    blank = desk.root / "templates/xlsx/会議シート.xlsx"
    sheet = dropped(tmp_path, write(tmp_path / "五.xlsx", BLANK, FILLED).read_bytes())
    desk = replace(desk, today=dt.date(2026, 6, 1))
    bench = Bench(lambda: desk)
    try:
        assert bench.begin(sheet).result().result.outcome is Outcome.RETURNED
        write(blank, BLANK, TAGS, {"D3": "{{担当化}}"})
        waits = bench.begin(sheet).result().result
        assert (waits.outcome, waits.exit_code) == (Outcome.FAILED, ExitCode.TEMPLATE)
        write(blank, BLANK, TAGS)
        done = bench.begin(sheet).result()
    finally:
        bench.rest()
    assert (done.result.outcome, done.result.form) == (Outcome.DELIVERED, "会議シート")
    assert done == prepare(sheet.path, replace(desk, forms=forms_in(blank.parent)), sheet.name)


def test_a_child_that_takes_too_long_is_poisoned_and_replaced(tmp_path: Path, desk: Desk) -> None:
    sheet = dropped(tmp_path, sheet_of(CASE))
    bench = Bench(lambda: desk, bounds=Bounds(seconds=0.001, processor_seconds=9, memory=1 << 30))
    try:
        for _ in range(2):
            with pytest.raises(Poisoned):
                bench.begin(sheet).result()
    finally:
        bench.rest()


def test_a_child_that_is_sent_to_rest_gives_nothing_back(tmp_path: Path, desk: Desk) -> None:
    bench = Bench(lambda: desk)
    works: list[Future[Any]] = [bench.begin(dropped(tmp_path, sheet_of(CASE))) for _ in range(2)]
    bench.rest()
    bench.rest()
    assert all(work.exception() is None or isinstance(work.exception(), Poisoned) for work in works)
    bench.rest()


def test_what_the_disk_refuses_a_child_is_the_disks_fault(tmp_path: Path, desk: Desk) -> None:
    bench = Bench(lambda: desk)
    try:
        with pytest.raises(Hindered):
            bench.begin(Sheet(tmp_path / "gone", "票.xlsx", "0" * 64)).result()
    finally:
        bench.rest()
