"""A sheet to finished documents, all in memory: everything that reads, nothing that publishes.

This much runs in a child that may be killed; what it gives back is plain data.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jusoforms.documents.printing import Printed, print_documents
from jusoforms.examining import Examined, examine
from jusoforms.lookback import compared, look_back
from jusoforms.outcome import ExitCode, Outcome, Result, together
from jusoforms.package import DEFAULT_LIMITS, PackageFault, content_hash
from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import delivery as say_delivery
from jusoforms.problems import program as say
from jusoforms.publish import Document, Finished, Receipts
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.lists_book import read_lists
from jusoforms.sheets.marking import mark, unmark
from jusoforms.vocabulary.house import House
from jusoforms.vocabulary.lists import Lists, default_lists
from jusoforms.vocabulary.view import record_hash
from jusoforms.workspace import Workspace

__all__ = [
    "Desk",
    "Leaving",
    "Prepared",
    "PreparedCase",
    "desk_for",
    "inspected",
    "prepare",
    "returned",
    "ward_lists",
]

_log = logging.getLogger(__name__)
_NONE: frozenset[str] = frozenset()
_NO_FORMS = Forms()
_NO_HOUSE = House()


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
    restricted: bool = False
    """The workspace is for cases that only few may see (``restricted`` in jusoforms.toml)."""
    house: House = _NO_HOUSE
    """What the ward says of itself (jusoforms.toml)."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Which documents of earlier sheets no longer follow from this one."""

    form: str = ""
    whole: frozenset[str] = _NONE
    """As in ``Printed``, like the next two."""
    partly: frozenset[str] = _NONE
    unrecorded: frozenset[str] = _NONE

    def __call__(self, document: Document) -> bool:
        """Return whether a document leaves.

        Not where its template is at fault or gone, where the sheet lists its meeting but its form
        cannot record it, nor where a sheet of another form says more than this form can.
        """
        if document.template not in self.whole | self.partly:
            return False
        if document.meeting and document.meeting in self.unrecorded:
            return False
        return document.form in {"", self.form} or document.template in self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedCase:
    """What one case of a workbook came to; nothing of it has been published."""

    result: Result
    """Without documents; returned, or delivered once they are published."""
    documents: tuple[Finished, ...] = ()
    record_hash: str = ""
    basis: str = ""
    """What the case's receipts were when the sheet was compared with its past."""
    filed_under: str = ""
    """The folder of the case that the workbook is filed with, if not this one."""
    withdrawn: bool = False
    """The sheet takes its case back."""
    leaving: Leaving = field(default=Leaving())


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a workbook came to: its cases, and what is to lie in its stead."""

    cases: tuple[PreparedCase, ...]
    in_stead: bytes | None = field(default=None, repr=False)
    """The workbook returned with marks, or filed without old ones; None: it lies as it is."""
    is_marked: bool = False

    @property
    def result(self) -> Result:
        """What the workbook will come to."""
        whole = together([case.result for case in self.cases])
        return replace(whole, is_marked=self.is_marked)


def prepare(path: Path, desk: Desk, name: str = "") -> Prepared:
    """Return the documents of a workbook, or what to correct in it; with it as it is to lie.

    ``name`` is the one under which it was dropped, where the file has another.
    """
    name = name or path.name
    examined = examine(path, desk.today, desk.lists, desk.forms, name)
    prepared = Prepared(cases=_filed_together([_prepared(name, one, desk) for one in examined]))
    if path.stat().st_size > DEFAULT_LIMITS.file:
        return prepared
    data = path.read_bytes()
    bare, result = unmark(data), prepared.result
    marked = _marked(bare, result) if result.outcome is Outcome.RETURNED else None
    if marked is not None:
        return replace(prepared, in_stead=marked, is_marked=True)
    return prepared if bare == data else replace(prepared, in_stead=bare)


def _filed_together(cases: Sequence[PreparedCase]) -> tuple[PreparedCase, ...]:
    """Return the cases of a workbook, each with the one under which it will be found again."""
    home = next((case.result.folder for case in cases if case.result.folder), "")
    return tuple(
        replace(case, filed_under=home) if case.result.folder not in {"", home} else case
        for case in cases
    )


def _marked(bare: bytes, result: Result) -> bytes | None:
    """Return the sheet with its problems marked; None where that cannot be.

    A fault while marking is ours; the sheet comes back all the same.
    """
    try:
        return mark(bare, result.problems)
    except Exception as error:  # noqa: BLE001 see above
        _log.error("not_marked", exc_info=error)
        return None


def _prepared(name: str, examined: Examined, desk: Desk) -> PreparedCase:
    if blocking(examined.problems):
        return PreparedCase(result=returned(name, examined))
    if examined.captured.record is None:
        problem = say.LISTS_ARE_NO_SHEET.at(file=name)
        problems = (*examined.problems, problem)
        return PreparedCase(result=returned(name, replace(examined, problems=problems)))
    basis = Receipts(desk.receipts).basis(examined.folder) if desk.receipts else ""
    past = look_back(name, examined, desk.workspace, desk.today, desk.lists, desk.forms)
    if desk.restricted:
        past = replace(past, shared=False)
    examined = compared(name, examined, past)
    if blocking(examined.problems):
        return PreparedCase(result=returned(name, examined))
    return _printed(name, examined, desk, basis)


def desk_for(
    workspace: Workspace,
    lists: Lists,
    today: dt.date,
    forms: Forms = _NO_FORMS,
    *,
    restricted: bool,
    house: House = _NO_HOUSE,
) -> Desk:
    """Return the desk of a workspace: receipts kept, its own templates."""
    return Desk(
        root=workspace.root,
        outbox=workspace.outbox,
        templates=workspace.word_templates,
        receipts=workspace.receipts,
        today=today,
        workspace=workspace,
        lists=lists,
        forms=forms,
        restricted=restricted,
        house=house,
    )


def inspected(name: str, examined: Sequence[Examined]) -> Result:
    """Return what the problems of a workbook's cases come to."""
    return together([_inspected(name, one) for one in examined])


