"""Japanese dates: as typed, and as understood, with the granularity that was written.

令和6年度 is a fiscal year (1 April to 31 March), 令和5年 a calendar year, 令和6年12月 a month.
A coarser date is never turned into a finer one, and 令和5年 never into a fiscal year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from jusoforms.vocabulary.date_spelling import Spelling, is_unfilled, spell
from jusoforms.vocabulary.date_text import DateText, Flaw, Granularity
from jusoforms.vocabulary.eras import ERA_BY_MARK, Era, era_letter, era_year

__all__ = [
    "DateText", "Flaw", "Granularity", "fiscal_year_name", "is_inexact", "read_date",
    "write_seireki", "write_wareki",
]  # fmt: skip

_YEARS_AROUND = (-1, 0, 1)
_WEEKDAYS = "月火水木金土日"
_LAST_HOUR, _LAST_MINUTE = 24, 59
_INEXACT = re.compile(r"予定|見込|仮|調整中|未確定|頃|ころ|ごろ")


def read_date(text: str, *, era: str = "", near: DateText | None = None) -> DateText:
    """Return the text with what it means; text that is no date keeps ``Flaw.UNREADABLE``.

    ``era`` is the era that the form declares (6.12.1). ``near`` is a date of the same meeting:
    12/1(日) is understood if 1 December is a Sunday in just one of the years around it. What a
    form prints and nobody filled in (令和　年　月　日) is empty.
    """
    if not text.strip() or is_unfilled(text):
        return DateText()
    spelling = spell(text, era)
    if spelling is None:
        return DateText(text=text, flaw=Flaw.UNREADABLE)
    if not spelling.has_year:
        dated = _with_year(spelling, near)
        return _understood(text, dated) if dated else DateText(text=text, flaw=_yearless(spelling))
    return _understood(text, spelling)


def is_inexact(date: DateText) -> bool:
    """Return whether a date is planned or about, however exact it looks: 9月1日（予定）."""
    return bool(_INEXACT.search(date.text))


def _yearless(spelling: Spelling) -> Flaw:
    """Return whether month and day exist in some year: 2/29 does."""
    leap = replace(spelling, year=2024)
    return Flaw.YEARLESS if _value(leap) else Flaw.IMPOSSIBLE


def _with_year(spelling: Spelling, near: DateText | None) -> Spelling | None:
    """Return a date with the one year around another date in which its weekday fits."""
    interval = near.interval if near else None
    if interval is None or not spelling.weekday:
        return None
    tried = [replace(spelling, year=interval[0].year + step) for step in _YEARS_AROUND]
    fitting = [one for one in tried if _value(one) and not _wrong_weekday(one)]
    return fitting[0] if len(fitting) == 1 else None


def _understood(text: str, spelling: Spelling) -> DateText:
    value = _value(spelling)
    if not value or not _possible_times(spelling):
        return DateText(text=text, flaw=Flaw.IMPOSSIBLE)
    if spelling.other and _year(spelling.other) != _year(spelling):
        return DateText(text=text, flaw=Flaw.UNREADABLE)
    date = DateText(text=text, value=value, granularity=_granularity(spelling))
    flaw = _flaw(date, spelling)
    if flaw:
        date = date.model_copy(update={"flaw": flaw})
    return _with_end(date, spelling.until) if spelling.until else date


def _with_end(first: DateText, until: Spelling) -> DateText:
    """Return a date from one to another; an end that is none, or is not later, is no date."""
    last = _understood(first.text, until)
    if not last.value or last.granularity is not first.granularity or last.value <= first.value:
        return DateText(text=first.text, flaw=last.flaw or Flaw.UNREADABLE)
    both = {"value": f"{first.value}/{last.value}", "flaw": first.flaw or last.flaw}
    return first.model_copy(update=both)


def _flaw(date: DateText, spelling: Spelling) -> Flaw:
    era = ERA_BY_MARK.get(spelling.era)
    if era and not _within(era, date):
        return Flaw.ERA
    if _wrong_weekday(spelling):
        return Flaw.WEEKDAY
    return Flaw.LEFT_OPEN if spelling.left_open else Flaw.NONE


def _value(spelling: Spelling) -> str:
    """Return the ISO value, as exact as sure; empty for a day that no calendar has."""
    year, month, day = _year(spelling), spelling.month, spelling.day
    if not _exists(year, 1 if month is None else month, 1 if day is None else day):
        return ""
    assert year is not None
    if spelling.last_day and month:
        day = calendar.monthrange(year, month)[1]
    numbers = (year, month, None if spelling.about else day)
    return "-".join(f"{number:02}" for number in numbers if number is not None)


def _year(spelling: Spelling) -> int | None:
    """Return the calendar year; None for the year nought of an era."""
    if not spelling.era:
        return spelling.year
    return ERA_BY_MARK[spelling.era].offset + spelling.era_year if spelling.era_year else None


def _granularity(spelling: Spelling) -> Granularity:
    if spelling.fiscal:
        return Granularity.FISCAL_YEAR
    exact = (spelling.day or spelling.last_day) and not spelling.about
    if exact:
        return Granularity.DAY
    return Granularity.MONTH if spelling.month else Granularity.YEAR


def _exists(year: int | None, month: int, day: int) -> bool:
    if year is None or not (1 <= year < dt.MAXYEAR and 1 <= month <= 12):  # noqa: PLR2004 months
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _wrong_weekday(spelling: Spelling) -> bool:
    year = _year(spelling)
    if not spelling.weekday or year is None or not spelling.month or not spelling.day:
        return False
    weekday = dt.date(year, spelling.month, spelling.day).weekday()
    return spelling.weekday != _WEEKDAYS[weekday]


def _possible_times(spelling: Spelling) -> bool:
    late = max(spelling.hours, default=0) > _LAST_HOUR
    return not late and max(spelling.minutes, default=0) <= _LAST_MINUTE


def _within(era: Era, date: DateText) -> bool:
    """Return whether some day that the date may mean lies in the era.

    A 年度 counts by both its years: 平成31年度 and 令和元年度 are each in use for 2019.
    """
    interval = date.interval
    assert interval is not None
    return interval[0] < era.end and interval[1] >= era.first


def write_wareki(date: DateText, *, short: bool = False) -> str:
    """Return the date in 和暦 as exact as it was written; text not understood as typed.

    ``short``: R6.12.1, as on forms with narrow cells.
    """
    return _ends(date, _short if short else lambda end: _in_words(end, era_year))


def write_seireki(date: DateText) -> str:
    """Return the date in 西暦 as exact as it was written; text not understood as typed."""
    return _ends(date, lambda end: _in_words(end, lambda day: str(day.year)))


def _ends(date: DateText, write: Callable[[DateText], str]) -> str:
    if not date.value:
        return date.text
    ends = (date.model_copy(update={"value": value}) for value in date.value.split("/"))
    return "～".join(map(write, ends))


def _in_words(date: DateText, year_of: Callable[[dt.date], str]) -> str:
    first, last = _days(date)
    if date.granularity is Granularity.FISCAL_YEAR:
        return _fiscal(first.year, year_of)
    if date.granularity is Granularity.YEAR:
        return f"{year_of(last)}年"
    month = f"{year_of(first)}年{first.month}月"
    return month if date.granularity is Granularity.MONTH else f"{month}{first.day}日"


def _short(date: DateText) -> str:
    """Return R6.12.1; a year or 年度 in words, where a letter and a number would say too little."""
    if date.granularity in {Granularity.FISCAL_YEAR, Granularity.YEAR}:
        return _in_words(date, era_year)
    first, _ = _days(date)
    month = f"{era_letter(first)}.{first.month}"
    return month if date.granularity is Granularity.MONTH else f"{month}.{first.day}"


def _days(date: DateText) -> tuple[dt.date, dt.date]:
    """Return the interval of a date that was understood."""
    assert date.interval is not None
    return date.interval


def fiscal_year_name(year: int) -> str:
    """Return the 年度 that begins in April of the year: 2024 -> 令和6年度."""
    return _fiscal(year, era_year)


def _fiscal(year: int, year_of: Callable[[dt.date], str]) -> str:
    return f"{year_of(dt.date(year, 5, 1))}年度"
