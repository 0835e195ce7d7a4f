"""Writing whole files: born under a temporary name in their own folder, then named.

A temporary name (``~jf-<hex>.tmp``) says whose it is, so that what a killed process left can be
told from what another is writing. It is born beside its target, so that it inherits the rights.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from jusoforms.filesystem.moving import make_folder, remove, rename_new
from jusoforms.filesystem.owner import ended_here, this_process
from jusoforms.filesystem.rights import born_as
from jusoforms.filesystem.system import system

__all__ = [
    "exchange",
    "is_page",
    "remove_page",
    "sweep_temps",
    "whole_temp",
    "write_new",
    "write_page",
]

_TEMP = re.compile(r"~jf-(?P<token>[0-9a-f]{24})[0-9a-f]{8}\.tmp")
_PAGE_MARK = b'<meta name="generator" content="jusoforms">'
_HEAD = 2048
_FORGOTTEN_AFTER = 24 * 3600.0
_in_work: set[str] = set()
"""The temporary files that this process has in work."""
_EXCLUSIVE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def whole_temp(folder: Path, data: bytes) -> Iterator[Path]:
    """Write the bytes to a new temporary file; it is on the disk, and gone afterwards."""
    temp = folder / f"~jf-{this_process().token}{secrets.token_hex(4)}.tmp"
    _in_work.add(temp.name)
    try:
        _fill(temp, data)
        yield temp
    finally:
        _in_work.discard(temp.name)
        temp.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole under a name that nobody has; FileExistsError where it is taken."""
    with whole_temp(path.parent, data) as temp:
        rename_new(temp, path)


def exchange(source: Path, target: Path, data: bytes) -> None:
    """Put bytes that hold all of a file under a name that nobody has, then remove the file.

    Raises FileExistsError where the name is taken, and then the file is still there.
    """
    write_new(target, data)
    remove(source)


def write_page(path: Path, html: bytes | None) -> bool:
    """Renew a page of our own, or remove it (None). False: a person's file has that name.

    The only place where a name changes its bytes, and only for a page that says it is ours.
    """
    if not _free_for_page(path):
        return False
    if html is None:
        remove_page(path)
    elif not path.exists() or path.read_bytes() != html:
        assert _PAGE_MARK in html[:_HEAD]
        make_folder(path.parent, path.parent.parent)
        with whole_temp(path.parent, html) as temp:
            temp.replace(path)
        system.sync_folder(path.parent)
    return True


def remove_page(path: Path) -> None:
    """Remove a page of our own if it is there; leave anything else."""
    if is_page(path):
        path.unlink(missing_ok=True)
        system.sync_folder(path.parent)


def is_page(path: Path) -> bool:
    """Return whether a page that we wrote lies there."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return _PAGE_MARK in file.read(_HEAD)


def sweep_temps(folder: Path, now: float | None = None) -> None:
    """Remove the temporary files of processes of this machine that run no more.

    Our own where the share went away before we could. Those of other machines only when they are a
    day old; ``now`` is the time of a file that was just written to the same volume, because its
    clock and ours may differ.
    """
    if not folder.is_dir():
        return
    for path in folder.glob("~jf-*.tmp"):
        match = _TEMP.fullmatch(path.name)
        if match and (_is_left(path.name, match["token"]) or _is_forgotten(path, now)):
            path.unlink(missing_ok=True)


def _is_left(name: str, token: str) -> bool:
    ours = token == this_process().token
    return name not in _in_work if ours else ended_here(token)


def _is_forgotten(path: Path, now: float | None) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return now is not None and now - path.lstat().st_mtime > _FORGOTTEN_AFTER
    return False


def _free_for_page(path: Path) -> bool:
    return not os.path.lexists(path) or is_page(path)


def _fill(path: Path, data: bytes) -> None:
    handle = os.open(path, _EXCLUSIVE, 0o666)
    try:
        mode = born_as(path.parent)
        if mode is not None:
            path.chmod(mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
