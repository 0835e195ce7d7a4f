"""Text: what is in a cell and is, or is not, what its writer said."""

from __future__ import annotations

from drafts import DraftCell, Error, Formula, Number, Run
from jusoforms.problems import Severity
from jusoforms.sheets.grid import Area
from mess.bases import CASE, MEETING
from mess.kinds import Scene, kind

PARTED = "一つ目の文。\n二つ目の文。"


@kind("セル内改行", "words", (CASE, MEETING))
def alt_enter(scene: Scene) -> None:
    scene.write(PARTED)


@kind("改行が CR LF", "words", (CASE, MEETING))
def cr_lf(scene: Scene) -> None:
    """Pasted from elsewhere: both signs of a line end, the CR stored as _x000D_."""
    scene.write(PARTED.replace("\n", "\r\n"), PARTED)


@kind("改行が CR だけ", "words", (CASE, MEETING))
def cr_only(scene: Scene) -> None:
    scene.write(PARTED.replace("\n", "\r"), PARTED)


@kind("ふりがな", "words")
def phonetics(scene: Scene) -> None:
    """Excel keeps how a word was typed beside it; it is no text of the cell."""
    text = scene.draft.text(scene.words[0])
    scene.put(scene.words[0], (Run(text[:2], ruby="はは"), Run(text[2:], ruby="かいご")))


@kind("セル全体に取消線", "words")
def struck_whole(scene: Scene) -> None:
    """Deleted: no value, and a word about it."""
    tag, path = scene.words
    cell = scene.cell(tag)
    cell.struck = True
    scene.set(path, "")
    scene.tell(tag)


@kind("文の一部に取消線", "words")
def struck_run(scene: Scene) -> None:
    """見え消し: what is struck out is deleted, what was written instead holds."""
    scene.write((Run("前の"), Run("古い言葉", struck=True), Run("新しい言葉")), "前の新しい言葉")
    scene.tell(scene.words[0])


@kind("赤字の追記", "words")
def red_run(scene: Scene) -> None:
    scene.write((Run("元の文。"), Run("追記の文。", red=True)), "元の文。追記の文。")


@kind("全体が赤字", "words")
def red_cell(scene: Scene) -> None:
    scene.cell(scene.words[0]).red = True


@kind("値の前後に空白", "words")
def blanks_around(scene: Scene) -> None:
    text = scene.draft.text(scene.words[0])
    scene.put(scene.words[0], f" \u3000{text}\u3000 \n")


@kind("値が空白だけ", "words")
def only_blanks(scene: Scene) -> None:
    """A cell that looks empty is empty."""
    scene.write("\u3000 \u3000", "")


def _state(word: str) -> None:
    @kind(f"値が「{word}」", "words", (CASE, MEETING))
    def said(scene: Scene) -> None:
        """なし, 不明, 未 and － are said, and not the same as saying nothing."""
        scene.write(word)


for _word in ("なし", "不明", "未", "－", "？", "特になし"):
    _state(_word)


@kind("別紙のとおり", "words", (CASE, MEETING))
def elsewhere(scene: Scene) -> None:
    """The words stay; that what they point to is not here has to be said."""
    scene.write("別紙のとおり")
    scene.tell(scene.words[0])


@kind("全角英数字の文", "words")
def wide_letters(scene: Scene) -> None:
    scene.write("ＣＳＷが１２月に３回訪問（電話）")


@kind("半角カナの文", "words")
def narrow_kana(scene: Scene) -> None:
    scene.write("ﾃﾞｲｻｰﾋﾞｽを週2回")


@kind("外字", "words")
def private_letters(scene: Scene) -> None:
    """A letter of the ward's own font: kept, and a warning that Word may print 〓."""
    scene.write("渡\ue000さん")
    scene.tell(scene.words[0], least=Severity.WARNING)


@kind("異体字セレクタ", "words")
def variation_selector(scene: Scene) -> None:
    scene.write("葛\U000e0100飾の叔父")


@kind("互換漢字", "words")
def compatibility_letters(scene: Scene) -> None:
    """神 and 福 of the compatibility block: other letters to the family that bears them."""
    scene.write("\ufa19戸の\ufa1b田さん、\ufa11さん")


