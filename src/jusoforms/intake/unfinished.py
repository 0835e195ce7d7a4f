"""Cases that lack a document because a template is at fault: it follows when that is mended.

``_jusoforms/unfinished/<sha256 of the sheet>-<of the case>`` holds the name of the case's folder
and of that under which the sheet is filed. It is removed before anything newer is published for
the case: a sheet is done again only while it is the newest.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem import bytes_hash, file_hash, make_folder, write_new
from jusoforms.intake.retries import Backoff
from jusoforms.intake.work import Hindered, at
from jusoforms.outcome import Result
from jusoforms.standing import Room
from jusoforms.workspace import Workspace

__all__ = ["FollowUp", "Mark", "Unfinished", "template_signatures"]

_log = logging.getLogger(__name__)
_EVERY = 10.0
_KINDS = frozenset({".docx", ".xlsx", ".xlsm"})


class FollowUp:
    """Does the marked cases again when a template has changed, and at the start."""

    def __init__(
        self,
        workspace: Workspace,
        unfinished: Unfinished,
        redo: Callable[[Path, Mark], Result | None],
    ) -> None:
        self._workspace = workspace
        self._unfinished = unfinished
        self._redo = redo
        self._looked_at = float("-inf")
        self._backoff = Backoff(first=_EVERY)
        self._failures, self._again_at = 0, float("inf")
        self._seen: dict[str, tuple[int, int]] | None = None
        self.changed: dict[str, float] = {}
        """When each template, form, list or setting was seen to have changed."""

    def due(self, now: float, hasten: Callable[[], None]) -> Iterator[Result]:
        """Look at the templates from time to time; yield the result of each case done again.

        ``hasten`` is called where they have changed: what waited for that need wait no longer.
        """
        if now - self._looked_at < _EVERY:
            return
        self._looked_at = now
        with at(Room.TEMPLATES):
            found = template_signatures(self._workspace)
        if found == self._seen and now < self._again_at:
            return
        if found != self._seen:
            hasten()
            self._failures = 0
        with at(Room.INTERNAL):
            marks = self._unfinished.marks()
        before = self._failures
        for mark in marks:
            yield from self._again(mark)
        wait = self._backoff.after(self._failures) if self._failures > before else float("inf")
        self._again_at = now + wait
        if self._seen is not None:
            changed = dict(found.items() - self._seen.items())
            self.changed |= dict.fromkeys(changed.keys() | self._seen.keys() - found.keys(), now)
        self._seen = found

    def _again(self, mark: Mark) -> Iterator[Result]:
        with at(Room.INBOX):
            path = self._unfinished.sheet(mark)
        try:
            result = self._redo(path, mark) if path else None
        except Hindered:
            raise
        except Exception as error:  # noqa: BLE001 one case must not stop the others
            self._failures += 1
            _log.warning("not_redone", extra={"sheet": mark.digest, "fault": type(error).__name__})
            return
        if result:
            _log.info("redone", extra={"sheet": mark.digest, "outcome": str(result.outcome)})
            yield result


@dataclass(frozen=True, slots=True)
class Mark:
    """A case that lacks a document, and the sheet that it will be made from."""

    digest: str
    """SHA-256 of the sheet without marks."""
    case: str
    """Its folder."""
    home: str
    """The folder under 処理済み: of the first case where the sheet holds several."""

    @property
    def file_name(self) -> str:
        """The file that holds it; no name of a case in it."""
        return f"{self.digest}-{bytes_hash(self.case.encode())}"


class Unfinished:
    """The marks, and the filed sheets that they stand for."""

    def __init__(self, workspace: Workspace) -> None:
        self._internal, self._folder = workspace.internal, workspace.unfinished
        self._filed = workspace.filed

    def note(self, mark: Mark) -> None:
        """Mark a case whose documents are not complete."""
        make_folder(self._folder, self._internal)
        with contextlib.suppress(FileExistsError):
            write_new(self._folder / mark.file_name, f"{mark.case}\n{mark.home}".encode())

    def clear(self, cases: Collection[str], digest: str = "") -> None:
        """Remove the marks of some cases; with a digest those for that sheet only."""
        for mark in self.marks() if cases else ():
            if mark.case in cases and mark.digest.startswith(digest):
                (self._folder / mark.file_name).unlink(missing_ok=True)

    def stands(self, mark: Mark) -> bool:
        """Return whether a case is still marked."""
        return (self._folder / mark.file_name).exists()

    def marks(self) -> list[Mark]:
        """Return all marks."""
        found = []
        for path in self._files():
            with contextlib.suppress(FileNotFoundError):
                case, _, home = path.read_text(encoding="utf-8").partition("\n")
                found.append(Mark(path.name.partition("-")[0], case, home))
        return found

    def sheet(self, mark: Mark) -> Path | None:
        """Return where a marked sheet was filed; None where a person has moved it away."""
        years = sorted(self._filed.iterdir(), reverse=True) if self._filed.is_dir() else []
        for path in (path for year in years for path in (year / mark.home).rglob("*")):
            with contextlib.suppress(OSError):
                if path.is_file() and not path.is_symlink() and file_hash(path) == mark.digest:
                    return path
        return None

    def _files(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if "." not in path.name)


def template_signatures(workspace: Workspace) -> dict[str, tuple[int, int]]:
    """Return what changes when a template, blank form or list changes, by its path."""
    folder = workspace.root / "templates"
    found = {}
    for path in folder.rglob("*"):
        if path.suffix.lower() in _KINDS and not path.name.startswith("~$"):
            with contextlib.suppress(FileNotFoundError):
                stat = path.stat()
                found[path.relative_to(folder).as_posix()] = stat.st_size, stat.st_mtime_ns
    return found
