"""Options over several cells, and the controls and ovals that lie over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from jusoforms.sheets.choices.judging import Option, Trouble
from jusoforms.sheets.choices.signs import is_mark
from jusoforms.sheets.choices.words import options_in
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Overlay, OverlayKind

__all__ = ["options_of", "overlays_over"]

_CONTROLS = frozenset({OverlayKind.CHECK_BOX, OverlayKind.OPTION_BUTTON})
_MARKS = _CONTROLS | {OverlayKind.OVAL}


def overlays_over(
    grid: Grid, cells: Iterable[Cell], over: Sequence[Area] = ()
) -> tuple[Overlay, ...]:
    """Return the controls and ovals over some cells, over further areas, or linked to one."""
    areas = [*over, *(grid.area_of(cell.row, cell.column) for cell in cells)]
    return tuple(
        one
        for one in grid.overlays
        if one.kind in _MARKS and any(_meet(one.area, area) or _linked(one, area) for area in areas)
    )


def options_of(
    grid: Grid, cells: Sequence[Cell], known: Sequence[str] = (), over: Sequence[Area] = ()
) -> tuple[Option, ...]:
    """Return the options in cells of a sheet, by row, then column.

    ``over`` are areas of the field that may hold no text: a control can be drawn on them.
    """
    overlays = overlays_over(grid, cells, over)
    states = {one.linked for one in overlays if one.kind in _CONTROLS and one.linked}
    texts = [cell for cell in cells if (cell.row, cell.column) not in states]
    options = _in_rows(grid, texts, known)
    for one in overlays:
        add = _with_control if one.kind in _CONTROLS else _with_oval
        options = add(grid, options, one)
    return tuple(options)


def _in_rows(grid: Grid, cells: Sequence[Cell], known: Sequence[str]) -> list[Option]:
    """Return the options by row; a row of marks alone belongs to the options right above it."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    found: list[Option] = []
    for _, group in groupby(ordered, key=lambda cell: cell.row):
        row = list(group)
        if found and all(map(_is_mark, row)):
            for cell in row:
                found = _marked_above(found, cell)
        else:
            found += _in_row(grid, row, known, several=len(cells) > 1)
    return found


def _in_row(
    grid: Grid, row: list[Cell], known: Sequence[str], *, several: bool
) -> Iterator[Option]:
    """Yield the options of a row: all marks before their words, all behind, or as they touch."""
    marks: dict[Cell | None, list[Option]] = {}
    for number, cell in enumerate(row):
        if _is_mark(cell):
            marks.setdefault(_owner(grid, row, number), []).append(_mark(cell))
    for cell in row:
        if not _is_mark(cell):
            place = ((cell.row, cell.column),)
            options = options_in(cell.text, known, whole=several)
            placed = [replace(one, places=place) for one in options]
            yield from _joined(marks.get(cell, []), placed)
    for one in marks.get(None, []):
        yield replace(one, trouble=Trouble.LOOSE)


def _owner(grid: Grid, row: list[Cell], number: int) -> Cell | None:
    """Return the cell whose words a mark belongs to; None where it cannot be told."""
    left, right = row[number - 1 : number], row[number + 1 : number + 2]
    if _is_mark(row[0]):
        beside = right
    elif _is_mark(row[-1]):
        beside = left
    else:
        touching = [one for one in (*left, *right) if _touch(grid, one, row[number])]
        beside = touching if len(touching) == 1 else []
    return next((one for one in beside if not _is_mark(one)), None)


def _touch(grid: Grid, one: Cell, other: Cell) -> bool:
    first, second = sorted((one, other), key=lambda cell: cell.column)
    return grid.area_of(first.row, first.column).right + 1 == second.column


def _joined(marks: list[Option], options: list[Option]) -> Iterator[Option]:
    """Yield options with the marks of the cells beside; only one to one is it certain."""
    if not marks:
        yield from options
    elif len(marks) == len(options) == 1 and not options[0].mark:
        yield _with_mark(options[0], marks[0])
    else:
        yield from (replace(one, trouble=Trouble.LOOSE) for one in (*marks, *options))


def _with_mark(option: Option, mark: Option) -> Option:
    return replace(
        option,
        mark=mark.mark,
        ticked=mark.ticked,
        apart=True,
        places=(*option.places, *mark.places),
    )


def _marked_above(options: list[Option], mark_cell: Cell) -> list[Option]:
    """Return the options with a mark given to the one in the cell above it."""
    place = (mark_cell.row - 1, mark_cell.column)
    at = [number for number, one in enumerate(options) if place in one.places]
    mark = _mark(mark_cell)
    if len(at) != 1 or options[at[0]].mark:
        return [*options, replace(mark, trouble=Trouble.LOOSE)]
    return [_with_mark(one, mark) if n == at[0] else one for n, one in enumerate(options)]


def _is_mark(cell: Cell) -> bool:
    return cell.kind is CellKind.BOOLEAN or is_mark(cell.text)


def _mark(cell: Cell) -> Option:
    """Return a mark without its words; a cell checkbox is certain by itself."""
    ticked = bool(cell.value) if cell.kind is CellKind.BOOLEAN else None
    return Option("", cell.text.strip(), ticked=ticked, places=((cell.row, cell.column),))


def _with_control(grid: Grid, options: list[Option], control: Overlay) -> list[Option]:
    """Return the options with a control: its own words, else the cell it lies on or left of."""
    trouble = Trouble.STATE if control.ticked is None else Trouble.NONE
    mark = Option("", "☑" if control.ticked else "☐", ticked=control.ticked, trouble=trouble)
    if control.text.strip():
        return [*options, replace(mark, text=control.text.strip())]
    at = _options_at(grid, options, control.area)
    if len(at) != 1:
        return [*options, replace(mark, trouble=Trouble.LOOSE)]
    own = options[at[0]]
    marked = replace(own, mark=mark.mark, ticked=mark.ticked, trouble=own.trouble or trouble)
    return [marked if n == at[0] else one for n, one in enumerate(options)]


def _options_at(grid: Grid, options: list[Option], area: Area) -> list[int]:
    """Return which options have their words under a control, else right of it."""
    for column in dict.fromkeys((area.left, area.right, area.right + 1)):
        cell = grid.area_of(area.top, column)
        at = [n for n, one in enumerate(options) if (cell.top, cell.left) in one.places]
        if at:
            return at
    return []


def _with_oval(grid: Grid, options: list[Option], oval: Overlay) -> list[Option]:
    """Return the options with the one an oval is drawn round; over several it cannot be told."""
    at = [n for n, one in enumerate(options) if _covered(grid, one, oval)]
    if len(at) != 1:
        return [*options, Option("", "○", trouble=Trouble.OVAL)]
    ringed = replace(options[at[0]], mark="○", ticked=True)
    return [ringed if n == at[0] else one for n, one in enumerate(options)]


def _covered(grid: Grid, option: Option, oval: Overlay) -> bool:
    return any(_meet(grid.area_of(*place), oval.area) for place in option.places)


def _meet(one: Area, other: Area) -> bool:
    rows = one.top <= other.bottom and other.top <= one.bottom
    return rows and one.left <= other.right and other.left <= one.right


def _linked(overlay: Overlay, area: Area) -> bool:
    return overlay.linked is not None and area.covers(*overlay.linked)
