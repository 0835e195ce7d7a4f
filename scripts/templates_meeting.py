"""The template printed once a meeting: 支援会議記録.

Rows of what a sheet does not fill in vanish; what a record must always answer (next meeting, open
questions) stays, with － where nothing is written.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from templates_page import TEXT_WIDTH, blank_page, finish_page
from templates_styles import BULLET, CENTRED, HEADING, MARK, TEXT, TITLE
from templates_tables import FormTable, add_table, heading_row, text_row

__all__ = ["minutes_page"]

_LABEL = 2381
_WIDTHS = (_LABEL, TEXT_WIDTH - _LABEL)


def minutes_page() -> WordDocument:
    """Return 支援会議記録."""
    document = blank_page("支援会議記録")
    document.add_paragraph("{{種別|必須}}記録{{回|括弧}}", style=TITLE)
    _meeting(document)
    document.add_paragraph("事例の状況", style=HEADING)
    _situation(document)
    document.add_paragraph("協議の結果", style=HEADING)
    _results(document)
    document.add_paragraph("役割分担", style=HEADING)
    _roles(document)
    document.add_paragraph("今後の予定", style=HEADING)
    _afterwards(document)
    paper = "事例番号 {{事例番号}}　{{開催回の表記}}"
    finish_page(document, care=True, footer_left=paper, note="{{守秘の注記}}")
    return document


def _meeting(document: WordDocument) -> None:
    form = FormTable.on(document, _WIDTHS, "会議の概要")
    form.row_if("訂正日", "訂正", (TEXT, "{{訂正日}}　{{訂正理由}}"))
    form.row("事例番号", (TEXT, "{{事例番号}}"))
    form.row("事例", (TEXT, "{{見出し}}"))
    form.row("会議種別", (TEXT, "{{開催回の表記}}{{根拠条文|括弧}}"))
    form.row("開催日時", (TEXT, "{{開催日時|必須}}"))
    for name in ("場所", "主催", "司会", "記録者"):
        form.row_if(name, name, (TEXT, f"{{{{{name}}}}}"))
    form.row_if(
        "出席者",
        "出席者",
        (MARK, "{{#出席者}}"),
        (TEXT, "{{機関}}{{?職}}　{{職}}{{/職}}{{?氏名}}　{{氏名}}{{/氏名}}"),
        (MARK, "{{/出席者}}"),
        whole=False,
    )
    form.row_if("欠席者", "欠席者", (TEXT, "{{欠席者}}"))
    form.row("支援関係機関", (TEXT, "{{支援関係機関}}"))
    form.row_if("議題", "議題", (BULLET, "・{{議題.各項目}}"))
    form.row_if(
        "配付資料",
        "配付資料",
        (MARK, "{{#配付資料}}"),
        (BULLET, "・{{資料名}}{{部数|括弧}}{{?回収}}　{{回収}}{{/回収}}"),
        (MARK, "{{/配付資料}}"),
    )
    form.row_if("守秘告知", "守秘義務の告知", (TEXT, "{{守秘告知}}"))


def _situation(document: WordDocument) -> None:
    form = FormTable.on(document, _WIDTHS, "事例の状況")
    form.row("{{状況見出し|空欄 支援対象の本人の状況}}", (TEXT, "{{状況}}"), whole=False)
    form.row("相談に至った経緯", (TEXT, "{{経緯}}"), whole=False)
    form.row("本人の希望、支援者の課題", (TEXT, "{{希望と課題.話者付き}}"), whole=False)


def _results(document: WordDocument) -> None:
    form = FormTable.on(document, _WIDTHS, "協議の結果")
    form.row("情報の整理\n対応・支援の検討", (BULLET, "・{{検討.各項目}}"), whole=False)
    form.row_if("協議内容", "協議内容", (BULLET, "・{{協議内容.各項目}}"), whole=False)
    form.row_if("決定事項", "決定事項", (BULLET, "・{{決定事項.各項目}}"), whole=False)
    form.row_if("不足資源", "不足する社会資源", (BULLET, "・{{不足資源.各項目}}"))
    form.row("残課題", (BULLET, "・{{残課題.各項目}}"), (TEXT, "{{^残課題}}－{{/残課題}}"))


def _roles(document: WordDocument) -> None:
    table = add_table(document, (680, 4649, 2154, 1871), "役割分担")
    heading_row(table, ("番号", "内容", "担当機関", "期限"))
    text_row(
        table,
        [
            [(CENTRED, "{{役割分担.番号}}")],
            [(TEXT, "{{役割分担.内容}}")],
            [(TEXT, "{{役割分担.担当機関|空欄 －}}")],
            [(TEXT, "{{役割分担.期限|空欄 －}}")],
        ],
    )


def _afterwards(document: WordDocument) -> None:
    form = FormTable.on(document, _WIDTHS, "今後の予定")
    form.row_if("モニタリング時期", "モニタリング時期", (TEXT, "{{モニタリング時期}}"))
    form.row("次回", (TEXT, "{{次回|空欄 －}}"))
    form.row_if("記録日", "記録日", (TEXT, "{{記録日}}"))
    form.row_if(
        "記録確定日",
        "記録の確定",
        (TEXT, "{{記録確定日}}{{?確認者}}　確認者 {{確認者}}{{/確認者}}"),
    )
