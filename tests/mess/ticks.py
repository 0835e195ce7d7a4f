"""Ticks and circles: one of several printed answers chosen, in every way people choose."""

from __future__ import annotations

from drafts import DraftCell, Lying, Run
from jusoforms.problems import Severity
from jusoforms.sheets.grid import Area
from mess.bases import CATALOGUE, MEETING
from mess.kinds import Scene, kind

GIVEN = "同意.有無"


def _chosen(text: str, name: str = "") -> None:
    @kind(f"同意に「{name or text}」", "consent", (MEETING,))
    def chosen(scene: Scene) -> None:
        """有 is ticked among the printed answers; the value is 有, not the whole line."""
        scene.put(GIVEN, text)
        scene.may_ask(GIVEN, stakes=["同意"])


def _worded(text: str) -> None:
    @kind(f"同意に「{text}」", "consent", (MEETING,))
    def worded(scene: Scene) -> None:
        """As good as 有, in a word of one's own: understood, or kept with a word about it."""
        scene.put(GIVEN, text)
        scene.may_ask(GIVEN, stakes=["同意"], least=Severity.WARNING)


for _text in (
    "☑有　□無　□未確認",
    "☑有 ☐無 ☐未確認",
    "■有　□無　□未確認",
    "●有　○無　○未確認",
    "◎有　○無　○未確認",
    "✓有　□無　□未確認",
    "✔有 □無 □未確認",
    "レ有　□無　□未確認",
    "☒有　☐無　☐未確認",
    "有☑　無□　未確認□",
    "○有　・　無　・　未確認",
    "〇有・無・未確認",
    "◯有・無・未確認",
    "有○・無・未確認",
    "（有）・無・未確認",
    "有　　レ",
    "☑有",
    "有　",
):
    _chosen(_text)
for _text in ("○", "有り", "あり", "同意あり", "済"):
    _worded(_text)


@kind("同意の2つに印", "consent", (MEETING,))
def two_ticks(scene: Scene) -> None:
    """Two answers of which only one can hold."""
    scene.put(GIVEN, "☑有　☑無　□未確認")
    scene.ask(GIVEN, stakes=["同意"])


@kind("同意のどれにも印がない", "consent", (MEETING,))
def no_tick(scene: Scene) -> None:
    """The printed answers alone: not filled in, and never an answer."""
    scene.put(GIVEN, "□有　□無　□未確認")
    scene.set(GIVEN, "")
    scene.may_ask(GIVEN, stakes=["同意"])


@kind("同意に印のない選択肢", "consent", (MEETING,))
def options_alone(scene: Scene) -> None:
    """有・無・未確認 and nothing drawn round any of them."""
    scene.put(GIVEN, "有　・　無　・　未確認")
    scene.set(GIVEN, "")
    scene.may_ask(GIVEN, stakes=["同意"])


@kind("同意の選択肢を消して選ぶ", "consent", (MEETING,))
def struck_options(scene: Scene) -> None:
    """有・~~無~~・~~未確認~~: what is not struck out is the answer."""
    runs = (Run("有"), Run("・無・未確認", struck=True))
    scene.put(GIVEN, runs)
    scene.tell(GIVEN)


@kind("同意の選択肢に図形の丸", "consent sections", (MEETING,))
def oval(scene: Scene) -> None:
    """An oval drawn round one of the words: which one nobody can measure; a person must say."""
    scene.put(GIVEN, "有・無・未確認")
    sheet, row, column = scene.draft.where(GIVEN)
    sheet.lying.append(Lying("oval", Area(row, column, row, column)))
    scene.set(GIVEN, "有")
    scene.ask(GIVEN, stakes=["同意"])


@kind("同意の選択肢のセルに図形の丸", "consent", (MEETING,))
def oval_on_cell(scene: Scene) -> None:
    """Each answer in a cell of its own, an oval over the first: 有, or asked."""
    sheet, row, column = scene.draft.where(GIVEN)
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    cells = [scene.put(GIVEN, "有")]
    for right, word in ((1, "無"), (2, "未確認")):
        cells.append(sheet.cells.setdefault((row, column + right), DraftCell()))
        cells[-1].content = word
    sheet.lying.append(Lying("oval", Area(row, column, row, column)))
    scene.may_ask(*cells, stakes=["同意"])


