"""How people spell a date: its parts as written, before any calendar is asked.

令和6年度, R6.12, ㋿6年12月1日(日) 14:00～15:30, 20241201, R061201, 令和6年12月中旬, 12/1. Width,
kanji digits and blanks do not count; a blank between digits parts two numbers, though: in
2024/12/1 14:00 the day is not the 11th.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

__all__ = ["Spelling", "is_unfilled", "spell"]

_LONGEST = 80
"""Longer texts are no dates."""
_BLANKS = re.compile(r"\s+")
_FREE_BLANK = re.compile(r"(?<!\d) | (?!\d)")
_WAVES = str.maketrans("〜−–—―", "~----")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?=年|月|日|時|分)")
_KANJI = {mark: str(number) for number, mark in enumerate("〇一二三四五六七八九")}

_ERA = r"明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHRmtshr]"
_YEAR = rf"(?:(?P<era>{_ERA})\.?(?P<era_year>元|\d{{1,2}})|(?:西暦)?(?P<year>(?:1[89]|2[01])\d\d))"
_HEAD = re.compile(rf"{_YEAR}(?:\((?P<other>[^()]*)\))?")
_OTHER_BEHIND = re.compile(rf"年\(((?:{_ERA})(?:元|\d{{1,2}})|(?:西暦)?\d{{4}})年?\)")
"""2024年（令和6年）12月: read as 2024（令和6）年12月."""
_OTHER = re.compile(rf"{_YEAR}年?")

_TIME = (
    r"(?:正午|(?:午前|午後|AM|PM|am|pm)?\d{1,2}"
    r"(?::\d{2}(?::\d{2})?|時(?:\d{1,2}分|半)?)(?:AM|PM|am|pm)?)"
)
_TIMES = rf"(?P<times>(?<!\d){_TIME}(?:(?:[~-]|から)+(?:{_TIME})?)?)"
_HOURS, _MINUTES = re.compile(r"(?<![\d:])(\d+)(?=[:時])"), re.compile(r"(?<=[:時])(\d+)")
_WEEKDAY = (
    r"(?:\((?P<weekday>[月火水木金土日])(?:曜日?)?(?:[・,]?祝日?)?\)"
    r"|(?P<bare>[月火水木金土日])曜日?)"
)
_AGE = r"(?:\(?(?:当時)?満?\d{1,3}[歳才]\)?)"
_END = (
    rf"(?:生(?:まれ)?)?{_AGE}?(?P<about>頃|ころ|ごろ)?(?:まで(?:に)?)?"
    r"(?:\(?(?:予定|見込み?|仮|(?:日程)?調整中|未確定)\)?)?"
)
_OF_MONTH = r"の?(?:上旬|中旬|下旬|初旬|初め|はじめ|初頭|中頃|半ば|前半|後半|末|中|以内|第[1-5]週)"
_OF_YEAR = r"の?(?:春|夏|秋|冬|初め|はじめ|当初|中|末|前半|後半|[上下]半?期|[前後]期)"
_MONTH, _DAY = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_OF_DAY = rf" ?{_WEEKDAY}?,? ?{_TIMES}?{_END}"
_AFTER_YEAR = tuple(
    re.compile(form)
    for form in (
        rf"(?P<fiscal>年度)(?:{_OF_YEAR})?{_END}",
        rf"年?(?:{_OF_YEAR})?{_END}",
        rf"(?:年|[./-]){_MONTH}月?(?:{_OF_MONTH})?{_END}",
        rf"(?:年|[./-]){_MONTH}月?の?(?P<last>末日){_OF_DAY}",
        rf"(?:年|[./-]){_MONTH}(?:月|[./-]){_DAY}日?{_OF_DAY}",
        # 令和6年12月　日: printed marks that were left open.
        rf"年(?P<left_open>)(?:{_MONTH})?月日(?:\(曜?日?\)|[・~:時分]|午前|午後)*",
    )
)
_WITHOUT_YEAR = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}月(?:{_OF_MONTH})?{_END}",
        rf"{_MONTH}月の?(?P<last>末日){_OF_DAY}",
        rf"{_MONTH}月{_DAY}日{_OF_DAY}",
        rf"{_MONTH}/{_DAY}{_OF_DAY}",
    )
)
_MONTH_FIRST = re.compile(r"\d{1,2}[月/]")
_DAY_ALONE = re.compile(rf"{_DAY}日{_OF_DAY}")
_DIGITS = (
    re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<era>[MTSHRmtshr])(?P<era_year>\d{2})(?P<month>\d{2})(?P<day>\d{2})"),
)
_RANGE = re.compile(r"~|から|-")
_UNFILLED = re.compile(
    rf"(?=.*[年月日時]|//)(?:(?:{_ERA}|西暦)[・,./]?)*"
    r"(?:年度?|月|日|時|分|曜日?|午前|午後|から|まで|頃|[・()~:/.-])*"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The parts of a date as they were written. Empty and None: not written."""

    era: str = ""
    era_year: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    last_day: bool = False
    """末日: the last day of the month, without its number."""
    about: bool = False
    """頃: the day before or after is meant as well."""
    weekday: str = ""
    left_open: bool = False
    """The form prints 年月日, and the later parts were not filled in."""
    hours: tuple[int, ...] = ()
    """The hours of its times, in the order written."""
    minutes: tuple[int, ...] = ()
    other: Spelling | None = None
    """The same year in the other calendar: 令和6（2024）年."""
    until: Spelling | None = None
    """The end of a range."""

    @property
    def has_year(self) -> bool:
        """Whether a year is written."""
        return self.year is not None or self.era_year is not None


