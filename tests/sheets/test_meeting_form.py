"""支援会議票: what is typed into the blank comes back, whatever people do to its sheets."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from anycase import cases
from formfilling import (
    as_read,
    blank,
    filled,
    moved_rows,
    on_sheet,
    read,
    renamed,
    reworded,
    with_cell,
    without_names,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jusoforms.sheets.blanks.example_case import EXAMPLE_CASE
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Cell, Grid, Workbook
from jusoforms.vocabulary.case import Attendee, Case, Meeting, Role
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date

ONE = EXAMPLE_CASE
LATER = Meeting(
    meeting_type="支援会議",
    number="第2回",
    held_at=read_date("令和7年1月20日"),
    roles=(Role(number=1, content="見守る。", agencies=("福祉総合課",)),),
)
PLANNED = Meeting(
    meeting_type="支援会議", number="第3回", held_at=read_date("令和7年3月"), agenda=("経過",)
)
TWO = ONE.model_copy(update={"meetings": (*ONE.meetings, LATER)})
few = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def book_of(case: Case) -> Workbook:
    return read_workbook(filled(case))


def captured(book: Workbook) -> Captured:
    return capture(book, default_lists())


def case_in(book: Workbook) -> Case:
    found = captured(book)
    assert found.problems == ()
    assert isinstance(found.record, Case)
    return found.record


def codes(book: Workbook) -> list[str]:
    return [problem.code for problem in captured(book).problems]


def place_of(book: Workbook, sheet: str, name: str) -> tuple[int, int]:
    from jusoforms.sheets.excel.places import read_areas

    found = read_areas(book.defined_names[sheet, name])[0]
    return found.top, found.left


@few
@given(cases())
def test_any_case_typed_into_the_blank_is_read_back_equal(case: Case) -> None:
    found = read(filled(case))
    assert found.record == as_read(case)
    assert {problem.code for problem in found.problems} <= {"S120"}


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_what_libreoffice_saves_anew_is_read_back_equal(tmp_path: Path) -> None:
    originals = {"one": ONE, "two": TWO}
    for name, case in originals.items():
        (tmp_path / f"{name}.xlsx").write_bytes(filled(case))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", tmp_path / "anew",
         *(tmp_path / f"{name}.xlsx" for name in originals)],
        check=True, capture_output=True,
    )  # fmt: skip
    for name, case in originals.items():
        assert case_in(read_workbook((tmp_path / "anew" / f"{name}.xlsx").read_bytes())) == as_read(
            case
        )


@few
@given(st.integers(1, 90), st.integers(1, 3), st.booleans())
def test_rows_may_be_inserted_anywhere(at: int, count: int, named: bool) -> None:
    book = book_of(ONE) if named else without_names(book_of(ONE))
    for sheet in ("事例", "第1回"):
        book = moved_rows(book, sheet, lambda row: row + count if row >= at else row)
    assert case_in(book) == as_read(ONE)


@few
@given(st.data(), st.booleans())
def test_spare_rows_may_be_cut(data: st.DataObject, named: bool) -> None:
    book = book_of(ONE) if named else without_names(book_of(ONE))
    for sheet in ("事例", "第1回"):
        grid = next(grid for grid in book.sheets if grid.name == sheet)
        spare = [r for r in range(5, 120) if all(c.text.isdigit() for c in row_of(grid, r))]
        cut = data.draw(st.sets(st.sampled_from(spare), max_size=30))
        book = moved_rows(book, sheet, after_cutting(cut))
    assert case_in(book) == as_read(ONE)


def row_of(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid if cell.row == row]


def after_cutting(rows: set[int]) -> Callable[[int], int]:
    return lambda row: 0 if row in rows else row - sum(one < row for one in rows)


@pytest.mark.parametrize("form", [True, False])
def test_labels_alone_are_enough(form: bool) -> None:
    found = captured(without_names(book_of(TWO), form=form))
    assert (found.form, found.record) == ("支援会議票/1", as_read(TWO))


def test_names_alone_are_enough() -> None:
    words = {
        "事例番号": "ケースの番号",
        "■ 世帯員　本人を含めて 1 行に 1 人": "■ 家族",
        "担当者": "担当職員",
    }
    book = on_sheet(book_of(ONE), "事例", lambda grid: reworded(grid, words))
    assert case_in(book) == as_read(ONE)


def test_columns_of_a_table_stand_in_any_order() -> None:
    book = book_of(ONE)
    top, left = place_of(book, "第1回", "役割分担")
    places = {left + n: left + (n + 3) % 7 for n in range(7)}

    def turned(grid: Grid) -> Grid:
        cells = {}
        for (row, column), cell in grid.cells.items():
            to = places[column] if top <= row < top + 21 else column
            cells[row, to] = replace(cell, column=to)
        return replace(grid, cells=cells)

    assert case_in(on_sheet(book, "第1回", turned)) == as_read(ONE)


def test_sheets_may_be_renamed_and_put_in_any_order() -> None:
    book = renamed(renamed(book_of(TWO), "事例", "ケース"), "第1回", "R6.10")
    assert case_in(replace(book, sheets=book.sheets[::-1])) == as_read(TWO)


def test_a_sheet_of_a_meeting_with_nothing_filled_in_is_skipped() -> None:
    case = ONE.model_copy(update={"meetings": (*ONE.meetings, Meeting())})
    assert case_in(book_of(case)) == as_read(ONE)


def test_the_roles_are_those_of_the_latest_meeting_held() -> None:
    case = TWO.model_copy(update={"meetings": (PLANNED, LATER, *ONE.meetings)})
    found = case_in(book_of(case))
    assert [meeting.number for meeting in found.meetings] == ["第1回", "第2回", "第3回"]
    assert found.roles == LATER.roles


def test_the_number_of_a_meeting_goes_before_its_date() -> None:
    first, second = ONE.meetings[0], LATER
    numbered = [first.model_copy(update={"serial": 2}), second.model_copy(update={"serial": 1})]
    case = ONE.model_copy(update={"meetings": tuple(numbered)})
    assert [m.number for m in case_in(book_of(case)).meetings] == ["第2回", "第1回"]


def test_law_and_secrecy_come_from_the_lists_where_not_typed() -> None:
    meeting = LATER.model_copy(update={"legal_basis": "区の要綱"})
    case = ONE.model_copy(update={"meetings": (*ONE.meetings, meeting)})
    first, second = case_in(book_of(case)).meetings
    assert (first.legal_basis, second.legal_basis) == ("重層的支援体制整備事業実施要綱", "区の要綱")
    assert "第106条の6第5項" in second.secrecy


def test_a_name_and_a_label_that_differ_are_a_question() -> None:
    book = book_of(ONE)
    row, _ = place_of(book, "事例", "担当者")
    book = on_sheet(
        book, "事例", lambda grid: with_cell(with_cell(grid, (200, 1), "担当者"), (200, 2), "別人")
    )
    book = on_sheet(book, "事例", lambda grid: replace(grid, print_areas=()))
    assert row
    assert codes(book) == ["S104"]


def test_a_label_that_stands_twice_is_a_question() -> None:
    book = without_names(book_of(ONE))
    row, column = place_of(book_of(ONE), "第1回", "記録者")
    book = on_sheet(book, "第1回", lambda grid: with_cell(grid, (row, column), "司会"))
    assert "S103" in codes(book)


def test_two_case_sheets_are_returned() -> None:
    book = book_of(ONE)
    copy = replace(next(grid for grid in book.sheets if grid.name == "事例"), name="事例 (2)")
    assert codes(replace(book, sheets=(*book.sheets, copy))) == ["S140"]


def test_a_second_case_sheet_that_is_blank_is_passed_over() -> None:
    spare = replace(read_workbook(blank("支援会議票")).sheets[0], name="事例 (2)")
    book = book_of(ONE)
    assert case_in(replace(book, sheets=(spare, *book.sheets))) == as_read(ONE)


def test_a_name_of_the_sheet_goes_before_one_of_the_workbook() -> None:
    book = book_of(ONE)
    elsewhere = {("", "担当者"): "事例!$B$5", ("", "受付日"): "第1回!$B$5"}
    book = replace(book, defined_names={**book.defined_names, **elsewhere})
    assert case_in(book) == as_read(ONE)


def test_without_the_case_there_is_a_question() -> None:
    book = book_of(ONE)
    assert codes(replace(book, sheets=tuple(g for g in book.sheets if g.name != "事例"))) == [
        "S146"
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_at": read_date("そのうち")}, "S144"),
        ({"held_at": read_date("令和6年2月30日")}, "S121"),
        ({"serial": 5}, "S145"),
    ],
)
def test_a_meeting_out_of_order_is_a_question(changes: dict[str, object], code: str) -> None:
    meeting = LATER.model_copy(update=changes)
    case = ONE.model_copy(update={"meetings": (*ONE.meetings, meeting)})
    assert code in codes(book_of(case))


def test_a_number_that_is_none_is_a_question() -> None:
    book = book_of(ONE)
    place = place_of(book, "第1回", "会議通番")
    assert codes(on_sheet(book, "第1回", lambda grid: with_cell(grid, place, "三回"))) == ["S125"]
    assert codes(on_sheet(book, "第1回", lambda grid: with_cell(grid, place, "未定"))) == []


def test_text_outside_every_field_is_told() -> None:
    book = on_sheet(book_of(ONE), "第1回", lambda grid: with_cell(grid, (3, 5), "電話で確認"))
    problem = captured(book).problems[0]
    assert (problem.code, problem.sheet, problem.cell) == ("S150", "第1回", "E3")


def test_another_sheet_is_told_once() -> None:
    memo = replace(with_cell(book_of(ONE).sheets[0], (1, 1), "メモ"), name="メモ")
    memo = replace(memo, cells={(1, 1): memo.cells[1, 1]}, merged=())
    book = book_of(ONE)
    assert codes(replace(book, sheets=(*book.sheets, memo))) == ["S153"]


def test_a_rule_is_told_at_the_sheet_and_cell_of_the_latest_meeting() -> None:
    found = captured(book_of(TWO))
    assert found.places["役割分担"].sheet == "第1回 (2)"
    assert found.places["事例番号"] == ("事例", "B5")
    assert found.places["第1回重層的支援会議.開催日時"].sheet == "第1回"


def test_attendees_alone_do_not_ask_for_a_date() -> None:
    planned = Meeting(meeting_type="支援会議", attendees=(Attendee(agency="福祉総合課"),))
    case = ONE.model_copy(update={"meetings": (*ONE.meetings, planned)})
    assert case_in(book_of(case)).roles == ONE.roles


def test_an_empty_blank_says_nothing_and_asks_nothing_itself() -> None:
    found = read(blank("支援会議票"))
    assert found.problems == ()
    assert found.record == Case(situation_heading="支援対象の本人及び家族の状況")
