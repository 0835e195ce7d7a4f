"""What the words and marks in a cell mean, on the sheets people fill in."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from formfilling import as_read, on_sheet, with_cell
from gridmaking import book_of as book
from gridmaking import grid_of
from test_case_sheet import FILLED, case_of, sheet, told
from test_case_sheet import captured as captured_sheet
from test_catalogue_sheet import catalogue
from test_meeting_form import ONE, TWO, book_of, captured, case_in, codes, place_of

from jusoforms.sheets.capture import capture
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Overlay, OverlayKind, Workbook
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import Flaw

MEETING = "第1回"


def typed(name: str, text: str, *, on: str = "事例", down: int = 0, right: int = 0) -> Workbook:
    """Return the filled form with a text typed in a field's cell, or that far from it."""
    row, column = place_of(book_of(ONE), on, name)
    return on_sheet(book_of(ONE), on, lambda g: with_cell(g, (row + down, column + right), text))


def record(of: Workbook) -> Case:
    found = captured(of).record
    assert isinstance(found, Case)
    return found


def meeting(of: Workbook) -> Meeting:
    return record(of).meetings[0]


def with_overlay(of: Workbook, on: str, *overlays: Overlay) -> Workbook:
    return on_sheet(of, on, lambda grid: replace(grid, overlays=overlays))


