"""``jusoforms service install --print``."""

from __future__ import annotations

from pathlib import Path

from commanding import Command


def test_a_unit_is_printed_for_this_computer(jusoforms: Command) -> None:
    said = jusoforms("service", "install", "--print", "/srv/支援会議", "--user", "svc")
    assert said.code == 0
    assert "User=svc" in said.out
    assert 'jusoforms watch "/srv/支援会議"' in said.out


def test_a_task_is_written_as_utf_16(jusoforms: Command, tmp_path: Path) -> None:
    words = ("service", "install", "--for", "windows", r"\\server\share", "--out", "j.xml")
    assert jusoforms(*words).code == 0
    assert r"\\server\share" in (tmp_path / "j.xml").read_text(encoding="utf-16")
    assert jusoforms(*words).code == 5  # it stands there


def test_a_mapped_letter_is_refused_with_the_way_out(jusoforms: Command) -> None:
    said = jusoforms("service", "install", "--print", "--for", "windows", "Z:\\支援会議")
    assert said.code == 2
    assert "\\\\サーバー名\\共有名" in said.err
    assert said.out == ""


def test_nothing_is_installed_without_print(jusoforms: Command) -> None:
    said = jusoforms("service", "install", "/srv/a")
    assert said.code == 2
    assert "--print" in said.err


def test_help_is_in_japanese(jusoforms: Command) -> None:
    said = jusoforms("service", "install", "--help")
    assert said.code == 0
    assert "jusoforms service install" in said.out.partition("例:")[2]
