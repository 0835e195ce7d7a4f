"""Reading a package that a stranger made: nothing is trusted, everything is bounded.

Sizes are counted while inflating, because a directory can lie. XML with a document type is
refused: OOXML forbids it (ECMA-376 part 2, 9.1.5) and it is the door of every entity attack.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from lxml import etree

from jusoforms.package.writing import RawMember
from jusoforms.problems import Problem, Sentence
from jusoforms.problems import files as say

__all__ = ["DEFAULT_LIMITS", "Limits", "Package", "PackageFault", "Relationship"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class PackageFault(Exception):  # noqa: N818 a fault of the file, not of the program
    """The file is not a package that can be read safely; ``problem`` says so in Japanese."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still a form or a letter, in entries and bytes."""

    entries: int = 2_000
    part: int = 50 << 20
    xml_part: int = 16 << 20
    total: int = 200 << 20
    ratio: int = 100
    """Inflated to compressed, for parts over ``ratio_from`` bytes."""
    ratio_from: int = 1 << 20


DEFAULT_LIMITS = Limits()


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
    """The parts of one zip, inflated on demand and kept."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        """Check the directory; raise :class:`PackageFault` for what is no package at all."""
        self._data = data
        self._limits = limits
        self._inflated = 0
        self._parts: dict[str, bytes] = {}
        self._entries = _directory(data, limits)

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name, in the order of the zip."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a part inflated and proved by its CRC."""
        if name not in self._parts:
            if name not in self._entries:
                raise _fault(say.BROKEN_PACKAGE, part=name)
            self._parts[name] = self._inflate(self._entries[name])
        return self._parts[name]

    def raw(self, name: str) -> RawMember:
        """Return a part as it lies, after it was proved to inflate to what it says."""
        info = self._entries[name]
        size = len(self.read(name))
        return RawMember(self._compressed(info), info.compress_type, info.CRC, size)

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part: no document type, no entity, no network."""
        data = self.read(name)
        if len(data) > self._limits.xml_part:
            raise _fault(say.TOO_LARGE, what=name)
        if _declares_doctype(data):
            raise _fault(say.DOCUMENT_TYPE, part=name)
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError):
            raise _fault(say.BROKEN_PACKAGE, part=name) from None
        return root

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """Return the links of a part by id; of the package itself without a name."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._entries:
            return MappingProxyType({})
        links = (_relationship(element, folder) for element in self.xml(path))
        return MappingProxyType({link.id: link for link in links if link})

    def check(self) -> None:
        """Inflate every part, so that a file cut or damaged anywhere is found."""
        for name in self._entries:
            self.read(name)

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        compressed = self._compressed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            data = compressed
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            data = self._bounded_inflate(compressed, info.filename)
        else:
            raise _fault(say.UNSAFE_PACKAGE, what=f"圧縮方式 {info.compress_type}")
        self._inflated += len(data)
        if self._inflated > self._limits.total or len(data) > self._limits.part:
            raise _fault(say.TOO_LARGE, what=info.filename)
        if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise _fault(say.BROKEN_PACKAGE, part=info.filename)
        return data

    def _bounded_inflate(self, compressed: bytes, name: str) -> bytes:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        limit = min(self._limits.part, self._limits.total - self._inflated)
        by_ratio = max(self._limits.ratio_from, len(compressed) * self._limits.ratio)
        try:
            data = engine.decompress(compressed, min(limit, by_ratio) + 1)
        except zlib.error:
            raise _fault(say.BROKEN_PACKAGE, part=name) from None
        if len(data) > min(limit, by_ratio):
            raise _fault(say.TOO_LARGE, what=name)
        if not engine.eof:
            raise _fault(say.BROKEN_PACKAGE, part=name)
        return data

    def _compressed(self, info: zipfile.ZipInfo) -> bytes:
        header = self._data[info.header_offset : info.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\3\4":
            raise _fault(say.BROKEN_PACKAGE, part=info.filename)
        name_length = int.from_bytes(header[26:28], "little")
        extra_length = int.from_bytes(header[28:30], "little")
        start = info.header_offset + _LOCAL_HEADER + name_length + extra_length
        compressed = self._data[start : start + info.compress_size]
        if len(compressed) != info.compress_size:
            raise _fault(say.INCOMPLETE)
        return compressed


def _directory(data: bytes, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    if not data:
        raise _fault(say.EMPTY_FILE)
    if data.startswith(_OLE):
        raise _fault(say.ENCRYPTED if _ENCRYPTED_STREAM in data else say.LEGACY_WORKBOOK)
    if not data.startswith(b"PK"):
        raise _fault(say.NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        raise _fault(say.INCOMPLETE) from None
    if len(infos) > limits.entries:
        raise _fault(say.TOO_LARGE, what=f"部品の数 {len(infos)}")
    entries: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        if info.is_dir():
            continue
        _check_entry(info, folded)
        folded.add(info.filename.casefold())
        entries[info.filename] = info
    return entries


def _check_entry(info: zipfile.ZipInfo, seen: set[str]) -> None:
    name = info.filename
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise _fault(say.ENCRYPTED)
    if name.casefold() in seen:
        raise _fault(say.UNSAFE_PACKAGE, what="同じ名前の部品が 2 つあります")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise _fault(say.UNSAFE_PACKAGE, what="部品の名前が正しくありません")


def _relationship(element: etree._Element, folder: str) -> Relationship | None:
    if not isinstance(element.tag, str) or etree.QName(element).localname != "Relationship":
        return None
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        path = unquote(target)
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        target = posixpath.normpath(joined)
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    return Relationship(element.get("Id", ""), kind, target, external)


def _declares_doctype(data: bytes) -> bool:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:4]:
        data = data.replace(b"\0", b"")
    return bool(_DOCTYPE.search(data))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
        remove_blank_text=False,
    )


def _fault(sentence: Sentence, **words: str) -> PackageFault:
    return PackageFault(sentence.at(file="", **words))
