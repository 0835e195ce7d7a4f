"""What a PDF of ours says of itself: from which document it was made, and that nobody changed it.

A comment before ``startxref``, where one may stand (ISO 32000-1, 7.2.3) and no offset moves.
"""

from __future__ import annotations

import re

from jusoforms.filesystem import bytes_hash

__all__ = ["is_whole", "marked", "origin"]

_MARK = re.compile(rb"%jusoforms of=([0-9a-f]{64}) own=([0-9a-f]{64})\n(?=startxref)")
_START = b"startxref"
_END = 1024
"""Bytes at the end in which a reader looks for the last line (7.5.5)."""


def is_whole(data: bytes) -> bool:
    """Return whether bytes are a PDF from its first line to its last."""
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-_END:] and _START in data[-_END:]


def marked(data: bytes, document: str) -> bytes:
    """Return a PDF that says from which document it was made, by the document's SHA-256."""
    at = data.rindex(_START)
    mark = f"%jusoforms of={document} own={_seal(data, document)}\n".encode()
    return data[:at] + mark + data[at:]


def origin(data: bytes) -> str:
    """Return the SHA-256 of a PDF's document; empty where it is not ours, or was changed."""
    mark = _MARK.search(data, max(0, len(data) - _END))
    if not mark:
        return ""
    rest = data[: mark.start()] + data[mark.end() :]
    document, seal = mark[1].decode(), mark[2].decode()
    return document if _seal(rest, document) == seal else ""


def _seal(data: bytes, document: str) -> str:
    return bytes_hash(data + document.encode())
