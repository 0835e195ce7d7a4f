"""XML of a stranger: no document type, no entity, no network, bounded.

OOXML forbids a document type (ECMA-376 part 2, 6.2.5), and it is the door of every entity attack.
"""

from __future__ import annotations

from lxml import etree

from jusoforms.package.limits import Limits, fault
from jusoforms.problems import files as say

__all__ = ["parse_xml", "serialised"]

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    remove_pis=True,
    remove_comments=True,
    remove_blank_text=False,
)
_DOCTYPE = b"<!DOCTYPE"
_WIDE_DOCTYPES = tuple(
    "<!DOCTYPE".encode(encoding)
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)


def parse_xml(data: bytes, name: str, limits: Limits) -> etree._Element:
    """Return the root; raise :class:`PackageFault`, naming the part, for what is not plain XML."""
    if len(data) > limits.xml_part:
        raise fault(say.TOO_LARGE, what=name)
    if _has_doctype(data):
        raise fault(say.DOCUMENT_TYPE, what=name)
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise fault(say.BROKEN_PACKAGE, what=name) from None
    # An encoding that hides the word from the search above (UTF-7, EBCDIC) shows it here.
    if root.getroottree().docinfo.internalDTD is not None:
        raise fault(say.DOCUMENT_TYPE, what=name)
    return root


def serialised(root: etree._Element) -> bytes:
    """Return a part as Office writes it: UTF-8, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _has_doctype(data: bytes) -> bool:
    """Return whether the word stands there; only text of wide characters holds a zero byte."""
    return _DOCTYPE in data or (b"\0" in data and any(mark in data for mark in _WIDE_DOCTYPES))
