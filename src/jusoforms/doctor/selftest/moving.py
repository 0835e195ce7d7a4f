"""Renaming: without replacing, of what is open, and with which rights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jusoforms.doctor.findings import Finding, judged, well
from jusoforms.doctor.selftest.racer import Racer
from jusoforms.filesystem import held_open, is_being_written, rename_new, take_rights
from jusoforms.filesystem.system import system
from jusoforms.problems import Problem
from jusoforms.problems import doctor as say

__all__ = ["held_open_is_seen", "never_replaced", "rights_after_move"]


def never_replaced(name: str, place: Path) -> Iterator[Finding]:
    """Rename to a name that is taken: it must be refused, and leave both files as they were."""
    mine, theirs = place / "mine", place / "theirs"
    mine.write_bytes(b"mine")
    theirs.write_bytes(b"theirs")
    faults: list[Problem] = []
    try:
        rename_new(mine, theirs)
        faults.append(say.REPLACES.at(how="断られませんでした"))
    except FileExistsError:
        if theirs.read_bytes() != b"theirs" or mine.read_bytes() != b"mine":
            faults.append(say.REPLACES.at(how="中身が変わりました"))
    yield judged(name, *faults, fact="" if faults else "ある名前への付け替えは断られます")


def held_open_is_seen(name: str, place: Path) -> Iterator[Finding]:
    """Rename what another process has open for writing: refused, or told beforehand."""
    path = place / "held"
    path.write_bytes(b"x")
    with Racer() as other:
        other.tell("hold", path)
        other.answer()
        seen = is_being_written(path)
        try:
            rename_new(path, place / "moved")
        except OSError as error:
            if held_open(error):
                yield well(name, "開いている間は動かせません")
                return
            raise
    faults = () if seen else (say.HELD_UNSEEN.at(),)
    yield judged(name, *faults, fact="動かす前に見分けられます" if seen else "")


def rights_after_move(name: str, place: Path) -> Iterator[Finding]:
    """Compare the rights of a moved file with those of one that was born where it lies now."""
    here, there = place / "here", place / "there"
    here.mkdir(0o700)
    there.mkdir()
    moved, born = there / "moved", there / "born"
    (here / "file").write_bytes(b"x")
    rename_new(here / "file", moved)
    take_rights(moved)
    born.write_bytes(b"x")
    same = system.rights_of(moved) == system.rights_of(born)
    faults = () if same else (say.RIGHTS_DIFFER.at(),)
    yield judged(name, *faults, fact="移した先の権限になります" if same else "")
