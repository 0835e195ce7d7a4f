"""The selftest holds on a local disk, sees each property that is missing, and leaves nothing."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jusoforms.doctor.findings import Finding, Verdict
from jusoforms.doctor.selftest import moving, names, prove, racing, timing
from jusoforms.doctor.selftest.racer import Racer
from jusoforms.filesystem import this_process

Test = Callable[[str, Path], Iterator[Finding]]


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(racing, "_ROUNDS", {"take": 20, "create": 5, "mkdir": 5})


def test_a_local_disk_passes_and_nothing_is_left(tmp_path: Path) -> None:
    mine = tmp_path / "事例.xlsx"
    mine.write_bytes(b"a person's")
    slow = {"書き込みの速さ", "もう一つの処理からの見え方"}  # of a loaded machine
    verdicts = {one.check: one.verdict for one in prove(tmp_path) if one.check not in slow}
    assert set(verdicts.values()) == {Verdict.PASS}
    assert len(verdicts) == 8
    assert [path.name for path in tmp_path.iterdir()] == ["事例.xlsx"]
    assert mine.read_bytes() == b"a person's"


def replacing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moving, "rename_new", os.replace)


def unseen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moving, "is_being_written", lambda _: False)


def rights_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moving, "take_rights", lambda path: path.chmod(0o600))


def two_winners(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Racer, "answer", lambda _: "won")


def short_names(patch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENAMETOOLONG, "long")

    patch.setattr(names, "write_new", refused)


def folded_names(patch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> None:
        raise FileExistsError

    patch.setattr(names, "write_new", taken)


def careless_twins(patch: pytest.MonkeyPatch) -> None:
    def overwritten(path: Path, data: bytes) -> None:
        path.with_name("Case.xlsx").write_bytes(data)

    patch.setattr(names, "write_new", overwritten)


def slow_writes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(timing, "_SLOW_MS", -1)


def late_sight(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(timing, "_LATE", -1)


def coarse_times(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(timing, "_COARSE", -1)


@pytest.mark.parametrize(
    ("spoil", "test", "verdict", "code"),
    [
        (replacing, moving.never_replaced, Verdict.FAIL, "X140"),
        (unseen, moving.held_open_is_seen, Verdict.LOOK, "X141"),
        (rights_kept, moving.rights_after_move, Verdict.LOOK, "X142"),
        (two_winners, racing.one_winner, Verdict.FAIL, "X143"),
        (short_names, names.long_names, Verdict.LOOK, "X144"),
        (folded_names, names.split_marks, Verdict.LOOK, "X145"),
        (careless_twins, names.twins, Verdict.FAIL, "X146"),
        (slow_writes, timing.speed_of_writing, Verdict.LOOK, "X147"),
        (late_sight, timing.seen_by_others, Verdict.LOOK, "X148"),
        (coarse_times, timing.times_of_files, Verdict.LOOK, "X149"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_missing_property_is_seen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[pytest.MonkeyPatch], None],
    test: Test,
    verdict: Verdict,
    code: str,
) -> None:
    spoil(monkeypatch)
    (found,) = test("", tmp_path)
    assert (found.verdict, [p.code for p in found.problems]) == (verdict, [code])


def test_what_a_system_refuses_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(timing, "write_new", full)
    codes = {one.check: [p.code for p in one.problems] for one in prove(tmp_path)}
    assert codes["書き込みの速さ"] == ["P101"]


def test_two_processes_race_for_real(tmp_path: Path) -> None:
    """Both are told the same moment; a rename that replaced would let both win."""
    (finding,) = racing.one_winner("", tmp_path)
    first, second = (int(word) for word in finding.fact.partition("は ")[2].split(" 対 "))
    assert first + second == 30


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_test_leaves_nothing(tmp_path: Path, number: int) -> None:
    process = start(tmp_path)
    process.send_signal(number)
    assert process.wait() == 130
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_test_left_is_removed_by_the_next(tmp_path: Path) -> None:
    process = start(tmp_path)
    process.kill()
    process.wait()
    of_another = tmp_path / f"~jf-selftest-another-pc.{process.pid}.01234567.0"
    of_another.mkdir()
    assert len(list(tmp_path.iterdir())) == 2
    list(prove(tmp_path))
    assert list(tmp_path.iterdir()) == [of_another]
    assert this_process().host != "another-pc"


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Start a selftest, and wait until it is in the midst of it."""
    command = [sys.executable, "-m", "jusoforms", "doctor", "--selftest", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list(folder.glob("*/3/take-*")):
        assert process.poll() is None
        time.sleep(0.01)
    return process
