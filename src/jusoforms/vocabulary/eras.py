"""The eras of Japan: 元号法 (Act No. 43 of 1979) and the cabinet orders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["ERAS", "ERA_BY_MARK", "Era", "era_letter", "era_year"]


@dataclass(frozen=True, slots=True)
class Era:
    """An era, from its first day on."""

    name: str
    letter: str
    first: dt.date

    @property
    def offset(self) -> int:
        """What to add to a year of the era to get the calendar year."""
        return self.first.year - 1

    @property
    def end(self) -> dt.date:
        """The first day of the next era."""
        after = ERAS[ERAS.index(self) + 1 :]
        return after[0].first if after else dt.date.max


ERAS = (
    Era("明治", "M", dt.date(1868, 1, 25)),
    Era("大正", "T", dt.date(1912, 7, 30)),
    Era("昭和", "S", dt.date(1926, 12, 25)),
    Era("平成", "H", dt.date(1989, 1, 8)),
    Era("令和", "R", dt.date(2019, 5, 1)),
)
ERA_BY_MARK = {mark: era for era in ERAS for mark in (era.name, era.name[0], era.letter)}
"""Eras as they are written: 令和, 令, R."""


def era_year(day: dt.date) -> str:
    """Return 令和6 or 令和元 for a day; the calendar year before the first era."""
    era = _era_of(day)
    if era is None:
        return str(day.year)
    number = day.year - era.offset
    return f"{era.name}{'元' if number == 1 else number}"


def era_letter(day: dt.date) -> str:
    """Return R6 or R1 for a day; the calendar year before the first era."""
    era = _era_of(day)
    return f"{era.letter}{day.year - era.offset}" if era else str(day.year)


def _era_of(day: dt.date) -> Era | None:
    return next((era for era in reversed(ERAS) if era.first <= day), None)
