"""時期: events and their dates in one cell."""

import pytest

from jusoforms.sheets.periods import held_meetings, read_periods
from jusoforms.vocabulary.lists import default_lists


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            "令和6年度（初回相談）・令和6年12月（支援会議）",
            [("令和6年度", "初回相談", ""), ("令和6年12月", "支援会議", "")],
        ),
        (
            "令和5年（初回相談） 令和6年12月（第1回支援会議）、令和7年7月（第2回支援会議）",
            [
                ("令和5年", "初回相談", ""),
                ("令和6年12月", "支援会議", "第1回"),
                ("令和7年7月", "支援会議", "第2回"),
            ],
        ),
        (
            "令和6年度(初回相談)･令和6年12月(支援会議)→令和7年2月（第2回支援会議）",
            [
                ("令和6年度", "初回相談", ""),
                ("令和6年12月", "支援会議", ""),
                ("令和7年2月", "支援会議", "第2回"),
            ],
        ),
        (
            "（初回相談）令和7年4月、（第1回支援会議）令和7年9月12日",
            [("令和7年4月", "初回相談", ""), ("令和7年9月12日", "支援会議", "第1回")],
        ),
        ("第２回支援会議（未定）", [("未定", "支援会議", "第２回")]),
        ("R6.12.1（支援会議 第3回）", [("R6.12.1", "支援会議", "第3回")]),
        ("令和6年12月 支援会議", [("令和6年12月", "支援会議", "")]),
        ("令和6年12月", [("令和6年12月", "", "")]),
        ("", []),
    ],
)
def test_reads_events(cell: str, found: list[tuple[str, str, str]]) -> None:
    periods, problems = read_periods(cell)
    assert [(p.when.text, p.event, p.number) for p in periods] == found
    assert problems == ()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("去年の暮れ（支援会議）", "S123"),
        ("支援会議をした", "S123"),
        ("令和6年2月30日（支援会議）", "S121"),
        ("平成31年5月（支援会議）", "S122"),
    ],
)
def test_questions_what_it_cannot_read(cell: str, code: str) -> None:
    periods, problems = read_periods(cell)
    assert [p.code for p in problems] == [code]
    assert periods[0].when.text in cell


def test_meetings_are_the_dated_ones_earliest_first() -> None:
    periods, _ = read_periods(
        "令和7年7月（第2回支援会議）、令和6年12月（第1回支援会議）、第3回支援会議（未定）"
    )
    meetings = held_meetings(periods, default_lists())
    assert [(m.serial, m.number, m.held_at.text) for m in meetings] == [
        (1, "第1回", "令和6年12月"),
        (2, "第2回", "令和7年7月"),
    ]
    assert "106条の6" in meetings[0].legal_basis
