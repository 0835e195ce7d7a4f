"""Time, passed in: tests bring their own."""

from __future__ import annotations

import datetime as dt
import threading
import time
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """What the intake asks of time. File times are never compared with it."""

    def monotonic(self) -> float:
        """Return seconds that never go back."""

    def wait(self, seconds: float) -> None:
        """Let time pass."""

    def today(self) -> dt.date:
        """Return the date: it decides the 年度 in which a sheet is filed."""

    def now(self) -> dt.datetime:
        """Return the local time, with its distance from UTC, as it is told to people."""


class SystemClock:
    """The machine's own clock; a wait ends early when someone rings."""

    def __init__(self) -> None:
        self._bell = threading.Event()

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Sleep until the time is up, or the bell rings."""
        self._bell.wait(seconds)
        self._bell.clear()

    def ring(self) -> None:
        """End the wait that lasts now, or the next one at once."""
        self._bell.set()

    def today(self) -> dt.date:
        """Return the local date."""
        return dt.date.today()  # noqa: DTZ011, TID251 this is the clock that is passed in

    def now(self) -> dt.datetime:
        """Return the local time."""
        return dt.datetime.now().astimezone()  # noqa: TID251 this is the clock that is passed in
