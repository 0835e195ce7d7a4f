"""Notes on cells: a part of comments and a drawing of their boxes.

ECMA-376 part 1, 18.7 (comments), part 4, 19.4 (VML). A sheet's boxes lie in one drawing together
with its form controls; ours are put at its end and all others stay byte for byte. A cell that has
a note keeps it: it is marked, and the list says the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jusoforms.sheets.grid import Area, address
from jusoforms.sheets.marking.book import place_after, relationship_type
from jusoforms.sheets.marking.draft import Draft
from jusoforms.sheets.marking.fills import SHEET_ORDER
from jusoforms.sheets.marking.geometry import Frame
from jusoforms.sheets.marking.spans import Edit, Span, inside, outline, prefixed, text

__all__ = ["AUTHOR", "Note", "add_notes"]

AUTHOR = "jusoforms"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FACE = (
    '<rPr><sz val="9"/><color indexed="81"/><rFont val="MS P Gothic"/><family val="3"/>'
    '<charset val="128"/></rPr>'
)
_BLOCK = 1024
"""Numbers of shapes come in blocks; a drawing says which blocks are its own (``o:idmap``)."""
_NUMBERS = re.compile(rb"_x0000_s(\d{1,9})")
_BLOCKS = re.compile(rb"<\w+:idmap\b[^>]*\bdata=[\"']([\d, ]+)[\"']")
_BOUND = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
"""Bound anew on every shape: not all programs bind them where a drawing begins."""
_TEXT_BOX = (
    f'<v:shapetype {_BOUND} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NEW_DRAWING = (
    f'<xml {_BOUND}><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="BLOCK"/></o:shapelayout></xml>'
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is said at a cell."""

    area: Area
    text: str


def add_notes(draft: Draft, sheet: str, notes: Iterable[Note], frame: Frame) -> Edit | None:
    """Add notes to a sheet, as far as its cells are free and its drawing can be added to.

    Return what has then to be put into the sheet's own part: the link to a new drawing.
    """
    comments, drawing = _parts(draft, sheet)
    there = draft.read(comments) if comments else b""
    taken = _commented(outline(there)) if comments else frozenset[str]()
    wanted = [one for one in notes if address(one.area.top, one.area.left) not in taken]
    if not wanted or (comments and not drawing):
        return None
    boxes = _with_boxes(draft, drawing, wanted, frame)
    if boxes is None:
        return None
    data = draft.read(sheet)
    root = outline(data, but="sheetData")
    if comments:
        draft.edit(comments, *_added(there, wanted))
    else:
        part = draft.add("xl/comments{}.xml", _new_comments(root, wanted), _COMMENTS)
        draft.link(sheet, relationship_type(root, "comments"), part)
    if drawing:
        draft.write(drawing, boxes)
        return None
    part = draft.add("xl/drawings/vmlDrawing{}.vml", boxes, _DRAWING)
    link = draft.link(sheet, relationship_type(root, "vmlDrawing"), part)
    space = relationship_type(root)
    tag = prefixed(f'<legacyDrawing xmlns:r="{space}" r:id="{link}"/>', root.prefix)
    return place_after(data, root, SHEET_ORDER, "legacyDrawing", tag)


def _parts(draft: Draft, sheet: str) -> tuple[str, str]:
    """Return the parts with a sheet's notes and with their boxes; empty where there are none."""
    links = draft.package.relationships(sheet)
    root = outline(draft.package.read(sheet), but="sheetData")
    drawn = root.first("legacyDrawing")
    own = links.get(drawn.attributes.get("id", "")) if drawn else None
    comments = (link.target for link in links.values() if link.type == "comments")
    return next((c for c in comments if c in draft), ""), own.target if own else ""


def _commented(root: Span) -> frozenset[str]:
    return frozenset(s.attributes.get("ref", "") for s in root.walk() if s.name == "comment")


def _new_comments(sheet: Span, notes: list[Note]) -> bytes:
    told = "".join(_comment(note, 0) for note in notes)
    return (
        f'{_DECLARATION}<comments xmlns="{sheet.namespace}"><authors><author>{AUTHOR}</author>'
        f"</authors><commentList>{told}</commentList></comments>"
    ).encode()


def _added(data: bytes, notes: list[Note]) -> list[Edit]:
    """Return the edits that put notes of our own after a person's."""
    root = outline(data)
    authors, listed = root.first("authors"), root.first("commentList")
    assert authors is not None
    assert listed is not None
    number = len(authors.children)
    told = "".join(_comment(note, number) for note in notes)
    author = prefixed(f"<author>{AUTHOR}</author>", root.prefix)
    return [inside(data, authors, author), inside(data, listed, prefixed(told, root.prefix))]


def _comment(note: Note, author: int) -> str:
    where = address(note.area.top, note.area.left)
    return (
        f'<comment ref="{where}" authorId="{author}"><text><r>{_FACE}'
        f'<t xml:space="preserve">{text(note.text)}</t></r></text></comment>'
    )


def _with_boxes(draft: Draft, drawing: str, notes: list[Note], frame: Frame) -> bytes | None:
    """Return the drawing with a box for each note; None where it cannot be added to safely."""
    if drawing and drawing not in draft:
        return None
    data = draft.read(drawing) if drawing else _new_drawing(draft)
    end = data.rstrip().removesuffix(b"</xml>")
    if end == data.rstrip():
        return None
    numbers = _free_numbers(data, len(notes))
    if not numbers:
        return None
    shapes = "".join(
        _shape(note, number, frame) for note, number in zip(notes, numbers, strict=True)
    )
    kind = "" if b'id="_x0000_t202"' in data else _TEXT_BOX
    return end + f"{kind}{shapes}".encode() + data[len(end) :]


def _new_drawing(draft: Draft) -> bytes:
    """Return a drawing without shapes, with a block of numbers that no other drawing has."""
    drawings = (draft.read(name) for name in draft.names if name.lower().endswith(".vml"))
    taken = {block for data in drawings for block in _blocks(data)}
    return _NEW_DRAWING.replace("BLOCK", str(max(taken, default=0) + 1)).encode()


def _blocks(data: bytes) -> list[int]:
    told = _BLOCKS.search(data)
    return [int(n) for n in re.findall(rb"\d{1,6}", told[1])] if told else []


def _free_numbers(data: bytes, count: int) -> range:
    """Return numbers above those of the drawing, in its block; none where there is no room."""
    blocks = _blocks(data) or [1]
    used = max((int(number) for number in _NUMBERS.findall(data)), default=0)
    first = max(used, blocks[-1] * _BLOCK) + 1
    room = first + count <= (used // _BLOCK + 1) * _BLOCK if used else count < _BLOCK
    return range(first, first + count) if room else range(0)


def _shape(note: Note, number: int, frame: Frame) -> str:
    return (
        f'<v:shape {_BOUND} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        'margin-left:0;margin-top:0;width:225pt;height:90pt;z-index:1;visibility:hidden"'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{frame.anchor(note.area, note.text)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{note.area.top - 1}</x:Row><x:Column>{note.area.left - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
