"""What a child may use, enforced by the system and not by the child's good will.

On POSIX: address space, processor time, no file longer than nothing, no core dump (it would lay
a person's sheet on the disk). On Windows: memory, by a job object (``windows``); processor time
is bounded by the wall clock alone there, and writing is not prevented.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from dataclasses import dataclass

__all__ = ["Bounds", "allow", "enclose"]

_ORPHAN_GRACE = 1.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one run."""

    seconds: float = 10.0
    """Wall time; generous, because a busy machine is no fault of the file."""
    processor_seconds: float = 3.0
    """Processor time; a form takes a hundredth of a second."""
    memory: int = 256 << 20
    """Bytes of address space, the interpreter's own included."""
    answer: int = 64 << 20
    """Bytes of an answer that is bytes."""


def enclose(bounds: Bounds) -> None:
    """Bound this process for the rest of its life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent
    if sys.platform == "win32":
        return  # the parent has put it into a job
    import resource  # noqa: PLC0415 not on Windows

    for clock in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(clock, signal.SIG_DFL)

    limits = {
        resource.RLIMIT_AS: bounds.memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with contextlib.suppress(OSError, ValueError):  # macOS refuses a bound on address space
            resource.setrlimit(limit, (most, most))


def allow(bounds: Bounds | None) -> None:
    """Start the clocks of one run, or stop them: a clock that rings ends the process.

    The parent keeps time too; the child's own clock ends a hanging child whose parent is gone.
    """
    if sys.platform == "win32":
        return
    seconds = bounds.seconds + _ORPHAN_GRACE if bounds else 0.0
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, bounds.processor_seconds if bounds else 0.0)
