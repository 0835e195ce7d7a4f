"""One at a time, among the processes that see the same folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from jusoforms.filesystem.system import system

__all__ = ["Locked", "exclusive", "locked"]


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file of that name; wait for whoever holds it. The file stays.

    A lock dies with its process. Where a share offers none, work goes on without: then two
    machines at once may give one document two editions, and still neither loses a byte, because
    every name is taken without replacing.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with contextlib.suppress(OSError):
            system.lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


class Locked(Exception):  # noqa: N818 an everyday event
    """Another process has it."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file of that name on a local disk, or raise :class:`Locked` at once."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            system.lock(handle, wait=False)
        except OSError:
            raise Locked from None
        yield
    finally:
        os.close(handle)