@kind("サロゲートペアの漢字", "words")
def beyond_bmp(scene: Scene) -> None:
    scene.write("\U00020bb7野家の𩸽さん")


@kind("濁点が結合文字", "words")
def combining(scene: Scene) -> None:
    """か + U+3099, as pasted from a Mac: kept as typed."""
    scene.write("デイサーヒ\u3099スか\u3099必要")


@kind("片割れのサロゲート", "words")
def lone_surrogate(scene: Scene) -> None:
    """Half a letter: what it was cannot be known, and Word has no sign for it."""
    scene.write("吉\ud842さん", "")
    scene.ask(scene.words[0], stakes=[scene.words[1]], least=Severity.WARNING)


@kind("制御文字", "words")
def control(scene: Scene) -> None:
    scene.write("縦\x0bタブ", "")
    scene.ask(scene.words[0], stakes=[scene.words[1]])


@kind("機種依存文字", "words")
def platform_letters(scene: Scene) -> None:
    scene.write("㈱みらい　㍻31年から№2　①〜③　Ⅲ")


@kind("絵文字", "words")
def emoji(scene: Scene) -> None:
    scene.write("笑顔が増えた\U0001f60a")


@kind("本当に _x000D_ と書いた文", "words")
def looks_escaped(scene: Scene) -> None:
    scene.put(scene.words[0], "仕様は_x005F_x000D_です")
    scene.set(scene.words[1], "仕様は_x000D_です")


@kind("ゼロ幅の文字", "words")
def zero_width(scene: Scene) -> None:
    """U+200B and U+FEFF, unseen guests of a paste from the web: kept as all text is."""
    text = scene.draft.text(scene.words[0])
    scene.write(f"\ufeff{text[:2]}\u200b{text[2:]}")


@kind("等号で始まる文", "words")
def equals_text(scene: Scene) -> None:
    """'=母の希望 with an apostrophe: text, not a formula."""
    scene.write("=母の希望")


@kind("計算済みの数式", "words")
def calculated(scene: Scene) -> None:
    """Copied over from another sheet by a formula; what it shows is what it says."""
    scene.write(Formula('"数式で"&"写した文"', "数式で写した文"), "数式で写した文")


@kind("結果が空の数式", "words")
def calculated_empty(scene: Scene) -> None:
    scene.write(Formula('IF(1=1,"","x")', ""), "")


@kind("未計算の数式", "words")
def uncalculated(scene: Scene) -> None:
    scene.write(Formula("写し!B2"), "")
    scene.ask(scene.words[0], stakes=[scene.words[1]])


@kind("結果がエラーの数式", "words")
def error_formula(scene: Scene) -> None:
    scene.write(Formula("VLOOKUP(1,写し!A:B,2,0)", Error("#N/A")), "")
    scene.ask(scene.words[0], stakes=[scene.words[1]])


@kind("新しいエラー値", "words")
def spill(scene: Scene) -> None:
    scene.write(Error("#SPILL!"), "")
    scene.ask(scene.words[0], stakes=[scene.words[1]])


@kind("空のセルを写した数式の 0", "words", (CASE, MEETING))
def nought(scene: Scene) -> None:
    """=写し!B2 of an empty cell shows 0: nobody wrote it, and a reader cannot know."""
    scene.write(Formula("写し!B2", Number("0")), "0")
    scene.may_ask(scene.words[0], stakes=[scene.words[1]])


@kind("文字列の電話番号", "words", (CASE, MEETING))
def telephone(scene: Scene) -> None:
    scene.write("0312345678")


@kind("表示形式で先頭のゼロ", "words", (CASE, MEETING))
def leading_zeros(scene: Scene) -> None:
    """00042 by the format 00000: what is seen is what is meant."""
    scene.write(Number("42", "00000"), "00042")


@kind("15桁を超える数", "words", (CASE, MEETING))
def long_number(scene: Scene) -> None:
    """Excel keeps 15 digits: those behind them are not what was typed, and that has to be said."""
    scene.write(Number("12345678901234568"), "12345678901234568")
    scene.tell(scene.words[0], least=Severity.WARNING)


