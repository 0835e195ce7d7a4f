"""The shipped templates print the sample workbooks as the ward prints them, and any other case.

Oracle: the cells of the workbooks, as openpyxl reads them; records made by hand.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from docx import Document

from jusoforms.documents.printing import print_documents
from jusoforms.documents.shelf import load_template
from jusoforms.sheets.capture import capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.case import Case, Role
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import DateText, read_date
from papermaking import (
    LONG,
    PRIVATE,
    TEMPLATES,
    all_text,
    answers,
    attendees_of,
    case_with,
    household_of,
    lines,
    printed,
    recorded_with,
    rows,
    table_under,
    tables,
)

if TYPE_CHECKING:
    from conftest import Keep

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ROLES = ("番号", "内容", "担当機関", "担当者", "期限", "状態")
APPROVED: dict[str, Any] = {"approved_on": read_date("令和7年7月20日"), "approved_by": "課長"}
CORRECTED: dict[str, Any] = {
    "corrected_on": read_date("令和7年8月1日"),
    "correction_reason": "番号3の機関の誤り",
}


def record_of(name: str) -> Case | Catalogue:
    captured = capture(read_workbook((SAMPLES / name).read_bytes()), default_lists())
    assert captured.record is not None
    return captured.record


def minutes_of(keep: Keep, roles: int = 2, **changes: Any) -> bytes:
    return printed(case_with(recorded_with(roles, **changes)), keep)["支援会議記録_第1回"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*/*.docx")), ids=lambda path: path.stem)
def test_every_shipped_template_compiles_without_faults(path: Path) -> None:
    shelved = load_template(path, path.parent.name)
    assert shelved.faults == ()


@pytest.mark.parametrize("name", ["事例1", "事例2"])
def test_a_case_is_printed_as_its_sheet_shows_it(name: str, keep: Keep) -> None:
    sheet = openpyxl.load_workbook(SAMPLES / f"{name}.xlsx").worksheets[0]
    document = Document(io.BytesIO(printed(record_of(f"{name}.xlsx"), keep)["事例概要"]))
    assert document.paragraphs[0].text == sheet["B2"].value
    expected = [[sheet[f"B{row}"].value, sheet[f"D{row}"].value] for row in range(4, 11)]
    assert rows(document.tables[0]) == expected


def test_the_program_list_is_printed_as_its_sheet_shows_it(keep: Keep) -> None:
    sheet = openpyxl.load_workbook(SAMPLES / "参考資料1.xlsx").worksheets[0]
    title, programs = tables(printed(record_of("参考資料1.xlsx"), keep)["参考資料1_事業一覧"])
    assert rows(title) == [[sheet["A1"].value, sheet["C1"].value]]
    expected = [[cell.value or "" for cell in row] for row in sheet["A3:C19"]]
    assert rows(programs) == expected


@pytest.mark.parametrize("name", ["支援会議記録_第1回", "役割分担表"])
@pytest.mark.parametrize("count", [1, 30])
def test_each_role_has_its_row(count: int, name: str, keep: Keep) -> None:
    roles = table_under(printed(case_with(recorded_with(count)), keep)[name], *ROLES)
    assert [row[0] for row in roles] == [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("name", ["支援会議記録_第1回", "役割分担表"])
def test_no_role_at_all_is_said(name: str, keep: Keep) -> None:
    roles = table_under(printed(case_with(recorded_with(0)), keep)[name], *ROLES)
    assert roles == [["該当なし"]]


def test_a_role_shows_a_dash_for_what_is_not_settled(keep: Keep) -> None:
    first, second, third = table_under(minutes_of(keep, 3), *ROLES)
    assert first[2:] == ["地域包括支援センター", "－", "令和7年12月31日", "実施中"]
    assert second[4:] == ["－", "－"]
    assert third[2] == "－"


def test_minutes_wait_for_the_day_of_the_meeting() -> None:
    done = print_documents(case_with(recorded_with(held_at=DateText())), TEMPLATES)
    assert "meeting/支援会議記録.docx" in {one.template for one in done.withheld}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "記録の状態：記録（確定前）"),
        (APPROVED, "記録の状態：確定　令和7年7月20日確定"),
        ({**APPROVED, **CORRECTED}, "記録の状態：訂正　令和7年7月20日確定"),
    ],
    ids=["recorded", "approved", "corrected"],
)
def test_the_state_of_the_record_stands_under_the_title(
    changes: dict[str, Any], state: str, keep: Keep
) -> None:
    assert lines(minutes_of(keep, **changes))[:2] == ["支援会議記録（第1回）", state]


def test_a_correction_is_told_before_anything_else(keep: Keep) -> None:
    told = lines(minutes_of(keep, **APPROVED, **CORRECTED))[2]
    assert told == "この記録は、令和7年8月1日に訂正したものです。訂正理由：番号3の機関の誤り"


def test_boxes_for_seals_stand_first(keep: Keep) -> None:
    assert rows(tables(minutes_of(keep))[0]) == [["課長", "係長", "担当"], ["", "", ""]]


@pytest.mark.parametrize("count", [1, 15])
def test_minutes_have_a_row_for_each_who_came(count: int, keep: Keep) -> None:
    minutes = minutes_of(keep, attendees=attendees_of(count), discussion=(LONG, LONG))
    came = table_under(minutes, "機関", "職", "氏名")
    assert len(came) == count
    assert came[0] == ["第1支援課", "係長", "出席者1"]


@pytest.mark.parametrize("count", [1, 12])
def test_minutes_tell_the_household_without_its_name(count: int, keep: Keep) -> None:
    case = case_with(recorded_with(), household=household_of(count))
    minutes = printed(case, keep)["支援会議記録_第1回"]
    members = table_under(minutes, "呼称", "続柄", "年齢", "状況")
    assert [row[0] for row in members] == [f"家族{number}" for number in range(1, count + 1)]
    assert members[0][2] == "40代"
    assert "見本" not in all_text(minutes)


def test_rows_without_an_answer_vanish_from_the_minutes(keep: Keep) -> None:
    minutes = minutes_of(keep)
    told = [text for table in tables(minutes) for row in rows(table) for text in row]
    assert "決定事項" in told
    assert not {"場所", "氏名", "資料名", "呼称", "不足する社会資源", "本人の同意"} & set(told)


def test_what_minutes_must_answer_stays_with_a_dash(keep: Keep) -> None:
    found = answers(printed(case_with(recorded_with(), wishes=()), keep)["支援会議記録_第1回"])
    labels = ("本人の希望、支援者の課題", "残課題", "次回", "記録者")
    assert [found[label] for label in labels] == ["－"] * 4


def test_an_agency_gets_its_own_roles_and_nothing_of_the_family(keep: Keep) -> None:
    paper = printed(case_with(recorded_with(7)), keep)["機関別役割一覧_社会福祉協議会（CSW）"]
    own = table_under(paper, "番号", "内容", "担当者", "期限", "状態")
    assert [row[0] for row in own] == ["2", "5"]
    assert PRIVATE not in all_text(paper)


def test_an_agency_without_a_role_gets_no_list(keep: Keep) -> None:
    lonely = Role(number=1, content=LONG)
    documents = printed(
        case_with(recorded_with(roles=0, decisions=("継続",)), roles=(lonely,)), keep
    )
    assert not [name for name in documents if name.startswith("機関別役割一覧")]


@pytest.mark.parametrize("name", ["事例1.xlsx", "事例2.xlsx"])
def test_no_table_of_a_sample_says_that_nothing_applies(name: str, keep: Keep) -> None:
    for data in printed(record_of(name), keep).values():
        assert "該当なし" not in all_text(data)


@pytest.mark.parametrize("name", ["事例1.xlsx", "事例2.xlsx", "参考資料1.xlsx"])
def test_no_tag_is_left_in_any_part(name: str, keep: Keep) -> None:
    for data in printed(record_of(name), keep).values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [part for part in archive.namelist() if b"{{" in archive.read(part)]
