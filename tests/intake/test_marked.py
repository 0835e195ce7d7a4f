"""A sheet that comes back marked: what lies where, and that marks are gone when it is filed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_ward import SLIP, SMALL_MARKS, Ward, sheet, small_mark, small_unmark

from jusoforms.filesystem import bytes_hash
from jusoforms.intake import Marking, Returns
from jusoforms.outcome import Result
from jusoforms.problems import rules as say
from jusoforms.problems.rules import QUESTIONS

FILED, RETURNED = "inbox/処理済み/令和8年度", "inbox/要修正"
WRONG = sheet(wrong="x")
PROBLEM = say.NO_CASE_NUMBER.at(file="事例.xlsx")
MARKED = small_mark(WRONG, (PROBLEM,)) or b""


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path, SMALL_MARKS)


def returned(ward: Ward) -> Path:
    ward.drop("事例.xlsx", WRONG)
    assert ward.outcomes() == ["事例.xlsx returned"]
    return ward.workspace.returned / "事例.xlsx"


def save_anew(path: Path, data: bytes) -> None:
    """Save as Excel does: the marks stay in the file."""
    path.write_bytes(small_mark(data, ()) or b"")


def test_a_returned_sheet_is_marked_and_rests(ward: Ward) -> None:
    returned(ward)
    assert ward.files("inbox") == {
        "要修正/事例.xlsx": MARKED,
        "要修正/事例.xlsx_直し方.html": SLIP,
    }
    assert ward.files("_jusoforms") == {}
    assert ward.outcomes() == []


def test_the_page_knows_that_the_sheet_is_marked(ward: Ward) -> None:
    seen: list[Result] = []

    def slip(result: Result) -> bytes:
        seen.append(result)
        return SLIP

    ward.slip = slip
    returned(ward)
    ward.drop("表.csv", b"1,2")
    ward.outcomes()
    assert [result.is_marked for result in seen] == [True, False]


def test_a_corrected_sheet_is_filed_without_its_marks(ward: Ward) -> None:
    save_anew(returned(ward), sheet())
    assert ward.outcomes() == ["事例.xlsx delivered"]
    assert ward.files("inbox") == {"処理済み/令和8年度/7/事例.xlsx": sheet()}


def test_a_sheet_that_is_wrong_again_has_fresh_marks_only(ward: Ward) -> None:
    save_anew(returned(ward), sheet(wrong="y"))
    assert ward.outcomes() == ["事例.xlsx returned"]
    assert ward.files(RETURNED)["事例.xlsx"] == small_mark(sheet(wrong="y"), (PROBLEM,))
    assert ward.outcomes() == []


def test_the_same_sheet_dropped_again_does_not_pile_up(ward: Ward) -> None:
    returned(ward)
    returned(ward)
    assert set(ward.files(RETURNED)) == {"事例.xlsx", "事例.xlsx_直し方.html"}


def test_another_sheet_of_that_name_lies_apart(ward: Ward) -> None:
    returned(ward)
    other = sheet(wrong="y")
    ward.drop("事例.xlsx", other)
    ward.outcomes()
    assert ward.files(f"{RETURNED}/{bytes_hash(other)[:8]}")["事例.xlsx"] == small_mark(
        other, (PROBLEM,)
    )
    assert ward.files(RETURNED)["事例.xlsx"] == MARKED


def test_two_corrected_sheets_of_one_name_are_both_filed(ward: Ward) -> None:
    for text in "ab":
        save_anew(returned(ward), sheet(text=text))
        ward.outcomes()
    lying = ward.files(f"{FILED}/7")
    assert sorted(lying.values()) == sorted([sheet(text="a"), sheet(text="b")])


def test_a_marked_sheet_dropped_as_it_was_is_the_same_sheet(ward: Ward) -> None:
    """It answers a question like the sheet that was dropped first."""
    path, returns = returned(ward), Returns(ward.workspace)
    returns.mark_asked(bytes_hash(WRONG), QUESTIONS)
    seen = []

    def process(path: Path) -> Result:
        result = ward.process(path)
        seen.append(returns.answered(path.name, result.source_hash))
        return result

    path.rename(ward.workspace.inbox / path.name)
    list(ward.drain(process))
    ward.drop("事例.xlsx", WRONG)
    list(ward.drain(process))
    assert seen == [QUESTIONS, QUESTIONS]


def test_the_page_of_a_case_goes_with_its_marked_sheet_known(ward: Ward) -> None:
    def process(path: Path) -> Result:
        result = ward.process(path)
        return replace(result, case=result.case or "７")

    ward.drop("事例.xlsx", WRONG)
    list(ward.drain(process))
    ward.drop("事例.xlsx", sheet())
    list(ward.drain(process))
    assert set(ward.files(RETURNED)) == {"事例.xlsx"}


def test_a_fault_while_marking_returns_the_sheet_as_it_was(tmp_path: Path) -> None:
    def faulty(data: bytes, problems: object) -> bytes | None:
        raise ValueError("quotes a cell")

    ward = Ward(tmp_path, Marking(faulty, small_unmark))
    returned(ward)
    assert ward.files(RETURNED) == {"事例.xlsx": WRONG, "事例.xlsx_直し方.html": SLIP}


def test_old_marks_do_not_stay_where_new_ones_cannot_be_made(tmp_path: Path) -> None:
    def none(data: bytes, problems: object) -> bytes | None:
        return None

    ward = Ward(tmp_path, Marking(none, small_unmark))
    ward.drop("事例.xlsx", MARKED)
    ward.outcomes()
    assert ward.files(RETURNED)["事例.xlsx"] == WRONG
    assert ward.outcomes() == []


def test_a_sheet_that_changes_while_it_is_read_is_read_again(ward: Ward) -> None:
    seen: list[bytes] = []

    def late_write(path: Path) -> Result:
        seen.append(path.read_bytes())
        result = ward.process(path)
        if len(seen) == 1:
            save_anew(path, sheet(text="b"))
        return result

    ward.drop("事例.xlsx", small_mark(sheet(), ()))
    list(ward.drain(late_write))
    assert len(seen) == 2
    assert ward.files(f"{FILED}/7") == {"事例.xlsx": sheet(text="b")}
