"""Several cases in one workbook: one outcome each, from the command line and through the inbox."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from jusoforms.examining import examine
from jusoforms.outcome import ExitCode, Outcome, Result, together
from jusoforms.pipeline import inspect
from jusoforms.sheets.adopted.form import Forms
from jusoforms.vocabulary.lists import default_lists
from jusoforms.workspace import shipped
from warding import Ward, codes

SAMPLES = shipped("samples")
ADDRESS = re.compile(r"[A-Z]+\d+")


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    return Ward(tmp_path / "ward", monkeypatch)


def workbook(*, second: str = "事例2", **changes: str) -> bytes:
    """Return 事例1 and a second case in one workbook; ``事例1_B2="…"`` types into a cell."""
    book = openpyxl.load_workbook(SAMPLES / "事例1.xlsx")
    book.worksheets[0].title = "事例1"
    copy_into(book, SAMPLES / f"{second}.xlsx", "事例2")
    for place, text in changes.items():
        sheet, _, cell = place.partition("_")
        book[sheet][cell] = text
    for name in list(book.defined_names):
        if name != "jusoforms_form":
            del book.defined_names[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def copy_into(book: openpyxl.Workbook, path: Path, title: str) -> None:
    source = openpyxl.load_workbook(path).worksheets[0]
    sheet = book.create_sheet(title)
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate] = cell.value
    for area in source.merged_cells.ranges:
        sheet.merge_cells(str(area))


def checked(data: bytes, folder: Path, name: str = "二件.xlsx") -> Result:
    path = folder / name
    path.write_bytes(data)
    return inspect(path, Ward.today, default_lists(), Forms())


def test_each_case_is_checked_by_itself(tmp_path: Path) -> None:
    result = checked(workbook(), tmp_path)
    assert [part.case for part in result.each] == ["1", "2"]
    assert [part.outcome for part in result.each] == [Outcome.OK, Outcome.OK]


def test_one_number_twice_is_an_error_on_both_sheets(tmp_path: Path) -> None:
    result = checked(workbook(second="事例1"), tmp_path)
    assert [part.outcome for part in result.each] == [Outcome.RETURNED, Outcome.RETURNED]
    told = [p for part in result.each for p in part.problems if p.code == "S196"]
    assert [p.sheet for p in told] == ["事例1", "事例2"]
    assert "「事例1」、「事例2」" in told[0].message


def test_a_blank_sheet_beside_a_case_is_no_case(tmp_path: Path) -> None:
    empty = dict.fromkeys((f"事例2_D{row}" for row in range(4, 11)), "")
    result = checked(workbook(**empty, 事例2_B2="事例　「　」支援会議（　）"), tmp_path)
    assert [part.case for part in result.each] == ["1"]


def test_documents_of_both_cases_lie_in_their_folders(ward: Ward) -> None:
    result = ward.drop(workbook(), "二件.xlsx")
    assert (result.outcome, result.exit_code) == (Outcome.DELIVERED, ExitCode.OK)
    assert ward.documents("1")
    assert ward.documents("2")
    assert [p.name for p in ward.workspace.filed.rglob("*.xlsx")] == ["二件.xlsx"]


def test_the_good_case_is_delivered_and_the_other_told(ward: Ward) -> None:
    result = ward.drop(workbook(事例2_D4="令和6年13月（第1回支援会議）"), "二件.xlsx")
    assert [part.outcome for part in result.each] == [Outcome.DELIVERED, Outcome.RETURNED]
    assert (result.outcome, result.exit_code) == (Outcome.RETURNED, ExitCode.SHEET)
    assert ward.documents("1")
    assert not ward.documents("2")
    page = next(ward.workspace.returned.rglob("*.html")).read_text(encoding="utf-8")
    assert "文書はできています" in page
    assert "修正が必要です" in page


def test_the_good_case_stays_when_the_mended_workbook_comes(ward: Ward) -> None:
    ward.drop(workbook(事例2_D4="令和6年13月（第1回支援会議）"), "二件.xlsx")
    before = ward.documents("1")
    result = ward.drop(workbook(), "二件.xlsx")
    assert [part.outcome for part in result.each] == [Outcome.UNCHANGED, Outcome.DELIVERED]
    assert ward.documents("1") == before
    assert not list(ward.workspace.returned.rglob("*_直し方.html"))


def test_the_last_sheet_of_every_case_is_found_again(ward: Ward) -> None:
    ward.drop(workbook(), "二件.xlsx")
    result = ward.drop(workbook(事例2_D10="・訪問を続ける。（福祉総合課）"), "二件.xlsx")
    one, two = result.each
    assert "R162" not in codes(one)
    assert "R162" in codes(two)


def test_examining_gives_one_entry_a_case(tmp_path: Path) -> None:
    path = tmp_path / "二件.xlsx"
    path.write_bytes(workbook())
    found = examine(path, Ward.today, default_lists(), Forms())
    assert [one.folder for one in found] == ["1", "2"]


def test_one_result_together_is_itself() -> None:
    result = Result(file="一件.xlsx", outcome=Outcome.OK)
    assert together([result]) is result


def test_a_line_of_json_a_case() -> None:
    parts = [Result(file="二件.xlsx", outcome=Outcome.OK, case=case) for case in "12"]
    lines = [json.dumps(part.as_dict()) for part in together(parts).each]
    assert [json.loads(line)["case"] for line in lines] == ["1", "2"]
