"""One sheet through every stage: the table of contents.

file -> workbook -> record -> problems -> documents -> published. The stages do not know each
other; their order stands only here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from jusoforms.checks import check
from jusoforms.documents.printing import Printed, print_documents
from jusoforms.filesystem import folder_problem
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result
from jusoforms.package import PackageFault, content_hash
from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import files as say_file
from jusoforms.problems import program as say
from jusoforms.publish import Finished, Published, Receipts, publish, write_page
from jusoforms.reports.pages import attention_page
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.workbook import read_workbook
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import CATALOGUE_FOLDER, case_folder
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.view import record_hash

__all__ = ["Desk", "Examined", "examine", "guarded", "inspect", "process", "process_catalogue"]

ATTENTION_PAGE = "確認事項.html"
_SUFFIXES = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready for the work: where documents go, the templates, and the day."""

    root: Path
    """Results name their documents relative to this folder."""
    outbox: Path
    templates: Path
    today: dt.date
    lists: Lists
    receipts: Path | None = None
    """None: no receipts are kept (``build --out``)."""


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
    def folder(self) -> str:
        """Folder of the documents under the outbox."""
        record = self.record
        return case_folder(record.case_number) if isinstance(record, Case) else CATALOGUE_FOLDER


def process(path: Path, desk: Desk) -> Result:
    """Turn one dropped sheet into its published documents, or into what to correct."""
    examined = examine(path, desk.today, desk.lists)
    if blocking(examined.problems):
        return _returned(path, examined)
    printed = print_documents(examined.record, desk.templates)
    published = _publish(examined, printed, desk)
    result = _delivered(path, examined, printed, published)
    write_page(desk.outbox / examined.folder / ATTENTION_PAGE, attention_page(result))
    return result


def process_catalogue(path: Path, desk: Desk) -> Result:
    """Like :func:`process`, for a program catalogue and nothing else."""
    examined = examine(path, desk.today, desk.lists)
    if isinstance(examined.captured.record, Case):
        problem = say.NOT_A_CATALOGUE.at(file=path.name)
        return _returned(path, replace(examined, problems=(problem,)))
    return process(path, desk)


def inspect(path: Path, today: dt.date, lists: Lists) -> Result:
    """Return the problems of a sheet; nothing is made."""
    examined = examine(path, today, lists)
    if blocking(examined.problems):
        return _returned(path, examined)
    return Result(
        file=path.name,
        outcome=Outcome.OK,
        form=examined.captured.form,
        case=examined.case,
        problems=examined.problems,
        source_hash=examined.source_hash,
    )


def examine(path: Path, today: dt.date, lists: Lists) -> Examined:
    """Read a file and apply every rule; what is wrong with it is in ``problems``."""
    data = path.read_bytes()
    captured = _captured(path, data, lists)
    rules = check(captured.record, today, lists) if captured.record is not None else ()
    located = (captured.located(problem) for problem in rules)
    problems = in_file((*captured.problems, *located), path.name)
    return Examined(captured, problems, hashlib.sha256(data).hexdigest())


def _captured(path: Path, data: bytes, lists: Lists) -> Captured:
    try:
        return capture(read_workbook(data), lists)
    except PackageFault as fault:
        wrong_kind = path.suffix.lower() not in _SUFFIXES and fault.problem.code == "F102"
        problem = say_file.OTHER_KIND.at(suffix=path.suffix) if wrong_kind else fault.problem
        return Captured(problems=(problem,))


def guarded(work: Callable[[Path], Result], path: Path) -> Result:
    """Do the work on a sheet; whatever goes wrong is a result, never an exception.

    A fault of disk or folder and a fault of the program leave the sheet as it is (``failed``).
    """
    try:
        return work(path)
    except FileNotFoundError as error:
        missing = error.filename in {path, str(path)}
        problem = say.NOT_FOUND.at(name=path.name) if missing else folder_problem(error)
        return _failed(path, problem, ExitCode.FOLDER)
    except OSError as error:
        unreadable = error.filename in {path, str(path)}
        problem = say.UNREADABLE.at(name=path.name) if unreadable else folder_problem(error)
        return _failed(path, problem, ExitCode.FOLDER)
    except Exception as error:  # noqa: BLE001 one bad sheet must not stop the others
        return _failed(path, say.unexpected(error), ExitCode.UNEXPECTED)


def _publish(examined: Examined, printed: Printed, desk: Desk) -> Published:
    finished = [
        Finished(
            stem=one.stem,
            data=one.data,
            content_hash=content_hash(one.data),
            template=one.template,
            meeting=one.meeting,
            agency=one.agency,
        )
        for one in printed.documents
    ]
    return publish(
        desk.outbox / examined.folder,
        desk.root,
        finished,
        Receipts(desk.receipts) if desk.receipts else None,
        source_hash=examined.source_hash,
        record_hash=record_hash(examined.record),
    )


def _delivered(path: Path, examined: Examined, printed: Printed, published: Published) -> Result:
    states = {document.state for document in published.documents}
    settled = states <= {DocumentState.UNCHANGED, DocumentState.KEPT, DocumentState.FROZEN}
    faulty = blocking(printed.problems)
    whole = Outcome.UNCHANGED if settled else Outcome.DELIVERED
    problems = (*examined.problems, *printed.problems, *published.problems)
    return Result(
        file=path.name,
        outcome=Outcome.INCOMPLETE if faulty else whole,
        form=examined.captured.form,
        case=examined.case,
        documents=published.documents,
        withheld=printed.withheld,
        problems=problems,
        source_hash=examined.source_hash,
        folder=examined.folder,
        exit_code=ExitCode.TEMPLATE if faulty else ExitCode.OK,
    )


def _returned(path: Path, examined: Examined) -> Result:
    return Result(
        file=path.name,
        outcome=Outcome.RETURNED,
        form=examined.captured.form,
        case=examined.case,
        problems=examined.problems,
        source_hash=examined.source_hash,
        exit_code=ExitCode.SHEET,
    )


def _failed(path: Path, problem: Problem, code: ExitCode) -> Result:
    problems = in_file((problem,), path.name)
    return Result(file=path.name, outcome=Outcome.FAILED, problems=problems, exit_code=code)
