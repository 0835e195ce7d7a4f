"""Whether there is room for a sheet and its documents: asked before it is claimed."""

from __future__ import annotations

from pathlib import Path

from jusoforms.filesystem import free_bytes
from jusoforms.intake.work import Hindered, at
from jusoforms.problems import watching
from jusoforms.standing import Room

__all__ = ["FLOOR", "Space"]

FLOOR = 64 << 20
"""Bytes that are left to the ledger, the log and everyone else."""
_TIMES = 3


class Space:
    """The disks that a sheet needs."""

    def __init__(self, spool: Path, outbox: Path, floor: int = FLOOR) -> None:
        self._folders = {Room.SPOOL: spool, Room.OUTBOX: outbox}
        self._floor = floor

    def require(self, size: int) -> None:
        """Raise Hindered where a sheet of that size may fill a disk."""
        for room, folder in self._folders.items():
            with at(room):
                free = free_bytes(folder)
            if free < max(_TIMES * size, self._floor):
                raise Hindered(room, watching.DISK_NEARLY_FULL.at())

    def free(self) -> dict[Room, int]:
        """Return the free bytes of each room, where the system tells."""
        found = {}
        for room, folder in self._folders.items():
            try:
                found[room] = free_bytes(folder)
            except OSError:
                continue
        return found
