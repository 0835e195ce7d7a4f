"""A resolved value: where it stands in the record, how it is formatted, and as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jusoforms.documents.rendering.formats import NOTHING, Step, filled, plain
from jusoforms.problems import Problem
from jusoforms.problems import templates as say

__all__ = ["RenderFault", "Source", "Value", "run_content"]

Items = tuple[Any, ...]
"""The values of the root, then the item of each copy, outermost first."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CARE = re.compile("[&<> \x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""What cannot be printed, or not as it is; one class, so that most texts pass fast."""
_BREAKS = re.compile(r"([\n\t])")
_OPEN, _OPEN_KEEPING = "<w:t>", '<w:t xml:space="preserve">'
_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


class RenderFault(Exception):  # noqa: N818 a fault of the template or record, not of the program
    """No document was made; ``problem`` says why. The text is its code: no value is in it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Source:
    """A place in the record: an item of the stack, then keys through records."""

    label: str
    """The canonical name, dotted: 役割分担.担当機関."""
    depth: int
    keys: tuple[str, ...] = ()

    def of(self, items: Items) -> Any:
        """Return the raw value."""
        value = items[self.depth]
        for key in self.keys:
            value = value[key]
        return value

    def items(self, items: Items) -> tuple[Any, ...]:
        """Return the items of a list; none where the parent is missing."""
        value = self.of(items)
        return () if value is NOTHING or value is None else tuple(value)


@dataclass(frozen=True, slots=True)
class Value:
    """What a value tag prints."""

    source: Source
    steps: tuple[Step, ...] = ()
    required: bool = False

    def content(self, items: Items) -> str:
        """Return the formatted text as content of a run; :class:`RenderFault` as ``text``."""
        text = self._formatted(items)
        if text and not _CARE.search(text):
            return f"{_OPEN}{text}</w:t>"
        return run_content(self._checked(text))

    def text(self, items: Items) -> str:
        """Return the formatted text; :class:`RenderFault` for what XML cannot hold."""
        return self._checked(self._formatted(items))

    def _formatted(self, items: Items) -> str:
        value = self.source.of(items)
        if value is NOTHING:
            value = None
        for step in self.steps:
            value = step(value)
        return plain(value)

    def _checked(self, text: str) -> str:
        bad = _ILLEGAL.search(text)
        if bad:
            point = f"{ord(bad[0]):04X}"
            raise RenderFault(say.UNPRINTABLE.at(label=self.source.label, codepoint=point))
        return text

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the name if the value is required and was not filled in."""
        if self.required and not filled(self.source.of(items)):
            yield self.source.label


def run_content(text: str) -> str:
    """Return the text as the content of a run: escaped, breaks and tabs as elements."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" not in text and "\t" not in text:
        return _piece(text)
    return "".join(_MARKS.get(piece) or _piece(piece) for piece in _BREAKS.split(text))


def _piece(text: str) -> str:
    if not text:
        return ""
    keeps = text[0] == " " or text[-1] == " " or "  " in text
    return f"{_OPEN_KEEPING if keeps else _OPEN}{text}</w:t>"
