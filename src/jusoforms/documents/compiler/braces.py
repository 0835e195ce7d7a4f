"""Finding the tags in a paragraph's text, and what was meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jusoforms.documents.compiler.slips import Slip, lookalikes, slips_in, unclosed
from jusoforms.documents.compiler.tags import BLANKS, Tag, read_tag
from jusoforms.problems import tags as say

__all__ = ["read_tags"]

_BRACES = re.compile(r"[{｛]{2}|[}｝]{2}")


def read_tags(text: str) -> tuple[list[Tag], list[Slip]]:
    """Return the tags of a paragraph's text and its slips, each in order.

    The end of a block that is a slip is a tag too, so that its other end is not told as well.
    """
    found = [*_between_braces(text), *lookalikes(text)]
    tags = [item for item in found if isinstance(item, Tag)]
    return tags, [item for item in found if isinstance(item, Slip)]


def _between_braces(text: str) -> Iterator[Tag | Slip]:
    opened: re.Match[str] | None = None
    for brace in _BRACES.finditer(text):
        opens = brace[0][0] in "{｛"
        if opened and not opens:
            yield from _between(text, opened.start(), _closing_end(text, brace))
        elif opened:
            yield from unclosed(text, opened.start())
        elif not opens:
            yield Slip(*brace.span(), brace[0], say.UNOPENED_TAG)
        opened = brace if opens else None
    if opened:
        yield from unclosed(text, opened.start())


def _between(text: str, start: int, end: int) -> Iterator[Tag | Slip]:
    source = text[start:end]
    slips = list(slips_in(start, end, source))
    yield from slips or [read_tag(start, end, source, source[2:-2].strip(BLANKS))]


def _closing_end(text: str, brace: re.Match[str]) -> int:
    """Take in a third }, so that it is told as one slip."""
    more = brace.end() < len(text) and text[brace.end()] in "}｝"
    return brace.end() + more
