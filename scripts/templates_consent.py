"""Papers that a person signs: 同意書, 同意撤回届.

They are begun by what the sheet says (the scope of a consent, the day of its withdrawal); names and
the day of signing are written by hand, so that no paper puts words into a person's mouth.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import (
    ADDRESSEE,
    BODY,
    CENTRED,
    HEADING,
    ITEM,
    ITEM_MORE,
    SIGNATURE,
    TITLE,
)
from templates_tables import add_table, heading_row, tall, text_row

__all__ = ["consent_page", "withdrawal_page"]

_SECTION = "（宛先）{{担当課}}{{^担当課}}相談の担当課{{/担当課}}"
_NUMBER = "事例番号 {{事例番号}}"


def consent_page() -> WordDocument:
    """Return 同意書; it waits for the scope of the consent."""
    document = blank_page("同意書")
    document.add_paragraph("個人情報の共有に関する同意書", style=TITLE)
    document.add_paragraph(_SECTION, style=ADDRESSEE)
    document.add_paragraph(
        "私は、支援のために必要な個人情報を次のとおり共有することについて説明を受け、"
        "その内容を理解した上で、同意します。",
        style=BODY,
    )
    _item(document, "1　共有の目的", "相談の内容の把握、支援の方針の検討、役割の分担のため")
    _item(document, "2　共有の範囲", "{{同意.範囲|必須}}")
    _item(document, "3　関係機関", "{{支援関係機関|空欄 －}}")
    _item(document, "4　共有情報", "氏名、生年月日、世帯の状況、相談の内容、支援の経過")
    document.add_paragraph("説明を受けた事項", style=HEADING)
    for line in _TOLD:
        document.add_paragraph(line, style=ITEM_MORE)
    _signatures(document, "本人　氏名（署名）", "代理人　氏名（署名）", "本人との関係")
    finish_page(document, care=True, footer_left=_NUMBER)
    return document


def withdrawal_page() -> WordDocument:
    """Return 同意撤回届; it waits for the day of the withdrawal."""
    document = blank_page("同意撤回届")
    document.add_paragraph("個人情報の共有に関する同意の撤回届", style=TITLE)
    document.add_paragraph(_SECTION, style=ADDRESSEE)
    document.add_paragraph(
        "私は、{{?同意.取得日}}{{同意.取得日|和暦}}の{{/同意.取得日}}個人情報の共有に関する同意を、"
        "{{同意.撤回日|和暦|必須}}に撤回します。",
        style=BODY,
    )
    _item(document, "1　同意の範囲", "{{同意.範囲|空欄 －}}")
    _item(document, "2　関係機関", "{{支援関係機関|空欄 －}}")
    document.add_paragraph("説明を受けた事項", style=HEADING)
    for line in _TOLD_AFTER:
        document.add_paragraph(line, style=ITEM_MORE)
    _signatures(document, "本人　氏名（署名）", "代理人　氏名（署名）", "本人との関係")
    document.add_paragraph("担当課の記入欄", style=HEADING)
    table = add_table(document, (3118, 3118, TEXT_WIDTH - 2 * 3118), "担当課の記入欄")
    heading_row(table, ("受付日", "受付者", "関係機関への連絡日"))
    tall(text_row(table, [[(CENTRED, "")] for _ in range(3)]), 620)
    finish_page(document, care=True, footer_left=_NUMBER)
    return document


_TOLD = (
    "・共有した情報は、支援の目的以外には使いません。",
    "・この同意は、いつでも撤回できます。撤回した後は、新しく情報を共有しません。",
    "・同意しないことを理由に、相談をお断りすることはありません。",
)
_TOLD_AFTER = (
    "・撤回の日から後は、新しく情報を共有しません。",
    "・撤回の日より前に共有した情報の取扱いについては、担当課が説明します。",
    "・撤回の後も、相談を続けることができます。",
)


def _item(document: WordDocument, label: str, text: str) -> None:
    document.add_paragraph(f"{label}\t{text}", style=ITEM)


def _signatures(document: WordDocument, *labels: str) -> None:
    document.add_paragraph("令和　　年　　月　　日", style=SIGNATURE)
    for label in labels:
        document.add_paragraph(f"{label}\t\t", style=SIGNATURE)
