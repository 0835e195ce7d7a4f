"""Where a folder lies, how much of it is free, and who writes in it just now."""

from __future__ import annotations

import shutil
from pathlib import Path

from jusoforms.filesystem.system import system

__all__ = ["free_bytes", "is_being_written", "is_on_network"]


def free_bytes(folder: Path) -> int:
    """Return the bytes that may still be written there."""
    return shutil.disk_usage(folder).free


def is_being_written(path: Path) -> bool:
    """Return whether a program has a file open for writing; False where that is not told.

    Raises OSError where the file cannot be opened at all.
    """
    return system.is_being_written(path)


def is_on_network(folder: Path) -> bool:
    """Return whether a folder lies on a share; False where that is not told."""
    return system.is_on_network(folder)
