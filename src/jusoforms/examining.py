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
from jusoforms.sheets.capture import Captured, capture
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


def examine(path: Path, today: dt.date, lists: Lists, name: str = "") -> Examined:
    """Read a file and apply every rule; what is wrong with it is in ``problems``.

    ``name`` is the one under which it was dropped, where the file has another.
    """
    name = name or path.name
    data = path.read_bytes()
    captured = _captured(Path(name), data, lists)
    record, holds = captured.record, captured.holds
    rules = check(record, today, lists, holds) if record is not None else ()
    located = (captured.located(problem) for problem in rules)
    problems = in_file((*captured.problems, *located), name)
    return Examined(captured, problems, hashlib.sha256(data).hexdigest())


def _captured(name: Path, data: bytes, lists: Lists) -> Captured:
    try:
        return capture(read_workbook(data), lists)
    except PackageFault as fault:
        wrong_kind = name.suffix.lower() not in _SUFFIXES and fault.problem.code == "F102"
        problem = say_file.OTHER_KIND.at(suffix=name.suffix) if wrong_kind else fault.problem
        return Captured(problems=(problem,))
