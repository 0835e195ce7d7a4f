"""Small invented forms: what a tag may say, and every fault told at its cell."""

from collections.abc import Mapping
from typing import Any

import pytest
from gridmaking import book_of, grid_of

from jusoforms.problems import Severity
from jusoforms.sheets.adopted.compiling import compile_form
from jusoforms.sheets.adopted.form import AdoptedForm, Forms
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.grid import Area
from jusoforms.vocabulary.lists import default_lists

Rows = list[list[Any]]
HEAD: Rows = [["支援会議の記録票"], ["事例番号", "{{事例番号}}"], ["担当課", "{{担当課}}"]]
FILLED: Rows = [["支援会議の記録票"], ["事例番号", "R8-1"], ["担当課", "福祉総合課"]]


def form_of(rows: Rows) -> AdoptedForm:
    form = compile_form(book_of(grid_of(rows, name="様式")), "様式.xlsx")
    assert form is not None
    return form


def read(blank: Rows, filled: Rows) -> Captured:
    form = form_of([*HEAD, *blank])
    assert [p for p in form.faults if p.severity is Severity.ERROR] == []
    grid = grid_of([*FILLED, *filled], name="票")
    return capture(book_of(grid), default_lists(), Forms((form,)))


def case_in(blank: Rows, filled: Rows) -> Any:
    found = read(blank, filled)
    assert [(p.code, p.cell) for p in found.problems if p.severity is Severity.ERROR] == []
    return found.record


def faults(rows: Rows) -> list[tuple[str, str]]:
    return [
        (p.code, p.cell)
        for p in form_of([*HEAD, *rows]).faults
        if p.severity is not Severity.WARNING
    ]


FAULTS: Mapping[str, tuple[Rows, tuple[str, str]]] = {
    "unknown name": ([["状", "{{状郷}}"]], ("T194", "B4")),
    "half a tag": ([["状況", "{{状況"]], ("T195", "B4")),
    "no name": ([["状況", "{{ }}"]], ("T195", "B4")),
    "a format": ([["受付日", "{{受付日|和暦}}"]], ("T195", "B4")),
    "a computed name": ([["見出し", "{{見出し}}"]], ("T195", "B4")),
    "a record as a whole": ([["同意", "{{同意}}"]], ("T195", "B4")),
    "nothing between two tags": ([["x", "{{担当者}}{{状況}}"]], ("T195", "B4")),
    "own item without a name": ([["x", "{{独自項目.}}"]], ("T195", "B4")),
    "a date in two rows": ([["受付日", "{{受付日}}"], ["x", "{{受付日}}"]], ("T197", "B5")),
}


