"""How the cells of a blank form look and behave: shared by all of them.

Labels are locked without a password, inputs are open; what to write appears when a cell is chosen.
The workbook's name ``jusoforms_form`` tells the kind of form; 記入例 sheets are never read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Mapping

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.package import write_package

__all__ = [
    "BOX", "CENTRE", "EXAMPLE", "GOTHIC", "GREY", "LABEL", "LINE", "MIDDLE", "PALE", "TEXT",
    "UNDERLINE", "gothic",
    "hint", "mincho", "page", "saved", "workbook", "write",
]  # fmt: skip

MINCHO, GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"  # noqa: RUF001 the fonts' own names
GREY, PALE = "E7E6E6", "F2F2F2"
"""Shades of heading cells and of parent rows, as in the wards' own workbooks."""
EXAMPLE = "記入例"
_THIN = Side(style="thin")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
UNDERLINE = Border(bottom=Side(style="dotted"))
TEXT = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(vertical="center", wrap_text=True)
LABEL = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
LINE = Alignment(vertical="center")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_FONT_ORDER = ("b", "i", "u", "sz", "color", "name", "family", "charset", "scheme")
_FIXED_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title></cp:coreProperties>'
)


def workbook(form: str, name: str) -> tuple[Workbook, Worksheet, Worksheet]:
    """Return a workbook that tells its kind, its first sheet, and the 記入例."""
    book = Workbook()
    # The width of a column counts digits of this font.
    book._named_styles["Normal"].font = mincho()  # type: ignore[attr-defined]  # noqa: SLF001
    book.defined_names["jusoforms_form"] = DefinedName("jusoforms_form", attr_text=f'"{form}"')
    blank = book.active
    assert isinstance(blank, Worksheet)
    blank.title = name
    return book, blank, book.create_sheet(EXAMPLE)


def write(
    sheet: Worksheet,
    place: str,
    text: str | None,
    font: Font,
    *,
    shade: str = "",
    border: Border | None = None,
    alignment: Alignment = TEXT,
    is_open: bool = False,
) -> None:
    """Write a cell; an open one is a person's to fill in and keeps what is typed as text."""
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


def gothic(size: float = 10.5) -> Font:
    """Return the font of labels."""
    return Font(name=GOTHIC, size=size, bold=True)


def mincho() -> Font:
    """Return the font of answers."""
    return Font(name=MINCHO, size=10.5)


def hint(sheet: Worksheet, area: str, title: str, text: str) -> None:
    """Show words when a cell of the area is chosen."""
    shown = DataValidation(allow_blank=True, showInputMessage=True, promptTitle=title, prompt=text)
    shown.add(area)
    sheet.add_data_validation(shown)


def page(sheet: Worksheet, area: str, *, care: bool) -> None:
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


def saved(book: Workbook, fixed: Mapping[str, Collection[int]] | None = None) -> bytes:
    """Return the bytes without the clock openpyxl writes, and with rows free to grow.

    A row height that is not ``customHeight`` holds until something is typed in the row; then
    Excel fits it. openpyxl cannot write one. ``fixed`` names rows by sheet whose height stays:
    Excel fits no merged cell.
    """
    buffer = io.BytesIO()
    book.save(buffer)
    replaced = [("docProps/core.xml", _FIXED_CORE)]
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as archive:
        for number, sheet in enumerate(book.worksheets, 1):
            name = f"xl/worksheets/sheet{number}.xml"
            rows = (fixed or {}).get(sheet.title, ())
            replaced.append((name, _as_excel_has_it(archive.read(name), rows)))
        replaced.append(("xl/styles.xml", _fonts_in_order(archive.read("xl/styles.xml"))))
    return _sealed(buffer.getvalue(), dict(replaced))


def _as_excel_has_it(part: bytes, fixed: Collection[int]) -> bytes:
    """Return a sheet's part with rows free to grow, and with runs in the order of the schema."""

    def freed(row: re.Match[bytes]) -> bytes:
        return row[0] if int(row[1]) in fixed else row[0].replace(b' customHeight="1"', b"")

    part = re.sub(rb'<row r="(\d+)"[^>]*>', freed, part)
    # Excel's order in a run: b, sz, rFont. openpyxl puts the font first.
    return re.sub(rb"<rPr>(<rFont [^>]*/>)(.*?)</rPr>", rb"<rPr>\2\1</rPr>", part)


def _sealed(data: bytes, replaced: dict[str, bytes]) -> bytes:
    """Return the package with its members in one order and without times, some replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | replaced
    first = ("[Content_Types].xml", "_rels/.rels")
    return write_package(
        (name, members[name]) for name in (*first, *sorted(members.keys() - set(first)))
    )


def _fonts_in_order(styles: bytes) -> bytes:
    """Put what openpyxl says of a font in the order of the schema (CT_Font)."""
    root = etree.fromstring(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
