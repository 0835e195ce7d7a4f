"""The cells of a blank: printed words and tagged cells, each tag with what it names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jusoforms.problems import Problem
from jusoforms.problems import forms as say
from jusoforms.sheets.adopted.form import Item, Kind
from jusoforms.sheets.adopted.tags import Tag, Written, read_cell
from jusoforms.sheets.adopted.targets import Target, read_target
from jusoforms.sheets.adopted.words import bare_key, is_frame, key_of, offered, pattern_of
from jusoforms.sheets.grid import Cell, Grid

__all__ = ["Tagged", "read_cells"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A cell of the blank, read."""

    cell: Cell
    item: Item
    targets: tuple[Target, ...] = ()
    constants: tuple[Target, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_cells(grid: Grid) -> tuple[Tagged, ...]:
    """Return the cells of a blank that say something, in reading order."""
    return tuple(_cells(grid))


def _cells(grid: Grid) -> Iterator[Tagged]:
    for cell in grid:
        area = grid.area_of(cell.row, cell.column)
        if (area.top, area.left) != (cell.row, cell.column) or not cell.text.strip():
            continue
        written = read_cell(cell.text)
        seen = grid.in_print(cell) and not grid.is_hidden(cell)
        if written is None:
            key = _anchor(cell.text) if seen else ""
            yield Tagged(cell, Item(area, Kind.PRINTED, cell.text, key))
        else:
            yield _tagged(grid, cell, written)


def _anchor(text: str) -> str:
    """Return how printed words are found again; a bare number may be anybody's."""
    key = key_of(text)
    return "" if unicodedata.normalize("NFKC", key).isdecimal() else key


def _tagged(grid: Grid, cell: Cell, written: Written) -> Tagged:
    read = {tag: read_target(tag) for tag in written.tags}
    problems = [one for one in read.values() if isinstance(one, Problem)]
    if written.stray:
        tag = written.stray
        problems.append(say.BAD_TAG.at(tag=tag, why="かっこ {{ }} の片方が、ありません"))
    every = [one for tag in written.tags if isinstance(one := read[tag], Target)]
    fields = tuple(one for one in every if not one.constant)
    constants = tuple(one for one in every if one.constant)
    problems += _adjoining(written, read)
    item = _item(grid, cell, written, len(fields))
    placed = tuple(_at(problem, grid, cell) for problem in problems)
    return Tagged(cell, item, fields, constants, placed)


def _at(problem: Problem, grid: Grid, cell: Cell) -> Problem:
    return replace(problem, sheet=grid.name, cell=cell.address)


def _adjoining(written: Written, read: dict[Tag, Target | Problem]) -> Iterator[Problem]:
    """Yield the tags that nothing parts from the one before."""
    before: Tag | None = None
    for piece in written.pieces:
        if isinstance(piece, Tag) and before:
            why = f"{before.source} との間に文字がないため、どこで区切るか決まりません"
            yield say.BAD_TAG.at(tag=piece.source, why=why)
        target = read.get(piece) if isinstance(piece, Tag) else None
        is_field = isinstance(target, Target) and not target.constant
        before = piece if isinstance(piece, Tag) and is_field else None


def _item(grid: Grid, cell: Cell, written: Written, fields: int) -> Item:
    area = grid.area_of(cell.row, cell.column)
    printed = written.printed
    kind = _kind(written, fields)
    if kind is Kind.INLINE:
        pattern = pattern_of(_literals(written), cell.text)
        return Item(area, kind, printed, pattern=pattern)
    key = bare_key(printed) if kind is Kind.OPTION else ""
    return Item(area, kind, printed, _anchor(printed) if kind is Kind.PRINTED else key)


def _kind(written: Written, fields: int) -> Kind:
    printed = written.printed
    if fields == 0:
        return Kind.PRINTED if printed.strip() else Kind.VALUE
    if fields > 1:
        return Kind.INLINE
    if not printed.strip():
        return Kind.VALUE
    in_the_middle = all(isinstance(written.pieces[at], str) for at in (0, -1))
    if not in_the_middle and offered(printed):
        return Kind.OPTION
    around = in_the_middle and not any(mark.isalnum() for mark in printed)
    return Kind.VALUE if is_frame(printed) and not around else Kind.INLINE


def _literals(written: Written) -> tuple[str, ...]:
    """Return the words before, between and behind the field tags; constants print nothing."""
    found = [""]
    for piece in written.pieces:
        if isinstance(piece, str):
            found[-1] += piece
        elif not isinstance(target := read_target(piece), Problem) and not target.constant:
            found.append("")
    return tuple(found)
