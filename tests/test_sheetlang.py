"""The language of test sheets says what it seems to say: to the reader, to openpyxl, to Excel."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from drafts import Error, Formula, Number, Run, area
from jusoforms.sheets.grid import Area, CellKind
from making import texts
from sheetlang import book, content, draft, grid, shown, xlsx

EVERYTHING = r"""
    !form 事例票/1
    !sheet 事例
    | 事例番号 | R6-001                    |      |                  |
    | 受付日   | {R6.12.1 as 45627 fmt 58} | 合計 | =SUM(B2:B3) -> 3 |
    | 経緯     | 母が~~電話で~~来所。\n長男《ちょうなん》も。 | < | < |
    | ^        | ^                         | <    | <                | (hidden)
    | 状態     | ~~支援中~~                | #N/A | =A1 ->           |
    !hide F
    !print A1:D5
    !name 事例番号 B1
    !global 全体 B1:B2
    !comment B1 仮の番号
    !thread B2 確認中
    !textbox C7:D8 箱の中の文
    !oval C5
    !picture A9:B12
    !check D1 on 有 -> E1
    !option D2 off 無
    !sheet 第1回 hidden
    !at B4
    | a | b |
"""


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("", ""),
        ("2025", "2025"),
        ("{2025}", Number("2025")),
        ("{R6.12.1 as 45627 fmt 58}", Number("45627", 58)),
        ('{3部 as 3 fmt 0"部"}', Number("3", '0"部"')),
        ("TRUE", True),
        ("#N/A", Error("#N/A")),
        ("=A1*2 -> 6", Formula("A1*2", Number("6"))),
        ("=A1 -> 文", Formula("A1", "文")),
        ("=A1 -> #REF!", Formula("A1", Error("#REF!"))),
        ("=A1 ->", Formula("A1")),
        (r"a\nb\|c␣", "a\nb|c "),
        ("あ~~い~~++う++", (Run("あ"), Run("い", struck=True), Run("う", red=True))),
        ("ある介護《かいご》の", (Run("ある"), Run("介護", ruby="かいご"), Run("の"))),
    ],
)
def test_a_cell(text: str, means: object) -> None:
    assert content(text) == means


def test_the_reader_sees_the_table() -> None:
    sheet = grid(EVERYTHING)
    assert texts(sheet) == {
        "A1": "事例番号", "B1": "R6-001",
        "A2": "受付日", "B2": "令和6年12月1日", "C2": "合計", "D2": "3",
        "A3": "経緯", "B3": "母が来所。\n長男も。",
        "A5": "状態", "B5": "", "C5": "#N/A", "D5": "",
    }  # fmt: skip
    assert sheet.cells[3, 2].struck == "電話で"
    assert sheet.cells[5, 2].struck == "支援中"
    assert sheet.cells[5, 4].kind is CellKind.UNCALCULATED
    assert set(sheet.merged) == {Area(3, 1, 4, 1), Area(3, 2, 4, 4)}
    assert sheet.hidden_rows == {4}
    assert sheet.print_areas == (Area(1, 1, 5, 4),)


def test_the_workbook_round_the_table() -> None:
    made = book(EVERYTHING)
    assert [(one.name, one.visible) for one in made.sheets] == [("事例", True), ("第1回", False)]
    assert texts(made.sheets[1]) == {"B4": "a", "C4": "b"}
    assert made.defined_names["", "jusoforms_form"] == '"事例票/1"'
    assert made.defined_names["事例", "事例番号"] == "'事例'!$B$1"
    assert made.defined_names["", "全体"] == "'事例'!$B$1:$B$2"


@pytest.mark.parametrize("order", ["!strict", "!inline", ""])
def test_ways_to_store_it_read_alike(order: str) -> None:
    table = "| 母《はは》 | ~~旧~~新 | {R6.12.1 as 45627 fmt 58} |"
    assert texts(grid(f"{order}\n{table}")) == {"A1": "母", "B1": "新", "C1": "令和6年12月1日"}


def test_1904() -> None:
    assert texts(grid("!1904\n| {44165 fmt 31} |")) == {"A1": "2024年12月1日"}


def test_openpyxl_reads_the_same() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(EVERYTHING)))["事例"]
    assert sheet["B1"].value == "R6-001"
    assert sheet["B3"].value == "母が電話で来所。\n長男も。"
    assert sheet["D2"].value == "=SUM(B2:B3)"
    assert sheet["B5"].font.strike
    assert sheet["B1"].comment is not None
    assert sheet.column_dimensions["F"].hidden
    assert sheet.sheet_state == "visible"


def test_the_package_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(xlsx(EVERYTHING))
    findings = OpenXmlValidator().validate(path).errors
    assert [one.description for one in findings if "theme" not in one.description] == []


def test_what_lies_over_the_cells_has_its_parts() -> None:
    names = zipfile.ZipFile(io.BytesIO(xlsx(EVERYTHING))).namelist()
    assert {
        "xl/comments1.xml", "xl/threadedComments/threadedComment1.xml", "xl/media/image1.png",
        "xl/drawings/drawing1.xml", "xl/drawings/vmlDrawing1.vml", "xl/ctrlProps/ctrlProp1_1.xml",
    } <= {*names}  # fmt: skip
    check = draft(EVERYTHING).sheets[0].lying[5]
    assert (check.kind, check.area, check.text, check.on, check.linked) == (
        "check", area("D1"), "有", True, "E1",
    )  # fmt: skip


def test_shown_in_the_language_it_is_the_same_sheet() -> None:
    first = draft(EVERYTHING).sheets[0]
    again = draft(shown(first)).sheets[0]
    said = {at: (one.content, one.struck) for at, one in first.cells.items()}
    assert {at: (one.content, one.struck) for at, one in again.cells.items()} == said
    assert (again.merges, again.hidden_rows) == (first.merges, set())  # row 4 is empty
    assert [(one.kind, one.on) for one in again.lying] == [(o.kind, o.on) for o in first.lying]


def test_a_line_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        draft("| a |\nb")