@pytest.mark.parametrize(("rows", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_cell(rows: Rows, fault: tuple[str, str]) -> None:
    assert fault in faults(rows)


def test_a_form_without_a_number_is_at_fault() -> None:
    form = form_of([["状況", "{{状況}}"]])
    assert [p.code for p in form.faults] == ["T196"]


def test_nearest_names_are_proposed() -> None:
    form = form_of([*HEAD, ["x", "{{支援関系機関}}"]])
    assert form.faults[0].candidates[0] == "支援関係機関"


def test_a_workbook_without_tags_is_no_form() -> None:
    assert compile_form(book_of(grid_of([["事例番号", ""]])), "様式.xlsx") is None


def test_a_tagged_copy_of_a_shipped_form_is_at_fault() -> None:
    form = compile_form(book_of(grid_of(HEAD), form="支援会議票/1"), "様式.xlsx")
    assert form is not None
    assert [p.code for p in form.faults] == ["T198"]


OPTIONS = [
    ("□有 □無 □未確認{{同意.有無}}", "□有 ☑無 □未確認", "無"),
    ("有　・　無{{同意.有無}}", "有　・　無", ""),
    ("□有 □無 □未確認{{同意.有無}}", "□有 □無 □未確認", ""),
    ("有・無{{同意.有無}}", "○有・無", "有"),
    ("有・無{{同意.有無}}", "有", "有"),
    ("□有 □無{{同意.有無}}", "☑有", "有"),
]


@pytest.mark.parametrize(("blank", "filled", "said"), OPTIONS)
def test_options_in_one_cell(blank: str, filled: str, said: str) -> None:
    assert case_in([["本人の同意", blank]], [["本人の同意", filled]]).consent.given == said


@pytest.mark.parametrize(("typed", "said"), [("高　・　○中　・　低", "中"), ("低", "低")])
def test_single_signs_parted_by_dots_are_options(typed: str, said: str) -> None:
    blank: Rows = [["緊急度", "高　・　中　・　低{{独自項目.緊急度}}"]]
    (item,) = case_in(blank, [["緊急度", typed]]).own_items
    assert item.content == said


@pytest.mark.parametrize("typed", ["有・○", "同意を得た", "有（口頭）"])
def test_other_words_in_place_of_the_options_are_a_question(typed: str) -> None:
    found = read([["本人の同意", "有・無{{同意.有無}}"]], [["本人の同意", typed]])
    assert [(p.code, p.cell) for p in found.problems] == [("S193", "B4")]


def test_two_ticks_in_a_single_choice_are_a_question() -> None:
    blank, filled = "□有 □無{{同意.有無}}", "☑有 ☑無"
    found = read([["本人の同意", blank]], [["本人の同意", filled]])
    assert [(p.code, p.cell) for p in found.problems] == [("S180", "B4")]


FRAMES = [
    ("　　年　　月　　日{{受付日}}", "　　年　　月　　日", ""),
    ("令和　年　月　日{{受付日}}", "令和8年4月1日", "令和8年4月1日"),
    ("{{受付日}}", "{{受付日}}", ""),
    ("受付：{{受付日}}", "受付：　　年　　月　　日", ""),
]


@pytest.mark.parametrize(("blank", "filled", "said"), FRAMES)
def test_the_frame_of_a_value_is_no_answer(blank: str, filled: str, said: str) -> None:
    case = case_in([["受付日", blank]], [["受付日", filled]])
    assert case.received_on.text == said


def test_words_among_values_have_to_be_as_printed() -> None:
    blank: Rows = [["題名", "第{{会議.回}}回 会議（{{会議.場所}}）"], ["日時", "{{会議.開催日時}}"]]
    row: Rows = [["日時", "令和8年5月1日"]]
    good = case_in(blank, [["題名", "第２回　会議（区役所）"], *row])
    assert (good.meetings[0].number, good.meetings[0].place) == ("２", "区役所")
    bad = read(blank, [["題名", "２回目の会議"], *row])
    assert ("S193", "B4") in {(p.code, p.cell) for p in bad.problems}


def test_a_table_with_a_row_a_meeting() -> None:
    blank: Rows = [
        ["回", "日時", "決定事項"],
        ["{{会議.回}}", "{{会議.開催日時}}", "{{会議.決定事項}}"],
        [],
        [],
        ["備考欄", "{{独自項目.備考}}"],
    ]
    filled: Rows = [
        ["回", "日時", "決定事項"],
        ["１", "令和8年4月1日", "訪問する。"],
        ["２", "令和8年5月1日", "通院に付き添う。"],
        [],
        ["備考欄", "なし"],
    ]
    case = case_in(blank, filled)
    assert [(m.number, m.decisions) for m in case.meetings] == [
        ("１", ("訪問する。",)),
        ("２", ("通院に付き添う。",)),
    ]
    assert [(one.name, one.content) for one in case.own_items] == [("備考", "なし")]


def test_a_table_of_the_wards_own() -> None:
    blank: Rows = [["経過日", "方法"], ["{{独自項目.経過.日}}", "{{独自項目.経過.方法}}"]]
    filled: Rows = [["経過日", "方法"], ["4/1", "電話"], ["4/8", "訪問"]]
    case = case_in(blank, filled)
    assert [(one.name, one.content) for one in case.own_items] == [
        ("経過.日", "4/1"), ("経過.方法", "電話"), ("経過.日", "4/8"), ("経過.方法", "訪問"),
    ]  # fmt: skip


def test_names_without_a_blank_are_told() -> None:
    blank: Rows = [["氏名", "{{世帯員[呼称=本人].姓+名}}"]]
    found = read(blank, [["氏名", "見本太郎"]])
    case: Any = found.record
    assert (case.household[0].family_name, case.household[0].given_name) == ("見本太郎", "")
    assert [p.code for p in found.problems] == ["S195"]


def test_a_heading_repeated_on_the_next_page_is_no_row() -> None:
    blank: Rows = [["機関", "役割"], ["{{役割分担.担当機関}}", "{{役割分担.内容}}"]]
    filled: Rows = [["機関", "役割"], ["甲課", "訪問"], ["機関", "役割"], ["乙課", "通院"]]
    assert [role.content for role in case_in(blank, filled).roles] == ["訪問", "通院"]


def test_the_same_as_above_is_taken_from_the_row_above() -> None:
    blank: Rows = [["機関", "役割"], ["{{役割分担.担当機関}}", "{{役割分担.内容}}"]]
    filled: Rows = [["機関", "役割"], ["甲課", "訪問"], ["〃", "通院"]]
    assert [role.agencies for role in case_in(blank, filled).roles] == [("甲課",), ("甲課",)]


def test_a_newer_edition_of_a_form_and_its_older_one_are_told_apart() -> None:
    older = form_of([*HEAD, ["状況", "{{状況}}"]])
    newer = compile_form(
        book_of(grid_of([*HEAD, ["状況", "{{状況}}"], ["受付日", "{{受付日}}"]])), "新様式.xlsx"
    )
    assert newer is not None
    both = Forms((older, newer))
    last: Rows = [["状況", "一人で暮らす。"]]
    one = capture(book_of(grid_of([*FILLED, *last])), default_lists(), both)
    other = capture(
        book_of(grid_of([*FILLED, *last, ["受付日", "令和8年4月1日"]])), default_lists(), both
    )
    assert (one.form, other.form) == ("様式", "新様式")


def test_two_forms_alike_are_a_question_with_both_names() -> None:
    one = form_of([*HEAD, ["状況", "{{状況}}"]])
    other = compile_form(book_of(grid_of([*HEAD, ["状況", "{{経緯}}"]])), "別.xlsx")
    assert other is not None
    grid = grid_of([*FILLED, ["状況", "一人で暮らす。"]])
    found = capture(book_of(grid), default_lists(), Forms((one, other)))
    assert [(p.code, set(p.candidates)) for p in found.problems] == [("S101", {"様式", "別"})]


def test_a_form_of_ours_that_is_newer_is_named() -> None:
    grid = grid_of([["事例番号", "1"]])
    found = capture(book_of(grid, form="支援会議票/2"), default_lists())
    assert [p.code for p in found.problems] == ["S199"]


BLOCKS: Rows = [
    ["第１回"],
    ["開催日", "{{会議[回=1].開催日時}}"],
    ["協議", "{{会議[回=1].協議内容}}"],
    ["参加者", "{{会議[回=1].出席者}}"],
    ["第２回"],
    ["開催日", "{{会議[回=2].開催日時}}"],
    ["協議", "{{会議[回=2].協議内容}}"],
    ["参加者", "{{会議[回=2].出席者}}"],
]


def test_meetings_one_under_the_other_are_kept_apart() -> None:
    filled: Rows = [
        ["第１回"], ["開催日", "令和8年4月1日"], ["協議", "話した。"], ["参加者", "甲課　門馬"],
        ["第２回"], ["開催日", "令和8年5月1日"], ["協議", "また話した。"], ["参加者", "乙課　能勢"],
    ]  # fmt: skip
    meetings = case_in(BLOCKS, filled).meetings
    assert [(m.number, m.held_at.text, m.discussion, m.attendees[0].name) for m in meetings] == [
        ("1", "令和8年4月1日", ("話した。",), "門馬"),
        ("2", "令和8年5月1日", ("また話した。",), "能勢"),
    ]


def test_a_block_nobody_filled_in_is_no_meeting() -> None:
    filled: Rows = [["第１回"], ["開催日", "令和8年4月1日"], ["協議"], ["参加者"],
                    ["第２回"], ["開催日"], ["協議"], ["参加者"]]  # fmt: skip
    assert [m.number for m in case_in(BLOCKS, filled).meetings] == ["1"]


def test_the_same_meeting_in_two_blocks_is_told_how_to_tag() -> None:
    rows: Rows = [["開催日", "{{会議.開催日時}}"], ["x"], ["開催日", "{{会議.開催日時}}"]]
    (fault,) = (p for p in form_of([*HEAD, *rows]).faults if p.code == "T197")
    assert "{{会議[回=1].開催日時}}" in fault.cause


def test_a_meeting_without_a_place_for_its_date_is_at_fault() -> None:
    assert ("T187", "") in faults([["場所", "{{会議.場所}}"]])


def stacked(*tops: int) -> list[Area]:
    """Return the merged areas of items two rows tall."""
    return [Area(top, 1, top + 1, 1) for top in tops]


def test_columns_may_stand_over_one_another_in_an_item() -> None:
    blank: Rows = [["続柄", "ふりがな"], ["", "姓", "名"],
                   ["{{世帯員.続柄}}", "{{世帯員.ふりがな}}"], ["", "{{世帯員.姓}}", "{{世帯員.名}}"],
                   ["", ""], ["", ""], ["特記", "{{独自項目.特記}}"]]  # fmt: skip
    form = compile_form(
        book_of(grid_of([*HEAD, *blank], name="様式", merged=stacked(4, 6, 8))), "様式.xlsx"
    )
    assert form is not None
    filled: Rows = [["続柄", "ふりがな"], ["", "姓", "名"],
                    ["妻", "はなこ"], ["", "見本", "花子"],
                    [], ["長男", ""], ["", "見本", "一郎"], ["特記", "なし"]]  # fmt: skip
    grid = grid_of([*FILLED, *filled], merged=stacked(4, 6, 9))
    found = capture(book_of(grid), default_lists(), Forms((form,)))
    case: Any = found.record
    assert found.problems == ()
    assert [(m.relationship, m.kana, m.family_name, m.given_name) for m in case.household] == [
        ("妻", "はなこ", "見本", "花子"),
        ("長男", "", "見本", "一郎"),
    ]
    torn = grid_of([*FILLED, *filled], merged=stacked(4, 6))
    asked = capture(book_of(torn), default_lists(), Forms((form,))).problems
    assert ("S194", "A9") in {(p.code, p.cell) for p in asked}


def test_a_unit_printed_in_every_row_does_not_end_a_table() -> None:
    blank: Rows = [["続柄", "年齢", "", "状況"],
                   ["{{世帯員.続柄}}", "{{世帯員.年齢}}", "歳", "{{世帯員.状況}}"],
                   ["", "", "歳"], ["特記", "{{独自項目.特記}}"]]  # fmt: skip
    filled: Rows = [["続柄", "年齢", "", "状況"], ["妻", "50", "歳", "無職"],
                    ["長男", "20", "歳", "学生"], ["特記", "なし"]]  # fmt: skip
    assert [(m.age, m.situation) for m in case_in(blank, filled).household] == [
        ("50", "無職"),
        ("20", "学生"),
    ]


def test_a_heading_above_names_no_item_of_the_wards_own() -> None:
    blank: Rows = [["担当", "内容"], ["{{役割分担.担当機関}}", "{{役割分担.内容}}"], [],
                   ["次回の確認", "{{独自項目.次回の確認}}"]]  # fmt: skip
    filled: Rows = [["担当", "内容"], [], [], [], ["次回の確認", "5月"]]
    (item,) = case_in(blank, filled).own_items
    assert item.content == "5月"
