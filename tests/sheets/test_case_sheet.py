"""事例票: every habit of the printed layout, and a question where it cannot be read."""

from collections.abc import Mapping

import pytest
from gridmaking import book_of, grid_of

from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.grid import Area, Cell, CellKind
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.lists import default_lists

FILLED = {
    "": "事例 1 「制度の狭間の事例」支援会議（就労、家族関係）",
    "相談・会議の時期": "令和6年度（初回相談）・令和6年12月（支援会議）",
    "支援関係機関": "福祉課、社会福祉協議会（CSW）",
    "支援対象の本人の状況": "単身世帯。",
    "相談に至った経緯": "窓口に来た。",
    "本人の希望、支援者の課題": "【本人】働きたい。",
    "情報の整理\n対応・支援の検討": "・住まいがない。",
    "支援方針・役割分担": "・訪問する（福祉課）。",
}


def captured(changes: Mapping[str, str] | None = None) -> Captured:
    """Return what is read from the filled sheet with some rows changed."""
    filled = {**FILLED, **(changes or {})}
    rows = [[label or text, label and text] for label, text in filled.items()]
    return capture(book_of(grid_of(rows)), default_lists())


def case_of(changes: Mapping[str, str] | None = None) -> Case:
    record = captured(changes).record
    assert isinstance(record, Case)
    return record


def codes(found: Captured) -> list[str]:
    return [problem.code for problem in found.problems]


def test_reads_the_printed_layout_without_a_question() -> None:
    found = captured()
    assert (found.form, codes(found)) == ("事例票/1", [])
    case = case_of()
    assert (case.case_number, case.category, case.topics) == (
        "1",
        "制度の狭間の事例",
        ("就労", "家族関係"),
    )
    assert case.agencies == ("福祉課", "社会福祉協議会（CSW）")
    assert case.situation_heading == "支援対象の本人の状況"
    assert case.considerations == ("住まいがない。",)


def test_keeps_the_heading_and_the_periods_as_typed() -> None:
    case = case_of()
    assert case.heading_as_typed == FILLED[""]
    assert case.periods_as_typed == FILLED["相談・会議の時期"]


def test_a_role_is_the_text_before_the_bracket() -> None:
    (role,) = case_of().roles
    assert (role.content, role.agencies, role.as_typed) == (
        "訪問する",
        ("福祉課",),
        "訪問する（福祉課）。",
    )


def test_the_roles_belong_to_the_latest_meeting() -> None:
    times = "令和7年7月（第2回支援会議）、令和6年12月（第1回支援会議）、第3回支援会議（未定）"
    meetings = case_of({"相談・会議の時期": times}).meetings
    assert [(m.number, len(m.roles)) for m in meetings] == [("第1回", 0), ("第2回", 1)]


def test_speakers_in_any_bracket_and_lines_that_go_on() -> None:
    text = "【本人】働きたい。\n続き。\n[父]心配だ。\n［母］待ってほしい。\n[支援者] 【妻】への支援、【子】の把握"
    wishes = case_of({"本人の希望、支援者の課題": text}).wishes
    assert [(w.speaker, w.content) for w in wishes] == [
        ("本人", "働きたい。\n続き。"),
        ("父", "心配だ。"),
        ("母", "待ってほしい。"),
        ("支援者", "【妻】への支援、【子】の把握"),
    ]


def test_words_without_a_speaker_are_a_question() -> None:
    assert codes(captured({"本人の希望、支援者の課題": "働きたい。"})) == ["S131"]


def test_a_second_speaker_in_one_line_is_a_question() -> None:
    text = "【本人】働きたい。【支援者】支える。"
    assert codes(captured({"本人の希望、支援者の課題": text})) == ["S133"]


def test_agencies_joined_by_a_dot_only_if_all_are_known() -> None:
    changes = {"支援関係機関": "福祉課、保健課", "支援方針・役割分担": "・調べる（福祉課・保健課）"}
    assert case_of(changes).roles[0].agencies == ("福祉課", "保健課")
    changes["支援関係機関"] = "福祉課"
    assert case_of(changes).roles[0].agencies == ("福祉課・保健課",)


