"""Run a command in this process, as a person would type it."""

import sys
from dataclasses import dataclass

import pytest

from jusoforms.cli import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


class Command:
    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capture = capture

    def __call__(self, *words: object) -> Said:
        """Return what the command said and its exit code."""
        self._capture.readouterr()
        self._patch.setattr(sys, "argv", ["jusoforms", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capture.readouterr()
        assert "Traceback" not in out + err
        return Said(int(ended.value.code or 0), out, err)
