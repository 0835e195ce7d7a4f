"""One part of a template that is printed (body, a header, a footer), with its tags cut out."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.braces import read_tags
from jusoforms.documents.compiler.cutting import Spot, cut_tags
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.passages import Fields, Passage, read_passage
from jusoforms.documents.compiler.slips import Slip
from jusoforms.documents.compiler.tags import Tag, around
from jusoforms.documents.wml import NOTES, child, local, w
from jusoforms.problems import Sentence
from jusoforms.problems import tags as say_tag
from jusoforms.problems import templates as say

__all__ = ["Story", "read_story", "say_at", "tell_slips"]

_PLAIN_CONTROLS = frozenset({"text", "richText", "group", "equation", "citation"})
_CONTROLS = _PLAIN_CONTROLS | {
    "comboBox", "date", "docPartObj", "docPartList", "dropDownList", "picture", "bibliography",
    "checkbox", "repeatingSection", "repeatingSectionItem", "entityPicker",
}  # fmt: skip
_AROUND = (w("sdt"), w("dir"), w("bdo"), w("tr"))
"""What may take no tag inside."""


@dataclass(slots=True)
class Story:
    """A part while it is compiled."""

    name: str
    """Of the part in the package."""
    words: str
    """本文, ヘッダー1."""
    root: etree._Element
    spots: list[Spot] = field(default_factory=list)
    instructions: list[tuple[etree._Element, str]] = field(default_factory=list)

    @property
    def is_body(self) -> bool:
        """Whether this is the document's body."""
        return local(self.root) == "document"

    @property
    def containers(self) -> list[etree._Element]:
        """The elements that hold the part's paragraphs: one, or each note."""
        body = child(self.root, "body")
        notes = [node for node in self.root if local(node) in NOTES]
        return notes or [self.root if body is None else body]

    def spot(self, marker: etree._Element) -> Spot | None:
        """Return the tag of a marker; None for markers of other kinds."""
        number = (marker.text or "")[1:]
        return self.spots[int(number)] if int(number) < len(self.spots) else None


def say_at(
    faults: Faults,
    story: Story,
    spot: Spot,
    sentence: Sentence,
    *,
    candidates: tuple[str, ...] = (),
    **words: str,
) -> None:
    """Add a fault at a tag."""
    tag = spot.tag
    quote = around(spot.passage.text, tag.start, tag.end)
    words = {"name": "", "tag": tag.source, "around": quote, **words}
    where = spot.passage.paragraph
    faults.add(sentence, story.words, where, candidates=candidates, **words)


def read_story(name: str, words: str, root: etree._Element, faults: Faults) -> Story:
    """Read the paragraphs of a part, tell the slips, and cut the tags out."""
    story, fields = Story(name, words, root), Fields()
    passages = [read_passage(paragraph, fields) for paragraph in root.iter(w("p"))]
    story.instructions = fields.instructions
    for passage in passages:
        tags, slips = read_tags(passage.text)
        tell_slips(faults, words, passage.paragraph, passage.text, slips)
        good = [tag for tag in tags if _stands_well(tag, passage, words, faults)]
        story.spots.extend(cut_tags(passage, good) if good else ())
    for number, spot in enumerate(story.spots):
        spot.marker.text = f"v{number}"
    return story


def tell_slips(
    faults: Faults, part: str, node: etree._Element, text: str, slips: list[Slip]
) -> None:
    """Add a fault for each slip of a paragraph."""
    for slip in slips:
        quote = around(text, slip.start, slip.end)
        faults.add(
            slip.sentence, part, node,
            tag=slip.source, around=quote, mended=slip.mended, sign=slip.sign,
        )  # fmt: skip


def _stands_well(tag: Tag, passage: Passage, part: str, faults: Faults) -> bool:
    """Return whether a tag stands where one may; add the fault where not."""
    leaves = [leaf for _, leaf in passage.between(tag.start, tag.end)]
    sentence = next((leaf.barrier for leaf in leaves if leaf.barrier), None)
    where = _unfit_place(leaves[0].run)
    if len({leaf.run.getparent() for leaf in leaves}) > 1:
        sentence = sentence or say_tag.ACROSS_LINK
    if where:
        sentence = sentence or say.TAG_ELSEWHERE
    if sentence:
        quote = around(passage.text, tag.start, tag.end)
        faults.add(sentence, part, passage.paragraph, tag=tag.source, around=quote, where=where)
    return sentence is None


def _unfit_place(run: etree._Element) -> str:
    """Return the words for a place around that takes no tag; empty where all is well."""
    for node in run.iterancestors(*_AROUND):
        if local(node) == "sdt" and _unfit_control(node):
            return "選択肢や日付などの入力欄（コンテンツ コントロール）"
        if local(node) in {"dir", "bdo"}:
            return "文字の向きを変えた所"
        parent = node.getparent()
        if local(node) == "sdt" and parent is not None and local(parent) in {"tbl", "tr"}:
            return "表の行やセルを囲む入力欄（コンテンツ コントロール）"
        if local(node) == "tr" and _tracked_row(node):
            return "変更履歴の記録された行"
    return ""


def _unfit_control(control: etree._Element) -> bool:
    properties = child(control, "sdtPr")
    kinds = {local(node) for node in properties} if properties is not None else set()
    return bool(kinds & _CONTROLS - _PLAIN_CONTROLS)


def _tracked_row(row: etree._Element) -> bool:
    properties = child(row, "trPr")
    return properties is not None and any(local(node) in {"ins", "del"} for node in properties)
