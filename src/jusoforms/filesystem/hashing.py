"""What a file is, whatever it is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["bytes_hash", "file_hash"]


def bytes_hash(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
