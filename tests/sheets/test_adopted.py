"""The four layouts of shared/forms, tagged by hand: every field as its truth says."""

import io
import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tagging import FORMS, LAYOUTS, compiled, tagged
from truth import read, truth_of, wanted

from jusoforms.problems import Severity
from jusoforms.sheets.adopted.form import AdoptedForm, Forms
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.lists import default_lists

pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="needs ../shared/forms")
Change = Callable[[openpyxl.Workbook], None]
CASES = {
    "02-jirei-hyo-nisoku-filled": "事例３",
    "06-tategaki-nested-filled": "個票",
    "26-kaigi-kiroku-hougan-filled": "記録票",
    "30-kaigi-ichikai-ichimai-filled": "基本情報",
}
every_layout = pytest.mark.parametrize("filled", LAYOUTS)
STRIDE = 1 if "JUSOFORMS_MESS" in os.environ else 3
PLACES = [
    (filled, row) for at, filled in enumerate(LAYOUTS) for row in range(1 + at % STRIDE, 48, STRIDE)
]
"""Rows of each layout before which one is inserted; every one of them with ``make mess``."""


@cache
def form_of(filled: str) -> AdoptedForm:
    blank, tags = LAYOUTS[filled]
    return compiled(tagged(FORMS / f"{blank}.xlsx", tags), f"{blank}.xlsx")


def installed() -> Forms:
    return Forms(tuple(map(form_of, LAYOUTS)))


def captured(filled: str, change: Change = lambda book: None) -> Captured:
    book = openpyxl.load_workbook(FORMS / f"{filled}.xlsx")
    change(book)
    out = io.BytesIO()
    book.save(out)
    return capture(read_workbook(out.getvalue()), default_lists(), installed())


