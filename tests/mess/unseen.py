"""What is not on the face of the form: hidden, not printed, beside it, over it."""

from __future__ import annotations

from drafts import DraftCell, DraftSheet, Lying
from jusoforms.sheets.grid import Area
from mess.bases import CASE, CATALOGUE, MEETING
from mess.kinds import Scene, kind
from mess.structure import VALUES


@kind("値の行が非表示", "words hidden order")
def hidden_row(scene: Scene) -> None:
    """Filled in, then hidden: whether it is to be read, a person must say."""
    tag, path = scene.words
    sheet, row, _ = scene.draft.where(tag)
    sheet.hidden_rows.add(row)
    label = [f"label:{tag}"] if scene.form != CATALOGUE else ["個別1.内容"]
    scene.ask(tag, *label, stakes=[path, "事業"] if scene.form == CATALOGUE else [path])


@kind("最後の事業の行が非表示", "hidden last", (CATALOGUE,))
def hidden_last(scene: Scene) -> None:
    """The last program hidden, so that no number is missing: left out, or read? Asked."""
    sheet, row, _ = scene.draft.where("事業3.内容")
    sheet.hidden_rows.add(row)
    scene.ask("事業3.内容", "事業3.事業名", "事業3.形態", stakes=["事業"])


@kind("様式の外の非表示の行に文字", "hidden rows order")  # with other columns it is asked
def hidden_row_outside(scene: Scene) -> None:
    sheet = scene.main
    row = sheet.last_row + 3
    memo = sheet.cells[row, 1] = DraftCell("内部の控え", "memo")
    sheet.hidden_rows.add(row)
    scene.tell(memo)


@kind("空の行が非表示", "hidden rows")
def hidden_empty(scene: Scene) -> None:
    """Spare rows out of sight hide nothing."""
    sheet = scene.main
    fixed = {CASE: 3, CATALOGUE: 20}.get(scene.form)
    row = fixed or scene.draft.where("世帯員.8.呼称")[1]
    sheet.hidden_rows.add(row)


@kind("値の列が非表示", "words hidden columns", (CASE,))
def hidden_column(scene: Scene) -> None:
    """The column of all values hidden: nothing of the form can be seen."""
    sheet, _, column = scene.draft.where("経緯")
    sheet.hidden_columns.add(column)
    scene.ask(sheet, stakes=[""])


@kind("表の列が非表示", "hidden columns household born", (MEETING,))
def hidden_table_column(scene: Scene) -> None:
    """The column of ages hidden, with ages in it."""
    sheet, _, column = scene.draft.where("世帯員.1.年代")
    sheet.hidden_columns.add(column)
    scene.ask(sheet, stakes=["世帯員", "同意", "時期"])


@kind("フィルターで隠れた行", "words hidden order")
def filtered(scene: Scene) -> None:
    """Hidden by a filter: the same as hidden by hand."""
    sheet = scene.main
    sheet.raw["autoFilter"] = f'<autoFilter ref="A3:C{sheet.last_row}"/>'
    hidden_row(scene)


@kind("グループ化で畳んだ空の行", "hidden rows")
def folded_rows(scene: Scene) -> None:
    hidden_empty(scene)


@kind("様式の横のメモ", "beside print")
def memo_beside(scene: Scene) -> None:
    """Outside the print area, beside the form: no field's, and said."""
    sheet = scene.main
    assert sheet.print_area
    column = sheet.print_area.right + 3
    memo = sheet.cells[5, column] = DraftCell("要確認：母の入院日", "memo")
    scene.tell(memo)


@kind("様式の下のメモ", "beside rows")
def memo_below(scene: Scene) -> None:
    sheet = scene.main
    memo = sheet.cells[sheet.last_row + 4, 1] = DraftCell("担当者の控え", "memo")
    scene.may_ask(memo)
    scene.tell(memo)


