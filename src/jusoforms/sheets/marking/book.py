"""Where a workbook keeps what the marks need: its sheets' parts, its styles, its namespaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jusoforms.package import Package
from jusoforms.sheets.excel.strings import unescaped
from jusoforms.sheets.marking.draft import only
from jusoforms.sheets.marking.refusal import CannotMark
from jusoforms.sheets.marking.spans import Edit, Span, inside, outline

__all__ = ["Book", "SheetPart", "open_book", "place_after", "relationship_type"]

_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One entry of the workbook's list of sheets."""

    name: str
    part: str
    """Name of its part; empty where it has none in this package."""
    index: int
    is_grid: bool
    """Whether it is a worksheet: not of charts, not a dialog."""


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook part and what it points to."""

    part: str
    root: Span
    sheets: tuple[SheetPart, ...]
    styles: str
    """Name of the part with the styles; empty where there is none."""


def open_book(package: Package) -> Book:
    """Return the workbook; :class:`CannotMark` where it is none that we can edit."""
    top = package.relationships().values()
    part = next((link.target for link in top if link.type == "officeDocument"), "")
    if part not in package or part.endswith(".bin"):
        raise CannotMark("there is no workbook of XML")
    root = outline(package.read(part))
    links = package.relationships(part)
    entries = only(root.first("sheets"), "list of sheets").named("sheet")
    sheets = []
    for index, entry in enumerate(entries):
        link = links.get(entry.attributes.get("id", ""))
        inside_package = link is not None and not link.external and link.target in package
        target = link.target if link and inside_package else ""
        is_grid = bool(target) and link is not None and link.type == "worksheet"
        name = unescaped(entry.attributes.get("name", ""))
        sheets.append(SheetPart(name, target, index, is_grid))
    styles = (link.target for link in links.values() if link.type == "styles")
    return Book(part, root, tuple(sheets), next((s for s in styles if s in package), ""))


def relationship_type(root: Span, kind: str = "") -> str:
    """Return the type of a relationship (or the namespace of its id) in a part's own dialect."""
    base = _STRICT if "purl.oclc.org" in root.namespace else _TRANSITIONAL
    return f"{base}/{kind}" if kind else base


def place_after(data: bytes, root: Span, order: Sequence[str], name: str, new: bytes) -> Edit:
    """Return the edit that puts a child where the schema wants it.

    ``order`` are the names of the children in the order of the schema. What is in none of
    Excel's namespaces (``mc:AlternateContent``) has no rank and is passed over.
    """
    before = set(order[: order.index(name) + 1])
    last = [c for c in root.children if c.name in before and c.namespace == root.namespace]
    if last:
        return Edit(last[-1].end, last[-1].end, new)
    return inside(data, root, new) if not root.children else Edit(root.inner, root.inner, new)
