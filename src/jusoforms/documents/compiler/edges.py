"""The edges of what repeats or vanishes: the paragraph a cell ends in, breaks between copies."""

from __future__ import annotations

from collections.abc import Container

from lxml import etree

from jusoforms.documents.wml import child, is_marker, local, page_break, w, wml_text

__all__ = ["Element", "between_copies", "empty_paragraph", "ends_in_paragraph", "trailing_break"]

Element = etree._Element  # noqa: SLF001 lxml has no public name for it
Doomed = Container[Element]
"""What will vanish: it holds only block tags."""


def ends_in_paragraph(nodes: list[Element], doomed: Doomed) -> bool:
    """Return whether the last block of a container stands in every copy and is no table."""
    depth, sure = 0, False
    for node in nodes:
        text = (node.text or "") if is_marker(node) else ""
        depth += text.startswith("o") - text.startswith("c")
        if local(node) in {"p", "tbl", "sdt"} and node not in doomed:
            sure = not depth and local(node) != "tbl"
    return sure


def empty_paragraph(like: Element | None) -> str:
    """Return an empty paragraph with the properties of another, its section break left out."""
    properties = child(like, "pPr") if like is not None else None
    if properties is None:
        return "<w:p/>"
    text, section = wml_text(properties), child(properties, "sectPr")
    return f"<w:p>{text if section is None else text.replace(wml_text(section), '')}</w:p>"


def between_copies(nodes: list[Element], doomed: Doomed) -> str:
    """Return what keeps two copies apart: Word joins tables that touch."""
    blocks = [n for n in nodes if local(n) in {"p", "tbl", "sdt"} and n not in doomed]
    tables = bool(blocks) and local(blocks[0]) == local(blocks[-1]) == "tbl"
    return "<w:p/>" if tables else ""


def trailing_break(nodes: list[Element], doomed: Doomed) -> Element | None:
    """Return the page break that ends what repeats, or its paragraph where it is alone there."""
    kept = [node for node in nodes if node not in doomed and local(node)]
    runs = kept[-1].findall(w("r")) if kept and local(kept[-1]) == "p" else []
    if not runs or not len(runs[-1]) or not page_break(runs[-1][-1]):
        return None
    contents = [n for run in runs for n in run if local(n) != "rPr"]
    return kept[-1] if len(contents) == 1 and len(kept) > 1 else runs[-1][-1]
