"""Japanese dates: as typed, and as understood, with the granularity that was written.

令和6年度 is a fiscal year (1 April to 31 March), 令和5年 a calendar year, 令和6年12月 a month.
A coarser date is never turned into a finer one, and 令和5年 never into a fiscal year.
Eras: 元号法 (Act No. 43 of 1979) and the cabinet orders; 令和 begins on 1 May 2019.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from jusoforms.vocabulary.labels import Record

__all__ = ["DateText", "Flaw", "Granularity", "fiscal_year_name", "read_date", "write_wareki"]


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


class DateText(Record):
    """A date as typed, with what was understood of it."""

    text: str = ""
    value: str = ""
    """ISO, as exact as written: ``2024`` (年度 and 年), ``2024-12``, ``2024-12-01``."""
    granularity: Granularity = Granularity.NONE
    flaw: Flaw = Flaw.NONE

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def interval(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that the text may mean; None where it was not understood."""
        if not self.value:
            return None
        year, month, day = [*map(int, self.value.split("-")), 0, 0][:3]
        if self.granularity is Granularity.FISCAL_YEAR:
            return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
        first = dt.date(year, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])

    def surely_before(self, other: DateText) -> bool:
        """Return whether every day this may mean lies before every day of the other."""
        mine, theirs = self.interval, other.interval
        return mine is not None and theirs is not None and mine[1] < theirs[0]


@dataclass(frozen=True, slots=True)
class _Era:
    name: str
    letter: str
    first: dt.date

    @property
    def offset(self) -> int:
        return self.first.year - 1


_ERAS = (
    _Era("明治", "M", dt.date(1868, 1, 25)),
    _Era("大正", "T", dt.date(1912, 7, 30)),
    _Era("昭和", "S", dt.date(1926, 12, 25)),
    _Era("平成", "H", dt.date(1989, 1, 8)),
    _Era("令和", "R", dt.date(2019, 5, 1)),
)
_ERA_BY_MARK = {mark: era for era in _ERAS for mark in (era.name, era.letter)}

_ERA_YEAR = r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\.?(?P<era_year>元|\d{1,2})"
_YEAR = rf"(?:{_ERA_YEAR}|(?:西暦)?(?P<year>\d{{4}}))"
_TIME = r"(?:午前|午後)?\d{1,2}(?:[::]\d{2}|時(?:\d{1,2}分|半)?)"
_TAIL = rf" ?(?:\([日月火水木金土](?:曜日?)?\))?(?:{_TIME}(?:[~〜から-]+(?:{_TIME})?(?:まで)?)?)?"
# A blank between digits parts two numbers: 2024/12/1 14:00 is not the 11th at 4:00.
_FREE_BLANK = re.compile(r"(?<!\d) | (?!\d)")
_FORMS = (
    re.compile(rf"{_YEAR}年度"),
    re.compile(rf"{_YEAR}年?"),
    re.compile(rf"{_YEAR}(?:年|[./-])(?P<month>\d{{1,2}})月?"),
    re.compile(rf"{_YEAR}(?:年|[./-])(?P<month>\d{{1,2}})(?:月|[./-])(?P<day>\d{{1,2}})日?{_TAIL}"),
)
_GRANULARITIES = (
    Granularity.FISCAL_YEAR,
    Granularity.YEAR,
    Granularity.MONTH,
    Granularity.DAY,
)


def read_date(text: str) -> DateText:
    """Return the text with what it means; text that is no date keeps ``Flaw.UNREADABLE``.

    Width does not count (令和６年), nor blanks inside. ``12/1`` and ``6.12.1`` stay unread: they
    need a year or an era that is not written.
    """
    folded = _FREE_BLANK.sub("", re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)))
    if not folded:
        return DateText(text=text)
    for form, granularity in zip(_FORMS, _GRANULARITIES, strict=True):
        match = form.fullmatch(folded)
        if match:
            return _understood(text, match, granularity)
    return DateText(text=text, flaw=Flaw.UNREADABLE)


def _understood(text: str, match: re.Match[str], granularity: Granularity) -> DateText:
    groups = match.groupdict()
    era = _ERA_BY_MARK.get(groups["era"] or "")
    if era:
        year = era.offset + (1 if groups["era_year"] == "元" else int(groups["era_year"]))
    else:
        year = int(groups["year"])
    numbers = [year, *(int(groups[name]) for name in ("month", "day") if groups.get(name))]
    if not _exists(numbers) or (groups["era_year"] or "1").strip("0") == "":
        return DateText(text=text, flaw=Flaw.IMPOSSIBLE)
    value = "-".join(f"{n:02}" for n in numbers)
    date = DateText(text=text, value=value, granularity=granularity)
    if era and not _within(era, date):
        return date.model_copy(update={"flaw": Flaw.ERA})
    return date


def _exists(numbers: list[int]) -> bool:
    year, month, day = [*numbers, 1, 1][:3]
    if not (1 <= year < dt.MAXYEAR and 1 <= month <= 12):  # noqa: PLR2004 months
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _within(era: _Era, date: DateText) -> bool:
    """Return whether some day that the date may mean lies in the era.

    A 年度 counts by both its years: 平成31年度 and 令和元年度 are each in use for 2019.
    """
    interval = date.interval
    assert interval is not None
    index = _ERAS.index(era)
    ends = _ERAS[index + 1].first if index + 1 < len(_ERAS) else dt.date.max
    return interval[0] < ends and interval[1] >= era.first


def write_wareki(date: DateText) -> str:
    """Return the date in 和暦 as exact as it was written; text not understood as typed."""
    interval = date.interval
    if interval is None:
        return date.text
    first = interval[0]
    if date.granularity is Granularity.FISCAL_YEAR:
        return fiscal_year_name(first.year)
    if date.granularity is Granularity.YEAR:
        return f"{_era_year(interval[1])}年"
    month = f"{_era_year(first)}年{first.month}月"
    return month if date.granularity is Granularity.MONTH else f"{month}{first.day}日"


def fiscal_year_name(year: int) -> str:
    """Return the 年度 that begins in April of the year: 2024 -> 令和6年度."""
    return f"{_era_year(dt.date(year, 5, 1))}年度"


def _era_year(day: dt.date) -> str:
    era = next((era for era in reversed(_ERAS) if era.first <= day), None)
    if era is None:
        return str(day.year)
    number = day.year - era.offset
    return f"{era.name}{'元' if number == 1 else number}"