def spell(text: str, era: str = "") -> Spelling | None:
    """Return the parts of a date; None where the text is no date.

    ``era`` is the era that the form declares: 6.12.1 is understood only with it.
    """
    folded = _folded(text)
    if len(folded) > _LONGEST:
        return None
    found = _spelt(folded) or (_spelt(era + folded) if era else None)
    return found or _range(folded, era)


def is_unfilled(text: str) -> bool:
    """Return whether a text is no more than what a form prints: 令和　年　月　日."""
    bare = _BLANKS.sub("", _folded(text))
    return len(bare) <= _LONGEST and bool(_UNFILLED.fullmatch(bare))


def _folded(text: str) -> str:
    one_blank = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    digits = _KANJI_NUMBER.sub(lambda match: _number(match[0]), one_blank.translate(_WAVES))
    return _FREE_BLANK.sub("", digits)


def _number(kanji: str) -> str:
    """Return 十二 as 12, 二〇二四 as 2024."""
    if "十" not in kanji:
        return "".join(_KANJI[mark] for mark in kanji)
    tens, _, ones = kanji.partition("十")
    return str(10 * int(_KANJI.get(tens, "1")) + int(_KANJI.get(ones, "0")))


def _spelt(text: str) -> Spelling | None:
    forms = _WITHOUT_YEAR if _MONTH_FIRST.match(text) else _DIGITS if text[-1:].isdigit() else ()
    for form in forms:
        match = form.fullmatch(text)
        if match:
            return _parts(match)
    if "年(" in text:
        text = _OTHER_BEHIND.sub(r"(\1)年", text)
    head = _HEAD.match(text)
    if head is None:
        return None
    other = _OTHER.fullmatch(head["other"]) if head["other"] else None
    if head["other"] is not None and other is None:
        return None
    year = _parts(head, _parts(other) if other else None)
    matches = (form.fullmatch(text, head.end()) for form in _AFTER_YEAR)
    match = next(filter(None, matches), None)
    return _joined(year, _parts(match)) if match else None


def _joined(year: Spelling, rest: Spelling) -> Spelling:
    return replace(rest, era=year.era, era_year=year.era_year, year=year.year, other=year.other)


def _parts(match: re.Match[str], other: Spelling | None = None) -> Spelling:
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    clock = said.get("times")
    return Spelling(
        era=said.get("era", "").upper(),
        era_year=_whole(said.get("era_year", "").replace("元", "1")),
        year=_whole(said.get("year", "")),
        month=_whole(said.get("month", "")),
        day=_whole(said.get("day", "")),
        fiscal="fiscal" in said,
        last_day="last" in said,
        about="about" in said,
        weekday=said.get("weekday", "") or said.get("bare", ""),
        left_open="left_open" in said,
        hours=tuple(map(int, _HOURS.findall(clock))) if clock else (),
        minutes=tuple(map(int, _MINUTES.findall(clock))) if clock else (),
        other=other,
    )


def _whole(digits: str) -> int | None:
    return int(digits) if digits else None


def _range(text: str, era: str) -> Spelling | None:
    """Return the first date with the second as its end: what the second leaves out, it takes."""
    for mark in _RANGE.finditer(text):
        first = _spelt(text[: mark.start()]) or _spelt(era + text[: mark.start()])
        last = _end(text[mark.end() :], first) if first else None
        if first and last:
            return replace(first, until=last)
    return None


def _end(text: str, first: Spelling) -> Spelling | None:
    last = _spelt(text)
    if last is None and "年" in text:
        last = _spelt(first.era + text)
    if last is None:
        alone = _DAY_ALONE.fullmatch(text)
        last = replace(_parts(alone), month=first.month) if alone and first.day else None
    if last is None or last.has_year:
        return last
    return replace(last, era=first.era, era_year=first.era_year, year=first.year)