def test_a_value_behind_its_label_and_another_beside_it_is_a_question() -> None:
    rows = {**FILLED, "相談に至った経緯": ""}
    cells = [[label or text, label and text] for label, text in rows.items()]
    cells[4] = ["相談に至った経緯：通報", "窓口に来た。"]
    problems = capture(book_of(grid_of(cells)), default_lists()).problems
    assert [(p.code, p.cell) for p in problems] == [("S104", "A5")]


@pytest.mark.parametrize(
    "line",
    [
        "・【母】心配。",
        "1)【母】心配。",
        "②【母】心配。",
        "〈母〉心配。",
        "＜母＞心配。",
        "・母：心配。",
    ],
)
def test_a_speaker_behind_a_bullet_or_in_other_brackets(line: str) -> None:
    wishes = case_of({"本人の希望、支援者の課題": f"【本人】働きたい。\n{line}"}).wishes
    assert [(one.speaker, one.content) for one in wishes] == [
        ("本人", "働きたい。"),
        ("母", "心配。"),
    ]


@pytest.mark.parametrize("line", ["【本人】働きたい　【母】心配", "【本人】働きたい。\n【母 心配"])
def test_a_speaker_inside_a_line_or_a_bracket_left_open_is_a_question(line: str) -> None:
    assert codes(captured({"本人の希望、支援者の課題": line})) == ["S133"]


@pytest.mark.parametrize("first", ["社会福祉協議会(CSW)", "社協", "担当：福祉課", "福祉課・社協"])
def test_two_agencies_in_one_item_however_they_are_spelt(first: str) -> None:
    changes = {
        "支援関係機関": "福祉課、保健課、社会福祉協議会（CSW）",
        "支援方針・役割分担": f"・訪問（{first}）、電話（保健課）",
    }
    assert "S134" in codes(captured(changes))


@pytest.mark.parametrize(
    ("title", "number"), [("20→21", "20→21"), ("1の2", "1の2"), ("21、22", "21、22")]
)
def test_more_than_a_number_is_never_taken_for_the_number(title: str, number: str) -> None:
    heading = f"事例 {title} 「制度の狭間の事例」支援会議（就労、家族関係）"
    assert case_of({"": heading}).case_number == number


@pytest.mark.parametrize("end", ["(第1回)（就労）", "（就労、家計）（案）"])
def test_a_title_with_two_brackets_is_told(end: str) -> None:
    assert codes(captured({"": f"事例 1 「制度の狭間の事例」支援会議{end}"})) == ["S124"]


def test_an_older_heading_above_the_new_one_is_a_question() -> None:
    rows = [
        ["事例 20 「別の事例」支援会議（住居）", ""],
        *([k or v, k and v] for k, v in FILLED.items()),
    ]
    problems = capture(book_of(grid_of(rows)), default_lists()).problems
    assert ("S104", "A1") in {(p.code, p.cell) for p in problems}


def test_text_behind_the_bracket_of_a_role_is_a_question() -> None:
    found = captured({"支援方針・役割分担": "・訪問する。（福祉課）\n必要なら同行する。"})
    (problem,) = found.problems
    assert (problem.code, problem.cell) == ("S158", "B8")
    assert "（福祉課）" in problem.message


def test_a_last_line_that_closes_a_list_is_no_item() -> None:
    changes = {
        "支援方針・役割分担": "・訪問する（福祉課）。\n以上",
        "情報の整理\n対応・支援の検討": "・住まいがない。\n（以下余白）",
    }
    assert codes(captured(changes)) == ["S157", "S157"]
    case = case_of(changes)
    assert case.considerations == ("住まいがない。",)
    assert [(role.content, role.agencies) for role in case.roles] == [("訪問する", ("福祉課",))]


def test_an_open_bracket_is_told_at_its_cell() -> None:
    found = captured({"支援方針・役割分担": "・訪問する（福祉課"})
    assert [(p.code, p.cell, p.sheet) for p in found.problems] == [("S132", "B8", "事例")]


