"""Which PDFs are due, and putting them in place; nothing of a person's is replaced.

First a PDF whose document has changed or gone is put away with the old editions, so that none
lies beside a document that says something else; then what lacks one gets it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jusoforms.filesystem import (
    bytes_hash,
    file_hash,
    held_open,
    make_folder,
    refuse_links,
    rename_new,
    write_new,
)
from jusoforms.pdf.marking import marked, origin
from jusoforms.pdf.office import MOST, Office
from jusoforms.problems import Problem
from jusoforms.problems import pdf as say
from jusoforms.publish import Receipts
from jusoforms.publish.shelf import OLD, Shelf
from jusoforms.workspace import Workspace

__all__ = ["Kept", "keep_pdfs"]

_SUFFIX = ".pdf"
_LARGEST = 200 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a document's PDF."""

    case: str
    path: str = ""
    """Of the PDF that was made, relative to the workspace; empty where there is a problem."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    case: str
    document: Path
    data: bytes

    @property
    def pdf(self) -> Path:
        return self.document.with_suffix(_SUFFIX)


def keep_pdfs(
    workspace: Workspace,
    office: Office | None,
    cases: Iterable[str],
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Kept]:
    """Put away the PDFs of some cases that no longer fit, and make those that lack.

    Doing it again only does what was not done yet. ``office`` is None where there is no
    LibreOffice: then only what no longer fits is put away. Raises OSError where a folder or the
    disk is at fault, NotOurTurn where another process goes on with a case for too long.
    """
    receipts = Receipts(workspace.receipts)
    found = (one for case in cases if not stopped() for one in _looked(workspace, receipts, case))
    lacking = False
    while batch := list(islice(found, MOST)):
        yield from (one for one in batch if isinstance(one, Kept))
        due = [one for one in batch if isinstance(one, _Due)]
        lacking = lacking or bool(due)
        if due and office and not stopped():
            for one, pdf in zip(due, office.convert([one.data for one in due]), strict=True):
                if not stopped():
                    yield _placed(workspace, receipts, one, pdf)
    if lacking and office is None:
        yield Kept("", problem=say.NO_OFFICE.at())


def _looked(workspace: Workspace, receipts: Receipts, case: str) -> Iterator[Kept | _Due]:
    """Put away what no longer fits; yield what lacks a PDF, or cannot have one."""
    folder = workspace.outbox / case
    refuse_links(folder / OLD, workspace.root)
    if not folder.is_dir():
        return
    with receipts.of_case(case) as own:
        standing = [
            Shelf(folder, document.stem).path_of(edition)
            for document in own.newest().documents
            for edition in document.editions
        ]
        for pdf in sorted(folder.glob(f"*{_SUFFIX}")):
            _put_away(own.still_ours(pdf))
    for document in standing:
        data = _read(document)
        due = _Due(case, document, data or b"")
        if data is not None and not os.path.lexists(due.pdf):
            yield due
        elif data is not None and origin(_read(due.pdf) or b"") != bytes_hash(data):
            yield Kept(case, problem=say.NAME_TAKEN.at(name=due.pdf.name))


def _read(path: Path) -> bytes | None:
    """Return a file's bytes; None for what is no file, is too large, or is shut to us just now."""
    with contextlib.suppress(FileNotFoundError, PermissionError):
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST:
            return path.read_bytes()
    return None


def _put_away(pdf: Path) -> None:
    """Move a PDF of ours to the old editions where its document is another now, or gone.

    One that somebody has open stays till the next time.
    """
    data, document = _read(pdf) or b"", pdf.with_suffix(".docx")
    made_from = origin(data)
    if not made_from or (document.is_file() and file_hash(document) == made_from):
        return
    try:
        _move(pdf, data, made_from)
    except OSError as error:
        if not held_open(error):
            raise


def _move(pdf: Path, data: bytes, made_from: str) -> None:
    old = pdf.parent / OLD
    make_folder(old, pdf.parent)
    name = _edition_of(old, pdf.stem, made_from)
    for target in (old / f"{name}{_SUFFIX}", old / f"{name}_{bytes_hash(data)[:8]}{_SUFFIX}"):
        with contextlib.suppress(FileExistsError):
            rename_new(pdf, target)
            return


def _edition_of(old: Path, stem: str, made_from: str) -> str:
    """Return the name of the old edition that a PDF belongs to; one of its own where none is."""
    alike = (path for path in old.glob("*.docx") if path.name.startswith(f"{stem}_"))
    found = (path.stem for path in alike if file_hash(path) == made_from)
    return next(found, f"{stem}_{made_from[:8]}")


def _placed(workspace: Workspace, receipts: Receipts, due: _Due, pdf: bytes | None) -> Kept:
    if pdf is None:
        return Kept(due.case, problem=say.NOT_MADE.at(name=due.document.name))
    digest = bytes_hash(due.data)
    with receipts.of_case(due.case) as own:
        # Another sheet, or a person, may have been quicker: the next time makes that one's.
        if due.document.is_file() and file_hash(own.still_ours(due.document)) == digest:
            try:
                write_new(due.pdf, marked(pdf, digest))
            except FileExistsError:
                return Kept(due.case, problem=say.NAME_TAKEN.at(name=due.pdf.name))
            return Kept(due.case, due.pdf.relative_to(workspace.root).as_posix())
    return Kept(due.case)
