"""A share that goes and comes back again and again while sheets are in hand; clocks that jump."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from laws import always
from scenes import Stage
from small_ward import SMALL_MARKS, TEMPLATES, Ward, document, sheet

from jusoforms.intake import Watcher

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(120)]
_SHEETS = 40
_FLAPS = 60
_PATIENCE = 60_000.0


class Flapping:
    """Takes a folder away and puts it back, until it is told to stop."""

    def __init__(self, root: Path, *, leaves_a_mount_point: bool) -> None:
        self._root, self._away = root, root.with_name("away")
        self._leaves = leaves_a_mount_point
        self._chance = random.Random(7)
        self._stopping = threading.Event()
        self.flaps = 0
        self.made_anew = 0
        """Times that the folder was there again by itself."""

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._flap)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _flap(self) -> None:
        while not self._stopping.is_set():
            self._root.rename(self._away)
            if self._leaves:
                self._root.mkdir()
            time.sleep(self._chance.uniform(0, 0.004))
            self._put_back()
            self.flaps += 1
            time.sleep(self._chance.uniform(0, 0.01))

    def _put_back(self) -> None:
        while True:
            if self._root.exists():
                self.made_anew += not self._leaves
                shutil.rmtree(self._root, ignore_errors=True)  # hidden again by what is mounted
            with contextlib.suppress(OSError):
                self._away.rename(self._root)
                return


def finished(stage: Stage, watcher: Watcher, jump: Callable[[], None] = lambda: None) -> None:
    """Watch until every sheet has come to its end."""
    ward = stage.ward
    while ward.clock.now_ < _PATIENCE:
        list(watcher.round())
        ward.clock.wait(watcher.pause())
        jump()
        if watcher.is_done and not stage.unfinished:
            return
    raise AssertionError("it never came to an end")


def check_each_once(stage: Stage) -> None:
    assert list(always(stage)) == []
    lying = stage.ward.files("outbox")
    wanted = {
        f"{n}/{stem}.docx": document(stem, "a").data for n in range(_SHEETS) for stem in TEMPLATES
    }
    assert {name: data for name, data in lying.items() if name.endswith(".docx")} == wanted
    filed = [name for name in stage.ward.files("inbox/処理済み") if name.endswith(".xlsx")]
    assert len(filed) == _SHEETS


def staged(tmp_path: Path) -> Stage:
    stage = Stage(Ward(tmp_path / "ward", tmp_path / "state", SMALL_MARKS))
    for number in range(_SHEETS):
        stage.drop(f"{number}.xlsx", sheet(case=f"{number}"))
    return stage


@pytest.mark.parametrize("leaves_a_mount_point", [True, False])
def test_a_share_that_flaps_loses_and_doubles_nothing(
    tmp_path: Path, leaves_a_mount_point: bool
) -> None:
    stage = staged(tmp_path)
    flapping = Flapping(stage.root, leaves_a_mount_point=leaves_a_mount_point)
    with stage.ward.watcher() as watcher:
        watcher.presence.every = 1.0
        with flapping:
            while flapping.flaps < _FLAPS:  # it flaps in all steps of a round
                list(watcher.round())
                stage.ward.clock.wait(watcher.pause())
        finished(stage, watcher)
    assert flapping.made_anew == 0
    check_each_once(stage)


@pytest.mark.parametrize("days", [-4000, -1, 1, 4000])
def test_a_clock_that_jumps_loses_and_doubles_nothing(tmp_path: Path, days: int) -> None:
    stage = staged(tmp_path)
    chance = random.Random(days)

    def jump() -> None:
        if chance.random() < 0.3:
            stage.ward.clock.day += dt.timedelta(days=days if chance.random() < 0.5 else -days)

    with stage.ward.watcher() as watcher:
        finished(stage, watcher, jump)
    check_each_once(stage)
