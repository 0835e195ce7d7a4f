"""Tables and lists: grown, cut, ditto marks, several things in a cell, bullets and numbers."""

from __future__ import annotations

from drafts import DraftCell, Number
from jusoforms.problems import Severity
from jusoforms.sheets.grid import Area, address
from mess.bases import CASE, CATALOGUE, MEETING, case_role
from mess.kinds import Scene, kind
from mess.structure import row_of

ROLES = "会議2.役割分担"
ROLES_PATH = "会議.1.役割分担"


def _ditto(mark: str) -> None:
    @kind(f"役割の担当機関に「{mark}」", "roles", (MEETING,))
    def ditto(scene: Scene) -> None:
        """As above: the agency of the row before, never the mark itself."""
        cell = scene.put(f"{ROLES}.2.担当機関", mark)
        scene.set(f"{ROLES_PATH}.1.担当機関", ["生活福祉課"])
        scene.may_ask(cell, stakes=[ROLES_PATH, "役割分担"])


for _mark in ("〃", "同上", "々", "″", "〃　", "同　上"):
    _ditto(_mark)


@kind("「〃」が続く", "roles", (MEETING,))
def ditto_chain(scene: Scene) -> None:
    """Two marks below each other both mean the first row's."""
    cells = [scene.put(f"{ROLES}.{row}.担当機関", "〃") for row in (2, 3)]
    scene.set(f"{ROLES_PATH}.1.担当機関", ["生活福祉課"])
    scene.set(f"{ROLES_PATH}.2.担当機関", ["生活福祉課"])
    scene.may_ask(*cells, stakes=[ROLES_PATH, "役割分担"])


@kind("先頭の行に「〃」", "roles", (MEETING,))
def ditto_first(scene: Scene) -> None:
    """There is nothing above it to repeat."""
    cell = scene.put(f"{ROLES}.1.担当機関", "〃")
    scene.ask(cell, stakes=[ROLES_PATH, "役割分担"])


@kind("日付の列に「〃」", "roles", (MEETING,))
def ditto_date(scene: Scene) -> None:
    cell = scene.put(f"{ROLES}.2.期限", "〃")
    for name in ("期限", "期限.値", "期限.精度"):
        scene.set(f"{ROLES_PATH}.1.{name}", scene.get(f"{ROLES_PATH}.0.{name}"))
    scene.may_ask(cell, stakes=[ROLES_PATH, "役割分担"])


@kind("出席者の機関に「〃」", "attendees", (MEETING,))
def ditto_attendees(scene: Scene) -> None:
    cell = scene.put("会議2.出席者.2.機関", "〃")
    scene.set("会議.1.出席者.1.機関", "福祉総合課")
    scene.may_ask(cell, stakes=["会議.1.出席者"])


@kind("文の中に「同上」", "words roles", (MEETING,))
def ditto_in_text(scene: Scene) -> None:
    """同上の理由で is a sentence, no ditto mark."""
    scene.put(f"{ROLES}.2.内容", "同上の理由で活動を探す。")
    scene.set(f"{ROLES_PATH}.1.内容", "同上の理由で活動を探す。")


@kind("形態に「〃」", "modes", (CATALOGUE,))
def ditto_mode(scene: Scene) -> None:
    cell = scene.put("個別2.形態", "〃")
    for name, value in (("形態", "直営"), ("設置数", 1), ("備考", "")):
        scene.set(f"事業.0.個別事業.1.{name}", value)
    scene.may_ask(cell, stakes=["事業.0.個別事業.1"])


@kind("担当機関のセルを縦に結合", "roles", (MEETING,))
def merged_agencies(scene: Scene) -> None:
    """One agency for two rows: the merged cell counts for each."""
    sheet, row, column = scene.draft.where(f"{ROLES}.1.担当機関")
    scene.put(f"{ROLES}.2.担当機関", "")
    sheet.merge(Area(row, column, row + 1, column))
    scene.set(f"{ROLES_PATH}.1.担当機関", ["生活福祉課"])


@kind("担当機関を改行で並べる", "roles", (MEETING,))
def agencies_by_line(scene: Scene) -> None:
    scene.put(f"{ROLES}.3.担当機関", "福祉総合課\n地域包括支援センター")


@kind("担当機関を中黒で並べる", "roles", (MEETING,))
def agencies_by_dot(scene: Scene) -> None:
    """福祉総合課・地域包括支援センター: two, where both are known; a reader may ask."""
    cell = scene.put(f"{ROLES}.3.担当機関", "福祉総合課・地域包括支援センター")
    scene.may_ask(cell, stakes=[ROLES_PATH, "役割分担"])