class TestChoices:
    @pytest.mark.parametrize(
        ("text", "given"),
        [
            ("☑有　☐無　☐未確認", "有"),
            ("有・○無", "無"),
            ("□有 □無 ■未確認", "未確認"),
            ("有 ・ 無", ""),
            ("有", "有"),
        ],
    )
    def test_ticks_in_one_cell(self, text: str, given: str) -> None:
        of = typed("同意.有無", text)
        assert (record(of).consent.given, codes(of)) == (given, [])

    def test_each_fixed_answer_and_each_list(self) -> None:
        assert record(typed("閲覧制限", "□有　☑無")).restricted == "無"
        assert record(typed("取下げ", "☑取下げ")).withdrawn == "取下げ"
        assert record(typed("取下げ", "☐取下げ")).withdrawn == ""
        assert record(typed("状態", "□受付 ■支援中 □終結")).state == "支援中"
        assert (
            record(typed("相談経路", "○アウトリーチして勧めた　その他")).referral_route
            == "アウトリーチして勧めた"
        )
        assert record(typed("分類", "■複雑・複合化 □その他（　　）")).category == "複雑・複合化"
        told_secret = typed("守秘告知", "■告知した □告知していない", on=MEETING)
        assert meeting(told_secret).secrecy_told == "告知した"
        kind = typed("種別", "☑支援会議 ☐重層的支援会議", on=MEETING)
        assert meeting(kind).meeting_type == "支援会議"

    def test_a_cell_checkbox(self) -> None:
        row, column = place_of(book_of(ONE), "事例", "取下げ")
        for on, withdrawn in ((True, "取下げ"), (False, "")):
            cell = Cell(row, column, CellKind.BOOLEAN, on, str(on).upper())
            of = on_sheet(book_of(ONE), "事例", _put(cell))
            assert (record(of).withdrawn, codes(of)) == (withdrawn, [])

    @pytest.mark.parametrize(
        ("text", "code"),
        [("☑有 ☑無", "S180"), ("○有 ○無", "S181"), ("☒有 ☐無", "S182"), ("有 ○ 無", "S183")],
    )
    def test_what_cannot_be_told_is_an_error_at_the_cell(self, text: str, code: str) -> None:
        of = typed("同意.有無", text)
        row, column = place_of(of, "事例", "同意.有無")
        (problem,) = [p for p in captured(of).problems if p.code == code]
        assert (problem.cell, str(problem.severity)) == (
            Cell(row, column, CellKind.TEXT, "", "").address,
            "error",
        )
        assert record(of).consent.given == ""

    @pytest.mark.parametrize("text", ["V有　□無　□未確認", "有　□無　□未確認", "[v]有 □無 □未確認"])
    def test_an_option_that_lost_its_box_is_a_question(self, text: str) -> None:
        assert codes(typed("同意.有無", text))[0] == "S183"

    def test_an_other_without_a_box_is_none(self) -> None:
        assert codes(typed("相談経路", "□本人　□家族　その他（　）")) == []

    def test_words_behind_a_box_that_is_not_ticked_are_told(self) -> None:
        of = typed("相談経路", "☑不明 ☐その他（民生委員から）")
        assert (record(of).referral_route, codes(of)) == ("不明", ["S186"])

    def test_options_in_the_cells_right_of_a_label(self) -> None:
        of = on_sheet(typed("同意.有無", "☐有"), "事例", lambda grid: replace(grid, merged=()))
        row, column = place_of(of, "事例", "同意.有無")
        of = on_sheet(of, "事例", lambda g: with_cell(g, (row, column + 1), "☑無"))
        assert (record(of).consent.given, codes(of)) == ("無", [])

    def test_a_list_of_ticked_words(self) -> None:
        of = typed("主題", "☑不登校 ☐介護 ☑ひきこもり")
        row, column = place_of(of, "事例", "主題")
        for down in range(1, 4):
            of = on_sheet(of, "事例", _cut((row + down, column)))
        assert (record(of).topics, codes(of)) == (("不登校", "ひきこもり"), [])

    def test_bullets_of_a_list_are_no_ticks(self) -> None:
        of = typed("主題", "○不登校\n○介護")
        assert record(of).topics[:2] == ("不登校", "介護")

    def test_words_side_by_side_are_an_answer_unless_they_exclude_each_other(self) -> None:
        row, column = place_of(book_of(ONE), "事例", "希望と課題")
        of = on_sheet(book_of(ONE), "事例", lambda g: with_cell(g, (row + 1, column), "本人・妻"))
        assert record(of).wishes[0].speaker == "本人・妻"
        assert record(typed("相談経路", "不明・その他")).referral_route == "不明・その他"

    def test_a_mark_on_one_of_a_list_never_drops_the_others(self) -> None:
        of = typed("支援関係機関", "福祉総合課、地域保健課◎、社協")
        assert "S181" in codes(of)
        bullets = typed("支援関係機関", "●福祉総合課\n（管理係）\n●地域保健課")
        assert record(bullets).agencies[:2] == ("福祉総合課（管理係）", "地域保健課")

    def test_headings_in_a_long_text_are_no_boxes(self) -> None:
        text = "□経済\n家賃の滞納がある。\n□健康\n通院している。"
        assert record(typed("状況", text)).situation == text
        in_line = "確かめたこと　□通院 ☑服薬"
        assert record(typed("状況", in_line)).situation == in_line

    def test_a_typed_answer_beside_a_control(self) -> None:
        row, column = place_of(book_of(ONE), "事例", "同意.有無")
        for on, given, expected in ((False, "有", []), (True, "", ["S181"])):
            control = Overlay(OverlayKind.CHECK_BOX, Area(row, column, row, column), "無", on)
            of = with_overlay(typed("同意.有無", "有"), "事例", control)
            assert (record(of).consent.given, codes(of)) == (given, expected)

    def test_an_oval_round_a_cell_of_several_options_is_a_question(self) -> None:
        of = typed("同意.有無", "有・無・未確認")
        row, column = place_of(of, "事例", "同意.有無")
        oval = Overlay(OverlayKind.OVAL, Area(row, column, row, column))
        assert codes(with_overlay(of, "事例", oval)) == ["S184"]

    def test_controls_drawn_on_an_empty_field(self) -> None:
        row, column = place_of(book_of(ONE), "事例", "同意.有無")
        place = Area(row, column, row, column)
        controls = [
            Overlay(OverlayKind.OPTION_BUTTON, place, text, text == "無") for text in ("有", "無")
        ]
        of = on_sheet(book_of(ONE), "事例", lambda g: _without(g, (row, column)))
        of = with_overlay(of, "事例", *controls)
        assert (record(of).consent.given, codes(of)) == ("無", [])

    def test_text_that_holds_circles_stays_text(self) -> None:
        for text in ("○○課", "□から始める", "〇歳児", "2×4"):
            assert record(typed("担当課", text)).section == text

    def test_own_cells_of_a_case_sheet(self) -> None:
        filled = {k or v: k and v for k, v in FILLED.items()}
        rows = [[key, text] for key, text in filled.items()]
        rows.insert(1, ["会議種別", "☐支援会議 ☑支援調整会議"])
        found = capture(book(grid_of(rows)), default_lists()).record
        assert isinstance(found, Case)
        assert found.meeting_type == "支援調整会議"


