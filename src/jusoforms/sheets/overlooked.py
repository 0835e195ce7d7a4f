"""What nobody read on a sheet: text no field took, comments, boxes, controls, ovals, pictures.

Text outside the form's rows is a notice (未取込の文字). Inside them a person means it to be read,
and it is an error; so too where it is hidden or not printed. A hidden row is told once, and a
hidden column once. A tick that no field took is a warning wherever it is: somebody made it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jusoforms.problems import Problem, Sentence
from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Overlay, OverlayKind, address

__all__ = ["Block", "excerpt", "overlooked"]

_EXCERPT = 20  # characters on a page
_TICKS = frozenset({OverlayKind.CHECK_BOX, OverlayKind.OPTION_BUTTON})
_WHAT = {
    OverlayKind.COMMENT: "コメント",
    OverlayKind.TEXT_BOX: "図形の中の文字",
    OverlayKind.CHECK_BOX: "チェックボックス",
    OverlayKind.OPTION_BUTTON: "オプションボタン",
    OverlayKind.OVAL: "図形の丸",
}


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


def overlooked(
    grid: Grid,
    used: set[tuple[int, int]],
    block: Block | None,
    taken: set[Overlay],
    headings: set[tuple[int, int]],
) -> Iterator[Problem]:
    """Yield what no field took; ``used`` are cells and ``taken`` objects that were read.

    ``headings`` are the labels among the cells that were read.
    """
    for sentence, cells in _told_together(grid, used, block):
        text = "、".join(cell.text for cell in cells)
        yield sentence.at(text=excerpt(text), cell=cells[0].address)
    yield from _under_merges(grid, block, headings)
    for one in grid.overlays:
        problem = None if one in taken else _overlay(one, block)
        if problem:
            yield problem


def _under_merges(
    grid: Grid, block: Block | None, headings: set[tuple[int, int]]
) -> Iterator[Problem]:
    """Yield the texts under merged cells: under a label or a blank it may be the value itself."""
    for cell in grid.covered():
        if not cell.text.strip():
            continue
        shown = grid.at(cell.row, cell.column)
        if shown and (shown.row, shown.column) in headings:
            heading = excerpt(shown.text)
            yield say_doubt.HIDDEN_UNDER_LABEL.at(cell=cell.address, heading=heading)
        elif block and block.holds(cell) and not (shown and (shown.text.strip() or shown.struck)):
            yield say_doubt.HIDDEN_UNDER_BLANK.at(cell=cell.address)
        else:
            yield say.HIDDEN_UNDER_MERGE.at(cell=cell.address)


def _told_together(
    grid: Grid, used: set[tuple[int, int]], block: Block | None
) -> Iterator[tuple[Sentence, list[Cell]]]:
    """Yield the cells that no field took; those out of sight by row or hidden column."""
    unseen: dict[tuple[str, int, int], tuple[Sentence, list[Cell]]] = {}
    for cell in grid:
        if (cell.row, cell.column) in used or not _is_shown(grid, cell) or _is_silent(cell):
            continue
        sentence = _sentence(grid, cell, block)
        if sentence in {say.NOT_TAKEN, say.NOT_TAKEN_INSIDE}:
            yield sentence, [cell]
            continue
        by_column = grid.is_hidden(cell) and cell.row not in grid.hidden_rows
        place = (0, cell.column) if by_column else (cell.row, 0)
        unseen.setdefault((sentence.code, *place), (sentence, []))[1].append(cell)
    yield from unseen.values()


def _sentence(grid: Grid, cell: Cell, block: Block | None) -> Sentence:
    printed = grid.in_print(cell)
    if not block or not block.holds(cell):
        return say.NOT_TAKEN
    if not printed and cell.column > block.right:
        return say.NOT_TAKEN
    if grid.is_hidden(cell):
        return say.HIDDEN_INSIDE
    return say.NOT_TAKEN_INSIDE if printed else say.NOT_PRINTED_INSIDE


def _is_shown(grid: Grid, cell: Cell) -> bool:
    """Return whether a cell is not covered by a merged one."""
    return grid.at(cell.row, cell.column) is cell


def _is_silent(cell: Cell) -> bool:
    """Return whether a cell says nothing; the FALSE of a box that is not ticked says nothing."""
    return not cell.text.strip() or (cell.kind is CellKind.BOOLEAN and not cell.value)


def _overlay(one: Overlay, block: Block | None) -> Problem | None:
    cell = address(one.area.top, one.area.left)
    if one.kind is OverlayKind.PICTURE:
        inside = block and _in_rows(one.area, block)
        return say_value.PICTURE_NOT_TAKEN.at(cell=cell) if inside else None
    what = _WHAT[one.kind]
    if one.kind is OverlayKind.OVAL or (one.kind in _TICKS and one.ticked is not False):
        words = f"「{excerpt(one.text)}」" if one.text.strip() else ""
        return say_value.MARK_NOT_TAKEN.at(cell=cell, what=f"{what}{words}")
    if one.kind in _TICKS or not one.text.strip():
        return None
    return say_value.WORDS_NOT_TAKEN.at(cell=cell, what=what, text=excerpt(one.text))


def _in_rows(area: Area, block: Block) -> bool:
    return area.top <= block.bottom and block.top <= area.bottom


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"
