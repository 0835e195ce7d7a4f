"""Rules of a meeting's life and of what was promised there, each from a record made by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from jusoforms.checks import check
from jusoforms.checks.duties import check_programs
from jusoforms.problems import Problem
from jusoforms.vocabulary.case import Attendee, Case, Consent, Meeting, Role
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date
from warding import holds_everything

TODAY = dt.date(2026, 6, 1)
DUE = read_date("令和8年9月30日")
ROLE = Role(content="訪問する", agencies=("福祉総合課",), due=DUE)


def meeting(**changes: object) -> Meeting:
    basics: dict[str, object] = {
        "meeting_type": "支援会議",
        "number": "第1回",
        "held_at": read_date("令和8年4月20日"),
        "roles": (ROLE,),
        "approved_by": "課長" if changes.get("approved_on") else "",
    }
    return Meeting.model_validate(basics | {k: _dated(v, k) for k, v in changes.items()})


def _dated(value: object, name: str) -> object:
    return read_date(str(value)) if name.endswith("_on") else value


def case(*meetings: Meeting, **changes: object) -> Case:
    basics: dict[str, object] = {
        "case_number": "7",
        "agencies": ("福祉総合課",),
        "roles": (ROLE,),
        "meetings": meetings or (meeting(),),
    }
    return Case.model_validate(basics | {k: _dated(v, k) for k, v in changes.items()})


def found(record: Case, *, holds: frozenset[str] | None = None) -> list[Problem]:
    names = holds_everything() if holds is None else holds
    return list(check(record, TODAY, default_lists(), names))


def codes(record: Case) -> list[str]:
    return [problem.code for problem in found(record)]


def test_a_sound_case_has_no_problem() -> None:
    assert codes(case()) == []


NEEDS_CONSENT = meeting(meeting_type="重層的支援会議")


@pytest.mark.parametrize("given", ["", "無", "未確認"])
def test_a_recorded_meeting_that_needs_consent(given: str) -> None:
    (problem,) = found(case(NEEDS_CONSENT, consent=Consent(given=given)))
    assert (problem.code, str(problem.severity), problem.label) == ("R150", "error", "同意")


def test_consent_given_or_not_needed() -> None:
    assert codes(case(NEEDS_CONSENT, consent=Consent(given="有"))) == []
    assert codes(case(consent=Consent(given="無"))) == []


def test_consent_taken_back_before_the_meeting() -> None:
    taken_back = Consent(given="有", withdrawn_on=read_date("令和8年4月1日"))
    (problem,) = found(case(NEEDS_CONSENT, consent=taken_back))
    assert (problem.code, problem.label) == ("R183", "同意.撤回日")
    assert "有になっていません" not in problem.message


def test_consent_taken_after_the_meeting() -> None:
    late = Consent(given="有", given_on=read_date("令和8年5月1日"))
    (problem,) = found(case(NEEDS_CONSENT, consent=late))
    assert (problem.code, problem.label) == ("R182", "同意.取得日")


def test_a_meeting_that_is_only_prepared_needs_no_consent_yet() -> None:
    prepared = meeting(meeting_type="重層的支援会議", roles=(), place="区役所")
    assert "R150" not in codes(case(prepared))


def test_a_form_without_a_place_for_consent_is_only_asked() -> None:
    problems = found(case(NEEDS_CONSENT), holds=frozenset({"役割分担.内容"}))
    assert [(p.code, str(p.severity)) for p in problems] == [("R151", "warning")]


def test_the_secrecy_sentence_follows_the_legal_basis_whatever_the_consent() -> None:
    lists = default_lists()
    assert "第106条の6第5項" in lists.secrecy_note("支援会議")
    assert "第106条の6" not in lists.secrecy_note("重層的支援会議")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"approved_on": "令和8年4月27日"}, []),
        ({"approved_on": "令和8年4月1日"}, ["R152"]),
        ({"approved_on": "令和8年4月27日", "corrected_on": "令和8年5月1日"}, ["R154"]),
        ({"approved_on": "令和8年4月27日", "correction_reason": "誤記"}, ["R154"]),
        ({"corrected_on": "令和8年5月1日", "correction_reason": "誤記"}, ["R155"]),
        (
            {
                "approved_on": "令和8年4月27日",
                "corrected_on": "令和8年4月20日",
                "correction_reason": "誤記",
            },
            ["R156"],
        ),
        (
            {
                "approved_on": "令和8年4月27日",
                "corrected_on": "令和8年5月1日",
                "correction_reason": "誤記",
            },
            [],
        ),
    ],
)
def test_approval_and_correction(changes: dict[str, object], expected: list[str]) -> None:
    assert codes(case(meeting(**changes))) == expected


def test_an_approval_of_nothing() -> None:
    empty = meeting(roles=(), place="区役所", approved_on="令和8年4月27日")
    assert "R153" in codes(case(empty))


@pytest.mark.parametrize(
    ("told", "expected"),
    [("", []), ("有", []), ("取下げ", []), ("無", []), ("取り下げます", ["R166"])],
)
def test_taking_back(told: str, expected: list[str]) -> None:
    assert codes(case(withdrawn=told)) == expected


def test_late_roles_and_roles_without_a_day_are_told_together() -> None:
    late = ROLE.model_copy(update={"due": read_date("令和8年5月31日")})
    open_ended = ROLE.model_copy(update={"due": read_date("")})
    done = late.model_copy(update={"state": "完了"})
    always = ROLE.model_copy(update={"due": read_date("随時")})
    problems = found(case(roles=(ROLE, late, open_ended, done, late, always)))
    assert [p.code for p in problems] == ["R157", "R158"]
    assert "2 件あります（2 訪問する、5 訪問する）" in problems[0].message
    assert "1 件あります（3 訪問する）" in problems[1].message


def test_a_role_due_today_is_not_late() -> None:
    today = ROLE.model_copy(update={"due": read_date("令和8年6月1日")})
    assert codes(case(roles=(today,))) == []


def test_a_form_without_days_is_not_asked_for_them() -> None:
    open_ended = ROLE.model_copy(update={"due": read_date("")})
    of_case_sheet = frozenset({"役割分担.内容", "役割分担.担当機関"})
    assert found(case(roles=(open_ended,)), holds=of_case_sheet) == []


def test_an_attendee_of_an_agency_that_was_not_invited() -> None:
    came = (Attendee(agency="保健地域課"), Attendee(agency="福祉総合課"), Attendee(agency="区長室"))
    told = meeting(invited=("地域保健課",), host="福祉総合課", attendees=came)
    problems = found(case(told))
    assert [(p.code, p.candidates) for p in problems] == [
        ("R159", ("地域保健課",)),
        ("R159", ()),
    ]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"state": "終結"}, ["終結日", "終結理由"]),
        ({"closed_on": "令和8年5月31日"}, ["終結理由"]),
        ({"closure_reason": "転居"}, ["終結日"]),
        ({"closed_on": "令和8年5月31日", "closure_reason": "転居"}, []),
        ({"state": "支援中"}, []),
    ],
)
def test_an_ended_case_says_when_and_why(changes: dict[str, object], missing: list[str]) -> None:
    problems = found(case(**changes))
    assert [(p.code, p.label) for p in problems] == [("R164", name) for name in missing]


def test_a_program_that_the_catalogue_does_not_have() -> None:
    linked = ROLE.model_copy(update={"program_number": "９"})
    record = case(roles=(linked,))
    assert [p.code for p in check_programs(record, frozenset({"1", "2"}))] == ["R165"]
    assert not list(check_programs(record, frozenset({"9"})))
    assert not list(check_programs(record, None))
