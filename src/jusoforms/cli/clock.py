"""The one place that looks at the calendar; everywhere else the day is passed in."""

from __future__ import annotations

import datetime as dt

__all__ = ["now", "today"]


def today() -> dt.date:
    """Return the local day."""
    return dt.datetime.now().astimezone().date()


def now() -> dt.datetime:
    """Return the local time, with its distance from UTC, to the second."""
    return dt.datetime.now().astimezone().replace(microsecond=0)
