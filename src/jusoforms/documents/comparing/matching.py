"""Which entry of the new catalogue was which of the old one, and what of their texts differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.computed import delivery_text

__all__ = ["Entry", "Pair", "Piece", "entries", "marked", "pairs"]

_ALIKE = 0.6
"""Two entries whose texts are this much the same are one that was reworded."""
_LEAST = 2
"""Fewer equal characters between two changes are underlined with them."""

Piece = tuple[str, bool]
"""A text, and whether it is underlined."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A program of the Act, or one of the ward's under it."""

    program: str
    name: str
    """The name it is known again by; for one of the ward's without a name its content."""
    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry as it is and as it was; one of them is None where it is new or gone."""

    new: Entry | None
    old: Entry | None


def entries(catalogue: Catalogue) -> list[Entry]:
    """Return the programs in their order, each followed by the ward's own."""
    return [one for program in catalogue.programs for one in _of(program)]


def pairs(new: list[Entry], old: list[Entry]) -> list[Pair]:
    """Return every entry once, in the new order; what is gone follows the last it stood behind."""
    match = _matched(new, old)
    known = {id(was): entry for entry, was in match}
    was_of = {id(entry): was for entry, was in match}
    laid = [Pair(entry, was_of.get(id(entry))) for entry in new]
    after = -1
    for was in old:
        if id(was) in known:
            after = next(n for n, pair in enumerate(laid) if pair.old is was)
        else:
            after += 1
            laid.insert(after, Pair(None, was))
    return laid


def marked(text: str, other: str) -> list[Piece]:
    """Return a text in pieces; what the other does not say is underlined."""
    blocks = SequenceMatcher(None, text, other, autojunk=False).get_matching_blocks()
    pieces, at = list[Piece](), 0
    for block in blocks:
        if 0 < block.size < _LEAST:
            continue
        if block.a > at:
            pieces.append((text[at : block.a], True))
        if block.size:
            pieces.append((text[block.a : block.a + block.size], False))
        at = block.a + block.size
    return pieces


def _matched(new: list[Entry], old: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Match by program and name, then by number with a like text, then by likeness alone."""
    found: list[tuple[Entry, Entry]] = []
    rest_new, rest_old = list(new), list(old)
    for likeness in (_same, _same_number, _alike):
        for entry in list(rest_new):
            was = next((one for one in rest_old if likeness(entry, one)), None)
            if was is not None:
                found.append((entry, was))
                rest_new.remove(entry)
                rest_old.remove(was)
    return found


def _same(one: Entry, other: Entry) -> bool:
    return (one.program, one.name) == (other.program, other.name)


def _same_number(one: Entry, other: Entry) -> bool:
    return one.number is not None and one.number == other.number and _alike(one, other)


def _alike(one: Entry, other: Entry) -> bool:
    if (one.number is None) != (other.number is None):
        return False
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio() >= _ALIKE


def _of(program: Program) -> Iterator[Entry]:
    lines = (program.name, *(f"・{one}" for one in program.contents), delivery_text(program))
    yield Entry("", program.name, None, "\n".join(filter(None, lines)))
    for one in program.sub_programs:
        yield Entry(program.name, one.name or one.content, one.number or 0, _text(one))


def _text(one: SubProgram) -> str:
    number = f"（{one.number}）" if one.number is not None else ""
    lines = (f"{number}{one.name}", one.content, delivery_text(one))
    return "\n".join(filter(None, lines))
