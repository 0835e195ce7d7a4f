"""The command pdf, the setting, and what happens where there is no LibreOffice."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from test_office import PDFS, program

from jusoforms.cli import main
from jusoforms.doctor.findings import Verdict
from jusoforms.doctor.machine import office
from jusoforms.pdf import find_office
from jusoforms.vocabulary.house import not_understood
from jusoforms.workspace import Workspace
from test_rebuilding import CASE, SUMMARY, mend
from warding import Ward

FINDERS = ("jusoforms.pdf.find_office", "jusoforms.doctor.machine.find_office")


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    ward = Ward(tmp_path / "会議", monkeypatch)
    ward.drop(CASE)
    return ward


def found(monkeypatch: pytest.MonkeyPatch, at: Path | None) -> None:
    for finder in FINDERS:
        monkeypatch.setattr(finder, lambda: at)


def wanted(workspace: Workspace, value: str = "true") -> None:
    text = workspace.settings.read_text(encoding="utf-8")
    assert "# pdf = true" in text
    workspace.settings.write_text(text.replace("# pdf = true", f"pdf = {value}"), encoding="utf-8")


def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object
) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["jusoforms", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return int(ended.value.code or 0), out + err


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from test_keeping import MADE

    (tmp_path / "made.pdf").write_bytes(MADE)
    monkeypatch.setenv("MADE", str(tmp_path / "made.pdf"))
    return program(tmp_path, PDFS)


def test_it_makes_what_lacks(
    ward: Ward, fake: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found(monkeypatch, fake)
    code, text = said(monkeypatch, capsys, "pdf", ward.workspace.root)
    number = len(ward.documents())
    assert (code, text.count(".pdf")) == (0, number)
    assert f"PDF を {number} 件作りました。" in text
    assert "0 件" in said(monkeypatch, capsys, "pdf", ward.workspace.root, "--case", "7")[1]


def test_json_is_one_line_each(
    ward: Ward, fake: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found(monkeypatch, fake)
    code, text = said(monkeypatch, capsys, "pdf", ward.workspace.root, "--json")
    lines = [json.loads(line) for line in text.splitlines()]
    assert code == 0
    assert {line["path"] for line in lines} >= {"outbox/7/事例概要.pdf"}
    assert {line["problem"] for line in lines} == {None}


def test_without_libreoffice_it_says_so(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found(monkeypatch, None)
    code, text = said(monkeypatch, capsys, "pdf", ward.workspace.root)
    assert code == 5
    assert "X155" in text


def test_an_unknown_case_is_told(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(monkeypatch, capsys, "pdf", ward.workspace.root, "--case", "99")[0] == 5


@pytest.mark.parametrize("there", [True, False])
def test_the_setting_makes_them_with_the_documents_and_never_in_their_way(
    ward: Ward,
    fake: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    there: bool,
) -> None:
    found(monkeypatch, fake if there else None)
    wanted(ward.workspace)
    mend(ward, SUMMARY)
    code, text = said(monkeypatch, capsys, "rebuild", ward.workspace.root)
    assert code == 0
    assert ("X155" in text) is not there
    assert (ward.workspace.outbox / "7" / "事例概要.pdf").exists() is there
    root = ward.workspace.root
    sheet = next((root / "inbox" / "処理済み").rglob("*.xlsx"))
    sheet.rename(root / "inbox" / "票.xlsx")
    (ward.workspace.outbox / "7" / "事例概要.pdf").unlink(missing_ok=True)
    assert said(monkeypatch, capsys, "watch", root, "--once", "--settle", "0")[0] == 0
    assert (ward.workspace.outbox / "7" / "事例概要.pdf").exists() is there


def test_without_the_setting_nobody_asks_for_an_office(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no() -> None:
        raise AssertionError

    for finder in FINDERS:
        monkeypatch.setattr(finder, no)
    assert said(monkeypatch, capsys, "rebuild", ward.workspace.root)[0] == 0
    assert list(office(ward.workspace)) == []


def test_the_doctor_looks_for_it(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted(ward.workspace)
    found(monkeypatch, None)
    (finding,) = office(ward.workspace)
    assert (finding.verdict, finding.problems[0].code) == (Verdict.LOOK, "X155")
    found(monkeypatch, Path("/usr/bin/soffice"))
    assert next(office(ward.workspace)).verdict is Verdict.PASS


def test_a_setting_that_is_neither_yes_nor_no_is_told() -> None:
    assert not_understood({"pdf": "はい"}) == ("pdf",)
    assert not_understood({"pdf": True}) == ()


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not here")
def test_the_real_one_leaves_nothing_behind(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert said(monkeypatch, capsys, "pdf", ward.workspace.root)[0] == 0
    state = tmp_path.with_name(f"{tmp_path.name}-state")
    assert not [path for path in state.rglob("*") if path.is_file()]
