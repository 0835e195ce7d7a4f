"""One sheet through every stage: the table of contents.

file -> workbook -> record -> problems -> documents -> published. The stages do not know each
other; their order stands only here and, for what comes before publishing, in ``preparing``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jusoforms.examining import Examined, examine
from jusoforms.filesystem import NotOurTurn, folder_problem
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result, together
from jusoforms.preparing import (
    Desk,
    Prepared,
    PreparedCase,
    inspected,
    prepare,
    returned,
    ward_lists,
)
from jusoforms.problems import Problem, in_file, watching
from jusoforms.problems import program as say
from jusoforms.publish import Outdated, Published, Receipts, everything_leaves, publish, write_page
from jusoforms.reports.pages import attention_page
from jusoforms.sheets.adopted.form import Forms
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.lists import Lists
from jusoforms.workspace import ATTENTION_PAGE

__all__ = [
    "Desk",
    "Examined",
    "deliver",
    "examine",
    "guarded",
    "inspect",
    "inspected",
    "prepare",
    "process",
    "process_catalogue",
    "ward_lists",
]

_SETTLED = frozenset({DocumentState.UNCHANGED, DocumentState.KEPT, DocumentState.FROZEN})
_AGAIN = 5


def process(path: Path, desk: Desk) -> Result:
    """Turn one dropped workbook into its published documents, or into what to correct.

    Of several cases in it each goes its own way; the result has them as ``parts``.
    """
    for _ in range(_AGAIN):
        try:
            return deliver(prepare(path, desk), desk)
        except Outdated:  # another process was quick: the sheet's past is another now
            continue
    raise NotOurTurn


def deliver(
    prepared: Prepared, desk: Desk, receipts: Receipts | None = None, *, resumed: bool = False
) -> Result:
    """Publish what was prepared, case by case; return what became of the workbook.

    ``resumed``: a run that ended may have published it already: see ``publish``.
    Raises OSError where folder or disk is at fault, ``publish.Outdated`` where the sheet has to be
    prepared anew, ``NotOurTurn`` where another process goes on with the case. Cases before the
    one that failed are published then; doing it again finds them so.
    """
    if desk.receipts:
        receipts = receipts or Receipts(desk.receipts)
    done = [_case_delivered(one, desk, receipts, resumed=resumed) for one in prepared.cases]
    return replace(together(done), is_marked=prepared.is_marked)


def process_catalogue(path: Path, desk: Desk) -> Result:
    """Like :func:`process`, for a program catalogue and nothing else."""
    examined = examine(path, desk.today, desk.lists, desk.forms)
    if any(isinstance(one.captured.record, Case) for one in examined):
        problem = say.NOT_A_CATALOGUE.at(file=path.name)
        return returned(path.name, replace(examined[0], problems=(problem,)))
    return process(path, desk)


def inspect(path: Path, today: dt.date, lists: Lists, forms: Forms) -> Result:
    """Return the problems of a workbook; nothing is made."""
    return inspected(path.name, examine(path, today, lists, forms))


def guarded(work: Callable[[Path], Result], path: Path) -> Result:
    """Do the work on a sheet; whatever goes wrong is a result, never an exception.

    A fault of disk or folder and a fault of the program leave the sheet as it is (``failed``).
    """
    try:
        return work(path)
    except NotOurTurn:
        return _failed(path, watching.CASE_IN_WORK.at(file=path.name), ExitCode.FOLDER)
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


def _case_delivered(
    case: PreparedCase, desk: Desk, receipts: Receipts | None, *, resumed: bool
) -> Result:
    if case.result.outcome not in {Outcome.DELIVERED, Outcome.INCOMPLETE}:
        return case.result
    published = _publish(case, desk, receipts, resumed=resumed)
    result = _delivered(case, published)
    if not published.is_superseded:
        write_page(desk.outbox / result.folder / ATTENTION_PAGE, attention_page(result))
    return result


def _publish(
    case: PreparedCase, desk: Desk, receipts: Receipts | None, *, resumed: bool
) -> Published:
    result = case.result
    return publish(
        desk.outbox / result.folder,
        desk.root,
        case.documents,
        receipts,
        source_hash=result.source_hash,
        filed_under=case.filed_under,
        record_hash=case.record_hash,
        form=result.form,
        leaves=everything_leaves if case.withdrawn else case.leaving,
        basis=case.basis,
        resumed=resumed,
    )


def _delivered(case: PreparedCase, published: Published) -> Result:
    result = case.result
    settled = {document.state for document in published.documents} <= _SETTLED
    unchanged = settled and result.outcome is Outcome.DELIVERED
    return replace(
        result,
        outcome=Outcome.UNCHANGED if unchanged else result.outcome,
        documents=published.documents,
        problems=(*result.problems, *published.problems),
    )


def _failed(path: Path, problem: Problem, code: ExitCode) -> Result:
    problems = in_file((problem,), path.name)
    return Result(file=path.name, outcome=Outcome.FAILED, problems=problems, exit_code=code)
