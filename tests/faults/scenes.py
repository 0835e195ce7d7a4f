"""What a watcher meets in the runs into which faults are injected, and what must come of it.

A scene is a workspace as it lies before the run, and the run. What must lie there when all is
done is not written down: a run without a fault makes it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from small_ward import (
    SMALL_MARKS,
    TEMPLATES,
    SmallCraft,
    Ward,
    document,
    sheet,
    small_mark,
)

from jusoforms.filesystem import Neighbours, Owner, this_process
from jusoforms.intake import Hindered
from jusoforms.intake.claims import Claims

__all__ = ["SCENES", "Scene", "Stage"]

LEFT, FROZEN, REVISED = TEMPLATES
_PATIENCE = 4000.0
"""Seconds of the fake clock: longer than any breaker stays open."""
_OPEN_AGAIN = 5.0
_QUIET = 12
"""Rounds in which nothing is left to do."""


@dataclass
class Stage:
    """A scene's workspace."""

    ward: Ward
    dropped: dict[str, bytes] = field(default_factory=dict)
    """By name, without marks: what must never be lost."""
    foreign: dict[str, bytes] = field(default_factory=dict)
    """By path: files of people in outbox and 要修正, which nobody may touch."""

    @property
    def root(self) -> Path:
        """Of the workspace."""
        return self.ward.workspace.root

    @property
    def unfinished(self) -> bool:
        """Whether a sheet lies where it must not stay."""
        inbox, claims = self.ward.workspace.inbox, self.ward.workspace.claims
        waiting = (path for path in inbox.glob("*.xlsx") if not path.name.startswith("~$"))
        return any(waiting) or any(claims.glob("*/*"))

    def drop(self, name: str, data: bytes) -> None:
        """Put a sheet into the inbox."""
        self.dropped[name] = data
        self.ward.drop(name, data)

    def of_a_person(self, path: str, data: bytes) -> None:
        """Put a file where a person put it, or over one of ours."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.foreign[path] = data

    def copied(self, folder: Path) -> Stage:
        """Return the stage in another folder, its state too."""
        shutil.copytree(self.root, folder / "ward", symlinks=True)
        state = folder / "state"
        if self.ward.state.exists():
            shutil.copytree(self.ward.state, state)
        ward = Ward(folder / "ward", state, SMALL_MARKS)
        return Stage(ward, self.dropped, self.foreign)


@dataclass(frozen=True)
class Scene:
    """One thing that happens to a watcher."""

    name: str
    set_up: Callable[[Stage], None]
    is_service: bool = False
    """The watcher goes on by itself after an error; with --once the next run does."""

    def staged(self, folder: Path) -> Stage:
        """Return the scene before its run, in an empty folder."""
        stage = Stage(Ward(folder / "ward", folder / "state", SMALL_MARKS))
        self.set_up(stage)
        return stage

    def play(self, stage: Stage) -> None:
        """Make the run."""
        if self.is_service:
            self._served(stage)
        else:
            list(stage.ward.drain())

    def _served(self, stage: Stage) -> None:
        """Watch, and open the workspace again where that was refused, as the service does."""
        while stage.ward.clock.now_ < _PATIENCE:
            try:
                return self._watched(stage)
            except (OSError, Hindered):
                stage.ward.clock.wait(_OPEN_AGAIN)
        return None

    def _watched(self, stage: Stage) -> None:
        """Watch until all has been quiet for a while."""
        ward, quiet = stage.ward, 0
        with ward.watcher(_craft(stage)) as watcher:
            watcher.presence.every = 5.0
            while quiet < _QUIET and ward.clock.now_ < _PATIENCE:
                told = list(watcher.round())
                idle = watcher.is_done and not told and not stage.unfinished
                quiet = quiet + 1 if idle else 0
                ward.clock.wait(watcher.pause())


def _craft(stage: Stage) -> SmallCraft:
    craft = SmallCraft(stage.ward.workspace, this_process())
    craft.marks = SMALL_MARKS
    return craft


def _first_drop(stage: Stage) -> None:
    stage.drop("甲.xlsx", sheet(text="old"))


def _life_of_a_case(stage: Stage) -> None:
    """A newer sheet of a case: one document leaves, one is approved, one is revised."""
    stage.drop("甲.xlsx", sheet(text="old", approved=FROZEN))
    list(stage.ward.drain())
    stage.drop("乙.xlsx", sheet(text="new", stems=(FROZEN, REVISED)))


def _edited_by_people(stage: Stage) -> None:
    """A person has edited one document, and saved one of her own under the name of a new one."""
    stage.drop("甲.xlsx", sheet(text="old", stems=(LEFT, FROZEN)))
    list(stage.ward.drain())
    stage.of_a_person(f"outbox/7/{LEFT}.docx", document(LEFT, "edited").data)
    stage.of_a_person(f"outbox/7/{REVISED}.docx", document(REVISED, "her own").data)
    stage.drop("乙.xlsx", sheet(text="new"))


def _returned(stage: Stage) -> None:
    """A sheet with a fault comes back marked; another of that name lies there already."""
    wrong = sheet(wrong="x")
    stage.drop("丙.xlsx", wrong)
    list(stage.ward.drain())
    stage.drop("丙.xlsx", sheet(wrong="y"))
    stage.drop("丁.xlsx", sheet(wrong="z"))


def _mended(stage: Stage) -> None:
    """A returned sheet, mended in 要修正 and saved there, marks and all."""
    stage.drop("丁.xlsx", sheet(case="8", wrong="x"))
    list(stage.ward.drain())
    mended = sheet(case="8", text="new")
    stage.dropped["丁.xlsx"] = mended
    (stage.ward.workspace.returned / "丁.xlsx").write_bytes(small_mark(mended, ()) or b"")


def _again_and_same_name(stage: Stage) -> None:
    """The very same sheet once more, a document of it removed; another sheet of its name."""
    stage.drop("甲.xlsx", sheet(text="old"))
    list(stage.ward.drain())
    (stage.root / f"outbox/7/{LEFT}.docx").unlink()
    stage.ward.drop("甲.xlsx", sheet(text="old"))


def _left_by_the_dead(stage: Stage) -> None:
    """A process of ours ended with two sheets in hand."""
    stage.drop("甲.xlsx", sheet(text="old"))
    stage.drop("乙.xlsx", sheet(case="8", text="old"))
    me = this_process()
    dead = Owner(me.host, 2**22 + 1, me.run)  # above the kernel's highest process id
    claims = Claims(stage.ward.workspace, dead, Neighbours(stage.ward.workspace.watchers, dead))
    for path in sorted(stage.ward.workspace.inbox.glob("*.xlsx")):
        claims.take(path)


def _several(stage: Stage) -> None:
    """Three cases at once, and what Excel left of a fourth."""
    stage.drop("甲.xlsx", sheet(text="a"))
    stage.drop("乙.xlsx", sheet(case="8", text="a"))
    stage.drop("丙.xlsx", sheet(case="9", wrong="x"))
    stage.ward.drop("~$戊.xlsx", b"owner")


SCENES: Mapping[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("first drop", _first_drop),
        Scene("life of a case", _life_of_a_case),
        Scene("edited by people", _edited_by_people, is_service=True),
        Scene("returned", _returned),
        Scene("mended", _mended, is_service=True),
        Scene("again", _again_and_same_name),
        Scene("left by the dead", _left_by_the_dead, is_service=True),
        Scene("several", _several, is_service=True),
    )
}
