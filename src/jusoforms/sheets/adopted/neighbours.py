"""What stands around a tagged cell of the blank: its label, and what ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jusoforms.sheets.adopted.form import Item, Kind
from jusoforms.sheets.adopted.targets import Target
from jusoforms.sheets.grid import Area
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.names import Names, names_of

__all__ = ["Neighbours", "names_around"]


def names_around(target: Target) -> Names:
    """Return the names among which a target's fields are found."""
    names = names_of(Case)
    for step in target.steps:
        names = step.field.children or names
    return names


@dataclass(frozen=True)
class Neighbours:
    """The items of a page, asked by place."""

    items: Sequence[Item]

    def label(self, at: int, target: Target, *, in_table: bool) -> tuple[tuple[int, ...], bool]:
        """Return the items that are a cell's direct label, and whether they stand above it."""
        left, above = self._beside(at), self._above(at)
        if self._says(left, target) != self._says(above, target):
            return (above, True) if self._says(above, target) else (left, False)
        if in_table and above:
            return above, True
        if left and self._same_rows(left, at):
            return left, False
        if above and self._same_columns(above[0], at):
            return above, True
        return (left, False) if left else (above, bool(above))

    def right(self, at: int) -> int | None:
        """Return the nearest item to the right, in any of the cell's rows."""
        own = self.items[at].area
        found = (n for n, area in self._in_rows(own) if area.left > own.right)
        return min(found, key=lambda n: (self.items[n].area.left, self.items[n].area.top),
                   default=None)  # fmt: skip

    def below(self, left: int, right: int, row: int, but: Iterable[int] = ()) -> int | None:
        """Return the first item under a row, in some columns."""
        others = frozenset(but)
        found = [
            n
            for n, item in enumerate(self.items)
            if n not in others
            and self._counts(n)
            and item.area.top > row
            and item.area.left <= right
            and item.area.right >= left
        ]
        return min(found, key=self._place, default=None)

    def run(self, at: int) -> tuple[int, ...]:
        """Return the values in the cell's row that nothing printed parts from it."""
        own = self.items[at].area
        row = [n for n, area in self._in_rows(own) if area.top == own.top or n == at]
        row.sort(key=lambda n: self.items[n].area.left)
        first = last = row.index(at)
        while first and self._is_bare(row[first - 1]):
            first -= 1
        while last + 1 < len(row) and self._is_bare(row[last + 1]):
            last += 1
        return tuple(row[first : last + 1])

    def in_rows(self, top: int, bottom: int) -> Iterator[int]:
        """Yield the items that begin in some rows."""
        return (n for n, item in enumerate(self.items) if top <= item.area.top <= bottom)

    def _counts(self, n: int) -> bool:
        """Return whether an item is part of the form's frame; notes beside it are not."""
        return bool(self.items[n].key) or self.items[n].is_value

    def _is_bare(self, n: int) -> bool:
        return self.items[n].kind is Kind.VALUE

    def _beside(self, at: int) -> tuple[int, ...]:
        """Return the label to the left; several items where its words are stacked."""
        own = self.items[at].area
        found = [n for n, area in self._in_rows(own) if area.right < own.left]
        edge = max((self.items[n].area.right for n in found), default=0)
        nearest = tuple(n for n in found if self.items[n].area.right == edge)
        return nearest if nearest and not self._is_bare(nearest[0]) else ()

    def _above(self, at: int) -> tuple[int, ...]:
        own = self.items[at].area
        found = [
            n
            for n, item in enumerate(self.items)
            if item.key
            and item.area.bottom < own.top
            and item.area.left <= own.right
            and item.area.right >= own.left
        ]
        best = max(found, key=lambda n: (self.items[n].area.bottom, -n), default=None)
        return () if best is None else (best,)

    def _says(self, label: tuple[int, ...], target: Target) -> bool:
        if target.is_own:
            return False  # 内容 over it is a heading of something else, not the name of its field
        words = "".join(self.items[n].text for n in label)
        found = names_around(target).find(words) if words.strip() else None
        return found is not None and found in target.fields

    def _same_rows(self, label: tuple[int, ...], at: int) -> bool:
        own, areas = self.items[at].area, [self.items[n].area for n in label]
        return areas[0].top == own.top and areas[-1].bottom == own.bottom

    def _same_columns(self, label: int, at: int) -> bool:
        own, other = self.items[at].area, self.items[label].area
        touching = other.bottom + 1 == own.top
        return touching and (own.left, own.right) == (other.left, other.right)

    def _in_rows(self, own: Area) -> Iterator[tuple[int, Area]]:
        for n, item in enumerate(self.items):
            area = item.area
            if area.top <= own.bottom and area.bottom >= own.top and self._counts(n):
                yield n, area

    def _place(self, n: int) -> tuple[int, int]:
        return self.items[n].area.top, self.items[n].area.left
