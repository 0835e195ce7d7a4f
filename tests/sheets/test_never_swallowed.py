"""What a person typed where the form prints something of its own: read or asked, never swallowed."""

import datetime as dt
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from formfilling import as_read, on_sheet, with_cell
from openpyxl.styles import Font
from tagging import FORMS
from test_adopted import captured as captured_adopted
from test_meeting_form import ONE, TWO, book_of, captured, case_in, place_of

from jusoforms.checks import check
from jusoforms.sheets.grid import Cell, Grid, Workbook
from jusoforms.vocabulary.lists import default_lists

CASE, MEETING = "事例", "第1回"
TODAY = dt.date(2026, 4, 1)


def put(book: Workbook, sheet: str, place: tuple[int, int], text: str) -> Workbook:
    return on_sheet(book, sheet, lambda grid: with_cell(grid, place, text))


def without(book: Workbook, sheet: str, place: tuple[int, int]) -> Workbook:
    def cut(grid: Grid) -> Grid:
        return replace(grid, cells={at: c for at, c in grid.cells.items() if at != place})

    return on_sheet(book, sheet, cut)


def told(book: Workbook) -> list[tuple[str, str, str]]:
    return [(p.code, p.sheet, p.cell) for p in captured(book).problems]


@pytest.mark.parametrize(
    ("name", "words"), [("閲覧制限", "有"), ("取下げ", "取下げ済"), ("経緯", "窓口に来た。")]
)
def test_a_value_over_a_label_whose_field_is_empty(name: str, words: str) -> None:
    row, column = place_of(book_of(ONE), CASE, name)
    book = put(without(book_of(ONE), CASE, (row, column)), CASE, (row, column - 1), words)
    assert ("S165", CASE, Cell(row, column - 1, None, None, "").address) in told(book)  # type: ignore[arg-type]


def test_a_label_in_other_words_beside_its_value_is_read() -> None:
    row, column = place_of(book_of(TWO), CASE, "件名")
    book = put(book_of(TWO), CASE, (row, column), "ある世帯")
    assert told(put(book, CASE, (row, column - 1), "ケース名")) == told(book)


@pytest.mark.parametrize(("row", "code"), [(3, "S150"), (13, "S151")])
def test_a_line_that_only_looks_like_a_band(row: int, code: str) -> None:
    book = put(book_of(ONE), CASE, (row, 1), "■ 部外秘（母の入院のため）")
    assert (code, CASE, f"A{row}") in told(book)


def test_a_note_beside_the_headings_of_a_table() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    assert ("S150", MEETING, f"H{row}") in told(
        put(book_of(ONE), MEETING, (row, 8), "※期限は仮。母の入院は10月")
    )


@pytest.mark.parametrize("text", ["家計表を作る。", "4 家計表を作る。"])
def test_a_role_in_the_column_of_numbers(text: str) -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    assert ("S151", MEETING, f"A{row + 9}") in told(put(book_of(ONE), MEETING, (row + 9, 1), text))


@pytest.mark.parametrize("number", ["9", "９．", "（9）", "⑨", "No.9"])
def test_a_number_alone_is_no_role(number: str) -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    assert case_in(put(book_of(ONE), MEETING, (row + 9, 1), number)) == as_read(ONE)


def test_a_row_struck_out_as_a_whole_is_told_and_is_no_item() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")

    def struck(grid: Grid) -> Grid:
        cells = {
            at: cell._replace(text="", value="", struck=cell.text) if at[0] == row + 1 else cell
            for at, cell in grid.cells.items()
        }
        return replace(grid, cells=cells)

    book = on_sheet(book_of(ONE), MEETING, struck)
    case: Any = captured(book).record
    assert len(case.roles) == len(case_in(book_of(ONE)).roles) - 1
    assert ("S113", MEETING, f"B{row + 1}") in told(book)


def test_a_meeting_on_a_sheet_that_calls_itself_a_master() -> None:
    book = book_of(TWO)
    renamed = tuple(
        replace(grid, name="第1回 原本") if grid.name == MEETING else grid for grid in book.sheets
    )
    names = {
        (scope.replace(MEETING, "第1回 原本"), name): formula.replace(MEETING, "第1回 原本")
        for (scope, name), formula in book.defined_names.items()
    }
    assert case_in(replace(book, sheets=renamed, defined_names=names)) == as_read(TWO)


@pytest.mark.parametrize("sheet", ["第1回", "第1回 (2)"])
def test_an_uninvited_agency_is_told_at_its_own_cell(sheet: str) -> None:
    book = book_of(TWO)
    (row, column), (invited, right) = (
        place_of(book, sheet, "出席者"),
        place_of(book, sheet, "招集機関"),
    )
    book = put(put(book, sheet, (invited, right), "福祉総合課"), sheet, (row + 2, column), "保健所")
    found = captured(book)
    assert found.record is not None
    problems = [found.located(one) for one in check(found.record, TODAY, default_lists())]
    assert ("R159", sheet, f"A{row + 2}") in {(p.code, p.sheet, p.cell) for p in problems}


needs_forms = pytest.mark.skipif(not FORMS.is_dir(), reason="needs ../shared/forms")


@needs_forms
@pytest.mark.parametrize(
    ("filled", "sheet", "label", "value", "words"),
    [
        ("26-kaigi-kiroku-hougan-filled", "記録票", "B9", "H9", "区役所３階"),
        ("30-kaigi-ichikai-ichimai-filled", "基本情報", "B6", "C6", "経緯：父の入院先から連絡"),
    ],
)
def test_a_value_over_a_wards_label(
    filled: str, sheet: str, label: str, value: str, words: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][label].value, book[sheet][value].value = words, None

    found = captured_adopted(filled, change)
    assert ("S165", label) in {(p.code, p.cell) for p in found.problems}


@needs_forms
def test_a_struck_value_of_a_wards_form() -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell: Any = book["記録票"]["H9"]
        cell.font = Font(strike=True)

    found = captured_adopted("26-kaigi-kiroku-hougan-filled", change)
    assert ("S113", "H9") in {(p.code, p.cell) for p in found.problems}


@needs_forms
@pytest.mark.parametrize("struck", [False, True])
def test_the_one_option_that_was_left_is_chosen(struck: bool) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["記録票"]
        for cell in (sheet["L11"], sheet["P11"]):
            if struck:
                cell.font = Font(strike=True)
            else:
                cell.value = None
        sheet["H11"].value = "有"

    case: Any = captured_adopted("26-kaigi-kiroku-hougan-filled", change).record
    assert case.consent.given == "有"
