"""A ward's own form, from its tags in templates/xlsx/ to documents: no code, no restart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commanding import Command

from wardforms import BLANK, FILLED, TAGS, write


@pytest.fixture
def ward(jusoforms: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "ward"
    assert jusoforms("init", str(folder)).code == 0
    monkeypatch.chdir(folder)
    write(folder / "templates/xlsx/会議シート.xlsx", BLANK, TAGS)
    return folder


def test_a_sheet_of_the_wards_own_form_is_extracted(jusoforms: Command, ward: Path) -> None:
    said = jusoforms("extract", str(write(ward / "五.xlsx", BLANK, FILLED)))
    record = json.loads(said.out)
    assert record["事例番号"] == "R8-5"
    assert record["同意"]["有無"] == "有"
    assert record["独自項目"] == [{"名称": "世帯人数", "内容": "３人"}]
    (meeting,) = record["会議"]
    assert (meeting["種別"], meeting["回"]) == ("支援会議", "２")
    assert [role["担当機関"] for role in meeting["役割分担"]] == [["福祉総合課"], ["地域保健課"]]


def test_documents_are_made_from_it(jusoforms: Command, ward: Path) -> None:
    write(ward / "inbox/五.xlsx", BLANK, FILLED)
    said = jusoforms("watch", ".", "--once", "--settle", "0.1", "--json")
    result = json.loads(said.out)
    assert (result["form"], result["outcome"], said.code) == ("会議シート", "delivered", 0)
    templates = {document["template"] for document in result["documents"]}
    assert {"meeting/支援会議記録.docx", "case/役割分担表.docx"} <= templates


def test_a_form_saved_anew_is_picked_up(jusoforms: Command, ward: Path) -> None:
    sheet = str(write(ward / "五.xlsx", BLANK, FILLED))
    jusoforms("extract", sheet)
    write(ward / "templates/xlsx/会議シート.xlsx", BLANK, TAGS, {"D5": "{{独自項目.人数}}"})
    record = json.loads(jusoforms("extract", sheet).out)
    assert record["独自項目"][0]["名称"] == "人数"


def test_a_faulty_form_is_named_with_its_cell(jusoforms: Command, ward: Path) -> None:
    write(ward / "templates/xlsx/会議シート.xlsx", BLANK, TAGS, {"D3": "{{担当化}}"})
    sheet = str(write(ward / "五.xlsx", BLANK, FILLED))
    said = jusoforms("check", sheet, "--json")
    result = json.loads(said.out)
    assert (said.code, result["outcome"]) == (4, "failed")
    told = [(p["code"], p["file"], p["cell"]) for p in result["problems"]]
    assert told == [("S190", "五.xlsx", ""), ("T194", "会議シート.xlsx", "D3")]
    assert "担当課" in result["problems"][1]["candidates"]
    assert "T194" in said.err


def test_a_sheet_waits_in_the_inbox_until_its_form_is_mended(
    jusoforms: Command, ward: Path
) -> None:
    blank = ward / "templates/xlsx/会議シート.xlsx"
    write(blank, BLANK, TAGS, {"D3": "{{担当化}}"})
    sheet = write(ward / "inbox/五.xlsx", BLANK, FILLED)
    assert jusoforms("watch", ".", "--once", "--settle", "0.1").code == 4
    assert sheet.exists()
    write(blank, BLANK, TAGS)
    assert jusoforms("watch", ".", "--once", "--settle", "0.1").code == 0
    assert not sheet.exists()


def test_template_check_looks_at_the_forms_too(jusoforms: Command, ward: Path) -> None:
    said = jusoforms("template", "check", "--json")
    files = [json.loads(line)["file"] for line in said.out.splitlines()]
    assert (said.code, files[-1]) == (0, "会議シート.xlsx")
    assert "支援会議票.xlsx" not in files
    write(ward / "templates/xlsx/会議シート.xlsx", BLANK, TAGS, {"D3": "{{担当課"})
    assert jusoforms("template", "check").code == 4


def test_the_shipped_forms_are_read_as_before(jusoforms: Command, ward: Path) -> None:
    from jusoforms.workspace import shipped

    said = jusoforms("check", str(shipped("samples") / "事例1.xlsx"), "--json")
    assert json.loads(said.out)["form"] == "事例票/1"
