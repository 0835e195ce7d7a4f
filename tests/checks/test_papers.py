"""Meetings with a sheet each: kind, 回 and the day that 時期 tells."""

from __future__ import annotations

import pytest

from jusoforms.checks.papers import check_papers
from jusoforms.problems import Problem
from jusoforms.vocabulary.case import Case, Meeting, Period
from jusoforms.vocabulary.wareki import read_date
from warding import holds_everything


def meeting(number: str = "第1回", kind: str = "支援会議") -> Meeting:
    day = read_date("令和8年4月20日")
    return Meeting(meeting_type=kind, number=number, held_at=day, discussion=("話した。",))


def found(*meetings: Meeting, periods: tuple[Period, ...] = ()) -> list[Problem]:
    return list(check_papers(Case(meetings=meetings, periods=periods), holds_everything()))


def codes(*meetings: Meeting) -> list[str]:
    return [problem.code for problem in found(*meetings)]


@pytest.mark.parametrize("number", ["三", "第0回", "1.5", "第1回・第2回"])
def test_a_number_that_is_none(number: str) -> None:
    (problem,) = found(meeting(number))
    assert (problem.code, problem.label, problem.place) == ("R184", "回", f"{number}支援会議")


@pytest.mark.parametrize("number", ["第1回", "1", "第１回", "", "2回"])
def test_a_number_that_is_one(number: str) -> None:
    assert codes(meeting(number)) == []


def test_two_meetings_of_a_kind_need_numbers() -> None:
    assert codes(meeting(), meeting("")) == ["R185"]
    assert codes(meeting(), meeting("", "地域ケア個別会議")) == []


def test_a_sheet_with_content_and_no_kind() -> None:
    (problem,) = found(meeting(kind=""))
    assert (problem.code, problem.label, problem.place) == ("R186", "種別", "第1回")
    assert codes(Meeting(number="第1回")) == []


@pytest.mark.parametrize(
    ("when", "number", "expected"),
    [
        ("令和8年4月20日", "第1回", []),
        ("令和8年4月", "1", []),
        ("令和8年3月", "第1回", ["R187"]),
        ("令和8年3月", "第2回", []),
    ],
)
def test_the_day_that_the_periods_tell(when: str, number: str, expected: list[str]) -> None:
    row = Period(when=read_date(when), event="支援会議", number=number)
    assert [p.code for p in found(meeting(), periods=(row,))] == expected


def test_a_form_without_a_sheet_for_each_meeting_is_not_asked() -> None:
    assert not list(check_papers(Case(meetings=(meeting("三"),)), frozenset({"役割分担.内容"})))
