"""A workbook in the making: what a person can do to a sheet, before it is bytes.

``sheetlang`` makes drafts from text, ``mess`` spoils them, ``draftwriting`` turns them into an
.xlsx. A cell is an object that keeps its identity wherever rows, columns and blocks move, and
may carry a ``tag`` by which a test finds it again: nothing of a tag is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from jusoforms.sheets.grid import Area, address, parse_area, parse_cell


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; ``ruby`` is its reading (phonetic run)."""

    text: str
    struck: bool = False
    red: bool = False
    ruby: str = ""


@dataclass(frozen=True)
class Number:
    """A number as stored, and the format that shows it: an id or a code."""

    raw: str
    fmt: int | str = 0


@dataclass(frozen=True)
class Error:
    name: str


@dataclass(frozen=True)
class Formula:
    """A formula; without ``cached`` it was never calculated."""

    source: str
    cached: str | bool | Number | Error | None = None


Content = str | tuple[Run, ...] | Number | bool | Error | Formula


@dataclass(eq=False)
class DraftCell:
    content: Content = ""
    tag: str = ""
    struck: bool = False
    red: bool = False

    @property
    def text(self) -> str:
        """What stands in a cell of plain text."""
        return self.content if isinstance(self.content, str) else ""


@dataclass
class Lying:
    """What lies over the cells: comment, thread, textbox, check, option, oval, picture."""

    kind: str
    area: Area
    text: str = ""
    on: bool = False
    linked: str = ""
    group: str = ""


