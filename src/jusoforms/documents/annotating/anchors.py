"""From a place in words, and the tag that is meant, to where a comment is put."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from jusoforms.documents.compiler.passages import Fields, Leaf, Passage, read_passage
from jusoforms.documents.compiler.places import place_of, row_place
from jusoforms.documents.compiler.tags import around as around_of
from jusoforms.documents.wml import SPACE, child, element, is_element, local, w

__all__ = ["Anchor", "Anchors"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Children of one paragraph that a comment is about; none: the whole paragraph."""

    paragraph: etree._Element
    first: etree._Element | None
    last: etree._Element | None
    is_exact: bool
    """The paragraph is the one that the place names."""

    def hold(self, number: str) -> None:
        """Put the marks of a comment around (17.13.4)."""
        start, end = element("commentRangeStart", id=number), element("commentRangeEnd", id=number)
        reference = element("r")
        reference.append(element("commentReference", id=number))
        if self.first is None or self.last is None:
            self.paragraph.extend([start, end, reference])
            return
        self.first.addprevious(start)
        after = self.last
        for node in (end, reference):
            after.addnext(node)
            after = node


class Anchors:
    """The paragraphs of a body by their places; the places are those that faults speak of."""

    def __init__(self, body: etree._Element) -> None:
        self._paragraphs: dict[str, etree._Element] = {}
        for paragraph in body.iter(w("p")):
            place = place_of(paragraph)
            self._paragraphs.setdefault(place, paragraph)
            row = next(paragraph.iterancestors(w("tr")), None)
            if row is not None:
                self._paragraphs.setdefault(row_place(row), paragraph)
        first = next(body.iter(w("p")), None)
        if first is None:
            first = element("p")
            body.insert(0, first)
        self._first = _outermost(first)

    def of(self, place: str, tag: str, around: str) -> Anchor:
        """Return where a comment about a tag goes; the first paragraph where nothing is known."""
        found = self._paragraphs.get(place) if place else None
        if found is None:
            return _whole(self._first, is_exact=False)
        paragraph = _outermost(found)
        if paragraph is not found:
            return _whole(paragraph, is_exact=False)
        passage = read_passage(paragraph, Fields())
        start = _start(passage.text, tag, around) if tag else -1
        if start < 0:
            return _whole(paragraph, is_exact=True)
        return _around(paragraph, start, start + len(tag))


def _outermost(paragraph: etree._Element) -> etree._Element:
    """Return the paragraph that stands in no text box."""
    boxes = [*paragraph.iterancestors(w("txbxContent"))]
    return next(boxes[-1].iterancestors(w("p")), paragraph) if boxes else paragraph


def _start(text: str, tag: str, around: str) -> int:
    """Return where a tag begins: that with the same text around, else the first."""
    starts = [at for at in range(len(text)) if text.startswith(tag, at)]
    same = (at for at in starts if around_of(text, at, at + len(tag)) == around)
    return next(same, starts[0] if starts else -1)


def _whole(paragraph: etree._Element, *, is_exact: bool) -> Anchor:
    inside = [node for node in filter(is_element, paragraph) if local(node) != "pPr"]
    if not inside:
        return Anchor(paragraph, None, None, is_exact)
    return Anchor(paragraph, inside[0], inside[-1], is_exact)


def _around(paragraph: etree._Element, start: int, end: int) -> Anchor:
    for at in (start, end):
        _cut(read_passage(paragraph, Fields()), at)
    leaves = [leaf for _, leaf in read_passage(paragraph, Fields()).between(start, end)]
    first, last = (_child_of(paragraph, leaf.run) for leaf in (leaves[0], leaves[-1]))
    return Anchor(paragraph, first, last, is_exact=True)


def _cut(passage: Passage, offset: int) -> None:
    """Let a run begin at a character that stands within one."""
    at = 0
    for leaf in passage.leaves:
        if at < offset < at + len(leaf.text) and leaf.node.tag == w("t"):
            _split(leaf, offset - at)
            return
        at += len(leaf.text)


def _split(leaf: Leaf, at: int) -> None:
    run, place = leaf.run, leaf.run.index(leaf.node)
    rest = copy.deepcopy(run)
    run.addnext(rest)
    properties = child(rest, "rPr")
    for node in list(rest)[:place]:
        if node is not properties:
            rest.remove(node)
    for node in list(run)[place + 1 :]:
        run.remove(node)
    second = next(node for node in rest if node is not properties)
    leaf.node.text, second.text = leaf.text[:at], leaf.text[at:]
    for node in (leaf.node, second):
        node.set(SPACE, "preserve")


def _child_of(paragraph: etree._Element, node: etree._Element) -> etree._Element:
    while (parent := node.getparent()) is not None and parent is not paragraph:
        node = parent
    return node
