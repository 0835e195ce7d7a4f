"""Rows, columns, blocks and merges: what people do to the shape of a form."""

from __future__ import annotations

from drafts import DraftCell, DraftSheet
from jusoforms.sheets.grid import Area
from mess.bases import CASE, CATALOGUE, MEETING
from mess.kinds import Scene, kind

LABELS = {CASE: "label:経緯", CATALOGUE: "label:内容", MEETING: "label:担当課"}
VALUES = {CASE: "経緯", CATALOGUE: "個別1.事業名", MEETING: "担当課"}
VALUE_PATHS = {CASE: "経緯", CATALOGUE: "事業.0.個別事業.0.名称", MEETING: "担当課"}


def row_of(scene: Scene, tag: str) -> tuple[DraftSheet, int]:
    sheet, row, _ = scene.draft.where(tag)
    return sheet, row


@kind("上に行を挿入", "rows")
def rows_above(scene: Scene) -> None:
    """Two rows above everything, for a stamp that is not there."""
    scene.main.insert_rows(1, 2)


@kind("項目の間に空行を挿入", "rows")
def rows_between(scene: Scene) -> None:
    """An empty row between two labelled rows, or two programs."""
    tag = {CASE: "経緯", CATALOGUE: "個別2.内容", MEETING: "担当課"}[scene.form]
    sheet, row = row_of(scene, tag)
    sheet.insert_rows(row)


@kind("名前のない表の帯と見出しの間に行を挿入", "rows household names", (MEETING,))
def rows_under_band(scene: Scene) -> None:
    """Three empty rows between ■ 世帯員 and the table's headings: still that table's headings."""
    sheet, row = row_of(scene, "label:世帯員.呼称")
    sheet.names.pop("世帯員", None)
    sheet.insert_rows(row, 3)


@kind("左に列を挿入", "columns")
def column_left(scene: Scene) -> None:
    scene.main.insert_columns(1)


@kind("見出しと値の間に列を挿入", "columns")
def column_between(scene: Scene) -> None:
    scene.main.insert_columns(scene.draft.where(VALUES[scene.form])[2])


@kind("右に列を挿入", "columns")
def column_right(scene: Scene) -> None:
    scene.main.insert_columns(scene.main.last_column)


@kind("様式全体を移動", "rows columns layout hidden overlay print merge:value")
def moved_whole(scene: Scene) -> None:
    """All cells cut and pasted three rows down and two columns right; the print area stays."""
    sheet = scene.main
    sheet.move(Area(1, 1, sheet.last_row, sheet.last_column), 3, 2)
    sheet.print_area = None


@kind("見出しの行を入れ替え", "rows order", (CASE, MEETING))
def rows_swapped(scene: Scene) -> None:
    """A labelled row cut and inserted above another one."""
    tag, above = ("経緯", "支援関係機関") if scene.form == CASE else ("主担当機関", "受付日")
    sheet, row = row_of(scene, tag)
    _, to = row_of(scene, above)
    sheet.insert_rows(to)
    row += row >= to
    sheet.move(Area(row, 1, row, sheet.last_column), to - row, 0)
    sheet.delete_rows(row)


@kind("表の列を入れ替え", "columns order", (CATALOGUE, MEETING))
def columns_swapped(scene: Scene) -> None:
    if scene.form == CATALOGUE:
        left, right, (top, bottom) = "label:事業名", "label:内容", (3, scene.main.last_row)
    else:
        left, right = "label:世帯員.続柄", "label:世帯員.姓"
        named = scene.main.names["世帯員"]
        assert named
        top, bottom = named.top, named.bottom
    sheet, _, one = scene.draft.where(left)
    other = scene.draft.where(right)[2]
    for row in range(top, bottom + 1):
        a, b = sheet.cells.pop((row, one), None), sheet.cells.pop((row, other), None)
        sheet.cells |= {(row, other): a} if a else {}
        sheet.cells |= {(row, one): b} if b else {}


@kind("節を下へ移動", "rows order sections print", (MEETING,))
def section_moved(scene: Scene) -> None:
    """The section 同意 cut and pasted below the last one."""
    sheet, top = row_of(scene, "label:同意.有無")
    block = Area(top - 1, 1, top + 2, sheet.last_column)
    down = sheet.last_row + 2 - block.top
    sheet.move(block, down, 0)
    assert sheet.print_area
    sheet.print_area = Area(1, 1, sheet.last_row, sheet.print_area.right)


@kind("予備の行を削除", "rows spare", (CATALOGUE, MEETING))
def spare_rows_cut(scene: Scene) -> None:
    if scene.form == CATALOGUE:
        scene.main.delete_rows(12, scene.main.last_row - 11)
        return
    for tag in ("世帯員.5.呼称", "支援関係機関.6", "会議2.役割分担.7.内容"):
        sheet, row = row_of(scene, tag)
        sheet.delete_rows(row, 3)


@kind("項目の行を削除", "rows deleted words", (CASE, MEETING))
def row_deleted(scene: Scene) -> None:
    """The row is gone with what was in it: nothing to read, and a word that it is missing."""
    tag = "経緯" if scene.form == CASE else "担当課"
    sheet, row = row_of(scene, tag)
    sheet.delete_rows(row)
    scene.set(tag, "")
    if scene.form == MEETING:
        scene.set("担当者", "")
    scene.tell(sheet)


