"""Every format of the tag language, in one registry. A new format is one entry here."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import Kind
from jusoforms.vocabulary.wareki import DateText, write_seireki, write_wareki

__all__ = [
    "FORMATS", "JOIN_CELLS", "NOTHING", "REQUIRED", "Format", "Step", "filled", "find_format",
    "nearest_formats", "plain",
]  # fmt: skip

REQUIRED = "必須"
JOIN_CELLS = "縦結合"
BLANK_JOINS = "空欄"
SHORT = "短"
_SEPARATOR = "、"
_KANJI = "〇一二三四五六七八九"
_KANJI_DIGITS = 8
_TO_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
"""Letters, digits and signs; katakana stay as they are, since a name is printed as typed."""
_TO_NARROW = {wide: code for code, wide in _TO_WIDE.items()}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

Step = Callable[[Any], Any]
"""One format with its argument bound: value to value."""


class _Nothing:
    """The item of a childless parent: every field of it is nothing too."""

    def __getitem__(self, name: str) -> _Nothing:
        return self

    def __bool__(self) -> bool:
        return False


NOTHING = _Nothing()


def filled(value: Any) -> bool:
    """Return whether a value was filled in; 0 is, blanks alone are not, a record by its fields."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, DateText):
        return bool(value.text.strip())
    if isinstance(value, dict):
        return any(map(filled, value.values()))
    return bool(value) or value == 0


def plain(value: Any) -> str:
    """Return what a value prints without a format: as typed, a list joined by 、."""
    if isinstance(value, str):
        return value
    if value is None or value is NOTHING:
        return ""
    if isinstance(value, DateText):
        return value.text
    return _SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it takes, what it gives, and what it does with a value and its argument."""

    name: str
    apply: Callable[[Any, str], Any]
    accepts: frozenset[Kind]
    gives: Kind | None = Kind.TEXT
    """None: what came in."""
    argument: bool = False
    choices: tuple[str, ...] = ()
    """Words that may follow the name of a format without a free argument."""

    def bound(self, argument: str) -> Step:
        """Return the format with its argument."""
        return lambda value: self.apply(value, argument)


def _wareki(value: Any, argument: str) -> Any:
    short = argument == SHORT
    return write_wareki(value, short=short) if isinstance(value, DateText) else value


def _seireki(value: Any, _: str) -> Any:
    return write_seireki(value) if isinstance(value, DateText) else value


def _wide(value: Any, _: str) -> str:
    return plain(value).translate(_TO_WIDE)


def _narrow(value: Any, _: str) -> str:
    return plain(value).translate(_TO_NARROW)


def _kanji(value: Any, _: str) -> Any:
    """Write a number in 漢数字 with its places: 21 -> 二十一."""
    text = unicodedata.normalize("NFKC", plain(value)).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= _KANJI_DIGITS):
        return value
    return _in_kanji(int(text)) or "〇"


def _in_kanji(number: int) -> str:
    written = ""
    for unit, size in (("万", 10_000), ("千", 1_000), ("百", 100), ("十", 10)):
        count, number = divmod(number, size)
        if count:
            written += ("" if count == 1 and unit != "万" else _in_kanji(count)) + unit
    return written + (_KANJI[number] if number else "")


def _circled(value: Any, _: str) -> Any:
    text = unicodedata.normalize("NFKC", plain(value)).strip()
    if not (text.isascii() and text.isdigit()):
        return value
    number = int(text)
    return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else f"({number})"


def _bracketed(value: Any, _: str) -> str:
    return f"（{plain(value)}）" if filled(value) else ""


def _joined(value: Any, separator: str) -> Any:
    return separator.join(value) if isinstance(value, tuple) else value


def _lines(value: Any, _: str) -> Any:
    return _joined(value, "\n")


def _instead(value: Any, text: str) -> Any:
    return value if filled(value) else text


def _same(value: Any, _: str) -> Any:
    return value


_TEXTS = frozenset({Kind.TEXTS})
_SCALARS = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE})
_ANY = _SCALARS | _TEXTS

FORMATS = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            Format("和暦", _wareki, frozenset({Kind.DATE}), choices=(SHORT,)),
            Format("西暦", _seireki, frozenset({Kind.DATE})),
            Format("全角", _wide, _SCALARS),
            Format("半角", _narrow, _SCALARS),
            Format("漢数字", _kanji, frozenset({Kind.NUMBER, Kind.TEXT})),
            Format("丸数字", _circled, frozenset({Kind.NUMBER, Kind.TEXT})),
            Format("括弧", _bracketed, _ANY),
            Format("区切り", _joined, _TEXTS, argument=True),
            Format("改行", _lines, _TEXTS),
            Format("空欄", _instead, _ANY, gives=None, argument=True),
            Format(REQUIRED, _same, _ANY, gives=None),
            Format(JOIN_CELLS, _same, _ANY, gives=None, choices=(BLANK_JOINS,)),
        )
    }
)


def find_format(name: str) -> Format | None:
    """Return the format of that name, folded as names are."""
    return next((entry for key, entry in FORMATS.items() if fold(key) == fold(name)), None)


def nearest_formats(name: str) -> tuple[str, ...]:
    """Return the formats most like the text, best first."""
    return tuple(difflib.get_close_matches(fold(name), _names(FORMATS.values()), n=3, cutoff=0.3))


def _names(formats: Iterable[Format]) -> list[str]:
    return [entry.name for entry in formats]
