"""From what is printed around a tagged cell to the cells of a filled sheet that hold its value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jusoforms.sheets.adopted.aligning import Alignment
from jusoforms.sheets.adopted.form import Kind, Spot
from jusoforms.sheets.grid import Area, Cell

__all__ = ["Territory", "cells_in", "territory"]


@dataclass(frozen=True, slots=True)
class Territory:
    """Where the value of a tagged cell may stand."""

    area: Area | None = None
    """None where its label was not found."""
    sure: bool = True
    """Whether it is certain; else text in it is a question."""
    best: tuple[int, int] | None = None
    """Where it most likely stands, if its label was not found."""


def territory(at: Alignment, spot: Spot) -> Territory:
    """Return the cells that belong to a tagged cell of the blank."""
    labels = [n for n in spot.label if n in at.found]
    if not labels:
        return Territory(best=at.expected(spot.area))
    made = _under(at, spot, labels[0]) if spot.above else _beside(at, spot, labels)
    return _longer(at, spot, made) if made.sure else made


def cells_in(at: Alignment, area: Area) -> list[Cell]:
    """Return the cells in an area that are not the blank's own words, by row, then column."""
    in_rows = (at.in_row.get(row, ()) for row in range(area.top, area.bottom + 1))
    return [
        cell
        for cells in in_rows
        for cell in cells
        if area.left <= cell.column <= area.right and (cell.row, cell.column) not in at.taken
    ]


def _beside(at: Alignment, spot: Spot, labels: list[int]) -> Territory:
    """Return what lies right of a label up to the next printed words."""
    items, own = at.page.items, spot.area
    first, last = items[labels[0]].area, items[labels[-1]].area
    there, end = at.area(labels[0]), at.area(labels[-1])
    top, bottom = there.top + own.top - first.top, end.bottom + own.bottom - last.bottom
    stretched = (end.bottom - there.top) != (last.bottom - first.top)
    whole = own.top <= first.top and own.bottom >= last.bottom
    if stretched and not whole:
        bottom = top + own.bottom - own.top
    left, right = there.right + 1, _right(at, spot, first, there)
    sure = not stretched or whole or own.top == first.top
    if len(spot.run) > 1:
        left = there.right + own.left - first.right
        sure = sure and _as_wide(at, spot, first, there)
        right = left + own.right - own.left
    return Territory(Area(top, left, max(top, bottom), max(left, right)), sure)


def _right(at: Alignment, spot: Spot, first: Area, there: Area) -> int:
    items, beyond = at.page.items, spot.right
    if beyond is None:
        return max(at.edge, there.right + 1)
    if beyond in at.found:
        return at.area(beyond).left - 1
    return there.right + items[beyond].area.left - 1 - first.right


def _as_wide(at: Alignment, spot: Spot, first: Area, there: Area) -> bool:
    """Return whether the values side by side take as many columns as in the blank."""
    items = at.page.items
    last = items[spot.run[-1]].area
    beyond = [
        n for n in at.found if items[n].area.top == last.top and items[n].area.left > last.right
    ]
    nearest = min(beyond, key=lambda n: items[n].area.left, default=None)
    if nearest is None:
        return at.edge - there.right == at.page.edge - first.right
    return at.area(nearest).left - there.right == items[nearest].area.left - first.right


def _under(at: Alignment, spot: Spot, label: int) -> Territory:
    """Return what lies under a label, in its columns."""
    own, head, there = spot.area, at.page.items[label].area, at.area(label)
    top = there.bottom + own.top - head.bottom
    left, right = there.left + own.left - head.left, there.right + own.right - head.right
    area = Area(top, left, top + own.bottom - own.top, max(left, right))
    return Territory(area, sure=own.top == head.bottom + 1 or not _pushed(at, spot, top))


def _pushed(at: Alignment, spot: Spot, top: int) -> bool:
    """Return whether what follows a cell has moved otherwise than what precedes it."""
    if spot.below is None:
        return False
    below = at.page.items[spot.below].area
    there = at.row(below.top)
    return there is None or there - top != below.top - spot.area.top


def _longer(at: Alignment, spot: Spot, made: Territory) -> Territory:
    """Return a territory with the rows that were put in under it, as far as no label is theirs."""
    assert made.area is not None
    if spot.below is None or _is_stacked(at, spot):
        return made
    below = at.page.items[spot.below].area
    there = at.row(below.top)
    added = 0 if there is None else (there - made.area.bottom) - (below.top - spot.area.bottom)
    bottom = made.area.bottom
    for row in range(bottom + 1, bottom + 1 + max(0, added)):
        cells = at.in_row.get(row, ())
        if any(not made.area.left <= cell.column <= made.area.right for cell in cells):
            break
        bottom = row
    return (
        made
        if bottom == made.area.bottom
        else replace(made, area=made.area._replace(bottom=bottom))
    )


def _is_stacked(at: Alignment, spot: Spot) -> bool:
    """Return whether another value without a label of its own follows right below."""
    assert spot.below is not None
    item = at.page.items[spot.below]
    return item.kind is Kind.VALUE and spot.above and at.row(item.area.top) is None
