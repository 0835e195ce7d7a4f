"""What one cell says: text, numbers, dates, errors, formulas, struck-out text."""

import datetime as dt

import pytest

from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Cell, CellKind
from jusoforms.vocabulary.wareki import read_date
from making import only, raw_workbook


def cell(xml: str, *, code: str = "", number: int = 0, strings: str = "", font: str = "") -> Cell:
    """Return the only cell of a sheet; ``s="1"`` has the number format and the font."""
    return only(read_workbook(book(xml, code, number, strings, font)).sheets[0])


def book(
    xml: str, code: str = "", number: int = 0, strings: str = "", font: str = "", **more: str
) -> bytes:
    own = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>' if code else ""
    return raw_workbook(
        f"<sheetData><row>{xml}</row></sheetData>",
        styles_xml=f"{own}<fonts><font/><font>{font}</font></fonts><cellXfs><xf/>"
        f'<xf numFmtId="{200 if code else number}" fontId="1"/></cellXfs>',
        strings_xml=strings,
        **more,  # type: ignore[arg-type]
    )


def number(value: object, code: str = "", built_in: int = 0) -> Cell:
    return cell(f'<c s="1"><v>{value}</v></c>', code=code.replace('"', "&quot;"), number=built_in)


def shared(inside: str) -> Cell:
    return cell('<c t="s"><v>0</v></c>', strings=f"<si>{inside}</si>")


def is_blank(xml: str, strings: str = "") -> bool:
    return not read_workbook(book(xml, strings=strings)).sheets[0].cells


