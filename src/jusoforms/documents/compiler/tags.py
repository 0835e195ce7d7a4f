"""The parts of a well-written tag (docs/tags.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["BLANKS", "OBJECT", "FormatCall", "Sign", "Tag", "around", "read_tag"]

OBJECT = "\ufffc"
"""Stands in a paragraph's text for what is no text: a picture, a note, a page break."""
BLANKS = " \t\u3000\xa0\u200b\ufeff"
"""Around a name they say nothing."""
_AROUND = 20


class Sign(StrEnum):
    """What a tag does."""

    VALUE = ""
    EACH = "#"
    FILLED = "?"
    EMPTY = "^"
    END = "/"


@dataclass(frozen=True, slots=True)
class FormatCall:
    """A format as written: ``区切り ／`` is (区切り, ／)."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; start and end count characters of the paragraph."""

    start: int
    end: int
    source: str
    sign: Sign
    path: tuple[str, ...]
    """The names as written; none where an end closes whatever was opened last."""
    formats: tuple[FormatCall, ...] = ()

    @property
    def name(self) -> str:
        """The path as written."""
        return ".".join(self.path)


def around(text: str, start: int, end: int) -> str:
    """Return a passage with up to 20 characters before and after, on one line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = text[first:last].replace("\n", " ").replace("\t", " ").replace(OBJECT, "□").strip()
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"


def read_tag(start: int, end: int, source: str, inner: str) -> Tag:
    """Return the tag with these words between its braces: a name, or the end of a block."""
    name, *formats = inner.split("|")
    sign = Sign(name[0]) if name[0] in "#?^/" else Sign.VALUE
    words = (word.strip(BLANKS) for word in name[len(sign) :].split("."))
    path = tuple(words) if name[len(sign) :] else ()
    return Tag(start, end, source, sign, path, tuple(map(_format, formats)))


def _format(written: str) -> FormatCall:
    name, _, argument = re.sub(rf"[{BLANKS}]", " ", written.strip(BLANKS), count=1).partition(" ")
    return FormatCall(name, argument.strip(BLANKS))
