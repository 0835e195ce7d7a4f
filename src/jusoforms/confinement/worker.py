"""The child: reads requests, runs the one function it was started for, writes answers.

It ends when its parent is gone (the pipe of requests closes) and after any run that did not
come to a value, because nobody knows what such a run has left behind.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from typing import IO, Any, cast

from jusoforms.confinement.bounds import Bounds, allow, enclose
from jusoforms.confinement.frames import (
    BYTES,
    NoFrame,
    read_frame,
    read_json,
    write_frame,
    write_json,
)

__all__ = ["main"]

Function = Callable[..., Any]


def main(name: str, memory: int) -> None:
    """Serve the function ``module:name`` until the requests end."""
    requests, answers = _own_pipes()
    enclose(Bounds(memory=memory))
    function = _function(name)
    write_json(answers, "ready")
    while _serve(function, requests, answers):
        pass


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take the pipes away from the places where native code reads and prints."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for place in (0, 1, 2):
        os.dup2(nothing, place)
    os.close(nothing)
    return requests, answers


def _function(name: str) -> Function:
    module, _, attribute = name.partition(":")
    return cast("Function", getattr(importlib.import_module(module), attribute))


def _serve(function: Function, requests: IO[bytes], answers: IO[bytes]) -> bool:
    try:
        _, head = read_frame(requests, sys.maxsize)
        _, data = read_frame(requests, sys.maxsize)
    except NoFrame:
        return False
    told = read_json(head)
    allow(Bounds(seconds=told["seconds"], processor_seconds=told["processor_seconds"]))
    came_to_a_value = _answer(function, data, told["options"], answers)
    allow(None)
    return came_to_a_value


def _answer(function: Function, data: bytes, options: dict[str, Any], answers: IO[bytes]) -> bool:
    try:
        value = function(data, **options)
    except BaseException as error:  # noqa: BLE001 a panic of Rust is no Exception
        # Only the kind of the error is told: its text may quote the file.
        reason = "memory" if isinstance(error, MemoryError) else "fault"
        write_json(answers, {"killed": reason})
        return False
    if isinstance(value, bytes):
        write_frame(answers, BYTES, value)
    else:
        write_json(answers, {"value": value})
    return True


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
