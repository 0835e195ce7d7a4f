"""Letters before a meeting, a page for each invited agency: 開催通知, 資料提供依頼.

A letter names the case by its number and 件名 only, and invents nothing: its day, the papers wanted
and the telephone are filled in by hand. The legal ground is the meeting's own 根拠条文, so that no
article stands in a template.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import (
    ADDRESSEE,
    BODY,
    CENTRED,
    DATE,
    ITEM,
    ITEM_MORE,
    KI,
    MARK,
    SENDER,
    SUBJECT,
    TEXT,
)
from templates_tables import add_table, heading_row, tall, text_row

__all__ = ["notice_page", "request_page"]

_GROUND = "{{?根拠条文}}{{根拠条文}}に基づく{{/根拠条文}}"
_SENDER = (
    "{{?自治体名}}{{自治体名}}　{{/自治体名}}"
    "{{主催}}{{^主催}}{{担当課}}{{^担当課}}{{課名}}{{/担当課}}{{/主催}}"
)
_DAY = "{{?文書番号}}{{文書番号}}\n{{/文書番号}}令和　　年　　月　　日"
_CASE = "事例番号 {{事例番号}}{{件名|括弧}}"


def notice_page() -> WordDocument:
    """Return 開催通知."""
    document = blank_page("開催通知")
    _opening(document, "{{開催回の表記}}の開催について（通知）")
    document.add_paragraph(
        "日頃から、地域の支援に御協力いただき、ありがとうございます。", style=BODY
    )
    document.add_paragraph(
        f"このたび、{_GROUND}{{{{開催回の表記}}}}を下記のとおり開催しますので、"
        "御出席くださいますようお願いします。",
        style=BODY,
    )
    document.add_paragraph("記", style=KI)
    _item(document, "1　日時", "{{開催日時|必須}}")
    _item(document, "2　場所", "{{場所|必須}}")
    _item(document, "3　事例", _CASE)
    _item(document, "4　議題", "{{^議題}}－{{/議題}}")
    document.add_paragraph("・{{議題.各項目}}", style=ITEM_MORE)
    _item(document, "5　守秘義務", "{{守秘の注記}}")
    _item(document, "6　連絡先", _CONTACT)
    return _closed(document)


def request_page() -> WordDocument:
    """Return 資料提供依頼."""
    document = blank_page("資料提供依頼")
    _opening(document, "{{開催回の表記}}に係る資料の提供について（依頼）")
    document.add_paragraph(
        f"{_GROUND}{{{{開催回の表記}}}}において、支援に必要な情報の交換及び支援体制の検討を行うため、"
        "下記の資料又は情報の提供をお願いします。",
        style=BODY,
    )
    document.add_paragraph(
        "提供いただいた資料及び情報は、この会議の目的以外には使いません。", style=BODY
    )
    document.add_paragraph("記", style=KI)
    _item(document, "1　会議", "{{開催回の表記}}\n{{開催日時|必須}}\n{{場所|必須}}")
    _item(document, "2　事例", f"{_CASE}\n対象の方の氏名等は、別にお知らせします。")
    _item(document, "3　提供期限", "令和　　年　　月　　日")
    _item(document, "4　連絡先", _CONTACT)
    wanted = document.add_paragraph("5　提供をお願いする資料又は情報", style=ITEM)
    wanted.paragraph_format.keep_with_next = True
    wanted.paragraph_format.space_after = Pt(6)
    table = add_table(document, (700, 5309, TEXT_WIDTH - 700 - 5309), "提供をお願いする資料")
    heading_row(table, ("番号", "資料又は情報の内容", "提供の方法"))
    for number in range(1, 5):
        tall(text_row(table, [[(CENTRED, f"{number}")], [(TEXT, "")], [(TEXT, "")]]), 620)
    return _closed(document)


_CONTACT = "{{担当課}}{{?担当者}}　{{担当者}}{{/担当者}}\n電話"


def _opening(document: WordDocument, subject: str) -> None:
    document.add_paragraph("{{#招集機関}}", style=MARK)
    document.add_paragraph(_DAY, style=DATE)
    document.add_paragraph("{{各項目|必須}}　御中", style=ADDRESSEE)
    document.add_paragraph(_SENDER, style=SENDER)
    document.add_paragraph(subject, style=SUBJECT)


def _item(document: WordDocument, label: str, text: str) -> None:
    document.add_paragraph(f"{label}\t{text}", style=ITEM)


def _closed(document: WordDocument) -> WordDocument:
    document.add_paragraph("{{/招集機関}}", style=MARK)
    finish_page(
        document,
        care=True,
        footer_left="事例番号 {{事例番号}}",
        note="{{守秘の注記}}",
        pages="通しページ ",
    )
    return document
