"""``jusoforms doctor``: a line each, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commanding import Command

from jusoforms.doctor.selftest import racing
from jusoforms.setup import make_workspace
from jusoforms.workspace import Workspace


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("JUSOFORMS_STATE", str(tmp_path / "state"))
    return make_workspace(tmp_path / "支援会議")


def test_a_line_for_each_check(jusoforms: Command, ward: Workspace) -> None:
    said = jusoforms("doctor", ward.root)
    assert said.code == 0
    assert "合格    テンプレート: 13 個" in said.out.splitlines()


def test_json_has_an_object_a_line(jusoforms: Command, ward: Workspace) -> None:
    told = [json.loads(line) for line in jusoforms("doctor", ward.root, "--json").out.splitlines()]
    assert {"check", "verdict", "fact", "problems"} == set(told[0])


def test_a_faulty_template_ends_with_4_a_lost_folder_with_5(
    jusoforms: Command, ward: Workspace
) -> None:
    (ward.word_templates / "case" / "壊れた.docx").write_bytes(b"no package")
    said = jusoforms("doctor", ward.root)
    assert said.code == 4
    assert "不合格  テンプレート" in said.out
    assert "壊れた.docx" in said.out
    ward.outbox.rmdir()
    assert jusoforms("doctor", ward.root).code == 5


def test_the_selftest_needs_no_workspace(
    jusoforms: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(racing, "_ROUNDS", {"take": 5})
    said = jusoforms("doctor", "--selftest", tmp_path)
    assert said.code == 0
    assert "合格    名前の付け替え" in said.out
    assert jusoforms("doctor", "--selftest", tmp_path / "gone").code == 5
