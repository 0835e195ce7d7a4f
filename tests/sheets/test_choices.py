"""Ticks: what a mark means depends on the others, and what cannot be told is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusoforms.sheets.choices import Choice, Option, Trouble, chosen, is_mark, options_in


def single(text: str, *known: str) -> Choice:
    return chosen(options_in(text, known), several=False)


def several(text: str, *known: str) -> Choice:
    return chosen(options_in(text, known), several=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("☑有　☐無　☐未確認", "有"), ("□有 ■無", "無"), ("□有　□無　レ未確認", "未確認"),
        ("○有・無", "有"), ("有・○無", "無"), ("有○・無", "有"), ("○有 ●無", "無"), ("◉有 ○無", "有"),
        ("◎有 ○無", "有"), ("○有 □無", "有"), ("◯有　無", "有"), ("〇有／無", "有"), ("レ有　無", "有"),
        ("有☑ 無☐", "有"), ("（○）有 （　）無", "有"), ("[ ]有 [✓]無", "無"), ("㊒・無", "有"),
        ("有⃝・無", "有"), ("✔︎ 有 □ 無", "有"), ("☐有\n☑無", "無"), ("■その他（不眠）", "その他（不眠）"),
        ("■複雑・複合化 □その他（　　）", "複雑・複合化"), ("■有（☑口頭 ☐書面） □無", "有（口頭）"),
    ],
)  # fmt: skip
def test_one_is_chosen(text: str, said: str) -> None:
    assert (single(text).said, single(text).trouble) == ((said,), "")


@pytest.mark.parametrize(
    "text", ["有・無", "有 ・ 無", "□有 □無", "（　）有（　）無", "☐ 有\n☐ 無"]
)
def test_nothing_marked_is_not_filled_in(text: str) -> None:
    assert single(text) == Choice()
    assert len(options_in(text)) == 2


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("☑有 ☑無", "two"), ("■有 ■無", "two"), ("（○）有 （○）無", "two"), ("○有 ○無 未確認", "two"),
        ("○有 ○無", "mixed"), ("○有 ☑無", "mixed"), ("○有 ■無", "mixed"), ("☒有 □無", "cross"),
        ("×有 ○無", "cross"), ("△有 無", "cross"), ("有 ○ 無", "loose"), ("○", "loose"),
        ("○電話・メール", "loose"), ("○介護 住まい", "loose"), ("○有 無○", "loose"),
        ("■有（☒口頭 ☐書面） □無", "cross"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_no_choice(text: str, trouble: str) -> None:
    assert (single(text).options, single(text).trouble) == ((), trouble)


def test_known_words_part_a_ticked_option_from_its_neighbour() -> None:
    assert single("○来所　電話・メール", "来所", "電話・メール").said == ("来所",)
    assert single("○電話・メール", "来所", "電話・メール").said == ("電話・メール",)
    assert single("レ来所", "来所").said == ("来所",)


@pytest.mark.parametrize(
    "text", ["レンタル", "レ点検", "第○回", "○○課", "〇〇町", "2×4", "電話・メール"]
)
def test_letters_and_placeholders_are_no_marks(text: str) -> None:
    assert options_in(text) == (Option(text),)


def test_a_word_that_begins_like_a_mark_is_no_tick() -> None:
    assert single("☐購入 レンタル") == Choice()
    assert single("☐購入 レ借用").said == ("借用",)


def test_several_may_be_chosen_the_main_one_first() -> None:
    assert several("☑病気 ☐介護 ☑住まい").said == ("病気", "住まい")
    assert several("○病気 ◎介護 □住まい").said == ("介護", "病気")
    assert several("◎病気 ○介護").trouble is Trouble.MIXED


def test_words_behind_an_option_that_is_not_ticked_are_handed_back() -> None:
    choice = several("☑病気 □その他（不眠）")
    assert (choice.said, [one.said for one in choice.unticked]) == (("病気",), ["その他（不眠）"])
    assert several("☑病気 □その他（具体的に）").unticked == ()


@pytest.mark.parametrize("text", ["☑", "レ", "○", " ■ ", "（○）", "✔\ufe0f"])
def test_a_mark_in_a_cell_of_its_own(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["", "有", "○○", "○有", "-"])
def test_words_are_no_mark(text: str) -> None:
    assert not is_mark(text)


_OPTIONS = ["来所", "電話・メール", "訪問", "紹介（機関）"]


@given(st.sampled_from(["□ ☑", "☐ ■", "☐ レ", "□ ○", "○ ●", "○ ◉"]), st.sampled_from([" ", "　", "\n"]),
       st.integers(0, 3))  # fmt: skip
def test_any_printed_group_reads_back(marks: str, blank: str, on: int) -> None:
    off_mark, on_mark = marks.split()
    text = blank.join(f"{on_mark if n == on else off_mark}{one}" for n, one in enumerate(_OPTIONS))
    assert single(text, *_OPTIONS).said == (_OPTIONS[on],)
    assert single(text).said == (_OPTIONS[on],)


@given(st.text("○●◎■□☑☒レ有無未・ 　（）\nその他", max_size=12))
def test_never_more_than_one_of_a_single_choice_and_never_one_with_trouble(text: str) -> None:
    choice = single(text)
    assert len(choice.options) <= 1
    assert not (choice.options and choice.trouble)
    assert all(one.text for one in choice.options)
