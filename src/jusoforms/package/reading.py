"""Reading a package that a stranger made: nothing is trusted, everything is bounded.

Sizes are counted while inflating, because a directory can lie; a part counts as read only when
its length and CRC are those of the directory.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from lxml import etree

from jusoforms.package.directory import Entry, part_key, read_directory
from jusoforms.package.limits import DEFAULT_LIMITS, Limits, PackageFault, fault
from jusoforms.package.writing import RawMember
from jusoforms.package.xml import parse_xml
from jusoforms.problems import files as say

__all__ = ["DEFAULT_LIMITS", "Limits", "Package", "PackageFault", "Relationship"]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another, or to something outside."""

    id: str
    type: str
    """Last step of the type's URI (``worksheet``): the same in transitional and strict files."""
    target: str
    """Name of the part, or the outside address as it stands."""
    external: bool


class Package:
    """The parts of one zip, inflated on demand and kept.

    A part is found whatever the case of its name and whether or not it is percent-encoded.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        """Check the directory; raise :class:`PackageFault` for what is no package at all."""
        self._data = data
        self._limits = limits
        self._inflated = 0
        self._marks = 0
        self._parts: dict[str, bytes] = {}
        self._links: dict[str, Mapping[str, Relationship]] = {}
        self._entries = read_directory(data, limits)

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name, in the order of the zip."""
        return tuple(entry.name for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._entries

    def read(self, name: str) -> bytes:
        """Return a part inflated and proved by its CRC."""
        key = part_key(name)
        if key not in self._parts:
            if key not in self._entries:
                raise fault(say.BROKEN_PACKAGE, what=name)
            self._parts[key] = self._inflate(self._entries[key])
        return self._parts[key]

    def raw(self, name: str) -> RawMember:
        """Return a part as it lies, after it was proved to inflate to what it says."""
        self.read(name)
        entry = self._entries[part_key(name)]
        data = self._data[entry.start : entry.end]
        return RawMember(data, entry.method, entry.crc, entry.size)

    def xml(self, name: str, repaired: Callable[[bytes], bytes] | None = None) -> etree._Element:
        """Return the root of an XML part: no document type, no entity, no network.

        ``repaired`` makes XML of what a known program writes instead.
        """
        data = repaired(self.read(name)) if repaired else self.read(name)
        marks = data.count(b"<")
        self._marks += marks
        if self._marks > self._limits.all_marks or marks > self._limits.xml_marks:
            raise fault(say.TOO_LARGE, what=name)
        return parse_xml(data, name, self._limits)

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """Return the links of a part by id; of the package itself without a name."""
        if part not in self._links:
            self._links[part] = MappingProxyType(self._read_links(part))
        return self._links[part]

    def _read_links(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        links = (_relationship(element, folder) for element in self.xml(path))
        return {link.id: link for link in links if link}

    def check(self) -> None:
        """Inflate every part, so that a file cut or damaged anywhere is found; keep none."""
        for key, entry in self._entries.items():
            if key not in self._parts:
                self._inflate(entry)

    def _inflate(self, entry: Entry) -> bytes:
        compressed = self._data[entry.start : entry.end]
        if entry.method == zipfile.ZIP_STORED or not compressed:
            data = compressed
        elif entry.method == zipfile.ZIP_DEFLATED:
            data = self._bounded_inflate(compressed, entry.name)
        else:
            raise fault(say.UNSAFE_PACKAGE, what=f"圧縮方式 {entry.method}")
        self._inflated += len(data)
        if self._inflated > self._limits.total or len(data) > self._limits.part:
            raise fault(say.TOO_LARGE, what=entry.name)
        if len(data) != entry.size or zlib.crc32(data) != entry.crc:
            raise fault(say.BROKEN_PACKAGE, what=entry.name)
        return data

    def _bounded_inflate(self, compressed: bytes, name: str) -> bytes:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        by_ratio = max(self._limits.ratio_from, len(compressed) * self._limits.ratio)
        limit = min(self._limits.part, self._limits.total - self._inflated, by_ratio)
        try:
            data = engine.decompress(compressed, limit + 1)
        except zlib.error:
            raise fault(say.BROKEN_PACKAGE, what=name) from None
        if len(data) > limit:
            raise fault(say.TOO_LARGE, what=name)
        if not engine.eof or engine.unused_data:
            raise fault(say.BROKEN_PACKAGE, what=name)
        return data


def _relationship(element: etree._Element, folder: str) -> Relationship | None:
    if str(element.tag).rpartition("}")[2] != "Relationship":
        return None
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    target = target if external else _part_name(target, folder)
    return Relationship(element.get("Id", ""), kind, target, external)


@lru_cache(maxsize=512)
def _part_name(target: str, folder: str) -> str:
    path = unquote(target).replace("\\", "/").partition("#")[0]
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined).lstrip("/")
