"""One sheet through every stage: the table of contents.

file -> workbook -> record -> problems -> documents -> published. The stages do not know each
other; their order stands only here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jusoforms.documents.printing import Printed, print_documents
from jusoforms.examining import Examined, examine
from jusoforms.filesystem import folder_problem
from jusoforms.lookback import compared, look_back
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result, together
from jusoforms.package import PackageFault, content_hash
from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import delivery as say_delivery
from jusoforms.problems import program as say
from jusoforms.publish import (
    Document,
    Finished,
    Published,
    Receipts,
    everything_leaves,
    publish,
    write_page,
)
from jusoforms.reports.pages import attention_page
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.lists_book import read_lists
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.lists import Lists, default_lists
from jusoforms.vocabulary.view import record_hash
from jusoforms.workspace import Workspace

__all__ = [
    "Desk",
    "Examined",
    "examine",
    "guarded",
    "inspect",
    "inspected",
    "process",
    "process_catalogue",
    "ward_lists",
]

ATTENTION_PAGE = "確認事項.html"
_SETTLED = frozenset({DocumentState.UNCHANGED, DocumentState.KEPT, DocumentState.FROZEN})


_NO_FORMS = Forms()


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready for the work: where documents go, the templates, and the day."""

    root: Path
    """Results name their documents relative to this folder."""
    outbox: Path
    templates: Path
    today: dt.date
    lists: Lists
    forms: Forms = _NO_FORMS
    """The ward's own forms."""
    receipts: Path | None = None
    """None: no receipts are kept (``build --out``)."""
    workspace: Workspace | None = None
    """Where earlier sheets of a case were filed; None: nothing is compared."""


def process(path: Path, desk: Desk) -> Result:
    """Turn one dropped workbook into its published documents, or into what to correct.

    Of several cases in it each goes its own way; the result has them as ``parts``.
    """
    cases = examine(path, desk.today, desk.lists, desk.forms)
    sound = (one for one in cases if one.captured.record and not blocking(one.problems))
    home = next((one.folder for one in sound), "")
    return together([_processed(path, one, desk, home) for one in cases])


def _processed(path: Path, examined: Examined, desk: Desk, home: str) -> Result:
    """Turn one case into its documents; ``home``: the folder its workbook is filed under."""
    if blocking(examined.problems):
        return _returned(path, examined)
    if examined.captured.record is None:
        problem = say.LISTS_ARE_NO_SHEET.at(file=path.name)
        return _returned(path, replace(examined, problems=(*examined.problems, problem)))
    past = look_back(path, examined, desk.workspace, desk.today, desk.lists, desk.forms)
    examined = compared(path, examined, past)
    if blocking(examined.problems):
        return _returned(path, examined)
    printed = _print(examined, desk)
    published = _publish(examined, printed, desk, home)
    result = _delivered(path, examined, printed, published)
    write_page(desk.outbox / examined.folder / ATTENTION_PAGE, attention_page(result))
    return result


def process_catalogue(path: Path, desk: Desk) -> Result:
    """Like :func:`process`, for a program catalogue and nothing else."""
    examined = examine(path, desk.today, desk.lists, desk.forms)
    if any(isinstance(one.captured.record, Case) for one in examined):
        problem = say.NOT_A_CATALOGUE.at(file=path.name)
        return _returned(path, replace(examined[0], problems=(problem,)))
    return process(path, desk)


def inspect(path: Path, today: dt.date, lists: Lists, forms: Forms) -> Result:
    """Return the problems of a workbook; nothing is made."""
    return inspected(path, examine(path, today, lists, forms))


def inspected(path: Path, examined: Sequence[Examined]) -> Result:
    """Return what the problems of a workbook's cases come to."""
    return together([_inspected(path, one) for one in examined])


def _inspected(path: Path, examined: Examined) -> Result:
    if blocking(examined.problems):
        return _returned(path, examined)
    return Result(
        file=path.name,
        outcome=Outcome.OK,
        form=examined.captured.form,
        case=examined.case,
        sheet=examined.captured.sheet,
        problems=examined.problems,
        source_hash=examined.source_hash,
    )


