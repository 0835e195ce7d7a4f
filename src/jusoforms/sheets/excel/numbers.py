"""Numbers as a person reads them.

Shown are plain digits with what the format puts around them: leading zeros (a 事例番号 0012 is
stored as 12), units, separators, percent. Whatever else a format does, the plain number is shown.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

from jusoforms.sheets.excel.formats import Kind, Section, Token, section_for

__all__ = ["number_text", "plain_number", "read_number", "whole_number"]

_DIGITS_OF_EXCEL = 15
_LONGEST_PLAIN = 21
_LONGEST_INDEX = 9
_MOST_DECIMALS = 30  # what Excel lets a format have
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
"""Holds the largest double with all its decimals."""


def read_number(raw: str) -> int | float | None:
    """Return the number that ``v`` holds (xsd:double); None where it holds none.

    A whole number is an int of all its digits, though Excel itself keeps fifteen.
    """
    if not raw.isascii() or "_" in raw:
        return None
    if raw.removeprefix("-").isdigit() and len(raw) <= _LONGEST_PLAIN:
        return int(raw)
    try:
        number = float(raw)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 10**_DIGITS_OF_EXCEL else number


def whole_number(written: str) -> int:
    """Return an index or an id; -1 for what is none."""
    if len(written) <= _LONGEST_INDEX and written.isascii() and written.isdigit():
        return int(written)
    digits = written.strip()
    return whole_number(digits) if digits != written else -1


def number_text(number: float, sections: tuple[Section, ...]) -> str:
    """Return a number as its format shows it."""
    section = section_for(sections, number)
    if section is None or section.shows(Kind.OTHER):
        return plain_number(number)
    digits = [token.text for token in section.tokens if token.kind is Kind.DIGITS]
    value = _exact(number) * (100 if section.shows(Kind.PERCENT) else 1)
    if len(digits) == 1 and _is_simple(digits[0]):
        shown = [_digits(abs(value), digits[0])]
    elif len(digits) > 1 and all(set(part) <= set("0#?") for part in digits):
        shown = _spread(abs(value), digits)
    else:
        return plain_number(number)
    by_sign = len(sections) > 1 and section is sections[1] and not section.condition
    minus = "-" if number < 0 and not by_sign else ""
    return minus + "".join(_pieces(section.tokens, shown))


def plain_number(number: float) -> str:
    """Return the number as the General format would in a wide cell, without an exponent."""
    if isinstance(number, int):
        return str(number)
    shown = _exact(number).normalize()
    plain = f"{shown:f}"
    return plain if len(plain) <= _LONGEST_PLAIN else f"{shown:E}"


def _exact(number: float) -> Decimal:
    """Return the decimal a person typed: 0.1, not its nearest binary fraction."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


def _is_simple(pattern: str) -> bool:
    """Return whether digits mean what they say: one point, commas only between digits."""
    whole, _, decimals = pattern.partition(".")
    return "." not in decimals and "," not in decimals and not whole.endswith(",")


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    places = min(len(decimals), _MOST_DECIMALS)
    rounded = f"{value.quantize(Decimal(1).scaleb(-places), context=_WIDE):f}"
    front, _, rest = rounded.partition(".")
    least = whole.count("0")
    front = front.lstrip("0").zfill(least) if least else front.lstrip("0")
    if "," in whole:
        front = f"{int(front or 0):,}" if len(front) > least or least == 1 else front
    needed = len(decimals.rstrip("#?"))
    rest = rest[:needed] + rest[needed:].rstrip("0")
    return f"{front}.{rest}" if rest else front


def _spread(value: Decimal, patterns: list[str]) -> list[str]:
    """Return whole digits over several groups, from the right: 1540002 as 154, 0002."""
    rest = f"{value.quantize(Decimal(1), context=_WIDE):f}"
    shown: list[str] = []
    for pattern in reversed(patterns[1:]):
        group, rest = rest[-len(pattern) :], rest[: -len(pattern)]
        shown.append(group.zfill(pattern.count("0")))
    shown.append(rest.zfill(patterns[0].count("0")))
    return shown[::-1]


def _pieces(tokens: tuple[Token, ...], digits: list[str]) -> list[str]:
    left = iter(digits)
    return [next(left) if token.kind is Kind.DIGITS else token.text for token in tokens]
