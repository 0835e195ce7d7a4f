"""Which tags of a page are columns of a table, and which blocks of columns it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jusoforms.sheets.adopted.form import Column, Group, Item, Kind, Spot, Table
from jusoforms.sheets.adopted.neighbours import Neighbours
from jusoforms.sheets.adopted.targets import MEETING, OWN, Target

__all__ = ["Mark", "Shape", "table_names", "tables_of"]

_ACROSS = "1 件が 1 列になっています。表は、1 件が 1 行の形で読み取ります"


@dataclass(frozen=True, slots=True)
class Mark:
    """A tagged cell with one target."""

    item: int
    target: Target
    raw: str
    top: int
    left: int
    right: int
    bottom: int


class Shape(Exception):  # noqa: N818 it is caught and told
    """Tags of a list that make no table; ``marks`` are where."""

    def __init__(self, marks: Sequence[Mark], why: str) -> None:
        super().__init__(why)
        self.marks, self.why = tuple(marks), why


def table_names(marks: Sequence[Mark], around: Neighbours) -> dict[int, str]:
    """Return the list of which each tagged cell is a column, by item.

    A meeting's fields, and a ward's own, are columns where several stand in one row without
    labels between, under headings: a table with a row a meeting.
    """
    found = {mark.item: mark.target.table for mark in marks if mark.target.table}
    rows: dict[int, list[Mark]] = {}
    for mark in marks:
        plain = len(mark.target.steps) == 1 and mark.target.of_meeting
        plain = plain and not mark.target.which_meeting
        if mark.item not in found and (plain or mark.target.is_own):
            rows.setdefault(mark.top, []).append(mark)
    for row in rows.values():
        for name in (MEETING, OWN):
            own = [mark for mark in row if (OWN if mark.target.is_own else MEETING) == name]
            if _is_table_row(own, around):
                found.update({mark.item: name for mark in own})
    return found


def _is_table_row(row: Sequence[Mark], around: Neighbours) -> bool:
    if len({mark.target.name for mark in row}) < 2:  # noqa: PLR2004 two columns
        return False
    bare = [mark for mark in row if around.items[mark.item].kind is Kind.VALUE]
    side_by_side = {n for mark in bare for n in around.run(mark.item)[1:]}
    under = [mark for mark in bare if around.label(mark.item, mark.target, in_table=True)[1]]
    return len(under) == len(row) and len(side_by_side) >= len(row) - 1


def tables_of(
    marks: Mapping[str, Sequence[Mark]], around: Neighbours, spots: Mapping[int, Spot]
) -> tuple[Table, ...]:
    """Return the tables of a page; raises :class:`Shape` for tags that make none."""
    return tuple(
        Table(name, tuple(_groups(sorted(own, key=lambda m: (m.top, m.left)), around, spots)))
        for name, own in marks.items()
    )


def _groups(
    marks: Sequence[Mark], around: Neighbours, spots: Mapping[int, Spot]
) -> Iterator[Group]:
    blocks = list(_blocks(marks, around))
    across: dict[tuple[int, ...], set[str]] = {}
    for block in filter(lambda block: _is_repeated(block[0]), blocks):
        across.setdefault(_lefts(block[0]), set()).add(block[0][0].target.name)
    if any(len(targets) > 1 for targets in across.values()):
        raise Shape(blocks[-1][0], _ACROSS)
    for block in blocks:
        sides = list(_sides(block[0]))
        names = [{mark.target.name for mark in side} for side in sides]
        if len(sides) > 1 and any(one != names[0] for one in names):
            raise Shape(block[0], "表の左右の半分で、タグの付いた列が違います")
        for side in sides:
            yield _group(side, block, around, spots)


def _is_repeated(row: Sequence[Mark]) -> bool:
    """Return whether a row is one tag over and over: an item a column, or names in a grid."""
    return len(row) > 1 and len({mark.target.name for mark in row}) == 1


def _lefts(row: Sequence[Mark]) -> tuple[int, ...]:
    return tuple(mark.left for mark in row)


def _blocks(marks: Sequence[Mark], around: Neighbours) -> Iterator[list[list[Mark]]]:
    """Yield the rows of tags that belong together: one under the other, nothing between."""
    block: list[list[Mark]] = []
    for row in _records(marks):
        if block and not _goes_on(block, row, around):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _records(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the marks of an item: a row, or rows that one of its cells is merged over.

    ふりがな over 姓 and 名, 機関 over 担当者, beside a cell as tall as both.
    """
    record: list[Mark] = []
    for _, group in groupby(marks, key=lambda mark: mark.top):
        row = list(group)
        names = {mark.target.name for mark in record}
        inside = bool(record) and row[0].top <= max(mark.bottom for mark in record)
        if record and not (inside and names.isdisjoint(mark.target.name for mark in row)):
            yield record
            record = []
        record += row
    if record:
        yield record


