"""How long things take: until they are on the disk, until others see them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from jusoforms.doctor.findings import Finding, judged
from jusoforms.doctor.selftest.racer import Racer
from jusoforms.filesystem import write_new
from jusoforms.problems import doctor as say

__all__ = ["seen_by_others", "speed_of_writing", "times_of_files"]

_WRITES = 20
_DOCUMENT = b"x" * 40_000
_SLOW_MS = 250
_LOOKS = 5
_LATE = 3.0
_COARSE = 2.5


def speed_of_writing(name: str, place: Path) -> Iterator[Finding]:
    """Write documents as they are published, each brought to the disk."""
    took = []
    for number in range(_WRITES):
        start = time.perf_counter()
        write_new(place / f"{number}.docx", _DOCUMENT)
        took.append((time.perf_counter() - start) * 1000)
    median, slowest = f"{statistics.median(took):.0f}", f"{max(took):.0f}"
    slow = statistics.median(took) > _SLOW_MS
    faults = (say.WRITES_SLOW.at(median=median, slowest=slowest),) if slow else ()
    yield judged(name, *faults, fact=f"中ほど {median} ミリ秒、最も長くて {slowest} ミリ秒")


def seen_by_others(name: str, place: Path) -> Iterator[Finding]:
    """Publish files and ask another process when it sees them whole."""
    longest = 0.0
    with Racer() as other:
        for number in range(_LOOKS):
            path = place / f"{number}"
            other.tell("see", path)
            start = time.monotonic()
            write_new(path, _DOCUMENT)
            seen = other.answer() == "won"
            longest = max(longest, time.monotonic() - start if seen else float("inf"))
    faults = (say.SEEN_LATE.at(seconds=f"{longest:.0f}"),) if longest > _LATE else ()
    yield judged(name, *faults, fact=f"最も長くて {longest * 1000:.0f} ミリ秒")


def times_of_files(name: str, place: Path) -> Iterator[Finding]:
    """Write the same amount again and again until the file's times tell of it."""
    path = place / "again"
    path.write_bytes(b"a")
    before = _signature(path)
    start = time.monotonic()
    while True:
        path.write_bytes(b"b")
        took = time.monotonic() - start
        if _signature(path) != before or took > _COARSE:
            break
    coarse = took > _COARSE
    faults = (say.TIMES_COARSE.at(seconds=f"{took:.0f}"),) if coarse else ()
    yield judged(name, *faults, fact=f"{max(took * 1000, 1):.0f} ミリ秒で変わります")


def _signature(path: Path) -> tuple[int, int, int]:
    found = path.lstat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