def _boxes(scene: Scene, *on: str) -> list[DraftCell]:
    """Form controls over the value's cells: 有, 無, 未確認."""
    sheet, row, column = scene.draft.where(GIVEN)
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    scene.put(GIVEN, "")
    cells = []
    for right, word in enumerate(("有", "無", "未確認")):
        at = Area(row, column + right, row, column + right)
        sheet.lying.append(Lying("check", at, word, on=word in on))
        cells.append(sheet.cells.setdefault((row, column + right), DraftCell()))
    return cells


@kind("同意がフォームのチェックボックス", "consent", (MEETING,))
def controls(scene: Scene) -> None:
    """The box beside 有 is ticked: 有, or asked; never blank without a word."""
    cells = _boxes(scene, "有")
    scene.may_ask(*cells, stakes=["同意"])


@kind("同意のチェックボックスが2つ", "consent", (MEETING,))
def two_controls(scene: Scene) -> None:
    cells = _boxes(scene, "有", "無")
    scene.ask(*cells, stakes=["同意"])


@kind("同意のチェックボックスがどれも空", "consent", (MEETING,))
def no_control(scene: Scene) -> None:
    """Not filled in."""
    cells = _boxes(scene)
    scene.set(GIVEN, "")
    scene.may_ask(*cells, stakes=["同意"])


@kind("同意がオプションボタン", "consent overlay", (MEETING,))
def option_button(scene: Scene) -> None:
    cells = _boxes(scene, "有")
    for one in scene.main.lying:
        one.kind = "option"
    scene.may_ask(*cells, stakes=["同意"])


@kind("同意がセルのチェックボックス", "consent", (MEETING,))
def cell_checkbox(scene: Scene) -> None:
    """The tick boxes that live in cells since 2024 are TRUE and FALSE: 有 where ticked."""
    scene.put(GIVEN, True)
    scene.may_ask(GIVEN, stakes=["同意"])


@kind("取下げのセルのチェックボックスが空", "withdrawn", (MEETING,))
def unticked_withdrawal(scene: Scene) -> None:
    """FALSE: it is not withdrawn. Taking it for withdrawn would take the case's papers away."""
    scene.put("取下げ", False)
    scene.accept("取下げ", "FALSE")
    scene.accept("取下げ", "無")
    scene.may_ask("取下げ", stakes=["取下げ"])


@kind("閲覧制限に印のない選択肢", "restricted", (MEETING,))
def restriction_open(scene: Scene) -> None:
    """□有　□無: a restriction that nobody set or lifted; 有 in it must not be read as 有."""
    scene.put("閲覧制限", "□有　□無")
    scene.set("閲覧制限", "")
    scene.may_ask("閲覧制限", stakes=["閲覧制限"])


@kind("閲覧制限に無の印", "restricted", (MEETING,))
def restriction_none(scene: Scene) -> None:
    scene.put("閲覧制限", "□有　☑無")
    scene.may_ask("閲覧制限", stakes=["閲覧制限"])


@kind("閲覧制限に有の印", "restricted", (MEETING,))
def restriction_ticked(scene: Scene) -> None:
    """Restricted: such a sheet goes back from a workspace that is not; it must be seen."""
    scene.put("閲覧制限", "☑有　□無")
    scene.set("閲覧制限", "有")
    scene.may_ask("閲覧制限", scene.main, stakes=["閲覧制限"])


@kind("形態の選択肢に印", "modes", (CATALOGUE,))
def mode_ticked(scene: Scene) -> None:
    """■直営 □委託 □民間 (1): 直営, or a word."""
    scene.put("個別1.形態", "■直営　□委託　□民間 (1)")
    scene.may_ask("個別1.形態", stakes=["事業.0.個別事業.0"], least=Severity.WARNING)


@kind("役割の状態に丸", "roles", (MEETING,))
def state_ticked(scene: Scene) -> None:
    """未着手・○対応中・完了 in a cell of a table: 対応中, or a word."""
    cell = scene.put("会議2.役割分担.2.状態", "未着手・○対応中・完了")
    scene.may_ask(cell, stakes=["会議.1.役割分担", "役割分担"], least=Severity.WARNING)
