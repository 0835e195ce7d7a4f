"""A workbook's bytes -> its sheets, whoever saved the file.

Parts are found through relationships, never by their usual path; transitional and strict files
(ECMA-376 parts 4 and 1) differ only in namespaces and are read alike. Styles and shared strings
may be missing. Chart sheets and dialog sheets are not sheets of cells and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import Package, Relationship, fault
from jusoforms.problems import Problem
from jusoforms.problems import files as say
from jusoforms.sheets.excel.content import Shared
from jusoforms.sheets.excel.elsewhere import external_values
from jusoforms.sheets.excel.overlays import SheetPart, read_overlays
from jusoforms.sheets.excel.places import read_areas
from jusoforms.sheets.excel.sheet_data import MOST_CELLS, read_rows
from jusoforms.sheets.excel.strings import (
    Strings,
    local_name,
    qualified,
    read_shared_strings,
    unescaped,
)
from jusoforms.sheets.excel.styles import Styles, read_styles
from jusoforms.sheets.excel.worksheet import Frame, read_worksheet
from jusoforms.sheets.grid import Grid, Workbook

__all__ = ["read_workbook"]

_MOST_SHEETS = 500
_MOST_NAMES = 50_000
_MOST_MERGES = 50_000
_PRINT_AREA = "_xlnm.Print_Area"
_VISIBLE = frozenset({None, "visible"})
_TRUE = frozenset({"1", "true"})


def read_workbook(
    data: bytes | Package, hidden: Callable[[str], bool] = lambda _name: True
) -> Workbook:
    """Return the sheets of an .xlsx or .xlsm; macros are not looked at.

    ``hidden`` tells by its name whether a hidden sheet is wanted too.
    Raises :class:`PackageFault`, whose ``problem`` says in Japanese what a person can do, for
    what cannot be read at all. A single cell that makes no sense is an ERROR cell instead.
    """
    package = data if isinstance(data, Package) else Package(data)
    part = _workbook_part(package)
    root = package.xml(part)
    if local_name(root) != "workbook":
        raise fault(say.NOT_A_WORKBOOK)
    links = package.relationships(part)
    children = {local_name(child): child for child in root}
    entries = tuple(_sheets(children.get("sheets")))
    names = dict(_defined_names(children.get("definedNames"), entries))
    date1904 = _is_1904(children.get("workbookPr"))
    shared = Shared(*_texts_and_styles(package, links), date1904)
    wanted = tuple(one for one in entries if one.visible or hidden(one.name))
    sheets = tuple(_sheets_read(package, links, wanted, names, shared))
    if not any(grid.visible for grid, _ in sheets):
        raise fault(say.NO_SHEETS)
    remarks = tuple(remark for _, told in sheets for remark in told)
    return Workbook(tuple(grid for grid, _ in sheets), names, date1904, remarks)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One ``sheet`` element: the link to its part, and how it is shown."""

    name: str
    link: str
    visible: bool


def _workbook_part(package: Package) -> str:
    links = package.relationships().values()
    part = next((link.target for link in links if link.type == "officeDocument"), "")
    if part not in package or part.endswith(".bin"):
        raise fault(say.NOT_A_WORKBOOK)
    return part


def _texts_and_styles(
    package: Package, links: Mapping[str, Relationship]
) -> tuple[Strings, Styles]:
    parts = {link.type: link.target for link in links.values() if link.target in package}
    strings, styles = parts.get("sharedStrings"), parts.get("styles")
    return (
        read_shared_strings(package.xml(strings)) if strings else {},
        read_styles(package.xml(styles)) if styles else {},
    )


def _sheets(sheets: etree._Element | None) -> Iterator[_Entry]:
    entries = [] if sheets is None else list(sheets)
    if len(entries) > _MOST_SHEETS:
        raise fault(say.TOO_LARGE, what="シートの数")
    for entry in entries:
        name, is_visible = unescaped(entry.get("name", "")), entry.get("state") in _VISIBLE
        yield _Entry(name, qualified(entry, "id"), is_visible)


def _defined_names(
    names: etree._Element | None, entries: tuple[_Entry, ...]
) -> Iterator[tuple[tuple[str, str], str]]:
    if names is not None and len(names) > _MOST_NAMES:
        raise fault(say.TOO_LARGE, what="名前の定義の数")
    for name in () if names is None else names:
        scope = name.get("localSheetId")
        if scope is None:
            sheet = ""
        elif scope.isdecimal() and int(scope[:6]) < len(entries):
            sheet = entries[int(scope[:6])].name
        else:
            continue
        yield (sheet, name.get("name", "")), unescaped(name.text or "")


def _is_1904(properties: etree._Element | None) -> bool:
    return properties is not None and properties.get("date1904") in _TRUE


def _sheets_read(
    package: Package,
    links: Mapping[str, Relationship],
    entries: tuple[_Entry, ...],
    names: Mapping[tuple[str, str], str],
    shared: Shared,
) -> Iterator[tuple[Grid, tuple[Problem, ...]]]:
    """Yield each sheet with what could not be seen of it."""
    cells = merges = 0
    parts = {link.type: link.target for link in links.values()}
    for entry in entries:
        if not entry.link:
            continue  # listed without a part: there are no cells to miss
        link = links.get(entry.link)
        if link is None or link.external:
            raise fault(say.BROKEN_PACKAGE, what=f"シート「{entry.name}」")
        if link.type != "worksheet":
            continue
        print_areas = read_areas(names.get((entry.name, _PRINT_AREA), ""))
        root = package.xml(link.target)
        rows = read_rows(root, entry.name)
        part = SheetPart(package, link.target, root, entry.name, rows, parts.get("person", ""))
        overlays, remarks = read_overlays(part)
        frame = Frame(entry.name, entry.visible, print_areas, overlays)
        grid = read_worksheet(root, frame, shared, rows)
        cells += len(grid.cells)
        merges += len(grid.merged)
        if cells > MOST_CELLS or merges > _MOST_MERGES:
            raise fault(say.TOO_LARGE, what="文字のあるセルや結合セルの数")
        elsewhere = external_values(root, entry.name) if "externalLink" in parts else ()
        yield grid, (*remarks, *elsewhere)
