"""Cells that become one while rows are printed: merges of the template, and 縦結合."""

from __future__ import annotations

from dataclasses import dataclass

from jusoforms.documents.rendering.formats import filled
from jusoforms.documents.rendering.ops import Here, Inner, Op, Printing, TableState, render_all
from jusoforms.documents.rendering.values import Value

__all__ = ["Anchor", "Chain", "JoinSlot", "Joins", "NewRow", "TableEnd", "TableStart", "Unless"]

_RESTART, _CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@dataclass(frozen=True, slots=True)
class TableStart(Op):
    """Before a table with rows that repeat."""

    def render(self, to: Printing, _: Here) -> None:
        """Begin the table's state."""
        to.tables.append(TableState())


@dataclass(frozen=True, slots=True)
class TableEnd(Op):
    """After the last row of such a table."""

    nothing: str
    """The row 該当なし; empty where other rows stand after the heading."""

    def render(self, to: Printing, _: Here) -> None:
        """Append 該当なし where nothing was repeated."""
        repeated = to.tables.pop().repeated > 0
        to.decisions.append(repeated)
        if not repeated:
            to.out.append(self.nothing)


@dataclass(frozen=True, slots=True)
class NewRow(Op):
    """Before each row of such a table."""

    repeats: bool

    def render(self, to: Printing, _: Here) -> None:
        """Count the row."""
        table = to.tables[-1]
        table.row += 1
        table.repeated += self.repeats
        table.left_same = True


@dataclass(frozen=True, slots=True)
class Chain(Op):
    """A cell of a merge that reaches beyond a unit: it begins in the first copy only."""

    number: int
    depth: int
    """Copies around the whole merge; each of them begins it anew."""

    def render(self, to: Printing, here: Here) -> None:
        """Append the merge property: begun in the first row of it that is printed."""
        table = to.tables[-1]
        key = (self.number, here.copies[: self.depth])
        to.continued = key in table.chains
        table.chains.add(key)
        to.decisions.append(to.continued)
        to.out.append(_CONTINUE if to.continued else _RESTART)


@dataclass(frozen=True, slots=True)
class Unless(Inner):
    """The content of such a cell; a continued one is empty, so that nothing lies hidden."""

    empty: str

    def render(self, to: Printing, here: Here) -> None:
        """Append the content or the empty paragraph."""
        if to.continued:
            to.out.append(self.empty)
        else:
            render_all(self.body, to, here)


@dataclass(slots=True)
class _Joint:
    """The cell last printed in a column."""

    row: int
    slot: int
    """Place in the output of the merge property of the cell that all of these are part of."""
    owner: tuple[int, ...]
    """The copies around that first cell: whose row it is."""
    texts: tuple[str, ...] | None
    parent: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class JoinSlot(Op):
    """Where a cell's merge property will stand, once it is known."""

    def render(self, to: Printing, _: Here) -> None:
        """Keep the place free."""
        to.slot = len(to.out)
        to.out.append("")


@dataclass(frozen=True, slots=True)
class Anchor(Op):
    """A cell without 縦結合 in a column that has it elsewhere: empty cells may join it."""

    column: tuple[int, int]

    def render(self, to: Printing, here: Here) -> None:
        """Remember the cell."""
        table = to.tables[-1]
        table.joints[self.column] = _Joint(table.row, len(to.out), here.copies, None, ())
        to.out.append("")


@dataclass(frozen=True, slots=True)
class Joins(Inner):
    """The content of a cell with 縦結合; its slot was rendered before, among its properties."""

    column: tuple[int, int]
    values: tuple[Value, ...]
    depth: int
    """Of the item that the values belong to."""
    blank_joins: bool
    empty: str

    def render(self, to: Printing, here: Here) -> None:
        """Append the content, or join the cell above."""
        table, slot = to.tables[-1], to.slot
        texts = tuple(value.text(here.items) for value in self.values)
        mine = _Joint(table.row, slot, here.copies, texts, here.copies[: self.depth])
        above = table.joints.get(self.column)
        same, joined = self._compare(table, mine, above)
        table.left_same = table.left_same and (same or joined)
        to.decisions.append(joined)
        if joined and above:
            mine.slot, mine.owner = above.slot, above.owner
            to.out[above.slot], to.out[slot] = _RESTART, _CONTINUE
            to.out.append(self.empty)
        else:
            render_all(self.body, to, here)
        table.joints[self.column] = mine

    def _compare(self, table: TableState, mine: _Joint, above: _Joint | None) -> tuple[bool, bool]:
        if above is None or above.row != table.row - 1:
            return False, False
        same = above.texts == mine.texts and above.parent == mine.parent
        if any(map(filled, mine.texts or ())):
            return same, same and table.left_same
        return same, self.blank_joins and table.left_same and above.owner == mine.parent
