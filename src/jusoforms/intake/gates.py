"""The last questions before a claim: whether someone has the file open, and whether it is whole.

The claim itself is the best test: Windows and its shares refuse to move a file that is open. What
did not pass is asked again later each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem import is_being_written
from jusoforms.intake.scanning import Signature, open_in_office
from jusoforms.package import DEFAULT_LIMITS, Package, PackageFault
from jusoforms.problems import Problem, watching
from jusoforms.problems import delivery as say

__all__ = ["Gate", "Patience"]

_FIRST, _LONGEST = 2.0, 60.0
_TOLD_AFTER = 600.0
_ARCHIVES = frozenset({".xlsx", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for which a file is waited for; after that it is taken as it is."""

    broken: float = 600.0
    """Unchanged, and its archive does not read to its end."""
    office: float = 12 * 3600.0
    """Office's ``~$`` file lies beside it; it may have been left behind."""
    told: float = _TOLD_AFTER
    """Held open: then a person is told."""


@dataclass(slots=True)
class _Wait:
    signature: Signature
    since: float
    """When the file had settled."""
    next_look: float
    pause: float = _FIRST
    problem: Problem | None = None


class Gate:
    """Lets settled files pass; remembers those that wait."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._waits: dict[Path, _Wait] = {}

    def passes(self, path: Path, signature: Signature, now: float) -> bool:
        """Return whether a settled file may be claimed now."""
        wait = self._waits.get(path)
        if wait is None or wait.signature != signature:
            wait = self._waits[path] = _Wait(signature, now, now)
        if now < wait.next_look:
            return False
        problem = self._hindrance(path, now - wait.since)
        if problem is None:
            return True
        self._later(wait, now, problem)
        return False

    def held(self, path: Path, signature: Signature, now: float) -> None:
        """Take note that the claim was refused because the file is open."""
        wait = self._waits.setdefault(path, _Wait(signature, now, now))
        self._later(wait, now, say.IN_USE.at(file=path.name))

    def keep(self, seen: Mapping[Path, Signature]) -> None:
        """Forget the files that are no longer there."""
        for path in self._waits.keys() - seen.keys():
            del self._waits[path]

    def waits(self, now: float) -> dict[Path, tuple[float, Problem | None, bool]]:
        """Return of each settled file since when and for what it waits, and if a person is told."""
        return {
            path: (wait.since, wait.problem, now - wait.since >= self._patience.told)
            for path, wait in self._waits.items()
        }

    def _hindrance(self, path: Path, waited: float) -> Problem | None:
        if waited < self._patience.office and open_in_office(path):
            return say.IN_USE.at(file=path.name)
        try:
            if is_being_written(path):
                return say.IN_USE.at(file=path.name)
            if waited < self._patience.broken and not _is_whole(path):
                return watching.NOT_WHOLE.at(file=path.name)
        except OSError:
            # Open in a way that lets nobody read it, or just gone: the claim will tell.
            return None
        return None

    def _later(self, wait: _Wait, now: float, problem: Problem) -> None:
        wait.problem = problem
        wait.next_look = min(now + wait.pause, max(now, self._end(wait, problem)))
        wait.pause = min(2 * wait.pause, _LONGEST)

    def _end(self, wait: _Wait, problem: Problem) -> float:
        """Return when a file is taken although nothing has changed."""
        whole = problem.code == watching.NOT_WHOLE.code
        return wait.since + (self._patience.broken if whole else self._patience.office)


def _is_whole(path: Path) -> bool:
    """Return whether a workbook's archive can be read to its end.

    A final size proves nothing: Explorer reserves it before it copies.
    """
    if path.suffix.lower() not in _ARCHIVES or path.stat().st_size > DEFAULT_LIMITS.file:
        return True
    try:
        Package(path.read_bytes()).check()
    except PackageFault:
        return False
    return True