def test_a_reworded_label_is_found_by_its_alias() -> None:
    rows = {k: v for k, v in FILLED.items() if k != "相談に至った経緯"} | {"相談の経緯": "電話。"}
    grid = grid_of([[label or text, label and text] for label, text in rows.items()])
    record = capture(book_of(grid), default_lists()).record
    assert isinstance(record, Case)
    assert record.background == "電話。"


def test_a_missing_label_is_told() -> None:
    rows = {k: v for k, v in FILLED.items() if k != "相談に至った経緯"}
    found = capture(book_of(grid_of([[k or v, k and v] for k, v in rows.items()])), default_lists())
    assert codes(found) == ["S102"]


def test_inserted_rows_and_columns_do_not_matter() -> None:
    rows = [["", "", ""], *[["", k or v, k and v] for k, v in FILLED.items()]]
    rows.insert(4, ["", "", ""])
    assert capture(book_of(grid_of(rows)), default_lists()).record == case_of()


def test_a_value_may_stand_below_its_label() -> None:
    rows = [[FILLED[""], ""]]
    for label, text in list(FILLED.items())[1:]:
        rows += [[label, ""], [text, ""]]
    record = capture(book_of(grid_of(rows)), default_lists()).record
    assert record == case_of()


def test_a_value_may_go_on_in_the_rows_of_a_merged_label() -> None:
    rows = [[k or v, k and v] for k, v in FILLED.items()]
    rows[4:5] = [["相談に至った経緯", "窓口に来た。"], ["", "その後、電話があった。"]]
    record = capture(book_of(grid_of(rows, merged=[Area(5, 1, 6, 1)])), default_lists()).record
    assert isinstance(record, Case)
    assert record.background == "窓口に来た。\nその後、電話があった。"


def test_the_same_label_with_other_words_is_an_error() -> None:
    rows = [[k or v, k and v] for k, v in FILLED.items()] + [["相談に至った経緯", "別の話。"]]
    assert "S103" in codes(capture(book_of(grid_of(rows)), default_lists()))


def test_memos_outside_the_print_area_are_no_part_but_are_told() -> None:
    rows = [[k or v, k and v, ""] for k, v in FILLED.items()]
    rows[4][2] = "相談に至った経緯"
    found = capture(book_of(grid_of(rows, print_areas=[Area(1, 1, 8, 2)])), default_lists())
    assert [(p.code, p.cell) for p in found.problems] == [("S150", "C5")]
    assert found.record == case_of()


def test_flaws_of_a_cell_are_told_at_the_cell() -> None:
    rows: list[list[str | Cell]] = [[k or v, k and v] for k, v in FILLED.items()]
    rows[3][1] = Cell(4, 2, CellKind.ERROR, "#N/A", "#N/A")
    rows[4][1] = Cell(5, 2, CellKind.UNCALCULATED, None, "", formula=True)
    rows[6][1] = Cell(7, 2, CellKind.TEXT, "残る", "残る", struck="消した")
    found = capture(book_of(grid_of(rows)), default_lists())
    assert [(p.code, p.cell) for p in found.problems] == [
        ("S111", "B4"),
        ("S110", "B5"),
        ("S113", "B7"),
    ]


def test_control_characters_and_endless_cells_are_refused() -> None:
    assert "S112" in codes(captured({"相談に至った経緯": "窓口\x0bに来た。"}))
    assert "S115" in codes(captured({"相談に至った経緯": "あ" * 100_000}))


def test_text_hidden_under_a_merge_is_told() -> None:
    rows = [[k or v, k and v, ""] for k, v in FILLED.items()]
    rows[4][2] = "隠れた文字"
    found = capture(book_of(grid_of(rows, merged=[Area(5, 2, 5, 3)])), default_lists())
    assert [(p.code, p.cell) for p in found.problems] == [("S114", "C5")]


def test_example_and_hidden_sheets_are_skipped() -> None:
    filled = grid_of([[k or v, k and v] for k, v in FILLED.items()])
    example = grid_of([[k or v, k and v] for k, v in FILLED.items()], name="記入例")
    hidden = grid_of([[k or v, k and v] for k, v in FILLED.items()], name="控え", visible=False)
    assert capture(book_of(example, hidden, filled), default_lists()).record == case_of()


