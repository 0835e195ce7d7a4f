"""Time, passed in: tests bring their own."""

from __future__ import annotations

import datetime as dt
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


class SystemClock:
    """The machine's own clock."""

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)

    def today(self) -> dt.date:
        """Return the local date."""
        return dt.date.today()  # noqa: DTZ011, TID251 this is the clock that is passed in
