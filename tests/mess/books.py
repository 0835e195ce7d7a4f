"""The workbook as a whole: sheets renamed, copied, in another order; other programs' files."""

from __future__ import annotations

import io
import re
import zipfile

from drafts import DraftSheet, Formula
from jusoforms.sheets.grid import Area
from mess.bases import CASE, CATALOGUE, MEETING, base_of
from mess.kinds import Scene, kind

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@kind("シート名の変更", "sheets:name")
def renamed(scene: Scene) -> None:
    """What a sheet is called says nothing of what it is."""
    scene.draft.rename(scene.main, "R7.9 (青木)")
    for key in ("会議1", "会議2"):
        if scene.form == MEETING:
            scene.draft.rename(scene.draft.sheet(key), f"R7 {key}")


@kind("シートの順番を逆に", "sheets:order")
def reversed_tabs(scene: Scene) -> None:
    """Meetings by their days, not by their tabs."""
    scene.draft.sheets.reverse()


@kind("余ったシート Sheet1", "sheets:spare")
def spare_sheet(scene: Scene) -> None:
    scene.draft.sheets.append(DraftSheet("Sheet1", "spare"))


@kind("Sheet1 に下書き", "sheets:spare")
def draft_sheet(scene: Scene) -> None:
    """A sheet of scribbles is no form; where the form has several sheets, that is said."""
    sheet = DraftSheet("Sheet1", "spare")
    sheet.put("A1", "母の通院：毎週火曜")
    sheet.put("B3", "電話：03-0000-0000")
    scene.draft.sheets.append(sheet)


@kind("記入例のシートに文字", "sheets:example")
def example_filled(scene: Scene) -> None:
    """記入例 is never the case, whatever stands on it."""
    sheet = scene.draft.copy_sheet(scene.main, "記入例（R7改訂）", "example")
    for _, cell in sheet:
        cell.tag = ""
        if len(cell.text) > 12:
            cell.content = f"{cell.text}（例）"


@kind("原本のシート", "sheets:original")
def original(scene: Scene) -> None:
    """The filled sheet copied as 原本 before it was changed."""
    made = scene.draft.copy_sheet(scene.main, "原本", "original")
    for cell in made.cells.values():
        cell.tag = ""


@kind("シートのコピーが2件目に", "sheets:copy label", (CASE, CATALOGUE, MEETING))
def copied_filled(scene: Scene) -> None:
    """事例 (2) is filled in otherwise: which of the two, or both, a person must say."""
    made = scene.draft.copy_sheet(scene.main, f"{scene.main.name} (2)", "copy")
    for cell in made.cells.values():
        cell.tag = ""
    scene.ask(None, stakes=[""])


@kind("空のシートのコピー", "sheets:copy", (CASE,))
def copied_blank(scene: Scene) -> None:
    """A copy with the labels alone was never filled in."""
    made = scene.draft.copy_sheet(scene.main, "事例 (2)", "copy")
    for cell in made.cells.values():
        if not cell.tag.startswith("label:"):
            cell.content = ""
        cell.tag = ""


@kind("未記入の会議のシート", "sheets:copy meetings", (MEETING,))
def blank_meeting(scene: Scene) -> None:
    """A third sheet prepared for a meeting that is not yet planned."""
    source = scene.draft.sheet("会議2")
    made = scene.draft.copy_sheet(source, "第3回", "会議3")
    for cell in made.cells.values():
        if cell.tag and not cell.tag.startswith(("label:", "band:")) and "番号" not in cell.tag:
            cell.content = ""
        cell.tag = ""


@kind("同じ回の会議が2枚", "meetings sheets:copy", (MEETING,))
def same_meeting(scene: Scene) -> None:
    """第2回 copied and not renumbered: two of one number."""
    scene.put("会議1.回", "第2回")
    scene.ask(None, stakes=[""])


@kind("ブックの名前が #REF!", "names", (MEETING,))
def broken_names(scene: Scene) -> None:
    """Names whose cells were deleted once and typed anew: the labels still tell."""
    for name in ("担当課", "件名", "経緯"):
        scene.main.names[name] = None


@kind("欄の名前がすべてない", "names", (MEETING,))
def no_names(scene: Scene) -> None:
    """Copied sheet by sheet into a new workbook: no names, labels alone."""
    for sheet in scene.draft.sheets:
        sheet.names.clear()


@kind("様式の名前がない", "form-name")
def no_form_name(scene: Scene) -> None:
    """The labels tell the form."""
    scene.draft.names.pop("jusoforms_form", None)


@kind("様式の名前も欄の名前もない", "form-name names", (MEETING,))
def no_names_at_all(scene: Scene) -> None:
    scene.draft.names.clear()
    for sheet in scene.draft.sheets:
        sheet.names.clear()


