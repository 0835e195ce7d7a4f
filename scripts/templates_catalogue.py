"""The template printed once a catalogue: 参考資料 1, the programs of the Act and the ward's own."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Mm
from templates_page import blank_page, finish_page
from templates_styles import CASE_LINE, MARK, PALE, REFERENCE, SMALL, SMALL_BULLET
from templates_tables import add_table, block_row, box, heading_row, text_row

__all__ = ["catalogue_page"]

_MARGIN = Mm(20)
_WIDTHS = (2834, 4936, 1868)
_WIDTH = sum(_WIDTHS)
"""A4 without two margins: the list has to stand on one page."""


def catalogue_page() -> WordDocument:
    """Return 参考資料1_事業一覧: a shaded row a program, under it the ward's numbered programs."""
    document = blank_page("参考資料1 事業一覧")
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = _MARGIN
    section.bottom_margin = _MARGIN
    _title(document)
    table = add_table(document, _WIDTHS, "対象事業一覧")
    heading_row(table, ("事業名", "事業内容", "形態 (設置数)"))
    block_row(table, "{{#事業}}")
    text_row(
        table,
        [
            [(SMALL, "{{事業名|縦結合}}")],
            [(SMALL_BULLET, "・{{内容.各項目}}")],
            [(SMALL, "{{形態の表記}}")],
        ],
        shade=PALE,
    )
    block_row(table, "{{#個別事業}}")
    text_row(
        table,
        [
            [(SMALL, "{{名称|縦結合 空欄}}")],
            [(SMALL_BULLET, "{{番号|丸数字}} {{内容}}")],
            [(SMALL, "{{形態の表記}}")],
        ],
    )
    block_row(table, "{{/個別事業}}")
    block_row(table, "{{/事業}}")
    finish_page(document, care=False)
    return document


def _title(document: WordDocument) -> None:
    """Write the title and, right of it, the boxed number; a floating box would wander."""
    table = add_table(document, (_WIDTH - 1985, 1985), "題名と資料番号", ruled=False)
    title = (CASE_LINE, "{{題名}}{{年度|括弧}}")
    block_row(table, "{{?資料番号}}")
    row = text_row(table, [[title], [(REFERENCE, "{{資料番号}}")]])
    box(row.cells[1])
    block_row(table, "{{/資料番号}}")
    block_row(table, "{{^資料番号}}")
    text_row(table, [[title], [(SMALL, "")]])
    block_row(table, "{{/資料番号}}")
    document.add_paragraph("", style=MARK)
