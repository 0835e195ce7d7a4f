"""When something that failed is tried again: later each time, and never all at one moment."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from jusoforms.intake.work import Hindered
from jusoforms.problems import Problem
from jusoforms.standing import Room

__all__ = ["POISON_TRIES", "Backoff", "Breakers"]

POISON_TRIES = 3
"""Times that a sheet may kill its work before it is returned."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds to wait: doubling from the first to the longest, between half and all of it."""

    first: float = 1.0
    longest: float = 300.0
    chance: random.Random = field(default_factory=random.Random)

    def after(self, failures: int) -> float:
        """Return the wait after so many failures in a row."""
        whole = min(self.longest, self.first * 2.0 ** min(failures - 1, 30))
        return whole * (0.5 + self.chance.random() / 2)


@dataclass(slots=True)
class _Breaker:
    failures: int = 0
    until: float = 0.0
    since: float = 0.0
    problem: Problem | None = None


class Breakers:
    """One for each room: while it is open nothing is begun that needs the room."""

    def __init__(self, backoff: Backoff) -> None:
        self._backoff = backoff
        self._breakers: dict[Room, _Breaker] = {}

    def tripped(self, fault: Hindered, now: float) -> float:
        """Take note of a fault; return when it is to be tried again."""
        breaker = self._breakers.setdefault(fault.room, _Breaker(since=now))
        breaker.problem = fault.problem
        if now >= breaker.until:  # those in hand at the time fail together: that counts once
            breaker.failures += 1
            breaker.until = now + self._backoff.after(breaker.failures)
        return breaker.until

    def worked(self) -> None:
        """Take note that a sheet came to its end: every room is well."""
        self._breakers.clear()

    def mended(self, room: Room) -> None:
        """Try at once: a person has changed something there."""
        if room in self._breakers:
            self._breakers[room].until = 0.0

    def until(self) -> float:
        """Return when the next try may be made; a time in the past where nothing is open."""
        return max((breaker.until for breaker in self._breakers.values()), default=0.0)

    def faults(self) -> dict[Room, tuple[Problem, float]]:
        """Return what is wrong with each room, and since when."""
        return {r: (b.problem, b.since) for r, b in self._breakers.items() if b.problem}
