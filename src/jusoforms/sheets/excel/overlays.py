"""What lies over the cells of a sheet, from the parts that its relationships name.

A sheet without such parts costs nothing here. A part that is broken takes neither the sheet nor
the other parts with it: a remark says what could not be seen. What is unsafe or too large is
refused with the whole file, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TypeVar

from lxml import etree

from jusoforms.package import Package, PackageFault, Relationship
from jusoforms.problems import Problem
from jusoforms.problems import files as say_file
from jusoforms.problems import workbooks as say
from jusoforms.sheets.excel.comments import (
    Thread,
    note_overlays,
    persons_of,
    read_threads,
    thread_overlays,
)
from jusoforms.sheets.excel.controls import control_overlays, read_controls
from jusoforms.sheets.excel.drawings import Drawing, read_drawing
from jusoforms.sheets.excel.rulers import Rulers, rulers_of
from jusoforms.sheets.excel.sheet_data import RowLooks
from jusoforms.sheets.excel.strings import local_name
from jusoforms.sheets.excel.vml import Control, count_controls, read_vml
from jusoforms.sheets.grid import Overlay

__all__ = ["SheetPart", "read_overlays"]

_MOST_OVERLAYS = 2_000
_COMMENTS, _SHAPES, _CONTROLS = "コメント", "図形", "チェックボックスなど"
_KINDS = frozenset({
    "comments", "threadedComment", "drawing", "vmlDrawing", "ctrlProp", "control",
})  # fmt: skip
_Read = TypeVar("_Read")
_Threads = dict[tuple[int, int], Thread]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet part, parsed, and the package it lies in."""

    package: Package
    name: str
    """Of the part."""
    root: etree._Element
    sheet: str
    """Name of the sheet."""
    rows: RowLooks
    people: str = ""
    """The part that names who wrote in threads; empty if there is none."""


@dataclass(slots=True)
class _Reading:
    """The parts of one sheet, and what cannot be read of them."""

    part: SheetPart
    links: Mapping[str, Relationship]
    unseen: list[str] = field(default_factory=list)

    def targets(self, kind: str) -> Iterator[str]:
        """Yield the parts of one kind."""
        for link in self.links.values():
            if link.type == kind and not link.external:
                yield link.target

    def attempt(self, what: str, read: Callable[[], _Read], otherwise: _Read) -> _Read:
        """Return what a part says; ``otherwise`` where it is broken."""
        try:
            return read()
        except PackageFault as fault:
            if fault.problem.code != say_file.BROKEN_PACKAGE.code:
                raise
            self.unseen.append(what)
            return otherwise


def read_overlays(part: SheetPart) -> tuple[tuple[Overlay, ...], tuple[Problem, ...]]:
    """Return what lies over a sheet's cells, and remarks on what could not be seen."""
    links = part.package.relationships(part.name)
    if not any(link.type in _KINDS for link in links.values()):
        return (), ()
    reading = _Reading(part, links)
    seen = (*_comments(reading), *_drawn(reading))
    remarks = [
        say.OVERLAY_UNREADABLE.at(sheet=part.sheet, what=what)
        for what in dict.fromkeys(reading.unseen)
    ]
    if len(seen) > _MOST_OVERLAYS:
        remarks.append(say.TOO_MANY_OVERLAYS.at(sheet=part.sheet, count=_MOST_OVERLAYS))
    return seen[:_MOST_OVERLAYS], tuple(remarks)


def _comments(reading: _Reading) -> Iterator[Overlay]:
    none: _Threads = {}
    threads = reading.attempt(_COMMENTS, partial(_threads, reading), none)
    yield from thread_overlays(threads)
    for name in reading.targets("comments"):
        notes: list[Overlay] = []
        yield from reading.attempt(_COMMENTS, partial(_notes, reading, name, threads), notes)


def _threads(reading: _Reading) -> _Threads:
    package = reading.part.package
    roots = [package.xml(name) for name in reading.targets("threadedComment")]
    if not roots:
        return {}
    people = reading.part.people
    return read_threads(roots, persons_of(package.xml(people)) if people in package else {})


def _notes(reading: _Reading, name: str, threads: _Threads) -> list[Overlay]:
    notes = note_overlays(reading.part.package.xml(name), threads)
    return list(islice(notes, _MOST_OVERLAYS + 1))


def _drawn(reading: _Reading) -> Iterator[Overlay]:
    """Yield shapes, then controls; a shape that stands in for a control is the control's."""
    part = reading.part
    children = {local_name(child): child for child in part.root}
    rulers = rulers_of(children, part.rows)
    words: dict[str, str] = {}
    hidden: list[tuple[str, Overlay]] = []
    for name in reading.targets("drawing"):
        drawing = reading.attempt(_SHAPES, partial(_drawing, part, name, rulers), Drawing(0))
        if drawing.unreadable:
            reading.unseen.append(_SHAPES)
        yield from drawing.overlays
        words |= {number: text for number, (text, _) in drawing.stand_ins.items()}
        hidden += [(number, lay) for number, (_, lay) in drawing.stand_ins.items() if lay]
    controls = _controls(reading, rulers, words)
    yield from (overlay for number, overlay in hidden if number not in controls)
    yield from control_overlays(controls, words, part.sheet, rulers)


def _drawing(part: SheetPart, name: str, rulers: Rulers) -> Drawing:
    return read_drawing(part.package.xml(name), rulers, _MOST_OVERLAYS + 1)


def _controls(reading: _Reading, rulers: Rulers, words: Container[str]) -> dict[str, Control]:
    """Return the controls; VML is asked for what the sheet and its drawing do not tell."""
    part = reading.part
    nothing: dict[str, Control] = {}
    told = nothing
    read = partial(read_controls, part.package, part.root, reading.links, rulers)
    own = reading.attempt(_CONTROLS, partial(read, nothing), nothing)
    named = own if all(number in words for number in own) else ()
    for name in reading.targets("vmlDrawing"):
        further = partial(_further, part.package, name, rulers, len(named))
        told = told | reading.attempt(_CONTROLS, further, nothing)
    return reading.attempt(_CONTROLS, partial(read, told), told) if told else own


def _further(package: Package, name: str, rulers: Rulers, known: int) -> dict[str, Control]:
    return {} if count_controls(package, name) <= known else read_vml(package, name, rulers)
