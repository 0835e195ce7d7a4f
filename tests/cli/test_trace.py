"""The command trace: a document tells its template, its 版, its sheet, and whether it was edited."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from commanding import Command
from docx import Document

MINUTES = "会議/outbox/2/支援会議記録_第2回.docx"


@pytest.fixture
def ward(jusoforms: Command, tmp_path: Path) -> Path:
    jusoforms("demo", "会議")
    return tmp_path / "会議"


def told(jusoforms: Command, path: object) -> dict[str, Any]:
    said = jusoforms("trace", path, "--json")
    assert said.code == 0
    return dict(json.loads(said.out))


def touch(path: Path) -> None:
    document = Document(str(path))
    document.add_paragraph("書き足した行")
    document.save(str(path))


@pytest.mark.usefixtures("ward")
def test_a_document_tells_where_it_came_from(jusoforms: Command) -> None:
    found = told(jusoforms, MINUTES)
    assert found["template"] == "meeting/支援会議記録.docx"
    assert (found["case"], found["edition"], found["newest"]) == ("2", 1, True)
    assert (found["edited"], found["template_changed"]) == (False, False)
    assert Path("会議", found["sheet"]).is_file()
    said = jusoforms("trace", MINUTES).out
    assert "1 版（最新の版）" in said
    assert "手直し: なし" in said
    assert found["sheet"] in said


@pytest.mark.usefixtures("ward")
def test_an_edited_document_is_still_known(jusoforms: Command) -> None:
    touch(Path(MINUTES))
    found = told(jusoforms, MINUTES)
    assert (found["case"], found["edition"], found["edited"]) == ("2", 1, True)
    assert "手直し: あり" in jusoforms("trace", MINUTES).out


def test_after_a_rebuild_the_old_edition_is_not_the_newest(jusoforms: Command, ward: Path) -> None:
    touch(ward / "templates/docx/case/役割分担表.docx")
    assert told(jusoforms, ward / "outbox/2/役割分担表.docx")["template_changed"]
    assert jusoforms("rebuild", "会議", "--case", "2").code == 0
    old = next((ward / "outbox/2").rglob("旧版/*役割分担表*.docx"))
    assert told(jusoforms, old)["newest"] is False
    new = told(jusoforms, ward / "outbox/2/役割分担表.docx")
    assert (new["newest"], new["edition"], new["template_changed"]) == (True, 2, False)


def test_outside_of_a_workspace_it_tells_what_it_says_of_itself(
    jusoforms: Command, ward: Path, tmp_path: Path
) -> None:
    shutil.copy(ward / "outbox/2/事例概要.docx", tmp_path / "写し.docx")
    found = told(jusoforms, "写し.docx")
    assert (found["case"], found["template"]) == ("", "case/事例概要.docx")
    assert len(found["record_hash"]) == len(found["template_hash"]) == 64
    assert "作業フォルダーの中で" in jusoforms("trace", "写し.docx").out


def test_a_copy_elsewhere_in_the_workspace_is_known_by_its_bytes(
    jusoforms: Command, ward: Path
) -> None:
    shutil.copy(ward / "outbox/2/事例概要.docx", ward / "写し.docx")
    assert told(jusoforms, ward / "写し.docx")["case"] == "2"


@pytest.mark.parametrize("name", ["templates/docx/case/事例概要.docx", "jusoforms.toml"])
def test_what_is_not_ours_is_told(jusoforms: Command, ward: Path, name: str) -> None:
    said = jusoforms("trace", ward / name)
    assert said.code == 3
    assert "X153" in said.err


@pytest.mark.usefixtures("ward")
def test_a_file_that_is_not_there_is_told_and_the_others_are_traced(jusoforms: Command) -> None:
    said = jusoforms("trace", "ない.docx", MINUTES)
    assert said.code == 5
    assert "支援会議記録_第2回.docx" in said.out
