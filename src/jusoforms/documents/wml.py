"""Names of WordprocessingML (ECMA-376 part 1, clause 17) as lxml writes them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final, cast

from lxml import etree

__all__ = [
    "BODY_PARTS",
    "COMMENT_AUTHOR",
    "CONTENT_TYPES",
    "DECLARATION",
    "DOC_PR",
    "INSTRUCTION",
    "MC",
    "NOTES",
    "PKG_REL",
    "R_NS",
    "SPACE",
    "W",
    "blocks_of",
    "child",
    "element",
    "is_element",
    "is_marker",
    "local",
    "nodes_at",
    "on",
    "page_break",
    "take_out",
    "value_of",
    "w",
    "wml_text",
]

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PKG_REL: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
DOC_PR: Final = f"{{{WP}}}docPr"
NOTES: Final = frozenset({"footnote", "endnote"})
"""Local names of one note; a part of them holds all notes of a document."""
BODY_PARTS: Final = NOTES | {"body", "tc", "hdr", "ftr", "sdtContent", "txbxContent"}
"""Local names of what holds paragraphs and tables."""
COMMENT_AUTHOR: Final = "jusoforms"
"""Of the comments in an annotated copy; they may stay when the mended copy becomes the template."""
INSTRUCTION: Final = "jf"
"""Target of the processing instructions that mark places; the parser drops everybody else's."""

_NAMESPACES = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')


@cache
def w(name: str) -> str:
    """Return ``{…wordprocessingml…}name``."""
    return f"{{{W}}}{name}"


_BLOCKS, _CONTROL = frozenset({w("p"), w("tbl")}), w("sdt")


def element(name: str, **values: str) -> etree._Element:
    """Return a new element of the main namespace with ``w:`` attributes."""
    attributes = {w(key): value for key, value in values.items()}
    return etree.Element(w(name), attributes, nsmap={"w": W})


def is_element(node: etree._Element) -> bool:
    """Return whether the node is an element, not a processing instruction."""
    return isinstance(node.tag, str)


def is_marker(node: etree._Element) -> bool:
    """Return whether the node is one of our marks; the parser leaves no other instruction."""
    return not isinstance(node.tag, str)


def page_break(node: etree._Element) -> bool:
    """Return whether the node is a page break."""
    return node.tag == w("br") and value_of(node, "type") == "page"


def take_out(node: etree._Element) -> None:
    """Take an element out of its parent, if it still has one."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def local(node: etree._Element) -> str:
    """Return the local name of an element; empty for a processing instruction."""
    tag = node.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)  # of templates, whose names their authors choose
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def child(node: etree._Element, *path: str) -> etree._Element | None:
    """Return the first descendant along local names of the main namespace."""
    found: etree._Element | None = node
    for name in path:
        if found is None:
            return None
        found = next(found.iterchildren(w(name)), None)  # a path is parsed by find
    return found


def value_of(node: etree._Element | None, name: str = "val") -> str:
    """Return a ``w:`` attribute; empty where element or attribute is absent."""
    return "" if node is None else node.get(w(name), "")


def on(node: etree._Element | None) -> bool:
    """Return whether an on/off property is there and not switched off (17.17.4)."""
    return node is not None and node.get(w("val"), "true") not in {"0", "false", "off"}


def blocks_of(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container; content controls are looked through."""
    for node in container:
        if node.tag in _BLOCKS:
            yield node
        elif node.tag == _CONTROL:
            content = child(node, "sdtContent")
            if content is not None:
                yield from blocks_of(content)


def nodes_at(path: etree.XPath, node: etree._Element, **words: float) -> list[etree._Element]:
    """Return the elements that a compiled path finds."""
    return cast("list[Any]", path(node, **words))


def wml_text(element: etree._Element) -> str:
    """Return an element as XML to stand inside a part whose root declares the namespaces."""
    alone = copy.deepcopy(element)
    alone.tail = None
    return _NAMESPACES.sub("", etree.tostring(alone, encoding="unicode"))
