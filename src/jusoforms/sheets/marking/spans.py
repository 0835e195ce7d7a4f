"""Where each element of an XML part lies in its bytes, so that a change touches nothing else.

A part that is parsed and written anew is another part: declarations, order of attributes and
blanks change. Here bytes are put in and cut out, and all others stay. expat tells the offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from jusoforms.sheets.marking.refusal import CannotMark

__all__ = ["Edit", "Span", "attribute", "inside", "outline", "prefixed", "splice", "text"]

_TAG = re.compile(rb"<[^<>\"']+(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
_DEEPEST = 200
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PLACED = re.compile(r"<(/?)(?=[A-Za-z])")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Span:
    """One element: its name, and the offsets of its two tags."""

    name: str
    """Local name."""
    namespace: str
    prefix: str
    """With its colon; empty where there is none."""
    attributes: Mapping[str, str]
    """By local name."""
    start: int
    inner: int
    """Where the start tag ends."""
    closing: int = 0
    """Where the end tag begins; ``inner`` of an element without content."""
    end: int = 0
    children: list[Span] = field(default_factory=list)

    @property
    def is_empty_tag(self) -> bool:
        """Whether it stands as ``<name/>``: there is no end tag to put something before."""
        return self.end == self.inner

    def number(self, name: str) -> int:
        """Return an attribute that is a whole number; -1 where it is none."""
        told = self.attributes.get(name, "")
        return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1  # noqa: PLR2004

    def named(self, name: str) -> list[Span]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Span | None:
        """Return the first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Span]:
        """Yield the element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes in place of those between two offsets."""

    start: int
    end: int
    new: bytes = b""


def outline(data: bytes, but: str = "") -> Span:
    """Return the root with everything below it; what lies in elements named ``but`` is left out.

    Raises :class:`CannotMark` for a part that is not well-formed UTF-8.
    """
    return _Outline(data, but).root()


class _Outline:
    """One walk of expat over a part."""

    def __init__(self, data: bytes, but: str) -> None:
        self._data = data
        self._but = but
        self._open: list[Span] = []
        self._skipped = 0
        self._root: Span | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.namespace_prefixes = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def root(self) -> Span:
        if self._data.startswith(_UTF16):
            raise CannotMark("a part is not in UTF-8")
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError:
            raise CannotMark("a part is not well-formed") from None
        assert self._root is not None
        return self._root

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in {"utf-8", "utf8", "us-ascii"}:
            raise CannotMark("a part is not in UTF-8")

    def _doctype(self, *_told: object) -> None:
        raise CannotMark("a part has a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or (self._open and self._open[-1].name == self._but):
            self._skipped += 1
            return
        if len(self._open) > _DEEPEST:
            raise CannotMark("a part is nested too deep")
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        if tag is None:
            raise CannotMark("a tag is not where the parser sees it")
        namespace, local, prefix = _split(name)
        told = {_split(key)[1]: value for key, value in attributes.items()}
        span = Span(local, namespace, prefix, told, start, tag.end())
        if self._open:
            self._open[-1].children.append(span)
        else:
            self._root = span
        self._open.append(span)

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        span = self._open.pop()
        at = self._parser.CurrentByteIndex
        if self._data[span.inner - 2 : span.inner] == b"/>":
            span.closing = span.end = span.inner
        else:
            span.closing, span.end = at, self._data.index(b">", at) + 1


def _split(name: str) -> tuple[str, str, str]:
    """Return namespace, local name, and prefix with its colon."""
    pieces = name.split(" ")
    if len(pieces) == 1:
        return "", name, ""
    return pieces[0], pieces[1], f"{pieces[2]}:" if len(pieces) > 2 else ""  # noqa: PLR2004


def inside(data: bytes, span: Span, new: bytes) -> Edit:
    """Return the edit that puts bytes at the end of an element; ``<name/>`` is opened for it."""
    if not span.is_empty_tag:
        return Edit(span.closing, span.closing, new)
    tag = data[span.start : span.end].removesuffix(b"/>").rstrip()
    name = f"{span.prefix}{span.name}".encode()
    return Edit(span.start, span.end, tag + b">" + new + b"</" + name + b">")


def attribute(data: bytes, span: Span, name: str, value: str) -> Edit | None:
    """Return the edit that gives an attribute another value; None where it has none."""
    pattern = rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')"
    match = re.compile(pattern).search(data, span.start, span.inner)
    return Edit(*match.span(1), quoteattr(value).encode()) if match else None


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes with all edits made; none may overlap another."""
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            raise CannotMark("two changes at one place")
        pieces += [data[done : edit.start], edit.new]
        done = edit.end
    return b"".join([*pieces, data[done:]])


def prefixed(xml: str, prefix: str) -> bytes:
    """Return XML written without prefixes, in the prefix (with colon) of a person's part."""
    return _PLACED.sub(rf"<\1{prefix}", xml).encode() if prefix else xml.encode()


def text(words: str) -> str:
    """Return words as the text of an element: escaped, without characters that XML forbids."""
    return escape(_FORBIDDEN.sub("", words))