def fields(filled: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = truth_of(FORMS / f"{filled}.json")["fields"]
    return told


def differing(filled: str, found: Captured) -> list[tuple[str, Any, Any]]:
    case: Any = found.record
    pairs = [(f["label"], wanted(f), read(case, f)) for f in fields(filled)]
    return [pair for pair in pairs if pair[1] != pair[2]]


def errors(found: Captured) -> list[tuple[str, str, str]]:
    return [(p.code, p.cell, p.message) for p in found.problems if p.severity is Severity.ERROR]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


@every_layout
def test_the_tags_have_no_fault(filled: str) -> None:
    assert form_of(filled).is_sound


@every_layout
def test_every_field_is_as_the_truth_says(filled: str) -> None:
    found = captured(filled)
    assert found.form == LAYOUTS[filled][0]
    assert errors(found) == []
    assert differing(filled, found) == []


@every_layout
def test_what_is_no_field_becomes_no_value(filled: str) -> None:
    case: Any = captured(filled).record
    said = set(strings(case.model_dump()))
    notes = [one["text"] for one in truth_of(FORMS / f"{filled}.json")["not_fields"]]
    values = set(strings([field["value"] for field in fields(filled)]))
    assert [text for text in notes if text in said - values] == []


@every_layout
def test_the_blank_itself_says_nothing(filled: str) -> None:
    blank = LAYOUTS[filled][0]
    found = capture(
        read_workbook((FORMS / f"{blank}.xlsx").read_bytes()), default_lists(), installed()
    )
    assert not found.filled
    assert errors(found) == []


def rows_in(*rows: int) -> Change:
    """Insert an empty row before each of some rows of every sheet, merged areas pushed down."""

    def change(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            for row in sorted(rows, reverse=True):
                if row <= sheet.max_row:
                    insert(sheet, row, 0)

    return change


def columns_in(*columns: int) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            for column in sorted(columns, reverse=True):
                if column <= sheet.max_column:
                    insert(sheet, 0, column)

    return change


def insert(sheet: Worksheet, row: int, column: int) -> None:
    """Insert a row or a column as Excel does: merged areas move, and grow where it lies inside."""
    areas = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    printed = sheet.print_area
    if row:
        sheet.insert_rows(row)
    else:
        sheet.insert_cols(column)
    for top, left, bottom, right in areas:
        sheet.merge_cells(
            start_row=top + (0 < row <= top),
            end_row=bottom + (0 < row <= bottom),
            start_column=left + (0 < column <= left),
            end_column=right + (0 < column <= right),
        )
    if printed:
        last = printed.rpartition(":")[2].replace("$", "")
        place = sheet[last]
        sheet.print_area = (
            f"A1:{sheet.cell(place.row + bool(row), place.column + bool(column)).coordinate}"
        )


@pytest.mark.parametrize(("filled", "row"), PLACES)
def test_a_row_may_be_inserted_anywhere(filled: str, row: int) -> None:
    found = captured(filled, rows_in(row))
    assert errors(found) == []
    assert differing(filled, found) == []


@every_layout
@pytest.mark.parametrize("column", [1, 2, 3, 4, 5, 6, 9, 20, 30][::STRIDE])
def test_a_column_may_be_inserted_anywhere(filled: str, column: int) -> None:
    found = captured(filled, columns_in(column))
    assert errors(found) == []
    assert differing(filled, found) == []


def grown(sheet: str, row: int, times: int, texts: dict[int, str]) -> Change:
    """Insert rows inside a table and fill them in."""

    def change(book: openpyxl.Workbook) -> None:
        for _ in range(times):
            insert(book[sheet], row, 0)
        for column, text in texts.items():
            book[sheet].cell(row, column).value = text

    return change


def test_a_table_may_grow_past_its_end() -> None:
    found = captured(
        "30-kaigi-ichikai-ichimai-filled",
        grown("第1回", 13, 4, {2: "住宅課", 4: "主査", 5: "梶"}),
    )
    case: Any = found.record
    assert errors(found) == []
    assert [one.agency for one in case.meetings[0].attendees][-1] == "住宅課"
    assert len(case.meetings[0].attendees) == 5


def test_a_table_may_be_cut() -> None:
    def cut(book: openpyxl.Workbook) -> None:
        sheet = book["第1回"]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.delete_rows(11, 2)

    found = captured("30-kaigi-ichikai-ichimai-filled", cut)
    assert errors(found) == []
    assert differing("30-kaigi-ichikai-ichimai-filled", found) == []


def test_sheets_may_be_renamed_and_reordered() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["第1回"].title = "R7.4"
        book["第2回"].title = "第1回 (2)"
        book.move_sheet("基本情報", 5)

    found = captured("30-kaigi-ichikai-ichimai-filled", change)
    assert errors(found) == []
    assert differing("30-kaigi-ichikai-ichimai-filled", found) == []


def test_examples_and_leftover_sheets_are_told() -> None:
    found = captured("30-kaigi-ichikai-ichimai-filled")
    told = {p.sheet: p.code for p in found.problems if p.code in {"S153", "S197"}}
    assert told == {"Sheet1": "S153", "原本": "S197", "記入例": "S197"}


def test_an_example_is_known_by_its_watermark() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["記入例"].title = "第4回"

    found = captured("30-kaigi-ichikai-ichimai-filled", change)
    assert differing("30-kaigi-ichikai-ichimai-filled", found) == []
    assert ("第4回", "S197") in {(p.sheet, p.code) for p in found.problems}


def test_the_roles_are_those_of_the_latest_meeting_held() -> None:
    case: Any = captured("30-kaigi-ichikai-ichimai-filled").record
    assert [m.ordinal for m in case.meetings] == [1, 2, 3]
    assert case.roles == case.meetings[1].roles


REWORDED = [
    ("02-jirei-hyo-nisoku-filled", "A6", "相談のきっかけ", "S192"),
    ("06-tategaki-nested-filled", "E2", "中心機関", "S192"),
    ("26-kaigi-kiroku-hougan-filled", "B19", "欠席した方", "S192"),
    ("26-kaigi-kiroku-hougan-filled", "B22", "世帯の状況", ""),
    ("30-kaigi-ichikai-ichimai-filled", "B6", "相談の経緯", ""),
]


@pytest.mark.parametrize(("filled", "cell", "words", "code"), REWORDED)
def test_a_reworded_label_is_read_and_told(filled: str, cell: str, words: str, code: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[CASES[filled]][cell] = words

    found = captured(filled, change)
    assert errors(found) == []
    assert differing(filled, found) == []
    assert {p.cell for p in found.problems if p.code == code} == ({cell} if code else set())


LOST = [
    ("02-jirei-hyo-nisoku-filled", "A6", "B6"),
    ("06-tategaki-nested-filled", "E2", "F2"),
    ("26-kaigi-kiroku-hougan-filled", "B9", "H9"),
    ("30-kaigi-ichikai-ichimai-filled", "B4", "C4"),
]


@pytest.mark.parametrize(("filled", "label", "value"), LOST)
def test_text_whose_label_is_gone_is_a_question_at_its_cell(
    filled: str, label: str, value: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[CASES[filled]][label] = None

    found = captured(filled, change)
    assert value in {cell for _, cell, _ in errors(found)}


@pytest.mark.parametrize(("filled", "label"), [(filled, label) for filled, label, _ in LOST])
def test_another_fields_name_on_a_label_is_never_read_as_this_one(filled: str, label: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[CASES[filled]][label] = "担当課"

    assert errors(captured(filled, change)) != []


@every_layout
def test_text_that_no_tag_takes_is_told(filled: str) -> None:
    spare = {"02": "A2", "06": "H4", "26": "A20", "30": "B8"}[filled[:2]]

    def change(book: openpyxl.Workbook) -> None:
        book[CASES[filled]][spare] = "欄外の書き込み"

    found = captured(filled, change)
    case: Any = found.record
    said = "欄外の書き込み" in set(strings(case.model_dump()))
    assert said or any(p.cell == spare for p in found.problems)


def test_a_moved_block_is_read() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["基本情報"]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.move_range("B9:E12", rows=20)
        sheet.move_range("B3:E4", rows=10)

    found = captured("30-kaigi-ichikai-ichimai-filled", change)
    assert errors(found) == []
    assert differing("30-kaigi-ichikai-ichimai-filled", found) == []
