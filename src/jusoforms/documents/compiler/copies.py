"""What may stand only once: bookmarks, sections, numbers of pictures, in parts that repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.marks import Marks
from jusoforms.documents.compiler.story import Story
from jusoforms.documents.rendering.ops import Ending, NewNumber
from jusoforms.documents.wml import DOC_PR, MC, is_marker, local, take_out, value_of, w
from jusoforms.problems import tags as say

__all__ = ["mend_copies"]

_DROPPED = frozenset({w("permStart"), w("permEnd")})
_NOTES = frozenset({w("footnoteReference"), w("endnoteReference")})
_OLD = frozenset({w("pict"), w("object")})
_BOOKMARK = frozenset({w("bookmarkStart"), w("bookmarkEnd")})
_FIELD = w("fldChar")
_FALLBACK = f"{{{MC}}}Fallback"
_ONCE = (
    *_DROPPED, *_NOTES, *_OLD, *_BOOKMARK, _FIELD, _FALLBACK, DOC_PR, w("sectPr"), w("id"),
)  # fmt: skip
"""All that is looked at here, of the thousands of elements of a part."""

Stack = tuple[int, ...]


@dataclass(slots=True)
class _Found:
    """What stands in regions, with the regions around each."""

    bookmarks: dict[str, list[tuple[etree._Element, Stack]]] = field(default_factory=dict)
    fields: list[Stack] = field(default_factory=list)
    broken_field: etree._Element | None = None
    inside: list[tuple[etree._Element, bool]] = field(default_factory=list)
    """What else stands within regions; True: within one that repeats."""


def mend_copies(story: Story, marks: Marks, faults: Faults) -> None:
    """Mark or take out what a copy must not have; add a fault for what cannot be copied."""
    found = _look(story.root, marks)
    for node, repeats in found.inside:
        _mend(node, repeats, story, marks, faults)
    for pair in found.bookmarks.values():
        _mend_bookmark(pair, marks)
    if found.broken_field is not None:
        faults.add(say.FIELD_ACROSS, story.words, found.broken_field)


def _look(root: etree._Element, marks: Marks) -> _Found:
    found = _Found()
    for node, stack in _walk(root, marks):
        if node.tag in _BOOKMARK:
            found.bookmarks.setdefault(value_of(node, "id"), []).append((node, stack))
        elif node.tag == _FIELD:
            _field(node, stack, found)
        elif stack:
            repeats = any(marks.regions[number].repeats for number in stack)
            found.inside.append((node, repeats))
    return found


def _walk(root: etree._Element, marks: Marks) -> Iterator[tuple[etree._Element, Stack]]:
    stack: Stack = ()
    for node in root.iter(etree.ProcessingInstruction, *_ONCE):
        if not is_marker(node):
            yield node, stack
            continue
        kind, number = (node.text or "v0")[0], int((node.text or "v0")[1:])
        if number in marks.regions and kind != "v":
            stack = (*stack, number) if kind == "o" else stack[:-1]


def _field(node: etree._Element, stack: Stack, found: _Found) -> None:
    kind = value_of(node, "fldCharType")
    if kind == "begin":
        found.fields.append(stack)
    elif found.fields:
        begun = found.fields.pop() if kind == "end" else found.fields[-1]
        if begun != stack:
            found.broken_field = node


def _mend(node: etree._Element, repeats: bool, story: Story, marks: Marks, faults: Faults) -> None:
    if node.tag in _DROPPED:
        take_out(node)
    elif repeats and node.tag in _NOTES:
        faults.add(say.NOTE_IN_REPEAT, story.words, node)
    elif repeats and node.tag in _OLD and not _in_fallback(node):
        faults.add(say.OLD_DRAWING, story.words, node)
    elif repeats:
        _mend_copied(node, marks)


def _in_fallback(node: etree._Element) -> bool:
    return next(node.iterancestors(_FALLBACK), None) is not None


def _mend_copied(node: etree._Element, marks: Marks) -> None:
    if node.tag == DOC_PR:
        node.attrib.pop("id", "")
        node.addprevious(marks.leaf(NewNumber(), "d"))
    elif node.tag == w("sectPr"):
        marks.enclose(node, node, lambda body: Ending(body, "last"))
    elif node.tag == _FALLBACK or (node.tag == w("id") and _of_control(node)):
        take_out(node)


def _of_control(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and local(parent) == "sdtPr"


def _mend_bookmark(pair: list[tuple[etree._Element, Stack]], marks: Marks) -> None:
    """Keep a bookmark in the first copy; one that a region cuts in two is taken out."""
    stacks = {stack for _, stack in pair}
    whole = [local(node) for node, _ in pair] == ["bookmarkStart", "bookmarkEnd"]
    if not whole or len(stacks) > 1:
        for node, _ in pair:
            take_out(node)
        return
    if any(marks.regions[number].repeats for number in stacks.pop()):
        for node, _ in pair:
            marks.enclose(node, node, lambda body: Ending(body, "first"))
