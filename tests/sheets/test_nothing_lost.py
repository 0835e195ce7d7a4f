"""支援会議票: what a person wrote is read, or told; the form's own words are never told."""

import datetime as dt
from dataclasses import replace

import pytest
from formfilling import as_read, blank, filled, on_sheet, reworded, with_cell
from test_meeting_form import LATER, ONE, TWO, book_of, captured, case_in, codes, place_of

from jusoforms.checks import check
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, Workbook
from jusoforms.vocabulary.case import Role
from jusoforms.vocabulary.lists import default_lists

MEETING = "第1回"


def hide(book: Workbook, *rows: int, column: int = 0) -> Workbook:
    hidden, columns = frozenset(rows), frozenset({column})
    return on_sheet(book, MEETING, lambda g: replace(g, hidden_rows=hidden, hidden_columns=columns))


def printed_to(book: Workbook, row: int) -> Workbook:
    return on_sheet(book, MEETING, lambda g: replace(g, print_areas=(Area(1, 1, row, 7),)))


def test_a_hidden_sheet_that_is_filled_in_is_a_question() -> None:
    book = on_sheet(book_of(TWO), MEETING, lambda grid: replace(grid, visible=False))
    assert [(p.code, p.sheet) for p in captured(book).problems] == [("S154", MEETING)]


def test_a_hidden_sheet_that_is_blank_is_none() -> None:
    spare = replace(read_workbook(blank("支援会議票")).sheets[1], name="予備", visible=False)
    book = book_of(ONE)
    assert case_in(replace(book, sheets=(*book.sheets, spare))) == as_read(ONE)


@pytest.mark.parametrize("heading", ["担当", ""])
def test_a_column_without_its_heading_is_a_question(heading: str) -> None:
    book = on_sheet(book_of(ONE), MEETING, lambda g: reworded(g, {"担当機関": heading}))
    row, column = place_of(book, MEETING, "役割分担")
    told = {p.cell: p.code for p in captured(book).problems}
    assert told[f"C{row + 1}"] == "S151"
    assert column == 1


def test_a_reworded_heading_over_nothing_is_no_question() -> None:
    book = on_sheet(book_of(ONE), MEETING, lambda g: reworded(g, {"番号": "行"}))
    assert codes(book) == ["S102"]


def test_a_hidden_row_is_told_once_and_a_hidden_column_once() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    found = captured(hide(book_of(ONE), row + 1)).problems
    assert [(p.code, p.cell) for p in found] == [("S152", f"B{row + 1}")]
    assert codes(hide(book_of(ONE), column=3)).count("S152") == 1


def test_a_hidden_slot_is_a_question_and_its_label_is_not() -> None:
    row, column = place_of(book_of(ONE), MEETING, "司会")
    book = on_sheet(book_of(ONE), MEETING, lambda g: with_cell(g, (row, column), "山田"))
    problems = captured(hide(book, row)).problems
    assert "S152" in {p.code for p in problems}
    assert not any("司会」" in p.message for p in problems if p.code == "S152")


def test_hidden_spare_rows_are_no_question() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    spare = range(row + 15, row + 20)
    assert case_in(hide(book_of(ONE), *spare)) == as_read(ONE)


def test_what_a_shortened_print_area_cuts_off_is_a_question() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    told = captured(printed_to(book_of(ONE), row)).problems
    cut_off = [p.cell for p in told if p.code == "S155"]
    assert cut_off[:2] == [f"B{row + 1}", f"B{row + 2}"]
    assert all("■" not in p.message for p in told)


def test_a_memo_beside_the_form_is_a_notice() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    book = on_sheet(book_of(ONE), MEETING, lambda g: with_cell(g, (row + 1, 12), "電話済み"))
    assert codes(book) == ["S150"]


def test_a_blank_printed_to_its_first_rows_loses_nothing() -> None:
    assert "S155" not in codes(printed_to(read_workbook(blank("支援会議票")), 10))


def test_a_band_in_a_named_area_is_an_error_and_no_value() -> None:
    row, column = place_of(book_of(ONE), MEETING, "議題")
    names = {**book_of(ONE).defined_names, (MEETING, "議題"): f"'{MEETING}'!$A${row - 1}:$G${row}"}
    found = captured(replace(book_of(ONE), defined_names=names))
    assert "S151" in {p.code for p in found.problems}
    assert column == 2
    assert "■" not in str(found.record)


def test_a_name_on_a_label_is_an_error_and_no_value() -> None:
    row, _ = place_of(book_of(ONE), MEETING, "司会")
    names = {**book_of(ONE).defined_names, (MEETING, "司会"): f"'{MEETING}'!$A${row}"}
    assert "S151" in codes(replace(book_of(ONE), defined_names=names))


def test_a_problem_of_one_role_carries_its_cell() -> None:
    roles = (*LATER.roles, Role(number=2, content="訪問する"), Role(number=3, agencies=("別課",)))
    meeting = LATER.model_copy(update={"roles": roles})
    case = ONE.model_copy(update={"meetings": (*ONE.meetings, meeting)})
    found = captured(read_workbook(filled(case)))
    assert found.record is not None
    rules = check(found.record, dt.date(2026, 1, 1), default_lists())
    row, _ = place_of(book_of(ONE), MEETING, "役割分担")
    told = {p.code: (p.cell, p.label) for p in map(found.located, rules)}
    assert told["R112"] == (f"C{row + 2}", "役割分担")
    assert told["R110"] == (f"C{row + 3}", "役割分担")
    assert told["R175"] == (f"B{row + 3}", "役割分担")
