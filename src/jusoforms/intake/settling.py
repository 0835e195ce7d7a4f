"""When a dropped file has stopped changing, by our own clock: never compared with file times.

Files that lay there when we began are no exception: they may be half copied, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jusoforms.intake.scanning import Signature, by_drop

__all__ = ["Settling"]

_SCANS = 3


@dataclass(frozen=True, slots=True)
class _Watch:
    signature: Signature
    since: float
    scans: int


class Settling:
    """Follows the files of one workspace from scan to scan; time is passed in."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._watches: dict[Path, _Watch] = {}

    def observe(self, now: float, seen: Mapping[Path, Signature]) -> list[Path]:
        """Take in one scan; return the files that have settled, in the order of their drop."""
        self._watches = dict(self._renewed(now, seen))
        return self._ready(now, seen)

    def look(self, now: float, seen: Mapping[Path, Signature]) -> list[Path]:
        """Take in a look at some of the files; the others are as they were."""
        self._watches.update(self._renewed(now, seen))
        return self._ready(now, seen)

    def _ready(self, now: float, seen: Mapping[Path, Signature]) -> list[Path]:
        return by_drop((path for path in seen if self._is_still(self._watches[path], now)), seen)

    def _renewed(self, now: float, seen: Mapping[Path, Signature]) -> Iterator[tuple[Path, _Watch]]:
        for path, signature in seen.items():
            watch = self._watches.get(path)
            if watch is None or watch.signature != signature:
                watch = _Watch(signature, now, 0)
            yield path, replace(watch, scans=watch.scans + 1)

    def _is_still(self, watch: _Watch, now: float) -> bool:
        return watch.scans >= _SCANS and now - watch.since >= self.seconds
