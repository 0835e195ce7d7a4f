"""The parent's side: one warm child for one function, replaced when it dies."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from jusoforms.confinement.bounds import Bounds
from jusoforms.confinement.frames import (
    BYTES,
    JSON,
    NoFrame,
    read_frame,
    read_json,
    write_frame,
    write_json,
)
from jusoforms.confinement.windows import put_in_job

__all__ = ["Confined", "Killed", "Reason", "Value"]

Value = Any
"""What JSON can say, or bytes."""
_STARTING = 60.0
"""Seconds for a child to be ready: an interpreter on a busy machine with a virus scanner."""
_MOST_JSON = 8 << 20


class Reason(StrEnum):
    """Why there is no value."""

    TIME = "time"
    """Wall or processor time was used up."""
    MEMORY = "memory"
    """It asked for more than it may have."""
    FAULT = "fault"
    """It died, panicked, raised, or answered nonsense."""
    NOT_STARTED = "not_started"
    """There is no child at all: a fault of the machine, never of the data."""


@dataclass(frozen=True, slots=True)
class Killed:
    """The function came to no value, and its child is gone."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: IO[bytes]
    owner: int
    """Process that started it: a fork must not speak to its parent's child."""

    @property
    def is_at_hand(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def end(self) -> None:
        """Kill it if it is ours, and close our ends of its pipes."""
        if self.owner == os.getpid():
            _ended(self.process, patience=0)
        for pipe in (self.requests, self.answers):
            with contextlib.suppress(OSError):
                pipe.close()


class Confined:
    """Runs ``module:name`` over bytes in a child of its own; safe to use from several threads.

    The function takes bytes and keyword options that JSON can say, and returns what JSON can say,
    or bytes. The child inherits nothing but its pipes, is kept for the next run, and ends when
    this process ends.
    """

    def __init__(self, function: str, bounds: Bounds | None = None) -> None:
        self._function = function
        self._bounds = bounds or Bounds()
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._farewell: Callable[[], object] = _nothing

    def run(self, data: bytes, *, seconds: float = 0, **options: Value) -> Value | Killed:
        """Return the function's value, or why there is none. Never raises for what it does.

        ``seconds`` more of both times are allowed, where the caller asks for more work.
        """
        with self._lock:
            child = self._ready()
            if child is None:
                return Killed(Reason.NOT_STARTED)
            answer = self._asked(child, data, seconds, options)
            if isinstance(answer, Killed):
                self._end()
            return answer

    def close(self) -> None:
        """End the child; the next run starts another."""
        with self._lock:
            self._end()

    def stop(self) -> None:
        """End the child now; what it is at work on comes to no value."""
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()
        elif (child := self._child) and child.owner == os.getpid():
            child.process.kill()

    def _asked(
        self, child: _Child, data: bytes, more: float, options: dict[str, Value]
    ) -> Value | Killed:
        seconds = self._bounds.seconds + more
        head = {
            "seconds": seconds,
            "processor_seconds": self._bounds.processor_seconds + more,
            "options": options,
        }
        clock = _Clock(child.process, seconds)
        with clock:
            try:
                write_json(child.requests, head)
                write_frame(child.requests, BYTES, data)
                return _value(child.answers, self._bounds.answer)
            except (NoFrame, OSError):
                pass  # how it ended tells more
        return Killed(_reason(child.process, rang=clock.rang))

    def _ready(self) -> _Child | None:
        if self._child and self._child.is_at_hand:
            return self._child
        self._end()
        child = _start(self._function, self._bounds)
        if child:
            self._child, self._farewell = child, weakref.finalize(self, child.end)
        return child

    def _end(self) -> None:
        self._farewell()
        self._child, self._farewell = None, _nothing


class _Clock:
    """Kills a child that is not done in time: the one way that also ends a blocking read."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self.rang = False

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()


def _start(function: str, bounds: Bounds) -> _Child | None:
    """Start a child; None where that cannot be done."""
    paths = [str(Path(path).resolve()) for path in sys.path]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    words = [sys.executable, "-m", "jusoforms.confinement.worker", function, str(bounds.memory)]
    try:
        process = subprocess.Popen(  # noqa: S603 our own interpreter, our own module
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.prefix),  # not the workspace: Windows holds a folder in use
            env=environment,
        )
    except OSError:
        return None
    assert process.stdin
    assert process.stdout
    put_in_job(process, bounds.memory)
    child = _Child(process, process.stdin, process.stdout, os.getpid())
    if _is_ready(child):
        return child
    child.end()
    return None


def _is_ready(child: _Child) -> bool:
    with _Clock(child.process, _STARTING):
        try:
            kind, payload = read_frame(child.answers, _MOST_JSON)
        except (NoFrame, OSError):
            return False
    return kind == JSON and payload == b'"ready"'


def _value(answers: IO[bytes], most: int) -> Value | Killed:
    kind, payload = read_frame(answers, most)
    if kind == BYTES:
        return payload
    if kind != JSON or len(payload) > _MOST_JSON:
        raise NoFrame(ended=False)
    told = read_json(payload)
    if not isinstance(told, dict) or not told.keys() & {"value", "killed"}:
        raise NoFrame(ended=False)
    if "value" in told:
        return told["value"]
    return Killed(Reason.MEMORY if told["killed"] == "memory" else Reason.FAULT)


def _reason(process: subprocess.Popen[bytes], *, rang: bool) -> Reason:
    """Return why a child that gave no answer ended; ends it if it did not."""
    status = _ended(process, patience=0.5)
    clocks = {-getattr(signal, name, 0) for name in ("SIGALRM", "SIGPROF", "SIGXCPU")}
    if rang or (status and status in clocks):
        return Reason.TIME
    if status == -getattr(signal, "SIGKILL", 0):
        return Reason.MEMORY  # the system's own last resort
    # Native code that is refused memory aborts, and so does much else: it is not told apart.
    return Reason.FAULT


def _ended(process: subprocess.Popen[bytes], patience: float) -> int | None:
    """End a process; return its status where it ended by itself."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(patience)
    process.kill()
    process.wait()
    return None


def _nothing() -> None:
    """No child, no farewell."""
