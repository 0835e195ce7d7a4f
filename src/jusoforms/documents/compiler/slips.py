"""Slips of the keyboard and tags of other engines, each with what it was meant to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from jusoforms.documents.compiler.tags import BLANKS, OBJECT, Sign, Tag, read_tag
from jusoforms.problems import Sentence
from jusoforms.problems import tags as say
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import CONTEXTS, names_in

__all__ = ["Slip", "lookalikes", "slips_in", "unclosed"]

_PLAIN = re.compile(r"\{\{[#?^/]?(?![A-Za-z])\w[\w.]*(?:\|[\w ]+)*\}\}")
"""Most tags: nothing in them can be a slip."""
_LOOKALIKES = re.compile(r"(?:〔〔|【【|［［)([^〔〕【】［］{}｛｝]{1,40})(?:〕〕|】】|］］)")
_OTHER_LANGUAGES = re.compile(
    r"(?<![{｛])[{｛]([^{}｛｝%]{1,40})[}｝](?![}｝])|<<([^<>]{1,40})>>|＜＜([^＜＞]{1,40})＞＞|«([^«»]{1,40})»"
)
"""{名}, <<名>> and «名»: tags of other engines. Only with a known name: {注} may be text."""
_UNCLOSED_END = re.compile(r"\s*([#?^/][^{}｛｝]{1,40})[}｝]?\s*")
_STATEMENT = re.compile(r"[{｛]\s?[%％](.{1,60}?)[%％]\s?[}｝]")
_WIDE = str.maketrans("｛｝＃？＾／｜．", "{}#?^/|.")
_WIDE_SIGNS = "＃？＾／｜．"
_DOTS = re.compile("[。・，]")
"""Signs of the keyboard around the dot; of a name itself only where the word before is none."""
_COMPARISON = re.compile(r"(?:[=＝≠<>＜＞]|!=)")
_COMMAND = re.compile(
    r"(?P<sign>[#?^/]?)[\s:@!>-]*"
    r"(?P<word>else|end[a-z]*|if|elif|each|for|foreach|range|unless|while|with)(?![A-Za-z0-9_])(?P<rest>.*)",
    re.IGNORECASE,
)
"""Commands of other engines between our braces: no field's name begins with such a word."""
_SIGNS = frozenset("#?^/")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that was meant to be a tag."""

    start: int
    end: int
    source: str
    sentence: Sentence
    mended: str = ""
    sign: str = ""


def slips_in(start: int, end: int, source: str) -> Iterator[Tag | Slip]:
    """Yield the slip of a tag between braces, and the end of a block that it was meant to be."""
    inner = source[2:-2]
    slip = None if _PLAIN.fullmatch(source) else _slip(source, inner)
    if slip is None:
        return
    sentence, sign = slip
    written = unicodedata.normalize("NFC", inner.translate(_WIDE)).strip(BLANKS)
    meant = _DOTS.sub(".", written) if sentence is say.WIDE_SIGN else written
    yield Slip(start, end, source, sentence, f"{{{{{meant}}}}}", sign)
    if sentence is say.STATEMENT:
        yield from _end_of_block(start, end, source, _command(meant))
    elif sentence in {say.WIDE_BRACES, say.WIDE_SIGN, say.EMPTY_TAG}:
        yield from _end_of_block(start, end, source, meant)


def unclosed(text: str, start: int) -> Iterator[Tag | Slip]:
    """Yield the slip of braces that nothing closes, and the end of a block likewise."""
    yield Slip(start, start + 2, text[start : start + 2], say.UNCLOSED_TAG)
    last = _UNCLOSED_END.fullmatch(text, start + 2)
    if last:
        yield from _end_of_block(start, len(text), text[start:], last[1])


def lookalikes(text: str) -> Iterator[Tag | Slip]:
    """Yield what looks like a tag in other brackets than ours, with what it was meant to be."""
    for match in _LOOKALIKES.finditer(text):
        yield from _lookalike(match, match[1].strip(BLANKS))
    for match in _OTHER_LANGUAGES.finditer(text):
        inner = next(filter(None, match.groups())).strip(BLANKS)
        if fold(re.split(r"[.|]", inner.lstrip("#?^/"))[0]) in _known_names():
            yield from _lookalike(match, inner)
    for match in _STATEMENT.finditer(text):
        yield Slip(match.start(), match.end(), match[0], say.STATEMENT)


def _lookalike(match: re.Match[str], inner: str) -> Iterator[Tag | Slip]:
    start, end = match.span()
    yield Slip(start, end, match[0], say.LOOKALIKE, f"{{{{{inner}}}}}")
    yield from _end_of_block(start, end, match[0], inner)


@cache
def _known_names() -> frozenset[str]:
    fields = (field for context in CONTEXTS for field in names_in(context).values())
    return frozenset(fold(name) for field in fields for name in (field.name, *field.also))


def _end_of_block(start: int, end: int, source: str, meant: str) -> Iterator[Tag]:
    named = meant.strip(BLANKS + "#?^/.") or meant[:1] == Sign.END
    if meant[:1] in _SIGNS and named:
        yield replace(read_tag(start, end, source, meant), formats=())


def _command(written: str) -> str:
    """Return the end of a block that another engine's command was meant to be."""
    command = _COMMAND.match(written)
    if command is None:
        return _COMPARISON.split(written)[0].rstrip(BLANKS)
    word, rest = command["word"].lower(), command["rest"].split()
    if word.startswith("end") or command["sign"] == "/":
        return "/"
    opens = word not in {"else", "elif"} and rest
    return f"{'^' if word == 'unless' else '#'}{_COMPARISON.split(rest[-1])[0]}" if opens else ""


def _slip(source: str, inner: str) -> tuple[Sentence, str] | None:
    names = re.split(r"[|｜]", inner)[0]
    signs = [mark for mark in _WIDE_SIGNS if mark in names or (mark == "｜" and mark in inner)]
    signs += _dots_in(names)
    is_command = _COMMAND.match(names.strip(BLANKS)) or _COMPARISON.search(names)
    checks = (
        (bool(re.search(r"[\n\t]", inner)), say.BREAK_IN_TAG),
        (OBJECT in inner, say.OBJECT_IN_TAG),
        (source[:2] != "{{" or source[-2:] != "}}", say.WIDE_BRACES),
        (bool(re.search(r"[{}｛｝]", inner)), say.STRAY_BRACE),
        (bool(is_command), say.STATEMENT),
        (bool(signs), say.WIDE_SIGN),
        (not names.strip(BLANKS + "#?^/."), say.EMPTY_TAG),
    )
    sentence = next((sentence for found, sentence in checks if found), None)
    return (sentence, signs[0] if signs else "") if sentence else None


def _dots_in(names: str) -> list[str]:
    """Return the signs that were meant to be the dot after a known name."""
    if not _DOTS.search(names):
        return []
    bare = names.strip(BLANKS + "#?^/")
    head = fold(_DOTS.split(bare)[0])
    meant = head in _known_names() and fold(bare) not in _known_names()
    return _DOTS.findall(bare) if meant else []
