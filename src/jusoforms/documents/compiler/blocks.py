"""Pairing the two ends of blocks, and marking in the tree what lies between (docs/tags.md, 2).

A block within one paragraph is inline; between paragraphs of one container it is those
paragraphs; between cells it is the rows of their table. What holds only block tags vanishes: it
is kept in the tree until the end, so that the places of faults count what the author sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.pairing import Pair, Say, pairs_of
from jusoforms.documents.compiler.passages import Passage
from jusoforms.documents.compiler.story import Story, say_at
from jusoforms.documents.compiler.tags import Sign
from jusoforms.documents.wml import child, is_marker, local, w
from jusoforms.problems import tags as say

__all__ = ["Layout", "lay_blocks"]


@dataclass(slots=True)
class Layout:
    """The blocks of a story, marked: ``o7`` before, ``c7`` after what block 7 holds."""

    blocks: dict[int, Spot] = field(default_factory=dict)
    """The opening tag by number."""
    doomed: dict[etree._Element, None] = field(default_factory=dict)
    """Paragraphs and rows that held only block tags."""


def lay_blocks(story: Story, faults: Faults) -> Layout:
    """Pair and mark the blocks; add a fault for each that cannot be, and leave it unmarked."""
    tell: Say = partial(say_at, faults, story)
    masks = _masks(story)
    sound = [p for p in pairs_of(story, tell) if _can_stand(p, tell) and _clear(p, masks, tell)]
    ends = {end: pair for pair in sound for end in (pair.opening, pair.closing)}
    for crossing in _crossing_rows(ends, masks, story, tell):
        del ends[crossing.opening], ends[crossing.closing]
    layout = Layout({pair.number: pair.opening for pair in ends.values()})
    for spot in story.spots:
        if spot in ends:
            _place(spot, ends[spot], masks, layout)
    return layout


def _can_stand(pair: Pair, tell: Say) -> bool:
    first, last = pair.opening.passage.paragraph, pair.closing.passage.paragraph
    if first is last:
        fits = pair.opening.run.getparent() is pair.closing.run.getparent()
    elif first.getparent() is last.getparent():
        fits = True
    else:
        pair.rows = _rows(first, last)
        fits = pair.rows is not None
    if not fits:
        tell(pair.opening, say.BLOCK_APART, other=pair.closing.tag.source)
    return fits


def _rows(
    first: etree._Element, last: etree._Element
) -> tuple[etree._Element, etree._Element] | None:
    around = [next(node.iterancestors(w("tr"), w("txbxContent")), None) for node in (first, last)]
    top, bottom = around
    if top is None or bottom is None or top.getparent() is not bottom.getparent():
        return None
    if {local(top), local(bottom)} != {"tr"}:
        return None
    return top, bottom


def _clear(pair: Pair, masks: dict[etree._Element, _Mask], tell: Say) -> bool:
    """Return whether no text stands outside a block in the paragraphs of its ends."""
    opening, closing = pair.opening, pair.closing
    if pair.rows or opening.passage.paragraph is closing.passage.paragraph:
        return True
    before = masks[opening.passage.paragraph].text(end=opening.tag.start)
    after = masks[closing.passage.paragraph].text(start=closing.tag.end)
    for text, spot in ((before, opening), (after, closing)):
        if text:
            tell(spot, say.TEXT_BESIDE_BLOCK)
    return not (before or after)


@dataclass(slots=True)
class _Mask:
    """A paragraph's text without its block tags."""

    passage: Passage
    cuts: list[tuple[int, int]]

    def text(self, start: int = 0, end: int | None = None) -> str:
        kept, at = [], start
        stop = len(self.passage.text) if end is None else end
        for first, last in self.cuts:
            if start <= first and last <= stop:
                kept.append(self.passage.text[at:first])
                at = last
        return "".join([*kept, self.passage.text[at:stop]]).strip()

    @property
    def blank(self) -> bool:
        holds_section = child(self.passage.paragraph, "pPr", "sectPr") is not None
        return bool(self.cuts) and not self.text() and not holds_section


def _masks(story: Story) -> dict[etree._Element, _Mask]:
    masks: dict[etree._Element, _Mask] = {}
    for spot in story.spots:
        mask = masks.setdefault(spot.passage.paragraph, _Mask(spot.passage, []))
        if spot.tag.sign is not Sign.VALUE:
            mask.cuts.append((spot.tag.start, spot.tag.end))
    return masks


def _place(
    spot: Spot,
    pair: Pair,
    masks: dict[etree._Element, _Mask],
    layout: Layout,
) -> None:
    """Move a block tag's marker to the edge of what the block holds."""
    opens = spot is pair.opening
    spot.marker.text = f"{'o' if opens else 'c'}{pair.number}"
    paragraph = spot.passage.paragraph
    run, mask = spot.run, masks[paragraph]
    if pair.opening.passage.paragraph is pair.closing.passage.paragraph:
        run.addprevious(spot.marker)
    elif pair.rows:
        row = pair.rows[0 if opens else 1]
        _mark(spot.marker, row, opens, vanishes=_blank_row(row, masks), layout=layout)
        if mask.blank:
            layout.doomed[paragraph] = None
    else:
        _mark(spot.marker, paragraph, opens, vanishes=mask.blank, layout=layout)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _mark(
    marker: etree._Element,
    edge: etree._Element,
    opens: bool,
    *,
    vanishes: bool,
    layout: Layout,
) -> None:
    if vanishes:
        layout.doomed[edge] = None
    if vanishes or opens:
        edge.addprevious(marker)
        return
    after = edge.getnext()
    while after is not None and is_marker(after) and (after.text or "").startswith("c"):
        edge, after = after, after.getnext()
    edge.addnext(marker)


def _blank_row(row: etree._Element, masks: dict[etree._Element, _Mask]) -> bool:
    """Return whether a row holds block tags and nothing else."""
    for paragraph in row.iter(w("p")):
        mask = masks.get(paragraph)
        if mask is None and _has_content(paragraph):
            return False
        if mask is not None and not mask.blank:
            return False
    return next(row.iter(w("tbl")), None) is None


def _has_content(paragraph: etree._Element) -> bool:
    text = "".join(node.text or "" for node in paragraph.iter(w("t")))
    others = paragraph.iter(w("drawing"), w("pict"), w("object"), w("fldChar"), w("sectPr"))
    return bool(re.search(r"\S", text)) or next(others, None) is not None


def _crossing_rows(
    ends: dict[Spot, Pair], masks: dict[etree._Element, _Mask], story: Story, tell: Say
) -> list[Pair]:
    """Return the blocks that begin in a row where another ends; only a vanishing row parts them."""
    closed_in: dict[etree._Element, Spot] = {}
    crossing: list[Pair] = []
    for spot in story.spots:
        pair = ends.get(spot)
        if pair is None or pair.rows is None:
            continue
        if spot is pair.closing:
            closed_in[pair.rows[1]] = spot
        elif pair.rows[0] in closed_in and not _blank_row(pair.rows[0], masks):
            tell(spot, say.CROSSING_BLOCKS, other=closed_in[pair.rows[0]].tag.source)
            crossing.append(pair)
    return crossing
