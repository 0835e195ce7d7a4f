"""Which running process a claim or a temporary file belongs to.

A process id alone is used again after a restart; with the machine's boot and the process's start
it is not. Nothing is asked of the clock.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
from dataclasses import dataclass
from enum import Enum

from jusoforms.filesystem.system import system

__all__ = ["Life", "Owner", "owner_of", "this_process"]

_UNKNOWN = "0" * 8


class Life(Enum):
    """What is known of an owner."""

    RUNNING = "running"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    """Another machine's process: only that machine knows."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One run of one process on one machine."""

    host: str
    pid: int
    run: str
    """Eight hex digits of the boot and of the process's start."""

    @property
    def name(self) -> str:
        """As a name of a file or folder: ``host.pid.run``."""
        return f"{self.host}.{self.pid}.{self.run}"

    @property
    def life(self) -> Life:
        """Whether the process still runs, as this machine sees it."""
        return self.life_on(_host())

    def life_on(self, host: str) -> Life:
        """Whether the process still runs, as a machine of that name sees it."""
        if self.host != host:
            return Life.ELSEWHERE
        return Life.RUNNING if _run_of(self.pid) == self.run else Life.ENDED

    @property
    def token(self) -> str:
        """24 hex digits: host, process, run."""
        return f"{_short(self.host)}{self.pid:08x}{self.run}"


def this_process(host: str = "") -> Owner:
    """Return the owner that runs this code; ``host`` where the machine goes by another name."""
    pid = os.getpid()
    return Owner(host or _host(), pid, _run_of(pid) or _UNKNOWN)


def owner_of(name: str) -> Owner | None:
    """Return the owner that a name begins with: ``host.pid.run`` and perhaps more words."""
    words = name.split(".")
    if len(words) < 3 or not words[1].isdecimal():  # noqa: PLR2004 host, pid, run
        return None
    return Owner(words[0], int(words[1]), words[2])


def ended_here(token: str) -> bool:
    """Return whether a token's process ran on this machine and runs no more."""
    host, pid, run = token[:8], int(token[8:16], 16), token[16:24]
    return host == _short(_host()) and _run_of(pid) != run


def _host() -> str:
    return re.sub(r"[^0-9A-Za-z-]", "-", socket.gethostname()) or "host"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _run_of(pid: int) -> str | None:
    """Return the run of a process of this machine, None if there is no such process."""
    start = system.start_of(pid)
    if start is None:
        return None
    return _short(start) if start else _UNKNOWN