def _put(cell: Cell) -> Callable[[Grid], Grid]:
    place = (cell.row, cell.column)
    return lambda grid: replace(grid, cells={**grid.cells, place: cell})


def _cut(place: tuple[int, int]) -> Callable[[Grid], Grid]:
    return lambda grid: _without(grid, place)


def _without(grid: Grid, place: tuple[int, int]) -> Grid:
    return replace(grid, cells={at: cell for at, cell in grid.cells.items() if at != place})


class TestEndsOfLists:
    @pytest.mark.parametrize("word", ["以上", "以下余白", "（以下余白）", "以 上"])
    @pytest.mark.parametrize(("name", "down"), [("決定事項", 3), ("議題", 3), ("出席者", 6)])
    def test_a_word_that_closes_a_list_is_no_item(self, word: str, name: str, down: int) -> None:
        of = typed(name, word, on=MEETING, down=down)
        assert codes(of) == ["S157"]
        assert record(of) == record(book_of(ONE))

    def test_the_word_within_a_sentence_is_an_item(self) -> None:
        of = typed("決定事項", "以上のことを家族に伝える。", on=MEETING, down=3)
        assert meeting(of).decisions[-1] == "以上のことを家族に伝える。"


class TestDates:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("45627", "S170"), ("12/1", "S171"), ("令和6年12月1日（月）", "S172"), ("令和6年12月　日", "S173"),
            ("令和　年　月　日", ""), ("未定", ""), ("－", ""), ("不明", ""), ("別紙のとおり", "S177"),
            ("令和6年12月中旬", ""), ("R061201", ""),
        ],
    )  # fmt: skip
    def test_what_is_told_of_a_date(self, text: str, code: str) -> None:
        of = typed("受付日", text)
        assert codes(of) == ([code] if code else [])

    def test_words_that_name_no_day_answer_by_when_and_not_when(self) -> None:
        assert codes(typed("次回", "随時", on=MEETING)) == []
        assert meeting(typed("次回", "年度内", on=MEETING)).next_meeting.text == "年度内"
        assert codes(typed("次回", "父の判断", on=MEETING)) == ["S120"]
        assert codes(typed("受付日", "随時")) == ["S120"]

    def test_a_date_without_its_format_is_proposed_and_not_read(self) -> None:
        of = typed("受付日", "45627")
        (problem,) = captured(of).problems
        assert (problem.candidates, str(problem.severity)) == (("令和6年12月1日",), "error")
        assert record(of).received_on.value == ""

    def test_a_field_that_was_only_printed_is_empty(self) -> None:
        assert record(typed("受付日", "令和　年　月　日")).received_on.text == ""

    def test_a_year_that_the_cell_does_not_show_is_told(self) -> None:
        row, column = place_of(book_of(ONE), "事例", "受付日")
        for code, expected in (('m"月"d"日"', ["S174"]), ('yyyy"年"m"月"d"日"', [])):
            day = dt.date(2024, 12, 1)
            cell = Cell(row, column, CellKind.DATE, day, "2024年12月1日", number_format=code)
            assert codes(on_sheet(book_of(ONE), "事例", _put(cell))) == expected

    def test_a_weekday_beside_the_meetings_date_tells_the_year(self) -> None:
        of = typed("開催日時", "令和7年7月4日", on=MEETING)
        of = on_sheet(of, MEETING, lambda g: with_cell(g, place_of(of, MEETING, "次回"), "8/1(金)"))
        assert (meeting(of).next_meeting.value, meeting(of).next_meeting.flaw) == (
            "2025-08-01",
            Flaw.NONE,
        )


