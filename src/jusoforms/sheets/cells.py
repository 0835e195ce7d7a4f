"""A cell's text as an answer: read with certainty, or a problem at the cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from jusoforms.problems import Problem, Sentence
from jusoforms.sheets.flaws import NO_ANSWER, flaws
from jusoforms.sheets.grid import Cell, Grid, Overlay, parse_cell
from jusoforms.sheets.overlooked import Block, overlooked
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.wareki import DateText

__all__ = ["Block", "Reading"]


@dataclass
class Reading:
    """What was read from one sheet so far: problems, places of fields, cells that were used."""

    grid: Grid
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    """Cell of each field, by canonical name."""
    used: set[tuple[int, int]] = field(default_factory=set)
    taken: set[Overlay] = field(default_factory=set)
    """Controls and ovals that told what was chosen."""
    headings: set[tuple[int, int]] = field(default_factory=set)
    """Cells that are labels: what lies unseen under one may be its value."""
    block: Block | None = None
    """The form's own rows: text in them that no field took is an error."""
    lists: Lists | None = None
    """The ward's lists: which words a field offers. None: no field offers any."""
    offers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What :meth:`offered` found before."""
    near: DateText | None = None
    """A date of the same meeting, beside which 12/1(日) tells its year."""

    def text(self, label: str, cells: list[Cell], *, in_table: bool = False) -> str:
        """Return the cells' texts one a line; note their place and what is wrong with them."""
        for cell in cells:
            self.take(cell)
            if label not in self.places:
                self.places[label] = cell.address
            self.problems += flaws(cell, label, in_table=in_table)
        usable = (cell.text for cell in cells if cell.kind not in NO_ANSWER)
        return "\n".join(filter(None, (text.strip() for text in usable)))

    def offered(self, name: str) -> tuple[str, ...]:
        """Return the words that a field offers to choose from; () where it offers none."""
        if name not in self.offers:
            self.offers[name] = self.lists.offered(name) if self.lists else ()
        return self.offers[name]

    def take(self, cell: Cell) -> None:
        """Note that a cell was used."""
        self.used.add((cell.row, cell.column))

    def take_heading(self, cell: Cell) -> None:
        """Note that a cell was used as a label."""
        self.take(cell)
        self.headings.add((cell.row, cell.column))

    def add(self, problem: Problem | None, cell: str = "") -> None:
        """Collect a problem; its cell is the field's where none is given."""
        if problem:
            place = problem.cell or cell or self.places.get(problem.label, "")
            self.problems.append(replace(problem, sheet=self.grid.name, cell=place))

    def say(self, sentence: Sentence, cell: Cell | None, label: str = "", **words: object) -> None:
        """Collect a problem at a cell."""
        self.add(sentence.at(label=label, **words), cell.address if cell else "")  # type: ignore[arg-type]

    def finish(self) -> tuple[Problem, ...]:
        """Return all problems in the order of the cells, what nobody read included."""
        left = overlooked(self.grid, self.used, self.block, self.taken, self.headings)
        named = (replace(problem, sheet=self.grid.name) for problem in (*self.problems, *left))
        return tuple(sorted(named, key=lambda problem: parse_cell(problem.cell) or (0, 0)))
