"""The part of a document that holds its comments (17.13.4), and what names it."""

from __future__ import annotations

import posixpath

from lxml import etree

from jusoforms.documents.sealing.parts import TYPES_PART
from jusoforms.documents.wml import (
    COMMENT_AUTHOR,
    CONTENT_TYPES,
    PKG_REL,
    SPACE,
    W,
    element,
    take_out,
    value_of,
    w,
)
from jusoforms.package import Package
from jusoforms.package.xml import serialised

__all__ = ["Comments"]

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))


class Comments:
    """The comments of a document; those of an earlier annotation are taken out first."""

    def __init__(self, package: Package, main: str, body: etree._Element) -> None:
        self._package = package
        self._links = posixpath.join(
            posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels"
        )
        links = package.relationships(main).values()
        found = (one.target for one in links if one.type == "comments" and one.target in package)
        self._name = next(found, "")
        self._is_new = not self._name
        if self._is_new:
            self._name = _free_name(package, posixpath.dirname(main))
            self._root = etree.Element(w("comments"), nsmap={"w": W})
        else:
            self._root = package.xml(self._name)
            _take_out_ours(self._root, body)
        used = [value_of(node, "id") for node in self._root.iter(w("comment"))]
        used += [value_of(node, "id") for node in body.iter(*_MARKS)]
        self._next = 1 + max((int(one) for one in used if one.isdigit()), default=-1)

    def add(self, paragraphs: list[str]) -> str:
        """Add a comment; return its number."""
        number = str(self._next)
        self._next += 1
        comment = element("comment", id=number, author=COMMENT_AUTHOR, initials="jf")
        for text in paragraphs:
            paragraph, run, words = element("p"), element("r"), element("t")
            words.text = text
            words.set(SPACE, "preserve")
            run.append(words)
            paragraph.append(run)
            comment.append(paragraph)
        self._root.append(comment)
        return number

    def parts(self) -> dict[str, bytes]:
        """Return the part, and where it is new, what names it."""
        own = {self._name: serialised(self._root)}
        if not self._is_new:
            return own
        return own | {TYPES_PART: self._types(), self._links: self._linked()}

    def _types(self) -> bytes:
        root = self._package.xml(TYPES_PART)
        named = {"PartName": f"/{self._name}", "ContentType": _TYPE}
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", named)
        return serialised(root)

    def _linked(self) -> bytes:
        if self._links in self._package:
            root = self._package.xml(self._links)
        else:
            root = etree.fromstring(f'<Relationships xmlns="{PKG_REL}"/>')
        taken = {node.get("Id") for node in root}
        free = next(key for n in range(len(taken) + 1) if (key := f"rIdJf{n}") not in taken)
        link = {"Id": free, "Type": _KIND, "Target": f"/{self._name}"}
        etree.SubElement(root, f"{{{PKG_REL}}}Relationship", link)
        return serialised(root)


def _free_name(package: Package, folder: str) -> str:
    names = (
        posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(package.names) + 1)
    )
    return next(name for name in names if name not in package)


def _take_out_ours(root: etree._Element, body: etree._Element) -> None:
    ours = [one for one in root.iter(w("comment")) if value_of(one, "author") == COMMENT_AUTHOR]
    numbers = {value_of(one, "id") for one in ours}
    for node in [*ours, *(one for one in body.iter(*_MARKS) if value_of(one, "id") in numbers)]:
        run = node.getparent()
        alone = node.tag == w("commentReference") and run is not None and len(run) == 1
        take_out(run if alone and run is not None else node)