class TestDitto:
    def test_takes_the_text_above_however_far(self) -> None:
        agencies = meeting(book_of(ONE)).roles[0].agencies
        row, column = _roles()
        of = book_of(ONE)
        for down, mark in ((2, "〃"), (3, "同上")):
            place = (row + down, column + 2)
            of = on_sheet(of, MEETING, _put(Cell(*place, CellKind.TEXT, mark, mark)))
        assert [role.agencies for role in meeting(of).roles[:3]] == [agencies] * 3
        assert "S175" not in codes(of)

    def test_of_ticked_options_is_what_was_chosen(self) -> None:
        row, column = _roles()
        of = book_of(ONE)
        for down, text in ((1, "□未着手 ■対応中"), (2, "〃")):
            place = (row + down, column + 6)
            of = on_sheet(of, MEETING, _put(Cell(*place, CellKind.TEXT, text, text)))
        assert [role.state for role in meeting(of).roles[:2]] == ["対応中"] * 2

    def test_of_a_date_is_the_date_above(self) -> None:
        row, column = _roles()
        of = on_sheet(book_of(ONE), MEETING, lambda g: with_cell(g, (row + 2, column + 4), "〃"))
        assert meeting(of).roles[1].due == meeting(of).roles[0].due

    def test_in_the_first_row_or_with_more_words_is_a_question(self) -> None:
        row, column = _roles()
        first = on_sheet(book_of(ONE), MEETING, lambda g: with_cell(g, (row + 1, column + 2), "〃"))
        assert [(p.code, p.cell) for p in captured(first).problems if p.code == "S175"] == [
            ("S175", f"C{row + 1}")
        ]
        more = on_sheet(
            book_of(ONE), MEETING, lambda g: with_cell(g, (row + 2, column + 2), "〃（係長）")
        )
        assert "S176" in codes(more)

    def test_a_blank_numbered_row_is_nothing_above(self) -> None:
        row, column = _roles()
        of = book_of(ONE)
        for at in range(1, 7):
            of = on_sheet(of, MEETING, _cut((row + 2, column + at)))
        mark = Cell(row + 3, column + 2, CellKind.TEXT, "〃", "〃")
        assert "S175" in codes(on_sheet(of, MEETING, _put(mark)))

    def test_in_a_field_of_its_own_is_a_question(self) -> None:
        assert codes(typed("担当課", "同上")) == ["S176"]
        assert ("S176", "B8") in told(captured_sheet({"支援方針・役割分担": "・〃（福祉課）"}))

    def test_in_the_catalogue(self) -> None:
        read = catalogue(
            ["甲事業", "・相談", "直営 (1)"], ["", "①訪問", "委託 (5)"], ["", "②電話", "〃"]
        )
        assert [(s.delivery_mode, s.site_count) for s in read.programs[0].sub_programs] == [
            ("委託", 5)
        ] * 2


def _roles() -> tuple[int, int]:
    return place_of(book_of(ONE), MEETING, "役割分担")


class TestCharacters:
    @pytest.mark.parametrize(
        "name", ["髙﨑", "福\ufa1b", "神\ufa19", "葛\U000e0100城", "𠮷野", "ﾔﾏﾀﾞ", "①☎😀"]
    )
    def test_names_are_kept_byte_for_byte_and_not_told(self, name: str) -> None:
        assert (record(typed("担当者", name)).worker, codes(typed("担当者", name))) == (name, [])

    @pytest.mark.parametrize(
        ("text", "code", "shown"),
        [("渡\ue000\ue001", "S178", "外字（U+E000）、外字（U+E001）"), ("𪜀", "S178", "𪜀（U+2A700）"), ("们", "S178", "们（U+4EEC）"),
         ("〓辺", "S179", "〓（U+3013）"), ("\ufffd", "S179", "U+FFFD"), ("\U000f0000", "S178", "外字（U+F0000）"),
         ("\U0003fff0", "S178", "未定義の文字（U+3FFF0）"), ("\u0378", "S178", "未定義の文字（U+0378）")],
    )  # fmt: skip
    def test_what_may_not_be_printed_is_told_once_a_cell(
        self, text: str, code: str, shown: str
    ) -> None:
        of = typed("担当者", text)
        (problem,) = captured(of).problems
        assert (problem.code, str(problem.severity)) == (code, "warning")
        assert shown in problem.message
        assert record(of).worker == text


