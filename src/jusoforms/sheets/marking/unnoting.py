"""Our rules and notes cut out of a sheet that another program may have saved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jusoforms.sheets.excel.strings import unescaped
from jusoforms.sheets.grid import parse_cell
from jusoforms.sheets.marking.draft import Draft
from jusoforms.sheets.marking.fills import MARK, is_ours
from jusoforms.sheets.marking.notes import AUTHOR
from jusoforms.sheets.marking.spans import Edit, Span, attribute, outline, prefixed, splice, text
from jusoforms.sheets.marking.words import CLOSING, OPENING

__all__ = ["without_fills", "without_notes"]

# By its text, not by its elements: Excel writes VML that is not always well-formed.
_SHAPE = re.compile(
    rb"\s*<(\w+):shape(?=[\s>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>.*?</\1:shape>", re.DOTALL
)
_DRAWN = re.compile(rb"<\w+:(?:shape|group|(?:round)?rect|oval|(?:poly)?line|arc|curve|image)[\s>]")
_NOTE = re.compile(rb"ObjectType=[\"']Note[\"']")
_ROW = re.compile(rb":Row>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb":Column>\s*(\d{1,5})\s*<")
_BLANKS = re.compile(r"\s+")
_ENTITIES = (
    (b"&lt;", b"<"),
    (b"&gt;", b">"),
    (b"&quot;", b'"'),
    (b"&apos;", b"'"),
    (b"&amp;", b"&"),
)
_NUMBERED = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));")

Place = tuple[int, int]


def without_fills(draft: Draft, sheet: str) -> None:
    """Cut our rules out of a sheet, and what held nothing else."""
    data = draft.read(sheet)
    if MARK not in data:
        return
    root = outline(data, but="sheetData")
    gone = [
        span
        for block in root.walk()
        if block.name == "conditionalFormatting"
        for span in _ours_of(data, block)
    ]
    draft.edit(sheet, *(Edit(span.start, span.end) for span in gone))


def _ours_of(data: bytes, block: Span) -> list[Span]:
    """Return what is to be cut out of one block of rules: some of them, or all of it."""
    rules = block.named("cfRule")
    ours = [rule for rule in rules if is_ours(data, rule)]
    return [block] if ours and len(ours) == len(rules) else ours


def without_notes(draft: Draft, sheet: str) -> None:
    """Cut our notes out of a sheet's comments, and their boxes out of its drawing."""
    links = draft.package.relationships(sheet)
    comments = next((x.target for x in links.values() if x.type == "comments"), "")
    if comments not in draft:
        return
    data = draft.read(comments)
    root = outline(data)
    notes = [span for span in root.walk() if span.name == "comment"]
    rests = {n.start: _rest(data, n) for n in notes}
    ours = [n for n in notes if rests[n.start] == ""]
    kept = [n for n in notes if rests[n.start]]
    if not ours and not kept:
        return
    if len(ours) == len(notes):
        draft.unlink(sheet, comments)
        draft.remove(comments)
    else:
        edits = [Edit(note.start, note.end) for note in ours]
        edits += [_as_the_persons(note, rests[note.start] or "") for note in kept]
        edits += _without_author(data, root, ours, notes)
        draft.edit(comments, *edits)
    gone = {parse_cell(note.attributes.get("ref", "")) for note in ours}
    _without_boxes(draft, sheet, {place for place in gone if place})


def _rest(data: bytes, note: Span) -> str | None:
    """Return what a person wrote into a note of ours; None for a note that is not ours.

    Ours begins and ends with known words, whatever a program did to its blanks and its author.
    """
    said = _text_of(data, note)
    squeezed = _BLANKS.sub("", said)
    if not squeezed.startswith(OPENING) or CLOSING not in squeezed:
        return None
    return said.rpartition(CLOSING)[2].strip() if CLOSING in said else ""


def _text_of(data: bytes, note: Span) -> str:
    pieces = (
        data[span.inner : span.closing]
        for span in _runs(note)
        if span.name == "t" and not span.children
    )
    return unescaped(_decoded(b"".join(pieces)))


def _runs(span: Span) -> Iterator[Span]:
    """Yield what is shown of a note; readings of its words are not."""
    yield span
    for child in span.children:
        if child.name != "rPh":
            yield from _runs(child)


def _decoded(data: bytes) -> str:
    def character(match: re.Match[bytes]) -> bytes:
        return chr(int(match[1], 16) if match[1] else int(match[2])).encode()

    data = _NUMBERED.sub(character, data)
    for entity, plain in _ENTITIES:
        data = data.replace(entity, plain)
    return data.decode()


def _as_the_persons(note: Span, rest: str) -> Edit:
    inner = next(span for span in note.children if span.name == "text")
    xml = f'<text><t xml:space="preserve">{text(rest)}</t></text>'
    return Edit(inner.start, inner.end, prefixed(xml, inner.prefix))


def _without_author(data: bytes, root: Span, ours: list[Span], notes: list[Span]) -> list[Edit]:
    """Return the edits that take our author off the list, where no other note names it."""
    authors = root.first("authors")
    listed = authors.children if authors else []
    number = next(
        (n for n, a in enumerate(listed) if data[a.inner : a.closing] == AUTHOR.encode()), -1
    )
    left = [note for note in notes if note not in ours]
    if number < 0 or any(note.number("authorId") == number for note in left):
        return []
    moved = (
        attribute(data, note, "authorId", str(note.number("authorId") - 1))
        for note in left
        if note.number("authorId") > number
    )
    return [Edit(listed[number].start, listed[number].end), *(edit for edit in moved if edit)]


def _without_boxes(draft: Draft, sheet: str, places: set[Place]) -> None:
    """Cut the boxes of some cells' notes out of the sheet's drawing; one left empty goes."""
    data = draft.read(sheet)
    drawn = outline(data, but="sheetData").first("legacyDrawing")
    link = draft.package.relationships(sheet).get(drawn.attributes.get("id", "")) if drawn else None
    if drawn is None or link is None or link.target not in draft:
        return
    boxes = draft.read(link.target)
    gone = [m for m in _SHAPE.finditer(boxes) if _place_of(m[0]) in places]
    left = splice(boxes, (Edit(*match.span()) for match in gone))
    if not gone or _DRAWN.search(left):
        draft.write(link.target, left)
        return
    draft.unlink(sheet, link.target)
    draft.remove(link.target)
    draft.edit(sheet, Edit(drawn.start, drawn.end))


def _place_of(shape: bytes) -> Place | None:
    """Return (row, column) of the cell whose note a shape is; None for any other shape."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if not _NOTE.search(shape) or not row or not column:
        return None
    return int(row[1]) + 1, int(column[1]) + 1
