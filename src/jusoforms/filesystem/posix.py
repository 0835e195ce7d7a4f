"""What Linux and other Unix systems offer: see ``system`` for what each function promises."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

assert sys.platform != "win32"

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
    "volume_type",
    "works_offline",
]

_PATIENCE = 30
_KNOWS_ACL = sys.platform == "linux"
_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_SHARES = ("cifs", "smb", "nfs", "9p", "afs", "ceph", "gluster", "fuse.sshfs", "davfs", "lustre")
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_START = 19  # field 22 of proc(5) stat, counted after the command's closing bracket
_ENDED = frozenset("ZX")  # its state, field 3: ended, and not yet fetched by its parent


def lock(handle: int, *, wait: bool) -> None:
    """Take flock(2)."""
    fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_being_written(path: Path) -> bool:
    """Ask for a read lease (fcntl(2)): it is refused while anyone has the file open for writing.

    Samba's own open files are seen too, though its share modes are not. Only a file of our own
    may be asked about (or with CAP_LEASE), and only on a local disk.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        # Should someone open it for writing just now, the signal that tells us must not end us.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(handle)
    return False


def is_on_network(folder: Path) -> bool:
    """Look up the type of the volume in mountinfo (proc(5))."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return volume_type(folder.resolve(), mounts).startswith(_SHARES)


def volume_type(folder: Path, mounts: str) -> str:
    """Return the type of the volume whose mount point is nearest, from the text of mountinfo."""
    found = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), before.split(" ")[4])
        if folder.is_relative_to(point) and len(point) >= len(found[0]):
            found = point, after.split(" ")[0]
    return found[1]


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


def is_private(folder: Path) -> bool | None:
    """Look at the mode: nothing for the group and for others."""
    return not folder.stat().st_mode & 0o077


def works_offline(folder: Path) -> bool | None:  # noqa: ARG001 the other system's needs it
    """Answer no: only Windows keeps copies of shares that it shows instead of them."""
    return False


def takes_long_paths() -> bool | None:
    """Answer yes: only single names are bounded."""
    return True


def fonts() -> frozenset[str] | None:
    """Ask fontconfig."""
    tool = shutil.which("fc-list")
    if tool is None:
        return None
    told = subprocess.run(  # noqa: S603 no word of it is a person's
        [tool, "--format", "%{family},"], capture_output=True, check=False, timeout=_PATIENCE
    )
    return frozenset(told.stdout.decode("utf-8", "replace").split(","))


def is_encrypted(folder: Path) -> bool | None:
    """Look for dm-crypt between the volume and its disks; None for what has no disk here."""
    device = os.stat(folder).st_dev  # noqa: PTH116 beside major and minor
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    try:
        return _is_crypt(block.resolve(strict=True))
    except OSError:
        return None


def rights_of(path: Path) -> str:
    """Return mode, group and ACL."""
    found = path.lstat()
    try:
        acl = os.getxattr(path, "system.posix_acl_access").hex() if _KNOWS_ACL else ""
    except OSError:
        acl = ""
    return f"{found.st_mode:o} {found.st_gid} {acl}"


def _is_crypt(block: Path) -> bool:
    """Return whether a block device, or one that it lies on, is encrypted."""
    uuid = block / "dm" / "uuid"
    if uuid.exists() and uuid.read_text(encoding="ascii").startswith("CRYPT-"):
        return True
    below = block / "slaves"
    return below.is_dir() and any(_is_crypt(one.resolve()) for one in below.iterdir())
