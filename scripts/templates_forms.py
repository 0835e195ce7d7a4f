"""The blank Excel forms: 事例票 in the printed layout of a ward's case sheet, and 事業一覧.

A label beside one wide cell, nothing merged, so that Excel grows a row with what is typed. Labels
are locked without a password, inputs are open; what to write appears when a cell is chosen.
The workbook's name ``jusoforms_form`` tells the kind of form; 記入例 sheets are never read.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from templates_examples import CASE, CASE_HEADING, CATALOGUE, CATALOGUE_TITLE
from templates_page import seal
from templates_styles import GOTHIC, GREY, MINCHO, PALE

__all__ = ["blank_case_sheet", "blank_catalogue"]

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_UNDERLINE = Border(bottom=Side(style="dotted"))
_TEXT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
_LINE = Alignment(vertical="center")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_FONT_ORDER = ("b", "i", "u", "sz", "color", "name", "family", "charset", "scheme")
_EXAMPLE = "記入例"
_CATALOGUE_ROWS = 30
_FIXED_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title></cp:coreProperties>'
)


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
_COLUMN_HINTS = (
    "法の事業名、又はその下の個別の事業の名前を書きます。名前のない個別の事業は空欄にします。",
    "法の事業は「・」で始まる行で、個別の事業は ① から続く番号を付けて書きます。",
    "直営、委託、民間などと、設置数を（　）で書きます。\n例：委託 (3) 3地区担当制",
)


def blank_case_sheet() -> bytes:
    """Return 事例票.xlsx."""
    book, blank, example = _workbook("事例票/1", "事例")
    for sheet, heading, answers in (
        (blank, _HEADING_TO_FILL, (None,) * len(_INPUTS)),
        (example, CASE_HEADING, CASE),
    ):
        _case_layout(sheet, heading, answers)
    _hint(blank, "B2", "題名の行", _HEADING_HINT)
    for row, item in enumerate(_INPUTS, start=4):
        _hint(blank, f"C{row}", item.label.partition("\n")[0], item.hint)
    # The wording of this label depends on the case (本人 or 本人及び家族), so it stays open.
    blank["B6"].protection = Protection(locked=False)
    return _saved(book)


def blank_catalogue() -> bytes:
    """Return 事業一覧.xlsx."""
    book, blank, example = _workbook("事業一覧/1", "事業一覧")
    _catalogue_layout(blank, ("重層的支援体制整備事業の対象事業一覧", "参考資料 1"), ())
    _catalogue_layout(example, CATALOGUE_TITLE, CATALOGUE)
    for column, hint in zip("ABC", _COLUMN_HINTS, strict=True):
        area = f"{column}4:{column}{3 + _CATALOGUE_ROWS}"
        _hint(blank, area, str(blank[f"{column}3"].value), hint)
    return _saved(book)


def _workbook(form: str, name: str) -> tuple[Workbook, Worksheet, Worksheet]:
    book = Workbook()
    # The width of a column counts digits of this font.
    book._named_styles["Normal"].font = _mincho()  # type: ignore[attr-defined]  # noqa: SLF001
    book.defined_names["jusoforms_form"] = DefinedName("jusoforms_form", attr_text=f'"{form}"')
    blank = book.active
    assert isinstance(blank, Worksheet)
    blank.title = name
    return book, blank, book.create_sheet(_EXAMPLE)


def _case_layout(sheet: Worksheet, heading: str, answers: tuple[str | None, ...]) -> None:
    for column, width in (("A", 1.7), ("B", 24.7), ("C", 58.7), ("D", 1.7)):
        sheet.column_dimensions[column].width = width
    sheet.merge_cells("B2:C2")
    for place in ("B2", "C2"):
        sheet[place].border = _UNDERLINE
    _write(sheet, "B2", heading, _gothic(12), alignment=_MIDDLE, is_open=True)
    sheet.row_dimensions[2].height = 36
    for row, (item, answer) in enumerate(zip(_INPUTS, answers, strict=True), start=4):
        _write(sheet, f"B{row}", item.label, _gothic(), shade=GREY, border=_BOX, alignment=_MIDDLE)
        _write(sheet, f"C{row}", answer, _mincho(), border=_BOX, is_open=True)
        sheet.row_dimensions[row].height = item.height
    _page(sheet, f"A1:D{4 + len(_INPUTS)}", care=True)


def _catalogue_layout(
    sheet: Worksheet, title: tuple[str, str], rows: tuple[tuple[str, str, str], ...]
) -> None:
    for column, width in (("A", 25.7), ("B", 43.7), ("C", 18.7)):
        sheet.column_dimensions[column].width = width
    _write(sheet, "A1", title[0], _gothic(13), alignment=_LINE, is_open=True)
    _write(sheet, "C1", title[1], _gothic(11), border=_BOX, alignment=_CENTRE, is_open=True)
    for column, label in zip("ABC", ("事業名", "事業内容", "形態 (設置数)"), strict=True):
        _write(sheet, f"{column}3", label, _gothic(), shade=GREY, border=_BOX, alignment=_CENTRE)
    blank_rows = (("", "", ""),) * (_CATALOGUE_ROWS - len(rows) if not rows else 0)
    for number, row in enumerate((*rows, *blank_rows), start=4):
        shade = PALE if row[1].startswith("・") else ""
        for column, text in zip("ABC", row, strict=True):
            place = f"{column}{number}"
            _write(sheet, place, text or None, _mincho(), shade=shade, border=_BOX, is_open=True)
        sheet.row_dimensions[number].height = 19.5 * (1 + row[1].count("\n"))
    sheet.print_title_rows = "3:3"
    _page(sheet, f"A1:C{3 + len(rows) + len(blank_rows)}", care=False)


def _write(
    sheet: Worksheet,
    place: str,
    text: str | None,
    font: Font,
    *,
    shade: str = "",
    border: Border | None = None,
    alignment: Alignment = _TEXT,
    is_open: bool = False,
) -> None:
    cell = sheet[place]
    cell.value = text
    cell.font = font
    cell.alignment = alignment
    cell.protection = Protection(locked=not is_open)
    cell.number_format = "@" if is_open else "General"
    if shade:
        cell.fill = PatternFill("solid", fgColor=shade)
    if border:
        cell.border = border


def _gothic(size: float = 10.5) -> Font:
    return Font(name=GOTHIC, size=size, bold=True)


def _mincho() -> Font:
    return Font(name=MINCHO, size=10.5)


def _hint(sheet: Worksheet, area: str, title: str, text: str) -> None:
    hint = DataValidation(allow_blank=True, showInputMessage=True, promptTitle=title, prompt=text)
    hint.add(area)
    sheet.add_data_validation(hint)


def _page(sheet: Worksheet, area: str, *, care: bool) -> None:
    """Set A4 upright, one page wide, and lock the labels; sizes stay the person's."""
    sheet.print_area = area
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.9, 0.7, 0.9, 0.8
    sheet.print_options.horizontalCentered = True
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.oddHeader.right.text = "取扱注意" if care else None
    sheet.oddFooter.center.text = "&P / &N"
    sheet.sheet_view.showGridLines = False
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatRows = protection.formatColumns = False
    protection.insertRows = protection.deleteRows = False


def _saved(book: Workbook) -> bytes:
    """Return the bytes without the clock openpyxl writes, and with rows free to grow.

    A row height that is not ``customHeight`` holds until something is typed in the row; then
    Excel fits it. openpyxl cannot write one.
    """
    buffer = io.BytesIO()
    book.save(buffer)
    replaced = [("docProps/core.xml", _FIXED_CORE)]
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb' customHeight="1"', b"", archive.read(name))
                replaced.append((name, part))
        replaced.append(("xl/styles.xml", _fonts_in_order(archive.read("xl/styles.xml"))))
    return seal(buffer.getvalue(), replaced)


def _fonts_in_order(styles: bytes) -> bytes:
    """Put what openpyxl says of a font in the order of the schema (CT_Font)."""
    root = etree.fromstring(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
