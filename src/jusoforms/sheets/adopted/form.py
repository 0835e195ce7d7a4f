"""An adopted form: what its blank prints, and what each tagged cell is, by its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jusoforms.problems import Problem, blocking
from jusoforms.sheets.adopted.targets import Target
from jusoforms.sheets.adopted.words import Pattern
from jusoforms.sheets.grid import Area

__all__ = ["AdoptedForm", "Column", "Forms", "Group", "Item", "Kind", "Page", "Slot", "Spot",
           "Table"]  # fmt: skip


class Kind(StrEnum):
    """What stands in a cell of the blank."""

    PRINTED = "printed"
    VALUE = "value"
    """A tag, at most with the frame of a value around it (年　月　日)."""
    INLINE = "inline"
    """Tags among words: 第{{会議.回}}回 支援会議."""
    OPTION = "option"
    """One or several options to mark, with their tag."""


@dataclass(frozen=True, slots=True)
class Item:
    """A cell of the blank that says something."""

    area: Area
    kind: Kind
    text: str
    """What is printed, tags left out."""
    key: str = ""
    """How it is found again; empty for a value, for a bare number and for what is not printed."""
    pattern: Pattern | None = None

    @property
    def is_value(self) -> bool:
        """Whether a person writes into it."""
        return self.kind is not Kind.PRINTED


@dataclass(frozen=True, slots=True)
class Spot:
    """A tagged cell, and the items around it by their number on the page."""

    item: int
    area: Area
    """Its cells; those of one field one under the other are one spot."""
    targets: tuple[Target, ...]
    raw: str
    """The blank's own text, tags included: it stands so in a copy that nobody filled in."""
    label: tuple[int, ...] = ()
    """Its direct label: beside it (several where the words are stacked), or above it."""
    above: bool = False
    """Whether the label stands above."""
    right: int | None = None
    below: int | None = None
    run: tuple[int, ...] = ()
    """The values side by side, nothing printed between, that it is one of."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A single field and its cells, in order."""

    target: Target
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    target: Target
    spot: Spot


@dataclass(frozen=True, slots=True)
class Group:
    """One of the blocks of columns that a table is printed in."""

    columns: tuple[Column, ...]
    top: int
    last: int
    """Last row of the blank that is tagged; the first one where only that is."""
    pitch: int
    """Rows of an item."""
    below: int | None = None
    """The item that ends it."""

    @property
    def is_stacked(self) -> bool:
        """Whether columns stand over one another in the rows of an item."""
        return any(c.spot.area.top != self.top for c in self.columns)


@dataclass(frozen=True, slots=True)
class Table:
    """A list of which each row is an item."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A tagged sheet of the blank."""

    title: str
    items: tuple[Item, ...]
    notes: frozenset[str]
    """Everything the blank prints, outside its print area too, as it is compared."""
    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    edge: int
    """The form's last column."""
    of_meeting: bool = False
    """Each filled sheet of this kind is one meeting; the case stands on another page."""

    @property
    def targets(self) -> tuple[Target, ...]:
        """Everything that is read from it."""
        columns = (c.target for t in self.tables for g in t.groups for c in g.columns)
        return (*(slot.target for slot in self.slots), *columns)


@dataclass(frozen=True, slots=True)
class AdoptedForm:
    """A blank of the ward's, compiled."""

    name: str
    """Its file's name without suffix: what results call the form."""
    file: str
    pages: tuple[Page, ...]
    constants: tuple[Target, ...]
    holds: frozenset[str]
    faults: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether sheets can be read with it."""
        return not blocking(self.faults)


@dataclass(frozen=True, slots=True)
class Forms:
    """The adopted forms of a workspace."""

    forms: tuple[AdoptedForm, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Every fault of the blanks, those that could not be opened included."""