@kind("印刷範囲が途中まで", "print words", (CASE, MEETING))
def print_area_short(scene: Scene) -> None:
    """The print area ends above a filled row: that row is not printed; a person must say."""
    sheet = scene.main
    tag = "経緯"
    row = scene.draft.where(tag)[1]
    assert sheet.print_area
    sheet.print_area = Area(1, 1, row - 1, sheet.print_area.right)
    scene.ask(sheet, stakes=[""])


@kind("印刷範囲なし", "print")
def no_print_area(scene: Scene) -> None:
    for sheet in scene.draft.sheets:
        sheet.print_area = None


def _over(kind_of: str, scene: Scene, text: str) -> None:
    tag = VALUES[scene.form]
    sheet, row, column = scene.draft.where(tag)
    sheet.lying.append(Lying(kind_of, Area(row, column, row, column), text))
    scene.tell(tag, sheet, quoting=text[:8])


@kind("コメント（メモ）", "overlay")
def comment(scene: Scene) -> None:
    """A note's words are no field's, and are listed."""
    _over("comment", scene, "母の入院は7月から。次回に確認")


@kind("スレッド形式のコメント", "overlay")
def thread(scene: Scene) -> None:
    """The words of the thread, not what Excel says to old versions."""
    _over("thread", scene, "母の入院は7月から。次回に確認")


@kind("テキストボックス", "overlay")
def text_box(scene: Scene) -> None:
    _over("textbox", scene, "追記：長男が同席を希望")


@kind("画像", "overlay")
def picture(scene: Scene) -> None:
    """There may be words in it; that it is there has to be said."""
    _over("picture", scene, "")


@kind("様式の外のテキストボックス", "overlay")
def text_box_outside(scene: Scene) -> None:
    sheet = scene.main
    area = Area(sheet.last_row + 2, 2, sheet.last_row + 4, 3)
    sheet.lying.append(Lying("textbox", area, "上司の助言"))
    scene.tell(sheet, quoting="上司の助言")


@kind("空のテキストボックス", "overlay")
def empty_box(scene: Scene) -> None:
    """A frame without words says nothing."""
    sheet = scene.main
    sheet.lying.append(Lying("textbox", Area(1, 1, 2, 2)))


@kind("非表示のシートに控え", "sheets:hidden")
def hidden_notes(scene: Scene) -> None:
    """A hidden sheet that is no form: nothing to ask."""
    sheet = DraftSheet("控え", "hidden", state="hidden")
    sheet.put("A1", "旧様式の控え")
    scene.draft.sheets.append(sheet)


@kind("非表示のシートに記入済みの会議", "sheets:hidden meetings", (MEETING,))
def hidden_meeting(scene: Scene) -> None:
    """A filled meeting on a hidden sheet: read or left out, a person must say."""
    sheet = scene.draft.sheet("会議1")
    sheet.state = "hidden"
    scene.ask(sheet, None, stakes=[""])


@kind("完全に非表示のシート", "sheets:hidden")
def very_hidden(scene: Scene) -> None:
    sheet = DraftSheet("設定", "veryhidden", state="veryHidden")
    sheet.put("A1", "v1")
    scene.draft.sheets.append(sheet)


@kind("値のセルの下の欄外に矢印の文", "beside words merge:value merge:under print", (CASE,))
def arrow_note(scene: Scene) -> None:
    """A remark to the right of a value, inside the print area: no column of the form's."""
    sheet, row, column = scene.draft.where("経緯")
    assert sheet.print_area
    note = sheet.cells[row, column + 1] = DraftCell("←要確認", "note")
    scene.ask("経緯", note, stakes=["経緯"])


@kind("白い文字", "words", (CASE, MEETING))
def white(scene: Scene) -> None:
    """Colour has no meaning; what is in the cell is read."""
    scene.cell(scene.words[0]).red = True


@kind("色で塗った行", "paint")
def painted(scene: Scene) -> None:
    for _, cell in scene.main:
        cell.red = True
