"""Tries: a scene, one fault or two, and the laws; each in a folder of its own."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from injecting import KILL, Ended, Fault, calls_of, run
from laws import Tree, always, at_rest, tree_of
from mutants import put_in_place
from scenes import SCENES, Scene, Stage

__all__ = ["ERRORS", "Try", "Verdict", "points_of", "tried"]

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS")
_ROUNDS = 3
"""Runs in which everything must have come to its end."""
_FOLDER_AT_FAULT = re.compile(r"(OSError|PermissionError|jusoforms\.intake\.work\.Hindered): ")
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Try:
    """What is tried."""

    scene: str
    fault: Fault
    then: float = 0.0
    """Where in the recovery a second kill comes, as a share of its calls; 0 for no second one."""
    mutant: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it."""

    one: Try
    delivered: int
    """How many of its faults happened."""
    broken: tuple[str, ...]
    """The laws that were broken."""

    @property
    def planned(self) -> int:
        """How many faults there were to be."""
        return 2 if self.one.then else 1


def points_of(scene: str, mutant: str = "") -> tuple[tuple[str, int], ...]:
    """Return every call of a scene's run that changes a disk."""
    with tempfile.TemporaryDirectory(dir=_fast()) as folder, put_in_place(mutant):
        stage = _start(scene).copied(Path(folder))
        return tuple(calls_of(_played(SCENES[scene], stage).trace))


def tried(one: Try) -> Verdict:
    """Inject, look, let it recover, look again."""
    with tempfile.TemporaryDirectory(dir=_fast()) as folder:
        start, wanted = _start(one.scene), _wanted(one.scene)
        with put_in_place(one.mutant):
            return _tried(one, start.copied(Path(folder)), wanted, Path(folder))


def _tried(one: Try, stage: Stage, wanted: Tree, folder: Path) -> Verdict:
    scene = SCENES[one.scene]
    ended = _played(scene, stage, [one.fault])
    delivered, broken = int(ended.met(one.fault)), list(always(stage))
    broken += _unexpected(scene, one.fault, ended)
    if one.then and ended.killed:
        second = _second(one, scene, stage, folder)
        again = _played(scene, stage, [second])
        delivered += again.met(second)
        broken += always(stage)
    if not scene.is_service or ended.killed:
        _recovered(scene, stage)
    broken += at_rest(stage, wanted)
    if not broken:
        broken += _moved_on(scene, stage, wanted)
    return Verdict(one, delivered, tuple(dict.fromkeys(broken)))


def _unexpected(scene: Scene, fault: Fault, ended: Ended) -> Iterator[str]:
    """Yield how a process ended that was not killed: never by an exception of the program."""
    if fault.kind != KILL and ended.killed:
        yield "it was killed"
    last = ended.trouble.strip().splitlines()[-1] if ended.trouble else ""
    # Where the run itself cannot go on, the command says so: folder or disk are at fault.
    if last and (scene.is_service or not _FOLDER_AT_FAULT.match(last)):
        yield f"it ended by {last}"


def _second(one: Try, scene: Scene, stage: Stage, folder: Path) -> Fault:
    """Return a kill at some share of what the recovery does."""
    (folder / "counted").mkdir()
    calls = calls_of(_played(scene, stage.copied(folder / "counted")).trace)
    call, number = calls[min(int(len(calls) * one.then), len(calls) - 1)]
    return Fault(call, number, KILL)


def _recovered(scene: Scene, stage: Stage) -> None:
    """Run until nothing is left to do, as the next days would."""
    for _ in range(_ROUNDS):
        before = tree_of(stage)
        scene.play(stage)
        if tree_of(stage) == before:
            return


def _moved_on(scene: Scene, stage: Stage, wanted: Tree) -> Iterator[str]:
    scene.play(stage)
    yield from (f"Q5 after another run: {law}" for law in at_rest(stage, wanted))


def _played(scene: Scene, stage: Stage, faults: Sequence[Fault] = ()) -> Ended:
    return run(lambda: scene.play(stage), stage.root.with_name("strace.log"), faults)


@cache
def _start(scene: str) -> Stage:
    """Return a scene before its run; made once a process, and copied."""
    folder = Path(tempfile.mkdtemp(prefix="scene-", dir=_fast()))
    return SCENES[scene].staged(folder)


@cache
def _wanted(scene: str) -> Tree:
    """Return what a run without a fault leaves."""
    with tempfile.TemporaryDirectory(dir=_fast()) as folder:
        stage = _start(scene).copied(Path(folder))
        _recovered(SCENES[scene], stage)
        wanted = tree_of(stage)
        troubles = list(at_rest(stage, wanted))
        assert not troubles, troubles
        return wanted


def _fast() -> Path | None:
    """Return memory where there is some: power is not lost here, so no disk is needed."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 1 << 28 else None
