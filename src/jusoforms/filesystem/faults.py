"""What a failed call of the system means to the person who minds the folders."""

from __future__ import annotations

import errno

from jusoforms.filesystem.system import system
from jusoforms.problems import Problem, Sentence, watching
from jusoforms.problems import delivery as say

__all__ = ["folder_problem", "held_open"]

_GONE = "ENOENT ESTALE EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH ETIMEDOUT ENOTCONN ENODEV"
_MEANINGS: dict[str, Sentence] = {
    "ENOSPC": say.DISK_FULL,
    "EDQUOT": say.DISK_FULL,
    "EACCES": say.NOT_WRITABLE,
    "EPERM": say.NOT_WRITABLE,
    "EROFS": say.NOT_WRITABLE,
    "EXDEV": say.OTHER_VOLUME,
    "EEXIST": say.NOT_A_FOLDER,
    "ENOTDIR": say.NOT_A_FOLDER,
    "ENAMETOOLONG": say.NAME_TOO_LONG,
    "ELOOP": watching.LINKED_FOLDER,
} | dict.fromkeys(_GONE.split(), say.FOLDER_GONE)


def folder_problem(error: OSError, file: str = "") -> Problem:
    """Return the problem that an error of the system means; no path of a machine is quoted."""
    name = errno.errorcode.get(error.errno or 0, "?")
    return _MEANINGS.get(name, say.DISK_FAULT).at(file=file, error=name)


def held_open(error: OSError) -> bool:
    """Return whether a file could not be moved because a program has it open."""
    return system.held_open(error)
