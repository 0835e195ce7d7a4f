"""一覧.xlsx as it ships: every list on a sheet of its own, with spare rows."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks.looks import (
    BOX,
    CENTRE,
    GREY,
    LINE,
    gothic,
    hint,
    mincho,
    page,
    saved,
    workbook,
    write,
)
from jusoforms.sheets.lists_book import CONSENT_WORDS, LISTS_NAME, ListSheet, list_sheets
from jusoforms.vocabulary.lists import Listed, Lists
from jusoforms.vocabulary.wareki import DateText

__all__ = ["blank_lists"]

_SPARE_ROWS = 20
_WIDTHS = {"名称": 34, "別名": 30, "根拠条文": 24, "守秘の注記": 54, "同意の要否": 11}
_WIDEST_UPRIGHT = 110
_GUIDES = {
    "機関": "自分の自治体の課や機関に直してください。なくなった機関は消さずに終了日を書きます。",
    "会議種別": "会議の名前ごとに、根拠条文、本人の同意の要否、印刷する守秘義務の文を決めます。",
    "事業名の表記": "事業名の正しい書き方です。よく似た別の書き方を見つけたときにお知らせします。",
}
_GUIDE = "様式の選択肢になります。行を足したり直したりしてかまいません。"
_CONSENT = "同意の要否"


def blank_lists(lists: Lists) -> bytes:
    """Return 一覧.xlsx holding the lists."""
    book, first, spare = workbook(LISTS_NAME, "機関")
    book.remove(spare)
    for sheet in list_sheets():
        target = first if sheet.title == first.title else book.create_sheet(sheet.title)
        _write_list(target, sheet, getattr(lists, sheet.attribute))
    return saved(book)


def _write_list(target: Worksheet, sheet: ListSheet, entries: tuple[Any, ...]) -> None:
    write(target, "A1", f"一覧：{sheet.title}", gothic(13), alignment=LINE)
    write(target, "A2", _GUIDES.get(sheet.title, _GUIDE), mincho(), alignment=LINE)
    last = 4 + len(entries) + _SPARE_ROWS
    for number, field in enumerate(sheet.columns.values(), 1):
        letter = get_column_letter(number)
        target.column_dimensions[letter].width = _WIDTHS.get(field.name, 18) + 0.7
        write(target, f"{letter}4", field.name, gothic(), shade=GREY, border=BOX, alignment=CENTRE)
        for row in range(5, last + 1):
            entry = entries[row - 5] if row - 5 < len(entries) else None
            text = _text(entry, field.attribute)
            write(target, f"{letter}{row}", text or None, mincho(), border=BOX, is_open=True)
        area = f"{letter}5:{letter}{last}"
        if field.name == _CONSENT:
            _offer(target, area)
        elif field.note:
            hint(target, area, field.name, field.note)
    for row, entry in enumerate(entries, 5):
        target.row_dimensions[row].height = _height(sheet, entry)
    page(target, f"A1:{get_column_letter(len(sheet.columns))}{last}", care=False)
    target.print_title_rows = "4:4"
    target.freeze_panes = "A5"
    if sum(_WIDTHS.get(name, 18) for name in sheet.columns) > _WIDEST_UPRIGHT:
        target.page_setup.orientation = "landscape"


def _height(sheet: ListSheet, entry: Listed | str) -> float:
    """Return the room for an entry's longest text, in points."""
    lines = (
        math.ceil(2 * len(_text(entry, field.attribute)) / _WIDTHS.get(field.name, 18))
        for field in sheet.columns.values()
    )
    return 16.0 * max((*lines, 1)) + 2


def _text(entry: Listed | str | None, attribute: str) -> str:
    if entry is None or isinstance(entry, str):
        return entry or ""
    value = getattr(entry, attribute)
    if isinstance(value, bool):
        return CONSENT_WORDS[0] if value else CONSENT_WORDS[1]
    if isinstance(value, DateText):
        return value.text
    return "、".join(value) if isinstance(value, tuple) else value


def _offer(target: Worksheet, area: str) -> None:
    offered = DataValidation(
        type="list", formula1=f'"{",".join(CONSENT_WORDS)}"', allow_blank=True,
        showInputMessage=True, promptTitle=_CONSENT,
        prompt="本人の同意がないと開けない会議は「要」です。",
    )  # fmt: skip
    offered.add(area)
    target.add_data_validation(offered)
