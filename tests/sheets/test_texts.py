"""Several things in one cell."""

import pytest

from jusoforms.sheets.texts import items, split_list, trailing_bracket, unbalanced


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("・一つ目。\n・二つ目。", ("一つ目。", "二つ目。")),
        ("・一つ目の\n　続き。\n○二つ目。", ("一つ目の\n続き。", "二つ目。")),
        ("一文目。\n二文目。", ("一文目。", "二文目。")),
        ("長い文の\n折り返し。\n次。", ("長い文の\n折り返し。", "次。")),
        ("・一つ目。・二つ目。　・三つ目", ("一つ目。", "二つ目。", "三つ目")),
        ("・本人・母の同意、本人　・　母", ("本人・母の同意、本人　・　母",)),
        ("○○課に聞く\n○○病院に聞く", ("○○課に聞く\n○○病院に聞く",)),
        ("①訪問する\n②調べる", ("①訪問する", "②調べる")),
        ("", ()),
        ("なし", ("なし",)),
        ("－", ("－",)),
    ],
)
def test_items(cell: str, found: tuple[str, ...]) -> None:
    assert items(cell) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("福祉課、社会福祉協議会（CSW、地区担当）、保健課", ("福祉課", "社会福祉協議会（CSW、地区担当）", "保健課")),
        ("福祉課\n保健課", ("福祉課", "保健課")),
        ("・福祉課\n・保健課、", ("福祉課", "保健課")),
    ],
)  # fmt: skip
def test_lists(cell: str, found: tuple[str, ...]) -> None:
    assert split_list(cell) == found


@pytest.mark.parametrize(
    ("text", "before", "inside"),
    [
        ("訪問する。（福祉課）", "訪問する。", "福祉課"),
        ("訪問する（福祉課）。", "訪問する", "福祉課"),
        ("つなぐ（社会福祉協議会（CSW））。", "つなぐ", "社会福祉協議会（CSW）"),
        ("訪問（月1回）する。", "訪問（月1回）する。", ""),
        ("見守る。", "見守る。", ""),
        ("訪問する (福祉課)", "訪問する", "福祉課"),
        ("訪問する。【福祉課】", "訪問する。", "福祉課"),
        ("訪問する［福祉課］。", "訪問する", "福祉課"),
    ],
)
def test_the_bracket_that_ends_a_text(text: str, before: str, inside: str) -> None:
    assert trailing_bracket(text) == (before, inside)


@pytest.mark.parametrize(("text", "wrong"), [("（あ", True), ("あ）", True), ("（（あ））", False)])
def test_unbalanced_brackets(text: str, wrong: bool) -> None:
    assert unbalanced(text) is wrong