@kind("担当機関を空白や斜線で並べる", "roles", (MEETING,))
def agencies_by_blank(scene: Scene) -> None:
    cell = scene.put(f"{ROLES}.3.担当機関", "福祉総合課／地域包括支援センター")
    scene.may_ask(cell, stakes=[ROLES_PATH, "役割分担"])


@kind("項目の間に空の行", "spare rows gaps", (CATALOGUE, MEETING))
def gaps(scene: Scene) -> None:
    """An empty row inside a table parts nothing."""
    tag = "個別2.内容" if scene.form == CATALOGUE else f"{ROLES}.2.内容"
    sheet, row = row_of(scene, tag)
    sheet.insert_rows(row, 2)


@kind("表の中に行を挿入して記入", "rows household", (MEETING,))
def grown_inside(scene: Scene) -> None:
    sheet, row = row_of(scene, "世帯員.2.呼称")
    sheet.insert_rows(row)
    for name, text in (("呼称", "弟"), ("続柄", "二男")):
        column = scene.draft.where(f"label:世帯員.{name}")[2]
        sheet.cells[row, column] = DraftCell(text, f"世帯員.new.{name}")
    members = scene.get("世帯員")
    blank = dict.fromkeys(members[0], "") | {"呼称": "弟", "続柄": "二男"}
    scene.set("世帯員", [members[0], blank, members[1]])


@kind("表の下の余白の行まで記入", "rows household overflow", (MEETING,))
def grown_below(scene: Scene) -> None:
    """All spare rows used up, one more typed into the empty row before the next section."""
    sheet = scene.main
    named = sheet.names["世帯員"]
    assert named
    members = scene.get("世帯員")
    blank = dict.fromkeys(members[0], "")
    for row in range(named.top + 3, named.bottom + 2):
        sheet.cells[row, 1] = DraftCell(f"孫{row}", f"grown:{row}")
        members = [*members, blank | {"呼称": f"孫{row}"}]
    scene.set("世帯員", members)
    scene.may_ask(sheet.cells[named.bottom + 1, 1], sheet.cells[named.bottom, 1], stakes=["世帯員"])


@kind("一覧の表が印刷範囲より長い", "rows overflow print", (CATALOGUE,))
def catalogue_grown(scene: Scene) -> None:
    """More programs than the form has rows, the last one outside the print area."""
    sheet = scene.main
    assert sheet.print_area
    below = sheet.print_area.bottom + 1
    typed = {"事業名": "子育て広場", "内容": "④ 親子の居場所", "形態": "直営 (2)"}
    cells = []
    for name, text in typed.items():
        column = scene.draft.where(f"label:{name}")[2]
        cells.append(sheet.put(address(below, column), text))
    last = scene.get("事業.2.個別事業")
    child = {**scene.get("事業.0.個別事業.0"), "名称": "子育て広場", "番号": 4, "形態": "直営", "備考": "",
             "内容": "親子の居場所", "設置数": 2}  # fmt: skip
    scene.set("事業.2.個別事業", [*last, child])
    scene.may_ask(*cells, stakes=["事業.2.個別事業"])


@kind("番号だけの行が残る", "roles spare", (MEETING,))
def only_number(scene: Scene) -> None:
    """Rows with no more than their printed number say nothing: as in the blank form."""
    scene.put(f"{ROLES}.9.番号", "９")


@kind("役割の番号が飛ぶ", "roles", (MEETING,))
def numbers_skip(scene: Scene) -> None:
    """Numbers as typed are kept."""
    scene.put(f"{ROLES}.3.番号", "5")
    scene.set(f"{ROLES_PATH}.2.番号", 5)


@kind("役割の番号が①や全角", "roles", (MEETING,))
def circled_numbers(scene: Scene) -> None:
    for row, text in ((1, "①"), (2, "２"), (3, "(3)")):
        scene.put(f"{ROLES}.{row}.番号", text)
    scene.may_ask(*(f"{ROLES}.{row}.番号" for row in (1, 2, 3)), stakes=[ROLES_PATH, "役割分担"])


@kind("役割の番号が数値", "roles", (MEETING,))
def numeric_numbers(scene: Scene) -> None:
    for row in (1, 2, 3):
        scene.put(f"{ROLES}.{row}.番号", Number(str(row)))


@kind("内容のない役割", "roles", (MEETING,))
def role_without_content(scene: Scene) -> None:
    """An agency is to do nothing: something was forgotten."""
    cell = scene.put(f"{ROLES}.3.内容", "")
    scene.set(f"{ROLES_PATH}.2.内容", "")
    scene.ask(cell, f"{ROLES}.3.担当機関", f"{ROLES}.3.番号", stakes=[ROLES_PATH, "役割分担"])