class TestTextThatGoesOn:
    def test_rows_below_a_value_before_the_next_label(self) -> None:
        rows = [[k or v, k and v] for k, v in FILLED.items()]
        rows[5:5] = [["", "電話を受けた。"], ["", "翌日、訪問した。"]]
        found = capture(book(grid_of(rows)), default_lists())
        assert isinstance(found.record, Case)
        background = "窓口に来た。\n電話を受けた。\n翌日、訪問した。"
        assert (told(found), found.record.background) == ([("S168", "B6")], background)

    @pytest.mark.parametrize(
        "rows", [[["", "", "右のメモ"]], [["", "", ""], ["", "離れた所"]], [["メモ", "続き"]]]
    )
    def test_what_may_not_go_on_is_a_question(self, rows: list[list[str]]) -> None:
        filled = [[k or v, k and v] for k, v in FILLED.items()]
        filled[5:5] = rows
        assert "S151" in [code for code, _ in told(capture(book(grid_of(filled)), default_lists()))]

    def test_text_of_a_label_that_was_rubbed_out_is_not_given_to_the_one_above(self) -> None:
        found = sheet(at={"A5": ""})
        assert {"S102", "S151"} <= {code for code, _ in told(found)}
        assert isinstance(found.record, Case)
        assert "窓口に来た" not in found.record.situation

    def test_in_a_row_inserted_below_a_field(self) -> None:
        from formfilling import moved_rows

        row, column = place_of(book_of(ONE), "事例", "経緯")
        of = moved_rows(book_of(ONE), "事例", lambda r: r if r <= row else r + 1)
        of = on_sheet(of, "事例", lambda g: with_cell(g, (row + 1, column), "続きの文。"))
        assert record(of).background == f"{ONE.background}\n続きの文。"
        assert codes(of) == ["S168"]

    def test_what_is_not_printed_does_not_go_on(self) -> None:
        rows = [[k or v, k and v] for k, v in FILLED.items()]
        rows[5:5] = [["", "続き"]]
        areas = [Area(1, 1, 5, 2), Area(7, 1, 9, 2)]
        found = capture(book(grid_of(rows, print_areas=areas)), default_lists())
        assert told(found) == [("S150", "B6")]

    def test_what_is_not_printed_below_a_field_does_not_go_on(self) -> None:
        from formfilling import moved_rows

        row, column = place_of(book_of(ONE), "事例", "経緯")
        of = moved_rows(book_of(ONE), "事例", lambda r: r if r <= row else r + 1)
        of = on_sheet(of, "事例", lambda g: with_cell(g, (row + 1, column), "続きの文。"))
        areas = (Area(1, 1, row, 9), Area(row + 2, 1, 300, 9))
        of = on_sheet(of, "事例", lambda g: replace(g, print_areas=areas))
        assert (record(of).background, codes(of)) == (ONE.background, ["S155"])

    def test_where_a_label_is_missing_nothing_goes_on(self) -> None:
        from formfilling import moved_rows, without_names

        row, column = place_of(book_of(ONE), "事例", "経緯")
        of = moved_rows(book_of(ONE), "事例", lambda r: r if r <= row else r + 1)
        of = on_sheet(of, "事例", lambda g: with_cell(g, (row + 1, column), "続きの文。"))
        of = on_sheet(
            without_names(of), "事例", _cut((place_of(book_of(ONE), "事例", "担当課")[0], 1))
        )
        assert record(of).background == ONE.background
        assert {"S102", "S151"} <= set(codes(of))

    def test_a_row_without_its_number_is_a_question(self) -> None:
        from formfilling import moved_rows

        row, column = _roles()
        of = moved_rows(book_of(ONE), MEETING, lambda r: r if r <= row + 1 else r + 1)
        of = on_sheet(
            of, MEETING, lambda g: with_cell(g, (row + 2, column + 1), "（上の行の続き）")
        )
        assert [(p.code, p.cell) for p in captured(of).problems] == [("S169", f"B{row + 2}")]

    def test_rows_added_and_cut_are_no_question(self) -> None:
        assert case_in(book_of(TWO)) == as_read(TWO)


