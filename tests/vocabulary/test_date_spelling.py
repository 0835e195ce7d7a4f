"""All the ways people write a date, and what of it can be sure."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jusoforms.vocabulary.wareki import DateText, Flaw, is_inexact, read_date, write_wareki

MEETING = read_date("令和7年7月4日")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # every spelling of the field notes, with its granularity
        ("令和6年度", "2024"), ("R6.12", "2024-12"), ("R6.12.1", "2024-12-01"), ("令和元年", "2019"),
        ("㋿6", "2024"), ("㋿６年１２月", "2024-12"), ("令和６年１２月", "2024-12"), ("2024/12/1", "2024-12-01"),
        ("2024.12", "2024-12"), ("20241201", "2024-12-01"), ("R061201", "2024-12-01"),
        ("H300401", "2018-04-01"), ("令6.12.1", "2024-12-01"), ("r6.12.1", "2024-12-01"),
        ("令和六年十二月一日", "2024-12-01"), ("二〇二四年十二月二十一日", "2024-12-21"),
        ("令和6年12月中旬", "2024-12"), ("令和6年12月上旬", "2024-12"), ("R6.12下旬", "2024-12"),
        ("令和6年12月末", "2024-12"), ("令和6年12月頃", "2024-12"), ("令和6年12月中", "2024-12"),
        ("令和6年12月末日", "2024-12-31"), ("令和6年2月末日", "2024-02-29"), ("令和6年12月1日頃", "2024-12"),
        ("令和6年度末", "2024"), ("令和6年度上半期", "2024"), ("令和6年春", "2024"), ("令和5年頃", "2023"),
        ("令和7年7月4日(金) 14:00～15:30", "2025-07-04"), ("令和7年7月4日　午後3時30分", "2025-07-04"),
        ("R7.7.4 14時から15時半まで", "2025-07-04"), ("2025/7/4 14:00-", "2025-07-04"),
        ("令和7年7月4日（金曜日）正午", "2025-07-04"), ("2025-07-04 14:00:00", "2025-07-04"),
        ("令和6（2024）年12月1日", "2024-12-01"), ("2024年（令和6年）12月", "2024-12"),
        ("平成31（令和元）年度", "2019"), ("令和7年8月末までに", "2025-08"), ("令和7年9月（予定）", "2025-09"), ("令和7年9月（調整中）", "2025-09"),
        ("昭和40年3月3日生", "1965-03-03"), ("S40.3.3（59歳）", "1965-03-03"), ("㍼40年", "1965"),
        ("西暦2024年12月", "2024-12"), ("R．６．１２．１", "2024-12-01"),
        # from one to another
        ("令和6年12月1日～12月3日", "2024-12-01/2024-12-03"), ("令和6年12月1日～3日", "2024-12-01/2024-12-03"),
        ("R6.4～R7.3", "2024-04/2025-03"), ("令和6年4月〜12月", "2024-04/2024-12"),
        ("2024/12/1-12/3", "2024-12-01/2024-12-03"), ("令和6年度～令和7年度", "2024/2025"),
        ("令和6年4月から令和7年3月", "2024-04/2025-03"), ("令和6年12月～7年3月", "2024-12/2025-03"),
    ],
)  # fmt: skip
def test_understands(text: str, value: str) -> None:
    date = read_date(text)
    assert (date.text, date.value, date.flaw) == (text, value, Flaw.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "6.12.1", "12.1", "202412", "R0612", "R612", "45627", "24/12/1", "令和6年12月から", "令和6年以降",
        "令和6年12月1日、8日", "2024/12/1 1", "令和6年12月～3月", "令和6年12月3日～1日", "R6～2025年3月",
        "令和6（2025）年12月", "1-Dec-24", "第2回", "R6.4～7.3",
    ],
)  # fmt: skip
def test_is_not_guessed(text: str) -> None:
    assert read_date(text) == DateText(text=text, flaw=Flaw.UNREADABLE)


@pytest.mark.parametrize(
    "text",
    ["令和　年　月　日", "　　年　　月　　日", "年　月　日", "令和　年度", "明・大・昭・平・令　年　月　日",
     "昭和・平成　年　月　日", "令和　年　月　日（　）　時　分", "　／　／　", "午前・午後　時　分～　時　分"],
)  # fmt: skip
def test_what_the_form_prints_is_not_filled_in(text: str) -> None:
    assert read_date(text) == DateText()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("令和6年12月　日", "2024-12"),
        ("令和6年　月　日", "2024"),
        ("令和6年12月　日（　）　時", "2024-12"),
    ],
)
def test_what_is_half_filled_in_is_as_exact_as_that(text: str, value: str) -> None:
    assert read_date(text) == DateText(
        text=text, value=value, granularity=read_date(text).granularity, flaw=Flaw.LEFT_OPEN
    )
    assert len(value.split("-")) == {"年": 1, "月": 2}[read_date(text).granularity]


@pytest.mark.parametrize("text", ["12/1", "12月1日", "12月", "１２月１日 14:00", "12/1(日)"])
def test_a_day_without_its_year_is_asked_for(text: str) -> None:
    assert read_date(text) == DateText(text=text, flaw=Flaw.YEARLESS)


def test_a_weekday_tells_the_year_beside_a_date_of_the_same_meeting() -> None:
    assert read_date("8/1(金)", near=MEETING).value == "2025-08-01"
    assert read_date("1月8日（木）", near=MEETING).value == "2026-01-08"
    assert read_date("8/1", near=MEETING).flaw is Flaw.YEARLESS
    assert read_date("8/1(月)", near=MEETING).flaw is Flaw.YEARLESS


def test_a_declared_era_gives_numbers_their_era() -> None:
    assert read_date("6.12.1", era="令和").value == "2024-12-01"
    assert read_date("6年12月", era="R").value == "2024-12"
    assert read_date("2024/12/1", era="令和").value == "2024-12-01"


@pytest.mark.parametrize(
    "text",
    [
        "20241301",
        "R061301",
        "13/1",
        "2/30",
        "令和7年7月4日 25:00",
        "R7.7.4 14:75",
        "令和6年13月　日",
    ],
)
def test_what_cannot_be(text: str) -> None:
    assert read_date(text).flaw is Flaw.IMPOSSIBLE


def test_a_weekday_that_is_another_days_is_told() -> None:
    date = read_date("令和7年7月4日（木）")
    assert (date.value, date.flaw) == ("2025-07-04", Flaw.WEEKDAY)


@pytest.mark.parametrize(
    "text",
    ["令和7年9月1日（予定）", "令和7年9月1日（日程調整中）", "令和7年9月1日頃", "令和7年9月見込み"],
)
def test_what_is_planned_or_about_is_not_exact(text: str) -> None:
    assert is_inexact(read_date(text))


def test_a_range_covers_all_its_days() -> None:
    both = read_date("令和6年12月～令和7年3月")
    assert both.interval == (dt.date(2024, 12, 1), dt.date(2025, 3, 31))
    assert write_wareki(both) == "令和6年12月～令和7年3月"
    assert not both.surely_before(read_date("令和7年2月"))


_DAYS = st.dates(dt.date(1926, 12, 26), dt.date(2060, 12, 31))
_ERA_STYLES = (
    "{e}{y}年{m}月{d}日",
    "{l}{y}.{m}.{d}",
    "{l}{y}/{m}/{d}",
    "{e}{y}年　{m}月{d}日({w})",
    "{l}{y:02}{m:02}{d:02}",
)
_YEAR_STYLES = (
    "{Y}/{m}/{d}",
    "{Y}-{m:02}-{d:02}",
    "{Y}.{m}.{d}",
    "{Y}年{m}月{d}日（{w}）",
    "{Y:04}{m:02}{d:02}",
)


@given(_DAYS, st.sampled_from(_ERA_STYLES + _YEAR_STYLES), st.booleans(), st.integers(0, 23))
def test_every_day_in_every_spelling_reads_as_itself(
    day: dt.date, style: str, wide: bool, hour: int
) -> None:
    written = write_wareki(read_date(day.isoformat()))
    era, number = written[:2], written[2:].partition("年")[0]
    year = 1 if number == "元" else int(number)
    assume(year < 100)
    text = style.format(e=era, l="MTSHR"["明大昭平令".index(era[0])], y=year, m=day.month, d=day.day,
                        Y=day.year, w="月火水木金土日"[day.weekday()])  # fmt: skip
    if wide:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789/.-"})
    if not text.isalnum() or "日" in text:
        text += f" {hour}:00"
    date = read_date(text)
    assert (date.value, date.flaw) == (day.isoformat(), Flaw.NONE)


@given(st.text("令和平成R年月日度~～-/. 0123456789元()（）:時分頃末", max_size=16))
def test_no_mixture_is_understood_without_a_day_that_exists(text: str) -> None:
    date = read_date(text)
    assert date.text in {text, ""}
    assert (date.interval is not None) == bool(date.value)
    if date.value:
        assert write_wareki(date)