class TestText:
    def test_drops_readings(self) -> None:
        found = shared(
            "<r><t>東京</t></r><r><t>都</t></r>"
            '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
        )
        assert (found.text, found.struck) == ("東京都", "")

    def test_drops_struck_runs_and_keeps_them_apart(self) -> None:
        found = shared(
            "<r><t>東京</t></r><r><rPr><b/><strike/></rPr><t>旧住所</t></r>"
            '<r><rPr><strike val="0"/></rPr><t>新住所</t></r>'
            '<r><rPr><strike val="true"/></rPr><t>以前</t></r>'
        )
        assert (found.text, found.value, found.struck) == ("東京新住所", "東京新住所", "旧住所以前")

    @pytest.mark.parametrize(
        "xml",
        ['<c s="1" t="str"><v>済み</v></c>', '<c s="1" t="inlineStr"><is><t>済み</t></is></c>'],
    )
    def test_a_struck_cell_reads_as_deleted_text(self, xml: str) -> None:
        found = cell(xml, font="<strike/>")
        assert (found.kind, found.text, found.struck) == (CellKind.TEXT, "", "済み")

    def test_a_struck_number_or_error_is_deleted_too(self) -> None:
        found = cell('<c s="1"><v>12</v></c>', font="<strike/>")
        assert (found.kind, found.value, found.text, found.struck) == (CellKind.TEXT, "", "", "12")
        assert cell('<c s="1" t="e"><v>#N/A</v></c>', font="<strike/>").kind is CellKind.TEXT

    def test_a_run_with_its_own_font_is_live_in_a_struck_cell(self) -> None:
        found = cell(
            '<c s="1" t="s"><v>0</v></c>',
            strings="<si><r><t>旧</t></r><r><rPr><b/></rPr><t>新</t></r></si>",
            font="<strike/>",
        )
        assert (found.text, found.struck) == ("新", "旧")

    @pytest.mark.parametrize(
        ("stored", "text"),
        [
            ("一行目_x000D__x000A_二行目", "一行目\n二行目"),
            ("a&#13;&#10;b&#13;c&#10;d", "a\nb\nc\nd"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x3042_", "あ"),
            ("_xD842__xDFB7_野家", "𠮷野家"),
            ("_xD842_", "_xD842_"),
            ("_xDFB7_", "_xDFB7_"),
            ("_x3042", "_x3042"),
            ("_x00zz_", "_x00zz_"),
            ("snake_x_case", "snake_x_case"),
            ("葛󠄀城市と﨑", "葛󠄀城市と﨑"),
            ("　全角　", "　全角　"),
            (" 前後 ", " 前後 "),
        ],
    )
    def test_text_is_as_typed(self, stored: str, text: str) -> None:
        assert shared(f'<t xml:space="preserve">{stored}</t>').text == text
        assert cell(f'<c t="inlineStr"><is><t>{stored}</t></is></c>').text == text
        assert cell(f'<c t="str"><v>{stored}</v></c>').text == text

    def test_a_break_over_two_runs_is_one(self) -> None:
        assert shared("<r><t>a_x000D_</t></r><r><rPr><b/></rPr><t>&#10;b</t></r>").text == "a\nb"

    def test_a_text_that_looks_like_a_formula_or_number_is_text(self) -> None:
        found = shared("<t>=1+1</t>")
        assert (found.kind, found.formula) == (CellKind.TEXT, False)
        assert shared("<t>0012</t>").value == "0012"

    @pytest.mark.parametrize("index", ["5", "-1", "x", "", "1.5", "9" * 30, "１"])
    def test_a_text_that_the_file_does_not_hold_is_that_cells_error(self, index: str) -> None:
        xml = f'<c t="s"><v>{index or " "}</v></c>'
        found = cell(xml, strings="<si><t>a</t></si>")
        assert (found.kind, found.text) == (CellKind.ERROR, "#REF!")


class TestBlank:
    @pytest.mark.parametrize(
        "xml",
        ['<c s="1"/>', "<c><v/></c>", '<c t="s"/>', '<c t="inlineStr"><is/></c>', '<c t="e"/>',
         '<c t="inlineStr"><is><t/></is></c>',
         '<c t="str"><f>""</f><v></v></c>', "<c><extLst/></c>"],
    )  # fmt: skip
    def test_nothing_in_it_is_no_cell(self, xml: str) -> None:
        assert is_blank(xml)

    def test_an_empty_shared_text_is_no_cell(self) -> None:
        assert is_blank('<c t="s"><v>0</v></c>', strings="<si/>")
        assert is_blank(
            '<c t="s"><v>0</v></c>', strings='<si><rPh sb="0" eb="0"><t>ア</t></rPh></si>'
        )


class TestFormulas:
    @pytest.mark.parametrize(
        "xml",
        ["<c><f>A2</f></c>", "<c><f>A2</f><v/></c>", '<c t="str"><f>A2</f></c>',
         '<c t="s"><f>A2</f><v></v></c>', '<c><f t="shared" si="0"/></c>'],
    )  # fmt: skip
    def test_without_a_result_is_uncalculated(self, xml: str) -> None:
        found = cell(xml)
        assert (found.kind, found.value, found.text) == (CellKind.UNCALCULATED, None, "")

    def test_with_a_result_reads_as_its_result(self) -> None:
        found = cell('<c t="str"><f>A2</f><v>令和6年</v></c>')
        assert (found.kind, found.text, found.formula) == (CellKind.TEXT, "令和6年", True)


class TestErrorsAndBooleans:
    @pytest.mark.parametrize(
        "name", ["#N/A", "#REF!", "#SPILL!", "#BUSY!", "#GETTING_DATA", "#未知!"]
    )
    def test_an_error_of_any_name_is_kept_by_its_name(self, name: str) -> None:
        found = cell(f'<c t="e"><v>{name}</v></c>')
        assert (found.kind, found.value, found.text) == (CellKind.ERROR, name, name)

    @pytest.mark.parametrize(("stored", "value"), [("1", True), ("true", True), ("0", False)])
    def test_reads_a_tick(self, stored: str, value: bool) -> None:
        found = cell(f'<c t="b"><v>{stored}</v></c>')
        assert (found.kind, found.value, found.text) == (
            CellKind.BOOLEAN,
            value,
            str(value).upper(),
        )

    @pytest.mark.parametrize(
        "xml",
        ['<c t="b"><v>2</v></c>', '<c t="zz"><v>2</v></c>', "<c><v>abc</v></c>",
         "<c><v>NaN</v></c>", "<c><v>1e999</v></c>", "<c><v>1_0</v></c>", "<c><v>１２</v></c>"],
    )  # fmt: skip
    def test_what_is_no_value_of_its_type_is_an_error(self, xml: str) -> None:
        assert (cell(xml).kind, cell(xml).text) == (CellKind.ERROR, "#VALUE!")


class TestNumbers:
    @pytest.mark.parametrize(
        ("stored", "text"),
        [
            ("12", "12"), ("12.0", "12"), ("-3", "-3"), ("0.1", "0.1"), ("1E3", "1000"),
            ("0.10000000000000001", "0.1"), ("0.30000000000000004", "0.3"), ("1E-4", "0.0001"),
            ("312345678", "312345678"), ("12345678901234567", "12345678901234567"),
            ("1E+25", "1E+25"), ("-0", "0"), (" 5 ", "5"), ("1.5", "1.5"),
        ],
    )  # fmt: skip
    def test_is_shown_as_a_person_reads_it(self, stored: str, text: str) -> None:
        found = number(stored)
        assert (found.kind, found.text, found.raw) == (CellKind.NUMBER, text, stored)

    @pytest.mark.parametrize(
        ("value", "code", "text"),
        [
            (12, "0000", "0012"), (5, '0"か所"', "5か所"), (14, '"R6-"000', "R6-014"),
            (1540002, r"000\-0000", "154-0002"), (600001, r"000\-0000", "060-0001"),
            (1540002, r"[&lt;=999]000;[&lt;=9999]000\-00;000\-0000", "154-0002"),
            (312345678, r"00\-0000\-0000", "03-1234-5678"),
            (1234567, "#,##0", "1,234,567"), (-5, "#,##0;[Red]#,##0", "5"), (-5, "0", "-5"),
            (0.256, "0%", "26%"), (2.5, "0", "3"), (1.5, "0.00", "1.50"), (1.5, "0.0##", "1.5"),
            (3, "General", "3"), (3, "G/標準", "3"), (3, "@", "3"), (3, '"約"General', "3"),
            (0.5, "# ?/?", "0.5"), (1234, "0.00E+00", "1234"), (1200, "#,##0,", "1200"),
            (0, '0;-0;"－"', "0"), (3, "[DBNum3]0", "3"), (45627, '"平成"0"年"', "平成45627年"),
            (1e300, "0.00", f"{10**300}.00"), (3, "x" * 300, "3"), (7, "[Red]0", "7"),
        ],
    )  # fmt: skip
    def test_format_puts_digits_and_units_round_a_number(
        self, value: float, code: str, text: str
    ) -> None:
        found = number(value, code)
        assert (found.kind, found.text) == (CellKind.NUMBER, text)

    def test_an_index_of_a_style_that_is_not_there_is_the_plain_one(self) -> None:
        assert cell('<c s="99"><v>5</v></c>').text == "5"
        assert cell('<c s=""><v>5</v></c>').text == "5"
        assert cell('<c s="x"><v>5</v></c>').text == "5"


class TestDates:
    DAY = 45627  # Sunday 1 December 2024
    HALF_PAST_TWO = dt.datetime(2024, 12, 1, 14, 30)  # noqa: DTZ001 a cell has no zone

    @pytest.mark.parametrize(
        ("built_in", "text"),
        [
            (14, "2024/12/1"), (15, "2024年12月1日"), (22, "2024/12/1 0:00"),
            (27, "R6.12.1"), (28, "令和6年12月1日"), (29, "令和6年12月1日"), (30, "2024年12月1日"),
            (31, "2024年12月1日"), (34, "2024年12月"), (35, "2024年12月1日"), (36, "R6.12.1"),
            (50, "R6.12.1"), (51, "令和6年12月1日"), (52, "2024年12月"), (53, "2024年12月1日"),
            (54, "令和6年12月1日"), (55, "2024年12月"), (56, "2024年12月1日"), (57, "R6.12.1"),
            (58, "令和6年12月1日"),
        ],
    )  # fmt: skip
    def test_knows_the_built_in_formats_of_a_japanese_excel(self, built_in: int, text: str) -> None:
        found = number(self.DAY, built_in=built_in)
        assert (found.kind, found.text) == (CellKind.DATE, text)
        assert str(found.value).startswith("2024-12-01")

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ('ggge"年"m"月"d"日"', "令和6年12月1日"),
            ('[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "令和6年12月1日"),
            ("[$-411]ge.m.d", "R6.12.1"),
            ("[$-411]gge.m.d", "令6.12.1"),
            ('ggge"年"m"月"', "令和6年12月"),
            ('ggge"年"', "令和6年"),
            ('e"年"', "令和6年"),
            ('gggee"年"mm"月"dd"日"', "令和06年12月01日"),
            ("ge-m-d", "R6-12-1"),
            ("yyyy-mm-dd", "2024-12-01"),
            ('yyyy"年"m"月"d"日"(aaa)', "2024年12月1日(日)"),
            ("yyyy/m/d;@", "2024/12/1"),
            ("yyyy", "2024"),
            (r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2024年12月1日"),
            ("[$-409]d\\-mmm\\-yy", "2024年12月1日"),
            ("m/d/yyyy", "2024年12月1日"),
            ('m"月"d"日"', "2024年12月1日"),
            ("aaaa", "2024年12月1日"),
            ('[&lt;43586]"旧"ge.m.d;[$-411]ggge"年"m"月"d"日"', "令和6年12月1日"),
            ('[DBNum3][$-411]ggge"年"m"月"d"日"', "令和6年12月1日"),
        ],
    )
    def test_is_shown_as_its_format_if_that_can_be_read_again(self, code: str, text: str) -> None:
        found = number(self.DAY, code)
        assert (found.kind, found.value, found.text) == (CellKind.DATE, dt.date(2024, 12, 1), text)

    @pytest.mark.parametrize(
        ("serial", "text"),
        [(43585, "平成31年4月30日"), (43586, "令和元年5月1日"),
         (32515, "昭和64年1月7日"), (32516, "平成元年1月8日")],
    )  # fmt: skip
    def test_eras_change_on_their_day(self, serial: int, text: str) -> None:
        assert number(serial, 'ggge"年"m"月"d"日"').text == text

    @pytest.mark.parametrize(
        ("serial", "code", "text"),
        [
            (45627.604166666664, "yyyy/m/d h:mm", "2024/12/1 14:30"),
            (45627.604166666664, "yyyy/mm/dd hh:mm", "2024/12/01 14:30"),
            (45627.604166666664, 'ggge"年"m"月"d"日" h"時"mm"分"', "令和6年12月1日 14時30分"),
            (45627.604166666664, "h:mm", "14:30"),
            (45627.604166666664, "yyyy/m/d", "2024/12/1"),
        ],
    )
    def test_a_moment_keeps_its_time(self, serial: float, code: str, text: str) -> None:
        found = number(serial, code)
        assert (found.value, found.text) == (self.HALF_PAST_TWO, text)

    @pytest.mark.parametrize(
        ("code", "text"),
        [("h:mm", "14:30"), ("hh:mm:ss", "14:30:00"), ('h"時"mm"分"', "14時30分"),
         ("h:mm AM/PM", "2:30 PM"), ("AM/PM h:mm", "PM 2:30"), ("mm:ss.0", "30:00.0")],
    )  # fmt: skip
    def test_a_time_of_day_is_a_time(self, code: str, text: str) -> None:
        found = number(0.6041666666666666, code)
        assert (found.kind, found.value, found.text) == (CellKind.DATE, dt.time(14, 30), text)

    def test_a_length_of_time_is_a_number_that_reads_as_hours(self) -> None:
        found = number(1.0625, "[h]:mm")
        assert (found.kind, found.value, found.text) == (CellKind.NUMBER, 1.0625, "25:30")

    @pytest.mark.parametrize("value", ["-0.5", "1e300", "1e308"])
    def test_a_length_of_time_that_excel_cannot_show_is_an_error(self, value: str) -> None:
        assert (number(value, "[h]:mm").kind, number(value, "[h]:mm").text) == (
            CellKind.ERROR, "########",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("hour", "text"), [(0, "午前12:15"), (12, "午後12:15"), (23, "午後11:15")]
    )
    def test_a_day_has_two_halves(self, hour: int, text: str) -> None:
        assert number((hour + 0.25) / 24, "午前/午後h:mm").text == text

    @pytest.mark.parametrize(
        ("code", "text"), [("ge.m.d", "R1.5.1"), ('ggge"年"', "令和元年"), ('ggee"年"', "令01年")]
    )
    def test_the_first_year_is_spelt_out_with_the_era(self, code: str, text: str) -> None:
        assert number(43586, code).text == text

    @pytest.mark.parametrize(
        ("serial", "text"),
        [(-1, "########"), (0, "1900/1/0"), (60, "1900/2/29"), (2958466, "########"),
         (2958465.999999999, "########"), ("1e300", "########")],
    )  # fmt: skip
    def test_a_day_that_no_calendar_has_is_an_error(self, serial: object, text: str) -> None:
        found = number(serial, "yyyy/m/d")
        assert (found.kind, found.text, found.raw) == (CellKind.ERROR, text, str(serial))

    @pytest.mark.parametrize(
        ("serial", "day"),
        [(1, dt.date(1900, 1, 1)), (59, dt.date(1900, 2, 28)), (61, dt.date(1900, 3, 1)),
         (2958465, dt.date(9999, 12, 31))],
    )  # fmt: skip
    def test_counts_days_as_excel_does(self, serial: int, day: dt.date) -> None:
        assert number(serial, "yyyy/m/d").value == day

    @pytest.mark.parametrize("switch", ["1", "true"])
    def test_counts_from_1904_where_the_workbook_says_so(self, switch: str) -> None:
        data = book('<c s="1"><v>0</v></c>', number=58, properties=f'date1904="{switch}"')
        read = read_workbook(data)
        assert (read.date1904, only(read.sheets[0]).value) == (True, dt.date(1904, 1, 1))

    @pytest.mark.parametrize(
        ("stored", "value", "text"),
        [
            ("2024-12-01", dt.date(2024, 12, 1), "2024年12月1日"),
            ("2024-12-01T14:30:00Z", HALF_PAST_TWO, "2024年12月1日 14:30"),
            ("14:30:00", dt.time(14, 30), "14:30"),
        ],
    )
    def test_reads_iso_dates(self, stored: str, value: object, text: str) -> None:
        found = cell(f'<c t="d"><v>{stored}</v></c>')
        assert (found.kind, found.value, found.text) == (CellKind.DATE, value, text)

    def test_an_iso_date_is_shown_by_its_format(self) -> None:
        assert cell('<c s="1" t="d"><v>2024-12-01</v></c>', number=58).text == "令和6年12月1日"

    @pytest.mark.parametrize("stored", ["2024-02-30", "昨日", "2024-13", "25:00"])
    def test_an_iso_date_that_is_none_is_an_error(self, stored: str) -> None:
        assert cell(f'<c t="d"><v>{stored}</v></c>').kind is CellKind.ERROR

    def test_own_code_hides_the_built_in_one(self) -> None:
        data = raw_workbook(
            '<sheetData><row><c s="0"><v>45627</v></c></row></sheetData>',
            styles_xml='<numFmts><numFmt numFmtId="58" formatCode="0"/></numFmts>'
            '<cellXfs><xf numFmtId="58"/></cellXfs>',
        )
        assert only(read_workbook(data).sheets[0]).kind is CellKind.NUMBER

    @pytest.mark.parametrize(
        "code", ['ggge"年"m"月"d"日"', "ge.m.d", "yyyy/m/d h:mm:ss", "m/d/yy", "aaa"]
    )
    def test_text_reads_as_the_day_that_is_stored(self, code: str) -> None:
        for serial in range(367, 60_000, 997):
            found = number(serial + 0.99, code)
            assert isinstance(found.value, dt.date)
            assert read_date(found.text).value == f"{found.value:%Y-%m-%d}"