@kind("12桁の数", "words", (CASE, MEETING))
def twelve_digits(scene: Scene) -> None:
    """Shown as 1.23457E+11 in a narrow cell; all digits are there."""
    scene.write(Number("123456789012"), "123456789012")


@kind("値が次の行に続く（見出しは結合）", "words rows merge:label merge:value", (CASE, MEETING))
def continued_merged(scene: Scene) -> None:
    """Two cells beside one merged label: one text, written on in the next row."""
    tag, path = scene.words
    sheet, row, column = scene.draft.where(tag)
    left = scene.draft.where(f"label:{tag}")[2]
    sheet.insert_rows(row + 1)
    sheet.merge(Area(row, left, row + 1, left))
    more = sheet.cells[row + 1, column] = DraftCell("次の行に続く文。", "more")
    scene.set(path, f"{scene.get(path)}\n次の行に続く文。")
    scene.may_ask(tag, more, stakes=[path])


@kind("値が次の行に続く", "words rows merge:value", (CASE, MEETING))
def continued(scene: Scene) -> None:
    """The next row has no label: its text goes on with the one above, or is asked about."""
    tag, path = scene.words
    sheet, row, column = scene.draft.where(tag)
    sheet.insert_rows(row + 1)
    more = sheet.cells[row + 1, column] = DraftCell("次の行に続く文。", "more")
    scene.set(path, f"{scene.get(path)}\n次の行に続く文。")
    scene.may_ask(tag, more, stakes=[path])


@kind("値が右のセルに続く", "merge:value words columns", (CASE, MEETING))
def continued_right(scene: Scene) -> None:
    tag, path = scene.words
    sheet, row, column = scene.draft.where(tag)
    sheet.merges = [one for one in sheet.merges if not one.covers(row, column)]
    more = sheet.cells[row, column + 1] = DraftCell("右に続く文。", "more")
    scene.ask(tag, more, stakes=[path])


@kind("文の途中で次の行に続く箇条書き", "rows list", (MEETING,))
def item_continued(scene: Scene) -> None:
    """One remark over two rows of a list: the second row begins in the middle of a sentence."""
    scene.put("検討.1", "母の年金のほかに収入がなく、家計の")
    first = scene.cell("検討.1")
    second = scene.put("検討.2", "見通しが立たない。")
    third = scene.put("検討.3", "母への訪問には同席することがある。")
    scene.set("検討.0", "母の年金のほかに収入がなく、家計の\n見通しが立たない。")
    scene.may_ask(first, second, third, stakes=["検討"], least=Severity.WARNING)


@kind("欄の外にはみ出した文", "rows overflow", (CASE,))
def below_the_form(scene: Scene) -> None:
    """Text in the row below the last label: it goes on with 役割分担, or nobody knows."""
    sheet, row, column = scene.draft.where("役割分担")
    more = sheet.cells[row + 1, column] = DraftCell("・追加の役割。（福祉総合課）", "more")
    scene.ask("役割分担", more, stakes=["役割分担", "会議"])


@kind("記入欄に記入例の言葉が残る", "words", (MEETING,))
def placeholder(scene: Scene) -> None:
    """A date's cell with nothing but its printed frame is not filled in."""
    scene.put("終結日", "　　年　　月　　日")
    scene.may_ask("終結日", stakes=["終結日"])


@kind("数値として打った事例番号", "number", (MEETING,))
def number_as_number(scene: Scene) -> None:
    scene.put("事例番号", Number("2025001"))
    scene.set("事例番号", "2025001")


@kind("ゼロで始まる文字列の事例番号", "number", (MEETING,))
def number_with_zeros(scene: Scene) -> None:
    scene.put("事例番号", "00123")
    scene.set("事例番号", "00123")


@kind("単位の付いた部数", "copies", (MEETING,))
def with_unit(scene: Scene) -> None:
    """3部 by a number format; 5 部 as text."""
    scene.put("会議1.配付資料.1.部数", Number("3", '0"部"'))
    scene.set("会議.0.配付資料.0.部数", "3部")


@kind("全角の年齢", "age", (MEETING,))
def wide_age(scene: Scene) -> None:
    scene.put("世帯員.1.年齢", "８３歳")
    scene.set("世帯員.0.年齢", "８３歳")
