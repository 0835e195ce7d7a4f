"""The shape of tables: rows, cells that end in a paragraph, widths that add up, merges."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from jusoforms.documents.wml import child, local, value_of, w
from jusoforms.problems import Problem
from jusoforms.problems import templates as say

__all__ = ["prove_tables"]

_SILENT = frozenset({"bookmarkStart", "bookmarkEnd", "tcPr", ""})


def prove_tables(part: str, root: etree._Element) -> Iterator[Problem]:
    """Yield what the tables and cells of a part break (17.4.37, 17.4.65, 17.4.84)."""
    for cell in root.iter(w("tc")):
        if _last(cell) not in {"p", "sdt"}:
            yield say.CELL_WITHOUT_PARAGRAPH.at(part=part)
    for table in root.iter(w("tbl")):
        yield from _table(part, table)
    containers = [root.find(w("body")), root if local(root) in {"hdr", "ftr"} else None]
    for container in containers:
        if container is not None and _last(container) == "tbl":
            yield say.TABLE_AT_END.at(part=part)


def _last(container: etree._Element) -> str:
    names = (local(node) for node in reversed(container) if local(node) != "sectPr")
    return next((name for name in names if name not in _SILENT), "")


def _table(part: str, table: etree._Element) -> Iterator[Problem]:
    grid = table.find(w("tblGrid"))
    for name, found in (("tblPr", table.find(w("tblPr"))), ("tblGrid", grid)):
        if found is None:
            yield say.TABLE_PROPERTIES.at(part=part, what=name)
    rows = list(_rows(table))
    if not rows or any(next(_cells(row), None) is None for row in rows):
        yield say.TABLE_WITHOUT_ROWS.at(part=part)
    columns = 0 if grid is None else len(grid.findall(w("gridCol")))
    above: set[tuple[int, int]] = set()
    for row in rows:
        width, merged, orphan = _row(row, above)
        if columns and width != columns:
            yield say.GRID_SUM.at(part=part, cells=width, columns=columns)
        if orphan:
            yield say.MERGE_WITHOUT_START.at(part=part)
        above = merged


def _row(
    row: etree._Element, above: set[tuple[int, int]]
) -> tuple[int, set[tuple[int, int]], bool]:
    """Return a row's width, the columns merged downwards, and whether a merge has no start."""
    properties = row.find(w("trPr"))
    column = _number(None if properties is None else child(properties, "gridBefore"), 0)
    merged: set[tuple[int, int]] = set()
    orphan = False
    for cell in _cells(row):
        looks = cell.find(w("tcPr"))
        span = _number(None if looks is None else looks.find(w("gridSpan")), 1)
        merge = None if looks is None else looks.find(w("vMerge"))
        if merge is not None:
            orphan = orphan or (value_of(merge) != "restart" and (column, span) not in above)
            merged.add((column, span))
        column += span
    after = _number(None if properties is None else child(properties, "gridAfter"), 0)
    return column + after, merged, orphan


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in table:
        if local(node) == "tr":
            yield node
        elif local(node) == "sdt":
            yield from node.iterfind(f"{w('sdtContent')}/{w('tr')}")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for node in row:
        if local(node) == "tc":
            yield node
        elif local(node) == "sdt":
            yield from node.iterfind(f"{w('sdtContent')}/{w('tc')}")


def _number(node: etree._Element | None, default: int) -> int:
    text = value_of(node)
    return int(text) if text.isascii() and text.isdigit() else default
