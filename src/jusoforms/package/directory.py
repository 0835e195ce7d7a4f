"""The directory of a zip, as far as a package may use it (ECMA-376 part 2, annex B).

zipfile reads the directory, Zip64 included. What it believes is proved here: names that lead
outside, names that Windows or OPC take for the same part, entries that lie over one another, a
local header that tells another name.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from jusoforms.package.limits import Limits, fault
from jusoforms.problems import files as say

__all__ = ["Entry", "part_key", "read_directory"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM, *_WORKBOOK_STREAMS = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook\0", "Book\0")
)
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CENTRAL_MARK, _END_MARK = b"PK\1\2", b"PK\5\6"
_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800
_LONGEST_NAME = 255
_MORE_ENTRIES = 0xFFFF  # the number stands in the Zip64 record
_ZIP_FAULTS = (
    zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the directory tells, its place in the file proved."""

    name: str
    method: int
    crc: int
    size: int
    """Length when inflated, as told; the reader counts."""
    header: int
    """Offset of the local header."""
    start: int
    """Offset of the compressed bytes, which end before ``end``."""
    end: int


def part_key(name: str) -> str:
    """Return what two names of the same part share (part 2, 6.2.2.3: case does not count)."""
    return unquote(name).casefold()


def read_directory(data: bytes, limits: Limits) -> dict[str, Entry]:
    """Return the members by :func:`part_key`, in the order of the directory.

    Raises :class:`PackageFault` for everything that no spreadsheet or word program writes.
    """
    _check_kind(data)
    # zipfile builds a record for each directory entry before anyone can count them; an embedded
    # package may hold some marks of its own, thousands are an attack.
    if data.count(_CENTRAL_MARK) > limits.entries * 16:
        raise fault(say.TOO_LARGE, what="部品の数")
    infos, directory = _infos(data)
    if len(infos) > limits.entries:
        raise fault(say.TOO_LARGE, what=f"部品の数（{len(infos)}）")
    entries = [_entry(info, data) for info in infos]
    _check_overlap(entries, directory)
    return _by_key(entry for entry in entries if not entry.name.endswith("/"))


def _check_kind(data: bytes) -> None:
    if not data:
        raise fault(say.EMPTY_FILE)
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise fault(say.ENCRYPTED)
        old = any(stream in data for stream in _WORKBOOK_STREAMS)
        raise fault(say.LEGACY_WORKBOOK if old else say.NOT_A_WORKBOOK)
    if not data.startswith(b"PK"):
        raise fault(say.NOT_A_WORKBOOK)


def _infos(data: bytes) -> tuple[list[zipfile.ZipInfo], int]:
    end = data.rfind(_END_MARK)
    if end < 0:
        raise fault(say.INCOMPLETE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, start = archive.infolist(), archive.start_dir
    except _ZIP_FAULTS:
        raise fault(say.BROKEN_PACKAGE, what="目次") from None
    # zipfile goes by the directory's length alone: a damaged entry may swallow the next one.
    if int.from_bytes(data[end + 10 : end + 12], "little") not in {len(infos), _MORE_ENTRIES}:
        raise fault(say.BROKEN_PACKAGE, what="目次")
    return infos, start


def _entry(info: zipfile.ZipInfo, data: bytes) -> Entry:
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise fault(say.ENCRYPTED)
    name = info.orig_filename.replace("\\", "/")  # old .NET programs write backslashes
    if not _is_safe(name):
        raise fault(say.UNSAFE_PACKAGE, what="部品の名前が正しくありません")
    header = info.header_offset
    start = _data_start(info, data)
    end = start + info.compress_size
    return Entry(name, info.compress_type, info.CRC, info.file_size, header, start, end)


@lru_cache(maxsize=512)
def _is_safe(name: str) -> bool:
    plain = unquote(name)
    inside = not plain.startswith("/") and ".." not in plain.split("/")
    return inside and ":" not in plain and plain.isprintable() and 0 < len(name) <= _LONGEST_NAME


def _data_start(info: zipfile.ZipInfo, data: bytes) -> int:
    """Return where the member's bytes begin, by its local header (APPNOTE 4.3.7)."""
    offset = info.header_offset
    header = data[offset : offset + _LOCAL_HEADER.size] if offset >= 0 else b""
    if len(header) < _LOCAL_HEADER.size:
        raise fault(say.BROKEN_PACKAGE, what="目次")
    mark, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    name_start = offset + _LOCAL_HEADER.size
    encoding = "utf-8" if info.flag_bits & _UTF8_FLAG else "cp437"
    own_name = data[name_start : name_start + name_length].decode(encoding, "replace")
    if mark != b"PK\3\4" or own_name != info.orig_filename:
        raise fault(say.BROKEN_PACKAGE, what="目次")
    return name_start + int(name_length) + int(extra_length)


def _check_overlap(entries: list[Entry], directory: int) -> None:
    ordered = sorted(entries, key=lambda entry: entry.header)
    if ordered and ordered[-1].end > directory:
        raise fault(say.BROKEN_PACKAGE, what="目次")
    if any(one.end > following.header for one, following in pairwise(ordered)):
        raise fault(say.UNSAFE_PACKAGE, what="部品が重なっています")


def _by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if found.setdefault(part_key(entry.name), entry) is not entry:
            raise fault(say.UNSAFE_PACKAGE, what="同じ名前の部品が 2 つあります")
    return found
