"""Comments of a sheet: notes (ECMA-376 part 1, 18.7) and threads of replies (MS-XLSX 2.6.201).

Excel stands a note in for each thread, for programs that know no threads: the note tells what the
thread says and is left out beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.sheets.areas import Area, parse_cell
from jusoforms.sheets.excel.numbers import whole_number
from jusoforms.sheets.excel.strings import RichText, local_name, read_runs
from jusoforms.sheets.grid import Overlay, OverlayKind

__all__ = ["Thread", "note_overlays", "persons_of", "read_threads", "thread_overlays"]

_STAND_IN = "tc="
"""The author of a note that stands in for a thread begins so."""

Place = tuple[int, int]


@dataclass(slots=True)
class Thread:
    """What was said at one cell, in order; by whom where the file tells."""

    place: Place
    said: list[str] = field(default_factory=list)


def note_overlays(root: etree._Element, threads: Mapping[Place, Thread]) -> Iterator[Overlay]:
    """Yield the notes of a ``comments`` part; the author's name stays where it was typed."""
    authors = [author.text or "" for author in root.iter("{*}author")]
    for note in root.iter("{*}comment"):
        place = parse_cell(note.get("ref", ""))
        number = whole_number(note.get("authorId", ""))
        author = authors[number] if 0 <= number < len(authors) else ""
        if place and not (place in threads and author.startswith(_STAND_IN)):
            yield _comment(place, _text(note))


def thread_overlays(threads: Mapping[Place, Thread]) -> Iterator[Overlay]:
    """Yield one comment for each thread: who said what, a line for each reply."""
    for thread in threads.values():
        yield _comment(thread.place, "\n".join(thread.said))


def read_threads(
    roots: Iterable[etree._Element], persons: Mapping[str, str]
) -> dict[Place, Thread]:
    """Return the threads of ``ThreadedComments`` parts by cell."""
    threads: dict[Place, Thread] = {}
    for root in roots:
        for comment in root.iter("{*}threadedComment"):
            place = parse_cell(comment.get("ref", ""))
            if place:
                thread = threads.setdefault(place, Thread(place))
                name = persons.get(comment.get("personId", ""), "")
                said = "".join(text.text or "" for text in comment.iterchildren("{*}text"))
                thread.said.append(f"{name}: {said}" if name else said)
    return threads


def persons_of(root: etree._Element) -> dict[str, str]:
    """Return the names of a ``personList`` part by id."""
    return {
        person.get("id", ""): person.get("displayName", "") for person in root.iter("{*}person")
    }


def _comment(place: Place, text: str) -> Overlay:
    row, column = place
    return Overlay(OverlayKind.COMMENT, Area(row, column, row, column), text)


def _text(note: etree._Element) -> str:
    """Return what a note says, without what was struck out in it."""
    content = next((child for child in note if local_name(child) == "text"), None)
    said = read_runs(content) if content is not None else ""
    return said.told_apart(cell_struck=False)[0] if isinstance(said, RichText) else said
