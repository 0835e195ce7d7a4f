"""Functions for a child: good ones and every way to come to no value."""

import ctypes
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def length(data: bytes, *, times: int = 1) -> int:
    return len(data) * times


def reversed_bytes(data: bytes) -> bytes:
    return data[::-1]


def process_id(_: bytes) -> int:
    return os.getpid()


def open_handles(_: bytes) -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def prints(data: bytes) -> int:
    os.write(1, b"JUSO garbage")
    os.write(2, b"more")
    return len(data)


def writes(_: bytes, *, path: str) -> str:
    try:
        Path(path).write_bytes(b"decrypted")
    except OSError as error:
        return type(error).__name__
    return "written"


def misbehaves(data: bytes) -> object:
    return _WAYS[data.decode()]()


def _raises() -> object:
    raise ValueError("田中 花子")


class Panic(BaseException):
    """As pyo3 has it."""

    def __init__(self) -> None:
        super().__init__("田中 花子")


def _panics() -> object:
    raise Panic


def _hangs() -> object:
    while True:
        time.sleep(600)


def _spins() -> object:
    while True:
        pass


def _swallows() -> object:
    return len(bytearray(1 << 30))


def _garbage() -> object:
    for handle in range(3, 20):
        try:
            os.write(handle, b"x" * 1000)
        except OSError:
            continue
    return 0


def _half() -> object:
    for handle in range(3, 20):
        try:
            os.write(handle, b"JUSO")
        except OSError:
            continue
    os._exit(0)


def _crashes() -> object:
    return ctypes.string_at(0)


_WAYS: dict[str, Callable[[], object]] = {
    "raises": _raises,
    "panics": _panics,
    "hangs": _hangs,
    "spins": _spins,
    "swallows": _swallows,
    "aborts": os.abort,
    "crashes": _crashes,
    "exits": lambda: os._exit(0),
    "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "writes garbage": _garbage,
    "stops in a frame": _half,
    "answers what is no JSON": object,
    "answers too much": lambda: "x" * (9 << 20),
}
