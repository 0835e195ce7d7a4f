"""Which watchers of a share are alive: each counts up in a file of its own.

Clocks of two machines are never compared: a watcher is silent when its number has not moved for
three leases of the reader's own monotonic clock. A process of this machine is asked of the system.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from jusoforms.filesystem.moving import make_folder
from jusoforms.filesystem.owner import Life, Owner, owner_of

__all__ = ["LEASE", "Heartbeat", "Neighbours"]

LEASE = 20.0
"""Seconds: a watcher beats at least this often."""
_LEASES = 3
_DIGITS = 12


class Heartbeat:
    """Our own number."""

    def __init__(self, folder: Path, me: Owner) -> None:
        self._path = folder / me.name
        self.beats = 0

    def beat(self) -> None:
        """Count up; OSError where the folder cannot be written."""
        watchers = self._path.parent
        make_folder(watchers, watchers.parent)
        self.beats += 1
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            os.write(handle, f"{self.beats:0{_DIGITS}}".encode())
        finally:
            os.close(handle)

    @property
    def written_at(self) -> float | None:
        """When the volume's own clock says that we beat last; None if we never did."""
        with contextlib.suppress(OSError):
            return self._path.stat().st_mtime
        return None

    def stop(self) -> None:
        """Take the file away: we are silent from now on."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


class Neighbours:
    """What can be told of the owners of claims and turns, from this machine."""

    def __init__(
        self,
        folder: Path,
        me: Owner,
        monotonic: Callable[[], float] = time.monotonic,
        lease: float = LEASE,
    ) -> None:
        self._folder = folder
        self._me = me
        self._monotonic = monotonic
        self._patience = _LEASES * lease
        self._seen: dict[Owner, tuple[bytes | None, float]] = {}

    def has_ended(self, owner: Owner) -> bool:
        """Return whether what an owner holds may be taken over; never before it was watched."""
        life = owner.life_on(self._me.host)
        return life is Life.ENDED or (life is Life.ELSEWHERE and self._is_silent(owner))

    def sweep(self) -> None:
        """Remove the numbers of watchers that have ended."""
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                owner = owner_of(path.name)
                if owner and self.has_ended(owner):
                    path.unlink(missing_ok=True)

    def _is_silent(self, owner: Owner) -> bool:
        now = self._monotonic()
        number = None
        with contextlib.suppress(FileNotFoundError):
            number = (self._folder / owner.name).read_bytes()
        before, since = self._seen.get(owner, (None, None))
        if since is None or number not in {None, before}:
            self._seen[owner] = number, now
            return False
        return now - since >= self._patience
