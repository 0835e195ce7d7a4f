"""The other process of the selftest, as the first one sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

__all__ = ["Racer"]

_PROGRAM = "jusoforms.doctor.other_process"


class Racer:
    """Another process of this computer, ended with the block."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", _PROGRAM]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe)  # noqa: S603 ourselves

    def __enter__(self) -> Self:
        """Wait until it listens."""
        self.tell("none", Path())
        self.answer()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.communicate()

    def tell(self, deed: str, path: Path, target: Path | None = None, at: float = 0) -> None:
        """Have it do something at a time of the monotonic clock, which is one for all here."""
        told = {"deed": deed, "path": str(path), "target": str(target), "at": at}
        pipe = self._pipe(self._process.stdin)
        pipe.write(json.dumps(told).encode() + b"\n")
        pipe.flush()

    def answer(self) -> str:
        """Return ``won``, ``lost``, or the name of what went wrong."""
        line = self._pipe(self._process.stdout).readline()
        return str(json.loads(line)) if line else "ended"

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe
