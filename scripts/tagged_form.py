"""A small sheet of a ward's own with its tags: the picture of docs/ja/自分の様式を使う.md."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

__all__ = ["write_tagged_form"]

_CELLS = {
    "A1": "第{{会議.回}}回　みらい区　支援会議シート{{会議.種別=支援会議}}",
    "A3": "事例番号", "B3": "{{事例番号}}", "C3": "担当課", "D3": "{{担当課}}",
    "A4": "開催日時", "B4": "{{会議.開催日時}}", "C4": "場所", "D4": "{{会議.場所}}",
    "A5": "本人の同意", "B5": "□有 □無 □未確認{{同意.有無}}", "C5": "世帯人数",
    "D5": "{{独自項目.世帯人数}}",
    "A6": "本人及び家族の状況", "B6": "{{状況}}",
    "A7": "話し合ったこと", "B7": "{{会議.協議内容}}",
    "A8": "だれが", "B8": "何をするか", "D8": "いつまでに",
    "A9": "{{役割分担.担当機関}}", "B9": "{{役割分担.内容}}", "D9": "{{役割分担.期限}}",
}  # fmt: skip
_MERGED = ("A1:D1", "B6:D6", "B7:D7", *(f"B{row}:C{row}" for row in range(8, 12)))
_LABELS = ("A3", "A4", "A5", "A6", "A7", "A8", "B8", "D8", "C3", "C4", "C5")
_HEIGHTS = {1: 32, 6: 52, 7: 52}


def write_tagged_form(path: Path) -> Path:
    """Write the form to a file and return it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "会議シート"
    for cell, text in _CELLS.items():
        sheet[cell] = text
    for area in _MERGED:
        sheet.merge_cells(area)
    line = Side(style="thin", color="666666")
    for row in sheet["A3:D11"]:
        for cell in row:
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    for place in _LABELS:
        sheet[place].fill = PatternFill("solid", fgColor="E8EEF4")
        sheet[place].font = Font(bold=True)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    for column, width in zip("ABCD", (20, 30, 12, 26), strict=True):
        sheet.column_dimensions[column].width = width
    for row in range(3, 12):
        sheet.row_dimensions[row].height = _HEIGHTS.get(row, 26)
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(path)
    return path