class TestOverlooked:
    @pytest.mark.parametrize(
        ("overlay", "code", "severity"),
        [
            (Overlay(OverlayKind.COMMENT, Area(5, 2, 5, 2), "要確認"), "S188", "notice"),
            (Overlay(OverlayKind.TEXT_BOX, Area(9, 2, 12, 4), "転居の予定あり"), "S188", "notice"),
            (
                Overlay(OverlayKind.CHECK_BOX, Area(80, 2, 80, 2), "同意", ticked=True),
                "S187",
                "warning",
            ),
            (
                Overlay(OverlayKind.OPTION_BUTTON, Area(80, 2, 80, 2), "同意", ticked=None),
                "S187",
                "warning",
            ),
            (Overlay(OverlayKind.OVAL, Area(80, 2, 80, 2)), "S187", "warning"),
            (Overlay(OverlayKind.PICTURE, Area(9, 2, 12, 4)), "S167", "notice"),
        ],
    )
    def test_what_lies_over_the_cells_is_told(
        self, overlay: Overlay, code: str, severity: str
    ) -> None:
        found = captured(with_overlay(book_of(ONE), "事例", overlay)).problems
        assert [(p.code, str(p.severity)) for p in found] == [(code, severity)]

    @pytest.mark.parametrize(
        "overlay",
        [
            Overlay(OverlayKind.CHECK_BOX, Area(80, 2, 80, 2), "同意", ticked=False),
            Overlay(OverlayKind.TEXT_BOX, Area(9, 2, 12, 4)),
            Overlay(OverlayKind.PICTURE, Area(300, 2, 312, 4)),
        ],
    )
    def test_what_says_nothing_is_not_told(self, overlay: Overlay) -> None:
        assert codes(with_overlay(book_of(ONE), "事例", overlay)) == []

    def test_a_tick_outside_the_form_is_told_and_one_not_made_is_not(self) -> None:
        for on, expected in ((True, ["S150"]), (False, [])):
            cell = Cell(1, 30, CellKind.BOOLEAN, on, str(on).upper())
            assert codes(on_sheet(book_of(ONE), "事例", _put(cell))) == expected


def test_a_paper_may_be_called_an_attachment() -> None:
    row, column = place_of(book_of(ONE), MEETING, "配付資料")
    of = on_sheet(book_of(ONE), MEETING, lambda g: with_cell(g, (row + 1, column), "別紙1"))
    assert codes(of) == []


def test_a_word_that_points_elsewhere_is_told_with_its_cell() -> None:
    found = captured_sheet({"相談に至った経緯": "詳細は別紙（経過記録）のとおり。"})
    assert told(found) == [("S177", "B5")]
    assert (
        case_of({"相談に至った経緯": "詳細は別紙（経過記録）のとおり。"}).background
        == "詳細は別紙（経過記録）のとおり。"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("２", 2),
        ("第２回", 2),
        ("２回目", 2),
        ("1,200", 1200),
        ("No.3", 3),
        ("－", None),
        ("未定", None),
    ],
)
def test_numbers(text: str, value: int | None) -> None:
    of = typed("会議通番", text, on=MEETING)
    assert meeting(of).serial == (value or 1)
    assert codes(of) == []


def test_a_telephone_number_keeps_its_noughts() -> None:
    row, column = place_of(book_of(ONE), "事例", "担当課")
    cell = Cell(row, column, CellKind.TEXT, "0312345678", "0312345678")
    assert record(on_sheet(book_of(ONE), "事例", _put(cell))).section == "0312345678"
