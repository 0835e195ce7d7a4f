"""The sheet 選択肢: the answers that a form's cells offer, from the ward's lists."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks.looks import BOX, CENTRE, GREY, LINE, gothic, mincho, page, write
from jusoforms.vocabulary.lists import Listed, Lists

__all__ = ["CHOICES", "Choices"]

CHOICES = "選択肢"
_AGENCY = "機関"
_FIELDS = {
    "会議種別": "会議種別",
    "会議.種別": "会議種別",
    "時期.種別": "出来事",
    "主題": "課題",
    "相談経路": "相談経路",
    "終結理由": "終結理由",
    "状態": "事例の状態",
    "役割分担.状態": "役割の状態",
    "支援関係機関": _AGENCY,
    "主担当機関": _AGENCY,
    "会議.主催": _AGENCY,
    "会議.招集機関": _AGENCY,
    "出席者.機関": _AGENCY,
    "役割分担.担当機関": _AGENCY,
}
"""Which list a field's cell offers; fixed choices go by the field's own name."""


@dataclass(frozen=True)
class Choices:
    """The lists of a workbook's cells, a column each."""

    columns: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, lists: Lists) -> Choices:
        """Return what the ward's lists offer; agencies that are gone are offered no more."""
        kinds = _names(lists.meeting_types)
        columns = {
            _AGENCY: _names(tuple(one for one in lists.agencies if not one.until)),
            "会議種別": kinds,
            "出来事": ("初回相談", *kinds),
            "課題": _names(lists.issues),
            "相談経路": _names(lists.referral_routes),
            "終結理由": _names(lists.closure_reasons),
            "事例の状態": _names(lists.case_states),
            "役割の状態": _names(lists.role_states),
            **lists.choices,
        }
        return cls({name: values for name, values in columns.items() if values})

    def formula(self, field: str) -> str:
        """Return where the answers of a field stand; empty where it has none."""
        name = next((one for one in _spellings(field) if one in self.columns), "")
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


def _spellings(field: str) -> tuple[str, ...]:
    bare = field.removeprefix("会議.")
    return (_FIELDS.get(field, ""), bare, bare.rpartition(".")[2])


def _names(entries: tuple[Listed, ...]) -> tuple[str, ...]:
    return tuple(entry.name for entry in entries)
