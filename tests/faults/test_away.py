"""The share goes away before a step of a sheet's way, and comes back.

A step is a call into the modules that touch the disk. Nothing may be written where it was not.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Self

import pytest
from laws import at_rest, tree_of
from scenes import SCENES, Stage
from small_ward import SMALL_MARKS, SmallCraft

from jusoforms.filesystem import this_process

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(300)]
_TOUCHING = tuple(
    f"{os.sep}jusoforms{os.sep}{name}{os.sep}" for name in ("intake", "publish", "filesystem")
)
_AWAY_FOR = 100.0
_LONG = 3000.0
_QUIET = 4
_STRIDE = int(os.environ.get("JUSOFORMS_STRIDE", "100"))
"""Every so manieth step; 1 is every one, and takes a quarter of an hour."""
_SCENES = ("life of a case", "returned", "mended")


class Steps:
    """Counts the calls into modules that touch the disk; acts before one of them."""

    def __init__(self, then: int, act: Callable[[], None]) -> None:
        self.then, self.act, self.count = then, act, 0

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call" and any(part in frame.f_code.co_filename for part in _TOUCHING):
            self.count += 1
            if self.count == self.then:
                sys.setprofile(None)
                self.act()

    def __enter__(self) -> Self:
        sys.setprofile(self)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)


class Away:
    """Takes the share away, with a mount point left or none, and puts it back."""

    def __init__(self, root: Path, *, leaves: bool) -> None:
        self.root, self.folder, self._leaves = root, root.with_name("away"), leaves

    def begins(self) -> None:
        self.root.rename(self.folder)
        if self._leaves:
            self.root.mkdir()

    def ends(self) -> list[str]:
        """Put it back; return what was written where it was not."""
        strays = [str(path.relative_to(self.root)) for path in sorted(self.root.rglob("*"))]
        if self.root.exists():
            shutil.rmtree(self.root)
        self.folder.rename(self.root)
        return strays


def watched(stage: Stage, then: int, away: Away) -> tuple[list[str], int]:
    """Watch until all is done; return the strays, and the steps there were."""
    steps = Steps(then, away.begins)
    strays: list[str] = []
    gone_at: float | None = None
    ward, quiet = stage.ward, 0
    craft = SmallCraft(ward.workspace, this_process())
    craft.marks = SMALL_MARKS
    with ward.watcher(craft, interval=5.0) as watcher:
        watcher.presence.every = 5.0
        while quiet < _QUIET:
            assert ward.clock.now_ < _LONG, "it never came to an end"
            with steps:
                told = list(watcher.round())
            if away.folder.exists():
                gone_at = ward.clock.now_ if gone_at is None else gone_at
                if ward.clock.now_ - gone_at >= _AWAY_FOR:
                    strays += away.ends()
            idle = (
                watcher.is_done and not told and not stage.unfinished and not away.folder.exists()
            )
            quiet = quiet + 1 if idle else 0
            ward.clock.wait(watcher.pause())
    return strays, steps.count


@pytest.mark.parametrize("leaves", [True, False], ids=["mount point", "nothing"])
@pytest.mark.parametrize("name", _SCENES)
def test_a_share_that_goes_before_any_step_loses_and_doubles_nothing(
    tmp_path: Path, name: str, leaves: bool
) -> None:
    start = SCENES[name].staged(tmp_path / "start")
    plain = start.copied(tmp_path / "plain")
    _, steps = watched(plain, 0, Away(plain.root, leaves=leaves))
    wanted = tree_of(plain)
    assert steps > 100
    broken: dict[str, list[int]] = {}
    for then in range(1 + _STRIDE // 3, steps, _STRIDE):
        stage = start.copied(tmp_path / f"{then}")
        strays, _ = watched(stage, then, Away(stage.root, leaves=leaves))
        for law in (
            *(f"{path} is where the share was not" for path in strays),
            *at_rest(stage, wanted),
        ):
            broken.setdefault(re.sub("[0-9a-f]{8,}", "…", law), []).append(then)
        shutil.rmtree(tmp_path / f"{then}")
    assert broken == {}
