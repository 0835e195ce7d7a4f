"""Dates and times: serial numbers and ISO texts to moments, and how a format shows them.

A serial counts days from 1 January 1900 (which is 1), with a 29 February 1900 that never was, or
from 1 January 1904 (which is 0): ECMA-376 part 1, 18.17.4.1.

The text of a date is what the cell shows, if ``vocabulary.wareki`` reads that as the same day:
令和6年12月1日, R6.12.1, 2024/12/1. Otherwise (12月1日, 1-Dec-24) it is written out, as exact as
the format: in 和暦 if the format names an era, else as 2024年12月1日. A time follows its date after
a blank; alone it is shown as the format says.
"""

from __future__ import annotations

import datetime as dt
import math

from jusoforms.sheets.excel.formats import Kind, Section, Token
from jusoforms.vocabulary.wareki import DateText, Granularity, read_date, write_wareki

__all__ = ["LAST_SERIAL", "Moment", "elapsed_text", "from_iso", "from_serial", "moment_text"]

Moment = dt.date | dt.datetime | dt.time

_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.time()
_DAWN = dt.datetime.combine(dt.date.min, _MIDNIGHT)
_DUSK = dt.datetime.combine(dt.date.max, dt.time.max)
LAST_SERIAL = 2_958_465
"""31 December 9999 where days count from 1900."""
_LEAP_THAT_NEVER_WAS = 60
_TIMES = (Kind.HOUR, Kind.MINUTE, Kind.SECOND)
_DATES = (Kind.YEAR, Kind.ERA, Kind.ERA_YEAR, Kind.MONTH, Kind.DAY, Kind.WEEKDAY)
_WEEKDAYS = "月火水木金土日"
_FULL_ERA = 3
_LETTERS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}


def from_serial(serial: float, section: Section, *, date1904: bool) -> Moment | None:
    """Return what a serial means under a date format; None for a day no calendar has."""
    days = math.floor(serial)
    rest = dt.timedelta(milliseconds=round((serial - days) * 86_400_000))
    if days == 0 and rest < _DAY and not section.shows(*_DATES):
        return (_DAWN + rest).time()
    epoch = _epoch(days, date1904=date1904)
    if epoch is None or not 0 <= days <= LAST_SERIAL or days * _DAY + rest > _DUSK - epoch:
        return None
    moment = epoch + days * _DAY + rest
    timed = moment.time() != _MIDNIGHT or section.shows(*_TIMES)
    return moment if timed else moment.date()


def from_iso(text: str) -> Moment | None:
    """Return the moment of a cell of type ``d`` (ISO 8601, of strict files); None if it is none."""
    try:
        if ":" in text and "-" not in text:
            return dt.time.fromisoformat(text).replace(tzinfo=None)
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if ":" in text else moment.date()


def moment_text(moment: Moment, section: Section | None) -> str:
    """Return a moment as a person reads it; without a date format 2024年12月1日 and 14:00."""
    dated = section is None or section.shows(*_DATES)
    if isinstance(moment, dt.time):
        return _time(moment) if section is None or dated else _shown(_at(moment), section)
    full = moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, _MIDNIGHT)
    if section is None:
        timed = isinstance(moment, dt.datetime)
        return _written(full, None) + (f" {_time(full.time())}" if timed else "")
    shown = _shown(full, section)
    if not dated or read_date(shown).value == _as_exact(full, section).value:
        return shown
    return _written(full, section) + (f" {_time(full.time())}" if section.shows(*_TIMES) else "")


