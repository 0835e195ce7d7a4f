"""Writing a package: the same members give the same bytes.

Times are fixed (1980-01-01), the order is the caller's, untouched members are copied compressed
as they lie. zipfile cannot copy raw members, which is what makes this module worth its lines.
Format: PKWARE APPNOTE 6.3, without Zip64: a document never reaches 4 GiB.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from jusoforms.package.directory import part_key

__all__ = ["RawMember", "content_hash", "write_package"]

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DOS_DATE = 0x21  # 1980-01-01
_UTF8 = 0x800
_VERSION = 20
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class RawMember:
    """A member as it lies in a zip: still compressed."""

    data: bytes
    method: int
    """``zipfile.ZIP_STORED`` or ``ZIP_DEFLATED``."""
    crc: int
    size: int
    """Length when inflated."""


def write_package(members: Iterable[tuple[str, bytes | RawMember]]) -> bytes:
    """Return the zip of the members in the given order; bytes are deflated, raw ones copied.

    Two members of one part (case does not count) are the caller's bug: ``ValueError``.
    """
    body, directory, count = io.BytesIO(), io.BytesIO(), 0
    seen: set[str] = set()
    for name, content in members:
        if part_key(name) in seen:
            raise ValueError(f"{name} is written twice")
        seen.add(part_key(name))
        raw = content if isinstance(content, RawMember) else _deflated(content)
        encoded = name.encode("utf-8")
        flags = 0 if name.isascii() else _UTF8
        sizes = (raw.crc, len(raw.data), raw.size)
        header = (_VERSION, flags, raw.method, 0, _DOS_DATE, *sizes, len(encoded), 0)
        offset = body.tell()
        body.write(_LOCAL.pack(b"PK\3\4", *header) + encoded + raw.data)
        entry = (_VERSION, *header, 0, 0, 0, 0, offset)
        directory.write(_CENTRAL.pack(b"PK\1\2", *entry) + encoded)
        count += 1
    start, listing = body.tell(), directory.getvalue()
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), start, 0)
    return body.getvalue() + listing + end


def content_hash(package: bytes) -> str:
    """Return the hash of what a package says: sorted parts and their bytes, without docProps.

    Two packages with the same hash print the same document, whatever compressed them.
    """
    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in sorted(archive.namelist()):
            if not name.startswith("docProps/"):
                part = hashlib.sha256(archive.read(name)).hexdigest()
                digest.update(f"{name}\0{part}\n".encode())
    return digest.hexdigest()


def _deflated(content: bytes) -> RawMember:
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeeze.compress(content) + squeeze.flush()
    return RawMember(data, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))
