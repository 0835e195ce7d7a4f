"""一覧.xlsx is checked like a form: what is wrong is told with its cell."""

import io
from collections.abc import Mapping

import openpyxl
import pytest
from formfilling import blank, saved

from jusoforms.problems import Problem
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.lists_book import read_lists
from jusoforms.vocabulary.lists import Lists


def with_cells(cells: Mapping[tuple[str, str], str | None]) -> tuple[Lists, tuple[Problem, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(blank("一覧")))
    for (sheet, place), text in cells.items():
        book[sheet][place] = text
    return read_lists(read_workbook(saved(book)))


@pytest.mark.parametrize(
    ("sheet", "place", "text", "code"),
    [
        ("機関", "A5", None, ""),
        ("会議種別", "A5", None, "S160"),
        ("機関", "A20", "社協", "S161"),
        ("機関", "A20", "福祉 総合課", "S161"),
        ("機関", "D5", "そのうち", "R195"),
        ("機関", "D5", "4/1", "R195"),
        ("会議種別", "E5", None, "R192"),
        ("会議種別", "E4", "注記", "R193"),
        ("機関", "C5", "令和6年2月30日", "S121"),
        ("会議種別", "D5", "場合による", "S162"),
        ("会議種別", "D5", None, "R192"),
        ("機関", "A4", "名まえ", "S141"),
        ("形態", "F9", "メモ", "S160"),
    ],
)
def test_a_fault_is_told_with_its_cell(sheet: str, place: str, text: str | None, code: str) -> None:
    _, problems = with_cells({(sheet, place): text})
    assert {problem.code for problem in problems} - {"S150"} == ({code} if code else set())
    assert all(problem.sheet == sheet for problem in problems)
    if code in {"S161", "S121", "R192", "R195"}:
        assert problems[0].cell == place


def test_the_wards_own_meeting_decides_law_and_consent() -> None:
    own = {
        ("会議種別", "A9"): "まるごと会議",
        ("会議種別", "C9"): "条例第3条",
        ("会議種別", "D9"): "要",
        ("会議種別", "E9"): "口外しないこと。",
    }
    lists, problems = with_cells(own)
    kind = lists.meeting_type("まるごと会議")
    assert problems == ()
    assert kind is not None
    assert (kind.legal_basis, kind.consent_required) == ("条例第3条", True)


def test_an_alias_means_the_same_agency() -> None:
    lists, _ = with_cells({("機関", "B5"): "総合課、フクソウ"})
    assert (
        lists.agency_key("総合課")
        == lists.agency_key("福祉総合課")
        != lists.agency_key("生活福祉課")
    )


def test_a_sheet_that_is_not_there_leaves_the_default() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank("一覧")))
    del book["課題"]
    lists, problems = read_lists(read_workbook(saved(book)))
    assert problems == ()
    assert lists.issues


def test_an_agency_that_ends_before_it_begins() -> None:
    days = {("機関", "C5"): "令和8年4月1日", ("機関", "D5"): "令和8年3月31日"}
    (problem,) = with_cells(days)[1]
    assert (problem.code, problem.cell, str(problem.severity)) == ("R196", "D5", "error")


def test_the_kinds_of_meeting_may_not_go() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank("一覧")))
    del book["会議種別"]
    (problem,) = read_lists(read_workbook(saved(book)))[1]
    assert (problem.code, problem.sheet) == ("R194", "会議種別")


def test_a_book_without_lists_is_told_so() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "名称"  # type: ignore[index]
    assert [p.code for p in read_lists(read_workbook(saved(book)))[1]] == ["S164", "S163"]
