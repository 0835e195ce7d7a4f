"""Pairing the two ends of blocks by name (docs/tags.md): each mistake is told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.story import Story
from jusoforms.documents.compiler.tags import Sign
from jusoforms.problems import tags as say
from jusoforms.vocabulary.labels import fold

__all__ = ["Pair", "Say", "pairs_of"]

Say = Callable[..., None]
"""Tells a fault: the tag, the sentence, and its words."""


@dataclass(slots=True, eq=False)
class Pair:
    """A block: its ends, each with its number among the tags."""

    number: int
    opening: Spot
    end: int
    closing: Spot
    rows: tuple[etree._Element, etree._Element] | None = None

    def crosses(self, other: Pair) -> bool:
        """Return whether just one end of another block lies within this one."""
        return (self.number < other.number < self.end) != (self.number < other.end < self.end)


def pairs_of(story: Story, tell: Say) -> list[Pair]:
    """Return the blocks of a part; tell each end that has no other, or not its name."""
    ends = _Ends(tell)
    for number, spot in enumerate(story.spots):
        sign = spot.tag.sign
        if sign is not Sign.VALUE and spot.tag.formats:
            tell(spot, say.BLOCK_WITH_FORMAT)
        if sign is Sign.END:
            ends.close(number, spot)
        elif sign is not Sign.VALUE:
            ends.opened.append((number, spot))
    ends.finish()
    return ends.pairs


@dataclass(slots=True)
class _Ends:
    """The ends of blocks while they are being paired, each with its number."""

    tell: Say
    pairs: list[Pair] = field(default_factory=list)
    opened: list[tuple[int, Spot]] = field(default_factory=list)
    alone: list[tuple[int, Spot]] = field(default_factory=list)
    """Ends of no block that is open."""
    crossed: list[str] = field(default_factory=list)
    """Names of blocks that were told to cross: their ends are not told as well."""

    def close(self, number: int, closing: Spot) -> None:
        """Pair an end with the block of its name, or the last one; tell blocks left open inside."""
        name = _name(closing)
        fits = (n for n, (_, spot) in enumerate(self.opened) if name in {"", _name(spot)})
        at = max(fits, default=-1)
        if at >= 0:
            for _, between in self.opened[at + 1 :]:
                self.tell(between, say.CROSSING_BLOCKS, other=self.opened[at][1].tag.source)
                self.crossed.append(_name(between))
            self.pairs.append(Pair(*self.opened[at], number, closing))
            del self.opened[at:]
        elif name in self.crossed:
            self.crossed.remove(name)
        elif name:
            self.alone.append((number, closing))

    def finish(self) -> None:
        """Pair ends whose names differ, where nothing crosses; tell these and what is left."""
        for end in tuple(self.alone):
            before = [one for one in self.opened if one[0] < end[0]]
            pair = Pair(*before[-1], *end) if before else None
            if pair and not any(map(pair.crosses, self.pairs)):
                self.tell(
                    pair.opening, say.BLOCK_NAMES_DIFFER,
                    other=pair.closing.tag.source, wanted=_end_of(pair.opening),
                )  # fmt: skip
                self.pairs.append(pair)
                self.opened.remove(before[-1])
                self.alone.remove(end)
        for _, spot in self.alone:
            self.tell(spot, say.UNOPENED_BLOCK, wanted=f"{{{{#{spot.tag.name}}}}}")
        for _, spot in self.opened:
            self.tell(spot, say.UNCLOSED_BLOCK, wanted=_end_of(spot))


def _end_of(opening: Spot) -> str:
    return f"{{{{/{opening.tag.name}}}}}"


def _name(spot: Spot) -> str:
    return fold(spot.tag.name)
