"""Names and ranges of an .ods in the words of Excel: ``$事例.$A$1:.$B$2`` is ``事例!$A$1:$B$2``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

__all__ = ["excel_areas", "ods_names"]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL = r"\$?[A-Z]{0,3}\$?[0-9]{0,7}"
_RANGE = re.compile(
    rf"(?P<sheet>\$?'(?:[^']|'')*'|[^.:'\s]+)?\.(?P<first>{_CELL})"
    rf"(?::(?:\$?'(?:[^']|'')*'|[^.:'\s]*)\.(?P<last>{_CELL}))?"
)


def ods_names(spreadsheet: etree._Element) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ((sheet or "", name), formula) of every defined name."""
    yield from _names(spreadsheet, "")
    for table in spreadsheet.iterchildren(f"{_TABLE}table"):
        yield from _names(table, table.get(f"{_TABLE}name", ""))


def excel_areas(ranges: str) -> str:
    """Return a list of ranges, blank between them, as Excel writes it; empty if not plain."""
    found = [match for match in _RANGE.finditer(ranges) if match["first"]]
    return ",".join(map(_area, found))


def _names(parent: etree._Element, scope: str) -> Iterator[tuple[tuple[str, str], str]]:
    for entry in parent.iterfind(f"{_TABLE}named-expressions/*"):
        name = entry.get(f"{_TABLE}name", "")
        ranges = entry.get(f"{_TABLE}cell-range-address")
        formula = entry.get(f"{_TABLE}expression", "").partition(":=")[2]
        yield (scope, name), excel_areas(ranges) if ranges else formula


def _area(match: re.Match[str]) -> str:
    sheet = (match["sheet"] or "").lstrip("$")
    cells = match["first"] + (f":{match['last']}" if match["last"] else "")
    return f"{sheet}!{cells}" if sheet else cells
