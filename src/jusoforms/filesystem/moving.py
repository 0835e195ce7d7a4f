"""Renaming without replacing, and folders whose entries are on the disk."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from jusoforms.filesystem.rights import share_folder

__all__ = ["make_folder", "remove_empty", "rename_new", "sync_folder"]

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})


def rename_new(source: Path, target: Path) -> None:
    """Move a file on one volume to a name that nobody has.

    Raises FileExistsError where the name is taken, and then nothing has moved; FileNotFoundError
    where another was quicker; any other OSError as the system gave it.
    """
    if sys.platform == "win32":
        source.rename(target)
    elif not _renamed_by_kernel(source, target):
        _link_then_unlink(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def make_folder(folder: Path) -> None:
    """Make a folder with its parents; each new entry is on the disk before we go on."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        share_folder(folder)
    sync_folder(folder.parent)


def remove_empty(folder: Path) -> bool:
    """Remove a folder if nothing lies in it; return whether it is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some shares cannot sync a folder; they bring entries to the disk by themselves.
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(handle)


def _renamed_by_kernel(source: Path, target: Path) -> bool:
    """Return whether renameat2(2) did it; False where the system or the volume lacks it."""
    call = _renameat2()
    if call is None:
        return False
    paths = os.fsencode(source), os.fsencode(target)
    if call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_NOREPLACE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))


def _link_then_unlink(source: Path, target: Path) -> None:
    """Give the file its second name, then take the first away: link(2) never replaces."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        # Killed between the two steps of an earlier try: the target is this very file.
        if not target.samefile(source):
            raise
    source.unlink()


@cache
def _renameat2() -> Any:
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is not None:
        call.argtypes = (
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_uint,
        )
    return call
