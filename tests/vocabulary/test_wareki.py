"""Dates: every spelling people use, and nothing guessed."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jusoforms.vocabulary.date_spelling import is_unfilled
from jusoforms.vocabulary.wareki import (
    DateText,
    Flaw,
    Granularity,
    fiscal_year_name,
    read_date,
    write_wareki,
)


@pytest.mark.parametrize(
    ("text", "value", "granularity"),
    [
        ("令和6年度", "2024", "年度"),
        ("令和元年度", "2019", "年度"),
        ("平成31年度", "2019", "年度"),
        ("2024年度", "2024", "年度"),
        ("令和5年", "2023", "年"),
        ("令和元年", "2019", "年"),
        ("R6", "2024", "年"),
        ("令和6年12月", "2024-12", "月"),
        ("令和６年１２月", "2024-12", "月"),
        ("R6.12", "2024-12", "月"),
        ("2024.12", "2024-12", "月"),
        ("令和6年12月1日", "2024-12-01", "日"),
        ("令和 6 年 12 月 1 日", "2024-12-01", "日"),
        ("R6.12.1", "2024-12-01", "日"),
        ("㋿6.12.1", "2024-12-01", "日"),
        ("2024/12/1", "2024-12-01", "日"),
        ("2024-12-01", "2024-12-01", "日"),
        ("昭和64年1月7日", "1989-01-07", "日"),
        ("H31.4.30", "2019-04-30", "日"),
        ("令和6年12月1日（日）14:00～16:00", "2024-12-01", "日"),
        ("令和6年12月1日 午後2時30分から", "2024-12-01", "日"),
    ],
)
def test_understands(text: str, value: str, granularity: str) -> None:
    date = read_date(text)
    assert (date.text, date.value, str(date.granularity), date.flaw) == (
        text,
        value,
        granularity,
        "",
    )


@pytest.mark.parametrize("text", ["6.12.1", "未定", "来月", "令和", "20241", "12.1", "202412"])
def test_does_not_guess(text: str) -> None:
    date = read_date(text)
    assert (date.value, date.flaw) == ("", Flaw.UNREADABLE)


@pytest.mark.parametrize(
    "text", ["令和6年2月30日", "令和6年13月", "R6.0.1", "令和0年", "2023/2/29"]
)
def test_knows_the_impossible(text: str) -> None:
    assert read_date(text).flaw is Flaw.IMPOSSIBLE


@pytest.mark.parametrize("text", ["平成31年5月", "令和元年4月30日", "昭和64年1月8日", "平成35年度"])
def test_notices_the_wrong_era(text: str) -> None:
    date = read_date(text)
    assert date.flaw is Flaw.ERA
    assert date.value


def test_an_empty_text_is_no_date_and_no_flaw() -> None:
    assert read_date("　") == DateText()
    assert not read_date("")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2024/12/1", "令和6年12月1日"),
        ("R1.5", "令和元年5月"),
        ("2019/4/30", "平成31年4月30日"),
        ("2019年", "令和元年"),
        ("2019年度", "令和元年度"),
        ("未定", "未定"),
    ],
)
def test_writes_wareki_as_exact_as_typed(typed: str, printed: str) -> None:
    assert write_wareki(read_date(typed)) == printed


def test_a_year_may_lie_in_two_fiscal_years() -> None:
    year, fiscal = read_date("令和5年"), read_date("令和5年度")
    assert year.interval == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert fiscal.interval == (dt.date(2023, 4, 1), dt.date(2024, 3, 31))
    assert not year.surely_before(fiscal)


def test_order_needs_disjoint_intervals() -> None:
    assert read_date("令和6年11月30日").surely_before(read_date("令和6年12月"))
    assert not read_date("令和6年12月1日").surely_before(read_date("令和6年12月"))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2060, 12, 31)))
def test_every_day_survives_writing_and_reading(day: dt.date) -> None:
    written = write_wareki(read_date(day.isoformat()))
    date = read_date(written)
    assert (date.value, date.flaw) == (day.isoformat(), Flaw.NONE)


@given(st.text(max_size=30))
@example("年")  # printed in the form, and nothing filled in
def test_any_text_is_kept_as_typed(text: str) -> None:
    date = read_date(text)
    filled = text.strip() and not is_unfilled(text)
    assert date.text == (text if filled else "")
    assert bool(date.value) == (date.granularity is not Granularity.NONE)


def test_names_a_fiscal_year() -> None:
    assert fiscal_year_name(2018) == "平成30年度"
    assert fiscal_year_name(2026) == "令和8年度"
