"""Old, foreign and locked workbooks through the commands; one that kills its reader ends nothing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import Command

sys.path.insert(0, str(Path(__file__).parents[1] / "sheets" / "foreign"))

from foreignmaking import locked, xls_of, xls_text

SAMPLES = Path(__file__).parents[2] / "samples"
SECRET = "ひみつ-9f3a"
# python-calamine asks for all that lies between the first and the last cell, and aborts
FAR = xls_of(lambda _, sheet: (sheet.write(0, 0, "a"), sheet.write(65_535, 255, "b")))


def answers(out: str) -> dict[str, list[str]]:
    lines = [json.loads(line) for line in out.splitlines()]
    return {line["file"]: [p["code"] for p in line["problems"] if p["severity"] == "error"] for line in lines}  # fmt: skip


def test_a_file_that_kills_its_reader_ends_no_batch(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    (tmp_path / "遠い.xls").write_bytes(FAR)
    (tmp_path / "古い.xls").write_bytes(xls_text("旅費請求書"))
    said = jusoforms("check", "遠い.xls", "古い.xls", "遠い.xls", sheet, "--json")
    assert said.code == 3
    assert answers(said.out) == {"遠い.xls": ["F135"], "古い.xls": ["S101"], sheet.name: []}


def test_nor_does_it_end_the_watcher(jusoforms: Command, sheet: Path, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    inbox = tmp_path / "会議" / "inbox"
    (inbox / "a.xls").write_bytes(FAR)
    shutil.copy(sheet, inbox / "b.xlsx")
    said = jusoforms("watch", "会議", "--once", "--settle", "0.1", "--json")
    assert answers(said.out) == {"a.xls": ["F135"], "b.xlsx": []}
    assert (inbox / "要修正" / "a.xls").read_bytes() == FAR
    assert list((tmp_path / "会議" / "outbox").rglob("*.docx"))


def test_a_locked_sheet_is_opened_with_the_password_file(
    jusoforms: Command, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    state.mkdir()
    monkeypatch.setenv("JUSOFORMS_STATE", str(state))
    (tmp_path / "鍵.xlsx").write_bytes(locked(sheet.read_bytes(), SECRET))
    assert answers(jusoforms("check", "鍵.xlsx", "--json").out) == {"鍵.xlsx": ["F104"]}
    (state / "service.toml").write_text('password_file = "p.txt"\n')
    assert answers(jusoforms("check", "鍵.xlsx", "--json").out) == {"鍵.xlsx": ["F139"]}
    (state / "p.txt").write_text(f"違う\n{SECRET}\n", encoding="utf-8")
    said = jusoforms("check", "鍵.xlsx", "--json")
    assert (said.code, answers(said.out)) == (0, {"鍵.xlsx": []})
    assert "F142" in said.out
    assert SECRET not in said.out + said.err


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_sheet_saved_by_libreoffice_says_the_same(
    jusoforms: Command, tmp_path: Path, kind: str
) -> None:
    samples = {"a": SAMPLES / "事例1.xlsx", "b": SAMPLES / "支援会議票" / "事例1.xlsx"}
    for name, path in samples.items():
        shutil.copy(path, tmp_path / f"{name}.xlsx")
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", kind, "a.xlsx", "b.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    for name in samples:
        before, after = jusoforms("extract", f"{name}.xlsx"), jusoforms("extract", f"{name}.{kind}")
        assert json.loads(after.out) == json.loads(before.out)
        assert ("F136" if kind == "xls" else "F137") in after.err
