"""Answers that are unclear, not of the list, or cannot be."""

from __future__ import annotations

import datetime as dt

import pytest

from jusoforms.checks.answers import check_answers
from jusoforms.problems import Problem
from jusoforms.vocabulary.case import Case, Consent, HouseholdMember, Role
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date

TODAY = dt.date(2026, 6, 1)
LISTS = default_lists()
ROLE = Role(content="訪問する", agencies=("福祉総合課",))


def found(**changes: object) -> list[Problem]:
    return list(check_answers(Case.model_validate(changes), TODAY, LISTS))


def codes(**changes: object) -> list[str]:
    return [problem.code for problem in found(**changes)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [("", []), ("無", []), ("有", []), ("はい", ["R181"]), ("あり", ["R181"])],
)
def test_whether_few_may_see_it(told: str, expected: list[str]) -> None:
    assert codes(restricted=told) == expected


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"state": "支援終"}, "状態"),
        ({"state": "支援中　・　終結"}, "状態"),
        ({"consent": Consent(given="有・無")}, "同意.有無"),
        ({"roles": (Role(state="未着手・対応中・完了"),)}, "役割分担.1.状態"),
        ({"referral_route": "夢で"}, "相談経路"),
        ({"consent": Consent(given="はい")}, "同意.有無"),
        ({"roles": (Role(state="進行"),)}, "役割分担.1.状態"),
    ],
)
def test_an_answer_that_no_list_has(changes: dict[str, object], label: str) -> None:
    (problem,) = found(**changes)
    assert (problem.code, str(problem.severity), problem.label) == ("R188", "warning", label)


def test_an_answer_of_the_list_with_a_word_more() -> None:
    assert codes(referral_route="その他（民生委員）") == []
    assert codes(state="支援中（終結予定）") == []


@pytest.mark.parametrize("word", ["不明", "未定", "－", "なし"])
def test_a_word_that_says_how_a_field_stands_needs_no_list(word: str) -> None:
    assert codes(state=word, referral_route=word, closure_reason=word) == []
    assert codes(household=(HouseholdMember(called="本人", age=word),)) == []


AGES = {"45": [], "４５歳": [], "0歳6か月": [], "不明": [], "121": ["R189"], "中年": ["R189"]}


@pytest.mark.parametrize(("age", "expected"), AGES.items())
def test_ages(age: str, expected: list[str]) -> None:
    assert codes(household=(HouseholdMember(called="本人", age=age),)) == expected


def test_born_after_today() -> None:
    unborn = HouseholdMember(called="子", born_on=read_date("令和9年1月1日"))
    assert codes(household=(unborn,)) == ["R190"]
