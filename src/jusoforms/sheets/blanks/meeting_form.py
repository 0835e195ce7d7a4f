"""支援会議票, blank or filled with a case: written from the layout that the reader works from.

Every field and table has a defined name of its sheet, so that a copy of 第1回 is a good 第2回.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks.choices import CHOICES, Choices
from jusoforms.sheets.blanks.example_case import EXAMPLE_CASE
from jusoforms.sheets.blanks.looks import (
    BOX,
    CENTRE,
    EXAMPLE,
    GOTHIC,
    GREY,
    LABEL,
    LINE,
    MIDDLE,
    TEXT,
    gothic,
    mincho,
    page,
    saved,
    workbook,
    write,
)
from jusoforms.sheets.structured.layout import (
    CASE_LAYOUT,
    FORM_NAME,
    MEETING_LAYOUT,
    Column,
    Layout,
    Section,
    Slot,
)
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import Field, Kind, names_of
from jusoforms.vocabulary.wareki import DateText

__all__ = ["blank_meeting_form", "filled_meeting_form"]

_LINE_HEIGHT = 15.0
_ROW_HEIGHT = 19.0
_PLAIN_NUMBERS = frozenset({"年齢", "部数", "再相談回"})
_DEFAULT_HEADING = "支援対象の本人及び家族の状況"
_DATE_HINT = "例：令和7年7月4日、R7.7.4、2025/7/4。年月だけ（令和7年7月）でもかまいません。"
_HINTS = {
    "開催日時": "例：令和7年7月4日 14:00。まだ決まっていないときは空けておきます。",
    "事例番号": "庁内で事例を呼ぶ番号です。書かれたとおりに印刷し、同じ番号の文書をまとめます。",
    "閲覧制限": "限られた職員だけが見る事例のときは「有」とします。",
    "取下げ": "誤って入れた票を取り消すときだけ「取下げ」とします。",
    "会議通番": "種別によらない通し番号です。空けておくと、日付の順に数えます。",
    "記録確定日": "書くと記録が確定し、以後は文書が変わりません。",
    "訂正日": "確定した記録を直したときに、訂正理由とともに書きます。",
    "役割分担.番号": "役割の番号です。使わない行はそのままでかまいません。",
    "役割分担.担当機関": "2 つ以上のときは「、」で区切ります。",
}


def blank_meeting_form(lists: Lists) -> bytes:
    """Return the blank form with the answers that the ward's lists offer."""
    return _form(lists, Case(situation_heading=_DEFAULT_HEADING), EXAMPLE_CASE)


def filled_meeting_form(case: Case, lists: Lists) -> bytes:
    """Return the form filled with a case: what the reader would read as that case."""
    return _form(lists, case, None)


def _form(lists: Lists, case: Case, example: Case | None) -> bytes:
    book, first, spare = workbook(FORM_NAME, "事例")
    book.remove(spare)
    choices = Choices.of(lists)
    pages = [_Page(first, CASE_LAYOUT, choices, case)]
    for number, meeting in enumerate(case.meetings or (None,), 1):
        pages.append(_Page(book.create_sheet(f"第{number}回"), MEETING_LAYOUT, choices, meeting))
    if example:
        pages.append(_Page(book.create_sheet(f"{EXAMPLE}（事例）"), CASE_LAYOUT, choices, example))
        sheet = book.create_sheet(f"{EXAMPLE}（会議）")
        pages.append(_Page(sheet, MEETING_LAYOUT, choices, example.meetings[0]))
    for one in pages:
        one.write()
    choices.write(book.create_sheet(CHOICES))
    _shade_tabs(book)
    return saved(book, {one.sheet.title: one.fixed for one in pages})


def _shade_tabs(book: Workbook) -> None:
    for sheet in book.worksheets:
        is_input = not sheet.title.startswith((EXAMPLE, CHOICES))
        sheet.sheet_properties.tabColor = "2F5597" if is_input else "A6A6A6"


