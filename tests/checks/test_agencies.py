"""Agencies against the list: nearly the same name, and names of another time."""

import pytest

from jusoforms.checks.agencies import check_agencies
from jusoforms.problems import Problem
from jusoforms.vocabulary.case import Attendee, Case, Meeting, Role
from jusoforms.vocabulary.lists import Agency, default_lists
from jusoforms.vocabulary.wareki import read_date

LISTS = default_lists()
ROLE = Role(content="訪問する", agencies=("福祉総合課",))
MEETING = Meeting(held_at=read_date("令和8年4月20日"), roles=(ROLE,))


def in_use(since: str = "", until: str = "") -> list[Problem]:
    agency = Agency(name="福祉総合課", since=read_date(since), until=read_date(until))
    lists = LISTS.model_copy(update={"agencies": (agency,)})
    return list(check_agencies(Case(meetings=(MEETING,)), lists))


@pytest.mark.parametrize(
    ("days", "code"),
    [({"until": "令和8年3月31日"}, "R191"), ({"since": "令和8年5月1日"}, "R198")],
)
def test_a_name_that_was_not_in_use_on_the_day(days: dict[str, str], code: str) -> None:
    (problem,) = in_use(**days)
    assert (problem.code, str(problem.severity)) == (code, "warning")


def test_a_name_in_use_or_of_unknown_days_is_no_question() -> None:
    assert in_use() == []
    assert in_use(since="令和8年4月", until="令和8年") == []


def test_a_name_nearly_of_the_list_is_told_wherever_it_stands() -> None:
    case = Case(
        agencies=("地域包括支援センタ",),
        lead_agency="福祉総合科",
        meetings=(Meeting(invited=("社協",), attendees=(Attendee(agency="こども家庭セソター"),)),),
    )
    told = [(p.code, p.label, p.candidates) for p in check_agencies(case, LISTS)]
    assert told == [
        ("R197", "支援関係機関", ("地域包括支援センター",)),
        ("R197", "出席者", ("こども家庭センター",)),
    ]


def test_other_names_and_aliases_are_left_alone() -> None:
    case = Case(agencies=("社協", "社会福祉協議会(CSW)", "民生委員", ""))
    assert list(check_agencies(case, LISTS)) == []
