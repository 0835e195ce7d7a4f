""".xls: written by xlwt, read twice in the child, seen as the same cells as an .xlsx."""

import datetime as dt
from pathlib import Path

import pytest
import xlwt
from foreignmaking import STRUCK, STRUCK_RUN, with_format_id, xls_of, xls_text

from jusoforms.package import PackageFault
from jusoforms.problems import Severity
from jusoforms.sheets.grid import Area, CellKind, Workbook
from jusoforms.sheets.opening import open_workbook
from making import only, texts

CORPUS = Path(__file__).parents[4] / "shared" / "corpora"


def opened(data: bytes) -> Workbook:
    return open_workbook(data, "事例.xls")


def test_reads_texts_with_one_notice_of_what_was_not_seen() -> None:
    book = opened(xls_text("髙橋 𠮷野\r\n葛󠄀城"))
    assert texts(book.sheets[0]) == {"A1": "髙橋 𠮷野\n葛󠄀城"}
    assert [(p.code, p.severity) for p in book.remarks] == [("F136", Severity.NOTICE)]


@pytest.mark.parametrize(
    ("number", "code", "kind", "text"),
    [
        (1, "General", CellKind.NUMBER, "1"),
        (0.1, "General", CellKind.NUMBER, "0.1"),
        (12, "0000", CellKind.NUMBER, "0012"),
        (312345678, "0000000000", CellKind.NUMBER, "0312345678"),
        (45413, '[$-411]ggge"年"m"月"d"日"', CellKind.DATE, "令和6年5月1日"),
        (45413, "yyyy/m/d", CellKind.DATE, "2024/5/1"),
        (45413.5, "yyyy/m/d h:mm", CellKind.DATE, "2024/5/1 12:00"),
        (-1, "yyyy/m/d", CellKind.ERROR, "########"),
        (0, "yyyy/m/d", CellKind.ERROR, "1900/1/0"),
        (1.5, "[h]:mm", CellKind.NUMBER, "36:00"),
        (45413, '0"円"', CellKind.NUMBER, "45413円"),
    ],
)
def test_reads_numbers_as_their_format_shows_them(
    number: float, code: str, kind: CellKind, text: str
) -> None:
    style = xlwt.easyxf(num_format_str=code)
    book = opened(xls_of(lambda _, sheet: sheet.write(0, 0, number, style)))
    cell = only(book.sheets[0])
    assert (cell.kind, cell.text) == (kind, text)
    assert [problem.code for problem in book.remarks] == ["F136"]


@pytest.mark.parametrize(("number", "text"), [(58, "令和6年5月1日"), (31, "2024年5月1日")])
def test_a_date_is_a_date_by_the_ids_that_only_a_japanese_excel_knows(
    number: int, text: str
) -> None:
    style = xlwt.easyxf(num_format_str="QQ")
    data = xls_of(lambda _, sheet: sheet.write(0, 0, 45413, style))
    cell = only(opened(with_format_id(data, old=165, new=number)).sheets[0])
    assert (cell.value, cell.text) == (dt.date(2024, 5, 1), text)


def test_an_error_is_an_error_and_never_a_blank() -> None:
    cell = only(opened(xls_of(lambda _, sheet: sheet.row(0).set_cell_error(0, 0x2A))).sheets[0])
    assert (cell.kind, cell.text) == (CellKind.ERROR, "#N/A")


def test_a_boolean() -> None:
    cell = only(opened(xls_of(lambda _, sheet: sheet.write(0, 0, True))).sheets[0])
    assert (cell.kind, cell.value, cell.text) == (CellKind.BOOLEAN, True, "TRUE")


def test_what_is_struck_out_is_no_part_of_the_text() -> None:
    def fill(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, "取り消した", STRUCK)
        sheet.write(1, 0, 45, STRUCK)
        sheet.write_rich_text(2, 0, ("𠮷野 ", ("旧姓", STRUCK_RUN), " 花子"))

    cells = {cell.address: (cell.text, cell.struck) for cell in opened(xls_of(fill)).sheets[0]}
    assert cells == {
        "A1": ("", "取り消した"),
        "A2": ("", "45"),
        "A3": ("𠮷野  花子", "旧姓"),
    }


def test_merged_areas_hidden_rows_columns_and_sheets() -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.write_merge(1, 2, 1, 3, "結合")
        sheet.write(5, 5, "隠れた行と列")
        sheet.row(5).hidden = True
        sheet.col(5).hidden = True
        book.add_sheet("裏").visibility = 1

    grid, behind = opened(xls_of(fill)).sheets
    assert grid.merged == (Area(2, 2, 3, 4),)
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({6}, {6})
    assert (grid.visible, behind.visible) == (True, False)


def test_two_readers_that_disagree_are_a_problem_at_the_cell() -> None:
    path = CORPUS / "calamine" / "sheet_name_parsing.xls"
    if not path.exists():
        pytest.skip("the corpora are not here")
    remarks = opened(path.read_bytes()).remarks
    assert {p.code for p in remarks} == {"F133", "F136"}
    assert next(p.cell for p in remarks if p.code == "F133") == "A1"
    assert all(p.severity is Severity.ERROR for p in remarks if p.code == "F133")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpora are not here")
def test_over_the_corpus_both_readers_agree_but_where_calamine_is_known_to_err() -> None:
    disagreed, refused = set(), {}
    for path in sorted(CORPUS.rglob("*.xls")):
        try:
            remarks = opened(path.read_bytes()).remarks
        except PackageFault as fault:
            refused[path.name] = fault.problem.code
            continue
        if any(problem.code == "F133" for problem in remarks):
            disagreed.add(path.name)
    # characters outside the code page of an old book; text of two bytes taken for one
    assert disagreed == {"biff5-rich-text-string.xls", "sheet_name_parsing.xls"}
    assert refused == {"OOM_alloc3.xls": "F132", "too_small.xls": "F102"}
