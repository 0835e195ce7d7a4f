"""A date as typed, and as understood, with the granularity that was written."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum

from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.states import says_something

__all__ = ["DateText", "Flaw", "Granularity"]


class Granularity(StrEnum):
    """How exact a date was written."""

    NONE = ""
    FISCAL_YEAR = "年度"
    YEAR = "年"
    MONTH = "月"
    DAY = "日"


class Flaw(StrEnum):
    """Why a text is not (quite) a date."""

    NONE = ""
    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    ERA = "era"
    """Understood, but that era had ended or not begun (平成31年5月)."""
    WEEKDAY = "weekday"
    """Understood, but that day has another weekday."""
    YEARLESS = "yearless"
    """Month and day without a year that could be told."""
    LEFT_OPEN = "left_open"
    """Understood as far as it was filled in: 令和6年12月　日."""


class DateText(Record):
    """A date as typed, with what was understood of it."""

    text: str = ""
    value: str = ""
    """ISO, as exact as written: ``2024`` (年度 and 年), ``2024-12``, ``2024-12-01``; from one to
    another ``2024-12/2025-03`` (ISO 8601 interval)."""
    granularity: Granularity = Granularity.NONE
    flaw: Flaw = Flaw.NONE

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_given(self) -> bool:
        """Whether a date is written, and not なし, 未定 or －."""
        return says_something(self.text)

    @property
    def interval(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that the text may mean; None where it was not understood."""
        if not self.value:
            return None
        first, _, last = self.value.partition("/")
        return self._days(first)[0], self._days(last or first)[1]

    def _days(self, value: str) -> tuple[dt.date, dt.date]:
        year, month, day = [*map(int, value.split("-")), 0, 0][:3]
        if self.granularity is Granularity.FISCAL_YEAR:
            return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
        first = dt.date(year, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])

    def surely_before(self, other: DateText) -> bool:
        """Return whether every day this may mean lies before every day of the other."""
        mine, theirs = self.interval, other.interval
        return mine is not None and theirs is not None and mine[1] < theirs[0]
