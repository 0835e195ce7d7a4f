"""Cells as long as Excel lets them be, made to send patterns back and forth: each is answered."""

import datetime as dt

import pytest
from formfilling import on_sheet, with_cell
from gridmaking import book_of, grid_of
from test_case_sheet import FILLED
from test_meeting_form import ONE, captured, place_of
from test_meeting_form import book_of as meeting_book

from jusoforms.checks import check
from jusoforms.sheets.capture import capture
from jusoforms.sheets.grid import Workbook
from jusoforms.vocabulary.lists import default_lists

LONGEST = 32_767
TEXTS = [
    "事例{1}(", "事例{1～}(", "事例{1の}（", "事例{ }(", "事例1x{ }(", "{【}】", "。{ }【", "a{\n}（", "{（}",
    "{1)}", "{①}", "{令和}", "{・母}：", "{（福祉課）}", "{R7.4.1 }", "{年}", "{。 【}",
]  # fmt: skip


def long(text: str) -> str:
    """Return ``a{bc}d`` with the middle repeated until the cell is full."""
    before, rest = text.split("{")
    middle, after = rest.split("}")
    room = LONGEST - len(before) - len(after)
    return before + middle * (room // len(middle)) + after


def put(book: Workbook, sheet: str, place: tuple[int, int], text: str) -> Workbook:
    return on_sheet(book, sheet, lambda grid: with_cell(grid, place, text))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", TEXTS)
def test_an_endless_cell_in_any_field_of_a_case_sheet(text: str) -> None:
    for name in FILLED:
        filled = {**FILLED, name: long(text)}
        rows = [[label or said, label and said] for label, said in filled.items()]
        assert capture(book_of(grid_of(rows)), default_lists()).form


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", TEXTS)
def test_an_endless_cell_in_any_column_of_a_catalogue(text: str) -> None:
    head = ["事業名", "事業内容", "形態 (設置数)"]
    for column in range(3):
        row = ["自立相談", "① 総合窓口", "委託 (5)"]
        row[column] = long(text)
        rows = [[long(text), "", ""], head, ["相談支援", "・受け止める", ""], row]
        assert capture(book_of(grid_of(rows)), default_lists()).problems is not None


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text", [*TEXTS, "{レ}", "{☑ }", "{□有 }", "{2024/1/1～}", "{第1回}", "{〃}", "{a、}"]
)
def test_an_endless_cell_in_every_field_of_a_meeting_sheet(text: str) -> None:
    book = meeting_book(ONE)
    for sheet in ("事例", "第1回"):
        names = [
            name for scope, name in book.defined_names if scope == sheet and "Print" not in name
        ]
        for name in names:
            row, column = place_of(book, sheet, name)
            for down in (0, 1):  # of a list the row below its headings
                book = put(book, sheet, (row + down, column + down), long(text))
    found = captured(book)
    assert found.record is not None
    list(check(found.record, dt.date(2026, 4, 1), default_lists()))