def test_two_filled_sheets_are_returned() -> None:
    one = grid_of([[k or v, k and v] for k, v in FILLED.items()])
    two = grid_of([[k or v, k and v] for k, v in FILLED.items()], name="事例2")
    assert codes(capture(book_of(one, two), default_lists())) == ["S140"]


def test_a_sheet_of_another_kind_is_returned_with_the_nearest() -> None:
    found = capture(book_of(grid_of([["旅費請求書"], ["氏名", "山田"]])), default_lists())
    assert codes(found) == ["S101"]
    assert found.problems[0].candidates == ("事例票", "事業一覧")


def test_a_declared_form_is_believed_before_its_labels() -> None:
    rows = [[k or v, k and v] for k, v in list(FILLED.items())[:5]]
    assert codes(capture(book_of(grid_of(rows)), default_lists())) == ["S101"]
    assert capture(book_of(grid_of(rows), form="事例票/1"), default_lists()).form == "事例票/1"


def test_a_heading_in_parts_is_told() -> None:
    found = captured({"": "事例1 支援会議"})
    assert codes(found) == ["S124"]
    assert case_of({"": "事例1 支援会議"}).case_number == "1"


def test_a_number_in_a_cell_of_its_own_must_agree() -> None:
    rows = [[k or v, k and v] for k, v in FILLED.items()]
    rows.insert(0, ["事例番号", "2"])
    assert codes(capture(book_of(grid_of(rows)), default_lists())) == ["S104"]


def sheet(*, at: Mapping[str, str] | None = None, **more: object) -> Captured:
    """Return what is read from the filled sheet with texts put at addresses ("C5")."""
    rows = [[k or v, k and v, "", "", ""] for k, v in FILLED.items()] + [[""] * 5, [""] * 5]
    for place, text in (at or {}).items():
        rows[int(place[1:]) - 1]["ABCDE".index(place[0])] = text
    return capture(book_of(grid_of(rows, **more)), default_lists())  # type: ignore[arg-type]


def told(found: Captured) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for problem in found.problems]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("事例番号 7 「制度」支援会議（就労）", "7"),
        ("事例No.5「制度」支援会議（就労）", "5"),
        ("事例1支援会議（就労）", "1"),
        ("事例①「制度」支援会議（就労）", "①"),
        ("事例　Ｒ６－００１　「制度」支援会議（就労）", "Ｒ６－００１"),
        ("事例令和6年度-3「制度」支援会議（就労）", "令和6年度-3"),
        ("事例検討シート", ""),
    ],
)
def test_only_a_number_is_taken_for_the_number(heading: str, number: str) -> None:
    assert case_of({"": heading}).case_number == number


def test_a_title_above_the_heading_is_not_taken_for_it() -> None:
    rows = [["事例検討シート", ""], *[[k or v, k and v] for k, v in FILLED.items()]]
    found = capture(book_of(grid_of(rows)), default_lists())
    assert isinstance(found.record, Case)
    assert found.record.case_number == "1"
    assert told(found) == [("S150", "A1")]


def test_a_value_further_right_is_found() -> None:
    assert sheet(at={"B5": "", "D5": "窓口に来た。"}).record == case_of()


def test_a_value_in_two_cells_is_a_question() -> None:
    assert told(sheet(at={"D5": "続き"})) == [("S105", "B5")]


def test_a_value_is_never_taken_for_a_label() -> None:
    words = "件名：同居の母の介護について相談したい。"
    assert case_of({"相談に至った経緯": words}).background == words


@pytest.mark.parametrize("place", ["A5", "A8"])
def test_a_reworded_label_is_a_question_not_a_blank(place: str) -> None:
    found = sheet(at={place: "相談のきっかけ"})
    assert ("S151", f"B{place[1]}") in told(found)


def test_text_that_goes_on_below_the_last_row_is_a_question() -> None:
    assert told(sheet(at={"B9": "・見守る（福祉課）"})) == [("S151", "B9")]


def test_a_note_below_the_form_is_no_role() -> None:
    found = sheet(at={"B8": "", "A9": "※月末までに提出してください。"})
    assert isinstance(found.record, Case)
    assert found.record.roles == ()
    assert told(found) == [("S150", "A9")]


