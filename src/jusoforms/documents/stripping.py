"""Taking out of a part what is never carried from a template, and what only hinders reading.

Save numbers (rsid) tell who worked with whom; comments and names of people do so openly
(docs/decisions). Wrappers without a look of their own are unwrapped, so that text stands in runs.
"""

from __future__ import annotations

from lxml import etree

from jusoforms.documents.wml import W, local, take_out, w

__all__ = ["needs_strip", "strip_part", "strip_settings"]

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_ATTRIBUTES = frozenset({f"{{{_W14}}}paraId", f"{{{_W14}}}textId"})
_RSID = f"{{{W}}}rsid"
_GONE = frozenset(
    w(name)
    for name in (
        "proofErr", "rsid", "rsids", "lastRenderedPageBreak", "commentRangeStart",
        "commentRangeEnd", "commentReference", "annotationRef", "rPrChange", "pPrChange",
        "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "sectPrChange", "tblPrExChange",
    )
)  # fmt: skip
_WRAPPERS = frozenset({w("smartTag"), w("customXml")})
_SETTINGS = frozenset(
    {
        *map(w, ("attachedTemplate", "mailMerge", "proofState", "linkStyles", "rsids")),
        f"{{{_W14}}}docId",
        "{http://schemas.microsoft.com/office/word/2012/wordml}docId",
    }
)
_TELLTALE = (b"rsid", b"paraId", b"Change", b"comment", b"proofErr")


def needs_strip(data: bytes) -> bool:
    """Return whether a part may hold anything that is taken out."""
    return any(word in data for word in _TELLTALE)


def strip_part(root: etree._Element) -> None:
    """Take out save numbers, comments, proof marks, format changes; unwrap smart tags."""
    for node in list(root.iter()):
        if node.tag in _GONE:
            take_out(node)
        elif node.tag in _WRAPPERS:
            _unwrap(node)
        else:
            _strip_attributes(node)
            _strip_blanks(node)


def strip_settings(root: etree._Element) -> None:
    """Take out of settings.xml what ties a document to its template's past."""
    for node in [node for node in root if node.tag in _SETTINGS]:
        root.remove(node)


def _strip_attributes(node: etree._Element) -> None:
    for name in [str(name) for name in node.attrib]:
        if name in _ATTRIBUTES or name.startswith(_RSID):
            del node.attrib[name]


def _strip_blanks(node: etree._Element) -> None:
    """Indentation between elements says nothing, and would stand in the way of marks."""
    if node.tail and not node.tail.strip():
        node.tail = None
    if node.text and len(node) and not node.text.strip():
        node.text = None


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    kept = [item for item in node if local(item) not in {"smartTagPr", "customXmlPr"}]
    parent.remove(node)
    for offset, item in enumerate(kept):
        parent.insert(at + offset, item)
