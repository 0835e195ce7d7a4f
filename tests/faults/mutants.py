"""Five ways to get the protocol wrong; the harness has to notice each (the proof of the harness).

A mutant is put in place in the process that makes the run, and in the one that recovers.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

from jusoforms.filesystem import make_folder
from jusoforms.intake import claims, filing
from jusoforms.publish import placing, publishing

__all__ = ["MUTANTS", "put_in_place"]


@contextlib.contextmanager
def _straight(folder: Path, data: bytes) -> Iterator[Path]:
    """Write a document under a name that people see, in two steps."""
    make_folder(folder, folder.parent)
    path = folder / "支援会議記録_0版.docx"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        os.write(handle, data[: len(data) // 2])
        os.write(handle, data[len(data) // 2 :])
    finally:
        os.close(handle)
    yield path
    path.unlink(missing_ok=True)


def _source_first(source: Path, target: Path, data: bytes) -> None:
    source.unlink()
    target.write_bytes(data)


def _replacing(source: Path, target: Path) -> None:
    source.replace(target)


def _left_to_lie(_folder: Path, _now: float | None = None) -> None:
    """Sweep nothing."""


def _nobody(_self: object, _in_hand: object) -> Iterator[object]:
    return iter(())


MUTANTS: Mapping[str, tuple[str, Callable[[], contextlib.AbstractContextManager[object]]]] = {
    "documents are written where people see them": (
        "first drop",
        lambda: mock.patch.object(placing, "whole_temp", _straight),
    ),
    "the source goes before what stands for it is there": (
        "mended",
        lambda: mock.patch.object(filing, "exchange", _source_first),
    ),
    "a name that is taken is replaced": (
        "edited by people",
        lambda: mock.patch.object(placing, "rename_new", _replacing),
    ),
    "what a killed run has half written is left to lie": (
        "life of a case",
        lambda: mock.patch.multiple(publishing, sweep_temps=_left_to_lie),
    ),
    "claims of the dead are left to lie": (
        "first drop",
        lambda: mock.patch.object(claims.Claims, "abandoned", _nobody),
    ),
}
"""Each with the scene in which it is looked for."""


def put_in_place(name: str) -> contextlib.AbstractContextManager[object]:
    """Return a context in which the protocol is wrong; right for an empty name."""
    return MUTANTS[name][1]() if name else contextlib.nullcontext()
