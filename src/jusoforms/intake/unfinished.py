"""Cases that lack a document because a template is at fault: it follows when that is mended.

``_jusoforms/unfinished/<sha256 of the sheet>`` holds the name of the case's folder, and is removed
before anything newer is published for the case: a sheet is done again only while it is the newest.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from jusoforms.filesystem import file_hash, make_folder, write_new
from jusoforms.intake.retries import Breakers
from jusoforms.intake.work import Hindered, at
from jusoforms.outcome import Result
from jusoforms.standing import Room
from jusoforms.workspace import Workspace

__all__ = ["FollowUp", "Unfinished", "template_signature"]

_log = logging.getLogger(__name__)
_EVERY = 10.0


class FollowUp:
    """Does the marked cases again when a template has changed, and at the start."""

    def __init__(
        self,
        workspace: Workspace,
        unfinished: Unfinished,
        redo: Callable[[Path, str], Result | None],
    ) -> None:
        self._workspace = workspace
        self._unfinished = unfinished
        self._redo = redo
        self._looked_at = float("-inf")
        self._done_for: object = None

    def due(self, now: float, breakers: Breakers) -> Iterator[Result]:
        """Look at the templates from time to time; yield the result of each case done again."""
        if now - self._looked_at < _EVERY:
            return
        self._looked_at = now
        with at(Room.TEMPLATES):
            signature = template_signature(self._workspace)
        if signature == self._done_for:
            return
        breakers.mended(Room.TEMPLATES)
        with at(Room.INTERNAL):
            marks = self._unfinished.marks()
        for digest, case in marks.items():
            yield from self._again(digest, case)
        self._done_for = signature

    def _again(self, digest: str, case: str) -> Iterator[Result]:
        with at(Room.INBOX):
            path = self._unfinished.sheet(digest, case)
        try:
            result = self._redo(path, case) if path else None
        except Hindered:
            raise
        except Exception as error:  # noqa: BLE001 one case must not stop the others
            _log.warning("not_redone", extra={"sheet": digest, "fault": type(error).__name__})
            return
        if result:
            _log.info("redone", extra={"sheet": digest, "outcome": str(result.outcome)})
            yield result


class Unfinished:
    """The marks, and the filed sheets that they stand for."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder = workspace.unfinished
        self._filed = workspace.filed

    def note(self, digest: str, case: str) -> None:
        """Mark a sheet whose documents are not complete."""
        make_folder(self._folder)
        with contextlib.suppress(FileExistsError):
            write_new(self._folder / digest, case.encode())

    def clear(self, case: str) -> None:
        """Remove the marks of a case."""
        for digest, marked in self.marks().items():
            if marked == case:
                (self._folder / digest).unlink(missing_ok=True)

    def stands(self, digest: str) -> bool:
        """Return whether a sheet is still marked."""
        return (self._folder / digest).exists()

    def marks(self) -> dict[str, str]:
        """Return the case of each marked sheet."""
        found = {}
        for path in self._files():
            with contextlib.suppress(FileNotFoundError):
                found[path.name] = path.read_text(encoding="utf-8")
        return found

    def sheet(self, digest: str, case: str) -> Path | None:
        """Return where a marked sheet was filed; None where a person has moved it away."""
        years = sorted(self._filed.iterdir(), reverse=True) if self._filed.is_dir() else []
        for path in (path for year in years for path in (year / case).rglob("*")):
            with contextlib.suppress(OSError):
                if path.is_file() and not path.is_symlink() and file_hash(path) == digest:
                    return path
        return None

    def _files(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if "." not in path.name)


def template_signature(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when templates, blank forms, lists or settings change."""
    folders = (workspace.word_templates, workspace.blank_forms)
    found = [path for folder in folders for path in folder.rglob("*") if _counts(path)]
    return tuple(_signature(path) for path in sorted([*found, workspace.settings]))


def _counts(path: Path) -> bool:
    return path.suffix.lower() in {".docx", ".xlsx", ".xlsm"} and not path.name.startswith("~$")


def _signature(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return path.name, -1, 0
    return f"{path.parent.name}/{path.name}", found.st_size, found.st_mtime_ns
