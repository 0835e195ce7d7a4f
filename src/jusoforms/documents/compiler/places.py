"""Where in a template, in words: 第5段落, 表2の3行目・2列目の中の表1の1行目・1列目."""

from __future__ import annotations

from lxml import etree

from jusoforms.documents.wml import BODY_PARTS, NOTES, blocks_of, local, value_of, w

__all__ = ["place_of", "row_place"]


def place_of(node: etree._Element) -> str:
    """Return the place of an element; empty where it stands in no paragraph or table."""
    block = _block(node)
    return "" if block is None else _words(block)


def row_place(row: etree._Element) -> str:
    """Return the place of a table's row: 表2の3行目; empty where it has no cell."""
    cell = next(row.iter(w("tc")), None)
    return "" if cell is None else _in_cell(cell, "", alone=True).rpartition("・")[0]


def _block(node: etree._Element) -> etree._Element | None:
    """Return the paragraph or table around, where it stands in a cell or body."""
    at: etree._Element | None = node
    while at is not None:
        parent = at.getparent()
        if local(at) in {"p", "tbl"} and parent is not None and local(parent) in BODY_PARTS:
            return at
        at = parent
    return None


def _words(block: etree._Element) -> str:
    container = _container(block)
    if container is None:
        return ""
    number = 1 + [n for n in blocks_of(container) if n.tag == block.tag].index(block)
    own = f"第{number}段落" if local(block) == "p" else f"表{number}"
    if local(container) == "tc":
        return _in_cell(container, own, alone=len([*blocks_of(container)]) == 1)
    if local(container) == "txbxContent":
        outer = place_of(container)
        return f"{outer}のテキスト ボックスの{own}"
    if local(container) in NOTES:
        return f"{_note_number(container)}番目の注の{own}"
    return own


def _note_number(note: etree._Element) -> int:
    """Return which note a person sees it as: separators are notes of a type (17.11.21)."""
    before = note.itersiblings(note.tag, preceding=True)
    return 1 + sum(not value_of(other, "type") for other in before)


def _container(block: etree._Element) -> etree._Element | None:
    at = block.getparent()
    while at is not None and local(at) in {"sdt", "sdtContent"}:
        at = at.getparent()
    return at


def _in_cell(cell: etree._Element, own: str, *, alone: bool) -> str:
    row = next(cell.iterancestors(w("tr")))
    table = next(row.iterancestors(w("tbl")))
    rows, cells = [*table.iter(w("tr"))], [*row.iter(w("tc"))]
    rows = [r for r in rows if next(r.iterancestors(w("tbl"))) is table]
    cells = [c for c in cells if next(c.iterancestors(w("tr"))) is row]
    where = f"{_words(table)}の{rows.index(row) + 1}行目・{cells.index(cell) + 1}列目"
    if own.startswith("表"):
        return f"{where}の中の{own}"
    return where if alone else f"{where}の{own}"
