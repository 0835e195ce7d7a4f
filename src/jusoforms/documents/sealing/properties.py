"""docProps of a document: what it is and where it came from; nothing of the template's author."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from lxml import etree

from jusoforms.documents.wml import DECLARATION
from jusoforms.package import Package, PackageFault

__all__ = ["Properties", "property_parts", "read_properties"]

CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"
_VT = f"{_TYPES}/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TIME = "1980-01-01T00:00:00Z"
"""No clock in a document: the same record gives the same bytes."""
_PREFIX = "jusoforms."
_FIRST_ID = 2
"""Numbers of custom properties begin here ([MS-OLEPS] keeps 0 and 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a document says of itself; the last four are read back by ``trace``."""

    title: str = ""
    creator: str = ""
    """A section's name, never a login."""
    subject: str = ""
    record_hash: str = ""
    template_hash: str = ""
    template: str = ""
    tool_version: str = ""


_TRACED = ("record_hash", "template_hash", "template", "tool_version")


def property_parts(properties: Properties) -> Iterator[tuple[str, bytes]]:
    """Yield the three parts (ECMA-376 part 2, 11; part 1, 22.2 and 22.3)."""
    yield CORE, _core(properties)
    yield (
        APP,
        _part(
            f'<Properties xmlns="{_TYPES}/extended-properties"><Application>jusoforms</Application>'
            "</Properties>"
        ),
    )
    yield CUSTOM, _custom(properties)


def read_properties(data: bytes) -> Properties | None:
    """Return what a document of ours says of itself; None for anybody else's."""
    try:
        root = Package(data).xml(CUSTOM)
    except PackageFault:
        return None
    found = {node.get("name", ""): "".join(map(str, node.itertext())) for node in root}
    known = {field.name for field in fields(Properties)} & set(_TRACED)
    values = {name: found[_PREFIX + name] for name in known if _PREFIX + name in found}
    return Properties(**values) if "record_hash" in values else None


def _core(properties: Properties) -> bytes:
    kinds = f'xsi:type="dcterms:W3CDTF">{_TIME}'
    return _part(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(properties.title)}</dc:title>"
        f"<dc:subject>{_text(properties.subject)}</dc:subject>"
        f"<dc:creator>{_text(properties.creator)}</dc:creator>"
        f"<dcterms:created {kinds}</dcterms:created>"
        f"<dcterms:modified {kinds}</dcterms:modified></cp:coreProperties>"
    )


def _custom(properties: Properties) -> bytes:
    items = (
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{_PREFIX}{name}">'
        f"<vt:lpwstr>{_text(getattr(properties, name))}</vt:lpwstr></property>"
        for number, name in enumerate(_TRACED, _FIRST_ID)
    )
    return _part(
        f'<Properties xmlns="{_TYPES}/custom-properties" xmlns:vt="{_VT}">{"".join(items)}'
        "</Properties>"
    )


def _text(text: str) -> str:
    holder = etree.Element("t")
    holder.text = text
    return etree.tostring(holder, encoding="unicode")[3:-4] if text else ""


def _part(xml: str) -> bytes:
    return (DECLARATION + xml).encode()
