"""The blank 事例票, in the printed layout of a ward's case sheet.

A label beside one wide cell, nothing merged, so that Excel grows a row with what is typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks.examples import CASE, CASE_HEADING
from jusoforms.sheets.blanks.looks import (
    BOX,
    GREY,
    MIDDLE,
    UNDERLINE,
    gothic,
    hint,
    mincho,
    page,
    saved,
    workbook,
    write,
)

__all__ = ["blank_case_sheet"]


@dataclass(frozen=True, slots=True)
class Input:
    """A labelled cell of 事例票; ``height`` in points is the room it has while empty."""

    label: str
    hint: str
    height: int


# Brackets left empty are told to the person; a line with other words could pass for an answer.
_HEADING_TO_FILL = "事例　　「　　　　　　」支援会議（　　　　　　　　）"
_HEADING_HINT = f"例：{CASE_HEADING}\n「　」の中は分類、（　）の中は主な課題を「、」で区切ります。"
_INPUTS = (
    Input(
        "相談・会議の時期",
        "時期と（初回相談）（第1回支援会議）などを書きます。\n"
        "例：令和6年5月（初回相談）、令和6年9月（第1回支援会議）",
        40,
    ),
    Input("支援関係機関", "機関の名前を「、」で区切ります。", 40),
    Input(
        "支援対象の本人の状況",
        "世帯のことを書くときは、左の見出しを「支援対象の本人及び家族の状況」に変えても構いません。",
        56,
    ),
    Input("相談に至った経緯", "どこから、どのように相談につながったかを書きます。", 56),
    Input(
        "本人の希望、支援者の課題",
        "【本人】【家族】【支援者】などを付けて、人ごとに行を変えます（Alt＋Enter）。",
        90,
    ),
    Input(
        "情報の整理\n対応・支援の検討", "一つずつ「・」で始め、行を変えます（Alt＋Enter）。", 150
    ),
    Input(
        "支援方針・役割分担",
        "一つずつ「・」で始め、終わりに担当機関を（　）で書きます。\n"
        "例：・訪問して健康状態を確かめる（地域保健課）",
        165,
    ),
)


def blank_case_sheet() -> bytes:
    """Return 事例票.xlsx."""
    book, blank, example = workbook("事例票/1", "事例")
    for sheet, heading, answers in (
        (blank, _HEADING_TO_FILL, (None,) * len(_INPUTS)),
        (example, CASE_HEADING, CASE),
    ):
        _case_layout(sheet, heading, answers)
    hint(blank, "B2", "題名の行", _HEADING_HINT)
    for row, item in enumerate(_INPUTS, start=4):
        hint(blank, f"C{row}", item.label.partition("\n")[0], item.hint)
    # The wording of this label depends on the case (本人 or 本人及び家族), so it stays open.
    blank["B6"].protection = Protection(locked=False)
    return saved(book)


def _case_layout(sheet: Worksheet, heading: str, answers: tuple[str | None, ...]) -> None:
    for column, width in (("A", 1.7), ("B", 24.7), ("C", 58.7), ("D", 1.7)):
        sheet.column_dimensions[column].width = width
    sheet.merge_cells("B2:C2")
    for place in ("B2", "C2"):
        sheet[place].border = UNDERLINE
    write(sheet, "B2", heading, gothic(12), alignment=MIDDLE, is_open=True)
    sheet.row_dimensions[2].height = 36
    for row, (item, answer) in enumerate(zip(_INPUTS, answers, strict=True), start=4):
        write(sheet, f"B{row}", item.label, gothic(), shade=GREY, border=BOX, alignment=MIDDLE)
        write(sheet, f"C{row}", answer, mincho(), border=BOX, is_open=True)
        sheet.row_dimensions[row].height = item.height
    page(sheet, f"A1:D{4 + len(_INPUTS)}", care=True)
