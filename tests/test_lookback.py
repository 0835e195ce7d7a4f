"""A sheet against those filed before it: what went, what came back, whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from jusoforms.outcome import DocumentState, Outcome, Result
from jusoforms.vocabulary.case import Case, HouseholdMember, Meeting, Role
from jusoforms.vocabulary.wareki import read_date
from making import workbook_of
from warding import Ward, codes

PERSON = HouseholdMember(
    called="本人", family_name="見本", given_name="花子", born_on=read_date("昭和60年4月1日")
)
MEETING = Meeting(
    meeting_type="支援会議",
    number="第1回",
    held_at=read_date("令和8年4月20日"),
    discussion=("暮らしの様子を共有した。",),
    roles=(Role(content="訪問する。", agencies=("福祉総合課",), due=read_date("令和8年9月30日")),),
)
CASE = Case(
    case_number="7",
    category="制度の狭間の事例",
    meeting_type="支援会議",
    agencies=("福祉総合課",),
    situation="一人で暮らしている。仕事を探している。",
    considerations=("住まいを確かめる。", "仕事を一緒に探す。"),
    household=(PERSON,),
    meetings=(MEETING,),
)


def case_sheet(**answers: str) -> bytes:
    told = {
        "分類": "制度の狭間の事例",
        "時期": "令和8年4月20日（第1回支援会議）",
        "機関": "福祉総合課",
        "状況": "一人で暮らしている。仕事を探している。",
        "経緯": "窓口に来た。",
        "希望": "【本人】働きたい。",
        "検討": "・住まいを確かめる。\\n・仕事を一緒に探す。",
        "役割": "・訪問する（福祉総合課）。",
    } | answers
    return workbook_of(
        f"""
        | 事例7 「{told["分類"]}」支援会議（就労） | |
        | 相談・会議の時期 | {told["時期"]} |
        | 支援関係機関 | {told["機関"]} |
        | 支援対象の本人の状況 | {told["状況"]} |
        | 相談に至った経緯 | {told["経緯"]} |
        | 本人の希望、支援者の課題 | {told["希望"]} |
        | 情報の整理 対応・支援の検討 | {told["検討"]} |
        | 支援方針・役割分担 | {told["役割"]} |
        """
    )


def but(**changes: object) -> Case:
    return CASE.model_copy(update=changes)


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    return Ward(tmp_path / "会議", monkeypatch)


def said(result: Result, code: str) -> str:
    return "\n".join(f"{p.message}{p.cause}{p.remedy}" for p in result.problems if p.code == code)


def test_what_went_since_the_last_sheet_is_listed(ward: Ward) -> None:
    ward.drop(CASE)
    result = ward.drop(but(considerations=("住まいを確かめる。",)))
    assert result.outcome is Outcome.DELIVERED
    assert "「仕事を一緒に探す。」" in said(result, "R162")
    assert (
        codes(ward.drop(but(considerations=("住まいを確かめる。", "見守る。")))).count("R162") == 0
    )


def test_at_most_five_lines_are_quoted(ward: Ward) -> None:
    ward.drop(but(considerations=tuple(f"{'あいうえおかきく'[n] * 9}。" for n in range(8))))
    told = said(ward.drop(but(considerations=("ほかのこと。", "別のこと。"))), "R162")
    assert told.count("「") - told.count("「検討」") == 5
    assert "ほか 3 件" in told


def test_rewording_is_no_deletion(ward: Ward) -> None:
    ward.drop(CASE)
    reworded = but(considerations=("住まいを確かめる。", "仕事を一緒に探していく。"))
    assert "R162" not in codes(ward.drop(reworded))


def test_a_sheet_made_from_an_older_one_is_published_and_told(ward: Ward) -> None:
    ward.drop(CASE)
    ward.drop(but(situation="二人で暮らしている。"))
    result = ward.drop(but(background="窓口に来た。"))
    assert result.outcome is Outcome.DELIVERED
    assert "「状況」" in said(result, "R163")


def test_bringing_back_what_went_is_no_older_sheet(ward: Ward) -> None:
    ward.drop(CASE)
    ward.drop(but(considerations=("住まいを確かめる。",)))
    assert "R163" not in codes(ward.drop(CASE))


def test_a_meeting_that_went_is_told_as_one(ward: Ward) -> None:
    second = MEETING.model_copy(update={"number": "第2回", "held_at": read_date("令和8年5月20日")})
    ward.drop(but(meetings=(MEETING, second)))
    result = ward.drop(CASE)
    assert codes(result).count("R162") == 1
    assert "「第2回支援会議」の内容が" in said(result, "R162")
    assert "旧版/支援会議記録_第2回_1版.docx" in ward.documents()


def test_agencies_without_any_role_left_lose_their_papers(ward: Ward) -> None:
    ward.drop(CASE)
    idle = MEETING.model_copy(update={"roles": ()})
    ward.drop(but(meetings=(idle,)))
    assert "旧版/機関別役割一覧_福祉総合課_1版.docx" in ward.documents()


def test_a_filed_sheet_that_is_gone_is_not_compared(ward: Ward) -> None:
    ward.drop(CASE)
    for path in ward.workspace.filed.rglob("*.xlsx"):
        path.unlink()
    assert "R162" not in codes(ward.drop(but(considerations=("住まいを確かめる。",))))


OTHER = PERSON.model_copy(update={"family_name": "例示", "given_name": "太郎"})


def test_another_person_under_the_number_is_asked_about(ward: Ward) -> None:
    ward.drop(CASE)
    before = ward.documents()
    result = ward.drop(but(household=(OTHER,)), "別.xlsx")
    assert (result.outcome, codes(result)) == (Outcome.RETURNED, ["R161"])
    assert "姓・名" in said(result, "R161")
    assert ward.documents() == before


def test_dropping_the_same_sheet_again_answers_that_it_is_the_same_person(ward: Ward) -> None:
    ward.drop(CASE)
    other = but(household=(OTHER,))
    ward.drop(other, "別.xlsx")
    assert ward.drop(other, "別.xlsx").outcome is not Outcome.RETURNED
    assert (
        ward.drop(but(household=(OTHER,), background="窓口に来た。")).outcome is Outcome.DELIVERED
    )


def test_a_second_copy_in_the_same_drop_is_no_answer(ward: Ward) -> None:
    ward.drop(CASE)
    other = but(household=(OTHER,))
    ward.drop(other, "別.xlsx")
    assert ward.drop(other, "写し.xlsx").outcome is Outcome.RETURNED


def test_a_married_name_is_no_other_person(ward: Ward) -> None:
    ward.drop(CASE)
    renamed = PERSON.model_copy(update={"family_name": "例示"})
    assert "R161" not in codes(ward.drop(but(household=(renamed,))))


OTHER_STORY = {
    "分類": "複合課題",
    "状況": "夫婦と子二人、学校への行き渋り。",
    "経緯": "学校から電話があった。",
    "検討": "・家計表をつくる。",
}


def test_a_story_with_nothing_in_common_is_asked_about(ward: Ward) -> None:
    ward.drop(case_sheet())
    assert "R161" in codes(ward.drop(case_sheet(**OTHER_STORY), "別.xlsx"))


@pytest.mark.parametrize("kept", OTHER_STORY)
def test_a_story_with_anything_in_common_is_the_same_persons(ward: Ward, kept: str) -> None:
    ward.drop(case_sheet())
    changed = {name: text for name, text in OTHER_STORY.items() if name != kept}
    assert "R161" not in codes(ward.drop(case_sheet(**changed), "別.xlsx"))


NAMELESS = CASE.model_copy(
    update={
        "subject": "就労の相談",
        "received_on": read_date("令和8年4月1日"),
        "household": (HouseholdMember(called="本人", relationship="本人", age_band="40代"),),
    }
)
OTHER_FACTS: dict[str, object] = {
    "subject": "学校への行き渋り",
    "received_on": read_date("令和8年5月7日"),
    "household": (HouseholdMember(called="長男", relationship="子", age_band="10代"),),
    "situation": "夫婦が学校との間で悩む。",
}


def test_a_case_without_names_that_has_nothing_in_common_is_asked_about(ward: Ward) -> None:
    ward.drop(NAMELESS)
    result = ward.drop(NAMELESS.model_copy(update=OTHER_FACTS), "別.xlsx")
    assert (result.outcome, "R161" in codes(result)) == (Outcome.RETURNED, True)


@pytest.mark.parametrize("kept", OTHER_FACTS)
def test_a_case_without_names_that_keeps_a_fact_is_the_same(ward: Ward, kept: str) -> None:
    ward.drop(NAMELESS)
    changed = {name: value for name, value in OTHER_FACTS.items() if name != kept}
    assert "R161" not in codes(ward.drop(NAMELESS.model_copy(update=changed), "別.xlsx"))


def test_a_case_for_few_eyes_is_returned_from_a_shared_folder(ward: Ward) -> None:
    result = ward.drop(but(restricted="有"))
    assert (result.outcome, "R180" in codes(result)) == (Outcome.RETURNED, True)
    assert ward.documents() == {}


def test_two_forms_that_agree_go_side_by_side(ward: Ward) -> None:
    ward.drop(case_sheet(), "事例票.xlsx")
    result = ward.drop(CASE.model_copy(update={"topics": ("就労",)}))
    assert result.outcome is Outcome.DELIVERED, said(result, "R160")


def test_a_form_that_says_less_leaves_what_the_other_made(ward: Ward) -> None:
    ward.drop(CASE)
    before = ward.documents()
    result = ward.drop(case_sheet(経緯="窓口に来た。"), "事例票.xlsx")
    states = {Path(d.path).name: d.state for d in result.documents}
    assert states["支援会議記録_第1回.docx"] is DocumentState.KEPT
    assert ward.documents()["支援会議記録_第1回.docx"] == before["支援会議記録_第1回.docx"]
    assert "P136" in codes(result)


def test_two_forms_that_disagree_are_returned_with_the_field(ward: Ward) -> None:
    ward.drop(case_sheet(), "事例票.xlsx")
    other = but(situation="家族と暮らしている。")
    result = ward.drop(other)
    assert (result.outcome, codes(result)) == (Outcome.RETURNED, ["R160"])
    assert [p.label for p in result.problems] == ["状況"]
    assert ward.drop(other).outcome is Outcome.DELIVERED
    assert ward.drop(but(situation="祖母と暮らしている。")).outcome is Outcome.DELIVERED
    assert "R160" in codes(ward.drop(case_sheet(状況="友人と暮らしている。")))


def test_more_than_the_other_form_says_is_no_disagreement(ward: Ward) -> None:
    ward.drop(case_sheet(), "事例票.xlsx")
    more = but(considerations=(*CASE.considerations, "家計を確かめる。"))
    assert "R160" not in codes(ward.drop(more))


def test_a_case_sheet_says_nothing_of_papers_that_it_cannot_make(ward: Ward) -> None:
    ward.drop(case_sheet())
    two = "令和8年4月20日（第1回支援会議）・令和8年5月20日（第2回支援会議）"
    result = ward.drop(case_sheet(時期=two))
    assert "T193" not in codes(result)
    assert result.withheld == ()
    states = {Path(d.path).name: d.state for d in result.documents}
    assert states["支援会議記録_第1回.docx"] is DocumentState.KEPT


def test_a_template_at_fault_keeps_its_documents(ward: Ward) -> None:
    ward.drop(CASE)
    template = ward.workspace.word_templates / "case" / "事例概要.docx"
    template.write_bytes(b"no template")
    result = ward.drop(but(background="窓口に来た。"))
    assert result.outcome is Outcome.INCOMPLETE
    assert "事例概要.docx" in ward.documents()


def test_a_case_taken_back_prints_nothing_until_it_returns(ward: Ward) -> None:
    ward.drop(CASE)
    result = ward.drop(but(withdrawn="取下げ"))
    assert (result.outcome, codes(result).count("P137")) == (Outcome.DELIVERED, 1)
    assert all(name.startswith("旧版/") for name in ward.documents())
    ward.drop(CASE)
    assert "支援会議記録_第1回.docx" in ward.documents()


def test_nothing_derived_from_a_name_is_stored(ward: Ward) -> None:
    ward.drop(CASE)
    ward.drop(but(household=(OTHER,)), "別.xlsx")
    stored = b"".join(p.read_bytes() for p in ward.workspace.receipts.rglob("*") if p.is_file())
    assert not [word for word in ("見本", "花子", "例示") if word.encode() in stored]