@kind("ブック全体の名前が重なる", "names rows columns", (MEETING,))
def global_doubles(scene: Scene) -> None:
    """A name of the workbook beside the sheet's own, pointing to an empty cell: the own one wins."""
    scene.draft.names["担当課"] = f"'{scene.main.name}'!$B$11"


@kind("名前が別のセルを指す", "names", (MEETING,))
def names_stray(scene: Scene) -> None:
    """The name of 担当課 points to 受付日's cell: its label knows better, or a person is asked."""
    scene.main.names["担当課"] = scene.main.names["受付日"]
    scene.may_ask("担当課", "受付日", "label:担当課", stakes=["担当課", "受付日"])


@kind("Strict OOXML", "file")
def strict(scene: Scene) -> None:
    scene.draft.strict = True


@kind("共有文字列なし", "file")
def inline(scene: Scene) -> None:
    """Texts in the cells, as libraries write."""
    scene.draft.inline = True


@kind("スタイルの部品なし", "file date words copies held born label paint")
def no_styles(scene: Scene) -> None:
    scene.draft.styles = False


@kind("マクロ有効ブック", "file")
def macros(scene: Scene) -> None:
    scene.draft.macros = True


@kind("シートの保護", "view")
def protected(scene: Scene) -> None:
    for sheet in scene.draft.sheets:
        sheet.raw["sheetProtection"] = '<sheetProtection sheet="1" password="CC1A" objects="1"/>'


@kind("ウィンドウ枠の固定と拡大", "view")
def frozen(scene: Scene) -> None:
    scene.main.raw["sheetViews"] = (
        '<sheetViews><sheetView workbookViewId="0" zoomScale="70" showGridLines="0"><pane ySplit="3"'
        ' topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )


@kind("条件付き書式", "view")
def conditional(scene: Scene) -> None:
    scene.main.raw["conditionalFormatting"] = (
        '<conditionalFormatting sqref="A1:C40"><cfRule type="containsText" priority="1"'
        ' operator="containsText" text="母"><formula>NOT(ISERROR(SEARCH("母",A1)))</formula>'
        "</cfRule></conditionalFormatting>"
    )


@kind("入力規則", "view")
def validations(scene: Scene) -> None:
    scene.main.raw["dataValidations"] = (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="B4:C6">'
        '<formula1>"有,無"</formula1></dataValidation></dataValidations>'
    )


@kind("オートフィルター", "view")
def auto_filter(scene: Scene) -> None:
    scene.main.raw["autoFilter"] = f'<autoFilter ref="A3:C{scene.main.last_row}"/>'


def in_part(data: bytes, part: str, pattern: str, new: str) -> bytes:
    """Return the package with what a pattern finds in one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == part:
                text, count = re.subn(pattern, new, body.decode("utf-8"))
                assert count, (part, pattern)
                body = text.encode("utf-8")
            target.writestr(name, body)
    return made.getvalue()


@kind("外部ブックへのリンク", "links words")
def external_link(scene: Scene) -> None:
    """A formula that points to another workbook, with what it last showed."""
    scene.write(Formula("[1]Sheet1!B2", "他のブックの文"), "他のブックの文")
    scene.tell(scene.words[0], None)
    scene.draft.parts |= {
        "xl/externalLinks/externalLink1.xml": (
            b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        )
    }
    scene.finishing.append(
        lambda data: in_part(
            data,
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rIdX" Type="{_OFFICE}/externalLink"'
            ' Target="externalLinks/externalLink1.xml"/></Relationships>',
        )
    )


@kind("dimension が嘘", "xml")
def false_dimension(scene: Scene) -> None:
    scene.finishing.append(
        lambda data: in_part(
            data, "xl/worksheets/sheet1.xml", "<sheetData>", '<dimension ref="A1"/><sheetData>'
        )
    )


@kind("最終行に書式だけのセル", "xml")
def far_cell(scene: Scene) -> None:
    """A formatted cell at the end of the sheet says nothing and costs nothing."""
    scene.finishing.append(
        lambda data: in_part(
            data, "xl/worksheets/sheet1.xml", "</sheetData>",
            '<row r="1048576"><c r="XFD1048576"/></row></sheetData>',
        )
    )  # fmt: skip


@kind("列全体を結合", "xml beside")
def wide_merge(scene: Scene) -> None:
    """Columns right of the form merged from top to bottom."""
    scene.main.merge(Area(1, 30, 1000, 31))


@kind("様式が2種類入ったブック", "sheets:two form-name", (CASE,))
def two_forms(scene: Scene) -> None:
    """A 事業一覧 beside the case: one is taken, and the other is not passed over in silence."""
    other = base_of(CATALOGUE).draft.sheets[0]
    for cell in other.cells.values():
        cell.tag = ""
    other.key = "other"
    scene.draft.sheets.append(other)
    scene.tell(other, None)
