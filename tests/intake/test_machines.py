"""Two machines on one share: real processes under two names, each with a state of its own."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_ward import TEMPLATES, Ward, document, sheet

WORKER = Path(__file__).with_name("worker.py")
pytestmark = pytest.mark.timeout(120)


class Machines:
    """The processes of a test; none outlives it."""

    def __init__(self, ward: Ward, ends: contextlib.ExitStack) -> None:
        self._ward = ward
        self._ends = ends

    def __call__(self, host: str, lease: str) -> subprocess.Popen[bytes]:
        root = self._ward.workspace.root
        state = root.with_name(f"state-{host}")
        words = [sys.executable, "-B", str(WORKER), str(root), str(state), host, lease]
        running = self._ends.enter_context(subprocess.Popen(words, stdout=subprocess.PIPE))
        self._ends.callback(running.kill)
        return running


@pytest.fixture
def machine(ward: Ward) -> Iterator[Machines]:
    with contextlib.ExitStack() as ends:
        yield Machines(ward, ends)


def told(*running: subprocess.Popen[bytes]) -> list[str]:
    said = [line for one in running for line in one.communicate()[0].decode().splitlines()]
    assert [one.returncode for one in running] == [0] * len(running)
    return said


def check_once(ward: Ward, cases: dict[str, set[str]]) -> None:
    """Every text of every case was printed exactly once, and nothing is left over."""
    for case, texts in cases.items():
        lying = ward.files(f"outbox/{case}")
        found = [data for name, data in lying.items() if name.endswith(".docx")]
        wanted = [document(stem, text).data for stem in TEMPLATES for text in texts]
        assert sorted(found) == sorted(wanted)
    assert [p for p in ward.workspace.root.rglob("*") if p.name.startswith("~jf-")] == []
    assert list(ward.workspace.claims.iterdir()) == []


def test_two_machines_share_the_work_of_one_case(ward: Ward, machine: Machines) -> None:
    for number in range(12):
        ward.drop(f"{number}.xlsx", sheet(text=f"{number}"))
        ward.drop(f"同じ{number}.xlsx", sheet(case="8"))
    said = told(machine("pc-a", "5"), machine("pc-b", "5"))
    assert len(said) == 24
    check_once(ward, {"7": {f"{number}" for number in range(12)}, "8": {"a"}})
    assert len(ward.files("inbox/処理済み")) == 24


def test_machines_that_take_live_claims_from_each_other_double_nothing(
    ward: Ward, machine: Machines
) -> None:
    for number in range(12):
        ward.drop(f"{number}.xlsx", sheet(case=f"{number % 6}", text=f"{number}"))
    told(*(machine(host, "0.002") for host in ("pc-a", "pc-b", "pc-c")))
    check_once(ward, {f"{n}": {f"{n}", f"{n + 6}"} for n in range(6)})
    assert len(ward.files("inbox/処理済み")) == 12


def test_one_machine_goes_on_where_another_was_killed(ward: Ward, machine: Machines) -> None:
    for number in range(30):
        ward.drop(f"{number}.xlsx", sheet(case=f"{number}"))
    killed = machine("pc-a", "1")
    while not any(ward.workspace.claims.glob("*/*")):
        time.sleep(0.001)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    told(machine("pc-b", "0.3"))
    check_once(ward, {f"{number}": {"a"} for number in range(30)})
    assert len(ward.files("inbox/処理済み")) == 30
