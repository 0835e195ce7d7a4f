"""After a template has changed: a new 版 of what changes, from the filed sheets, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result
from jusoforms.rebuilding import known_cases, rebuild
from jusoforms.vocabulary.case import Case, Meeting, Role
from jusoforms.vocabulary.wareki import read_date
from test_lookback import case_sheet
from warding import Ward

MEETING = Meeting(
    meeting_type="支援会議",
    number="第1回",
    held_at=read_date("令和8年4月20日"),
    discussion=("暮らしの様子を共有した。",),
    roles=(Role(content="訪問する。", agencies=("福祉総合課",)),),
)
CASE = Case(
    case_number="7",
    category="制度の狭間の事例",
    meeting_type="支援会議",
    agencies=("福祉総合課",),
    situation="一人で暮らしている。",
    meetings=(MEETING,),
)
APPROVED = MEETING.model_copy(
    update={
        "recorded_on": read_date("令和8年4月21日"),
        "approved_on": read_date("令和8年4月22日"),
        "approved_by": "見本課長",
    }
)
SUMMARY, MINUTES = "case/事例概要.docx", "meeting/支援会議記録.docx"


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    return Ward(tmp_path / "会議", monkeypatch)


def mend(ward: Ward, template: str, text: str = "書き足した行") -> None:
    """Change a template as a person would in Word."""
    path = ward.workspace.word_templates / template
    document = Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))


def again(ward: Ward, *, dry: bool = False) -> list[Result]:
    return list(rebuild(known_cases(ward.workspace), ward.desk(), dry=dry))


def states(result: Result) -> dict[str, DocumentState]:
    return {document.template: document.state for document in result.documents}


def tree(ward: Ward) -> dict[str, bytes]:
    found = ward.workspace.outbox.rglob("*.docx")
    return {path.relative_to(ward.workspace.outbox).as_posix(): path.read_bytes() for path in found}


def test_only_what_changes_becomes_a_new_edition(ward: Ward) -> None:
    ward.drop(CASE)
    before = tree(ward)
    mend(ward, SUMMARY)
    (result,) = again(ward)
    assert states(result)[SUMMARY] is DocumentState.REVISED
    assert set(states(result).values()) == {DocumentState.REVISED, DocumentState.UNCHANGED}
    after = tree(ward)
    assert after["7/旧版/事例概要_1版.docx"] == before["7/事例概要.docx"]
    assert {name for name in before if after[name] != before[name]} == {"7/事例概要.docx"}


def test_doing_it_again_changes_nothing(ward: Ward) -> None:
    ward.drop(CASE)
    mend(ward, SUMMARY)
    again(ward)
    before = tree(ward)
    assert [one.outcome for one in again(ward)] == [Outcome.UNCHANGED]
    assert tree(ward) == before


def test_approved_minutes_never_change(ward: Ward) -> None:
    ward.drop(CASE.model_copy(update={"meetings": (APPROVED,)}))
    before = tree(ward)
    mend(ward, MINUTES)
    (result,) = again(ward)
    assert states(result)[MINUTES] is DocumentState.FROZEN
    assert tree(ward) == before


def test_a_persons_edit_stays_and_the_new_edition_lies_beside_it(ward: Ward) -> None:
    ward.drop(CASE)
    path = ward.workspace.outbox / "7" / "事例概要.docx"
    path.write_bytes(path.read_bytes() + b"an edit")
    before = path.read_bytes()
    mend(ward, SUMMARY)
    again(ward)
    assert path.read_bytes() == before
    assert (path.parent / "事例概要_2版.docx").is_file()


def test_a_dry_run_tells_and_writes_nothing(ward: Ward) -> None:
    ward.drop(CASE)
    mend(ward, SUMMARY)
    before = {path: path.stat().st_mtime_ns for path in ward.workspace.root.rglob("*")}
    (result,) = again(ward, dry=True)
    assert states(result)[SUMMARY] is DocumentState.REVISED
    assert {path: path.stat().st_mtime_ns for path in ward.workspace.root.rglob("*")} == before


def test_documents_of_an_earlier_form_are_made_from_their_own_sheet(ward: Ward) -> None:
    ward.drop(CASE)
    ward.drop(case_sheet())
    mend(ward, "meeting/次第.docx")
    mend(ward, MINUTES)
    before = tree(ward)
    (result,) = again(ward)
    paths = [document.path for document in result.documents]
    assert len(paths) == len(set(paths))
    after = tree(ward)
    changed = {name for name in before if after[name] != before[name]}
    assert "7/支援会議記録_第1回.docx" in changed
    assert [one.outcome for one in again(ward)] == [Outcome.UNCHANGED]


def test_a_returned_sheet_is_no_case(ward: Ward) -> None:
    ward.drop(CASE)
    returned = ward.drop(CASE.model_copy(update={"case_number": ""}), "番号なし.xlsx")
    assert returned.outcome is Outcome.RETURNED
    assert known_cases(ward.workspace) == ("7",)
    assert [one.outcome for one in again(ward)] == [Outcome.UNCHANGED]


def test_it_stops_between_two_cases_and_goes_on_there(ward: Ward) -> None:
    for number in ("7", "8", "9"):
        ward.drop(CASE.model_copy(update={"case_number": number}))
    mend(ward, SUMMARY)
    work = rebuild(known_cases(ward.workspace), ward.desk())
    next(work)
    assert [one.outcome for one in again(ward)] == [
        Outcome.UNCHANGED,
        Outcome.DELIVERED,
        Outcome.DELIVERED,
    ]


def test_a_template_at_fault_keeps_what_there_is(ward: Ward) -> None:
    ward.drop(CASE)
    before = tree(ward)
    mend(ward, SUMMARY, "{{件明}}")
    (result,) = again(ward)
    assert result.outcome is Outcome.INCOMPLETE
    assert tree(ward) == before


def test_a_sheet_that_is_gone_is_told(ward: Ward) -> None:
    ward.drop(CASE)
    for path in ward.workspace.filed.rglob("*.xlsx"):
        path.unlink()
    (result,) = again(ward)
    assert (result.exit_code, [one.code for one in result.problems]) == (ExitCode.FOLDER, ["X150"])
