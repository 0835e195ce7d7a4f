"""What differs between systems, chosen in one place.

The rest of the package calls ``system`` and knows no platform. ``posix`` and ``windows`` keep the
same promises; mypy holds both to them (``make lint`` checks the package for Windows too).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

__all__ = ["System", "system"]


class System(Protocol):
    """The calls of one system."""

    def lock(self, handle: int, *, wait: bool) -> None:
        """Make the open file ours alone, waiting for it or not.

        OSError where the volume offers no locks, or where another has it and we do not wait.
        """

    def is_being_written(self, path: Path) -> bool:
        """Return whether a program has a file open for writing; False where that is not told."""

    def is_on_network(self, folder: Path) -> bool:
        """Return whether a folder lies on a share; False where that is not told."""

    def rename_new(self, source: Path, target: Path) -> None:
        """Move a file on one volume to a name that nobody has.

        Raises FileExistsError where the name is taken, and then nothing has moved;
        FileNotFoundError where another was quicker; any other OSError as the system gave it.
        """

    def sync_folder(self, folder: Path) -> None:
        """Bring a folder's entries to the disk, where the system can."""

    def held_open(self, error: OSError) -> bool:
        """Return whether a file could not be moved because a program has it open."""

    def start_of(self, pid: int) -> str | None:
        """Return what tells this run of a process id from another one; None if it runs no more.

        Empty where the system does not tell.
        """

    def is_private(self, folder: Path) -> bool | None:
        """Return whether only the owner (and administrators) can read a folder; None: unknown."""

    def works_offline(self, folder: Path) -> bool | None:
        """Return whether the system may show a stale local copy of the share instead of it."""

    def takes_long_paths(self) -> bool | None:
        """Return whether a path may be longer than 260 characters."""

    def fonts(self) -> frozenset[str] | None:
        """Return the names of the installed fonts; None where that is not told."""

    def is_encrypted(self, folder: Path) -> bool | None:
        """Return whether the folder's disk is encrypted; None where that is not told."""

    def rights_of(self, path: Path) -> str:
        """Return the access rights of a file, to be compared with another's."""


if sys.platform == "win32":
    from jusoforms.filesystem import windows

    system: System = windows
else:
    from jusoforms.filesystem import posix

    system: System = posix
