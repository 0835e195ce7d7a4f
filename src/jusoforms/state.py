"""The state of the watchers: a private folder on this machine's disk, and disposable.

``<state>/service.toml``, ``<state>/log/`` and, for each workspace by the id in its INBOX-ID,
``<state>/<id>/``: ledger and spool of the one service that watches it here, and ``runs/`` for
``watch --once``, which may run beside it.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from jusoforms.filesystem import Life, locked, owner_of, this_process

__all__ = ["for_run", "for_service", "private_folder"]


def private_folder(folder: Path) -> Path:
    """Make a folder that nobody else may look into."""
    for step in (*reversed(folder.parents), folder):
        if not step.is_dir():
            step.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextlib.contextmanager
def for_service(state: Path, workspace_id: str) -> Iterator[Path]:
    """Hold a workspace's state; raises filesystem.Locked where another process has it."""
    folder = private_folder(state / workspace_id)
    with locked(folder / "lock"):
        _sweep(folder / "runs")
        yield folder


@contextlib.contextmanager
def for_run(state: Path, workspace_id: str) -> Iterator[Path]:
    """Give a run a state of its own, and delete it afterwards."""
    runs = private_folder(state / workspace_id / "runs")
    _sweep(runs)
    folder = private_folder(runs / this_process().name)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(runs: Path) -> None:
    """Delete what killed runs left: copies of sheets, whose originals are claimed."""
    if not runs.is_dir():
        return
    for folder in runs.iterdir():
        owner = owner_of(folder.name)
        if owner and owner.life is not Life.RUNNING:
            shutil.rmtree(folder, ignore_errors=True)
