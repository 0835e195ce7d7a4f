"""時期: several dated events written into one cell.

``令和6年度（初回相談）・令和6年12月（支援会議）``, ``第2回支援会議（未定）``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.sheets.dates import date_problem
from jusoforms.sheets.texts import bracketed
from jusoforms.vocabulary.case import Meeting, Period
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.wareki import DateText, Flaw, read_date

__all__ = ["held_meetings", "read_periods", "undated_meetings"]

_BETWEEN = " \t\n　・･、，,;；／/→⇒"
_NUMBER = r"第[\s　]*[0-9０-９一二三四五六七八九十]+[\s　]*回"
_EVENT = re.compile(rf"(?P<before>{_NUMBER})?[\s　]*(?P<event>.*?)[\s　]*(?P<after>{_NUMBER})?")
_NOT_HELD = re.compile(r"予定|延期|中止|見送り|取りやめ|調整中")
_WEEKDAY = re.compile(r"[(（]([日月火水木金土](?:曜日?)?)[)）]")
_MASK = str.maketrans("()（）", "\ue000\ue001\ue002\ue003")
_UNMASK = str.maketrans("\ue000\ue001\ue002\ue003", "()（）")
_UNDATED = frozenset({"未定", "未", "調整中", "日程調整中", "不明", "予定"})
_DATE_FIRST = re.compile(r"(?P<when>\S*?(?:年度|年|月|日|\d))[\s　]+(?P<event>\D.*)")


_ANOTHER_DATE = re.compile(r"\d[\d.]*[./年]|元年|年度|\d月")


@dataclass(frozen=True, slots=True)
class _Read:
    period: Period
    problem: Problem | None = None


def read_periods(text: str) -> tuple[tuple[Period, ...], tuple[Problem, ...]]:
    """Return the events of a cell, and what could not be understood (without a place)."""
    # The bracket of a weekday belongs to its date: 12月1日（日）（支援会議）.
    masked = _WEEKDAY.sub(lambda match: match[0].translate(_MASK), text)
    pairs = ([part.translate(_UNMASK) for part in pair] for pair in bracketed(masked))
    pieces = [(before.strip(_BETWEEN), inside.strip()) for before, inside in pairs]
    reads = [_read(*piece) for piece in _date_first(pieces) if any(piece)]
    return tuple(r.period for r in reads), tuple(r.problem for r in reads if r.problem)


def _date_first(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (date, event) of pieces in which each event stands first: （初回相談）令和6年4月."""
    dates, events = [before for before, _ in pieces[1:]], [inside for _, inside in pieces[:-1]]
    turned = len(pieces) > 1 and not pieces[0][0] and not pieces[-1][1] and all(dates + events)
    return list(zip(dates, events, strict=True)) if turned else pieces


def held_meetings(periods: tuple[Period, ...], lists: Lists) -> tuple[Meeting, ...]:
    """Return the meetings among the events, earliest first.

    One that is 未定, 予定, 延期 or 中止 was not held.
    """
    dated = [p for p in periods if _is_meeting(p) and p.when.interval]
    dated.sort(key=lambda p: p.when.interval or ())
    return tuple(_meeting(serial, period, lists) for serial, period in enumerate(dated, 1))


def undated_meetings(periods: tuple[Period, ...]) -> tuple[Problem, ...]:
    """Return the meetings whose date was not understood: which one is the latest is then open."""
    return tuple(
        say.MEETING_UNDATED.at(label="時期", value=_as_written(p))
        for p in periods
        if _is_meeting(p) and not p.when.interval and p.when.text.strip() not in _UNDATED
    )


def _as_written(period: Period) -> str:
    event = f"{period.number}{period.event}"
    return event if event == period.when.text else f"{period.when.text}（{event}）"


def _read(before: str, inside: str) -> _Read:
    if not inside:
        return _read_without_bracket(before)
    when = read_date(before)
    if not before:
        return _Read(_period(when, inside))
    if when.flaw is Flaw.UNREADABLE and _is_date(inside):
        return _dated(read_date(inside), before)
    if when.flaw is Flaw.UNREADABLE:
        problem = say.UNREADABLE_PERIOD.at(label="時期", value=f"{before}（{inside}）")
        return _Read(_period(when, inside), problem)
    return _dated(when, inside)


def _read_without_bracket(text: str) -> _Read:
    if _is_date(text):
        return _dated(read_date(text), "")
    match = _DATE_FIRST.fullmatch(text)
    if match and _is_date(match["when"]) and not _ANOTHER_DATE.search(match["event"]):
        return _dated(read_date(match["when"]), match["event"])
    problem = say.UNREADABLE_PERIOD.at(label="時期", value=text)
    return _Read(Period(when=read_date(text), event=text if "会議" in text else ""), problem)


def _is_meeting(period: Period) -> bool:
    return "会議" in period.event and not _NOT_HELD.search(f"{period.when.text}{period.event}")


def _is_date(text: str) -> bool:
    return text in _UNDATED or read_date(text).flaw is not Flaw.UNREADABLE


def _dated(when: DateText, event: str) -> _Read:
    return _Read(_period(when, event), date_problem("時期", when))


def _period(when: DateText, event: str) -> Period:
    match = _EVENT.fullmatch(event)
    assert match is not None
    number = match["before"] or match["after"] or ""
    return Period(when=when, event=match["event"], number=number)


def _meeting(serial: int, period: Period, lists: Lists) -> Meeting:
    known = lists.meeting_type(period.event)
    return Meeting(
        meeting_type=period.event,
        legal_basis=known.legal_basis if known else "",
        number=period.number,
        serial=serial,
        held_at=period.when,
        secrecy=lists.secrecy_note(period.event),
    )
