"""The sheet 選択肢: the answers that a form's cells offer, from the ward's lists."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks.looks import BOX, CENTRE, GREY, LINE, gothic, mincho, page, write
from jusoforms.vocabulary.lists import Lists, list_titles

__all__ = ["CHOICES", "Choices"]

CHOICES = "選択肢"


@dataclass(frozen=True)
class Choices:
    """The lists of a workbook's cells, a column each."""

    columns: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, lists: Lists) -> Choices:
        """Return what the ward's lists offer; agencies that are gone are offered no more."""
        return cls({name: values for name, values in lists.by_title.items() if values})

    def formula(self, field: str) -> str:
        """Return where the answers of a field stand; empty where it has none."""
        name = next((one for one in list_titles(field) if one in self.columns), "")
        if not name:
            return ""
        letter = get_column_letter(1 + list(self.columns).index(name))
        last = 2 + len(self.columns[name])
        return f"{quote_sheetname(CHOICES)}!${letter}$3:${letter}${last}"

    def write(self, sheet: Worksheet) -> None:
        """Write the columns on their sheet."""
        words = (
            "記入欄で選べる値です。一覧.xlsx から作られています（直すときは一覧.xlsx を直します）。"
        )
        write(sheet, "A1", words, gothic(), alignment=LINE)
        for number, (name, values) in enumerate(self.columns.items(), 1):
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = max(12, *(2 * len(one) + 2 for one in values))
            write(sheet, f"{letter}2", name, gothic(), shade=GREY, border=BOX, alignment=CENTRE)
            for row, value in enumerate(values, 3):
                write(sheet, f"{letter}{row}", value, mincho(), border=BOX, is_open=True)
        last = 2 + max(map(len, self.columns.values()))
        page(sheet, f"A1:{get_column_letter(len(self.columns))}{last}", care=False)
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 1
