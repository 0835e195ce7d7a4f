"""The writing of tags: what a paragraph says, and the slips of a keyboard (docs/tags.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from jusoforms.problems import Sentence
from jusoforms.problems import tags as say
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import CONTEXTS, names_in

__all__ = ["OBJECT", "FormatCall", "Sign", "Slip", "Tag", "around", "read_tags"]

OBJECT = "\ufffc"
"""Stands in a paragraph's text for what is no text: a picture, a note, a page break."""

_BRACES = re.compile(r"[{｛]{2}|[}｝]{2}")
_LOOKALIKES = re.compile(r"(?:〔〔|【【|［［)([^〔〕【】［］]{1,40})(?:〕〕|】】|］］)")
_OTHER_LANGUAGES = re.compile(
    r"(?<![{｛])[{｛]([^{}｛｝%]{1,40})[}｝](?![}｝])|<<([^<>]{1,40})>>|＜＜([^＜＞]{1,40})＞＞|«([^«»]{1,40})»"
)
"""{名}, <<名>> and «名»: tags of other engines. Only with a known name: {注} may be text."""
_STATEMENT = re.compile(r"[{｛]\s?[%％](.{1,60}?)[%％]\s?[}｝]")
_BLANKS = " \t\u3000\xa0\u200b\ufeff"
_WIDE = str.maketrans("｛｝＃？＾／｜．", "{}#?^/|.")
_WIDE_SIGNS = "＃？＾／｜．"
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
    """A well-written tag; start and end count characters of the paragraph."""

    start: int
    end: int
    source: str
    sign: Sign
    path: tuple[str, ...]
    formats: tuple[FormatCall, ...] = ()

    @property
    def name(self) -> str:
        """The path as written."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that was meant to be a tag."""

    start: int
    end: int
    source: str
    sentence: Sentence
    mended: str = ""
    sign: str = ""


def around(text: str, start: int, end: int) -> str:
    """Return a passage with up to 20 characters before and after, on one line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = text[first:last].replace("\n", " ").replace("\t", " ").replace(OBJECT, "□").strip()
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"


def read_tags(text: str) -> tuple[list[Tag], list[Slip]]:
    """Return the tags of a paragraph's text and its slips, each in order."""
    found = [*_between_braces(text), *_lookalikes(text)]
    tags = [item for item in found if isinstance(item, Tag)]
    return tags, [item for item in found if isinstance(item, Slip)]


def _between_braces(text: str) -> Iterator[Tag | Slip]:
    opened: re.Match[str] | None = None
    for brace in _BRACES.finditer(text):
        opens = brace[0][0] in "{｛"
        if opened and not opens:
            yield _tag(text, opened.start(), _closing_end(text, brace))
        elif opened:
            yield _half(text, opened.start(), opened.end(), say.UNCLOSED_TAG)
        elif not opens:
            yield _half(text, brace.start(), brace.end(), say.UNOPENED_TAG)
        opened = brace if opens else None
    if opened:
        yield _half(text, opened.start(), opened.end(), say.UNCLOSED_TAG)


def _closing_end(text: str, brace: re.Match[str]) -> int:
    """Take in a third }, so that it is told as one slip."""
    more = brace.end() < len(text) and text[brace.end()] in "}｝"
    return brace.end() + more


def _half(text: str, start: int, end: int, sentence: Sentence) -> Slip:
    return Slip(start, end, text[start:end], sentence)


def _lookalikes(text: str) -> Iterator[Slip]:
    for match in _LOOKALIKES.finditer(text):
        mended = f"{{{{{match[1].strip(_BLANKS)}}}}}"
        yield Slip(match.start(), match.end(), match[0], say.LOOKALIKE, mended)
    for match in _OTHER_LANGUAGES.finditer(text):
        inner = next(filter(None, match.groups())).strip(_BLANKS)
        if fold(re.split(r"[.|]", inner.lstrip("#?^/"))[0]) in _known_names():
            yield Slip(match.start(), match.end(), match[0], say.LOOKALIKE, f"{{{{{inner}}}}}")
    for match in _STATEMENT.finditer(text):
        yield Slip(match.start(), match.end(), match[0], say.STATEMENT)


@cache
def _known_names() -> frozenset[str]:
    fields = (field for context in CONTEXTS for field in names_in(context).values())
    return frozenset(fold(name) for field in fields for name in (field.name, *field.also))


def _tag(text: str, start: int, end: int) -> Tag | Slip:
    source = text[start:end]
    inner = source[2:-2]
    mended = f"{{{{{unicodedata.normalize('NFC', inner.translate(_WIDE)).strip(_BLANKS)}}}}}"
    slip = _slip(source, inner)
    if slip:
        sentence, sign = slip
        return Slip(start, end, source, sentence, mended, sign)
    return _read(start, end, source, inner.strip(_BLANKS))


def _slip(source: str, inner: str) -> tuple[Sentence, str] | None:
    names = re.split(r"[|｜]", inner)[0]
    signs = [mark for mark in _WIDE_SIGNS if mark in names or (mark == "｜" and mark in inner)]
    checks = (
        (bool(re.search(r"[\n\t]", inner)), say.BREAK_IN_TAG),
        (OBJECT in inner, say.OBJECT_IN_TAG),
        (source[:2] != "{{" or source[-2:] != "}}", say.WIDE_BRACES),
        (bool(re.search(r"[{}｛｝]", inner)), say.STRAY_BRACE),
        (bool(signs), say.WIDE_SIGN),
        (not names.strip(_BLANKS + "#?^/."), say.EMPTY_TAG),
    )
    sentence = next((sentence for found, sentence in checks if found), None)
    return (sentence, signs[0] if signs else "") if sentence else None


def _read(start: int, end: int, source: str, inner: str) -> Tag:
    name, *formats = inner.split("|")
    sign = Sign(name[0]) if name[0] in "#?^/" else Sign.VALUE
    path = tuple(word.strip(_BLANKS) for word in name[len(sign) :].split("."))
    return Tag(start, end, source, sign, path, tuple(map(_format, formats)))


def _format(written: str) -> FormatCall:
    name, _, argument = re.sub(rf"[{_BLANKS}]", " ", written.strip(_BLANKS), count=1).partition(" ")
    return FormatCall(name, argument.strip(_BLANKS))
