"""The list cut out of a workbook that another program may have saved, and our names with it."""

from __future__ import annotations

from jusoforms.package import Package
from jusoforms.package.directory import part_key
from jusoforms.sheets.excel.strings import unescaped
from jusoforms.sheets.marking.book import Book, SheetPart
from jusoforms.sheets.marking.draft import Draft, relationships_part
from jusoforms.sheets.marking.spans import Edit, Span, attribute, outline
from jusoforms.sheets.marking.untexting import without_texts

__all__ = ["LIST_NAME", "MARKED_NAME", "list_part", "without_list"]

MARKED_NAME, LIST_NAME = "_jusoforms_marks", "_jusoforms_list"
"""Hidden names of the workbook: that it is marked, and where the list begins."""
_APP = "extended-properties"


def list_part(package: Package, book: Book) -> SheetPart | None:
    """Return the list's sheet, by the name that points to it."""
    data = package.read(book.part)
    # Of the whole workbook: a copy that a person made of the list has a name of its own.
    for span in _names(book):
        if span.attributes.get("name") == LIST_NAME and "localSheetId" not in span.attributes:
            said = unescaped(_plain(data[span.inner : span.closing]))
            name = said.rpartition("!")[0].strip("'").replace("''", "'")
            return next((s for s in book.sheets if s.name == name and s.is_grid), None)
    return None


def without_list(draft: Draft, book: Book) -> None:
    """Cut the list out of the workbook, its part and what only it used, and our names."""
    listed = list_part(draft.package, book)
    data = draft.read(book.part)
    index = listed.index if listed else len(book.sheets)
    edits: list[Edit | None] = [*_without_names(data, book, index)]
    if listed:
        sheets = book.root.first("sheets")
        entry = sheets.named("sheet")[index] if sheets else None
        edits += [Edit(entry.start, entry.end)] if entry else []
        edits += _other_tab(data, book, index)
    draft.edit(book.part, *edits)
    if listed:
        without_texts(draft, book, listed)
        _without_part(draft, book, listed)
        _without_titles(draft)


def _names(book: Book) -> list[Span]:
    names = book.root.first("definedNames")
    return names.children if names else []


def _without_names(data: bytes, book: Book, index: int) -> list[Edit]:
    """Return the edits that cut out our names and those of the list, and count the rest anew."""
    names = _names(book)
    gone = [
        span
        for span in names
        if span.attributes.get("name") in {MARKED_NAME, LIST_NAME}
        or span.attributes.get("localSheetId") == str(index)
    ]
    if names and len(gone) == len(names):
        whole = book.root.first("definedNames")
        return [Edit(whole.start, whole.end)] if whole else []
    moved = (
        attribute(data, span, "localSheetId", str(span.number("localSheetId") - 1))
        for span in names
        if span not in gone and span.number("localSheetId") > index
    )
    return [*(Edit(span.start, span.end) for span in gone), *(edit for edit in moved if edit)]


def _other_tab(data: bytes, book: Book, index: int) -> list[Edit | None]:
    """Return the edits that open the workbook on a sheet that is still there."""
    sheets = book.root.first("sheets")
    entries = sheets.named("sheet") if sheets else []
    shown = [
        number
        for number, entry in enumerate(entries)
        if number != index and entry.attributes.get("state", "visible") == "visible"
    ]
    first = shown[0] if shown else 0
    edits: list[Edit | None] = []
    for view in (span for span in book.root.walk() if span.name == "workbookView"):
        for name in ("activeTab", "firstSheet"):
            tab = view.number(name)
            if tab >= index:
                place = first if tab == index else tab
                edits.append(attribute(data, view, name, str(place - (place > index))))
    return edits


def _without_part(draft: Draft, book: Book, listed: SheetPart) -> None:
    """Remove the list's part, and parts that a program gave to it alone (printer settings)."""
    links = draft.package.relationships(listed.part).values()
    own = [link.target for link in links if not link.external and link.target in draft]
    draft.unlink(book.part, listed.part)
    draft.remove(listed.part)
    for part in own:
        if not _is_used(draft, part):
            draft.remove(part)


def _is_used(draft: Draft, part: str) -> bool:
    return any(
        part_key(link.target) == part_key(part)
        for name in draft.names
        if relationships_part(name) in draft
        for link in draft.package.relationships(name).values()
        if not link.external
    )


def _without_titles(draft: Draft) -> None:
    """Drop the list of sheet names that programs keep in the properties; they make it anew."""
    for link in draft.package.relationships().values():
        if link.type == _APP and link.target in draft:
            root = outline(draft.read(link.target))
            gone = [s for s in root.children if s.name in {"HeadingPairs", "TitlesOfParts"}]
            draft.edit(link.target, *(Edit(span.start, span.end) for span in gone))


def _plain(data: bytes) -> str:
    told = data.decode()
    for entity, plain in (("&apos;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">")):
        told = told.replace(entity, plain)
    return told.replace("&amp;", "&")
