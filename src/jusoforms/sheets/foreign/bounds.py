"""How much of a foreign workbook is still a form; counted in the child, before it is sent."""

from __future__ import annotations

from collections.abc import Iterable

from jusoforms.package import fault
from jusoforms.problems import files as say
from jusoforms.sheets.grid import WIDE_AREA, Area, Cell

__all__ = ["Budget", "bounded_areas"]

_MOST_CELLS = 50_000
_MOST_TEXT = 1_000_000
_MOST_AREAS = 10_000
_MOST_AREA_CELLS = 400_000
_MOST_WIDE = 100


class Budget:
    """Counts cells and characters over all sheets; too many are a fault."""

    def __init__(self) -> None:
        self._cells = 0
        self._text = 0

    def take(self, cell: Cell) -> Cell:
        """Count a cell and return it."""
        self._cells += 1
        self._text += len(cell.text) + len(cell.struck)
        if self._cells > _MOST_CELLS or self._text > _MOST_TEXT:
            raise fault(say.TOO_LARGE, what="文字のあるセルの数")
        return cell


def bounded_areas(areas: Iterable[Area], sheet: str) -> tuple[Area, ...]:
    """Return merged areas; refuse what would make finding a cell's area slow."""
    found: list[Area] = []
    cells = wide = 0
    for area in areas:
        found.append(area)
        large = area.size > WIDE_AREA
        wide += large
        cells += 0 if large else area.size
        if len(found) > _MOST_AREAS or wide > _MOST_WIDE or cells > _MOST_AREA_CELLS:
            raise fault(say.TOO_LARGE, what=f"「{sheet}」の結合セルの数")
    return tuple(found)
