"""Which volume a folder lies on: this machine's or a share, and how much of it is free."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

__all__ = ["free_bytes", "is_on_network"]

_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_SHARES = ("cifs", "smb", "nfs", "9p", "afs", "ceph", "gluster", "fuse.sshfs", "davfs", "lustre")


def free_bytes(folder: Path) -> int:
    """Return the bytes that may still be written there."""
    return shutil.disk_usage(folder).free


def is_on_network(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Return whether a folder lies on a network file system; False where that cannot be told."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 only there

        remote = 4
        drive = os.path.splitdrive(folder.resolve())[0]
        root = f"{drive}\\"
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == remote
    try:
        listed = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return _type_of(folder.resolve(), listed).startswith(_SHARES)


def _type_of(folder: Path, mounts: str) -> str:
    """Return the type of the file system whose mount point is nearest (proc(5), mountinfo)."""
    found = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), before.split(" ")[4])
        if folder.is_relative_to(point) and len(point) >= len(found[0]):
            found = point, after.split(" ")[0]
    return found[1]
