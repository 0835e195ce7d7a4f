"""One sheet as the rest of the house sees it: a sparse grid of cells, whoever saved the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from jusoforms.problems import Problem
from jusoforms.sheets.areas import (
    LAST_COLUMN,
    LAST_ROW,
    WIDE_AREA,
    Area,
    AreaIndex,
    address,
    column_letters,
    parse_area,
    parse_cell,
)

__all__ = [
    "LAST_COLUMN", "LAST_ROW", "WIDE_AREA",
    "Area", "Cell", "CellKind", "Grid", "Overlay", "OverlayKind", "Value", "Workbook",
    "address", "column_letters", "parse_area", "parse_cell",
]  # fmt: skip


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


class Cell(NamedTuple):
    """A cell with something in it. Rows and columns count from 1.

    A named tuple, because it is made a few hundred times a sheet: a frozen dataclass takes three
    times as long to make.
    """

    row: int
    column: int
    kind: CellKind
    value: Value
    """Text, number, bool or date; the error's name; None where uncalculated."""
    text: str
    """What a person reads: struck-out and phonetic runs dropped, line breaks as \\n, dates as
    the number format shows them in 和暦 or 西暦, a boolean that is shown as a tick box as ☑ or
    ☐, any other as TRUE or FALSE."""
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
    """By (row, column), in that order."""
    merged: tuple[Area, ...] = ()
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    print_areas: tuple[Area, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    _merges: AreaIndex = field(init=False, repr=False, compare=False)
    _prints: AreaIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = list(self.cells)
        ordered = sorted(places)
        if ordered != places:
            object.__setattr__(self, "cells", {place: self.cells[place] for place in ordered})
        object.__setattr__(self, "_merges", AreaIndex(self.merged))
        object.__setattr__(self, "_prints", AreaIndex(self.print_areas))

    def __iter__(self) -> Iterator[Cell]:
        """Yield the filled cells by row, then column."""
        return iter(self.cells.values())

    def area_of(self, row: int, column: int) -> Area:
        """Return the merged area a cell belongs to, else the cell alone."""
        return self._merges.find(row, column) or Area(row, column, row, column)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell shown at a place: of a merged area, its anchor."""
        area = self._merges.find(row, column)
        return self.cells.get((area.top, area.left) if area else (row, column))

    def covered(self) -> list[Cell]:
        """Return the cells that nobody sees, because a merged cell lies over them."""
        over = self._merges.covering(self.cells)
        return [self.cells[place] for place, area in over.items() if place != area[:2]]

    def seen(self) -> tuple[Cell, ...]:
        """Return the cells that are printed and not hidden, by row, then column."""
        printed = self._prints.covering(self.cells) if self.print_areas else self.cells
        rows, columns = self.hidden_rows, self.hidden_columns
        places = (one for one in printed if one[0] not in rows and one[1] not in columns)
        return tuple([self.cells[place] for place in places])

    def is_hidden(self, cell: Cell) -> bool:
        """Return whether the cell's row or column is hidden."""
        return cell[0] in self.hidden_rows or cell[1] in self.hidden_columns

    def in_print(self, cell: Cell) -> bool:
        """Return whether the cell is printed; everything is where no print area is set."""
        return not self.print_areas or self._prints.find(cell[0], cell[1]) is not None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's sheets in their order, with its defined names (scope "" = workbook)."""

    sheets: tuple[Grid, ...]
    defined_names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(sheet name or "", defined name) -> the formula as it stands: ``事例!$B$2``."""
    date1904: bool = False
    remarks: tuple[Problem, ...] = ()
    """What the reader has to say of the file as a whole: what it could not see."""