def _goes_on(block: Sequence[Sequence[Mark]], row: Sequence[Mark], around: Neighbours) -> bool:
    columns = {(mark.target.name, mark.left) for mark in block[0]}
    if not {(mark.target.name, mark.left) for mark in row} <= columns:
        return False
    last = max(mark.bottom for mark in block[-1])
    left, right = min(mark.left for mark in block[0]), max(mark.right for mark in block[0])
    own = {mark.item for rows in (*block, row) for mark in rows}
    between = around.below(left, right, last, own)
    return between is None or around.items[between].area.top >= row[0].top


def _sides(row: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the blocks of columns of a row: a tag that comes again begins the next."""
    side: list[Mark] = []
    for mark in row:
        if any(one.target.name == mark.target.name for one in side):
            yield side
            side = []
        side.append(mark)
    yield side


def _group(
    side: Sequence[Mark],
    block: Sequence[Sequence[Mark]],
    around: Neighbours,
    spots: Mapping[int, Spot],
) -> Group:
    columns = tuple(Column(mark.target, spots[mark.item]) for mark in side)
    places = {(mark.target.name, mark.left) for mark in side}
    rows = [mark for row in block for mark in row if (mark.target.name, mark.left) in places]
    last = max(mark.bottom for mark in rows)
    own = {mark.item for row in block for mark in row}
    left, right = min(mark.left for mark in side), max(mark.right for mark in side)
    top = min(mark.top for mark in side)
    pitch = max(mark.bottom for mark in side) - top + 1
    again = _printed_in_every_row(around, top, pitch)
    below = _end(around, side, left, right, last, own | again)
    return Group(columns, top, last, pitch, below)


def _printed_in_every_row(around: Neighbours, top: int, pitch: int) -> set[int]:
    """Return the words that the first item prints, and each further one: 歳, 円, 機関."""
    first = {
        (around.items[n].key, around.items[n].area.left): around.items[n].area.top
        for n in around.in_rows(top, top + pitch - 1)
        if around.items[n].key
    }
    found = set()
    for n in around.in_rows(top + pitch, 1 << 20):
        item = around.items[n]
        row = first.get((item.key, item.area.left))
        if row is not None and (item.area.top - row) % pitch == 0:
            found.add(n)
    return found


def _end(
    around: Neighbours, side: Sequence[Mark], left: int, right: int, last: int, own: set[int]
) -> int | None:
    """Return the item that ends a table: under it, or at its left where no row has such a head."""
    under = around.below(left, right, last, own)
    heads = {item.area.left for item in _in_row(around, side[0].top) if item.area.right < left}
    beside = [
        n
        for n in around.in_rows(last + 1, 1 << 20)
        if around.items[n].key
        and around.items[n].area.right < left
        and around.items[n].area.left not in heads
    ]
    ends = [n for n in (under, *beside[:1]) if n is not None]
    return min(ends, key=lambda n: around.items[n].area.top, default=None)


def _in_row(around: Neighbours, row: int) -> Iterator[Item]:
    return (around.items[n] for n in around.in_rows(row, row))
