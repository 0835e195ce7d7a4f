"""What a compiled template is made of: strings as they stand, and operations between them.

Operations are immutable; all that changes while a document is printed stands in ``Printing`` (the
document) and ``Here`` (the copies around a place).
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from jusoforms.documents.rendering.formats import NOTHING, filled
from jusoforms.documents.rendering.shapes import Copies, kept
from jusoforms.documents.rendering.values import Items, Source, Value

__all__ = [
    "Each", "Ending", "Here", "Inner", "KeepsParagraph", "Line", "NewNumber", "Op", "Print",
    "Printing", "Static", "TableState", "When", "joined", "render_all",
]  # fmt: skip

_LAST_BLOCK = re.compile(r".*(</w:p>|<w:p/>|</w:tbl>)", re.DOTALL)


class Here(NamedTuple):
    """The copies around a place."""

    items: Items
    copies: tuple[int, ...] = (0,)
    """One number for each item: no two copies in a document share one."""
    first: bool = True
    """Every copy around is the first of its list."""
    last: bool = True
    closing: bool = True
    """The last copy of the innermost unit."""


@dataclass(slots=True)
class TableState:
    """One table while it is printed."""

    row: int = 0
    repeated: int = 0
    """Rows printed from units and blocks."""
    left_same: bool = True
    """Every 縦結合 cell so far in the row is the same as the one above."""
    chains: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    """Merges of the template that have begun, with the copies around them."""
    joints: dict[tuple[int, int], Any] = field(default_factory=dict)
    """By column and width: the cell last printed there."""


@dataclass(slots=True)
class Printing:
    """One document while it is printed."""

    out: list[str]
    fresh: int
    """The next number of a copied picture."""
    copies: int = 0
    tables: list[TableState] = field(default_factory=list)
    continued: bool = False
    """The cell being printed continues a merge of the template."""
    slot: int = 0
    """Place in ``out`` of the merge property of the 縦結合 cell being printed."""
    decisions: list[Any] = field(default_factory=list)
    """What was decided since the innermost copy began; see ``shapes``."""
    spared: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of ``out`` that are shaped like others."""

    def text(self) -> str:
        """Return the part."""
        return "".join(self.out)

    def outline(self) -> str:
        """Return the part with as few copies as have every shape in every neighbourhood."""
        return "".join(kept(self.out, self.spared))

    def copy(self) -> int:
        """Return a number for a new copy."""
        self.copies += 1
        return self.copies


class Op(ABC):
    """An operation; most need only ``render``."""

    __slots__ = ()

    @property
    def asks(self) -> bool:
        """Whether a required value is printed here."""
        return False

    @abstractmethod
    def render(self, to: Printing, here: Here) -> None:
        """Append the XML of this place."""

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the names of required values that are not filled in."""
        del items
        return iter(())


def render_all(ops: tuple[Op, ...], to: Printing, here: Here) -> None:
    """Render operations one after the other."""
    for op in ops:
        op.render(to, here)


@dataclass(frozen=True, slots=True)
class Static(Op):
    """XML as it stands in the template."""

    xml: str

    def render(self, to: Printing, _: Here) -> None:
        """Append it."""
        to.out.append(self.xml)


@dataclass(frozen=True, slots=True)
class Print(Op):
    """A value tag."""

    value: Value

    def render(self, to: Printing, here: Here) -> None:
        """Append the value as content of the run around."""
        to.out.append(self.value.content(here.items))

    @property
    def asks(self) -> bool:
        """Whether the value is required."""
        return self.value.required

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the name if the value is missing."""
        return self.value.lacks(items)


@dataclass(frozen=True, slots=True)
class Line(Op):
    """XML with values in it, and nothing to decide: most rows are one of these."""

    xml: str
    """With ``%s`` where a value stands, and any other ``%`` doubled."""
    values: tuple[Value, ...]

    def render(self, to: Printing, here: Here) -> None:
        """Append it with the values."""
        items = here.items
        to.out.append(self.xml % tuple([value.content(items) for value in self.values]))

    @property
    def asks(self) -> bool:
        """Whether any value is required."""
        return any(value.required for value in self.values)

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the names of the values that are missing."""
        for value in self.values:
            yield from value.lacks(items)


def joined(ops: Sequence[Op]) -> tuple[Op, ...]:
    """Return the operations with neighbours that only print made one."""
    found: list[Op] = []
    for only_print, group in groupby(ops, lambda op: isinstance(op, (Static, Print))):
        pieces = list(group)
        found += [_line(pieces)] if only_print and len(pieces) > 1 else pieces
    return tuple(found)


def _line(pieces: Iterable[Op]) -> Op:
    xml, values = [], []
    for op in pieces:
        if isinstance(op, Print):
            xml.append("%s")
            values.append(op.value)
        elif isinstance(op, Static):
            xml.append(op.xml.replace("%", "%%"))
    return Line("".join(xml), tuple(values))


@dataclass(frozen=True, slots=True)
class Inner(Op, ABC):
    """An operation around others."""

    body: tuple[Op, ...]

    @property
    def asks(self) -> bool:
        """Whether a required value is printed inside."""
        return any(op.asks for op in self.body)

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the required names missing inside."""
        for op in self.body:
            yield from op.lacks(items)


