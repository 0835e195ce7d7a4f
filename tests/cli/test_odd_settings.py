"""A setting that does not count is told, and keeps nothing from being made."""

from pathlib import Path

import pytest
from commanding import Command


@pytest.fixture
def ward(jusoforms: Command, tmp_path: Path) -> Path:
    jusoforms("init", "会議")
    settings = tmp_path / "会議/jusoforms.toml"
    text = settings.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("look")]
    settings.write_text("\n".join([*lines, 'look = "大きく"', ""]), encoding="utf-8")
    return tmp_path / "会議"


@pytest.mark.parametrize(
    "words", [("watch", "会議", "--once", "--settle", "0"), ("rebuild", "会議")]
)
@pytest.mark.usefixtures("ward")
def test_an_unknown_look_is_told(jusoforms: Command, words: tuple[str, ...]) -> None:
    said = jusoforms(*words)
    assert said.code == 0
    assert said.err.count("X116") == 1
    assert "「標準」か「UD」" in said.err