def test_a_hidden_row_of_the_form_is_a_question() -> None:
    found = sheet(hidden_rows=frozenset({5}))
    assert told(found) == [("S106", "A5"), ("S152", "A5")]


def test_a_row_outside_the_print_area_is_a_question() -> None:
    assert ("S106", "A8") in told(sheet(print_areas=[Area(1, 1, 7, 2)]))


@pytest.mark.parametrize(
    "times",
    [
        "令和6年12月（第1回支援会議）、7年7月（第2回支援会議）",
        "令和6年12月（第1回支援会議）、（第2回支援会議）",
        "12月中旬（支援会議）",
    ],
)
def test_roles_are_not_given_to_a_meeting_by_guess(times: str) -> None:
    assert "S127" in codes(captured({"相談・会議の時期": times}))


@pytest.mark.parametrize(
    "word", ["（第2回支援会議予定）", "（第2回支援会議は中止）", "（支援会議延期）"]
)
def test_a_meeting_that_was_not_held_is_no_meeting(word: str) -> None:
    times = f"令和6年12月（第1回支援会議）、令和19年7月{word}"
    found = captured({"相談・会議の時期": times})
    assert codes(found) == []
    assert isinstance(found.record, Case)
    assert [m.number for m in found.record.meetings] == ["第1回"]


def test_a_weekday_is_no_event() -> None:
    times = "令和6年12月1日(日) 14:00～16:00（支援会議）"
    (meeting,) = case_of({"相談・会議の時期": times}).meetings
    assert meeting.held_at.value == "2024-12-01"


def test_two_agencies_in_one_item_are_a_question() -> None:
    changes = {
        "支援関係機関": "福祉課、保健課",
        "支援方針・役割分担": "・訪問（福祉課）、電話（保健課）",
    }
    assert codes(captured(changes)) == ["S134"]


def test_a_minus_sign_is_no_bullet() -> None:
    text = "-5万円の赤字\n* 訪問する"
    assert case_of({"情報の整理\n対応・支援の検討": text}).considerations == (
        "-5万円の赤字",
        "訪問する",
    )


def test_a_workbook_of_examples_only_says_so() -> None:
    found = capture(book_of(grid_of([["事例"]], name="事例見本")), default_lists())
    assert codes(found) == ["S142"]


@pytest.mark.parametrize("form", ["", "事例票/1"])
def test_a_sheet_cut_by_its_print_area_is_not_passed_over_for_a_blank_copy(form: str) -> None:
    filled = [[k or v, k and v] for k, v in FILLED.items()]
    cut = grid_of(filled, print_areas=[Area(1, 1, 4, 2)])
    blank = grid_of([[label] for label in FILLED if label], name="事例 (2)")
    found = capture(book_of(cut, blank, form=form), default_lists())
    assert {(p.code, p.sheet, p.cell) for p in found.problems} >= {("S106", "事例", "A5")}


@pytest.mark.parametrize("more", [["", "「分類」支援会議（就労）"], ["「分類」支援会議（就労）"]])
def test_a_heading_goes_on_in_the_next_row(more: list[str]) -> None:
    rows = [["事例 1", ""], more, *([k, v] for k, v in FILLED.items() if k)]
    found = capture(book_of(grid_of(rows)), default_lists())
    assert codes(found) == []
    record = found.record
    assert isinstance(record, Case)
    assert (record.case_number, record.category, record.topics) == ("1", "分類", ("就労",))


def test_the_row_of_the_first_label_is_no_part_of_the_heading() -> None:
    assert (
        codes(captured({"": "事例 1", "相談・会議の時期": "「分類」支援会議（就労）"}))[0] == "S124"
    )


def test_signs_of_no_width_in_a_label_do_not_count() -> None:
    rows = [[f"\ufeff{k[:1]}\u200b{k[1:]}" if k else v, k and v] for k, v in FILLED.items()]
    found = capture(book_of(grid_of(rows)), default_lists())
    assert (codes(found), found.places) == ([], captured().places)
