"""Rules across fields, each from a record made by hand."""

import datetime as dt

import pytest

from jusoforms.checks import check
from jusoforms.problems import Problem
from jusoforms.vocabulary.case import Case, Meeting, Period, Role
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date

TODAY = dt.date(2026, 11, 23)


def role(*agencies: str) -> Role:
    return Role(content="訪問する", agencies=agencies)


def meeting(when: str, number: str = "", kind: str = "支援会議", *roles: Role) -> Meeting:
    return Meeting(meeting_type=kind, number=number, held_at=read_date(when), roles=roles)


def case(**fields: object) -> Case:
    basics: dict[str, object] = {
        "case_number": "1",
        "meeting_type": "支援会議",
        "agencies": ("福祉総合課",),
        "roles": (role("福祉総合課"),),
        "meetings": (meeting("令和6年12月", "", "支援会議", role("福祉総合課")),),
    }
    return Case.model_validate(basics | fields)


def found(record: Case | Catalogue) -> list[Problem]:
    return list(check(record, TODAY, default_lists()))


def codes(record: Case | Catalogue) -> list[str]:
    return [problem.code for problem in found(record)]


def test_a_sound_case_has_no_problem() -> None:
    assert found(case()) == []


def test_an_agency_of_a_role_must_be_listed_and_the_nearest_is_proposed() -> None:
    problems = found(case(roles=(role("福祉総合科"),)))
    assert [(p.code, str(p.severity), p.candidates) for p in problems] == [
        ("R110", "error", ("福祉総合課",)),
        ("R111", "notice", ()),
    ]
    assert "書き間違い" in problems[0].remedy


def test_an_agency_without_any_likeness_gets_no_proposal() -> None:
    assert found(case(roles=(role("月1回"),)))[0].candidates == ()


def test_width_does_not_make_two_agencies() -> None:
    changed = case(agencies=("社会福祉協議会（CSW）",), roles=(role("社会福祉協議会(ＣＳＷ)"),))
    assert codes(changed) == []


def test_a_number_that_two_roles_bear() -> None:
    roles = [role("福祉総合課").model_copy(update={"number": number}) for number in (1, 2, 1)]
    (problem,) = found(case(roles=tuple(roles)))
    assert (problem.code, problem.label) == ("R176", "役割分担.3.番号")


def test_idle_agencies_and_roles_without_agency_are_notices() -> None:
    problems = found(case(agencies=("福祉総合課", "保健課"), roles=(role("福祉総合課"), role())))
    assert {(p.code, str(p.severity)) for p in problems} == {("R111", "notice"), ("R112", "notice")}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "R101"),
        ("  ", "R101"),
        ("未定", "R101"),
        ("－", "R101"),
        ("○○", "R101"),
        ("R7-200→R7-201", "R102"),
        ("21、22", "R102"),
        ("../../x", "R102"),
        ("CON", "R102"),
        ("x" * 300, "R102"),
    ],
)
def test_case_numbers(number: str, code: str) -> None:
    assert codes(case(case_number=number)) == [code]


def test_a_sheet_that_was_never_filled_in() -> None:
    assert "R140" in codes(Case(case_number="1"))


def test_a_meeting_before_the_first_consultation() -> None:
    first = Period(when=read_date("令和7年度"), event="初回相談")
    problems = found(case(periods=(first,)))
    assert [p.code for p in problems] == ["R120"]
    assert "令和7年度" in problems[0].message


def test_intervals_that_overlap_are_no_disorder() -> None:
    first = Period(when=read_date("令和6年度"), event="初回相談")
    assert codes(case(periods=(first,))) == []


def test_numbered_meetings_in_the_wrong_order() -> None:
    second = meeting("令和6年10月", "第2回", "支援会議", role("福祉総合課"))
    first = meeting("令和6年12月", "第1回", "支援会議", role("福祉総合課"))
    assert codes(case(meetings=(second, first))) == ["R120", "R121"]


def test_numbers_with_a_gap() -> None:
    meetings = (
        meeting("令和6年10月", "第１回", "支援会議", role("福祉総合課")),
        meeting("令和6年12月", "第3回", "支援会議", role("福祉総合課")),
    )
    assert codes(case(meetings=meetings)) == ["R121"]


def test_a_meeting_after_today() -> None:
    late = meeting("令和17年7月", "", "支援会議", role("福祉総合課"))
    assert codes(case(meetings=(late,))) == ["R124"]


def test_earlier_meetings_get_no_minutes() -> None:
    meetings = (
        meeting("令和6年10月", "第1回"),
        meeting("令和6年12月", "第2回", "支援会議", role()),
    )
    assert codes(case(meetings=meetings)) == ["R113"]


def test_no_meeting_at_all() -> None:
    assert codes(case(meetings=())) == ["R114"]


def test_kinds_of_meeting() -> None:
    assert codes(case(meeting_type="井戸端会議")) == ["R122", "R123"]


def catalogue(*children: SubProgram) -> Catalogue:
    return Catalogue(programs=(Program(name="相談", contents=("受ける",), sub_programs=children),))


def child(
    number: int, content: str = "窓口", mode: str = "直営", sites: int | None = 1
) -> SubProgram:
    return SubProgram(number=number, content=content, delivery_mode=mode, site_count=sites)


def test_a_sound_catalogue() -> None:
    assert codes(catalogue(child(1), child(2, "訪問", "直営・委託", 3))) == []


def test_numbers_of_the_catalogue() -> None:
    assert codes(catalogue(child(1), child(3))) == ["R130"]
    assert codes(catalogue(child(1, "甲"), child(1, "乙"))) == ["R131", "R130"]


def test_modes_of_the_catalogue() -> None:
    assert codes(catalogue(child(1, mode="外注"))) == ["R134"]
    assert codes(catalogue(child(1, sites=None))) == ["R132"]


def test_an_empty_catalogue() -> None:
    assert codes(Catalogue()) == ["R140"]


def test_spelling_that_differs_from_the_list_is_told_not_mended() -> None:
    (problem,) = found(catalogue(child(1, "コミュニテーソーシャルワーク事業")))
    assert (problem.code, str(problem.severity)) == ("R133", "warning")
    assert problem.candidates == ("コミュニティソーシャルワーク",)


@pytest.mark.parametrize(
    "word", ["コミュニティソーシャルワーク事業", "シルバーパス", "デイサービスセンター"]
)
def test_spelling_that_is_right_or_another_word(word: str) -> None:
    assert codes(catalogue(child(1, word))) == []


def test_an_alias_of_the_list_is_the_same_agency() -> None:
    assert codes(case(agencies=("社会福祉協議会（CSW）",), roles=(role("社協"),))) == []