@dataclass(frozen=True, slots=True)
class Each(Inner):
    """The body once for each item of a list."""

    source: Source
    once: bool = False
    """A child list in the unit of its parent: a childless parent prints once."""
    between: str = ""
    """Keeps two tables apart that Word would join."""

    def render(self, to: Printing, here: Here) -> None:
        """Append the copies."""
        items, copies, mark = self._items(here.items), Copies(to.spared), len(to.decisions)
        last = len(items) - 1
        for index, item in enumerate(items):
            start = len(to.out)
            if index and self.between:
                to.out.append(self.between)
                to.decisions.append(self.between)
            inner = Here(
                (*here.items, item),
                (*here.copies, to.copy()),
                here.first and not index,
                here.last and index == last,
                index == last and (here.closing or not self.once),
            )
            for op in self.body:
                op.render(to, inner)
            copies.add(tuple(to.decisions[mark:]), start, len(to.out))
            del to.decisions[mark:]
        to.decisions.append(copies.shape())

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the required names missing in an item; in an empty list, all of them."""
        for item in self._items(items) or (NOTHING,):
            yield from Inner.lacks(self, (*items, item))

    def _items(self, items: Items) -> tuple[Any, ...]:
        found = self.source.items(items)
        return found or ((NOTHING,) if self.once else ())


@dataclass(frozen=True, slots=True)
class When(Inner):
    """The body once, if a value is filled (or is not)."""

    source: Source
    wanted: bool = True
    opens: bool = False
    """``{{#同意}}``: the names inside are those of the record."""

    def render(self, to: Printing, here: Here) -> None:
        """Append the body where the condition holds."""
        holds = self._holds(here.items)
        to.decisions.append(holds)
        if holds:
            if self.opens:
                items, copies = self._inside(here.items), (*here.copies, to.copy())
                here = Here(items, copies, here.first, here.last, here.closing)
            render_all(self.body, to, here)

    def lacks(self, items: Items) -> Iterator[str]:
        """Yield the required names missing inside, where the body is printed."""
        if self._holds(items):
            yield from Inner.lacks(self, self._inside(items))

    def _holds(self, items: Items) -> bool:
        value = self.source.of(items)
        return (value is not NOTHING and filled(value)) is self.wanted

    def _inside(self, items: Items) -> Items:
        return (*items, self.source.of(items)) if self.opens else items


@dataclass(frozen=True, slots=True)
class Ending(Inner):
    """What stands only in some copies: a bookmark in the first, a section in the last."""

    only: str
    """``first``, ``last``, or ``between``: all but the last of the innermost unit."""

    def render(self, to: Printing, here: Here) -> None:
        """Append the body in those copies."""
        shown = not here.closing if self.only == "between" else getattr(here, self.only)
        to.decisions.append(shown)
        if shown:
            render_all(self.body, to, here)


@dataclass(frozen=True, slots=True)
class KeepsParagraph(Inner):
    """The content of a cell or body that may end without a paragraph (17.4.66)."""

    empty: str
    """The empty paragraph that is then added."""

    def render(self, to: Printing, here: Here) -> None:
        """Append the content, and the paragraph where the content does not end in one."""
        start = len(to.out)
        render_all(self.body, to, here)
        ends = self._ends_well(to.out, start)
        to.decisions.append(ends)
        if not ends:
            to.out.append(self.empty)

    @staticmethod
    def _ends_well(out: list[str], start: int) -> bool:
        for index in range(len(out) - 1, start - 1, -1):
            last = _LAST_BLOCK.match(out[index])
            if last:
                return last[1] != "</w:tbl>"
        return False


@dataclass(frozen=True, slots=True)
class NewNumber(Op):
    """The id of a picture that is copied: unique in the document (20.4.2.5)."""

    def render(self, to: Printing, _: Here) -> None:
        """Append a number that nobody has."""
        to.out.append(str(to.fresh))
        to.fresh += 1
