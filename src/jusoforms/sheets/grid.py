"""One sheet as the rest of the house sees it: a sparse grid of cells, whoever saved the file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import product

from jusoforms.problems import Problem

__all__ = [
    "LAST_COLUMN", "LAST_ROW", "WIDE_AREA",
    "Area", "Cell", "CellKind", "Grid", "Overlay", "OverlayKind", "Value", "Workbook",
    "address", "column_letters", "parse_area", "parse_cell",
]  # fmt: skip

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
WIDE_AREA = 4_096
"""Cells above which a merged area is not written down cell by cell."""


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"
    """#N/A and its like; ``text`` is the error's name as Excel shows it. So too what Excel could
    not show: ``########`` a date outside the calendar, ``1900/1/0`` a date that is nought (a
    formula that points to a blank cell), ``#VALUE!`` a number that is none, ``#REF!`` a text
    that the file does not hold."""
    UNCALCULATED = "uncalculated"
    """A formula whose result was never saved."""


Value = str | int | float | bool | dt.date | dt.datetime | dt.time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it. Rows and columns count from 1."""

    row: int
    column: int
    kind: CellKind
    value: Value
    """Text, number, bool or date; the error's name; None where uncalculated."""
    text: str
    """What a person reads: struck-out and phonetic runs dropped, line breaks as \\n, dates as
    the number format shows them in 和暦 or 西暦."""
    raw: str = ""
    """The stored text of a number: telephone numbers and long ids survive here."""
    number_format: str = ""
    formula: bool = False
    struck: str = ""
    """Text that was struck out, and so is not part of ``text``. A cell struck out as a whole is
    TEXT with empty ``value`` and ``text``, whatever it held."""

    @property
    def address(self) -> str:
        """``D4``."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, bounds included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Return whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield (row, column) of every cell."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))


class OverlayKind(StrEnum):
    """What lies on a sheet over its cells, and is in none of them."""

    COMMENT = "comment"
    """A note, or a threaded comment with its replies."""
    TEXT_BOX = "text_box"
    """Text in a shape."""
    CHECK_BOX = "check_box"
    """A form control; so too an ActiveX one, whose state is not known."""
    OPTION_BUTTON = "option_button"
    OVAL = "oval"
    """An ellipse without text, as people draw one round an option."""
    PICTURE = "picture"
    """A picture or any other shape: there may be words in it that nobody can read."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """One object over the cells of a sheet."""

    kind: OverlayKind
    area: Area
    """The cells it lies over; of a comment its cell; of a control the cells it is drawn on."""
    text: str = ""
    """What it says: a comment's text, a box's text, the words beside a control."""
    ticked: bool | None = None
    """Whether a control is ticked; None for the rest, and where it is not known."""
    linked: tuple[int, int] | None = None
    """(row, column) of the cell on this sheet that holds a control's state."""
    group: str = ""
    """Option buttons of one group exclude each other; empty for the rest."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet: its filled cells and what shapes them. Blank cells are absent."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    print_areas: tuple[Area, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    _merged_at: Mapping[tuple[int, int], Area] = field(init=False, repr=False, compare=False)
    """Cell -> its merged area, for areas of a form's size."""
    _wide: tuple[Area, ...] = field(init=False, repr=False, compare=False)
    """Areas too large to write down cell by cell (a whole sheet merged); a sheet has few."""

    def __post_init__(self) -> None:
        small: dict[tuple[int, int], Area] = {}
        wide: list[Area] = []
        for area in self.merged:
            if area.size > WIDE_AREA:
                wide.append(area)
                continue
            for place in area.places():
                small.setdefault(place, area)
        object.__setattr__(self, "_merged_at", small)
        object.__setattr__(self, "_wide", tuple(wide))

    def __iter__(self) -> Iterator[Cell]:
        """Yield the filled cells by row, then column."""
        for place in sorted(self.cells):
            yield self.cells[place]

    def area_of(self, row: int, column: int) -> Area:
        """Return the merged area a cell belongs to, else the cell alone."""
        area = self._merged_at.get((row, column))
        if area is None:
            area = next((wide for wide in self._wide if wide.covers(row, column)), None)
        return area or Area(row, column, row, column)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell shown at a place: of a merged area, its anchor."""
        area = self.area_of(row, column)
        return self.cells.get((area.top, area.left))

    def is_hidden(self, cell: Cell) -> bool:
        """Return whether the cell's row or column is hidden."""
        return cell.row in self.hidden_rows or cell.column in self.hidden_columns

    def in_print(self, cell: Cell) -> bool:
        """Return whether the cell is printed; everything is where no print area is set."""
        areas = self.print_areas
        return not areas or any(area.covers(cell.row, cell.column) for area in areas)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's sheets in their order, with its defined names (scope "" = workbook)."""

    sheets: tuple[Grid, ...]
    defined_names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(sheet name or "", defined name) -> the formula as it stands: ``事例!$B$2``."""
    date1904: bool = False
    remarks: tuple[Problem, ...] = ()
    """What the reader has to say of the file as a whole: what it could not see."""


def column_letters(column: int) -> str:
    """Return ``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return ``D4`` for row 4, column 4."""
    return f"{column_letters(column)}{row}"


def parse_cell(reference: str) -> tuple[int, int] | None:
    """Return (row, column) of ``D4`` or ``$D$4``; None where it is no cell of a sheet."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    row, column = int(match[2]), _column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_area(reference: str) -> Area | None:
    """Return the area of ``B2:J10`` or ``$B$2``; None where it is none."""
    first, _, last = reference.partition(":")
    start, end = parse_cell(first), parse_cell(last or first)
    if not start or not end:
        return None
    return Area(min(start[0], end[0]), min(start[1], end[1]),
                max(start[0], end[0]), max(start[1], end[1]))  # fmt: skip
