"""Blanks tagged by hand, as a ward would: a table of cells and what is typed into them."""

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from jusoforms.sheets.adopted.compiling import compile_form
from jusoforms.sheets.adopted.form import AdoptedForm
from jusoforms.sheets.excel.workbook import read_workbook

FORMS = Path(__file__).resolve().parents[3] / "shared" / "forms"
Tags = Mapping[str, str]
"""``C3`` -> what stands there; a text that begins with + is put behind what is printed."""


def tagged(path: Path, sheets: Mapping[str, Tags]) -> bytes:
    book = openpyxl.load_workbook(path)
    for name, tags in sheets.items():
        for cell, text in tags.items():
            place = book[name][cell]
            place.value = f"{place.value or ''}{text[1:]}" if text.startswith("+") else text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def compiled(data: bytes, file: str = "様式.xlsx") -> AdoptedForm:
    form = compile_form(read_workbook(data), file)
    assert form is not None
    return form


def down(column: str, first: int, last: int, tag: str) -> Tags:
    return {f"{column}{row}": f"{{{{{tag}}}}}" for row in range(first, last + 1)}


TITLE = "事例{{事例番号}}　「{{分類}}」{{会議種別}}（{{主題}}）"
TWO_COLUMNS = {
    "事例（様式）": {
        "A1": TITLE,
        "B3": "{{時期}}",
        "B4": "{{支援関係機関}}",
        "B5": "{{状況}}",
        "B6": "{{経緯}}",
        "B7": "{{希望と課題}}",
        "B8": "{{検討}}",
        "B9": "{{役割分担}}",
    }
}
NESTED = {
    "個票": {
        "D2": "{{事例番号}}",
        "F2": "{{主担当機関}}",
        "D3": "{{世帯員[呼称=本人].姓+名}}",
        "F3": "{{世帯員[呼称=本人].年齢}}",
        "D4": "{{状況}}",
        "D6": "{{希望と課題[話者=本人].内容}}",
        "C8": "{{世帯員.続柄}}",
        "D8": "{{世帯員.姓+名}}",
        "E8": "{{世帯員.年齢}}",
        "F8": "{{世帯員.状況}}",
        "D12": "{{経緯}}",
        "D17": "{{希望と課題[話者=支援者].内容}}",
        "D23": "{{独自項目.支援方針}}",
        "D26": "{{独自項目.支援方針}}",
        "C30": "{{役割分担.担当機関}}",
        "E30": "{{役割分担.内容}}",
        "G30": "{{役割分担.期限}}",
        "D34": "{{会議.開催日時}}",
        "G34": "{{会議.記録者}}",
    }
}
_PARTS = ("H8", "K8", "N8", "Q8", "U8", "W8", "Z8", "AE8", "AH8")
GRID = {
    "記録票": {
        "G3": "{{会議.回}}",
        "H6": "{{事例番号}}",
        **dict.fromkeys(("Z6", "AH6", "AQ6"), "+{{分類}}"),
        "H7": "｛｛件名｝｝",
        **dict.fromkeys(_PARTS, "+{{会議.開催日時}}"),
        "H9": "{{会議.場所}}",
        "AL9": "{{会議.主催}}",
        "H10": "{{会議.司会}}",
        "AE10": "{{会議.記録者}}",
        **dict.fromkeys(("H11", "L11", "P11"), "+{{同意.有無}}"),
        **dict.fromkeys(("AA11", "AD11", "AG11", "AJ11"), "+{{同意.取得日}}"),
        **down("D", 13, 18, "会議.出席者.機関"),
        **down("P", 13, 18, "会議.出席者.職"),
        **down("U", 13, 18, "会議.出席者.氏名"),
        **down("AB", 13, 18, "会議.出席者.機関"),
        **down("AN", 13, 18, "会議.出席者.職"),
        **down("AS", 13, 18, "会議.出席者.氏名"),
        "H19": "{{会議.欠席者}}",
        "H20": "{{支援関係機関}}",
        "H22": "{{状況}}",
        "H27": "{{経緯}}",
        "H30": "{{希望と課題}}",
        "H34": "{{検討}}",
        **down("H", 40, 45, "役割分担.番号"),
        **down("J", 40, 45, "役割分担.内容"),
        **down("AF", 40, 45, "役割分担.担当機関"),
        **down("AP", 40, 45, "役割分担.担当者"),
        **down("AU", 40, 45, "役割分担.期限"),
        **dict.fromkeys(("H46", "K46", "N46", "Q46"), "+{{会議.次回}}"),
        "AC46": "{{会議.残課題}}",
    }
}
SHEET_A_MEETING = {
    "基本情報": {
        "C3": "{{事例番号}}",
        "E3": "{{主担当機関}}",
        "C4": "{{区分}}",
        "E4": "{{主題}}",
        "C5": "{{状況}}",
        "C6": "{{経緯}}",
        "C7": "{{支援関係機関}}",
        "B11": "{{世帯員.続柄}}",
        "C11": "{{世帯員.姓+名}}",
        "D11": "{{世帯員.年齢}}",
        "E11": "{{世帯員.状況}}",
    },
    "原本": {
        "B1": "第{{会議.回}}回支援会議　記録",
        "C3": "{{会議.開催日時}}",
        "C4": "{{会議.場所}}",
        "E4": "{{会議.記録者}}",
        "B7": "{{会議.出席者.機関}}",
        "D7": "{{会議.出席者.職}}",
        "E7": "{{会議.出席者.氏名}}",
        "C13": "{{会議.協議内容}}",
        "B16": "{{役割分担.内容}}",
        "D16": "{{役割分担.担当機関}}",
        "E16": "{{役割分担.期限}}",
        "C21": "{{会議.次回}}",
    },
}
LAYOUTS = {
    "02-jirei-hyo-nisoku-filled": ("01-jirei-hyo-nisoku-blank", TWO_COLUMNS),
    "06-tategaki-nested-filled": ("05-tategaki-nested-blank", NESTED),
    "26-kaigi-kiroku-hougan-filled": ("25-kaigi-kiroku-hougan-blank", GRID),
    "30-kaigi-ichikai-ichimai-filled": ("29-kaigi-ichikai-ichimai-blank", SHEET_A_MEETING),
}
