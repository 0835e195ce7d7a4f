"""Work in a process of its own, with a fault at an exact system call of it.

strace attaches to a forked child before the work begins, counts its calls, and kills it *before*
the n-th call of a kind, or lets that call fail (strace(1), ``inject``). No line of the code under
test knows of it. A fault that was planned and did not happen is an error of the harness.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CHANGES", "Ended", "Fault", "calls_of", "is_usable", "run"]

CHANGES = (
    "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2",
    "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "openat",
    "chmod", "fchmod", "fchmodat", "setxattr", "fsetxattr",
)  # fmt: skip
"""Calls that change a disk; of openat only those that make a file."""
_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<words>.*)$", re.MULTILINE)
_INJECTED = "(INJECTED)"
_FAILED = 97
KILL = "kill"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: before the ``number``-th ``call`` of the process, or instead of it."""

    call: str
    number: int
    kind: str
    """``kill``, or the name of an error: ENOSPC."""

    @property
    def words(self) -> str:
        """As strace is told."""
        what = "signal=SIGKILL" if self.kind == KILL else f"error={self.kind}"
        return f"inject={self.call}:{what}:when={self.number}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    killed: bool
    trouble: str
    """The exception that ended it; empty where none did."""
    trace: str

    def met(self, fault: Fault) -> bool:
        """Return whether the fault happened."""
        return self.killed if fault.kind == KILL else _INJECTED in self.trace


def is_usable() -> bool:
    """Return whether strace is there and may trace."""
    if sys.platform == "win32" or shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True)
    return tried.returncode == 0


def run(work: Callable[[], None], log: Path, faults: Sequence[Fault] = ()) -> Ended:
    """Do the work in a child; return how it ended."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, ready, log.with_suffix(".trouble"))
    os.close(ready)
    try:
        tracer = _traced(child, log, faults)
        os.write(go, b"1")
        _, status = os.waitpid(child, 0)
        tracer.wait()
        assert tracer.stderr
        tracer.stderr.close()
    finally:
        os.close(go)
    trouble = log.with_suffix(".trouble")
    told = trouble.read_text("utf-8", "replace") if trouble.exists() else ""
    trouble.unlink(missing_ok=True)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return Ended(killed, told, log.read_text("utf-8", "replace"))


def calls_of(trace: str) -> list[tuple[str, int]]:
    """Return every call of a trace that changes a disk: its name, and the how-manieth it is."""
    counted: Counter[str] = Counter()
    found = []
    for match in _CALL.finditer(trace):
        name, words = match["name"], match["words"]
        counted[name] += 1
        if name in CHANGES and (name != "openat" or "O_CREAT" in words):
            found.append((name, counted[name]))
    return found


def _work(work: Callable[[], None], ready: int, trouble: Path) -> None:
    """Do the work and end, whatever comes; nothing of the parent's is undone here."""
    code = _FAILED
    try:
        os.read(ready, 1)
        work()
        code = 0
    except BaseException:  # noqa: BLE001 the parent is told
        trouble.write_text(traceback.format_exc(), "utf-8")
    finally:
        os._exit(code)


def _traced(child: int, log: Path, faults: Sequence[Fault]) -> subprocess.Popen[str]:
    words = [word for fault in faults for word in ("-e", fault.words)]
    command = ["strace", "-f", "-o", str(log), "-e", f"trace={','.join(CHANGES)}", *words]
    tracer = subprocess.Popen([*command, "-p", str(child)], stderr=subprocess.PIPE, text=True)
    assert tracer.stderr
    told = tracer.stderr.readline()
    if "attached" not in told:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise OSError(errno.EPERM, f"strace: {told.strip()}")
    return tracer
