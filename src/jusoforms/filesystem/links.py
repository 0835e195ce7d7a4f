"""Symbolic links and Windows' junctions: never followed out of a workspace."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

__all__ = ["is_link", "refuse_links"]

_NAME_SURROGATE = 0x20000000
"""Of a reparse tag: it stands for another place (links, junctions), not for a stored file."""


def is_link(found: os.stat_result) -> bool:
    """Return whether an ``lstat`` is that of something that stands for another place."""
    tag = getattr(found, "st_reparse_tag", 0)
    return stat.S_ISLNK(found.st_mode) or bool(tag & _NAME_SURROGATE)


def refuse_links(folder: Path, root: Path) -> None:
    """Raise OSError (ELOOP) where a step from the root down to the folder is a link."""
    for step in (folder, *folder.parents):
        if step == root:
            return
        try:
            linked = is_link(step.lstat())
        except FileNotFoundError:
            continue
        if linked:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(step))
