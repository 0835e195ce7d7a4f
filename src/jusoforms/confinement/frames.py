"""What passes between parent and child: frames of JSON or of bytes, never of code.

A frame is a mark, its kind, length and CRC, then the payload. What is not a whole frame is
:class:`NoFrame`: a child that dies in the middle, or writes what it should not.
"""

from __future__ import annotations

import json
import struct
import zlib
from typing import IO, Any

__all__ = ["BYTES", "JSON", "NoFrame", "read_frame", "read_json", "write_frame", "write_json"]

JSON, BYTES = b"J", b"B"
_HEADER = struct.Struct(">4scIQ")
_MARK = b"JUSO"


class NoFrame(Exception):  # noqa: N818 it may be the end of the stream, which is no error
    """The stream ended (``ended``) or holds something else."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__("the stream ended" if ended else "not a frame")
        self.ended = ended


def write_frame(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    """Write one frame."""
    stream.write(_HEADER.pack(_MARK, kind, zlib.crc32(payload), len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> tuple[bytes, bytes]:
    """Return kind and payload of the next frame, whose payload is at most so long."""
    mark, kind, crc, length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    if mark != _MARK or length > most:
        raise NoFrame(ended=False)
    payload = _exactly(stream, length)
    if zlib.crc32(payload) != crc:
        raise NoFrame(ended=False)
    return kind, payload


def write_json(stream: IO[bytes], value: Any) -> None:
    """Write one frame of JSON."""
    write_frame(stream, JSON, json.dumps(value).encode())


def read_json(payload: bytes) -> Any:
    """Return what a frame of JSON says."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        raise NoFrame(ended=False) from None


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise NoFrame(ended=True)
    return data
