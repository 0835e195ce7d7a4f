"""The shape of tables: rows, cells that end in a paragraph, widths that add up, merges.

Asked of every document that is printed, so the questions are put in XPath: a table of a thousand
rows is judged in a few milliseconds, and only what may be wrong is looked at in Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from jusoforms.documents.wml import W, local, nodes_at, value_of, w
from jusoforms.problems import Problem
from jusoforms.problems import invariants as say

__all__ = ["prove_tables"]

_SILENT = frozenset({"bookmarkStart", "bookmarkEnd", "tcPr", ""})
_NS = {"w": W}
_ODD_CELLS = etree.XPath("//w:tc[not(*[last()][self::w:p])]", namespaces=_NS)
_NO_CELLS = etree.XPath("boolean(w:tr[not(w:tc or w:sdt)])", namespaces=_NS)
_HAS_ROWS = etree.XPath("boolean(w:tr or w:sdt/w:sdtContent/w:tr)", namespaces=_NS)
_WIDTH = (
    "count(w:tc) + sum(w:tc/w:tcPr/w:gridSpan/@w:val) - count(w:tc/w:tcPr/w:gridSpan)"
    " + sum(w:trPr/w:gridBefore/@w:val) + sum(w:trPr/w:gridAfter/@w:val)"
)
_OTHER_WIDTHS = etree.XPath(f"w:tr[not(w:sdt)][{_WIDTH} != $columns]", namespaces=_NS)
_WIDTH_OF = etree.XPath(_WIDTH, namespaces=_NS)
_MERGED_ROWS = etree.XPath("w:tr[w:tc/w:tcPr/w:vMerge]", namespaces=_NS)


def prove_tables(part: str, root: etree._Element) -> Iterator[Problem]:
    """Yield what the tables and cells of a part break (17.4.37, 17.4.65, 17.4.84)."""
    for cell in nodes_at(_ODD_CELLS, root):
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
    if not _HAS_ROWS(table) or _NO_CELLS(table):
        yield say.TABLE_WITHOUT_ROWS.at(part=part)
    columns = 0 if grid is None else len(grid)
    if columns:
        for row in nodes_at(_OTHER_WIDTHS, table, columns=columns):
            cells = int(cast("float", _WIDTH_OF(row)))
            yield say.GRID_SUM.at(part=part, cells=cells, columns=columns)
    yield from _merges(part, table)


def _merges(part: str, table: etree._Element) -> Iterator[Problem]:
    """Yield the merges that go on in a row without having begun in the one above."""
    above: set[tuple[int, int]] = set()
    last: etree._Element | None = None
    for row in nodes_at(_MERGED_ROWS, table):
        if last is None or row.getprevious() is not last:
            above = set()
        merged = dict(_merged(row))
        if any(not begins and place not in above for place, begins in merged.items()):
            yield say.MERGE_WITHOUT_START.at(part=part)
        above, last = set(merged), row


def _merged(row: etree._Element) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the (column, width) of each merged cell of a row, and whether its merge begins."""
    column = _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    for cell in row.iterchildren(w("tc")):
        looks = cell.find(w("tcPr"))
        span = 1 if looks is None else _number(looks.find(w("gridSpan")), 1)
        merge = None if looks is None else looks.find(w("vMerge"))
        if merge is not None:
            yield (column, span), value_of(merge) == "restart"
        column += span


def _number(node: etree._Element | None, default: int) -> int:
    text = value_of(node)
    return int(text) if text.isascii() and text.isdigit() else default
