"""Dates in cells: understood with certainty, or told with what to write instead."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.excel.formats import Kind, parse_format
from jusoforms.sheets.grid import Cell, CellKind
from jusoforms.vocabulary.states import has_no_day, points_elsewhere, says_something
from jusoforms.vocabulary.wareki import DateText, Flaw, read_date, write_wareki

__all__ = ["date_problem", "year_problem"]

_SERIALS = range(20_000, 60_001)
"""1954 to 2064: numbers in which a date without its format is recognised."""
_FIVE_DIGITS = re.compile("[0-9]{5}")
_EPOCH = dt.date(1899, 12, 30)
_BY_WHEN = frozenset({"期限", "次回", "モニタリング時期"})
_WEEKDAYS = "月火水木金土日"
_SENTENCES = {
    Flaw.UNREADABLE: say.UNREADABLE_DATE,
    Flaw.IMPOSSIBLE: say.IMPOSSIBLE_DATE,
    Flaw.ERA: say.ERA_BOUNDARY,
    Flaw.YEARLESS: say_value.YEARLESS_DATE,
    Flaw.WEEKDAY: say_value.WRONG_WEEKDAY,
    Flaw.LEFT_OPEN: say_value.DATE_LEFT_OPEN,
}


def date_problem(label: str, date: DateText) -> Problem | None:
    """Return what is wrong with a date as typed; None where it was understood or left open.

    なし, 不明 and 未定 say how the field stands; 別紙のとおり is told by its own sentence.
    随時 answers by when something is to be done, and not when something was.
    """
    unread = date.flaw is Flaw.UNREADABLE
    if date.flaw is Flaw.NONE or (unread and not says_something(date.text)):
        return None
    if unread and (points_elsewhere(date.text) or (label in _BY_WHEN and has_no_day(date.text))):
        return None
    serial = _serial(date.text) if unread else ""
    if serial:
        words = {"value": date.text.strip(), "date": serial, "candidates": (serial,)}
        return say_value.SERIAL_DATE.at(label=label, **words)  # type: ignore[arg-type]
    sentence = _SENTENCES[date.flaw]
    return sentence.at(label=label, value=date.text, weekday=_weekday(date))


def year_problem(label: str, cell: Cell | None) -> Problem | None:
    """Return that a cell shows no year: Excel filled in the one of the day of typing."""
    if cell is None or cell.kind is not CellKind.DATE or not isinstance(cell.value, dt.date):
        return None
    sections = parse_format(cell.number_format)
    dated = [one for one in sections if one.shows(Kind.MONTH, Kind.DAY)]
    if not dated or any(one.shows(Kind.YEAR, Kind.ERA_YEAR) for one in dated):
        return None
    day = write_wareki(read_date(f"{cell.value:%Y-%m-%d}"))
    return say_value.YEAR_NOT_SHOWN.at(label=label, cell=cell.address, date=day)


def _serial(text: str) -> str:
    """Return the date of a number that may be an Excel serial; empty for any other text."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not (_FIVE_DIGITS.fullmatch(digits) and int(digits) in _SERIALS):
        return ""
    return write_wareki(read_date((_EPOCH + dt.timedelta(days=int(digits))).isoformat()))


def _weekday(date: DateText) -> str:
    interval = date.interval
    return _WEEKDAYS[interval[0].weekday()] if interval else ""
