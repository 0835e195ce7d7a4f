"""How printed words are compared, and patterns of words with values between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jusoforms.sheets.choices import options_in
from jusoforms.sheets.choices.signs import BOX, SIGNS
from jusoforms.vocabulary.labels import fold

__all__ = ["Pattern", "bare_key", "is_frame", "key_of", "offered", "only_word", "pattern_of"]

_MARKS = re.compile(f"[{re.escape(''.join(SIGNS))}]")
_BRACKET = re.compile(r"[（(\[［].*", re.DOTALL)
_FRAME = re.compile(
    r"(?:[\s年月日時分秒歳才人回〒()（）\[\]［］～~〜:：/／.．・,、_＿…午前後\-－–]"
    r"|令和|平成|昭和|大正|明治|西暦|明|大|昭|平|令|[MTSHR]|自|至|から|まで)*"
)
_EMPTY_VALUE = re.compile(r"[\s○◯〇_＿…‥・*＊]*")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of a cell with its values between them: 第2回 支援会議 against 第…回支援会議."""

    regex: re.Pattern[str]
    printed: str
    weight: int
    """How many printed characters tell it from other text."""

    def values(self, text: str) -> tuple[str, ...] | None:
        """Return the values as typed, in order; None where the words are not the printed ones."""
        folded, places = _folded(text)
        match = self.regex.fullmatch(folded)
        if match is None:
            return None
        spans = (match.span(number) for number in range(1, self.regex.groups + 1))
        found = (text[places[a] : places[b - 1] + 1] if b > a else "" for a, b in spans)
        return tuple("" if _EMPTY_VALUE.fullmatch(one) else one.strip() for one in found)


def pattern_of(literals: tuple[str, ...], shown: str) -> Pattern:
    """Return the pattern of the words before, between and behind the values."""
    parts = []
    for number, words in enumerate(literals):
        folded = _folded(words)[0]
        marks = [re.escape(mark) for mark in folded if mark != " "]
        between = 0 < number < len(literals) - 1
        parts.append(" *".join(marks) if marks or not between else " +")
    body = " *(.*?) *".join(parts)
    weight = sum(len(fold(words)) for words in literals)
    return Pattern(re.compile(f" *{body} *", re.DOTALL), shown, weight)


@lru_cache(maxsize=8192)
def key_of(text: str) -> str:
    """Return printed words as they are compared; a lone bracket is its own word."""
    return fold(text) or unicodedata.normalize("NFKC", text).strip()


def offered(text: str) -> tuple[str, ...]:
    """Return the words of the options that a blank prints; () where it prints none.

    Beside what is an option anywhere, single signs parted by ・ are: 高・中・低.
    """
    found = options_in(text)
    if len(found) > 1 or any(option.mark for option in found):
        return tuple(option.text for option in found if option.text)
    words = tuple(word.strip() for word in re.split(r"[・･／/]", text))
    return words if len(words) > 1 and all(len(word) == 1 for word in words) else ()


@lru_cache(maxsize=8192)
def bare_key(text: str) -> str:
    """Return the words of options: without marks and without what stands in brackets."""
    words = _MARKS.sub("", BOX.sub("", text)).strip()
    return fold(_BRACKET.sub("", words).removeprefix("レ")) or fold(words)


def only_word(text: str, options: Sequence[str]) -> str:
    """Return the one option that stands alone in a text, marked or not: others were deleted."""
    words = unicodedata.normalize("NFKC", _MARKS.sub("", BOX.sub("", text))).strip()
    return next((one for one in options if unicodedata.normalize("NFKC", one) == words), "")


def is_frame(text: str) -> bool:
    """Return whether words are but the frame of a value: 令和　年　月　日, 〒, （　）."""
    return bool(_FRAME.fullmatch(unicodedata.normalize("NFKC", text)))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text with width folded and blanks as one, and where each mark came from."""
    marks: list[str] = []
    places: list[int] = []
    for index, mark in enumerate(text):
        for one in unicodedata.normalize("NFKC", mark).casefold():
            blank = one.isspace()
            if blank and marks and marks[-1] == " ":
                continue
            marks.append(" " if blank else one)
            places.append(index)
    return "".join(marks), places
