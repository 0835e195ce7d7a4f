"""The marks that planning leaves in a tree, and what each will become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.rendering.ops import Each, Op
from jusoforms.documents.rendering.values import Source
from jusoforms.documents.wml import INSTRUCTION

__all__ = ["Maker", "Marks", "Region", "nested"]

Maker = Callable[[tuple[Op, ...]], Op]
"""What makes the operation around a body."""


@dataclass(frozen=True, slots=True)
class Region:
    """What lies between two marks."""

    number: int
    frames: int
    """Levels of names it adds."""
    repeats: bool


@dataclass(slots=True)
class Marks:
    """``v3`` a place, ``o3``…``c3`` around a passage, ``d3`` the id of the picture that follows."""

    next: int
    makers: dict[int, Maker] = field(default_factory=dict)
    leaves: dict[int, Op] = field(default_factory=dict)
    regions: dict[int, Region] = field(default_factory=dict)
    """Those of blocks and units; the others only edit what they hold."""

    def leaf(self, op: Op, kind: str = "v") -> etree._ProcessingInstruction:
        """Return a mark for an operation, to be put into the tree."""
        number = self._number()
        self.leaves[number] = op
        return etree.ProcessingInstruction(INSTRUCTION, f"{kind}{number}")

    def enclose(self, first: etree._Element, last: etree._Element, maker: Maker) -> int:
        """Mark a passage of siblings; return its number."""
        number = self._number()
        self.makers[number] = maker
        first.addprevious(etree.ProcessingInstruction(INSTRUCTION, f"o{number}"))
        last.addnext(etree.ProcessingInstruction(INSTRUCTION, f"c{number}"))
        return number

    def _number(self) -> int:
        self.next += 1
        return self.next - 1


def nested(sources: list[Source], between: str = "", *, childless: bool = True) -> Maker:
    """Return the maker of lists in lists; in a unit a childless parent prints once."""

    def make(body: tuple[Op, ...]) -> Op:
        for source in reversed(sources[1:]):
            body = (Each(body, source, once=childless),)
        return Each(body, sources[0], between=between)

    return make
