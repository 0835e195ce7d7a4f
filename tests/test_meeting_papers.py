"""The papers before a meeting: they appear when their values are there, and tell no more than that."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from jusoforms.documents.printing import print_documents
from jusoforms.sheets.capture import capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import DateText
from papermaking import (
    PRIVATE,
    TEMPLATES,
    agencies_of,
    all_text,
    attendees_of,
    case_with,
    household_of,
    lines,
    meeting_with,
    printed,
    rows,
    table_under,
    tables,
)

if TYPE_CHECKING:
    from conftest import Keep

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LETTERS = ["開催通知", "資料提供依頼"]
PAPERS = [*LETTERS, "次第", "出席者名簿", "守秘義務誓約書"]
ROSTER = ("資料番号", "機関", "職", "氏名", "署名", "回収")
UNKNOWN: dict[str, object] = {
    "招集機関": {"invited": ()},
    "開催日時": {"held_at": DateText()},
    "場所": {"place": ""},
    "議題": {"agenda": ()},
}


def paper(name: str, keep: Keep, **changes: object) -> bytes:
    case = case_with(meeting_with(**changes), household=household_of(3), topics=("借金",))
    return printed(case, keep)[f"{name}_第1回"]


def styled(document: WordDocument, style: str) -> list[Paragraph]:
    return [p for p in document.paragraphs if p.style and p.style.style_id == style]


def waiting(**changes: object) -> set[str]:
    done = print_documents(case_with(meeting_with(**changes)), TEMPLATES)
    return {Path(one.template).stem for one in done.withheld}


def test_before_a_meeting_there_are_papers_but_no_minutes(keep: Keep) -> None:
    documents = printed(case_with(meeting_with()), keep)
    made = {name.removesuffix("_第1回") for name in documents if name.endswith("第1回")}
    assert made == set(PAPERS)


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ("招集機関", {"開催通知", "資料提供依頼", "出席者名簿"}),
        ("開催日時", set(PAPERS)),
        ("場所", {"開催通知", "資料提供依頼", "守秘義務誓約書"}),
        ("議題", {"次第"}),
    ],
)
def test_a_paper_waits_for_its_values(missing: str, names: set[str]) -> None:
    changes = UNKNOWN[missing]
    assert isinstance(changes, dict)
    assert waiting(**changes) - {"支援会議記録"} == names


@pytest.mark.parametrize("name", ["事例1", "事例2"])
def test_a_case_sheet_makes_none_of_them_and_nothing_is_said(name: str) -> None:
    captured = capture(read_workbook((SAMPLES / f"{name}.xlsx").read_bytes()), default_lists())
    assert captured.record
    done = print_documents(captured.record, TEMPLATES, captured.holds)
    told = [one.template for one in done.documents]
    told += [one.template for one in done.withheld]
    told += [problem.file for problem in done.problems]
    assert not {Path(name).stem for name in told} & set(PAPERS)


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("name", LETTERS)
def test_each_invited_agency_gets_a_letter_on_a_page_of_its_own(
    name: str, count: int, keep: Keep
) -> None:
    document = Document(io.BytesIO(paper(name, keep, invited=agencies_of(count))))
    addressed = [p.text for p in document.paragraphs if p.text.endswith("御中")]
    assert addressed == [f"{agency}　御中" for agency in agencies_of(count)]
    first = styled(document, "LetterDate")
    assert len(first) == count
    assert all(p.style and p.style.paragraph_format.page_break_before for p in first)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_tells_the_number_of_the_case_and_nothing_of_the_family(
    name: str, keep: Keep
) -> None:
    told = all_text(paper(name, keep))
    assert "事例番号 90" in told
    assert not [word for word in (PRIVATE, "借金", "見本", "家族1") if word in told]


@pytest.mark.parametrize("name", [*LETTERS, "守秘義務誓約書"])
def test_the_day_of_a_letter_is_left_to_the_hand(name: str, keep: Keep) -> None:
    assert "令和　　年　　月　　日" in lines(paper(name, keep))


def test_a_letter_cites_the_ground_of_its_meeting(keep: Keep) -> None:
    told = "".join(lines(paper("開催通知", keep)))
    assert "このたび、社会福祉法第106条の6第1項に基づく第1回支援会議を下記のとおり" in told


def test_a_meeting_without_a_known_ground_claims_none(keep: Keep) -> None:
    told = "".join(lines(paper("開催通知", keep, legal_basis="")))
    assert "このたび、第1回支援会議を下記のとおり" in told


def test_without_a_host_the_section_signs(keep: Keep) -> None:
    case = case_with(meeting_with(host=""), section="福祉総合課")
    assert "福祉総合課" in lines(printed(case, keep)["開催通知_第1回"])


def test_the_agenda_is_counted_by_word(keep: Keep) -> None:
    document = Document(io.BytesIO(paper("次第", keep)))
    counted = [p.text[:5] for p in styled(document, "AgendaItem")]
    assert counted == ["経緯の共有", "電話と訪問"]


@pytest.mark.parametrize("count", [1, 15])
def test_the_roster_has_a_row_for_each_invited_agency_and_some_to_spare(
    count: int, keep: Keep
) -> None:
    listed = table_under(paper("出席者名簿", keep, invited=agencies_of(count)), *ROSTER)
    assert [row[1] for row in listed] == [*agencies_of(count), "", "", ""]


def test_after_the_meeting_the_roster_names_who_came(keep: Keep) -> None:
    listed = table_under(paper("出席者名簿", keep, attendees=attendees_of(2)), *ROSTER)
    assert listed[0][1:4] == ["第1支援課", "係長", "出席者1"]
    assert len(listed) == 2 + 3


def test_who_came_uninvited_is_reason_enough_for_a_roster() -> None:
    assert "出席者名簿" not in waiting(invited=(), attendees=attendees_of(1))


def test_handouts_are_listed_for_collection(keep: Keep) -> None:
    collected = rows(tables(paper("出席者名簿", keep))[-1])
    assert collected[1] == ["家計の状況", "8", "回収する", ""]


@pytest.mark.parametrize("kind", default_lists().meeting_types, ids=lambda kind: kind.name)
def test_a_pledge_stands_on_the_secrecy_of_its_meeting(kind: object, keep: Keep) -> None:
    note = default_lists().secrecy_note(getattr(kind, "name", ""))
    assert note in lines(paper("守秘義務誓約書", keep, secrecy=note))


def test_no_tag_is_left_in_any_part(keep: Keep) -> None:
    for data in printed(case_with(meeting_with(attendees=attendees_of(3))), keep).values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [part for part in archive.namelist() if b"{{" in archive.read(part)]


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_letters_of_common_length_fill_one_page_each(keep: Keep, tmp_path: Path) -> None:
    expected = {"開催通知": 15, "資料提供依頼": 15, "守秘義務誓約書": 1, "次第": 1}
    for name in expected:
        data = paper(name, keep, invited=agencies_of(15), agenda=("経緯の共有", "役割分担"))
        (tmp_path / f"{name}.docx").write_bytes(data)
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    files = [str(tmp_path / f"{name}.docx") for name in expected]
    command = [*office, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True)
    pages = {name: (tmp_path / f"{name}.pdf").read_bytes() for name in expected}
    counted = {name: len(re.findall(rb"/Type\s*/Page\b", data)) for name, data in pages.items()}
    assert counted == expected
