"""When a dropped file is whole: it has stopped changing, and its archive proves itself.

A final size proves nothing: Explorer reserves it before it copies. So a workbook must also
inflate to its last part; one that never does is taken after a further wait and comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jusoforms.intake.scanning import Signature
from jusoforms.package import DEFAULT_LIMITS, Package, PackageFault

__all__ = ["Settling"]

_SCANS = 3
_SHORTEST_PATIENCE = 2.0
_ARCHIVES = frozenset({".xlsx", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class _Watch:
    signature: Signature
    since: float
    scans: int


class Settling:
    """Follows the files of one folder from scan to scan; time is passed in."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._patience = max(3 * seconds, _SHORTEST_PATIENCE)
        self._watches: dict[Path, _Watch] = {}

    def observe(self, now: float, seen: Mapping[Path, Signature]) -> list[Path]:
        """Take in one scan; return the files that may be claimed, in the order of their drop."""
        self._watches = dict(self._renewed(now, seen))
        ready = [path for path in self._watches if self._ready(path, now)]
        return sorted(ready, key=lambda path: (seen[path].changed, path))

    def _renewed(self, now: float, seen: Mapping[Path, Signature]) -> Iterator[tuple[Path, _Watch]]:
        for path, signature in seen.items():
            watch = self._watches.get(path)
            if watch is None or watch.signature != signature:
                watch = _Watch(signature, now, 0)
            yield path, replace(watch, scans=watch.scans + 1)

    def _ready(self, path: Path, now: float) -> bool:
        watch = self._watches[path]
        still = now - watch.since
        if watch.scans < _SCANS or still < self._seconds:
            return False
        if still >= self._seconds + self._patience:
            return True
        return not _flawed(path)


def _flawed(path: Path) -> bool:
    """Return whether a workbook's archive cannot be read to its end."""
    if path.suffix.lower() not in _ARCHIVES:
        return False
    try:
        if path.stat().st_size <= DEFAULT_LIMITS.file:
            Package(path.read_bytes()).check()
    except (PackageFault, OSError):
        return True
    return False