def elapsed_text(days: float, section: Section) -> str:
    """Return a length of time as its format shows it: 25:30 for a little more than a day."""
    seconds = round(days * 86_400)
    units = {"h": seconds // 3_600, "m": seconds // 60, "s": seconds}
    clock = _DAWN + dt.timedelta(seconds=seconds % 86_400)
    return "".join(
        f"{units[token.text[0].lower()]:0{len(token.text)}}"
        if token.kind is Kind.ELAPSED
        else _piece(token, clock, section)
        for token in section.tokens
    )


def _epoch(days: int, *, date1904: bool) -> dt.datetime | None:
    """Return the day from which a serial counts; None for the two days that never were."""
    if date1904:
        return dt.datetime(1904, 1, 1)  # noqa: DTZ001 a cell has no time zone
    if days in {0, _LEAP_THAT_NEVER_WAS}:
        return None
    return dt.datetime(1899, 12, 31 if days < _LEAP_THAT_NEVER_WAS else 30)  # noqa: DTZ001


def _as_exact(moment: dt.datetime, section: Section | None) -> DateText:
    """Return the date as exact as the format; all of it where the format shows no year."""
    iso = moment.date().isoformat()
    with_year = section is not None and section.shows(Kind.YEAR, Kind.ERA_YEAR)
    if section is None or not with_year or section.shows(Kind.DAY):
        return DateText(value=iso, granularity=Granularity.DAY)
    if section.shows(Kind.MONTH):
        return DateText(value=iso[:7], granularity=Granularity.MONTH)
    return DateText(value=iso[:4], granularity=Granularity.YEAR)


def _written(moment: dt.datetime, section: Section | None) -> str:
    date = _as_exact(moment, section)
    if section and section.shows(Kind.ERA, Kind.ERA_YEAR):
        return write_wareki(date)
    numbers = map(int, date.value.split("-"))
    return "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False))


def _time(time: dt.time) -> str:
    return f"{time.hour}:{time:%M}"


def _at(time: dt.time) -> dt.datetime:
    return dt.datetime.combine(dt.date.min, time)


def _shown(moment: dt.datetime, section: Section) -> str:
    return "".join(_piece(token, moment, section) for token in section.tokens)


def _piece(token: Token, moment: dt.datetime, section: Section) -> str:
    """Return what one token shows; names of months as numbers, of weekdays in Japanese."""
    kind, width = token.kind, len(token.text)
    if kind in {Kind.ERA, Kind.ERA_YEAR}:
        return _era(token, moment, section)
    if kind is Kind.HALF:
        return _half(token.text, moment)
    words = {
        Kind.YEAR: f"{moment.year:04}"[-2 if width <= 2 else 0 :],  # noqa: PLR2004 yy
        Kind.WEEKDAY: _WEEKDAYS[moment.weekday()] + ("曜日" if width > 3 else ""),  # noqa: PLR2004
        Kind.FRACTION: f".{moment.microsecond:06}"[:width],
    }
    if kind in words:
        return words[kind]
    number = _numbers(moment, twelve=section.shows(Kind.HALF)).get(kind)
    return token.text if number is None else f"{number:0{min(width, 2)}}"


def _numbers(moment: dt.datetime, *, twelve: bool) -> dict[Kind, int]:
    return {
        Kind.MONTH: moment.month,
        Kind.DAY: moment.day,
        Kind.HOUR: (moment.hour - 1) % 12 + 1 if twelve else moment.hour,
        Kind.MINUTE: moment.minute,
        Kind.SECOND: moment.second,
    }


def _era(token: Token, moment: dt.datetime, section: Section) -> str:
    """Return 令和, 令 or R, or the year in it; 元 where the era is spelt out."""
    era, year = _era_and_year(moment)
    spelt_out = any(t.kind is Kind.ERA and len(t.text) >= _FULL_ERA for t in section.tokens)
    if token.kind is Kind.ERA:
        return era if spelt_out else (era[:1] if len(token.text) > 1 else _LETTERS.get(era, era))
    if year == "元" and (not spelt_out or len(token.text) > 1):
        year = "1"
    return year.zfill(min(len(token.text), 2))


def _era_and_year(moment: dt.datetime) -> tuple[str, str]:
    day = DateText(value=moment.date().isoformat(), granularity=Granularity.DAY)
    name_and_year = write_wareki(day).partition("年")[0]
    return name_and_year[:2], name_and_year[2:]


def _half(marks: str, moment: dt.datetime) -> str:
    morning, _, evening = marks.partition("/")
    return morning if moment.hour < 12 else evening  # noqa: PLR2004 noon
