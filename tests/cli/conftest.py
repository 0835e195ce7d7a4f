import shutil
from pathlib import Path

import pytest
from commanding import Command

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def jusoforms(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """The command, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A copy of 事例1.xlsx that a test may spoil."""
    return Path(shutil.copy(SAMPLES / "事例1.xlsx", tmp_path / "事例1.xlsx"))
