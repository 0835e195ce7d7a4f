"""Templates printed once a case: 事例概要, as the ward prints its case sheet, and 役割分担表.

機関別役割一覧 is the part of the latter that one agency gets, printed once an agency.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import BULLET, CASE_LINE, HEADING, TEXT, TITLE
from templates_tables import FormTable, role_rows

__all__ = ["agency_page", "role_table_page", "summary_page"]

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
    role_rows(document, agencies=True)
    finish_page(document, care=True, footer_left="事例番号 {{事例番号}}", note=_CARE_NOTE)
    return document


def agency_page() -> WordDocument:
    """Return 機関別役割一覧: what one agency does; of the family only the heading."""
    document = blank_page("機関別役割一覧")
    document.add_paragraph("機関別役割一覧", style=TITLE)
    form = FormTable.on(document, (1871, TEXT_WIDTH - 1871), "機関と事例")
    form.row("機関", (TEXT, "{{機関名|必須}}"))
    form.row_if("主担当機関", "主担当機関", (TEXT, "{{主担当機関}}"))
    form.row("事例番号", (TEXT, "{{事例番号}}"))
    form.row("事例", (TEXT, "{{見出し}}"))
    document.add_paragraph("{{機関名}}の役割", style=HEADING)
    role_rows(document, agencies=False)
    paper = "事例番号 {{事例番号}}　{{機関名}}"
    finish_page(document, care=True, footer_left=paper, note=_CARE_NOTE)
    return document
