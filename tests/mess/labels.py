"""Labels: padded, broken, abbreviated, reworded, numbered, written twice."""

from __future__ import annotations

from drafts import DraftCell, Run
from jusoforms.sheets.grid import Area
from mess.bases import CASE, CATALOGUE, MEETING
from mess.kinds import Scene, kind
from mess.structure import LABELS, VALUE_PATHS, VALUES, row_of


def label(scene: Scene, text: str) -> None:
    scene.put(LABELS[scene.form], text)


def printed(scene: Scene) -> str:
    return scene.draft.text(LABELS[scene.form])


@kind("見出しに全角空白", "label")
def padded(scene: Scene) -> None:
    """担　当　課: letters set apart to fill the cell."""
    label(scene, "　".join(printed(scene)))


@kind("見出しに改行", "label")
def broken(scene: Scene) -> None:
    """Alt+Enter in the middle of a label, so that it fits its column."""
    text = printed(scene)
    label(scene, f"{text[:2]}\n{text[2:]}")


@kind("見出しを縦書きに改行", "label")
def upright(scene: Scene) -> None:
    """One letter a line: an upright label made by hand."""
    label(scene, "\n".join(printed(scene)))


@kind("見出しの前後に空白と改行", "label")
def blanks_around(scene: Scene) -> None:
    label(scene, f" \u3000{printed(scene)}\u00a0\n")


@kind("見出しの後にコロン", "label", (CASE, MEETING))
def colon_after(scene: Scene) -> None:
    """経緯：, with the value in its own cell as before."""
    label(scene, f"{printed(scene)}：")


@kind("見出しが半角カナ", "label", (MEETING,))
def narrow_kana(scene: Scene) -> None:
    scene.put("label:世帯員.ふりがな", "ﾌﾘｶﾞﾅ")


@kind("見出しが別の言い方", "label", (CASE, CATALOGUE, MEETING))
def alias(scene: Scene) -> None:
    """A label in other words that the vocabulary knows."""
    if scene.form == MEETING:
        scene.put("label:事例番号", "ケース番号")
        scene.put("label:会議2.役割分担.番号", "Ｎｏ．")
        scene.put("label:会議2.役割分担.期限", "いつまでに")
    else:
        label(scene, {CASE: "相談の経緯", CATALOGUE: "事業内容"}[scene.form])


@kind("見出しが知らない言い方", "words label names")
def reworded(scene: Scene) -> None:
    """Words that no vocabulary knows. A named cell is still certain; else a person must be asked."""
    words = {CASE: "これまでのいきさつ", CATALOGUE: "どんなことをするか", MEETING: "所管"}
    label(scene, words[scene.form])
    if scene.form == CASE:
        scene.ask(VALUES[CASE], LABELS[CASE], stakes=["経緯"])
    elif scene.form == CATALOGUE:
        scene.ask(scene.main, None, stakes=[""])


@kind("見出しの書き間違い", "words label", (CASE,))
def misspelt(scene: Scene) -> None:
    """A slip of the pen: a reader may see what is meant, and else asks."""
    label(scene, "相談に至つた経緯")
    scene.may_ask(VALUES[CASE], LABELS[CASE], stakes=["経緯"])


@kind("見出しに番号や印", "words label names", (CASE, MEETING))
def numbered(scene: Scene) -> None:
    """４ 相談に至った経緯 ※: a number before and a mark behind."""
    label(scene, f"４　{printed(scene)}※")
    if scene.form == CASE:
        scene.may_ask(VALUES[CASE], LABELS[CASE], stakes=["経緯"])


@kind("見出しに必須の印", "words label names", (CASE, MEETING))
def required_mark(scene: Scene) -> None:
    label(scene, f"{printed(scene)}（必須）")
    if scene.form == CASE:
        scene.may_ask(VALUES[CASE], LABELS[CASE], stakes=["経緯"])


@kind("見出しにふりがなと赤字", "label")
def ruby_label(scene: Scene) -> None:
    text = printed(scene)
    cell = scene.cell(LABELS[scene.form])
    cell.content = (Run(text[:1], ruby="ふり"), Run(text[1:], ruby="がな"))
    cell.red = True


@kind("見出しと値が1つのセル", "label words", (CASE,))
def inline_value(scene: Scene) -> None:
    """相談に至った経緯：母の介護を… in the label's own cell, nothing beside it."""
    text = scene.draft.text("経緯")
    scene.put("経緯", "")
    label(scene, f"{printed(scene)}：{text}")


@kind("名前なしで見出しと値が1つのセル", "label names", (MEETING,))
def inline_unnamed(scene: Scene) -> None:
    sheet = scene.main
    del sheet.names["担当課"]
    text = scene.draft.text("担当課")
    scene.put("担当課", "")
    label(scene, f"担当課: {text}")


@kind("同じ見出しが2つ、片方は空", "words label twice rows merge:label", (CASE,))
def twice_empty(scene: Scene) -> None:
    """A row copied and its copy never filled in."""
    sheet, row = row_of(scene, "経緯")
    sheet.insert_rows(row + 1)
    sheet.cells[row + 1, 2] = DraftCell(printed(scene), "label again")


@kind(
    "同じ見出しが2つ、内容が違う", "words label twice rows merge:label merge:value", (CASE, MEETING)
)
def twice_filled(scene: Scene) -> None:
    """Which of the two holds, only its writer knows."""
    tag = VALUES[scene.form]
    sheet, row, column = scene.draft.where(tag)
    sheet.insert_rows(row + 1)
    left = scene.draft.where(LABELS[scene.form])[2]
    again = sheet.cells[row + 1, left] = DraftCell(printed(scene), "label again")
    other = sheet.cells[row + 1, column] = DraftCell("別の内容", "value again")
    scene.ask(tag, LABELS[scene.form], again, other, stakes=[VALUE_PATHS[scene.form]])


@kind("見出しだけ別の列に", "label columns", (CASE,))
def label_apart(scene: Scene) -> None:
    """The label's cell moved one column to the left of its neighbours."""
    sheet, row, column = scene.draft.where(LABELS[CASE])
    sheet.move(Area(row, column, row, column), 0, -1)


@kind("見出しが旧字や異体字", "words label", (CASE,))
def variant_letters(scene: Scene) -> None:
    """經緯: the same word in old letters; a reader may know it, and else asks."""
    label(scene, "相談に至った經緯")
    scene.may_ask(VALUES[CASE], LABELS[CASE], stakes=["経緯"])


@kind("見出しにゼロ幅の文字", "words label")
def zero_width(scene: Scene) -> None:
    """Unseen in Excel; the label is what it seems to be, or is asked about."""
    text = printed(scene)
    label(scene, f"\ufeff{text[:1]}\u200b{text[1:]}")
    if scene.form == CASE:
        scene.may_ask(VALUES[CASE], LABELS[CASE], stakes=["経緯"])
    elif scene.form == CATALOGUE:
        scene.may_ask(scene.main, None, stakes=[""])
