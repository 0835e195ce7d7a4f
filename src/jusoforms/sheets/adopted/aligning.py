"""The printed words of a blank found again on a filled sheet, whatever was inserted or moved.

Rows are aligned in their order by the words they share, then the words of each row in theirs;
what is left over is sought elsewhere (a block that moved), by another name of the field, and last
at its own place (a label that was reworded). What is not found stays unfound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from jusoforms.sheets.adopted.form import Item, Kind, Page
from jusoforms.sheets.adopted.neighbours import names_around
from jusoforms.sheets.adopted.targets import Target
from jusoforms.sheets.adopted.words import Pattern, bare_key, key_of
from jusoforms.sheets.grid import Area, Cell, Grid
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.names import names_of

__all__ = ["Alignment", "align", "labels_of", "longest"]

_HEAVIEST = 8
_SOME, _MOST = 0.3, 0.5
_MOST_ROWS = 4000
_T = TypeVar("_T")
_U = TypeVar("_U")


@dataclass
class Alignment:
    """Which cell of a filled sheet is which printed item of the blank.

    What is worked out from ``found`` is kept: it is asked only when all is found.
    """

    page: Page
    grid: Grid
    cells: tuple[Cell, ...]
    """The filled cells that are seen and printed, each at its anchor."""
    found: dict[int, Cell] = field(default_factory=dict)
    reworded: set[int] = field(default_factory=set)
    """Items that were taken for found by their place or by another name only."""

    def area(self, item: int) -> Area:
        """Return where an item stands; only for one that was found."""
        cell = self.found[item]
        return self.grid.area_of(cell.row, cell.column)

    @cached_property
    def taken(self) -> frozenset[tuple[int, int]]:
        """The places of the blank's words."""
        return frozenset(map(_place, self.found.values()))

    @cached_property
    def in_row(self) -> dict[int, list[Cell]]:
        """The cells by their rows."""
        return _by_row(self.cells, lambda cell: cell.row)

    def expected(self, area: Area) -> tuple[int, int] | None:
        """Return where a cell of the blank must stand, by the items found around it.

        None where those before and behind it have moved differently.
        """
        rows, columns = self._shifts(area, _top), self._shifts(area, _left)
        if len(rows) != 1 or len(columns) != 1:
            return None
        return area.top + rows.pop(), area.left + columns.pop()

    def row(self, row: int) -> int | None:
        """Return the filled sheet's row in which a row of the blank lies, by its words."""
        rows = self._rows.get(row)
        return rows.most_common(1)[0][0] if rows else None

    @cached_property
    def _rows(self) -> dict[int, Counter[int]]:
        """The filled sheet's rows with the words of each row of the blank."""
        rows: dict[int, Counter[int]] = {}
        for n in self.found:
            rows.setdefault(self.page.items[n].area.top, Counter())[self.area(n).top] += 1
        return rows

    @cached_property
    def edge(self) -> int:
        """The form's last column on the filled sheet."""
        moved = [self.area(n).right - self.page.items[n].area.right for n in self.found]
        right = [
            self.area(n).right
            for n in self.found
            if self.page.items[n].area.right == self.page.edge
        ]
        return max(*right, self.page.edge + max(moved, default=0), 1)

    def _shifts(self, area: Area, start: Callable[[Area], int]) -> set[int]:
        """Return how far the nearest found items on either side have moved."""
        at = start(area)
        known = sorted((start(self.page.items[n].area), start(self.area(n))) for n in self.found)
        same = Counter(there - here for here, there in known if here == at)
        if same:
            return {shift for shift, count in same.items() if count == max(same.values())}
        before = [there - here for here, there in known if here < at][-1:]
        after = [there - here for here, there in known if here > at][:1]
        return {*before, *after}


def align(page: Page, grid: Grid) -> Alignment:
    """Return the page's items on a filled sheet."""
    made = Alignment(page, grid, tuple(_readable(grid)))
    index = _Index(made)
    index.in_order()
    index.moved_rows()
    index.moved_cells()
    index.renamed()
    index.in_place()
    return made


