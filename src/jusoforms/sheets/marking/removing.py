"""Taking marks off a workbook, whoever has saved it since.

Untouched, the marked workbook tells the way back to the very file it was made from. Saved anew by
Excel, LibreOffice or another program, it has lost that; then what is ours is known by the names
of the workbook, the formula of the rules and the words of the notes, and cut out. What a person
wrote into a note below our words stays.
"""

from __future__ import annotations

from jusoforms.package import Package, PackageFault
from jusoforms.sheets.marking.book import Book, open_book
from jusoforms.sheets.marking.draft import Draft
from jusoforms.sheets.marking.fills import MARK
from jusoforms.sheets.marking.refusal import CannotMark
from jusoforms.sheets.marking.unlisting import LIST_NAME, MARKED_NAME, list_part, without_list
from jusoforms.sheets.marking.unnoting import without_fills, without_notes
from jusoforms.sheets.marking.way_back import way_back

__all__ = ["LIST_NAME", "MARKED_NAME", "unmark", "unmarked"]

_OURS = b"_jusoforms_"
_MAY_HOLD = ("sheet", "comment")


def unmark(data: bytes) -> bytes:
    """Return a workbook without our marks; the very same bytes where there are none.

    What no one has saved since it was marked comes back byte for byte.
    """
    return unmarked(data)[0]


def unmarked(data: bytes) -> tuple[bytes, Package | None]:
    """Return a workbook without our marks, and its parts where they have been opened for that."""
    if not data.startswith(b"PK"):
        return data, None
    try:
        package = Package(data)
        if not _is_marked(package):
            return data, package
        return _taken_off(package, data), None
    except (PackageFault, CannotMark):
        return data, None  # whoever reads it will say what is wrong with it


def _is_marked(package: Package) -> bool:
    """Return whether there may be marks: of the workbook, or of a sheet copied from another."""
    links = package.relationships().values()
    part = next((link.target for link in links if link.type == "officeDocument"), "")
    if part not in package:
        return False
    sheets = (n for n in package.names if any(word in n.lower() for word in _MAY_HOLD))
    return _OURS in package.read(part) or any(
        MARK in package.read(name) for name in sheets if name.lower().endswith(".xml")
    )


def _taken_off(package: Package, data: bytes) -> bytes:
    book = open_book(package)
    listed = list_part(package, book)
    original = way_back(package, listed.part) if listed else None
    return original if original is not None else _cut_out(package, book) or data


def _cut_out(package: Package, book: Book) -> bytes | None:
    """Return the package with our marks cut out; None where there were none."""
    draft = Draft(package)
    for sheet in book.sheets:
        if sheet.is_grid:
            without_fills(draft, sheet.part)
            without_notes(draft, sheet.part)
    without_list(draft, book)
    return draft.finish() if draft.is_changed else None
