"""支援会議記録: the minutes, printed once something is recorded.

Rows and tables of what a sheet does not fill in vanish; what a record must always answer (who does
what, open questions, the next meeting) stays, with － where nothing is written. The household is
named by its members' place in it only: who needs the names adds {{姓}} and {{名}} in Word.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import Pt
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import BULLET, CENTRED, FRAMED, HEADING, MARK, STATE, TEXT, TITLE
from templates_tables import (
    FormTable,
    add_table,
    block_row,
    heading_row,
    role_rows,
    stamp_table,
    text_row,
)

__all__ = ["minutes_page"]

_LABEL = 2381
_WIDTHS = (_LABEL, TEXT_WIDTH - _LABEL)


def minutes_page() -> WordDocument:
    """Return 支援会議記録."""
    document = blank_page("支援会議記録")
    stamp_table(document, ("課長", "係長", "担当"))
    _title(document)
    _meeting(document)
    _attendees(document)
    _situation(document)
    document.add_paragraph("協議の結果", style=HEADING)
    _results(document)
    document.add_paragraph("役割分担", style=HEADING)
    role_rows(document, agencies=True)
    _handouts(document)
    document.add_paragraph("今後の予定", style=HEADING)
    _afterwards(document)
    document.add_paragraph("記録", style=HEADING)
    _record(document)
    paper = "事例番号 {{事例番号}}　{{開催回の表記}}"
    finish_page(document, care=True, footer_left=paper, note="{{守秘の注記}}")
    return document


def _title(document: WordDocument) -> None:
    """Write the title, the state of the record, and what was corrected: no one may miss it."""
    title = document.add_paragraph("{{種別|必須}}記録{{回|括弧}}", style=TITLE)
    title.paragraph_format.space_before = Pt(10)
    document.add_paragraph(
        "記録の状態：{{記録の状態|必須}}{{^記録確定日}}（確定前）{{/記録確定日}}"
        "{{?記録確定日}}　{{記録確定日|和暦}}確定{{/記録確定日}}",
        style=STATE,
    )
    document.add_paragraph("{{?訂正日}}", style=MARK)
    correction = "この記録は、{{訂正日|和暦}}に訂正したものです。訂正理由：{{訂正理由|空欄 －}}"
    document.add_paragraph(correction, style=FRAMED)
    document.add_paragraph("{{/訂正日}}", style=MARK)


def _meeting(document: WordDocument) -> None:
    document.add_paragraph("会議の概要", style=HEADING)
    form = FormTable.on(document, _WIDTHS, "会議の概要")
    form.row("事例番号", (TEXT, "{{事例番号}}"))
    form.row("事例", (TEXT, "{{見出し}}"))
    form.row("会議種別", (TEXT, "{{開催回の表記}}{{根拠条文|括弧}}"))
    form.row("開催日時", (TEXT, "{{開催日時|必須}}"))
    for name in ("場所", "主催", "司会"):
        form.row_if(name, name, (TEXT, f"{{{{{name}}}}}"))
    form.row("支援関係機関", (TEXT, "{{支援関係機関}}"))
    form.row_if("欠席者", "欠席者", (TEXT, "{{欠席者}}"))
    form.row_if(
        "同意.有無",
        "本人の同意",
        (
            TEXT,
            "{{同意.有無}}{{?同意.取得日}}　{{同意.取得日|和暦}}{{/同意.取得日}}{{同意.範囲|括弧}}",
        ),
    )
    form.row_if("議題", "議題", (BULLET, "・{{議題.各項目}}"), whole=False)
    form.row_if("守秘告知", "守秘義務の告知", (TEXT, "{{守秘告知}}"))


def _attendees(document: WordDocument) -> None:
    document.add_paragraph("{{?出席者}}", style=MARK)
    document.add_paragraph("出席者", style=HEADING)
    table = add_table(document, (4252, 2381, 2721), "出席者")
    heading_row(table, ("機関", "職", "氏名"))
    text_row(table, [[(TEXT, f"{{{{出席者.{name}}}}}")] for name in ("機関", "職", "氏名")])
    document.add_paragraph("{{/出席者}}", style=MARK)


def _situation(document: WordDocument) -> None:
    document.add_paragraph("{{?世帯員}}", style=MARK)
    document.add_paragraph("世帯の構成", style=HEADING)
    table = add_table(document, (1361, 1361, 1361, 5271), "世帯の構成")
    heading_row(table, ("呼称", "続柄", "年齢", "状況"))
    block_row(table, "{{#世帯員}}")
    age = "{{年齢}}{{^年齢}}{{年代}}{{/年齢}}"
    text_row(table, [[(TEXT, text)] for text in ("{{呼称}}", "{{続柄}}", age, "{{状況}}")])
    block_row(table, "{{/世帯員}}")
    document.add_paragraph("{{/世帯員}}", style=MARK)
    document.add_paragraph("事例の状況", style=HEADING)
    form = FormTable.on(document, _WIDTHS, "事例の状況")
    form.row("{{状況見出し|空欄 支援対象の本人の状況}}", (TEXT, "{{状況|空欄 －}}"), whole=False)
    form.row("相談に至った経緯", (TEXT, "{{経緯|空欄 －}}"), whole=False)
    form.row(
        "本人の希望、支援者の課題",
        (TEXT, "{{希望と課題.話者付き}}"),
        *_dash_unless("希望と課題"),
        whole=False,
    )


def _results(document: WordDocument) -> None:
    form = FormTable.on(document, _WIDTHS, "協議の結果")
    form.row_if("検討", "情報の整理\n対応・支援の検討", (BULLET, "・{{検討.各項目}}"), whole=False)
    form.row_if("協議内容", "協議内容", (BULLET, "・{{協議内容.各項目}}"), whole=False)
    form.row_if("決定事項", "決定事項", (BULLET, "・{{決定事項.各項目}}"), whole=False)
    form.row_if("不足資源", "不足する社会資源", (BULLET, "・{{不足資源.各項目}}"), whole=False)
    form.row(
        "残課題",
        (BULLET, "・{{残課題.各項目}}"),
        *_dash_unless("残課題"),
        whole=False,
    )


def _dash_unless(name: str) -> tuple[tuple[str, str], ...]:
    return (MARK, f"{{{{^{name}}}}}"), (TEXT, "－"), (MARK, f"{{{{/{name}}}}}")


def _handouts(document: WordDocument) -> None:
    document.add_paragraph("{{?配付資料}}", style=MARK)
    document.add_paragraph("配付資料", style=HEADING)
    table = add_table(document, (5272, 1361, 2721), "配付資料")
    heading_row(table, ("資料名", "部数", "回収"))
    text_row(
        table,
        [
            [(TEXT, "{{配付資料.資料名}}")],
            [(CENTRED, "{{配付資料.部数|空欄 －}}")],
            [(TEXT, "{{配付資料.回収|空欄 －}}")],
        ],
    )
    document.add_paragraph("{{/配付資料}}", style=MARK)


def _afterwards(document: WordDocument) -> None:
    form = FormTable.on(document, _WIDTHS, "今後の予定")
    form.row_if("モニタリング時期", "モニタリング時期", (TEXT, "{{モニタリング時期}}"))
    form.row("次回", (TEXT, "{{次回|空欄 －}}"))


def _record(document: WordDocument) -> None:
    """Write who recorded and approved; the last row always stays (「該当なし」 is not meant)."""
    form = FormTable.on(document, _WIDTHS, "記録")
    form.row_if("記録日", "記録日", (TEXT, "{{記録日}}"))
    form.row_if(
        "記録確定日",
        "記録の確定",
        (TEXT, "{{記録確定日|和暦}}{{?確認者}}　確認者 {{確認者}}{{/確認者}}"),
    )
    form.row_if("訂正日", "訂正", (TEXT, "{{訂正日|和暦}}　{{訂正理由}}"))
    form.row("記録者", (TEXT, "{{記録者|空欄 －}}"))
