"""Marks in a returned workbook: cells, notes, and the list with links to them.

The person's own package, with only these parts changed or added: the marked sheets, their notes
and the drawing of the notes' boxes, the list, styles, workbook, relationships, content types. All
others are copied as they lie. Before a marked workbook leaves this module, it is proved that the
very file of the person can be made from it again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jusoforms.package import Package, PackageFault
from jusoforms.problems import Problem, Severity
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, Grid, parse_area
from jusoforms.sheets.marking.book import Book, open_book, place_after, relationship_type
from jusoforms.sheets.marking.draft import Draft, only
from jusoforms.sheets.marking.fills import fills
from jusoforms.sheets.marking.geometry import measure
from jusoforms.sheets.marking.listing import HEADING_ROW, list_name, list_sheet, reference
from jusoforms.sheets.marking.looks import Looks, add_looks
from jusoforms.sheets.marking.notes import Note, add_notes
from jusoforms.sheets.marking.refusal import CannotMark
from jusoforms.sheets.marking.removing import LIST_NAME, MARKED_NAME, unmark
from jusoforms.sheets.marking.spans import Edit, inside, outline, prefixed, splice, text
from jusoforms.sheets.marking.way_back import with_way_back
from jusoforms.sheets.marking.words import note

__all__ = ["mark", "marked"]

_log = logging.getLogger(__name__)

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames",
)  # fmt: skip
_MOST_NOTES = 300
_MOST_AREAS = 3000
_SHAKEN = ("_xmlsignatures/", "xl/revisions/")
"""What an edit would break: signatures, and the change log of a shared workbook."""
_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
_MARKED = (Severity.ERROR, Severity.WARNING)

Numbered = tuple[int, Problem]


@dataclass(frozen=True, slots=True)
class _Spot:
    """One cell or merged area with all that is to be said of it."""

    area: Area
    told: list[Numbered]

    @property
    def weight(self) -> Severity:
        """Of its heaviest problem."""
        return min((problem.severity for _, problem in self.told), key=_WEIGHTS.index)


def mark(data: bytes, problems: Iterable[Problem]) -> bytes | None:
    """Return a workbook with its problems marked; None where it has to stay as it is."""
    try:
        return marked(data, problems)
    except CannotMark as reason:
        _log.info("not marked: %s", reason)
        return None


def marked(data: bytes, problems: Iterable[Problem]) -> bytes:
    """Return an .xlsx or .xlsm with its problems marked; marks that were there are renewed.

    Raises :class:`CannotMark`, and changes nothing, for every other kind, for signed and shared
    workbooks, and wherever what is in it would not survive.
    """
    original = unmark(data)
    listed = sorted(problems, key=lambda problem: _WEIGHTS.index(problem.severity))
    try:
        made = _marked(original, listed)
        if unmark(made) != original:
            raise CannotMark("the way back does not lead back")
        read_workbook(made)
    except PackageFault as fault:
        raise CannotMark(f"it cannot be read ({fault.problem.code})") from None
    return made


def _marked(original: bytes, problems: list[Problem]) -> bytes:
    package = Package(original)
    if any(name.lower().startswith(_SHAKEN) for name in package.names):
        raise CannotMark("it is signed or shared")
    draft, book, workbook = Draft(package), open_book(package), read_workbook(original)
    grids = {grid.name: grid for grid in workbook.sheets}
    looks = add_looks(draft, book.styles)
    spots = _spots(problems, grids)
    notes_left = _MOST_NOTES
    for sheet in book.sheets:
        if sheet.is_grid and sheet.name in spots:
            here = spots[sheet.name]
            _mark_sheet(draft, sheet.part, here, looks, notes_left)
            notes_left = max(0, notes_left - len(here))
    return _with_list(draft, book, problems, looks, original)


def _spots(problems: list[Problem], grids: Mapping[str, Grid]) -> dict[str, list[_Spot]]:
    """Return what is to be marked, by sheet; notices are listed only."""
    found: dict[str, dict[Area, list[Numbered]]] = {}
    for number, problem in enumerate(problems, 1):
        area = parse_area(problem.cell)
        if problem.severity not in _MARKED or area is None or problem.sheet not in grids:
            continue
        if area.size == 1:
            area = grids[problem.sheet].area_of(area.top, area.left)
        found.setdefault(problem.sheet, {}).setdefault(area, []).append((number, problem))
    return {
        name: [_Spot(area, told) for area, told in list(areas.items())[:_MOST_AREAS]]
        for name, areas in found.items()
    }


def _mark_sheet(draft: Draft, part: str, spots: list[_Spot], looks: Looks, most_notes: int) -> None:
    """Fill the marked cells and put the notes beside them."""
    frame = measure(draft.package.xml(part))
    notes = [Note(spot.area, note(spot.told)) for spot in spots[:most_notes]]
    link = add_notes(draft, part, notes, frame)
    data = draft.read(part)
    root = outline(data, but="sheetData")
    areas = {weight: [spot.area for spot in spots if spot.weight is weight] for weight in _MARKED}
    edits = [*fills(data, root, areas, looks.marks), *([link] if link else [])]
    draft.write(part, splice(data, edits))


def _with_list(
    draft: Draft, book: Book, problems: list[Problem], looks: Looks, original: bytes
) -> bytes:
    """Add the list as the last sheet, named so that it is known again, and close the package."""
    data, root = draft.read(book.part), book.root
    name = list_name([sheet.name for sheet in book.sheets])
    sheets = {sheet.name for sheet in book.sheets if sheet.is_grid}
    listing = list_sheet(root.namespace, problems, looks, sheets)
    part = draft.add("xl/worksheets/sheet{}.xml", listing, _WORKSHEET)
    link = draft.link(book.part, relationship_type(root, "worksheet"), part)
    entries = only(root.first("sheets"), "list of sheets")
    number = max((entry.number("sheetId") for entry in entries.children), default=0) + 1
    entry = prefixed(
        f'<sheet name="{name}" sheetId="{number}" xmlns:r="{relationship_type(root)}"'
        f' r:id="{link}"/>',
        root.prefix,
    )
    draft.edit(book.part, inside(data, entries, entry), _names(data, book, name))
    closed = with_way_back(listing, original, Package(draft.finish()), part)
    if closed is None:
        raise CannotMark("the way back is too long")
    draft.write(part, closed)
    return draft.finish()


def _names(data: bytes, book: Book, name: str) -> Edit:
    """Return the edit that adds our names: that it is marked, the list, its repeated heading."""
    root, index = book.root, len(book.sheets)
    place = text(reference(name, "$A$1"))
    rows = text(reference(name, f"$1:${HEADING_ROW}"))
    told = (
        f'<definedName name="{LIST_NAME}" hidden="1">{place}</definedName>'
        f'<definedName name="{MARKED_NAME}" hidden="1">1</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">{rows}</definedName>'
    )
    own = root.first("definedNames")
    if own is not None:
        return inside(data, own, prefixed(told, root.prefix))
    new = prefixed(f"<definedNames>{told}</definedNames>", root.prefix)
    return place_after(data, root, _BOOK_ORDER, "definedNames", new)
