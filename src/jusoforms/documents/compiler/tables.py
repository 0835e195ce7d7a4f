"""Tables with rows that repeat: merges that reach beyond a unit, 縦結合, and the row 該当なし."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.edges import empty_paragraph
from jusoforms.documents.compiler.marks import Region
from jusoforms.documents.compiler.planning import Planner, RowSeen, TableSeen
from jusoforms.documents.compiler.printables import join_call
from jusoforms.documents.rendering.merging import (
    Anchor,
    Chain,
    Joins,
    JoinSlot,
    NewRow,
    TableEnd,
    TableStart,
    Unless,
)  # fmt: skip
from jusoforms.documents.rendering.ops import Op
from jusoforms.documents.rendering.values import Value
from jusoforms.documents.wml import (
    child,
    element,
    is_marker,
    local,
    take_out,
    value_of,
    w,
    wml_text,
)
from jusoforms.problems import tags as say

__all__ = ["dress_tables", "number_of"]

_NOTHING = "該当なし"
_BEFORE_MERGE = frozenset({"cnfStyle", "tcW", "gridSpan", "hMerge"})
"""What stands before the merge property in a cell's properties (17.4.66 to 17.4.84)."""
_NOT_FOR_ALL = frozenset({"gridSpan", "vMerge", "hMerge", "tcW", "cnfStyle"})


@dataclass(slots=True, eq=False)
class _Cell:
    """A cell with its place in the grid."""

    node: etree._Element
    row: RowSeen
    index: int
    """Of the row."""
    column: tuple[int, int]
    """First column of the grid, and how many."""


@dataclass(slots=True)
class _Dresser:
    planner: Planner
    seen: TableSeen
    cells: list[_Cell] = field(default_factory=list)

    def dress(self) -> None:
        self.cells = _cells(self.seen.rows)
        self._chains()
        self._joins()
        marks, table = self.planner.marks, self.seen.table
        for row in self.seen.rows:
            row.row.addprevious(marks.leaf(NewRow(bool(row.regions))))
        table.append(marks.leaf(TableEnd(self._nothing())))
        table.addprevious(marks.leaf(TableStart()))

    # 該当なし.

    def _nothing(self) -> str:
        """Return the row for a table left with headings; none where other rows stay.

        A row with a tag of its own is no heading.
        """
        rows = self.seen.rows
        first = next(n for n, row in enumerate(rows) if row.regions)
        stays = any(not row.regions for row in rows[first:])
        if stays or any(self._says(row) for row in rows[:first]):
            return ""
        return _nothing_row(self.seen.table, rows[first].row)

    def _says(self, row: RowSeen) -> bool:
        return any(True for _ in self._values_in(row.row))

    # Merges of the template.

    def _chains(self) -> None:
        for number, chain in enumerate(_merges(self.cells)):
            common = _common([cell.row.regions for cell in chain])
            if any(cell.row.regions != common for cell in chain):
                depth = self.seen.frames + sum(region.frames for region in common)
                for cell in chain:
                    self._chain_cell(cell, Chain(number, depth))

    def _chain_cell(self, cell: _Cell, op: Chain) -> None:
        for spot in self._values_in(cell.node):
            value = self.planner.printables.values[spot]
            if value.source.depth >= op.depth:
                self.planner.tell(spot, say.MERGE_BEYOND)
        merge = child(cell.node, "tcPr", "vMerge")
        assert merge is not None
        merge.addprevious(self.planner.marks.leaf(op))
        take_out(merge)
        self._enclose(cell.node, Unless)

    # 縦結合.

    def _joins(self) -> None:
        joining = {cell: spots for cell in self.cells if (spots := self._joining(cell))}
        columns = {cell.column for cell in joining}
        for cell in self.cells:
            if cell.column in columns:
                self._join_cell(cell, joining.get(cell, []))

    def _joining(self, cell: _Cell) -> list[Spot]:
        return [s for s in self._values_in(cell.node) if join_call(s) is not None]

    def _join_cell(self, cell: _Cell, spots: list[Spot]) -> None:
        if child(cell.node, "tcPr", "vMerge") is not None:
            for spot in spots:
                self.planner.tell(spot, say.MERGED_ALREADY)
            return
        marks = self.planner.marks
        if not spots:
            _put_merge(cell.node, marks.leaf(Anchor(cell.column)))
            return
        if self._has_inner_units(cell.node):
            self.planner.tell(spots[0], say.MERGE_WITH_BLOCK)
            return
        values = tuple(self._value(spot) for spot in self._values_in(cell.node))
        depth = max(self._value(spot).source.depth for spot in spots)
        blanks = any(call.argument for spot in spots if (call := join_call(spot)))
        _put_merge(cell.node, marks.leaf(JoinSlot()))
        make = partial(_joins, column=cell.column, values=values, depth=depth, blanks=blanks)
        self._enclose(cell.node, make)

    def _has_inner_units(self, cell: etree._Element) -> bool:
        marked = (m.text or "" for m in cell.iter(etree.ProcessingInstruction) if is_marker(m))
        regions = self.planner.marks.regions
        return any(text[0] == "o" and int(text[1:]) in regions for text in marked)

    def _value(self, spot: Spot) -> Value:
        return self.planner.printables.values[spot]

    def _values_in(self, cell: etree._Element) -> list[Spot]:
        spots = self.planner.naming.spots_in(cell)
        return [spot for spot in spots if spot in self.planner.printables.values]

    def _enclose(self, cell: etree._Element, make: Callable[[tuple[Op, ...], str], Op]) -> None:
        nodes = [node for node in cell if local(node) != "tcPr"]
        empty = empty_paragraph(next(cell.iter(w("p")), None))
        self.planner.marks.enclose(nodes[0], nodes[-1], lambda body: make(body, empty))


