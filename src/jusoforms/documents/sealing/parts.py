"""The package around the printed parts: what is kept, what is dropped, what every document gets.

Kept is what the main part reaches through relationships; so nothing lies in a document that
nobody linked, and what is not to be carried (comments, people, thumbnails) is not reached.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.sealing.properties import APP, CORE, CUSTOM
from jusoforms.documents.wml import CONTENT_TYPES, PKG_REL
from jusoforms.package import Package

__all__ = [
    "TYPES_PART", "Kept", "content_types", "keep", "kept_links", "linked_parts", "main_part",
    "main_type", "root_links",
]  # fmt: skip

TYPES_PART = "[Content_Types].xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_DROPPED = frozenset(
    {
        "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
        "printerSettings", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource",
        "recipientData", "keyMapCustomizations", "documenttasks", "vbaProject", "wordVbaData",
    }
)  # fmt: skip
_OWN = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}


@dataclass(slots=True)
class Kept:
    """What of a template goes into every document."""

    parts: list[str] = field(default_factory=list)
    """In the order they were reached, relationship parts not among them."""
    links: dict[str, bytes] = field(default_factory=dict)
    """Relationship parts, by name, without the links that are dropped."""


def main_part(package: Package) -> str:
    """Return the name of the main part; empty where there is none."""
    links = package.relationships().values()
    found = (link.target for link in links if link.type == "officeDocument" and not link.external)
    return next((name for name in found if name in package), "")


def main_type(package: Package, main: str) -> str:
    """Return the content type of the main part."""
    for node in package.xml(TYPES_PART):
        if _name(node).casefold() == main.casefold():
            return node.get("ContentType", "")
    return ""


def keep(package: Package, main: str, *, bound_data: bool) -> Kept:
    """Return what is reached from the main part.

    ``bound_data``: controls without tags show custom XML; otherwise it is dropped.
    """
    kept, waiting = Kept(), [main]
    dropped = _DROPPED if bound_data else _DROPPED | {"customXml"}
    while waiting:
        name = waiting.pop(0)
        if name in kept.parts or name not in package:
            continue
        kept.parts.append(name)
        links = package.relationships(name)
        keeping = {key for key, link in links.items() if link.type not in dropped}
        if keeping:
            path = _links_of(name)
            kept.links[path] = _filtered(package, path, keeping, len(keeping) == len(links))
        waiting += [links[key].target for key in keeping if not links[key].external]
    kept.parts.sort(key=package.names.index)
    return kept


def kept_links(package: Package, part: str) -> frozenset[str]:
    """Return the ids of a part's links that a document still has."""
    links = package.relationships(part).items()
    return frozenset(key for key, link in links if link.type not in _DROPPED)


def root_links(main: str) -> bytes:
    """Return ``_rels/.rels``: the main part and our three parts of properties."""
    targets = (
        (f"{_OFFICE}/officeDocument", main),
        (f"{_PACKAGE}/core-properties", CORE),
        (f"{_OFFICE}/extended-properties", APP),
        (f"{_OFFICE}/custom-properties", CUSTOM),
    )
    root = etree.Element(f"{{{PKG_REL}}}Relationships", nsmap=_default(PKG_REL))
    for number, (kind, target) in enumerate(targets, 1):
        attributes = {"Id": f"rId{number}", "Type": kind, "Target": target}
        etree.SubElement(root, f"{{{PKG_REL}}}Relationship", attributes)
    return _serialised(root)


def content_types(package: Package, main: str, kept: Kept) -> bytes:
    """Return ``[Content_Types].xml`` for what is kept; a .dotx becomes a document."""
    names = {name.casefold() for name in (*kept.parts, *kept.links, "_rels/.rels")}
    root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap=_default(CONTENT_TYPES))
    for node in package.xml(TYPES_PART):
        name = _name(node)
        if name and name.casefold() not in names:
            continue
        attributes = {str(key): str(value) for key, value in node.attrib.items()}
        if name.casefold() == main.casefold():
            attributes["ContentType"] = _MAIN_TYPE
        etree.SubElement(root, node.tag, attributes)
    for own, kind in _OWN.items():
        attributes = {"PartName": f"/{own}", "ContentType": kind}
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", attributes)
    return _serialised(root)


def linked_parts(package: Package, main: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield (id, part) of the main part's links of one type."""
    for key, link in package.relationships(main).items():
        if link.type == kind and not link.external and link.target in package:
            yield key, link.target


def _default(namespace: str) -> dict[str, str]:
    """Return the map of a default namespace; its key is None, which the stubs do not know."""
    return {None: namespace}  # type: ignore[dict-item]


def _name(node: etree._Element) -> str:
    return node.get("PartName", "").lstrip("/")


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _filtered(package: Package, path: str, keeping: set[str], whole: bool) -> bytes:
    if whole:
        return package.read(path)
    root = package.xml(path)
    for node in list(root):
        if node.get("Id") not in keeping:
            root.remove(node)
    return _serialised(root)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
