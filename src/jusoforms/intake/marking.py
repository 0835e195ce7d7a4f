"""Marks in a sheet that comes back: what the intake needs to know of them, which is not how."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem import bytes_hash, file_hash
from jusoforms.outcome import Result
from jusoforms.package import DEFAULT_LIMITS
from jusoforms.problems import Problem, program

__all__ = ["NO_MARKS", "Marking"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marking:
    """How a workbook is marked, and how its marks are taken off; neither touches a disk."""

    mark: Callable[[bytes, Sequence[Problem]], bytes | None]
    """None: this kind stays as it is."""
    unmark: Callable[[bytes], bytes]
    """The very same bytes where there are no marks."""

    def source_hash(self, path: Path) -> str:
        """Return the hash of a sheet without marks: marked or not, it is the same sheet."""
        if _is_too_large(path):
            return file_hash(path)
        return bytes_hash(self.unmark(path.read_bytes()))

    def without(self, path: Path) -> bytes | None:
        """Return a sheet without its marks; None where it has none."""
        data = b"" if _is_too_large(path) else path.read_bytes()
        bare = self.unmark(data)
        return None if bare == data else bare

    def returned(self, path: Path, result: Result) -> tuple[bytes | None, bool]:
        """Return what is to lie in 要修正 for a sheet, and whether it is marked.

        None: the file as it is. A fault while marking is ours; the sheet comes back all the same.
        """
        if _is_too_large(path):
            return None, False
        data = path.read_bytes()
        bare = self.unmark(data)
        try:
            marked = self.mark(bare, result.problems)
        except Exception as error:  # noqa: BLE001 see above
            _log.error("%s", program.unexpected(error, path.name).message)
            marked = None
        if marked is not None:
            return marked, True
        return (None if bare == data else bare), False


NO_MARKS = Marking(mark=lambda _data, _problems: None, unmark=lambda data: data)


def _is_too_large(path: Path) -> bool:
    return path.stat().st_size > DEFAULT_LIMITS.total
