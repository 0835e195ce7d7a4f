"""Cutting tags out of runs: each tag becomes one marker in a run of its own.

The run takes the formatting of the tag's first character, East Asian font included; if any
character of the tag was marked as East Asian (``w:hint``), so is the value, or ① and quotation
marks would be printed in the Latin font (17.3.2.26).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from jusoforms.documents.compiler.passages import Leaf, Passage
from jusoforms.documents.compiler.tags import Tag
from jusoforms.documents.wml import INSTRUCTION, SPACE, child, element, local, value_of, w

__all__ = ["Spot", "cut_tags"]


@dataclass(slots=True, eq=False)
class Spot:
    """A tag in the tree."""

    tag: Tag
    passage: Passage
    marker: etree._ProcessingInstruction

    @property
    def run(self) -> etree._Element:
        """The run around the marker."""
        run = self.marker.getparent()
        assert run is not None
        return run


def cut_tags(passage: Passage, tags: list[Tag]) -> list[Spot]:
    """Replace the tags of a paragraph by markers; tags are in order and do not overlap."""
    spots = [Spot(tag, passage, etree.ProcessingInstruction(INSTRUCTION, "")) for tag in tags]
    at = 0
    runs: dict[etree._Element, list[tuple[int, Leaf]]] = {}
    for leaf in passage.leaves:
        runs.setdefault(leaf.run, []).append((at, leaf))
        at += len(leaf.text)
    for run, leaves in runs.items():
        first, last = leaves[0][0], leaves[-1][0] + len(leaves[-1][1].text)
        touching = [s for s in spots if s.tag.start < last and s.tag.end > first]
        if touching:
            _Cut(run, {leaf.node: start for start, leaf in leaves}, touching).make()
    for spot in spots:
        _hint(spot)
    return spots


@dataclass(slots=True)
class _Cut:
    """One run being replaced by several."""

    run: etree._Element
    starts: dict[etree._Element, int]
    spots: list[Spot]
    current: etree._Element | None = None

    def make(self) -> None:
        for node in list(self.run):
            start = self.starts.get(node)
            if local(node) == "rPr":
                continue
            if start is None or node.tag != w("t"):
                self._into_run(node)
            else:
                self._text(node.text or "", start)
        parent = self.run.getparent()
        assert parent is not None
        parent.remove(self.run)

    def _text(self, text: str, start: int) -> None:
        at, end = start, start + len(text)
        for spot in self.spots:
            tag = spot.tag
            if tag.start >= end or tag.end <= start:
                continue
            self._plain(text[at - start : max(tag.start - start, 0)])
            if tag.start >= start:
                self._marker(spot)
            at = min(tag.end, end)
        self._plain(text[at - start :])

    def _plain(self, text: str) -> None:
        if text:
            node = element("t")
            node.text = text
            if text != text.strip() or "  " in text:
                node.set(SPACE, "preserve")
            self._into_run(node)

    def _marker(self, spot: Spot) -> None:
        self._new_run().append(spot.marker)
        self.current = None

    def _into_run(self, node: etree._Element) -> None:
        if self.current is None:
            self.current = self._new_run()
        self.current.append(node)

    def _new_run(self) -> etree._Element:
        run = element("r")
        properties = child(self.run, "rPr")
        if properties is not None:
            run.append(copy.deepcopy(properties))
        self.run.addprevious(run)
        return run


def _hint(spot: Spot) -> None:
    leaves = spot.passage.between(spot.tag.start, spot.tag.end)
    if not any(_is_east_asian(leaf.run) for _, leaf in leaves):
        return
    run = spot.run
    properties = child(run, "rPr")
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    fonts = child(properties, "rFonts")
    if fonts is None:
        fonts = element("rFonts")
        after_style = 1 if child(properties, "rStyle") is not None else 0
        properties.insert(after_style, fonts)
    fonts.set(w("hint"), "eastAsia")


def _is_east_asian(run: etree._Element) -> bool:
    return value_of(child(run, "rPr", "rFonts"), "hint") == "eastAsia"
