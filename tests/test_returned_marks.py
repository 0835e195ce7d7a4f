"""A returned sheet as a person has it: marked, corrected in place, filed as if never marked."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from jusoforms.outcome import Outcome
from jusoforms.problems.rules import QUESTIONS
from jusoforms.sheets.marking import unmark
from test_lookback import CASE, OTHER, but
from warding import Ward, sheet_of

WRONG = but(case_number="")
ANOTHER = but(household=(OTHER,))


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    return Ward(tmp_path / "会議", monkeypatch)


def returned(ward: Ward) -> Path:
    return ward.workspace.returned / "票.xlsx"


def filed(ward: Ward) -> list[bytes]:
    return [path.read_bytes() for path in ward.workspace.filed.rglob("票.xlsx")]


def test_a_returned_sheet_shows_its_problems(ward: Ward) -> None:
    result = ward.drop(WRONG)
    assert result.outcome is Outcome.RETURNED
    lying = openpyxl.load_workbook(returned(ward))
    told = {row[5].value for row in lying["エラー一覧"].iter_rows(min_row=5)}
    assert told == {problem.message for problem in result.problems}
    marked = {
        problem.cell for problem in result.problems if problem.cell and problem.severity == "error"
    }
    assert marked <= {cell.coordinate for row in lying["事例"] for cell in row if cell.comment}
    page = returned(ward).with_name("票.xlsx_直し方.html").read_text(encoding="utf-8")
    assert "エラー一覧" in page


def test_corrected_in_place_it_is_delivered_and_filed_without_marks(ward: Ward) -> None:
    ward.drop(WRONG)
    marked = openpyxl.load_workbook(returned(ward))
    place = str(marked["事例"].defined_names["事例番号"].attr_text).rpartition("!")[2]
    marked["事例"][place.partition(":")[0].replace("$", "")] = "7"
    marked.save(returned(ward))
    (result,) = ward.drain()
    assert (result.outcome, result.case) == (Outcome.DELIVERED, "7")
    (lying,) = filed(ward)
    assert "エラー一覧" not in openpyxl.load_workbook(io.BytesIO(lying)).sheetnames
    assert not list(ward.workspace.returned.iterdir())


def test_a_marked_sheet_dropped_as_it_was_answers_the_question(ward: Ward) -> None:
    """It is the same sheet as the one dropped first, and is filed byte for byte as that one."""
    ward.drop(CASE)
    asked = ward.drop(ANOTHER)
    assert asked.outcome is Outcome.RETURNED
    assert QUESTIONS & {problem.code for problem in asked.problems}
    marked = returned(ward).read_bytes()
    assert unmark(marked) == sheet_of(ANOTHER) != marked
    returned(ward).unlink()
    assert ward.drop(marked).outcome is not Outcome.RETURNED
    assert sorted(filed(ward)) == sorted([sheet_of(CASE), sheet_of(ANOTHER)])