def _bullet(mark: str) -> None:
    @kind(f"箇条書きの印「{mark}」", "list", (CASE,))
    def bullets(scene: Scene) -> None:
        """The sign before an item is no part of it."""
        items = [f"{mark}{item}" for item in scene.get("検討")]
        scene.put("検討", "\n".join(items))
        if mark in "※→－＊➢":  # signs that may mean something: kept is as right
            scene.accept("検討", items)


for _mark in (
    "・",
    "･",
    "●",
    "○",
    "〇",
    "◎",
    "■",
    "□",
    "◆",
    "▪",
    "•",
    "- ",
    "－",
    "＊",
    "* ",
    "※",
    "→",
    "➢",
    "✓",
    "　・",
):
    _bullet(_mark)


@kind("番号付きの箇条書き", "list", (CASE,))
def numbered_items(scene: Scene) -> None:
    """A number stays: others may refer to it."""
    items = [f"（{n}）{item}" for n, item in enumerate(scene.get("検討"), 1)]
    scene.put("検討", "\n".join(items))
    scene.set("検討", items)


@kind("印のない箇条書き", "list", (CASE,))
def plain_items(scene: Scene) -> None:
    scene.put("検討", "\n".join(scene.get("検討")))


@kind("箇条書きの項目が2行に", "list", (CASE,))
def item_over_lines(scene: Scene) -> None:
    """A line without a mark goes on with the item above."""
    scene.put("検討", "・母の年金で\n　生計を立てている。\n・緊急時に頼れる人がいない。")
    scene.set("検討.0", "母の年金で\n生計を立てている。")


@kind("箇条書きの間に空行", "list", (CASE,))
def blank_lines(scene: Scene) -> None:
    scene.put("検討", "\n\n".join(f"・{item}" for item in scene.get("検討")))


@kind("1行に2つの箇条書き", "list", (CASE,))
def two_in_a_line(scene: Scene) -> None:
    """・a。・b。 in one line: two items, seen by everybody."""
    scene.put("検討", "　".join(f"・{item}" for item in scene.get("検討")))
    scene.may_ask("検討", stakes=["検討"])


def _role_text(
    name: str, text: str, content: str, agencies: list[str], why: str, *, may: bool = False
) -> None:
    def typed(scene: Scene) -> None:
        lines = scene.draft.text("役割分担").split("\n")
        lines[1] = f"・{text}"
        scene.put("役割分担", "\n".join(lines))
        scene.set("役割分担.1", case_role(2, content, agencies, text.replace("\n　", "\n")))
        if may:
            scene.may_ask("役割分担", stakes=["役割分担", "会議"])

    typed.__doc__ = why
    kind(name, "roles", (CASE,))(typed)


_APPLY = "要介護認定の申請を支援する"
_CARE = ["地域包括支援センター"]
_role_text("担当が句点の前", f"{_APPLY}（地域包括支援センター）。", _APPLY, _CARE,
           "The full stop behind the bracket is not the content's.")  # fmt: skip
_role_text(
    "担当のかっこが半角", f"{_APPLY}。(地域包括支援センター)", f"{_APPLY}。", _CARE, "Half-width."
)
_role_text(
    "担当のかっこの幅が混在", f"{_APPLY}。(地域包括支援センター）", f"{_APPLY}。", _CARE, "Mixed."
)
_role_text("担当の前に空白と改行", f"{_APPLY}。\n　（地域包括支援センター）", f"{_APPLY}。", _CARE,
           "The bracket in a line of its own.")  # fmt: skip
_role_text("担当がない", f"{_APPLY}。", f"{_APPLY}。", [], "Nobody named: nobody is added.")
_role_text("担当を角かっこで", f"{_APPLY}。［地域包括支援センター］", f"{_APPLY}。", _CARE,
           "Another bracket: read, or asked.", may=True)  # fmt: skip
_role_text("担当を隅付きかっこで", f"{_APPLY}。【地域包括支援センター】", f"{_APPLY}。", _CARE,
           "Another bracket: read, or asked.", may=True)  # fmt: skip
_role_text("担当を中黒で2つ", f"{_APPLY}。（福祉総合課・高齢福祉課）", f"{_APPLY}。", ["福祉総合課", "高齢福祉課"],
           "Both are listed as agencies: two.")  # fmt: skip
_role_text("担当がかっこの中のかっこ", f"{_APPLY}。（社会福祉協議会（CSW）、福祉総合課）", f"{_APPLY}。",
           ["社会福祉協議会（CSW）", "福祉総合課"], "The bracket belongs to the name.")  # fmt: skip
_role_text("内容の途中にかっこ", f"（仮）の計画で、{_APPLY}。（地域包括支援センター）",
           f"（仮）の計画で、{_APPLY}。", _CARE, "Only the last bracket names who does it.")  # fmt: skip


