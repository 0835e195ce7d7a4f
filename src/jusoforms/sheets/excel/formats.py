"""Number formats: what a format code shows (ECMA-376 part 1, 18.8.30 and 18.8.31).

A code is up to four sections; a section is a row of tokens. Only what decides the reading is
understood: whether it shows a date, how exactly, in which calendar, and plain digits with
literals. Colours, alignment and column-filling characters are dropped.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache

__all__ = ["BUILT_IN", "Kind", "Section", "Token", "parse_format", "section_for"]

_LONGEST_CODE = 255  # Excel's own limit; a longer one shows General
_LONG_DATE, _LONG_TIME = '[$-F800]yyyy"年"m"月"d"日"', "[$-F400]h:mm:ss"

BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "[$-411]ge.m.d", 28: '[$-411]ggge"年"m"月"d"日"', 29: '[$-411]ggge"年"m"月"d"日"',
    30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"', 35: 'm"月"d"日"', 36: "[$-411]ge.m.d",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 50: "[$-411]ge.m.d", 51: '[$-411]ggge"年"m"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: '[$-411]ggge"年"m"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"',
    57: "[$-411]ge.m.d", 58: '[$-411]ggge"年"m"月"d"日"',
}  # fmt: skip
"""Codes of the ids a Japanese Excel knows without writing them down (18.8.30, ja-jp)."""


class Kind(Enum):
    """What a token shows."""

    LITERAL = auto()
    YEAR = auto()
    ERA = auto()
    ERA_YEAR = auto()
    MONTH = auto()
    DAY = auto()
    WEEKDAY = auto()
    HOUR = auto()
    MINUTE = auto()
    SECOND = auto()
    FRACTION = auto()
    HALF = auto()
    """AM/PM."""
    ELAPSED = auto()
    """[h], [mm], [ss]: more than a day's worth."""
    DIGITS = auto()
    """0 # ? with , and . between."""
    PERCENT = auto()
    OTHER = auto()
    """General, @, exponents, fractions: shown in ways that are not followed here."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a section, as it stands (a literal without its quotes)."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Section:
    """One section of a format: when it is used, and what it shows."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    """(operator, number) of ``[<43586]``."""

    def shows(self, *kinds: Kind) -> bool:
        """Return whether any of these kinds is shown."""
        return any(token.kind in kinds for token in self.tokens)

    @cached_property
    def is_date(self) -> bool:
        """Return whether the section shows a date or a time."""
        return not self.shows(Kind.DIGITS, Kind.OTHER, Kind.ELAPSED) and self.shows(*_DATE_KINDS)

    @cached_property
    def is_elapsed(self) -> bool:
        """Return whether the section shows a length of time: 25:30."""
        return self.shows(Kind.ELAPSED)


_DATE_KINDS = (
    Kind.YEAR, Kind.ERA, Kind.ERA_YEAR, Kind.MONTH, Kind.DAY, Kind.WEEKDAY,
    Kind.HOUR, Kind.MINUTE, Kind.SECOND,
)  # fmt: skip

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | [_*]. | (?P<next>;)
    | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<condition>[<>=]+-?[\d.]+)\]
    | \[\$(?P<currency>[^\]-]*)[^\]]*\] | \[[^\]]*\]
    | (?P<other>General|G/標準|@|[0#?.,]+E[+-][0#?]+|[0#?]+[ ]*/[ ]*[0#?\d]+)
    | (?P<half>AM/PM|A/P|午前/午後) | (?P<fraction>(?<=s)\.0+)
    | (?P<digits>[0#?][0#?,.]*|\.[0#?]+) | (?P<percent>%)
    | (?P<year>y+) | (?P<era>g+) | (?P<era_year>e+) | (?P<month>m+)
    | (?P<weekday>d{3,4}|a{3,4}) | (?P<day>d+) | (?P<hour>h+) | (?P<second>s+) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LITERALS = frozenset({"quoted", "escaped", "currency", "literal"})
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


def parse_format(code: str) -> tuple[Section, ...]:
    """Return the sections of a code; none for one that is too long to be one."""
    return _sections(code) if len(code) <= _LONGEST_CODE else ()


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...]:
    if code.startswith("[$-F800]"):
        code = _LONG_DATE
    elif code.startswith("[$-F400]"):
        code = _LONG_TIME
    sections: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["next"]:
            sections.append([])
        else:
            sections[-1].append(match)
    return tuple(map(_section, sections))


def section_for(sections: tuple[Section, ...], number: float) -> Section | None:
    """Return the section a number is shown with: by its condition, else by its sign."""
    if not sections:
        return None
    if any(section.condition for section in sections):
        return next((s for s in sections[:3] if _applies(s.condition, number)), None)
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:  # noqa: PLR2004 positive; negative; zero; text
        return sections[2]
    return sections[0]


def _section(matches: list[re.Match[str]]) -> Section:
    tokens = [token for match in matches if (token := _token(match))]
    written = next((match["condition"] for match in matches if match["condition"]), "")
    condition = _CONDITION.fullmatch(written)
    return Section(
        tuple(_with_minutes(tokens)),
        (condition[1], float(condition[2])) if condition else None,
    )


def _token(match: re.Match[str]) -> Token | None:
    """Return the token, or None for what shows nothing: colours, conditions, padding."""
    group = match.lastgroup
    if group is None or group == "condition" or not match[group]:
        return None
    kind = Kind.LITERAL if group in _LITERALS else Kind[group.upper()]
    return Token(kind, match[group])


def _with_minutes(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens; m and mm are minutes after hours or before seconds (18.8.31)."""
    shown = [token for token in tokens if token.kind is not Kind.LITERAL]
    before: Token | None = None
    following = iter(shown[1:])
    for token in tokens:
        if token.kind is Kind.LITERAL:
            yield token
            continue
        after = next(following, None)
        after_hours = before is not None and before.kind in {Kind.HOUR, Kind.ELAPSED}
        before_seconds = after is not None and after.kind is Kind.SECOND
        short = token.kind is Kind.MONTH and token.text.lower() in {"m", "mm"}
        minutes = short and (after_hours or before_seconds)
        yield Token(Kind.MINUTE, token.text) if minutes else token
        before = token


def _applies(condition: tuple[str, float] | None, number: float) -> bool:
    return condition is None or _COMPARE[condition[0]](number, condition[1])
