"""Workbooks of a ward: a form of its own with a filled copy, and two cases in one file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from jusoforms.workspace import shipped

SAMPLES = shipped("samples")
BLANK = {
    "A1": "第　　回　みらい区　支援会議シート",
    "A3": "事例番号", "C3": "担当課", "A4": "開催日時", "C4": "場所",
    "A5": "本人の同意", "B5": "□有 □無 □未確認", "C5": "世帯人数",
    "A6": "本人及び家族の状況", "A7": "話し合ったこと",
    "A8": "だれが", "B8": "何をするか", "C8": "いつまでに", "A13": "※この用紙は会議の後に回収します。",
}  # fmt: skip
TAGS = {
    "A1": "第{{会議.回}}回　みらい区　支援会議シート{{会議.種別=支援会議}}",
    "B3": "{{事例番号}}", "D3": "{{担当課}}", "B4": "{{会議.開催日時}}", "D4": "{{会議.場所}}",
    "B5": "□有 □無 □未確認{{同意.有無}}", "D5": "{{独自項目.世帯人数}}", "B6": "{{状況}}",
    "B7": "{{会議.協議内容}}", "A9": "{{役割分担.担当機関}}", "B9": "{{役割分担.内容}}",
    "C9": "{{役割分担.期限}}",
}  # fmt: skip
FILLED = {
    "A1": "第２回　みらい区　支援会議シート", "B3": "R8-5", "D3": "福祉総合課",
    "B4": "令和8年5月12日 14:00", "D4": "第1会議室", "B5": "☑有 □無 □未確認", "D5": "３人",
    "B6": "母と二人で暮らしている。", "B7": "・家計を一緒に見る。\n・通院に付き添う。",
    "A9": "福祉総合課", "B9": "家計の表を作る", "C9": "令和8年6月", "A10": "地域保健課",
    "B10": "通院に付き添う", "C10": "令和8年7月",
}  # fmt: skip


def write(path: Path, *layers: Mapping[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "会議シート"
    for cell, text in {cell: text for layer in layers for cell, text in layer.items()}.items():
        sheet[cell] = text
    book.save(path)
    return path


def filled(sheets: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return a workbook with one filled copy of the form a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, changes in sheets.items():
        sheet = book.create_sheet(title)
        for cell, text in {**BLANK, **FILLED, **changes}.items():
            sheet[cell] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def two_cases(*, second: str = "事例2", **changes: str) -> bytes:
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