@dataclass(eq=False)
class DraftSheet:
    name: str
    key: str = ""
    """What the sheet is, whatever it is called."""
    cells: dict[tuple[int, int], DraftCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    state: str = "visible"
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    print_area: Area | None = None
    names: dict[str, Area | None] = field(default_factory=dict)
    """The sheet's own defined names; None is #REF!."""
    lying: list[Lying] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    """Whole elements by their name: sheetViews, autoFilter, sheetProtection …"""

    def __iter__(self) -> Iterator[tuple[tuple[int, int], DraftCell]]:
        return iter(sorted(self.cells.items(), key=lambda item: item[0]))

    def copied(self) -> DraftSheet:
        return replace(
            self,
            cells={at: replace(cell) for at, cell in self.cells.items()},
            merges=list(self.merges),
            hidden_rows=set(self.hidden_rows),
            hidden_columns=set(self.hidden_columns),
            names=dict(self.names),
            lying=[replace(one) for one in self.lying],
            raw=dict(self.raw),
        )

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def place_of(self, cell: DraftCell) -> tuple[int, int] | None:
        return next((place for place, one in self.cells.items() if one is cell), None)

    def put(self, at: str, content: Content, tag: str = "") -> DraftCell:
        """Type into a cell; what stood there is replaced, its tag kept."""
        place = parse_cell(at)
        assert place, at
        cell = self.cells.setdefault(place, DraftCell())
        cell.content, cell.tag = content, tag or cell.tag
        return cell

    def area_of(self, row: int, column: int) -> Area:
        found = (area for area in self.merges if area.covers(row, column))
        return next(found, Area(row, column, row, column))

    def merge(self, area: Area) -> None:
        """Merge cells as Excel does, except that what is covered stays (see ``wiped``)."""
        self.merges = [one for one in self.merges if not area.covers(one.top, one.left)]
        self.merges.append(area)

    def insert_rows(self, at: int, count: int = 1) -> None:
        self._shift(lambda row: row + count if row >= at else row, lambda column: column)

    def insert_columns(self, at: int, count: int = 1) -> None:
        self._shift(lambda row: row, lambda column: column + count if column >= at else column)

    def delete_rows(self, at: int, count: int = 1) -> None:
        self._shift(lambda row: _cut(row, at, count), lambda column: column)

    def delete_columns(self, at: int, count: int = 1) -> None:
        self._shift(lambda row: row, lambda column: _cut(column, at, count))

    def move(self, area: Area, down: int, right: int) -> None:
        """Cut a block and paste it elsewhere: cells, merges, names and objects go with it."""
        inside = {place: self.cells.pop(place) for place in list(self.cells) if area.covers(*place)}
        for (row, column), cell in inside.items():
            self.cells[row + down, column + right] = cell
        self.merges = [_moved(one, area, down, right) for one in self.merges]
        self.names = {n: one and _moved(one, area, down, right) for n, one in self.names.items()}
        self.lying = [replace(one, area=_moved(one.area, area, down, right)) for one in self.lying]

    def _shift(self, rows: Callable[[int], int], columns: Callable[[int], int]) -> None:
        """Move everything; a row or column that goes to 0 is deleted."""

        def to(area: Area) -> Area | None:
            down = [n for row in range(area.top, area.bottom + 1) if (n := rows(row))]
            over = [n for c in range(area.left, area.right + 1) if (n := columns(c))]
            return Area(min(down), min(over), max(down), max(over)) if down and over else None

        self.cells = {
            (rows(row), columns(column)): cell
            for (row, column), cell in self.cells.items()
            if rows(row) and columns(column)
        }
        self.merges = [moved for area in self.merges if (moved := to(area)) and moved.size > 1]
        self.names = {name: area and to(area) for name, area in self.names.items()}
        self.lying = [replace(one, area=a) for one in self.lying if (a := to(one.area))]
        self.hidden_rows = {rows(row) for row in self.hidden_rows if rows(row)}
        self.hidden_columns = {columns(c) for c in self.hidden_columns if columns(c)}
        self.print_area = self.print_area and to(self.print_area)


@dataclass(eq=False)
class Draft:
    sheets: list[DraftSheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """The workbook's defined names, as formulas."""
    date1904: bool = False
    strict: bool = False
    inline: bool = False
    """Texts in the cells instead of in the table of shared strings."""
    styles: bool = True
    macros: bool = False
    parts: dict[str, bytes] = field(default_factory=dict)
    """Further parts, written as they are."""

    def copied(self) -> Draft:
        """Return a draft to be changed at will; far quicker than copy.deepcopy."""
        sheets = [sheet.copied() for sheet in self.sheets]
        return replace(self, sheets=sheets, names=dict(self.names), parts=dict(self.parts))

    def sheet(self, key: str) -> DraftSheet:
        """Return the sheet that is this, or is called so."""
        return next(one for one in self.sheets if key in {one.key, one.name})

    def find(self, tag: str) -> tuple[DraftSheet, DraftCell]:
        """Return the cell with a tag; KeyError where it is no longer there."""
        for sheet in self.sheets:
            for cell in sheet.cells.values():
                if cell.tag == tag:
                    return sheet, cell
        raise KeyError(tag)

    def where(self, tag: str) -> tuple[DraftSheet, int, int]:
        sheet, cell = self.find(tag)
        place = sheet.place_of(cell)
        assert place
        return sheet, *place

    def put(self, tag: str, content: Content) -> DraftCell:
        cell = self.find(tag)[1]
        cell.content = content
        return cell

    def text(self, tag: str) -> str:
        return self.find(tag)[1].text

    def rename(self, sheet: DraftSheet, name: str) -> None:
        """Rename a sheet as Excel does: formulas of names follow."""
        for spelt in (f"'{sheet.name}'!", f"{sheet.name}!"):
            self.names = {n: f.replace(spelt, f"'{name}'!") for n, f in self.names.items()}
        sheet.name = name

    def copy_sheet(self, sheet: DraftSheet, name: str, key: str) -> DraftSheet:
        """Copy a sheet as Excel does: its own names come with it."""
        made = sheet.copied()
        made.name, made.key = name, key
        self.sheets.insert(self.sheets.index(sheet) + 1, made)
        return made


def area(reference: str) -> Area:
    found = parse_area(reference)
    assert found, reference
    return found


def reference(one: Area) -> str:
    first, last = address(one.top, one.left), address(one.bottom, one.right)
    return first if first == last else f"{first}:{last}"


def _cut(number: int, at: int, count: int) -> int:
    if number < at:
        return number
    return number - count if number >= at + count else 0


def _moved(one: Area, block: Area, down: int, right: int) -> Area:
    if not (block.covers(one.top, one.left) and block.covers(one.bottom, one.right)):
        return one
    return Area(one.top + down, one.left + right, one.bottom + down, one.right + right)
