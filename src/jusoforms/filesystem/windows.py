"""Every call that only Windows has: see ``system`` for what each function promises.

No test of ours has run this module on Windows: docs/unverified.md says what that leaves open.
"""

from __future__ import annotations

import ctypes
import msvcrt
import shutil
import subprocess
import sys
import winreg
from pathlib import Path

assert sys.platform == "win32"

__all__ = [
    "fonts",
    "held_open",
    "is_being_written",
    "is_encrypted",
    "is_on_network",
    "is_private",
    "lock",
    "rename_new",
    "rights_of",
    "start_of",
    "sync_folder",
    "takes_long_paths",
    "works_offline",
]

_PATIENCE = 30

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


def is_private(folder: Path) -> bool | None:
    """Ask icacls whether everyone, or all users, are named."""
    told = _said("icacls", str(folder))
    if told is None:
        return None
    return not any(sid in told for sid in ("Everyone", "BUILTIN\\Users", "Authenticated Users"))


def works_offline(folder: Path) -> bool | None:
    """Ask OfflineFilesQueryStatus, where the folder lies on a share."""
    if not is_on_network(folder):
        return False
    active, enabled = ctypes.c_int(), ctypes.c_int()
    try:
        query = ctypes.WinDLL("cscapi").OfflineFilesQueryStatus
    except (OSError, AttributeError):
        return None
    if query(ctypes.byref(active), ctypes.byref(enabled)):
        return None
    return bool(active.value)


def takes_long_paths() -> bool | None:
    """Read LongPathsEnabled from the registry."""
    place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False


def fonts() -> frozenset[str] | None:
    """Read the installed fonts from the registry, without their kind."""
    place = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            names = [winreg.EnumValue(key, n)[0] for n in range(winreg.QueryInfoKey(key)[1])]
    except OSError:
        return None
    return frozenset(one.strip() for name in names for one in name.partition(" (")[0].split("&"))


def is_encrypted(folder: Path) -> bool | None:
    """Ask the shell what it shows of BitLocker: that needs no administrator."""
    if is_on_network(folder):
        return None
    script = (
        f"(New-Object -ComObject Shell.Application).NameSpace('{folder.resolve().drive}')"
        ".Self.ExtendedProperty('System.Volume.BitLockerProtection')"
    )
    told = _said("powershell", "-NoProfile", "-NonInteractive", "-Command", script)
    known = {"1": True, "2": False, "3": True, "5": True, "6": False}
    return known.get((told or "").strip())


def rights_of(path: Path) -> str:
    """Return what icacls says, without the path."""
    return (_said("icacls", str(path)) or "").replace(str(path), "")


def _said(*words: str) -> str | None:
    tool = shutil.which(words[0])
    if tool is None:
        return None
    told = subprocess.run(  # noqa: S603 no word of it is a person's
        [tool, *words[1:]], capture_output=True, check=False, timeout=_PATIENCE
    )
    return told.stdout.decode(errors="replace") if told.returncode == 0 else None
