"""引継書: what the next one in charge has to know, made when a case is closed or handed on."""

from __future__ import annotations

from docx.document import Document as WordDocument
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import BULLET, CENTRED, HEADING, MARK, TEXT, TITLE
from templates_tables import (
    FormTable,
    add_table,
    block_row,
    heading_row,
    role_rows,
    tall,
    text_row,
)

__all__ = ["handover_page"]

_LABEL = 2381
_WIDTHS = (_LABEL, TEXT_WIDTH - _LABEL)
_CARE_NOTE = (
    "この文書には、個人情報が含まれています。目的以外に利用せず、"
    "関係者以外の人の目に触れないように取り扱い、保管してください。"
)


def handover_page() -> WordDocument:
    """Return 引継書; it waits for the day the case is closed (終結日)."""
    document = blank_page("引継書")
    document.add_paragraph("引継書", style=TITLE)
    form = FormTable.on(document, _WIDTHS, "引継ぎの概要")
    form.row("事例番号", (TEXT, "{{事例番号}}"))
    form.row("事例", (TEXT, "{{見出し}}{{件名|括弧}}"))
    form.row("引き継ぐ側", (TEXT, "{{担当課|空欄 －}}{{?担当者}}　{{担当者}}{{/担当者}}"))
    form.row("引き継ぐ先", (TEXT, "{{主担当機関|空欄 －}}"))
    form.row_if("受付日", "受付日", (TEXT, "{{受付日|和暦}}"))
    form.row("終結日", (TEXT, "{{終結日|和暦|必須}}{{終結理由|括弧}}"))
    consent = "{{同意.有無}}{{同意.範囲|括弧}}"
    withdrawn = "{{?同意.撤回日}}　{{同意.撤回日|和暦}}に撤回{{/同意.撤回日}}"
    form.row_if("同意.有無", "本人の同意", (TEXT, f"{consent}{withdrawn}"))
    document.add_paragraph("これまでの状況", style=HEADING)
    story = FormTable.on(document, _WIDTHS, "これまでの状況")
    story.row("{{状況見出し|空欄 支援対象の本人の状況}}", (TEXT, "{{状況|空欄 －}}"), whole=False)
    story.row("相談に至った経緯", (TEXT, "{{経緯|空欄 －}}"), whole=False)
    story.row("本人の希望、支援者の課題", (TEXT, "{{希望と課題.話者付き}}"), whole=False)
    story.row("支援関係機関", (TEXT, "{{支援関係機関|空欄 －}}"))
    _meetings(document)
    document.add_paragraph("役割分担", style=HEADING)
    role_rows(document, agencies=True)
    document.add_paragraph("引継ぎの確認", style=HEADING)
    table = add_table(document, (1871, 2494, 2494, 2495), "引継ぎの確認")
    heading_row(table, ("", "機関", "氏名（署名）", "年月日"))
    for side in ("引き継ぐ側", "引き継ぐ先"):
        cells = [[(CENTRED, side)], *([(TEXT, "")] for _ in range(3))]
        tall(text_row(table, cells), 620)
    finish_page(document, care=True, footer_left="事例番号 {{事例番号}}", note=_CARE_NOTE)
    return document


def _meetings(document: WordDocument) -> None:
    """Write each meeting with what it decided and what it left open."""
    document.add_paragraph("{{?会議}}", style=MARK)
    document.add_paragraph("会議の経過", style=HEADING)
    table = add_table(document, (_LABEL, 3487, TEXT_WIDTH - _LABEL - 3487), "会議の経過")
    heading_row(table, ("会議", "決定事項", "残課題"))
    block_row(table, "{{#会議}}")
    text_row(
        table,
        [
            [(TEXT, "{{開催回の表記}}"), (TEXT, "{{開催日時|空欄 －}}")],
            [(BULLET, "・{{決定事項.各項目}}"), *_dash_unless("決定事項")],
            [(BULLET, "・{{残課題.各項目}}"), *_dash_unless("残課題")],
        ],
        whole=False,
    )
    block_row(table, "{{/会議}}")
    document.add_paragraph("{{/会議}}", style=MARK)


def _dash_unless(name: str) -> tuple[tuple[str, str], ...]:
    return (MARK, f"{{{{^{name}}}}}"), (TEXT, "－"), (MARK, f"{{{{/{name}}}}}")
