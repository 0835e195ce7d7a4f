"""Areas as formulas write them: 事例!$B$2:$J$10, 'シート 1'!$A:$C, 事例!$1:$20."""

from __future__ import annotations

import re
from itertools import islice

from jusoforms.package import fault
from jusoforms.problems import files as say
from jusoforms.sheets.grid import LAST_COLUMN, LAST_ROW, Area, column_letters, parse_area

__all__ = ["read_areas"]

_MOST_AREAS = 500
_LAST_LETTERS = column_letters(LAST_COLUMN)
_PIECE = re.compile(r"(?:'[^']*'|[^',])+")
_SEVERAL = re.compile("[',]")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")


def read_areas(formula: str) -> tuple[Area, ...]:
    """Return the areas of a list of references, whatever sheet they name.

    Nothing where any of them is not plain (#REF!, OFFSET): part of a print area would be a
    wrong one. Raises :class:`PackageFault` for more areas than any form prints.
    """
    if not _SEVERAL.search(formula):
        alone = parse_area(formula.rpartition("!")[2].strip())
        if alone:  # nearly every name
            return (alone,)
    pieces = list(islice(_PIECE.finditer(formula), _MOST_AREAS + 1))
    if len(pieces) > _MOST_AREAS:
        raise fault(say.TOO_LARGE, what="印刷範囲の数")
    areas = [_area(piece[0].rpartition("!")[2].strip()) for piece in pieces]
    return tuple(area for area in areas if area) if all(areas) else ()


def _area(reference: str) -> Area | None:
    columns, rows = _COLUMNS.fullmatch(reference), _ROWS.fullmatch(reference)
    if columns:
        reference = f"{columns[1]}1:{columns[2]}{LAST_ROW}"
    elif rows:
        reference = f"A{rows[1]}:{_LAST_LETTERS}{rows[2]}"
    return parse_area(reference)
