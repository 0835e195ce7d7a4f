"""The shipped templates print the sample workbooks as the ward prints them.

Oracle: the cells of the workbooks, as openpyxl reads them.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from docx.table import Table, _Cell

from jusoforms.documents.printing import Printed, print_documents
from jusoforms.documents.shelf import load_template
from jusoforms.sheets.capture import capture
from jusoforms.sheets.workbook import read_workbook
from jusoforms.vocabulary.case import Attendee, Case, Meeting, Role
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import DateText, read_date

if TYPE_CHECKING:
    from conftest import Keep

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates" / "docx"
SAMPLES = ROOT / "samples"
LONG = "電話と訪問を続け、体調と暮らしの変化を確かめる。" * 8


def record_of(name: str) -> Case | Catalogue:
    captured = capture(read_workbook((SAMPLES / name).read_bytes()), default_lists())
    assert captured.record is not None
    return captured.record


def case_with(roles: int = 2, **changes: object) -> Case:
    assigned = tuple(
        Role(
            number=number,
            content=LONG[: 20 * (1 + number % 9)],
            agencies=("地域包括支援センター", "社会福祉協議会（CSW）")[: number % 3],
            due=read_date("令和7年12月31日") if number % 2 else DateText(),
        )
        for number in range(1, roles + 1)
    )
    meeting = Meeting(
        meeting_type="支援会議", number="第1回", serial=1, held_at=read_date("令和7年7月"),
        decisions=("月に1回、状況を共有する。",), roles=assigned,
    )  # fmt: skip
    case = Case(case_number="90", meeting_type="支援会議", roles=assigned, meetings=(meeting,))
    return case.model_copy(update=changes)


def printed(record: Case | Catalogue, keep: Keep) -> dict[str, bytes]:
    done: Printed = print_documents(record, TEMPLATES)
    assert done.problems == ()
    return {one.stem: keep(one.data, one.stem) for one in done.documents}


def rows(table: Table) -> list[list[str]]:
    """Return the text of every cell, a merged one empty, as the file holds them."""
    return [[_Cell(tc, table).text for tc in tr.tc_lst] for tr in table._tbl.tr_lst]


def tables(data: bytes) -> list[Table]:
    return list(Document(io.BytesIO(data)).tables)


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


@pytest.mark.parametrize("count", [1, 30])
def test_each_role_has_its_row(count: int, keep: Keep) -> None:
    roles = tables(printed(case_with(count), keep)["役割分担表"])[1]
    numbers = [row[0] for row in rows(roles)]
    assert numbers == ["番号", *(str(number) for number in range(1, count + 1))]


def test_a_role_without_an_agency_shows_a_dash(keep: Keep) -> None:
    roles = tables(printed(case_with(3), keep)["役割分担表"])[1]
    assert rows(roles)[3][2] == "－"


def test_no_role_at_all_is_said(keep: Keep) -> None:
    roles = tables(printed(case_with(0), keep)["役割分担表"])[1]
    assert rows(roles)[1:] == [["該当なし"]]


def test_minutes_wait_for_the_day_of_the_meeting() -> None:
    case = case_with()
    unheld = case.meetings[0].model_copy(update={"held_at": DateText()})
    done = print_documents(case.model_copy(update={"meetings": (unheld,)}), TEMPLATES)
    assert [one.template for one in done.withheld] == ["meeting/支援会議記録.docx"]


def test_minutes_name_fifteen_people_and_leave_no_gap_for_a_missing_post(keep: Keep) -> None:
    case = case_with()
    people = tuple(
        Attendee(agency=f"第{n}支援課", post="係長" if n % 2 else "", name=f"出席者{n}")
        for n in range(1, 16)
    )
    full = case.meetings[0].model_copy(update={"attendees": people, "discussion": (LONG, LONG)})
    minutes = printed(case.model_copy(update={"meetings": (full,)}), keep)["支援会議記録_第1回"]
    found = {label: text for table in tables(minutes) for label, text, *_ in rows(table)}
    assert found["出席者"].split("\n")[:2] == ["第1支援課　係長　出席者1", "第2支援課　出席者2"]
    assert len(found["出席者"].split("\n")) == 15


def test_rows_without_an_answer_vanish_from_the_minutes(keep: Keep) -> None:
    minutes = printed(case_with(), keep)["支援会議記録_第1回"]
    labels = [row[0] for table in tables(minutes) for row in rows(table)]
    assert "決定事項" in labels
    assert not {"場所", "出席者", "配付資料", "不足する社会資源", "該当なし"} & set(labels)


@pytest.mark.parametrize("name", ["事例1.xlsx", "事例2.xlsx", "参考資料1.xlsx"])
def test_no_tag_is_left_in_any_part(name: str, keep: Keep) -> None:
    for data in printed(record_of(name), keep).values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [part for part in archive.namelist() if b"{{" in archive.read(part)]
