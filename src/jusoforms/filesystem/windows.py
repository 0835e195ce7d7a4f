"""Every call that only Windows has: see ``system`` for what each function promises.

No test of ours has run this module on Windows: docs/unverified.md says what that leaves open.
"""

from __future__ import annotations

import ctypes
import msvcrt
import sys
from pathlib import Path

assert sys.platform == "win32"

__all__ = [
    "held_open",
    "is_being_written",
    "is_on_network",
    "lock",
    "rename_new",
    "start_of",
    "sync_folder",
]

_SHARING_VIOLATIONS = frozenset({5, 32, 33})
_QUERY_LIMITED_INFORMATION = 0x1000
_STILL_ACTIVE = 259
_DRIVE_REMOTE = 4


def lock(handle: int, *, wait: bool) -> None:
    """Take the first byte of the file; LockFile gives up after ten tries a second apart."""
    msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)


def is_being_written(path: Path) -> bool:  # noqa: ARG001 the other system's needs it
    """Leave it to the move: Windows refuses it while a program has the file open."""
    return False


def is_on_network(folder: Path) -> bool:
    """Ask GetDriveTypeW, which knows mapped letters; a UNC path is one."""
    drive = folder.resolve().drive
    kind = ctypes.WinDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(f"{drive}\\"))
    return drive.startswith("\\\\") or bool(kind == _DRIVE_REMOTE)


def rename_new(source: Path, target: Path) -> None:
    """Move by MoveFileEx without MOVEFILE_REPLACE_EXISTING: a name that is taken stops it."""
    source.rename(target)


def sync_folder(folder: Path) -> None:
    """Do nothing: NTFS and SMB servers bring entries to the disk by themselves."""


def held_open(error: OSError) -> bool:
    """Return whether it says access denied, sharing violation or lock violation."""
    return error.winerror in _SHARING_VIOLATIONS


def start_of(pid: int) -> str | None:
    """Return when the process was created, in FILETIME units."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
    if not handle:
        return None
    try:
        return _created(kernel, ctypes.c_void_p(handle))
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def _created(kernel: ctypes.WinDLL, handle: ctypes.c_void_p) -> str | None:
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    if code.value != _STILL_ACTIVE:
        return None
    times = [ctypes.c_uint64() for _ in range(4)]  # created, ended, in the kernel, in the program
    kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
    return str(times[0].value)
