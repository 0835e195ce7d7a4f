"""The blank 事業一覧: the programs of the Act, and the ward's own under them."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks.examples import CATALOGUE, CATALOGUE_TITLE
from jusoforms.sheets.blanks.looks import (
    BOX,
    CENTRE,
    GREY,
    LINE,
    PALE,
    gothic,
    hint,
    mincho,
    page,
    saved,
    workbook,
    write,
)

__all__ = ["blank_catalogue"]

_CATALOGUE_ROWS = 30
_COLUMN_HINTS = (
    "法の事業名、又はその下の個別の事業の名前を書きます。名前のない個別の事業は空欄にします。",
    "法の事業は「・」で始まる行で、個別の事業は ① から続く番号を付けて書きます。",
    "直営、委託、民間などと、設置数を（　）で書きます。\n例：委託 (3) 3地区担当制",
)


def blank_catalogue() -> bytes:
    """Return 事業一覧.xlsx."""
    book, blank, example = workbook("事業一覧/1", "事業一覧")
    _catalogue_layout(blank, ("重層的支援体制整備事業の対象事業一覧", "参考資料 1"), ())
    _catalogue_layout(example, CATALOGUE_TITLE, CATALOGUE)
    for column, words in zip("ABC", _COLUMN_HINTS, strict=True):
        area = f"{column}4:{column}{3 + _CATALOGUE_ROWS}"
        hint(blank, area, str(blank[f"{column}3"].value), words)
    return saved(book)


def _catalogue_layout(
    sheet: Worksheet, title: tuple[str, str], rows: tuple[tuple[str, str, str], ...]
) -> None:
    for column, width in (("A", 25.7), ("B", 43.7), ("C", 18.7)):
        sheet.column_dimensions[column].width = width
    write(sheet, "A1", title[0], gothic(13), alignment=LINE, is_open=True)
    write(sheet, "C1", title[1], gothic(11), border=BOX, alignment=CENTRE, is_open=True)
    for column, label in zip("ABC", ("事業名", "事業内容", "形態 (設置数)"), strict=True):
        write(sheet, f"{column}3", label, gothic(), shade=GREY, border=BOX, alignment=CENTRE)
    blank_rows = (("", "", ""),) * (_CATALOGUE_ROWS - len(rows) if not rows else 0)
    for number, row in enumerate((*rows, *blank_rows), start=4):
        shade = PALE if row[1].startswith("・") else ""
        for column, text in zip("ABC", row, strict=True):
            place = f"{column}{number}"
            write(sheet, place, text or None, mincho(), shade=shade, border=BOX, is_open=True)
        sheet.row_dimensions[number].height = 19.5 * (1 + row[1].count("\n"))
    sheet.print_title_rows = "3:3"
    page(sheet, f"A1:C{3 + len(rows) + len(blank_rows)}", care=False)
