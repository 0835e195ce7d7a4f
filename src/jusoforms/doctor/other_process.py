"""The other process of the selftest: does what it is told at the moment it is told.

``python -m jusoforms.doctor.other_process``: a line of JSON in, a line of JSON out. It ends with
the process that started it, whose end closes its input.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jusoforms.filesystem import rename_new

_PATIENCE = 15.0
_LOST = FileNotFoundError, FileExistsError


def main() -> None:
    """Answer until there is nobody to ask."""
    for line in sys.stdin:
        told = json.loads(line)
        while time.monotonic() < told["at"]:
            pass
        answer = _done(_DEEDS[told["deed"]], Path(told["path"]), Path(told["target"]))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _done(deed: Callable[[Path, Path], None], path: Path, target: Path) -> str:
    try:
        deed(path, target)
    except _LOST:
        return "lost"
    except OSError as error:
        return type(error).__name__
    return "won"


def _see(path: Path, _: Path) -> None:
    """Look until a file is listed with its content."""
    end = time.monotonic() + _PATIENCE
    while path not in set(path.parent.iterdir()) or not path.read_bytes():
        if time.monotonic() > end:
            raise FileNotFoundError
        time.sleep(0.005)


def _create(path: Path, _: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def _hold(path: Path, _: Path) -> None:
    """Keep a file open for writing for as long as the process lives."""
    _held.append(path.open("r+b"))


_held: list[object] = []
_DEEDS: dict[str, Callable[[Path, Path], None]] = {
    "none": lambda path, target: None,  # noqa: ARG005 the others need them
    "take": rename_new,
    "create": _create,
    "mkdir": lambda path, _: path.mkdir(),
    "see": _see,
    "hold": _hold,
}

if __name__ == "__main__":
    main()
