"""Records under their Japanese names."""

import pytest

from jusoforms.vocabulary.case import Case, Meeting, Period, Role
from jusoforms.vocabulary.view import agency_view, as_json, meeting_view, record_hash, view
from jusoforms.vocabulary.wareki import read_date

CASE = Case(
    case_number="1",
    periods=(Period(when=read_date("令和6年12月"), event="支援会議", number="第1回"),),
    agencies=("福祉課", "保健課"),
    roles=(Role(content="訪問する", agencies=("福祉課",)), Role(content="見守る")),
    meetings=(Meeting(meeting_type="支援会議", number="第1回", secrecy="漏らさない。"),),
)


def test_json_has_every_name_and_nothing_computed() -> None:
    printed = as_json(CASE)
    assert list(printed)[:3] == ["事例番号", "分類", "会議種別"]
    assert "見出し" not in printed
    assert (printed["世帯員"], printed["件名"]) == ([], "")


def test_json_shows_a_date_as_typed_and_as_understood() -> None:
    period = as_json(CASE)["時期"][0]
    assert period == {
        "時期": "令和6年12月",
        "時期.値": "2024-12",
        "時期.精度": "月",
        "種別": "支援会議",
        "回": "第1回",
    }


def test_computed_fields_are_printed() -> None:
    values = view(CASE)
    assert values["機関数"] == 2
    assert values["時期の表記"] == "令和6年12月（第1回支援会議）"
    assert values["役割分担"][0]["担当付き"] == "訪問する（福祉課）。"
    assert values["役割分担"][1]["担当付き"] == "見守る"


def test_a_meeting_hides_the_case() -> None:
    values = meeting_view(CASE, CASE.meetings[0])
    assert values["役割分担"] == ()
    assert values["開催回の表記"] == "第1回支援会議"
    assert values["守秘の注記"] == "漏らさない。"
    assert len(values["全会議"]) == 1


def test_an_agency_sees_its_own_roles() -> None:
    values = agency_view(CASE, "福祉課")
    assert [role["内容"] for role in values["役割分担"]] == ["訪問する"]
    assert values["機関名"] == "福祉課"


def test_the_record_hash_follows_the_content_alone() -> None:
    same = CASE.model_copy()
    other = CASE.model_copy(update={"situation": "変わった"})
    assert record_hash(same) == record_hash(CASE) != record_hash(other)


def test_a_failed_record_never_quotes_a_value() -> None:
    with pytest.raises(ValueError, match="situation") as failed:
        Case(situation=["秘密の文"])  # type: ignore[arg-type]
    assert "秘密" not in str(failed.value)
