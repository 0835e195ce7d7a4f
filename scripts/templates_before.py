"""Papers on the table of a meeting: 次第, 出席者名簿, 守秘義務誓約書."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.table import Table
from templates_page import blank_page, finish_page
from templates_styles import (
    ADDRESSEE,
    AGENDA,
    BODY,
    CENTRED,
    COPY_NUMBER,
    HANDOUT,
    HEADING,
    ITEM,
    MARK,
    NOTE,
    SIGNATURE,
    TEXT,
    TITLE,
)
from templates_tables import add_table, block_row, heading_row, tall, text_row

__all__ = ["agenda_page", "pledge_page", "roster_page"]

_NUMBER = "事例番号 {{事例番号}}　{{開催回の表記}}"
_ROSTER = (700, 3135, 1474, 1701, 1644, 700)
_SPARE = 3
_HOW_TO_COLLECT = (
    "資料番号は、その方に配る資料に書く番号です。"
    "会議の後に資料を回収したら、回収の欄に印を付けます。"
)


def agenda_page() -> WordDocument:
    """Return 次第."""
    document = blank_page("次第")
    document.add_paragraph("{{開催回の表記}}　次第", style=TITLE)
    _item(document, "日時", "{{開催日時|必須}}")
    _item_if(document, "場所")
    _item_if(document, "主催")
    _item_if(document, "司会")
    _item(document, "事例", "事例番号 {{事例番号}}{{件名|括弧}}")
    document.add_paragraph("進行", style=HEADING)
    document.add_paragraph("1　開会（守秘義務の確認）", style=ITEM)
    document.add_paragraph("2　議題", style=ITEM)
    document.add_paragraph("{{議題.各項目|必須}}", style=AGENDA)
    document.add_paragraph("3　役割分担と次回の予定の確認", style=ITEM)
    document.add_paragraph("4　閉会（配付資料の回収）", style=ITEM)
    document.add_paragraph("{{?配付資料}}", style=MARK)
    document.add_paragraph("配付資料", style=HEADING)
    document.add_paragraph("{{配付資料.資料名}}", style=HANDOUT)
    document.add_paragraph("{{/配付資料}}", style=MARK)
    finish_page(document, care=True, footer_left=_NUMBER, note="{{守秘の注記}}")
    return document


def roster_page() -> WordDocument:
    """Return 出席者名簿: before the meeting the agencies invited, after it who came.

    The number of a row, counted by Word, is also the number written on that person's handouts.
    """
    document = blank_page("出席者名簿")
    document.add_paragraph("{{開催回の表記}}　出席者名簿", style=TITLE)
    _item(document, "日時", "{{開催日時|必須}}")
    _item_if(document, "場所")
    _item(document, "事例", "事例番号 {{事例番号}}{{件名|括弧}}")
    document.add_paragraph("出席者", style=HEADING)
    document.add_paragraph("{{?出席者}}", style=MARK)
    _roster(document, "出席者", ("{{機関}}", "{{職}}", "{{氏名}}"))
    document.add_paragraph("{{/出席者}}", style=MARK)
    document.add_paragraph("{{^出席者}}", style=MARK)
    _roster(document, "招集機関", ("{{各項目|必須}}", "", ""))
    document.add_paragraph("{{/出席者}}", style=MARK)
    document.add_paragraph(_HOW_TO_COLLECT, style=NOTE)
    _collection(document)
    finish_page(document, care=True, footer_left=_NUMBER, note="{{守秘の注記}}")
    return document


def pledge_page() -> WordDocument:
    """Return 守秘義務誓約書: one page, signed by one person; copied for the others."""
    document = blank_page("守秘義務誓約書")
    document.add_paragraph("守秘義務に関する誓約書", style=TITLE)
    document.add_paragraph("（宛先）{{主催}}", style=ADDRESSEE)
    document.add_paragraph(
        "私は、{{開催日時|必須}}に{{場所|必須}}で開かれる{{開催回の表記}}"
        "（事例番号 {{事例番号}}）に出席するに当たり、次の事項を守ることを誓約します。",
        style=BODY,
    )
    for line in _PLEDGES:
        document.add_paragraph(line, style=ITEM)
    document.add_paragraph("会議の根拠と守秘義務", style=HEADING)
    document.add_paragraph("{{開催回の表記}}{{根拠条文|括弧}}", style=BODY)
    document.add_paragraph("{{守秘の注記|必須}}", style=BODY)
    document.add_paragraph("令和　　年　　月　　日", style=SIGNATURE)
    for label in ("所属機関", "職", "氏名（署名）"):
        document.add_paragraph(f"{label}\t\t", style=SIGNATURE)
    finish_page(document, care=True, footer_left=_NUMBER)
    return document


_PLEDGES = (
    "1　会議で知り得た個人情報及び秘密を、正当な理由なく漏らしません。",
    "2　会議の後も、また、今の職を離れた後も、同様に秘密を守ります。",
    "3　会議の資料及び情報を、支援の検討以外の目的に使いません。",
    "4　主催者の承諾なく、資料の複写、会議の撮影又は録音をしません。",
    "5　回収する資料は、会議の後に全て返します。",
)


def _item(document: WordDocument, label: str, text: str) -> None:
    document.add_paragraph(f"{label}\t{text}", style=ITEM)


def _item_if(document: WordDocument, name: str) -> None:
    document.add_paragraph(f"{{{{?{name}}}}}", style=MARK)
    _item(document, name, f"{{{{{name}}}}}")
    document.add_paragraph(f"{{{{/{name}}}}}", style=MARK)


def _roster(document: WordDocument, people: str, person: tuple[str, str, str]) -> None:
    """Append the table of a list, with empty rows for who comes unannounced."""
    table = add_table(document, _ROSTER, "出席者")
    heading_row(table, ("資料番号", "機関", "職", "氏名", "署名", "回収"))
    block_row(table, f"{{{{#{people}}}}}")
    _roster_row(table, person)
    block_row(table, f"{{{{/{people}}}}}")
    for _ in range(_SPARE):
        _roster_row(table, ("", "", ""))


def _roster_row(table: Table, person: tuple[str, str, str]) -> None:
    cells = [[(TEXT, text)] for text in (*person, "")]
    tall(text_row(table, [[(COPY_NUMBER, "")], *cells, [(CENTRED, "□")]]), 510)


def _collection(document: WordDocument) -> None:
    document.add_paragraph("{{?配付資料}}", style=MARK)
    document.add_paragraph("配付資料と回収", style=HEADING)
    table = add_table(document, (4932, 1361, 1701, 1360), "配付資料と回収")
    heading_row(table, ("資料名", "部数", "回収", "回収部数"))
    text_row(
        table,
        [
            [(TEXT, "{{配付資料.資料名}}")],
            [(CENTRED, "{{配付資料.部数}}")],
            [(TEXT, "{{配付資料.回収}}")],
            [(CENTRED, "")],
        ],
    )
    document.add_paragraph("{{/配付資料}}", style=MARK)