def longest(
    one: Sequence[_T], other: Sequence[_U], score: Callable[[_T, _U], float]
) -> list[tuple[_T, _U]]:
    """Return the pairs, in order on both sides, whose scores come to most."""
    best = [[0.0] * (len(other) + 1)]
    for a in one:
        above, line = best[-1], [0.0]
        for j, b in enumerate(other):
            without = max(line[j], above[j + 1])
            own = score(a, b)
            line.append(max(without, above[j] + own) if own else without)
        best.append(line)
    pairs = []
    i, j = len(one), len(other)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((one[i], other[j]))
    return pairs[::-1]


def _readable(grid: Grid) -> Iterator[Cell]:
    covered = set(grid.covered())
    said = (cell for cell in grid.seen() if cell.text.strip() or cell.struck)
    return (cell for cell in said if cell not in covered)


def _weight(item: Item) -> float:
    length = item.pattern.weight if item.pattern else len(item.key)
    return float(min(length, _HEAVIEST))


class _Index:
    """Both sides by their words, while they are being aligned."""

    def __init__(self, made: Alignment) -> None:
        self.made = made
        items = made.page.items
        self.anchors = [n for n, item in enumerate(items) if _weight(item) > 0]
        counts = Counter(items[n].key for n in self.anchors)
        self.weights = {n: _weight(items[n]) / (counts[items[n].key] or 1) for n in self.anchors}
        self.rows = _by_row(self.anchors, lambda n: items[n].area.top)
        self.fitting = dict(self._fitting())
        filled = [cell for cell in made.cells if self.fitting[_place(cell)]]
        self.filled = dict(list(_by_row(filled, lambda cell: cell.row).items())[:_MOST_ROWS])
        self.fitting_rows = {
            row: frozenset().union(*(self.fitting[_place(cell)] for cell in cells))
            for row, cells in self.filled.items()
        }

    def in_order(self) -> None:
        """Pair rows, then cells, in their order."""
        rows = list(zip(self.rows, self.filled, strict=False))
        if not self._is_as_printed(rows):
            rows = longest(list(self.rows), list(self.filled), self._alike)
        for row, other in rows:
            self._pair(self.rows[row], self.filled[other])

    def _is_as_printed(self, rows: list[tuple[int, int]]) -> bool:
        """Return whether row for row all words are there: most sheets; nothing pairs better."""
        return len(self.rows) == len(self.filled) and all(
            self._alike(row, other) == self._whole(self.rows[row]) for row, other in rows
        )

    def moved_rows(self) -> None:
        """Pair what is left of rows with the one row that has most of it."""
        for items in _by_row(self._lost(), lambda n: self._item(n).area.top).values():
            free = _by_row(self._free(), lambda cell: cell.row)
            scores = {at: self._score(items, cells) for at, cells in free.items()}
            best = max(scores.values(), default=0.0)
            at = [other for other, score in scores.items() if score == best]
            if len(at) == 1 and best >= _MOST * self._whole(items) and len(items) > 1:
                self._pair(items, free[at[0]])

    def moved_cells(self) -> None:
        """Pair words that stand once on either side."""
        lost = Counter(self._item(n).key for n in self._lost())
        for n in self._lost():
            item = self._item(n)
            at = [cell for cell in self._free() if self._is(n, cell)]
            only = item.pattern is not None or (lost[item.key] == 1 and len(item.key) > 1)
            if len(at) == 1 and only:
                self.made.found[n] = at[0]

    def renamed(self) -> None:
        """Pair a lost label with the one cell that is another name of its field."""
        labels = dict(labels_of(self.made.page))
        for n in self._lost():
            target = labels.get(n)
            at = [cell for cell in self._free() if target and _is_name(target, cell.text)]
            near = [cell for cell in at if self._near(n, cell)]
            if len(near) == 1:
                self.made.found[n] = near[0]

    def in_place(self) -> None:
        """Pair a lost label with the words that stand where it stood, unless another field's."""
        labels = dict(labels_of(self.made.page))
        for n in self._lost():
            target = labels.get(n)
            cell = self._at_its_place(n) if target else None
            if cell and target and not _is_another(target, cell.text):
                self.made.found[n] = cell
                self.made.reworded.add(n)

    def _pair(self, items: Sequence[int], cells: Sequence[Cell]) -> None:
        pairs = longest(items, cells, lambda n, cell: self.weights[n] * self._is(n, cell))
        self.made.found.update(dict(pairs))

    def _fitting(self) -> Iterator[tuple[tuple[int, int], frozenset[int]]]:
        """Yield each cell's place with the items whose words it may be."""
        whole: dict[str, set[int]] = {}
        bare: dict[str, set[int]] = {}
        patterns: list[tuple[int, Pattern]] = []
        for n in self.anchors:
            item = self._item(n)
            if item.pattern:
                patterns.append((n, item.pattern))
            else:
                (bare if item.kind is Kind.OPTION else whole).setdefault(item.key, set()).add(n)
        nothing: frozenset[int] = frozenset()
        for cell in self.made.cells:
            text = cell.text
            in_words = (n for n, pattern in patterns if pattern.values(text) is not None)
            printed = whole.get(key_of(text), nothing), bare.get(bare_key(text), nothing)
            yield _place(cell), nothing.union(*printed, in_words)

    def _alike(self, row: int, other: int) -> float:
        items = self.rows[row]
        if self.fitting_rows[other].isdisjoint(items):
            return 0.0
        score = self._score(items, self.filled[other])
        return score if score >= _SOME * self._whole(items) else 0.0

    def _score(self, items: Sequence[int], cells: Sequence[Cell]) -> float:
        left = list(cells)
        score = 0.0
        for n in items:
            cell = next((cell for cell in left if self._is(n, cell)), None)
            if cell:
                left.remove(cell)
                score += self.weights[n]
        return score

    def _whole(self, items: Iterable[int]) -> float:
        return sum(self.weights[n] for n in items)

    def _is(self, n: int, cell: Cell) -> bool:
        return n in self.fitting[_place(cell)]

    def _item(self, n: int) -> Item:
        return self.made.page.items[n]

    def _lost(self) -> list[int]:
        return [n for n in self.anchors if n not in self.made.found]

    def _free(self) -> list[Cell]:
        taken = set(map(_place, self.made.found.values()))
        return [cell for cell in self.made.cells if _place(cell) not in taken]

    def _near(self, n: int, cell: Cell) -> bool:
        """Return whether a cell lies between the found rows around an item."""
        top = self._item(n).area.top
        before = [self.made.area(m).top for m in self.made.found if self._item(m).area.top < top]
        after = [self.made.area(m).top for m in self.made.found if self._item(m).area.top > top]
        return max(before, default=0) <= cell.row <= min(after, default=cell.row)

    def _at_its_place(self, n: int) -> Cell | None:
        """Return the free cell as far from the found items around as in the blank."""
        place = self.made.expected(self._item(n).area)
        return next((cell for cell in self._free() if (cell.row, cell.column) == place), None)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _top(area: Area) -> int:
    return area.top