class _Page:
    """One sheet being written, from the top down."""

    def __init__(
        self, sheet: Worksheet, layout: Layout, choices: Choices, record: Record | None
    ) -> None:
        self.sheet, self.layout, self.choices, self.record = sheet, layout, choices, record
        self.row = 1
        self.width = len(layout.widths)
        self.fixed: set[int] = set()
        """Rows with merged text, whose height Excel does not fit."""
        self.prefix = "会議." if layout is MEETING_LAYOUT else ""
        self.validations: dict[tuple[str, str, str], DataValidation] = {}

    def write(self) -> None:
        """Write the title, every section and the print set-up."""
        for number, width in enumerate(self.layout.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width + 0.7
        write(self.sheet, "A1", self.layout.title, gothic(14), alignment=LINE)
        write(self.sheet, "A2", self.layout.guide, mincho(), alignment=LINE)
        self._height(1, 26)
        self.row = 3
        for section in self.layout.sections:
            self._band(section)
            if section.slots:
                self._slots(section)
            elif section.columns:
                self._table(section)
            else:
                self._texts(section)
        page(self.sheet, f"A1:{get_column_letter(self.width)}{self.row - 1}", care=True)
        self.sheet.print_title_rows = "1:1"
        self.sheet.freeze_panes = "A3"
        footer = self.sheet.oddFooter
        assert footer is not None
        footer.left.text = "&A"

    def _band(self, section: Section) -> None:
        self._height(self.row, 8)
        self.row += 1
        note = InlineFont(rFont=GOTHIC, sz=9)
        text = CellRichText(TextBlock(InlineFont(rFont=GOTHIC, sz=11, b=True), section.band))
        if section.note:
            text.append(TextBlock(note, f"\u3000{section.note}"))
        for column in range(1, self.width + 1):
            place = self._at(column)
            write(self.sheet, place, None, gothic(11), shade="DDEBF7", alignment=LINE)
        self.sheet["A" + str(self.row)].value = text
        self._height(self.row, 22)
        self.row += 1

    def _slots(self, section: Section) -> None:
        waiting = list(section.slots)
        while waiting:
            slot = waiting.pop(0)
            right = waiting.pop(0) if waiting and not (slot.wide or waiting[0].wide) else None
            last = self.width if slot.wide or right is None else self.layout.split
            self._slot(slot, 1, last)
            if right:
                self._slot(right, self.layout.split + 1, self.width)
            self._height(self.row, max(_ROW_HEIGHT, slot.lines * _LINE_HEIGHT + 5))
            self.row += 1

    def _slot(self, slot: Slot, first: int, last: int) -> None:
        write(
            self.sheet, self._at(first), slot.label, gothic(10), shade=GREY, border=BOX,
            alignment=LABEL,
        )  # fmt: skip
        alignment = TEXT if slot.lines > 1 else MIDDLE
        self._cell(first + 1, last, slot.field, self._value(slot.name), alignment)
        if slot.wide:
            self.fixed.add(self.row)
        area = f"{get_column_letter(first + 1)}{self.row}"
        self._name(slot.name, area)
        self._help(self.prefix + slot.name, slot.field, area)

    def _table(self, section: Section) -> None:
        assert section.field is not None
        top, spans = self.row, list(_spans(section.columns))
        for column, first, last in spans:
            write(
                self.sheet, self._at(first), column.field.name,
                gothic(10), shade=GREY, border=BOX, alignment=CENTRE,
            )  # fmt: skip
            self._merge(first, last)
        self._height(self.row, _ROW_HEIGHT)
        self.row += 1
        found: Sequence[Record] = self._value(section.field.name) or ()
        for number in range(max(section.rows, len(found))):
            item = found[number] if number < len(found) else None
            for column, first, last in spans:
                value = getattr(item, column.field.attribute) if item else None
                if item is None and column.field.name == "番号":
                    value = number + 1
                self._cell(first, last, column.field, value)
            self._height(self.row, self._room(section))
            self._free_row()
            if any(last > first and section.lines > 1 for _, first, last in spans):
                self.fixed.add(self.row)
            self.row += 1
        self._name(section.field.name, f"A{top}:{self._at(self.width, self.row - 1)}")
        for column, first, _ in spans:
            letter = get_column_letter(first)
            name = f"{section.field.name}.{column.field.name}"
            self._help(name, column.field, f"{letter}{top + 1}:{letter}{self.row - 1}")

    def _texts(self, section: Section) -> None:
        assert section.field is not None
        top = self.row
        found: Sequence[str] = self._value(section.field.name) or ()
        for number in range(max(section.rows, len(found))):
            write(self.sheet, self._at(1), None, mincho(), border=BOX, alignment=CENTRE,
                  is_open=True)  # fmt: skip
            self.sheet[self._at(1)].number_format = "General"
            self.sheet[self._at(1)].value = number + 1
            text = found[number] if number < len(found) else None
            self._cell(2, self.width, section.field, text)
            self._height(self.row, self._room(section))
            self._free_row()
            self.fixed.add(self.row)
            self.row += 1
        area = f"B{top}:{self._at(self.width, self.row - 1)}"
        self._name(section.field.name, area)
        self._help(self.prefix + section.field.name, section.field, f"B{top}:B{self.row - 1}")

    def _cell(
        self, first: int, last: int, field: Field, value: Any, alignment: Any = MIDDLE
    ) -> None:
        write(self.sheet, self._at(first), None, mincho(), border=BOX, alignment=alignment,
              is_open=True)  # fmt: skip
        self._merge(first, last)
        cell = self.sheet[self._at(first)]
        cell.value = _written(value)
        if field.kind is Kind.NUMBER or field.name in _PLAIN_NUMBERS:
            cell.number_format = "General"
            cell.alignment = CENTRE if field.name == "番号" else alignment

    def _help(self, name: str, field: Field, area: str) -> None:
        """Offer the answers of a field, and say what to write, when its cell is chosen."""
        short = name.removeprefix("会議.")
        words = _HINTS.get(short) or field.note or (_DATE_HINT if field.kind is Kind.DATE else "")
        formula = self.choices.formula(name)
        if formula:
            words = "".join(filter(None, (words and f"{words}\n", _PICK)))
        if not words:
            return
        key = (field.name, words, formula)
        if key not in self.validations:
            self.validations[key] = DataValidation(
                type="list" if formula else None,
                formula1=formula or None,
                allow_blank=True,
                showErrorMessage=False,
                showInputMessage=True,
                promptTitle=field.name,
                prompt=words,
            )
            self.sheet.add_data_validation(self.validations[key])
        self.validations[key].add(area)

    def _name(self, name: str, area: str) -> None:
        first, _, last = area.partition(":")
        absolute = ":".join(_absolute(one) for one in (first, last) if one)
        reference = f"{quote_sheetname(self.sheet.title)}!{absolute}"
        self.sheet.defined_names[name] = DefinedName(name, attr_text=reference)

    def _value(self, name: str) -> Any:
        value: Any = self.record
        for word in name.split("."):
            value = getattr(value, _attribute(value, word)) if value is not None else None
        return value

    def _room(self, section: Section) -> float:
        return max(_ROW_HEIGHT, section.lines * _LINE_HEIGHT + 3)

    def _merge(self, first: int, last: int) -> None:
        if last > first:
            self.sheet.merge_cells(f"{self._at(first)}:{self._at(last)}")

    def _free_row(self) -> None:
        """Let the row be deleted: Excel asks that every cell of it, to the end, is open."""
        self.sheet.row_dimensions[self.row].protection = Protection(locked=False)

    def _height(self, row: int, height: float) -> None:
        self.sheet.row_dimensions[row].height = height

    def _at(self, column: int, row: int = 0) -> str:
        return f"{get_column_letter(column)}{row or self.row}"


_PICK = "▼から選べます。一覧にないことは、そのまま書いてください。"


def _spans(columns: tuple[Column, ...]) -> Iterator[tuple[Column, int, int]]:
    first = 1
    for column in columns:
        yield column, first, first + column.span - 1
        first += column.span


def _attribute(record: Record, name: str) -> str:
    return names_of(type(record))[name].attribute


def _written(value: Any) -> str | int | None:
    if isinstance(value, DateText):
        return value.text or None
    if isinstance(value, tuple):
        return "、".join(value) or None
    return value if isinstance(value, int) else (value or None)


def _absolute(place: str) -> str:
    letters = place.rstrip("0123456789")
    return f"${letters}${place[len(letters) :]}"
