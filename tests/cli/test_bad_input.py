"""Whatever is dropped: an exit code, a Japanese sentence, nothing lost, nothing half written."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from commanding import Command

from jusoforms.sheets.marking import unmark

SAMPLE = Path(__file__).parents[2] / "samples" / "事例1.xlsx"


def with_part(part: str, old: bytes, new: bytes) -> bytes:
    """Return the sample with bytes of one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(SAMPLE) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            target.writestr(name, data.replace(old, new) if name == part else data)
    return out.getvalue()


def with_text(old: str, new: str) -> bytes:
    return with_part("xl/sharedStrings.xml", old.encode(), new.encode())


def other_kind() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "旅費請求書"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DTD = b'?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RETURNED = {
    "text.xlsx": (b"just text", "F102"),
    "empty.xlsx": (b"", "F101"),
    "kind.xlsx": (other_kind(), "S101"),
    "dtd.xlsx": (with_part("xl/sharedStrings.xml", b"?>", DTD), "F110"),
    "bomb.xlsx": (with_text("事例 1", "事例 1" + "あ" * 12_000_000), "F111"),
    "control.xlsx": (with_text("窓口に相談に来る", "窓口に_x000B_相談に来る"), "S112"),
    "long.xlsx": (with_text("本人が、区の", "あ" * 100_000), "S115"),
    "no-number.xlsx": (with_text("事例 1 「", "事例 「"), "R101"),
    "traversal.xlsx": (with_text("事例 1 「", "事例 ../../x 「"), "R102"),
    "device.xlsx": (with_text("事例 1 「", "事例 CON 「"), "R102"),
    "endless.xlsx": (with_text("事例 1 「", f"事例 {'1' * 300} 「"), "R102"),
    "agency.xlsx": (with_text("得る。（福祉総合課）", "得る。（福祉総合科）"), "R110"),
    "legacy.xls": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600, "F132"),
    "letter.pdf": (b"%PDF-1.7", "F106"),
}  # fmt: skip


@pytest.mark.parametrize("name", RETURNED)
def test_check_returns_it_with_a_sentence(jusoforms: Command, tmp_path: Path, name: str) -> None:
    data, code = RETURNED[name]
    (tmp_path / name).write_bytes(data)
    said = jusoforms("check", name, "--json")
    line = json.loads(said.out)
    assert (said.code, line["outcome"]) == (3, "returned")
    errors = [p for p in line["problems"] if p["severity"] == "error"]
    assert [p["code"] for p in errors] == [code]
    assert all(p["message"] and p["cause"] and p["remedy"] and p["file"] == name for p in errors)


def test_the_watcher_files_every_one_with_its_slip(jusoforms: Command, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    inbox = tmp_path / "会議" / "inbox"
    for name, (data, _) in RETURNED.items():
        (inbox / name).write_bytes(data)
    said = jusoforms("watch", "会議", "--once", "--settle", "0.1", "--json")
    assert said.code == 3
    returned = inbox / "要修正"
    for name, (data, _) in RETURNED.items():
        assert unmark((returned / name).read_bytes()) == data
        slip = (returned / f"{name}_直し方.html").read_text(encoding="utf-8")
        assert RETURNED[name][1] in slip
    assert not list((tmp_path / "会議" / "outbox").rglob("*.docx"))
    again = jusoforms("watch", "会議", "--once", "--settle", "0.1")
    assert "新しいシートはありません" in again.out


@pytest.mark.parametrize("twentieth", range(20))
def test_a_truncated_sheet(jusoforms: Command, tmp_path: Path, twentieth: int) -> None:
    data = SAMPLE.read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(data[: len(data) * twentieth // 20])
    said = jusoforms("check", "cut.xlsx", "--json")
    assert said.code == 3
    assert json.loads(said.out)["problems"][0]["code"].startswith("F1")


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "{{ 事例番号 }}", "<&>", "]]>", "{{#役割分担}}"]
)
def test_marks_of_other_languages_are_printed_literally(
    jusoforms: Command, tmp_path: Path, text: str
) -> None:

    (tmp_path / "a.xlsx").write_bytes(with_text("本人が、区の", escape(text)))
    assert jusoforms("build", "a.xlsx", "--out", "o").code == 0
    table = docx.Document(str(tmp_path / "o" / "1" / "事例概要.docx")).tables
    assert any(text in cell.text for t in table for row in t.rows for cell in row.cells)


def test_a_missing_sheet_and_a_missing_workspace(jusoforms: Command) -> None:
    said = jusoforms("build", "どこにもない.xlsx", "--json")
    assert (said.code, json.loads(said.out)["outcome"]) == (5, "failed")
    assert jusoforms("build", "x.xlsx", "--workspace", "ない").code == 5


def test_a_missing_template_is_said_and_the_others_follow(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    jusoforms("init", "会議")
    templates = tmp_path / "会議" / "templates" / "docx"
    for path in templates.rglob("*.docx"):
        path.unlink()
    said = jusoforms("build", sheet, "--workspace", "会議", "--json")
    assert (said.code, json.loads(said.out)["outcome"]) == (4, "incomplete")


def test_a_faulty_template_stops_no_other_document(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    jusoforms("init", "会議")
    (tmp_path / "会議" / "templates" / "docx" / "case" / "壊れた.docx").write_bytes(b"PK broken")
    said = jusoforms("build", sheet, "--workspace", "会議", "--json")
    line = json.loads(said.out)
    assert (said.code, line["outcome"]) == (4, "incomplete")
    assert [w["template"] for w in line["withheld"]] == ["case/壊れた.docx"]
    assert len(line["documents"]) == 4


def test_an_outbox_that_cannot_be_written(
    jusoforms: Command, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jusoforms("init", "会議")
    outbox = tmp_path / "会議" / "outbox"
    outbox.rmdir()
    outbox.write_bytes(b"a file where the folder should be")
    dropped = tmp_path / "会議" / "inbox" / "事例1.xlsx"
    dropped.write_bytes(sheet.read_bytes())
    said = jusoforms("watch", "会議", "--once", "--settle", "0.1", "--json")
    assert (said.code, json.loads(said.out)["outcome"]) == (5, "failed")
    assert dropped.read_bytes() == sheet.read_bytes()


@pytest.mark.parametrize("context", ["case", "meeting"])
def test_a_template_folder_that_is_gone_is_told(
    jusoforms: Command, sheet: Path, tmp_path: Path, context: str
) -> None:
    jusoforms("init", "会議")
    shutil.rmtree(tmp_path / "会議" / "templates" / "docx" / context)
    said = jusoforms("build", sheet, "--workspace", "会議", "--json")
    line = json.loads(said.out)
    assert (said.code, line["outcome"]) == (4, "incomplete")
    assert line["documents"]
    assert "T192" in [problem["code"] for problem in line["problems"]]
