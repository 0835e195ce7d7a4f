"""A case of any size with a meeting, made by hand, and its documents as tables and text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.table import Table, _Cell

from jusoforms.documents.printing import print_documents
from jusoforms.vocabulary.case import (
    Attendee,
    Case,
    Handout,
    HouseholdMember,
    Meeting,
    Role,
    Wish,
)
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import DateText, read_date

if TYPE_CHECKING:
    from conftest import Keep

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "docx"
LONG = "電話と訪問を続け、体調と暮らしの変化を確かめる。" * 8
PRIVATE = "家計の見通しが立たず、夜も眠れない。"
"""Stands in every field that tells of the person's life."""
LEGAL = default_lists().meeting_types[0]


def roles_of(count: int) -> tuple[Role, ...]:
    return tuple(
        Role(
            number=number,
            content=LONG[: 20 * (1 + number % 9)],
            agencies=("地域包括支援センター", "社会福祉協議会（CSW）")[: number % 3],
            due=read_date("令和7年12月31日") if number % 2 else DateText(),
            state="実施中" if number % 2 else "",
        )
        for number in range(1, count + 1)
    )


def agencies_of(count: int) -> tuple[str, ...]:
    return tuple(f"第{number}支援課" for number in range(1, count + 1))


def attendees_of(count: int) -> tuple[Attendee, ...]:
    return tuple(
        Attendee(agency=agency, post="係長" if number % 2 else "", name=f"出席者{number}")
        for number, agency in enumerate(agencies_of(count), 1)
    )


def household_of(count: int) -> tuple[HouseholdMember, ...]:
    return tuple(
        HouseholdMember(called=f"家族{number}", family_name="見本", age_band="40代")
        for number in range(1, count + 1)
    )


def meeting_with(**changes: object) -> Meeting:
    """Return a meeting prepared on its sheet, for which nothing is recorded yet."""
    meeting = Meeting(
        meeting_type=LEGAL.name, legal_basis=LEGAL.legal_basis, secrecy=LEGAL.secrecy,
        number="第1回", serial=1, held_at=read_date("令和7年7月10日"), place="第2会議室",
        host="福祉総合課長", invited=agencies_of(2), agenda=("経緯の共有", LONG),
        handouts=(Handout(title="家計の状況", copies="8", collected="回収する"),),
    )  # fmt: skip
    return meeting.model_copy(update=changes)


def recorded_with(roles: int = 2, **changes: object) -> Meeting:
    """Return a meeting as a 事例票 tells of it: a date, what was decided, who does what."""
    meeting = Meeting(
        meeting_type="支援会議", number="第1回", serial=1, held_at=read_date("令和7年7月"),
        decisions=("月に1回、状況を共有する。",), roles=roles_of(roles),
    )  # fmt: skip
    return meeting.model_copy(update=changes)


def case_with(meeting: Meeting, **changes: object) -> Case:
    case = Case(
        case_number="90", meeting_type="支援会議", subject="居場所の検討", roles=meeting.roles,
        situation=PRIVATE, background=PRIVATE, wishes=(Wish(speaker="本人", content=PRIVATE),),
        meetings=(meeting,),
    )  # fmt: skip
    return case.model_copy(update=changes)


def printed(record: Case | Catalogue, keep: Keep) -> dict[str, bytes]:
    """Return the documents by name; that some wait for a value is all that may be said."""
    done = print_documents(record, TEMPLATES)
    assert {problem.code for problem in done.problems} <= {"T193"}
    return {one.stem: keep(one.data, one.stem) for one in done.documents}


def rows(table: Table) -> list[list[str]]:
    """Return the text of every cell, a merged one empty, as the file holds them."""
    return [[_Cell(tc, table).text for tc in tr.tc_lst] for tr in table._tbl.tr_lst]


def tables(data: bytes) -> list[Table]:
    return list(Document(io.BytesIO(data)).tables)


def table_under(data: bytes, *headings: str) -> list[list[str]]:
    """Return the rows below these column headings; none where there is no such table."""
    found = (rows(table) for table in tables(data))
    return next((table[1:] for table in found if table[0] == list(headings)), [])


def answers(data: bytes) -> dict[str, str]:
    """Return the text beside each label of the tables of two columns."""
    pairs = (row for table in tables(data) for row in rows(table) if len(row) == 2)
    return {row[0]: row[1] for row in pairs}


def lines(data: bytes) -> list[str]:
    """Return the paragraphs outside tables."""
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def all_text(data: bytes) -> str:
    body = Document(io.BytesIO(data)).element.body
    return "".join(str(node) for node in body.itertext())
