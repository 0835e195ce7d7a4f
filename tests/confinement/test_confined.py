"""Real children, every way to die: always a value, and the next run is served."""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import misbehaving
import pytest

from jusoforms.confinement import Bounds, Confined, Killed, Reason
from jusoforms.confinement.windows import _BasicLimits, _ExtendedLimits

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
SHORT = Bounds(seconds=0.6, processor_seconds=0.3, memory=300 << 20)


@pytest.fixture
def confined() -> Iterator[Confined]:
    child = Confined("misbehaving:length")
    yield child
    child.close()


def child_of(name: str, bounds: Bounds = SHORT) -> Confined:
    return Confined(f"misbehaving:{name}", bounds)


def test_returns_what_the_function_says(confined: Confined) -> None:
    assert confined.run(b"abc") == 3
    assert confined.run(b"", times=7) == 0
    assert confined.run(b"ab", times=2) == 4


def test_bytes_come_back_as_bytes() -> None:
    data = os.urandom(3 << 20)
    assert child_of("reversed_bytes").run(data) == data[::-1]


def test_the_child_is_kept_for_the_next_run() -> None:
    child = child_of("process_id")
    assert child.run(b"") == child.run(b"") != os.getpid()


def test_what_native_code_prints_spoils_nothing() -> None:
    child = child_of("prints")
    assert [child.run(b"ab"), child.run(b"abc")] == [2, 3]


REASONS = {
    "hangs": Reason.TIME,
    "spins": Reason.TIME,
    "swallows": Reason.MEMORY,
    "is killed": Reason.MEMORY,
}


@POSIX
@pytest.mark.parametrize("way", misbehaving._WAYS)
def test_every_way_to_die_is_a_value_and_the_next_run_is_served(way: str) -> None:
    child = child_of("misbehaves")
    assert child.run(way.encode()) == Killed(REASONS.get(way, Reason.FAULT))
    assert child.run(b"raises") == Killed(Reason.FAULT)


@POSIX
def test_a_warm_child_that_was_killed_between_runs_is_replaced() -> None:
    child = child_of("process_id")
    first = child.run(b"")
    assert isinstance(first, int)
    os.kill(first, 9)
    os.waitpid(first, 0)
    assert isinstance(child.run(b""), int)


def test_a_function_that_is_not_there_is_no_fault_of_the_data() -> None:
    assert child_of("nowhere").run(b"") == Killed(Reason.NOT_STARTED)


@POSIX
def test_nothing_is_inherited() -> None:
    with Path(__file__).open("rb") as opened:
        os.set_inheritable(opened.fileno(), True)
        # 0, 1, 2, the two pipes, and the listing itself
        assert child_of("open_handles").run(b"") == 6


@POSIX
def test_a_child_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    assert child_of("writes").run(b"", path=str(path)) == "OSError"
    assert not path.exists() or path.read_bytes() == b""


def test_several_threads_share_a_child(confined: Confined) -> None:
    lengths: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: lengths.append(confined.run(b"x" * n)))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, lengths)) == list("01234567")


@POSIX
def test_a_fork_has_a_child_of_its_own() -> None:
    child = child_of("process_id")
    mine = child.run(b"")
    reader, writer = os.pipe()
    fork = os.fork()
    if fork == 0:
        os.write(writer, str(child.run(b"")).encode())
        child.close()
        os._exit(0)
    os.waitpid(fork, 0)
    assert int(os.read(reader, 20)) != mine
    assert child.run(b"") == mine


@POSIX
@pytest.mark.parametrize("way", ["b'hangs'", "b'exits'"])
def test_a_child_never_outlives_its_parent_for_long(way: str) -> None:
    script = (
        "import os, threading, time\n"
        "from jusoforms.confinement import Bounds, Confined\n"
        "child = Confined('misbehaving:process_id'); print(child.run(b''), flush=True)\n"
        "busy = Confined('misbehaving:misbehaves', Bounds(seconds=0.2))\n"
        f"threading.Thread(target=busy.run, args=({way},), daemon=True).start()\n"
        "time.sleep(0.4)\n"
        "print(busy._child.process.pid if busy._child else 0, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    words = [sys.executable, "-c", script]
    run = subprocess.run(
        words, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, check=False
    )
    children = [int(word) for word in run.stdout.split() if int(word)]
    assert children
    deadline = time.monotonic() + 5
    while any(
        Path(f"/proc/{child}/cmdline").exists() and Path(f"/proc/{child}/cmdline").read_bytes()
        for child in children
    ):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(sys.maxsize < 1 << 32, reason="64 bits")
def test_the_limits_of_a_job_have_the_size_that_windows_knows() -> None:
    assert ctypes.sizeof(_BasicLimits) == 64
    assert ctypes.sizeof(_ExtendedLimits) == 144
