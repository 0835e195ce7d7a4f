"""The text of a paragraph as a person reads it, and which XML node each character stands in.

Word cuts text into runs as it likes; tags are therefore read from the whole paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.tags import OBJECT
from jusoforms.documents.wml import child, is_element, local, on, value_of, w
from jusoforms.problems import Sentence
from jusoforms.problems import templates as say

__all__ = ["Fields", "Leaf", "Passage", "read_passage"]

_SILENT = frozenset({"rPr", "fldChar", "instrText", "softHyphen", "lastRenderedPageBreak"})
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_INLINE = frozenset({"hyperlink", "sdt", "sdtContent", "dir", "bdo"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One node of text, or something that is none."""

    node: etree._Element
    run: etree._Element
    text: str
    barrier: Sentence | None = None
    """Why no tag may stand here."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text with its nodes."""

    paragraph: etree._Element
    leaves: tuple[Leaf, ...]
    text: str

    def between(self, start: int, end: int) -> Iterator[tuple[int, Leaf]]:
        """Yield the leaves that hold characters of a range, with where each begins."""
        at = 0
        for leaf in self.leaves:
            if at < end and at + len(leaf.text) > start:
                yield at, leaf
            at += len(leaf.text)


@dataclass(slots=True)
class Fields:
    """Complex fields that are open while a part is read; they may span paragraphs (17.16.18)."""

    open: list[list[str]] = field(default_factory=list)
    """Pieces of the instruction of each open field."""
    instructions: list[tuple[etree._Element, str]] = field(default_factory=list)
    """Every whole instruction with the node that ended it."""

    def see(self, node: etree._Element) -> None:
        """Take note of a field character or a piece of an instruction."""
        if local(node) == "instrText" and self.open:
            self.open[-1].append(node.text or "")
        elif local(node) == "fldChar":
            self._character(node, value_of(node, "fldCharType"))

    def _character(self, node: etree._Element, kind: str) -> None:
        if kind == "begin":
            self.open.append([])
        elif self.open:
            pieces = self.open[-1]
            if pieces:
                self.instructions.append((node, "".join(pieces)))
                pieces.clear()
            if kind == "end":
                self.open.pop()


def read_passage(paragraph: etree._Element, fields: Fields) -> Passage:
    """Return the paragraph's text; text boxes in it are paragraphs of their own."""
    leaves = tuple(_inline(paragraph, _of_paragraph(paragraph), fields))
    return Passage(paragraph, leaves, "".join(leaf.text for leaf in leaves))


def _of_paragraph(paragraph: etree._Element) -> Sentence | None:
    mark = child(paragraph, "pPr", "rPr")
    tracked = mark is not None and any(local(node) in _TRACKED for node in mark)
    return say.TAG_IN_CHANGES if tracked else None


def _inline(node: etree._Element, barrier: Sentence | None, fields: Fields) -> Iterator[Leaf]:
    for item in node:
        name = local(item)
        if name == "r":
            yield from _run(item, barrier, fields)
        elif name in _TRACKED:
            yield from _inline(item, say.TAG_IN_CHANGES, fields)
        elif name == "fldSimple":
            fields.instructions.append((item, value_of(item, "instr")))
            yield from _inline(item, say.TAG_IN_FIELD, fields)
        elif name in _INLINE:
            yield from _inline(item, barrier, fields)


def _run(run: etree._Element, barrier: Sentence | None, fields: Fields) -> Iterator[Leaf]:
    if on(child(run, "rPr", "vanish")):
        barrier = barrier or say.HIDDEN_TAG
    for node in filter(is_element, run):
        fields.see(node)
        text = _text(node)
        if text:
            yield Leaf(node, run, text, barrier or (say.TAG_IN_FIELD if fields.open else None))


def _text(node: etree._Element) -> str:
    name = local(node)
    if node.tag == w("t"):
        return node.text or ""
    if name in _SILENT:
        return ""
    if name in {"tab", "cr"}:
        return "\t" if name == "tab" else "\n"
    if name == "br":
        return OBJECT if value_of(node, "type") in {"page", "column"} else "\n"
    return "\u2011" if name == "noBreakHyphen" else OBJECT