def dress_tables(planner: Planner) -> None:
    """Mark what has to be decided while a table's rows are printed."""
    for seen in planner.tables:
        if any(row.regions for row in seen.rows):
            _Dresser(planner, seen).dress()


def _joins(
    body: tuple[Op, ...],
    empty: str,
    *,
    column: tuple[int, int],
    values: tuple[Value, ...],
    depth: int,
    blanks: bool,
) -> Op:
    return Joins(body, column, values, depth, blanks, empty)


def number_of(node: etree._Element | None, default: int) -> int:
    """Return a ``w:val`` that is a number; the default where it is none."""
    text = value_of(node)
    return int(text) if text.isascii() and text.isdigit() else default


def _cells(rows: list[RowSeen]) -> list[_Cell]:
    cells = []
    for index, row in enumerate(rows):
        column = number_of(child(row.row, "trPr", "gridBefore"), 0)
        for node in row.row.findall(w("tc")):
            span = number_of(child(node, "tcPr", "gridSpan"), 1)
            cells.append(_Cell(node, row, index, (column, span)))
            column += span
    return cells


def _merges(cells: list[_Cell]) -> list[list[_Cell]]:
    """Return the vertical merges, each from its first cell down."""
    merges: list[list[_Cell]] = []
    open_in: dict[int, list[_Cell]] = {}
    for cell in cells:
        merge = child(cell.node, "tcPr", "vMerge")
        above = open_in.get(cell.column[0])
        if merge is None:
            open_in.pop(cell.column[0], None)
        elif value_of(merge) != "restart" and above and above[-1].index == cell.index - 1:
            above.append(cell)
        else:
            open_in[cell.column[0]] = [cell]
            merges.append(open_in[cell.column[0]])
    return merges


def _common(stacks: list[tuple[Region, ...]]) -> tuple[Region, ...]:
    shared = []
    for level in zip(*stacks, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def _put_merge(cell: etree._Element, mark: etree._Element) -> None:
    """Put a mark where the merge property belongs."""
    properties = child(cell, "tcPr")
    if properties is None:
        properties = element("tcPr")
        cell.insert(0, properties)
    at = sum(local(node) in _BEFORE_MERGE for node in properties)
    properties.insert(at, mark)


def _nothing_row(table: etree._Element, like: etree._Element) -> str:
    """Return the row 該当なし, one cell over the full width, dressed like a row's first cell."""
    grid = child(table, "tblGrid")
    columns = [] if grid is None else grid.findall(w("gridCol"))
    row, cell = element("tr"), element("tc")
    cell.append(_wide_properties(child(like, "tc", "tcPr"), columns))
    cell.append(_nothing_paragraph(next(like.iter(w("p")), None)))
    row.append(cell)
    return wml_text(row)


def _wide_properties(like: etree._Element | None, columns: list[etree._Element]) -> etree._Element:
    properties = element("tcPr")
    if like is not None:
        kept = [n for n in like if local(n) and local(n) not in _NOT_FOR_ALL]
        properties.extend(copy.deepcopy(node) for node in kept)
    if len(columns) > 1:
        properties.insert(0, element("gridSpan", val=str(len(columns))))
    width = sum(int(value_of(c, "w")) for c in columns if value_of(c, "w").isdigit())
    properties.insert(0, element("tcW", w=str(width), type="dxa"))
    return properties


def _nothing_paragraph(like: etree._Element | None) -> etree._Element:
    paragraph, run = element("p"), element("r")
    if like is not None:
        looks = (child(like, "pPr"), paragraph), (child(like, "r", "rPr"), run)
        for found, target in looks:
            if found is not None:
                target.append(copy.deepcopy(found))
    etree.SubElement(run, w("t")).text = _NOTHING
    paragraph.append(run)
    return paragraph
