"""What freezes a record must be clear: its days, its approver, and which meeting it is of."""

from __future__ import annotations

import datetime as dt

import pytest

from jusoforms.checks import check
from jusoforms.vocabulary.case import Case, Meeting, Role
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date
from warding import holds_everything

TODAY = dt.date(2026, 6, 1)
ROLE = Role(content="訪問する", agencies=("福祉総合課",), due=read_date("令和8年9月30日"))
FIRST = Meeting(
    meeting_type="支援会議",
    number="第1回",
    held_at=read_date("令和8年4月20日 14:00"),
    place="区役所",
    roles=(ROLE,),
)


def codes(*meetings: Meeting, holds: frozenset[str] | None = None) -> list[str]:
    record = Case(case_number="7", agencies=("福祉総合課",), roles=(ROLE,), meetings=meetings)
    names = holds_everything() if holds is None else holds
    problems = check(record, TODAY, default_lists(), names)
    return [problem.code for problem in problems if problem.code.startswith("R17")]


def like_first(**changes: object) -> Meeting:
    return FIRST.model_copy(update=changes)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("令和8年6月1日", []),
        ("済", ["R172"]),
        ("令和8年2月30日", ["R172"]),
        ("令和8年", ["R172"]),
        ("令和8年6月2日", ["R173"]),
        ("令和8年5月31日（予定）", ["R172"]),
        ("令和8年5月31日（月）", ["R172"]),
        ("未定", []),
        ("－", []),
    ],
)
def test_the_day_of_approval(day: str, expected: list[str]) -> None:
    assert codes(like_first(approved_on=read_date(day), approved_by="課長")) == expected


@pytest.mark.parametrize(("day", "expected"), [("あとで", ["R172"]), ("令和12年1月1日", ["R173"])])
def test_the_day_of_correction(day: str, expected: list[str]) -> None:
    approved = {"approved_on": read_date("令和8年4月27日"), "approved_by": "課長"}
    correction = {"corrected_on": read_date(day), "correction_reason": "誤記"}
    assert codes(like_first(**approved, **correction)) == expected


def test_an_approval_without_who_gave_it() -> None:
    nobody = like_first(approved_on=read_date("令和8年4月27日"))
    assert codes(nobody) == ["R174"]
    assert codes(nobody, holds=frozenset({"会議.記録確定日"})) == []


def test_a_day_that_cannot_be_read_approves_nothing() -> None:
    unread = like_first(approved_on=read_date("済"))
    assert Case(meetings=(unread,)).record_state(unread) == "記録"


def test_a_copy_of_a_meeting_left_as_it_was() -> None:
    assert codes(FIRST, FIRST) == ["R170"]
    later = read_date("令和8年5月20日 14:00")
    assert codes(FIRST, like_first(held_at=later)) == ["R170"]
    assert codes(FIRST, like_first(number="第2回")) == ["R171"]
    assert codes(FIRST, like_first(meeting_type="重層的支援会議")) == ["R171"]
    assert codes(FIRST, like_first(number="第2回", held_at=later)) == []


def test_two_kinds_of_meeting_may_share_a_day() -> None:
    day = read_date("令和8年4月20日")
    assert codes(like_first(held_at=day), like_first(held_at=day, meeting_type="その他")) == []


def test_a_form_that_lists_meetings_in_one_cell_is_not_asked() -> None:
    assert codes(FIRST, FIRST, holds=frozenset({"役割分担.内容"})) == []


def test_a_correction_that_says_there_is_none_corrects_nothing() -> None:
    approved = {"approved_on": read_date("令和8年5月1日"), "approved_by": "課長"}
    meeting = like_first(**approved, corrected_on=read_date("なし"), correction_reason="－")
    assert codes(meeting) == []
    assert Case(meetings=(meeting,), roles=(ROLE,)).record_state(meeting) == "確定"
