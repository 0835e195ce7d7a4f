"""A blank between two numbers parts them."""

import pytest

from jusoforms.vocabulary.wareki import Flaw, read_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024/12/1 14:00", "2024-12-01"), ("2024/12/1  4:00", "2024-12-01"),
        ("R6.12.1　14時", "2024-12-01"), ("令和 6 年 12 月 1 日 （日） 14:00", "2024-12-01"),
        ("2024/12/11 4:00", "2024-12-11"), ("令和６年　１２月", "2024-12"),
    ],
)  # fmt: skip
def test_day_and_hour_are_not_run_together(text: str, value: str) -> None:
    assert read_date(text).value == value


def test_digits_that_are_apart_are_not_guessed_together() -> None:
    assert read_date("2024/12/1 1").flaw is Flaw.UNREADABLE
