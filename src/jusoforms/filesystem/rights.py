"""Access rights: what is born in a folder inherits them; what is moved there is given them.

A folder's default ACL (POSIX.1e, acl(5)) is stored as an attribute of versioned entries: tag and
rights of two bytes, id of four. A moved file gets what the kernel would have given a new one.
Without a default ACL: the folder's group where it is setgid, and write access for those who may
write in the folder.
"""

from __future__ import annotations

import contextlib
import os
import stat
import struct
import sys
from pathlib import Path

__all__ = ["born_as", "share_folder", "take_rights"]

_DEFAULT, _ACCESS = "system.posix_acl_default", "system.posix_acl_access"
_VERSION = struct.Struct("<I")
_ENTRY = struct.Struct("<HHI")
_USER_OBJ, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x04, 0x10, 0x20
_NO_EXECUTE = 0o6


def take_rights(path: Path) -> None:
    """Give a moved file the rights of its folder; where we may not, it keeps its own."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(PermissionError, FileNotFoundError):
        folder = path.parent.stat()
        if folder.st_mode & stat.S_ISGID and path.lstat().st_gid != folder.st_gid:
            os.chown(path, -1, folder.st_gid, follow_symlinks=False)
    with contextlib.suppress(PermissionError, FileNotFoundError):
        _take_mode(path)


def born_as(folder: Path) -> int | None:
    """Return the mode that a new file of a shared folder gets; None: the system decides.

    In a folder that its group may write to, colleagues must be able to mend what we put there,
    whatever the umask of the service is.
    """
    if sys.platform == "win32" or _default_acl(folder):
        return None
    mode = folder.stat().st_mode
    return mode & 0o666 if mode & stat.S_ISGID else None


def share_folder(folder: Path) -> None:
    """Let the group of a shared folder write in a new folder below it, too."""
    mode = born_as(folder.parent)
    if mode is not None:
        with contextlib.suppress(PermissionError):
            folder.chmod(stat.S_IMODE(folder.parent.stat().st_mode))


def _take_mode(path: Path) -> None:
    acl = _default_acl(path.parent)
    if acl and sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setxattr(path, _ACCESS, _for_a_file(acl))
        return
    mode = born_as(path.parent)
    if mode is not None:
        path.chmod(mode | stat.S_IMODE(path.lstat().st_mode) & stat.S_IRWXU)


def _default_acl(folder: Path) -> bytes:
    if sys.platform != "linux":
        return b""
    try:
        return os.getxattr(folder, _DEFAULT)
    except OSError:
        return b""


def _for_a_file(acl: bytes) -> bytes:
    """Return the access ACL that a default ACL gives a file that is not to be run."""
    entries = list(_ENTRY.iter_unpack(acl[_VERSION.size :]))
    masked = _MASK if any(tag == _MASK for tag, _, _ in entries) else _GROUP_OBJ
    bounded = {_USER_OBJ, masked, _OTHER}
    return acl[: _VERSION.size] + b"".join(
        _ENTRY.pack(tag, rights & _NO_EXECUTE if tag in bounded else rights, number)
        for tag, rights, number in entries
    )
