"""The blank forms and the reader agree: an example can be typed in, an empty form is no answer."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from jusoforms.problems import sheets as say
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.lists import default_lists

FORMS = Path(__file__).resolve().parents[1] / "templates" / "xlsx"

EXPECTED = {
    "case_number", "category", "meeting_type", "topics", "periods", "agencies", "situation",
    "background", "wishes", "considerations", "roles", "meetings",
}  # fmt: skip


def filled_like_the_example(name: str) -> Captured:
    book = openpyxl.load_workbook(FORMS / f"{name}.xlsx")
    blank, example = book.worksheets
    for row in example.iter_rows():
        for cell in row:
            if cell.value:
                blank[cell.coordinate].value = cell.value
    buffer = io.BytesIO()
    book.save(buffer)
    return capture(read_workbook(buffer.getvalue()), default_lists())


@pytest.mark.parametrize("name", ["事例票", "事業一覧"])
def test_the_example_typed_into_the_blank_form_is_read_without_a_problem(name: str) -> None:
    captured = filled_like_the_example(name)
    assert (captured.form, captured.problems) == (f"{name}/1", ())


def test_every_answer_of_the_example_arrives() -> None:
    case = filled_like_the_example("事例票").record
    assert case is not None
    empty = {name for name, value in case if name in EXPECTED and not value}
    assert not empty


def test_a_form_with_nothing_filled_in_is_told_so() -> None:
    captured = capture(read_workbook((FORMS / "事例票.xlsx").read_bytes()), default_lists())
    assert say.UNREADABLE_HEADING.code in {problem.code for problem in captured.problems}