def _left(area: Area) -> int:
    return area.left


def _by_row(things: Iterable[_T], row_of: Callable[[_T], int]) -> dict[int, list[_T]]:
    rows: dict[int, list[_T]] = {}
    for thing in things:
        rows.setdefault(row_of(thing), []).append(thing)
    return dict(sorted(rows.items()))


def labels_of(page: Page) -> Iterator[tuple[int, Target]]:
    """Yield the items that are a label of one field, each with the field's tag."""
    uses: dict[int, list[Target]] = {}
    spots = [(spot, slot.target) for slot in page.slots for spot in slot.spots]
    groups = (group for table in page.tables for group in table.groups)
    spots += [(column.spot, column.target) for group in groups for column in group.columns]
    for spot, target in spots:
        for n in spot.label:
            uses.setdefault(n, []).append(target)
    for n, targets in uses.items():
        if page.items[n].kind is Kind.PRINTED:
            yield n, targets[0]


def _is_name(target: Target, words: str) -> bool:
    found = names_around(target).find(words)
    return found is not None and found in target.fields and not target.is_own


def _is_another(target: Target, words: str) -> bool:
    """Return whether words name a field, and not this one."""
    every = (names_around(target), names_of(Case), names_of(Meeting))
    found = [field for names in every if (field := names.find(words))]
    return bool(found) and not any(field in target.fields for field in found)
