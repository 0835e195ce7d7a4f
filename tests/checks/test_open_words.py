"""Words such as なし in fields on which a rule hangs."""

import pytest

from jusoforms.checks.duties import check_closure, check_consent
from jusoforms.vocabulary.case import Case, Consent, Meeting, Role
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date
from warding import holds_everything


@pytest.mark.parametrize("word", ["なし", "－", "未定", ""])
def test_a_case_that_has_no_end_is_not_ended(word: str) -> None:
    case = Case(state="支援中", closed_on=read_date(word), closure_reason=word)
    assert list(check_closure(case)) == []


@pytest.mark.parametrize(
    ("given", "agreed"),
    [("有", True), ("有（口頭）", True), ("有(令和6年4月1日)", True), ("有（未）", False), ("有・無", False),
     ("有無", False), ("無", False), ("未確認", False), ("", False)],
)  # fmt: skip
def test_only_a_clear_consent_is_one(given: str, *, agreed: bool) -> None:
    meeting = Meeting(
        meeting_type="重層的支援会議",
        held_at=read_date("令和6年12月1日"),
        roles=(Role(content="訪問"),),
    )
    case = Case(consent=Consent(given=given), meetings=(meeting,), roles=meeting.roles)
    codes = [p.code for p in check_consent(case, default_lists(), holds_everything())]
    assert (codes == []) == agreed