def ward_lists(path: Path) -> tuple[Lists, tuple[Problem, ...]]:
    """Return the lists of a workspace's 一覧.xlsx, and what is wrong in it.

    Where it is not there, the lists that ship with jusoforms.
    """
    try:
        lists, problems = read_lists(read_workbook(path.read_bytes()))
    except FileNotFoundError:
        return default_lists(), ()
    except PackageFault as fault:
        lists, problems = default_lists(), (fault.problem,)
    except OSError:
        lists, problems = default_lists(), (say.UNREADABLE.at(name=path.name),)
    return lists, in_file(problems, path.name)


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
    except IsADirectoryError:
        return _failed(path, say.IS_A_FOLDER.at(name=path.name), ExitCode.FOLDER)
    except OSError as error:
        unreadable = error.filename in {path, str(path)}
        problem = say.UNREADABLE.at(name=path.name) if unreadable else folder_problem(error)
        return _failed(path, problem, ExitCode.FOLDER)
    except Exception as error:  # noqa: BLE001 one bad sheet must not stop the others
        return _failed(path, say.unexpected(error), ExitCode.UNEXPECTED)


def _print(examined: Examined, desk: Desk) -> Printed:
    if examined.is_withdrawn:
        return Printed((), problems=(say_delivery.CASE_WITHDRAWN.at(label="取下げ"),))
    return print_documents(examined.record, desk.templates, examined.captured.holds or None)


def _publish(examined: Examined, printed: Printed, desk: Desk, home: str) -> Published:
    form = examined.captured.form
    finished = [
        Finished(
            stem=one.stem,
            data=one.data,
            content_hash=content_hash(one.data),
            template=one.template,
            meeting=one.meeting,
            agency=one.agency,
            approved=one.approval.given,
            correction=one.approval.correction,
            form=form,
            in_full=one.template in printed.whole,
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
        form=form,
        filed_under="" if home == examined.folder else home,
        leaves=everything_leaves if examined.is_withdrawn else partial(_leaves, printed, form),
    )


def _leaves(printed: Printed, form: str, document: Document) -> bool:
    """Return whether a document no longer follows from the sheet.

    Not where its template is at fault or gone, where the sheet lists its meeting but its form
    cannot record it, nor where a sheet of another form says more than this form can.
    """
    if document.template not in printed.whole | printed.partly:
        return False
    if document.meeting and document.meeting in printed.unrecorded:
        return False
    return document.form in {"", form} or document.template in printed.whole


def _delivered(path: Path, examined: Examined, printed: Printed, published: Published) -> Result:
    states = {document.state for document in published.documents}
    settled = states <= _SETTLED
    faulty = blocking(printed.problems)
    whole = Outcome.UNCHANGED if settled else Outcome.DELIVERED
    problems = (*examined.problems, *printed.problems, *published.problems)
    return Result(
        file=path.name,
        outcome=Outcome.INCOMPLETE if faulty else whole,
        form=examined.captured.form,
        case=examined.case,
        sheet=examined.captured.sheet,
        documents=published.documents,
        withheld=printed.withheld,
        problems=problems,
        source_hash=examined.source_hash,
        folder=examined.folder,
        exit_code=ExitCode.TEMPLATE if faulty else ExitCode.OK,
    )


def _returned(path: Path, examined: Examined) -> Result:
    """Return the sheet to its person; one that only its form keeps from being read waits."""
    waits = examined.captured.form_at_fault
    return Result(
        file=path.name,
        outcome=Outcome.FAILED if waits else Outcome.RETURNED,
        form=examined.captured.form,
        case=examined.case,
        sheet=examined.captured.sheet,
        problems=examined.problems,
        source_hash=examined.source_hash,
        exit_code=ExitCode.TEMPLATE if waits else ExitCode.SHEET,
    )


def _failed(path: Path, problem: Problem, code: ExitCode) -> Result:
    problems = in_file((problem,), path.name)
    return Result(file=path.name, outcome=Outcome.FAILED, problems=problems, exit_code=code)