@kind("担当のかっこが閉じていない", "roles", (CASE,))
def unclosed(scene: Scene) -> None:
    text = scene.draft.text("役割分担")
    scene.put("役割分担", text.replace("（地域包括支援センター）", "（地域包括支援センター"))
    scene.ask("役割分担", stakes=["役割分担", "会議"])


@kind("担当のかっこが2つ", "roles", (CASE,))
def two_brackets(scene: Scene) -> None:
    """A（福祉総合課）、B（地域包括支援センター）: who does what?"""
    text = scene.draft.text("役割分担")
    scene.put("役割分担", text.replace("要介護認定の", "計画（福祉総合課）を作り、要介護認定の"))
    scene.ask("役割分担", stakes=["役割分担", "会議"])


def _wish(name: str, line: str, why: str, *, may: bool = False, speaker: str = "母") -> None:
    def typed(scene: Scene) -> None:
        lines = scene.draft.text("希望と課題").split("\n")
        lines[1] = line
        scene.put("希望と課題", "\n".join(lines))
        scene.set("希望と課題.1.話者", speaker)
        if may:
            scene.may_ask("希望と課題", stakes=["希望と課題"])

    typed.__doc__ = why
    kind(name, "wishes", (CASE,))(typed)


_HOPE = "息子の暮らしが心配である。"
_wish("話者が半角かっこ", f"[母]{_HOPE}", "As once in the reference.")
_wish("話者が全角角かっこ", f"［母］{_HOPE}", "Full width.")
_wish("話者の前後に空白", f"　【 母 】　{_HOPE}", "Blanks do not count.")
_wish("話者の後で改行", f"【母】\n{_HOPE}", "The words in the next line.")


@kind("話者がコロン", "wishes", (CASE,))
def speaker_by_colon(scene: Scene) -> None:
    """母：息子の…: read as 母's, or asked; never put into another's mouth without a word."""
    text = scene.draft.text("希望と課題")
    scene.put("希望と課題", text.replace("【母】", "母："))
    scene.may_ask("希望と課題", stakes=["希望と課題"])


@kind("話者のない行から始まる", "wishes", (CASE,))
def no_speaker(scene: Scene) -> None:
    """The first line has no speaker: kept, and said."""
    text = scene.draft.text("希望と課題")
    scene.put("希望と課題", text.replace("【本人】", ""))
    scene.set("希望と課題.0.話者", "")
    scene.tell("希望と課題")


@kind("1行に2人の話者", "wishes", (CASE,))
def two_speakers(scene: Scene) -> None:
    """【本人】…。【母】…。 in one line: two speakers, or a word about it."""
    text = scene.draft.text("希望と課題")
    scene.put("希望と課題", text.replace("\n【母】", "【母】"))
    scene.may_ask("希望と課題", stakes=["希望と課題"], least=Severity.WARNING)


def _heading(name: str, text: str, why: str, number: str = "21") -> None:
    def typed(scene: Scene) -> None:
        scene.put("見出し", text)
        scene.set("事例番号", number)

    typed.__doc__ = why
    kind(name, "heading", (CASE,))(typed)


_REST = "「8050の事例」支援会議（ひきこもり、介護、家計）"
_heading("題名の番号が全角", f"事例２１{_REST}", "Number as typed.", "２１")
_heading("題名に空白がない", f"事例21{_REST}", "事例21「…」.")
_heading(
    "題名のかっこが半角", "事例 21 「8050の事例」支援会議(ひきこもり、介護、家計)", "Half width."
)
_heading("題名が2行", "事例 21\n「8050の事例」支援会議\n（ひきこもり、介護、家計）", "Alt+Enter.")
_heading(
    "題名の区切りが読点以外", "事例 21 「8050の事例」支援会議（ひきこもり，介護，家計）", "Commas."
)
_heading("題名の番号に記号", f"事例番号：R7-021 {_REST}", "Another style of number.", "R7-021")


@kind("題名に事例番号がない", "heading", (CASE,))
def no_number(scene: Scene) -> None:
    scene.put("見出し", f"事例 {_REST}")
    scene.ask("見出し", scene.main, stakes=["事例番号"])


@kind("題名が2つのセル", "heading", (CASE,))
def heading_parted(scene: Scene) -> None:
    """事例 21 in one cell, the rest in the next: read together, or asked."""
    sheet, row, column = scene.draft.where("見出し")
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    scene.put("見出し", "事例 21")
    more = sheet.cells[row, column + 1] = DraftCell(_REST, "heading more")
    scene.may_ask("見出し", more, stakes=["分類", "会議種別", "主題"])
