"""The spool: a private copy of each sheet in hand, named by its hash, on this machine's disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from jusoforms.filesystem import file_hash, sync_folder
from jusoforms.intake.work import at
from jusoforms.standing import Room

__all__ = ["Changing", "Spool"]

_CHUNK = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Changing(Exception):  # noqa: N818 an everyday event
    """The file was written while it was copied."""


class Spool:
    """Snapshots of claimed sheets; each is deleted when its sheet rests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._in_work: set[Path] = set()

    def empty(self) -> None:
        """Make the folder, and delete what an earlier run left: its sheets are still claimed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in self.folder.iterdir():
            path.unlink()

    def take(self, source: Path) -> tuple[Path, str]:
        """Copy a file while hashing it; return the copy and its hash.

        Raises :class:`Changing` where a second reading does not agree; Hindered where either disk
        refuses.
        """
        temp = self.folder / f"{secrets.token_hex(8)}.tmp"
        try:
            digest = self._copied(source, temp)
            with at(Room.INBOX):
                if file_hash(source) != digest:
                    raise Changing
            with at(Room.SPOOL):
                # The same bytes may be dropped twice at once.
                copy = self.folder / f"{digest}.{secrets.token_hex(4)}"
                temp.replace(copy)
                sync_folder(self.folder)
        finally:
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)
        self._in_work.add(copy)
        return copy, digest

    def drop(self, copy: Path) -> None:
        """Delete a copy that is no longer needed."""
        self._in_work.discard(copy)
        with at(Room.SPOOL):
            copy.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Delete the copies that could not be deleted when it was time."""
        with at(Room.SPOOL):
            for path in self.folder.iterdir():
                if path not in self._in_work:
                    path.unlink(missing_ok=True)

    def _copied(self, source: Path, temp: Path) -> str:
        with at(Room.INBOX):
            reading = os.open(source, _OLD)
        try:
            with at(Room.SPOOL):
                writing = os.open(temp, _NEW, 0o600)
            try:
                return _copy(reading, writing)
            finally:
                os.close(writing)
        finally:
            os.close(reading)


def _copy(reading: int, writing: int) -> str:
    before, digest = os.fstat(reading), hashlib.sha256()
    while True:
        with at(Room.INBOX):
            chunk = os.read(reading, _CHUNK)
        if not chunk:
            break
        digest.update(chunk)
        with at(Room.SPOOL):
            _write(writing, chunk)
    with at(Room.SPOOL):
        os.fsync(writing)
    after = os.fstat(reading)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Changing
    return digest.hexdigest()


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
