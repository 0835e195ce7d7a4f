"""A file to a record with every problem of it, before anything is made from it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from jusoforms.checks import check
from jusoforms.package import PackageFault
from jusoforms.problems import Problem, in_file
from jusoforms.problems import files as say_file
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.capture import Captured, capture_all
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import CATALOGUE_FOLDER, case_folder
from jusoforms.vocabulary.lists import Lists

__all__ = ["Examined", "examine"]

_SUFFIXES = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Examined:
    """A sheet read and checked, before anything is made from it."""

    captured: Captured
    problems: tuple[Problem, ...]
    source_hash: str

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


def examine(path: Path, today: dt.date, lists: Lists, forms: Forms) -> tuple[Examined, ...]:
    """Read a file and apply every rule; one entry a case that it holds, at least one.

    What is wrong is in ``problems``. ``lists`` and ``forms`` are the ward's.
    """
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    found = _captured(path, data, lists, forms)
    return tuple(_checked(path, one, digest, today, lists) for one in found)


def _checked(path: Path, captured: Captured, digest: str, today: dt.date, lists: Lists) -> Examined:
    record, holds = captured.record, captured.holds
    rules = check(record, today, lists, holds) if record is not None else ()
    located = (captured.located(problem) for problem in rules)
    problems = in_file((*captured.problems, *located), path.name)
    return Examined(captured, problems, digest)


def _captured(path: Path, data: bytes, lists: Lists, forms: Forms) -> tuple[Captured, ...]:
    try:
        return capture_all(read_workbook(data), lists, forms)
    except PackageFault as fault:
        wrong_kind = path.suffix.lower() not in _SUFFIXES and fault.problem.code == "F102"
        problem = say_file.OTHER_KIND.at(suffix=path.suffix) if wrong_kind else fault.problem
        return (Captured(problems=(problem,)),)
