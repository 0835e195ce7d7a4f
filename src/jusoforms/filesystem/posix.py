"""What Linux and other Unix systems offer: see ``system`` for what each function promises."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

assert sys.platform != "win32"

__all__ = ["held_open", "lock", "rename_new", "start_of", "sync_folder"]

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_START = 19  # field 22 of proc(5) stat, counted after the command's closing bracket
_ENDED = frozenset("ZX")  # its state, field 3: ended, and not yet fetched by its parent


def lock(handle: int) -> None:
    """Wait for flock(2)."""
    fcntl.flock(handle, fcntl.LOCK_EX)


def rename_new(source: Path, target: Path) -> None:
    """Move by renameat2(2), where it is lacking by link(2) and unlink(2)."""
    if not _renamed_by_kernel(source, target):
        _link_then_unlink(source, target)


def sync_folder(folder: Path) -> None:
    """Bring the entries to the disk by fsync(2)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some shares cannot sync a folder; they bring entries to the disk by themselves.
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(handle)


def held_open(error: OSError) -> bool:
    """Return whether it says EBUSY: a mounted share says it so, a local disk never does.

    On Linux a file that is open moves like any other, and EACCES is about the folder's rights.
    """
    return error.errno in {errno.EBUSY, errno.ETXTBSY}


def start_of(pid: int) -> str | None:
    """Return the boot and the process's start as /proc tells them."""
    if not _BOOT.exists():
        return "" if _exists(pid) else None
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    if fields[0] in _ENDED:
        return None
    return _BOOT.read_text(encoding="ascii").strip() + fields[_START]


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


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
