"""Receipts: what was written for a case, from which sheet. They alone must suffice to go on.

``<receipts>/<case>/<seq>-<sha8>.json`` holds the whole state after one drop; the newest counts.
Before the first document is touched the same is written as ``….plan.json``: a document that a
killed run left is then known as ours, and not taken for a person's. No name and no case text.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from jusoforms.filesystem import (
    Neighbours,
    Turn,
    Turns,
    make_folder,
    sweep_temps,
    this_process,
    write_new,
)

__all__ = ["CaseReceipts", "Document", "Edition", "Receipt", "Receipts"]

_NAME = re.compile(r"(?P<seq>\d{6,})-[0-9a-f]{8}(?P<plan>\.[0-9a-f]{8}\.plan)?\.json")
_LOOKED_BACK = 40

T = TypeVar("T")


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Edition(_Stored):
    """One file that we wrote."""

    path: str
    """Relative to the workspace; only its last step is used, so that folders may move."""
    number: int
    raw: str
    """SHA-256 of the file as written: another one means that a person has edited it."""
    content: str
    """``package.content_hash``: the same one means the same document."""


class Document(_Stored):
    """One document of a case, with its files that stand in the case's folder."""

    stem: str
    """The plain name without ``.docx``."""
    template: str
    meeting: str = ""
    agency: str = ""
    form: str = ""
    """The form of the sheet that made the newest edition."""
    approved: bool = False
    """Frozen: only a correction makes a new edition of it."""
    away: bool = False
    """Approved, and put in 旧版 when the case was taken back: the newest edition lies there."""
    corrections: tuple[str, ...] = ()
    """The corrections after the approval that were printed."""
    editions: tuple[Edition, ...]
    """The newest last; before it those that a person had edited or held open."""

    @property
    def newest(self) -> Edition:
        """The edition that was written last."""
        return self.editions[-1]


class Receipt(_Stored):
    """The state of a case's documents after one sheet."""

    tool: str = ""
    source: str = ""
    """SHA-256 of the sheet."""
    form: str = ""
    record: str = ""
    """Hash of the record that was read from it."""
    filed_under: str = ""
    """The case under which the workbook is filed, where it holds several; empty: this one."""
    documents: tuple[Document, ...] = ()


class Receipts:
    """The receipts of a workspace."""

    def __init__(self, folder: Path, turns: Turns | None = None) -> None:
        self._folder = folder
        self._turns = turns or _turns(folder)

    @contextmanager
    def of_case(self, case: str) -> Iterator[CaseReceipts]:
        """Give the receipts of a case to one process of all machines at a time.

        Raises NotOurTurn where another goes on with the case for too long.
        """
        folder = self._folder / case
        make_folder(folder, self._folder.parent)
        with self._turns.taken(folder) as turn:
            sweep_temps(folder)
            yield CaseReceipts(folder, turn)

    def cases(self) -> tuple[str, ...]:
        """Return the folders of all cases, and of the catalogue, that documents were made for."""
        folders = self._folder.iterdir() if self._folder.is_dir() else iter(())
        return tuple(sorted(f.name for f in folders if f.is_dir() and _files(f, plan=False)))

    def basis(self, case: str) -> str:
        """Return what tells whether anything was published for a case since: see ``publish``."""
        folder = self._folder / case
        return _basis(_files(folder, plan=False)) if folder.is_dir() else ""

    def history(self, case: str) -> list[Receipt]:
        """Return the last receipts of a case, newest first; nothing is locked or made."""
        folder = self._folder / case
        files = sorted(_files(folder, plan=False), reverse=True) if folder.is_dir() else []
        return [receipt for _, path in files[:_LOOKED_BACK] if (receipt := _read(path))]


class CaseReceipts:
    """The receipts of one case, while nobody else writes them."""

    def __init__(self, folder: Path, turn: Turn) -> None:
        """Read the newest receipt; finished plans are removed."""
        self._folder = folder
        self._turn = turn
        self._seq = max((seq for seq, _ in self._files(plan=False)), default=0)
        self.basis = _basis(self._files(plan=False))
        for seq, path in self._files(plan=True):
            if seq <= self._seq:
                path.unlink()

    def newest(self) -> Receipt:
        """Return the newest receipt that can be read; an empty one if there is none."""
        files = sorted(self._files(plan=False), reverse=True)
        return next(filter(None, (_read(path) for _, path in files)), Receipt())

    def is_superseded(self, source: str) -> bool:
        """Return whether a sheet was published, and another after it."""
        files = sorted(self._files(plan=False), reverse=True)[:_LOOKED_BACK]
        sources = [receipt.source for _, path in files if (receipt := _read(path))]
        return source in sources[1:] and source != sources[0]

    def plans(self) -> list[Receipt]:
        """Return what runs that were cut short had meant to write."""
        return [plan for _, path in self._files(plan=True) if (plan := _read(path))]

    def still_ours(self, next_step: T) -> T:
        """Return what is to be done next; NotOurTurn if another process goes on with the case.

        A machine that slept through its lease must not write on where another has begun.
        """
        self._turn.check()
        return next_step

    def intend(self, receipt: Receipt) -> None:
        """Put on record what is about to be written."""
        self._write(receipt, f".{secrets.token_hex(4)}.plan")

    def commit(self, receipt: Receipt) -> None:
        """Put on record what was written, if it is not; the plans for it are done with."""
        if receipt != self.newest():
            self._write(receipt, "")
        for _, path in self._files(plan=True):
            path.unlink()

    def _write(self, receipt: Receipt, kind: str) -> None:
        self._turn.check()
        name = f"{self._seq + 1:06}-{receipt.source[:8] or '0' * 8}{kind}.json"
        write_new(self._folder / name, receipt.model_dump_json(indent=1).encode())

    def _files(self, *, plan: bool) -> list[tuple[int, Path]]:
        return _files(self._folder, plan=plan)


def _turns(folder: Path) -> Turns:
    me = this_process()
    return Turns(me, Neighbours(folder.parent / "watchers", me))


def _basis(files: list[tuple[int, Path]]) -> str:
    return max((path.name for _, path in files), default="")


def _files(folder: Path, *, plan: bool) -> list[tuple[int, Path]]:
    named = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return [(int(m["seq"]), path) for m, path in named if m and bool(m["plan"]) is plan]


def _read(path: Path) -> Receipt | None:
    """Return a receipt; None if it is damaged: then documents count as a person's, and stay."""
    try:
        return Receipt.model_validate_json(path.read_bytes())
    except ValidationError:
        return None
