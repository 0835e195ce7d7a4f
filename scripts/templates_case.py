"""Templates printed once a case: 事例概要 (the printed layout of the case sheet), 役割分担表."""

from __future__ import annotations

from docx.document import Document as WordDocument
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import BULLET, CASE_LINE, CENTRED, HEADING, TEXT, TITLE
from templates_tables import FormTable, add_table, heading_row, text_row

__all__ = ["role_table_page", "summary_page"]

_CARE_NOTE = (
    "この文書には、個人情報が含まれています。目的以外に利用せず、"
    "関係者以外の人の目に触れないように取り扱い、保管してください。"
)
_LABEL = 2381


def summary_page() -> WordDocument:
    """Return 事例概要: the heading line and the seven rows, as the ward prints them."""
    document = blank_page("事例概要")
    document.add_paragraph("{{見出し}}", style=CASE_LINE)
    form = FormTable.on(document, (_LABEL, TEXT_WIDTH - _LABEL), "事例の概要")
    form.row("相談・会議の時期", (TEXT, "{{時期の表記}}"))
    form.row("支援関係機関", (TEXT, "{{支援関係機関}}"))
    form.row("{{状況見出し|空欄 支援対象の本人の状況}}", (TEXT, "{{状況}}"), whole=False)
    form.row("相談に至った経緯", (TEXT, "{{経緯}}"), whole=False)
    form.row("本人の希望、支援者の課題", (TEXT, "{{希望と課題.話者付き}}"), whole=False)
    form.row("情報の整理\n対応・支援の検討", (BULLET, "・{{検討.各項目}}"), whole=False)
    form.row("支援方針・役割分担", (BULLET, "・{{役割分担.担当付き}}"), whole=False)
    finish_page(document, care=True, footer_left="事例番号 {{事例番号}}", note=_CARE_NOTE)
    return document


def role_table_page() -> WordDocument:
    """Return 役割分担表: who does what by when, one row a role."""
    document = blank_page("役割分担表")
    document.add_paragraph("役割分担表", style=TITLE)
    form = FormTable.on(document, (1871, TEXT_WIDTH - 1871), "事例")
    form.row("事例番号", (TEXT, "{{事例番号}}"))
    form.row("事例", (TEXT, "{{見出し}}"))
    form.row_if("主担当機関", "主担当機関", (TEXT, "{{主担当機関}}"))
    form.row("支援関係機関", (TEXT, "{{支援関係機関}}"))
    document.add_paragraph("役割分担", style=HEADING)
    roles = add_table(document, (680, 3203, 1757, 963, 1871, 880), "役割分担")
    heading_row(roles, ("番号", "役割の内容", "担当機関", "担当者", "期限", "状態"))
    text_row(
        roles,
        [
            [(CENTRED, "{{役割分担.番号}}")],
            [(TEXT, "{{役割分担.内容}}")],
            [(TEXT, "{{役割分担.担当機関|空欄 －}}")],
            [(TEXT, "{{役割分担.担当者|空欄 －}}")],
            [(TEXT, "{{役割分担.期限|空欄 －}}")],
            [(TEXT, "{{役割分担.状態|空欄 －}}")],
        ],
    )
    finish_page(document, care=True, footer_left="事例番号 {{事例番号}}", note=_CARE_NOTE)
    return document
