"""The way back: what makes the person's own file again, byte for byte, from the marked one.

The list's part ends with a comment. In it: the bytes of the original that lie between the parts
that marking left as they lie (headers, directory, the parts that it changed), and the names of
those parts. It is used only where nothing in the marked package has changed since; a program that
saves the workbook drops the comment, and the marks are then taken off one by one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable

from jusoforms.package import Package
from jusoforms.package.directory import read_directory
from jusoforms.package.limits import DEFAULT_LIMITS

__all__ = ["way_back", "with_way_back"]

_COMMENT = re.compile(rb"<!--jusoforms ([A-Za-z0-9+/=]+)-->")
_LONGEST = 4 << 20


def with_way_back(sheet: bytes, original: bytes, marked: Package, but: str) -> bytes | None:
    """Return the list's part (named ``but``) with the way back in it; None where that is too long.

    ``marked``: the package as it will be, but for this part.
    """
    pieces = list(_pieces(original, marked))
    told = {
        "source": hashlib.sha256(original).hexdigest(),
        "seal": _seal(marked, but),
        "pieces": pieces,
    }
    packed = base64.b64encode(zlib.compress(json.dumps(told).encode(), 9))
    if len(packed) > _LONGEST:
        return None
    end = sheet.rindex(b"</")
    return sheet[:end] + b"<!--jusoforms " + packed + b"-->" + sheet[end:]


def way_back(marked: Package, sheet: str) -> bytes | None:
    """Return the original; None where the list does not tell it or the package has changed."""
    match = _COMMENT.search(marked.read(sheet))
    if not match:
        return None
    try:
        told = json.loads(_unpacked(base64.b64decode(match[1])))
        if told["seal"] != _seal(marked, sheet):
            return None
        original = b"".join(_restored(told["pieces"], marked))
    except (ValueError, KeyError, TypeError, zlib.error):
        return None
    return original if hashlib.sha256(original).hexdigest() == told["source"] else None


def _pieces(original: bytes, marked: Package) -> Iterable[str | list[str]]:
    """Yield bytes as text, and names of parts whose bytes stand there as they lie."""
    source, done = Package(original), 0
    entries = sorted(read_directory(original, DEFAULT_LIMITS).values(), key=lambda e: e.start)
    for entry in entries:
        kept = entry.name in marked and marked.raw(entry.name) == source.raw(entry.name)
        if kept and entry.end > entry.start:
            yield _text(original[done : entry.start])
            yield [entry.name]
            done = entry.end
    yield _text(original[done:])


def _restored(pieces: list[str | list[str]], marked: Package) -> Iterable[bytes]:
    for piece in pieces:
        yield base64.b64decode(piece) if isinstance(piece, str) else marked.raw(piece[0]).data


def _seal(package: Package, but: str) -> str:
    """Return the hash of every part but the list."""
    digest = hashlib.sha256()
    for name in package.names:
        if name != but:
            digest.update(f"{name}\0{hashlib.sha256(package.read(name)).hexdigest()}\n".encode())
    return digest.hexdigest()


def _unpacked(data: bytes) -> bytes:
    engine = zlib.decompressobj()
    unpacked = engine.decompress(data, 16 * _LONGEST)
    if not engine.eof:
        raise ValueError("too long")
    return unpacked


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
