"""A sheet that comes back marked: what lies where, and that marks are gone when it is filed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_ward import (
    SLIP,
    SMALL_MARKS,
    Done,
    Marks,
    SmallCraft,
    Ward,
    sheet,
    small_mark,
    small_unmark,
)

from jusoforms.filesystem import bytes_hash
from jusoforms.intake import Returns, Sheet
from jusoforms.outcome import Result
from jusoforms.problems import rules as say
from jusoforms.problems.rules import QUESTIONS

FILED, RETURNED = "inbox/処理済み/令和8年度", "inbox/要修正"
WRONG = sheet(wrong="x")
PROBLEM = say.NO_CASE_NUMBER.at(file="事例.xlsx")
MARKED = small_mark(WRONG, (PROBLEM,)) or b""


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path / "ward", marks=SMALL_MARKS)


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

    class Craft(SmallCraft):
        def slip(self, result: Result) -> bytes:
            seen.append(result)
            return SLIP

    ward.drop("事例.xlsx", WRONG)
    ward.drop("表.csv", b"1,2")
    list(ward.drain(Craft(ward.workspace)))
    assert sorted(result.is_marked for result in seen) == [False, True]


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

    class Craft(SmallCraft):
        def read(self, sheet_: Sheet) -> Done:
            done = super().read(sheet_)
            seen.append(returns.answered(sheet_.name, done.result.source_hash))
            return done

    path.rename(ward.workspace.inbox / path.name)
    list(ward.drain(Craft(ward.workspace)))
    ward.drop("事例.xlsx", WRONG)
    list(ward.drain(Craft(ward.workspace)))
    assert seen == [QUESTIONS, QUESTIONS]


def test_the_page_of_a_case_goes_with_its_marked_sheet_known(ward: Ward) -> None:
    class Craft(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            result = super().deliver(done, resumed=resumed)
            return replace(result, case=result.case or "７")

    ward.drop("事例.xlsx", WRONG)
    list(ward.drain(Craft(ward.workspace)))
    ward.drop("事例.xlsx", sheet())
    list(ward.drain(Craft(ward.workspace)))
    assert set(ward.files(RETURNED)) == {"事例.xlsx"}


def test_old_marks_do_not_stay_where_new_ones_cannot_be_made(tmp_path: Path) -> None:
    def none(data: bytes, problems: object) -> bytes | None:
        return None

    ward = Ward(tmp_path / "ward", marks=Marks(none, small_unmark))
    ward.drop("事例.xlsx", MARKED)
    ward.outcomes()
    assert ward.files(RETURNED)["事例.xlsx"] == WRONG
    assert ward.outcomes() == []


def test_a_sheet_that_changes_while_it_is_read_is_read_again(ward: Ward) -> None:
    seen: list[bytes] = []

    class LateWrite(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            (claimed,) = ward.workspace.claims.rglob("*.xlsx")
            seen.append(claimed.read_bytes())
            save_anew(claimed, sheet(text="b"))
            return super().deliver(done, resumed=resumed)

    ward.drop("事例.xlsx", small_mark(sheet(), ()))
    list(ward.drain(LateWrite(ward.workspace)))
    assert len(seen) == 2
    assert ward.files(f"{FILED}/7") == {"事例.xlsx": sheet(text="b")}
