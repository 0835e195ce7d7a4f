"""Renaming without replacing, and folders whose entries are on the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from jusoforms.filesystem.rights import share_folder
from jusoforms.filesystem.system import system

__all__ = ["make_folder", "remove", "remove_empty", "rename_new", "sync_folder"]

sync_folder = system.sync_folder


def rename_new(source: Path, target: Path) -> None:
    """Move a file on one volume to a name that nobody has.

    Raises FileExistsError where the name is taken, and then nothing has moved; FileNotFoundError
    where another was quicker; any other OSError as the system gave it.
    """
    system.rename_new(source, target)
    system.sync_folder(target.parent)
    if source.parent != target.parent:
        system.sync_folder(source.parent)


def make_folder(folder: Path, within: Path) -> None:
    """Make a folder with its parents; each new entry is on the disk before we go on.

    ``within`` is never made: FileNotFoundError where it is not there. The place of a share that is
    away may be an empty folder of another disk: so it is one of the folders that only setting up
    makes, inbox, outbox or ``_jusoforms``.
    """
    if folder.is_dir():
        return
    if folder == within:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    make_folder(folder.parent, within)
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        share_folder(folder)
    system.sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Remove a file whose content lies on the disk elsewhere; done when it is gone for good."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_empty(folder: Path) -> bool:
    """Remove a folder if nothing lies in it; return whether it is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
