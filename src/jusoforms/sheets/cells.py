"""A cell's text as an answer: read with certainty, or a problem at the cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jusoforms.problems import Problem, Sentence
from jusoforms.problems import sheets as say
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, parse_cell

__all__ = ["Block", "Reading"]

_LONGEST = 32_767  # Excel specifications and limits: characters that a cell can contain
_ALLOWED_CONTROLS = "\t\n"


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a form's own fields; ``answers`` is the first column of their values.

    The row right below belongs to it too, in the columns of the values: text goes on there.
    """

    top: int
    bottom: int
    answers: int
    right: int = 0
    """The form's last column: what stands up to it, outside the print area, is an error too."""

    def holds(self, cell: Cell) -> bool:
        """Return whether a person who writes in this cell means it to be read."""
        goes_on = cell.row == self.bottom + 1 and cell.column >= self.answers
        return self.top <= cell.row <= self.bottom or goes_on


@dataclass
class Reading:
    """What was read from one sheet so far: problems, places of fields, cells that were used."""

    grid: Grid
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    """Cell of each field, by canonical name."""
    used: set[tuple[int, int]] = field(default_factory=set)
    block: Block | None = None
    """The form's own rows: text in them that no field took is an error."""

    def text(self, label: str, cells: list[Cell]) -> str:
        """Return the cells' texts one a line; note their place and what is wrong with them."""
        for cell in cells:
            self.take(cell)
            self.places.setdefault(label, cell.address)
            self.problems += (p for p in _flaws(cell, label) if p)
        usable = (cell.text for cell in cells if cell.kind not in _NO_ANSWER)
        return "\n".join(filter(None, (text.strip() for text in usable)))

    def take(self, cell: Cell) -> None:
        """Note that a cell was used."""
        self.used.add((cell.row, cell.column))

    def add(self, problem: Problem | None, cell: str = "") -> None:
        """Collect a problem; its cell is the field's where none is given."""
        if problem:
            place = problem.cell or cell or self.places.get(problem.label, "")
            self.problems.append(replace(problem, sheet=self.grid.name, cell=place))

    def say(self, sentence: Sentence, cell: Cell | None, label: str = "", **words: object) -> None:
        """Collect a problem at a cell."""
        self.add(sentence.at(label=label, **words), cell.address if cell else "")  # type: ignore[arg-type]

    def finish(self) -> tuple[Problem, ...]:
        """Return all problems in the order of the cells, unread and hidden text included.

        Text that no field took is a notice; inside the form's own block, where a person means it
        to be read, it is an error.
        """
        for sentence, cells in self._told_together():
            text = "、".join(cell.text for cell in cells)
            self.add(sentence.at(text=_excerpt(text)), cells[0].address)
        for cell in self._under_merges():
            self.add(say.HIDDEN_UNDER_MERGE.at(), cell.address)
        named = (replace(problem, sheet=self.grid.name) for problem in self.problems)
        return tuple(sorted(named, key=lambda problem: parse_cell(problem.cell) or (0, 0)))

    def _told_together(self) -> Iterator[tuple[Sentence, list[Cell]]]:
        """Yield the cells that no field took; those out of sight by row or hidden column."""
        unseen: dict[tuple[str, int, int], tuple[Sentence, list[Cell]]] = {}
        for cell in self._left_over():
            sentence = self._not_taken(cell)
            if sentence in {say.NOT_TAKEN, say.NOT_TAKEN_INSIDE}:
                yield sentence, [cell]
                continue
            by_column = self.grid.is_hidden(cell) and cell.row not in self.grid.hidden_rows
            place = (0, cell.column) if by_column else (cell.row, 0)
            unseen.setdefault((sentence.code, *place), (sentence, []))[1].append(cell)
        yield from unseen.values()

    def _not_taken(self, cell: Cell) -> Sentence:
        printed = self.grid.in_print(cell)
        if not self.block or not self.block.holds(cell):
            return say.NOT_TAKEN
        if not printed and cell.column > self.block.right:
            return say.NOT_TAKEN
        if self.grid.is_hidden(cell):
            return say.HIDDEN_INSIDE
        return say.NOT_TAKEN_INSIDE if printed else say.NOT_PRINTED_INSIDE

    def _left_over(self) -> Iterator[Cell]:
        for cell in self.grid:
            shown = _area(self.grid, cell)
            anchor = (shown.top, shown.left) == (cell.row, cell.column)
            if anchor and cell.text.strip() and (cell.row, cell.column) not in self.used:
                yield cell

    def _under_merges(self) -> Iterator[Cell]:
        for cell in self.grid:
            shown = _area(self.grid, cell)
            if (shown.top, shown.left) != (cell.row, cell.column) and cell.text.strip():
                yield cell


_NO_ANSWER = frozenset({CellKind.ERROR, CellKind.UNCALCULATED})


def _flaws(cell: Cell, label: str) -> Iterator[Problem | None]:
    where = {"label": label, "cell": cell.address}
    if cell.kind is CellKind.UNCALCULATED:
        yield say.NOT_CALCULATED.at(**where)
    if cell.kind is CellKind.ERROR:
        yield say.ERROR_VALUE.at(**where, value=cell.text)
    if cell.struck:
        yield say.STRUCK_TEXT.at(**where)
    if len(cell.text) > _LONGEST:
        yield say.TOO_LONG.at(**where, length=len(cell.text))
    control = next((mark for mark in cell.text if _unprintable(mark)), "")
    if control:
        yield say.CONTROL_CHARACTER.at(**where, codepoint=f"{ord(control):04X}")


def _unprintable(mark: str) -> bool:
    if mark in _ALLOWED_CONTROLS:
        return False
    return unicodedata.category(mark) in {"Cc", "Cs"} or mark in "￾￿"


def _area(grid: Grid, cell: Cell) -> Area:
    return grid.area_of(cell.row, cell.column)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else f"{line[:20]}…"  # noqa: PLR2004 a line on a page
