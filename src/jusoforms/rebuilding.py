"""Documents again after a template has changed, from the sheets that were filed.

Each case goes the way of a dropped sheet, through the same ``publish``: what is the same stays,
what changed becomes a new 版, what was approved or edited is left. So doing it again only does
what was not done yet, and stopping between two cases loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jusoforms.filesystem import NotOurTurn
from jusoforms.lookback import filed_copies
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result
from jusoforms.pipeline import deliver, guarded
from jusoforms.preparing import Desk, Prepared, PreparedCase, prepare
from jusoforms.problems import program as say
from jusoforms.publish import Finished, Outdated, Receipt, Receipts, foresee
from jusoforms.workspace import Workspace

__all__ = ["known_cases", "rebuild"]

_AGAIN = 5
_SETTLED = frozenset({DocumentState.UNCHANGED, DocumentState.KEPT, DocumentState.FROZEN})


def known_cases(workspace: Workspace) -> tuple[str, ...]:
    """Return the folders of all cases, and of the catalogue, that documents were made for."""
    return Receipts(workspace.receipts).cases()


def rebuild(cases: Iterable[str], desk: Desk, *, dry: bool = False) -> Iterator[Result]:
    """Make the documents of each case again; ``dry``: only tell what would become of them."""
    for case in cases:
        yield guarded(lambda _, case=case: _rebuilt(case, desk, dry=dry), Path(case))  # type: ignore[misc]


def _rebuilt(case: str, desk: Desk, *, dry: bool) -> Result:
    assert desk.receipts
    receipts = Receipts(desk.receipts)
    for _ in range(_AGAIN):
        history = receipts.history(case)
        newest = history[0] if history else Receipt()
        prepared = _prepared(case, newest, desk)
        if isinstance(prepared, Result):
            return prepared
        others = {one.stem: one for one in _others(case, history, desk)}
        own = (one for one in prepared.documents if one.stem not in others)
        whole = replace(prepared, documents=(*own, *others.values()))
        if dry:
            return _foreseen(whole, desk, receipts)
        try:
            return deliver(Prepared(cases=(whole,)), desk, receipts, resumed=True)
        except Outdated:  # a newer sheet came in between
            continue
    raise NotOurTurn


def _prepared(case: str, receipt: Receipt, desk: Desk) -> PreparedCase | Result:
    """Return what a filed sheet says of a case today; a result where that makes no document.

    What was asked and answered when the sheet was dropped is not asked again: a sheet that only
    the comparison with its past would return is taken without it.
    """
    assert desk.workspace
    path = next(filed_copies(desk.workspace.filed, case, receipt), None)
    if path is None:
        problem = say.NO_FILED_SHEET.at(case=case)
        code = ExitCode.FOLDER
        return Result(
            file=case, case=case, outcome=Outcome.FAILED, problems=(problem,), exit_code=code
        )
    one = _of(case, prepare(path, desk))
    if one is None or one.result.outcome is Outcome.RETURNED:
        one = _of(case, prepare(path, replace(desk, workspace=None))) or one
    if one is None or not one.result.folder:
        problem = say.NOT_REBUILT.at(file=path.name, case=case)
        told = one.result.problems if one else ()
        result = one.result if one else Result(file=path.name, outcome=Outcome.RETURNED)
        return replace(result, problems=(problem, *told), exit_code=ExitCode.SHEET)
    return one


def _of(case: str, prepared: Prepared) -> PreparedCase | None:
    """Return the case of a workbook; the only one where it could not be read."""
    found = (one for one in prepared.cases if one.result.folder == case)
    alone = prepared.cases[0] if len(prepared.cases) == 1 else None
    return next(found, alone)


def _others(case: str, history: Sequence[Receipt], desk: Desk) -> Iterator[Finished]:
    """Yield the documents that the newest sheet's form does not make, from their own sheets."""
    documents = history[0].documents if history else ()
    for form in sorted({one.form for one in documents} - {"", history[0].form if history else ""}):
        receipt = next((one for one in history if one.form == form), None)
        prepared = _prepared(case, receipt, desk) if receipt else None
        if isinstance(prepared, PreparedCase):
            stems = {one.stem for one in documents if one.form == form}
            yield from (one for one in prepared.documents if one.stem in stems)


def _foreseen(case: PreparedCase, desk: Desk, receipts: Receipts) -> Result:
    folder = desk.outbox / case.result.folder
    documents = foresee(folder, desk.root, case.documents, receipts)
    same = {one.state for one in documents} <= _SETTLED
    outcome = Outcome.UNCHANGED if same else case.result.outcome
    return replace(case.result, documents=documents, outcome=outcome)
