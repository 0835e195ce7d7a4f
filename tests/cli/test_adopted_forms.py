"""A ward's own form, from its tags in templates/xlsx/ to documents: no code, no restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from commanding import Command

BLANK = {
    "A1": "第　　回　みらい区　支援会議シート",
    "A3": "事例番号", "C3": "担当課", "A4": "開催日時", "C4": "場所",
    "A5": "本人の同意", "B5": "□有 □無 □未確認", "C5": "世帯人数",
    "A6": "本人及び家族の状況", "A7": "話し合ったこと",
    "A8": "だれが", "B8": "何をするか", "C8": "いつまでに", "A13": "※この用紙は会議の後に回収します。",
}  # fmt: skip
TAGS = {
    "A1": "第{{会議.回}}回　みらい区　支援会議シート{{会議.種別=支援会議}}",
    "B3": "{{事例番号}}", "D3": "{{担当課}}", "B4": "{{会議.開催日時}}", "D4": "{{会議.場所}}",
    "B5": "□有 □無 □未確認{{同意.有無}}", "D5": "{{独自項目.世帯人数}}", "B6": "{{状況}}",
    "B7": "{{会議.協議内容}}", "A9": "{{役割分担.担当機関}}", "B9": "{{役割分担.内容}}",
    "C9": "{{役割分担.期限}}",
}  # fmt: skip
FILLED = {
    "A1": "第２回　みらい区　支援会議シート", "B3": "R8-5", "D3": "福祉総合課",
    "B4": "令和8年5月12日 14:00", "D4": "第1会議室", "B5": "☑有 □無 □未確認", "D5": "３人",
    "B6": "母と二人で暮らしている。", "B7": "・家計を一緒に見る。\n・通院に付き添う。",
    "A9": "福祉総合課", "B9": "家計の表を作る", "C9": "令和8年6月", "A10": "地域保健課",
    "B10": "通院に付き添う", "C10": "令和8年7月",
}  # fmt: skip


def write(path: Path, *layers: Mapping[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "会議シート"
    for cell, text in {cell: text for layer in layers for cell, text in layer.items()}.items():
        sheet[cell] = text
    book.save(path)
    return path


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
