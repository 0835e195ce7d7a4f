"""The one place that looks at the calendar; everywhere else the day is passed in."""

from __future__ import annotations

import datetime as dt

__all__ = ["today"]


def today() -> dt.date:
    """Return the local day."""
    return dt.datetime.now().astimezone().date()
