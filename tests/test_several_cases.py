"""Several cases in one workbook: one outcome each, from the command line and through the inbox."""

import json
from pathlib import Path

import pytest

from jusoforms.examining import examine
from jusoforms.intake import Watcher
from jusoforms.intake.unfinished import Unfinished
from jusoforms.outcome import ExitCode, Outcome, Result, together
from jusoforms.pipeline import inspect
from jusoforms.problems import delivery as say
from jusoforms.sheets.adopted.form import Forms
from jusoforms.vocabulary.lists import default_lists
from jusoforms.workspace import shipped
from wardforms import BLANK, TAGS, filled, two_cases, write
from warding import Clock, Ward, codes


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    return Ward(tmp_path / "ward", monkeypatch)


def checked(data: bytes, folder: Path, name: str = "二件.xlsx") -> Result:
    path = folder / name
    path.write_bytes(data)
    return inspect(path, Ward.today, default_lists(), Forms())


def test_each_case_is_checked_by_itself(tmp_path: Path) -> None:
    result = checked(two_cases(), tmp_path)
    assert [part.case for part in result.each] == ["1", "2"]
    assert [part.outcome for part in result.each] == [Outcome.OK, Outcome.OK]


def test_one_number_twice_is_an_error_on_both_sheets(tmp_path: Path) -> None:
    result = checked(two_cases(second="事例1"), tmp_path)
    assert [part.outcome for part in result.each] == [Outcome.RETURNED, Outcome.RETURNED]
    told = [p for part in result.each for p in part.problems if p.code == "S196"]
    assert [p.sheet for p in told] == ["事例1", "事例2"]
    assert "「事例1」、「事例2」" in told[0].message


def test_a_blank_sheet_beside_a_case_is_no_case(tmp_path: Path) -> None:
    empty = dict.fromkeys((f"事例2_D{row}" for row in range(4, 11)), "")
    result = checked(two_cases(**empty, 事例2_B2="事例　「　」支援会議（　）"), tmp_path)
    assert [part.case for part in result.each] == ["1"]


def test_documents_of_both_cases_lie_in_their_folders(ward: Ward) -> None:
    result = ward.drop(two_cases(), "二件.xlsx")
    assert (result.outcome, result.exit_code) == (Outcome.DELIVERED, ExitCode.OK)
    assert ward.documents("1")
    assert ward.documents("2")
    assert [p.name for p in ward.workspace.filed.rglob("*.xlsx")] == ["二件.xlsx"]


def test_the_good_case_is_delivered_and_the_other_told(ward: Ward) -> None:
    result = ward.drop(two_cases(事例2_D4="令和6年13月（第1回支援会議）"), "二件.xlsx")
    assert [part.outcome for part in result.each] == [Outcome.DELIVERED, Outcome.RETURNED]
    assert (result.outcome, result.exit_code) == (Outcome.RETURNED, ExitCode.SHEET)
    assert ward.documents("1")
    assert not ward.documents("2")
    page = next(ward.workspace.returned.rglob("*.html")).read_text(encoding="utf-8")
    assert "文書はできています" in page
    assert "修正が必要です" in page


def test_the_good_case_stays_when_the_mended_workbook_comes(ward: Ward) -> None:
    ward.drop(two_cases(事例2_D4="令和6年13月（第1回支援会議）"), "二件.xlsx")
    before = ward.documents("1")
    result = ward.drop(two_cases(), "二件.xlsx")
    assert [part.outcome for part in result.each] == [Outcome.UNCHANGED, Outcome.DELIVERED]
    assert ward.documents("1") == before
    assert not list(ward.workspace.returned.rglob("*_直し方.html"))


def test_the_last_sheet_of_every_case_is_found_again(ward: Ward) -> None:
    ward.drop(two_cases(), "二件.xlsx")
    result = ward.drop(two_cases(事例2_D10="・訪問を続ける。（福祉総合課）"), "二件.xlsx")
    one, two = result.each
    assert "R162" not in codes(one)
    assert "R162" in codes(two)


def test_examining_gives_one_entry_a_case(tmp_path: Path) -> None:
    path = tmp_path / "二件.xlsx"
    path.write_bytes(two_cases())
    found = examine(path, Ward.today, default_lists(), Forms())
    assert [one.folder for one in found] == ["1", "2"]


def test_one_result_together_is_itself() -> None:
    result = Result(file="一件.xlsx", outcome=Outcome.OK)
    assert together([result]) is result


def test_a_word_about_the_workbook_is_said_with_its_first_case() -> None:
    parts = [Result(file="二件.xlsx", outcome=Outcome.OK, case=case) for case in "12"]
    told = together(parts).also(say.KEPT_SAFE.at(file="二件.xlsx"))
    assert [codes(one) for one in (told, *told.each)] == [["P108"], ["P108"], []]


def test_a_line_of_json_a_case() -> None:
    parts = [Result(file="二件.xlsx", outcome=Outcome.OK, case=case) for case in "12"]
    lines = [json.dumps(part.as_dict()) for part in together(parts).each]
    assert [json.loads(line)["case"] for line in lines] == ["1", "2"]


def test_a_restricted_case_leaves_no_trace_beside_another(ward: Ward) -> None:
    write(ward.workspace.blank_forms / "会議シート.xlsx", BLANK, TAGS, {"B2": "{{閲覧制限}}"})
    secret = {"B3": "極秘99", "B2": "有"}
    result = ward.drop(filled({"一": secret, "二": {}}), "二件.xlsx")
    assert [part.outcome for part in result.each] == [Outcome.RETURNED, Outcome.DELIVERED]
    traces = [path for path in ward.workspace.internal.rglob("*") if path.is_file()]
    assert traces
    assert not [path for path in traces if "極秘99" in path.read_text("utf-8", "replace")]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_document_that_was_lacking_follows_in_its_own_case_only(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, backwards: bool
) -> None:
    marks = Unfinished.marks
    monkeypatch.setattr(
        Unfinished,
        "marks",
        lambda self: sorted(marks(self), key=lambda mark: mark.case, reverse=backwards),
    )
    template = ward.workspace.word_templates / "case" / "事例概要.docx"
    whole = template.read_bytes()
    with ward.watching() as (watcher, clock):
        template.write_bytes(whole[:100])
        assert watched(ward, watcher, clock, two_cases(), "二件.xlsx") == [Outcome.INCOMPLETE]
        newer = (shipped("samples") / "事例1.xlsx").read_bytes()
        assert watched(ward, watcher, clock, newer, "事例1.xlsx") == [Outcome.INCOMPLETE]
        template.write_bytes(whole)
        assert watched(ward, watcher, clock) == [Outcome.DELIVERED] * 2
    assert list(ward.workspace.unfinished.iterdir()) == []
    assert {"事例概要.docx"} <= ward.documents("1").keys() & ward.documents("2").keys()


def watched(
    ward: Ward, watcher: Watcher, clock: Clock, data: bytes = b"", name: str = ""
) -> list[Outcome]:
    """Drop a workbook, if there is one, and let a minute pass."""
    if data:
        (ward.workspace.inbox / name).write_bytes(data)
    found = []
    for _ in range(120):
        found += [result.outcome for result in watcher.round()]
        clock.wait(0.5)
    return found