@kind("値のセルを結合", "merge:value")
def value_merged(scene: Scene) -> None:
    """The value's cell merged with empty cells to its right and below."""
    tag, _ = scene.words
    sheet, row, column = scene.draft.where(tag)
    if scene.form == CATALOGUE:
        sheet.insert_columns(column + 1)
        sheet.merge(Area(row, column, row, column + 1))
    else:
        sheet.insert_rows(row + 1)
        sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
        sheet.merge(Area(row, column, row + 1, max(column + 2, sheet.last_column)))


@kind("見出しのセルを結合", "merge:label merge:value merge:under", (CASE, MEETING))
def label_merged(scene: Scene) -> None:
    """The label merged over two rows, an empty row having been put in; the value too."""
    tag = VALUES[scene.form]
    sheet, row, column = scene.draft.where(tag)
    label = scene.draft.where(LABELS[scene.form])[2]
    sheet.insert_rows(row + 1)
    sheet.merge(Area(row, label, row + 1, label))
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    sheet.merge(Area(row, column, row + 1, column))


@kind("見出しと値を結合", "merge:across merge:value merge:label label below words", (CASE, MEETING))
def merged_across(scene: Scene) -> None:
    """Label and value merged: Excel shows the label alone; what the value was cannot be seen."""
    tag, path = scene.words
    sheet, row, column = scene.draft.where(tag)
    label = scene.draft.where(f"label:{tag}")[2]
    right = sheet.area_of(row, column).right
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    sheet.merge(Area(row, label, row, right))
    scene.ask(tag, f"label:{tag}", stakes=[path])


@kind("結合の下に文字", "merge:under merge:value words")
def text_under_merge(scene: Scene) -> None:
    """An older text lies unseen under the merged cell of a value."""
    tag, _ = scene.words
    sheet, row, column = scene.draft.where(tag)
    if scene.form == CATALOGUE:
        sheet.insert_columns(column + 1)
    right = sheet.area_of(row, column).right
    right = max(right, column + 1)
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    sheet.merge(Area(row, column, row, right))
    under = sheet.cells[row, right] = DraftCell("古い文", "under")
    scene.tell(under, tag)


@kind("値が見出しの下", "below order rows columns merge:value", (CASE,))
def values_below(scene: Scene) -> None:
    """Every value stands under its label instead of beside it."""
    sheet, rows = scene.main, {}
    for (row, column), cell in list(sheet):
        if column == 3 and cell.tag:
            rows[row] = sheet.cells.pop((row, column))
    for row in sorted(rows, reverse=True):
        sheet.insert_rows(row + 1)
        sheet.cells[row + 1, 2] = rows[row]


@kind("1つだけ値が見出しの下", "below words rows", (CASE, MEETING))
def one_value_below(scene: Scene) -> None:
    """One value stands in a row of its own under its label, the others beside theirs."""
    tag, path = scene.words
    sheet, row, column = scene.draft.where(tag)
    label = scene.draft.where(f"label:{tag}")[2]
    sheet.insert_rows(row + 1)
    text = sheet.cells[row, column].text
    sheet.cells[row, column].content = ""
    below = sheet.cells[row + 1, label] = DraftCell(text, "below")
    scene.may_ask(tag, f"label:{tag}", below, stakes=[path])


@kind("行の高さをそろえた空列", "columns gap merge:value merge:label merge:under", (CASE,))
def gap_between(scene: Scene) -> None:
    """Narrow empty columns between all parts, as on squared paper, and everything merged."""
    sheet = scene.main
    sheet.insert_columns(3, 4)
    sheet.insert_columns(8, 6)
    for (row, column), cell in list(sheet):
        if cell.tag.startswith("label:"):
            sheet.merge(Area(row, 2, row, 6))
        elif column == 7 and cell.tag:
            sheet.merge(Area(row, 7, row, 13))


@kind("表紙のシート", "sheets:cover")
def cover(scene: Scene) -> None:
    """A first sheet that says whose file it is, and nothing of the form."""
    sheet = DraftSheet("表紙", "cover")
    sheet.put("B3", "福祉総合課 内部資料")
    sheet.put("B5", "取扱注意")
    scene.draft.sheets.insert(0, sheet)


@kind("見出し行の繰り返し", "rows heads", (CATALOGUE, MEETING))
def heads_again(scene: Scene) -> None:
    """The table's heading row stands once more further down, as on a second page."""
    if scene.form == CATALOGUE:
        sheet, row = row_of(scene, "事業2.内容")
        top = row_of(scene, "label:内容")[1]
    else:
        sheet, row = row_of(scene, "会議2.役割分担.3.内容")
        top = row_of(scene, "label:会議2.役割分担.内容")[1]
    sheet.insert_rows(row)
    for column in range(1, sheet.last_column + 1):
        head = sheet.cells.get((top, column))
        if head and head.text:
            sheet.cells[row, column] = DraftCell(head.text, f"again:{column}")
    again = [cell for cell in sheet.cells.values() if cell.tag.startswith("again:")]
    # A second heading is no role; but whoever is not sure may ask.
    scene.may_ask(*again, stakes=[] if scene.form == CATALOGUE else ["会議.1.役割分担", "役割分担"])
