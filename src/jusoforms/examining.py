"""A file to a record with every problem of it, before anything is made from it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from jusoforms.checks import check
from jusoforms.package import DEFAULT_LIMITS, Package, PackageFault
from jusoforms.problems import Problem, in_file
from jusoforms.service import known_passwords
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.capture import Captured, capture_all
from jusoforms.sheets.marking import unmarked
from jusoforms.sheets.opening import open_workbook
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import CATALOGUE_FOLDER, case_folder
from jusoforms.vocabulary.lists import Lists

__all__ = ["Examined", "examine"]


@dataclass(frozen=True, slots=True)
class Examined:
    """A sheet read and checked, before anything is made from it."""

    captured: Captured
    problems: tuple[Problem, ...]
    source_hash: str
    """SHA-256 of the file, without marks that an earlier return left in it."""

    @property
    def record(self) -> Case | Catalogue:
        """What the sheet says; only where no problem blocks it."""
        assert self.captured.record is not None
        return self.captured.record

    @property
    def case(self) -> str:
        """The sheet's 事例番号 as typed; empty for a catalogue."""
        record = self.captured.record
        return record.case_number if isinstance(record, Case) else ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the sheet takes its case back."""
        return isinstance(self.record, Case) and self.record.is_withdrawn

    @property
    def folder(self) -> str:
        """Folder of the documents under the outbox."""
        record = self.record
        return case_folder(record.case_number) if isinstance(record, Case) else CATALOGUE_FOLDER


def examine(
    path: Path, today: dt.date, lists: Lists, forms: Forms, name: str = ""
) -> tuple[Examined, ...]:
    """Read a file and apply every rule; one entry a case that it holds, at least one.

    What is wrong is in ``problems``. ``lists`` and ``forms`` are the ward's. ``name`` is the one
    under which it was dropped, where the file has another.
    """
    name = name or path.name
    with path.open("rb") as file:
        data = file.read(DEFAULT_LIMITS.file + 1)  # one more is too large, and more is not needed
    whole = len(data) <= DEFAULT_LIMITS.file
    data, package = unmarked(data) if whole else (data, None)
    digest = hashlib.sha256(data).hexdigest() if whole else ""
    found = _captured(name, data, package, lists, forms)
    return tuple(_checked(name, one, digest, today, lists) for one in found)


def _checked(name: str, captured: Captured, digest: str, today: dt.date, lists: Lists) -> Examined:
    record, holds = captured.record, captured.holds
    rules = check(record, today, lists, holds) if record is not None else ()
    located = (captured.located(problem) for problem in rules)
    problems = in_file((*captured.problems, *located), name)
    return Examined(captured, problems, digest)


def _captured(
    name: str, data: bytes, package: Package | None, lists: Lists, forms: Forms
) -> tuple[Captured, ...]:
    try:
        book = open_workbook(data, Path(name).name, known_passwords, package)
        return capture_all(book, lists, forms)
    except PackageFault as fault:
        return (Captured(problems=(fault.problem,)),)
