"""The list's words taken out of the texts that all sheets share (ECMA-376 part 1, 18.4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.package import Package
from jusoforms.sheets.excel.strings import local_name
from jusoforms.sheets.marking.book import Book, SheetPart
from jusoforms.sheets.marking.draft import Draft
from jusoforms.sheets.marking.spans import Edit, outline, prefixed

__all__ = ["without_texts"]


def without_texts(draft: Draft, book: Book, listed: SheetPart) -> None:
    """Empty the texts that only the list uses; cells know texts by their number, so none goes.

    Where no other sheet uses any, the part goes as a whole.
    """
    links = draft.package.relationships(book.part).values()
    part = next((x.target for x in links if x.type == "sharedStrings" and x.target in draft), "")
    if not part:
        return
    others = (sheet.part for sheet in book.sheets if sheet.is_grid and sheet != listed)
    used = {number for other in others for number in _texts_of(draft.package, other)}
    alone = set(_texts_of(draft.package, listed.part)) - used
    if alone and not used:
        draft.unlink(book.part, part)
        draft.remove(part)
        return
    root = outline(draft.read(part))
    empty = prefixed("<t></t>", root.prefix)
    gone = (item for number, item in enumerate(root.named("si")) if number in alone)
    draft.edit(part, *(Edit(one.inner, one.closing, empty) for one in gone if one.children))


def _texts_of(package: Package, sheet: str) -> Iterator[int]:
    for cell in package.xml(sheet).iter("{*}c"):
        told = next((v.text or "" for v in cell if local_name(v) == "v"), "")
        if cell.get("t") == "s" and told.strip().isdecimal():
            yield int(told)
