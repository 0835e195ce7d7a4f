"""Taking out of a part what is never carried from a template, and what only hinders reading.

Save numbers (rsid) tell who worked with whom; comments and names of people do so openly
(docs/decisions). Wrappers without a look of their own are unwrapped, so that text stands in runs.
"""

from __future__ import annotations

from lxml import etree

from jusoforms.documents.wml import child, local, take_out, w

__all__ = ["needs_strip", "strip_blanks", "strip_part", "strip_settings"]

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_RSIDS = ("", "R", "RPr", "P", "RDefault", "Del", "Tr", "Sect")
_ATTRIBUTES = (
    *(w(f"rsid{suffix}") for suffix in _RSIDS),
    f"{{{_W14}}}paraId",
    f"{{{_W14}}}textId",
)
_GONE = tuple(
    w(name)
    for name in (
        "proofErr", "rsid", "rsids", "lastRenderedPageBreak", "printerSettings",
        "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange",
        "sectPrChange", "tblPrExChange",
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
    etree.strip_attributes(root, *_ATTRIBUTES)
    for node in list(root.iter(*_GONE)):
        take_out(node)
    for node in list(root.iter(*_WRAPPERS)):
        _unwrap(node)
    for node in list(root.iter(w("sdt"))):
        if _is_hollow(node):
            take_out(node)


def strip_blanks(root: etree._Element) -> None:
    """Take out indentation between elements: it says nothing, and would part marks."""
    for node in root.iter():
        if node.tail and not node.tail.strip():
            node.tail = None
        if node.text and len(node) and not node.text.strip():
            node.text = None


def strip_settings(root: etree._Element) -> None:
    """Take out of settings.xml what ties a document to its template's past."""
    for node in [node for node in root if node.tag in _SETTINGS]:
        root.remove(node)


def _is_hollow(control: etree._Element) -> bool:
    """Return whether a control in a line of text held nothing but the mark of a comment."""
    content = child(control, "sdtContent")
    parent = control.getparent()
    return content is not None and not len(content) and parent is not None and local(parent) == "p"


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    kept = [item for item in node if local(item) not in {"smartTagPr", "customXmlPr"}]
    parent.remove(node)
    for offset, item in enumerate(kept):
        parent.insert(at + offset, item)
