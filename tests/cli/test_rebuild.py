"""The command rebuild: what it says, and that it stops where a person asks it to."""

import json
import os
import signal
from pathlib import Path

import pytest
from commanding import Command
from docx import Document

from jusoforms.cli import rebuilding


@pytest.fixture
def ward(jusoforms: Command, tmp_path: Path) -> Path:
    jusoforms("demo", "会議")
    path = tmp_path / "会議/templates/docx/case/役割分担表.docx"
    document = Document(str(path))
    document.add_paragraph("書き足した行")
    document.save(str(path))
    return tmp_path / "会議"


@pytest.mark.usefixtures("ward")
def test_a_dry_run_says_what_would_change(jusoforms: Command) -> None:
    said = jusoforms("rebuild", "会議", "--dry-run")
    assert said.code == 0
    assert "役割分担表.docx（2 版）" in said.out
    assert "事例概要" not in said.out
    assert "3 件のうち 2 件の文書が変わります" in said.out


@pytest.mark.usefixtures("ward")
def test_one_case_alone_can_be_named(jusoforms: Command) -> None:
    lines = jusoforms("rebuild", "会議", "--case", "２", "--json").out.splitlines()
    assert [json.loads(line)["case"] for line in lines] == ["2"]


@pytest.mark.usefixtures("ward")
def test_ctrl_c_ends_after_the_case_in_hand_and_the_next_run_goes_on(
    jusoforms: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, "_tell", lambda *_, **__: os.kill(os.getpid(), signal.SIGINT))
        said = jusoforms("rebuild", "会議")
    assert said.code == 130
    assert "残り 2 件" in said.err
    assert "3 件のうち 1 件の文書を作り直しました" in jusoforms("rebuild", "会議").out


def test_a_case_that_nobody_knows_is_told(jusoforms: Command, ward: Path) -> None:
    said = jusoforms("rebuild", ward, "--case", "99")
    assert said.code == 5
    assert "99" in said.err
