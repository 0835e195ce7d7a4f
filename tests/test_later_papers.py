"""同意書, 同意撤回届 and 引継書: begun by what the sheet says, and not announced before."""

from __future__ import annotations

from pathlib import Path

import pytest

from jusoforms.documents.printing import Printed, print_documents
from jusoforms.vocabulary.case import Case, Consent, Meeting
from jusoforms.vocabulary.wareki import read_date
from papermaking import all_text, table_under

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "docx"
LATER = {"同意書", "同意撤回届", "引継書"}
CASE = Case(
    case_number="7",
    category="制度の狭間の事例",
    section="福祉総合課",
    lead_agency="社会福祉協議会",
    meetings=(
        Meeting(number="第1回", decisions=("住まいを探す。",), open_questions=("保証人",)),
        Meeting(number="第2回"),
    ),
)
SCOPE = Consent(given="有", given_on=read_date("令和6年12月1日"), scope="構成機関")
WITHDRAWN = SCOPE.model_copy(update={"withdrawn_on": read_date("令和7年3月3日")})


def printed(**changes: object) -> Printed:
    return print_documents(CASE.model_copy(update=changes), TEMPLATES)


def texts(made: Printed) -> dict[str, str]:
    return {one.stem: all_text(one.data) for one in made.documents if one.stem in LATER}


def test_none_is_made_or_announced_before_its_time() -> None:
    made = printed()
    assert texts(made) == {}
    assert not [one for one in made.problems if "case/" in one.file]


@pytest.mark.parametrize(
    ("changes", "made"),
    [
        ({"consent": SCOPE}, {"同意書"}),
        ({"consent": WITHDRAWN}, {"同意書", "同意撤回届"}),
        ({"closed_on": read_date("令和7年3月31日")}, {"引継書"}),
    ],
)
def test_each_is_made_by_its_own_answer(changes: dict[str, object], made: set[str]) -> None:
    assert set(texts(printed(**changes))) == made


def test_a_consent_names_its_scope_and_leaves_the_signing_to_the_person() -> None:
    text = texts(printed(consent=SCOPE))["同意書"]
    assert "構成機関" in text
    assert "（宛先）福祉総合課" in text
    assert "令和6年12月1日" not in text


def test_a_withdrawal_names_both_days() -> None:
    text = texts(printed(consent=WITHDRAWN))["同意撤回届"]
    assert "令和6年12月1日の個人情報の共有に関する同意を、令和7年3月3日に撤回します" in text


def test_a_handover_says_of_each_meeting_what_is_open() -> None:
    made = printed(closed_on=read_date("令和7年3月31日"))
    (data,) = (one.data for one in made.documents if one.stem == "引継書")
    assert "社会福祉協議会" in all_text(data)
    assert table_under(data, "会議", "決定事項", "残課題") == [
        ["第1回\n－", "・住まいを探す。", "・保証人"],
        ["第2回\n－", "－", "－"],
    ]