def _inspected(name: str, examined: Examined) -> Result:
    if blocking(examined.problems):
        return returned(name, examined)
    return _result(name, examined, Outcome.OK, ExitCode.OK)


def returned(name: str, examined: Examined) -> Result:
    """Return the result of a sheet that a person has to correct.

    One that only the ward's own form keeps from being read waits for the form to be mended.
    """
    if examined.captured.form_at_fault:
        return _result(name, examined, Outcome.FAILED, ExitCode.TEMPLATE)
    return _result(name, examined, Outcome.RETURNED, ExitCode.SHEET)


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


def _printed(name: str, examined: Examined, desk: Desk, basis: str) -> PreparedCase:
    printed = _print(examined, desk)
    faulty = blocking(printed.problems)
    result = _result(
        name,
        examined,
        Outcome.INCOMPLETE if faulty else Outcome.DELIVERED,
        ExitCode.TEMPLATE if faulty else ExitCode.OK,
    )
    problems: tuple[Problem, ...] = (*examined.problems, *printed.problems)
    form = examined.captured.form
    return PreparedCase(
        result=replace(
            result, withheld=printed.withheld, problems=problems, folder=examined.folder
        ),
        documents=tuple(_finished(printed, form)),
        record_hash=record_hash(examined.record),
        basis=basis,
        withdrawn=examined.is_withdrawn,
        leaving=Leaving(form, printed.whole, printed.partly, printed.unrecorded),
    )


def _print(examined: Examined, desk: Desk) -> Printed:
    if examined.is_withdrawn:
        return Printed((), problems=(say_delivery.CASE_WITHDRAWN.at(label="取下げ"),))
    holds = examined.captured.holds or None
    return print_documents(examined.record, desk.templates, holds, desk.house)


def _finished(printed: Printed, form: str) -> list[Finished]:
    return [
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


def _result(name: str, examined: Examined, outcome: Outcome, code: ExitCode) -> Result:
    return Result(
        file=name,
        outcome=outcome,
        form=examined.captured.form,
        case=examined.case,
        sheet=examined.captured.sheet,
        problems=examined.problems,
        source_hash=examined.source_hash,
        exit_code=code,
    )
