"""A shipped template's page, with its styles, header and footer, around another body."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from jusoforms.documents.sealing import parts
from jusoforms.documents.wml import W, local, w
from jusoforms.package import Package, write_package
from jusoforms.package.xml import serialised

__all__ = ["refilled"]


def refilled(base: bytes, title: str, blocks: Iterable[str]) -> bytes:
    """Return a document with the page of another; ``blocks`` are paragraphs and tables as XML."""
    package = Package(base)
    main = parts.main_part(package)
    root = package.xml(main)
    _refill(root, blocks)
    changed = {main: serialised(root), "docProps/core.xml": _titled(package, title)}
    return write_package(
        (name, changed[name] if name in changed else package.raw(name)) for name in package.names
    )


def _refill(root: etree._Element, blocks: Iterable[str]) -> None:
    body = root.find(w("body"))
    assert body is not None
    for node in list(body):
        if local(node) != "sectPr":
            body.remove(node)
    inside = etree.fromstring(f'<w:body xmlns:w="{W}">{"".join(blocks)}</w:body>')
    for place, node in enumerate(list(inside)):
        body.insert(place, node)


def _titled(package: Package, title: str) -> bytes:
    root = package.xml("docProps/core.xml")
    for node in root.iter("{http://purl.org/dc/elements/1.1/}title"):
        node.text = title
    return serialised(root)
