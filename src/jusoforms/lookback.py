"""What was said of a case before: its last filed sheets read again, and compared with this one.

Receipts know sheets by their hash; the file itself lies under 処理済み. One that is not there is
not compared.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from jusoforms.checks.changes import another_person, deletions, disagreements, not_newest
from jusoforms.checks.duties import check_programs
from jusoforms.examining import Examined, examine
from jusoforms.filesystem import file_hash
from jusoforms.intake import Returns
from jusoforms.problems import Problem, in_file
from jusoforms.problems import rules as say
from jusoforms.publish import Receipt, Receipts
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.capture import Captured
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import CATALOGUE_FOLDER
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.wareki import read_date
from jusoforms.workspace import Workspace

__all__ = ["Past", "compared", "filed_copies", "look_back"]

_FILES = 400
_SHEETS = 12


@dataclass(frozen=True, slots=True)
class Past:
    """The sheets before this one, as far as they are still there."""

    last: Case | None = None
    """Of the same form."""
    before: Case | None = None
    """The one before the last of the same form."""
    other: Examined | None = None
    """The very last one, where it is of another form."""
    programs: frozenset[str] | None = None
    """Numbers of the newest catalogue that covers the year; None where none is known."""
    answered: frozenset[str] = frozenset()
    """Questions for which this very sheet was returned before; it has come again as it was."""
    shared: bool = False
    """The documents would stand where everyone who has the workspace sees them."""


def look_back(
    name: str,
    examined: Examined,
    workspace: Workspace | None,
    today: dt.date,
    lists: Lists,
    forms: Forms,
) -> Past:
    """Return what was filed before of the case on a sheet."""
    case = examined.record
    if workspace is None or not isinstance(case, Case):
        return Past()
    shelf = _Filed(workspace, today, lists, forms)
    same = _last_two(shelf, examined)
    return Past(
        *same,
        other=shelf.newest_of_another_form(examined),
        programs=shelf.programs(case) if any(r.program_number for r in case.roles) else None,
        answered=Returns(workspace).answered(name, examined.source_hash),
        shared=True,
    )


def compared(name: str, examined: Examined, past: Past) -> Examined:
    """Return the sheet with what its past has to say added to its problems."""
    case = examined.record
    if not isinstance(case, Case):
        return examined
    told = (examined.captured.located(problem) for problem in _told(case, examined, past))
    problems = in_file(told, name)
    return replace(examined, problems=(*examined.problems, *problems))


def _told(case: Case, examined: Examined, past: Past) -> Iterator[Problem]:
    asked = (p for p in _asked(case, examined, past) if p.code not in past.answered)
    yield from asked
    if past.shared and case.restricted.strip() == "有" and not case.is_withdrawn:
        yield say.RESTRICTED.at(label="閲覧制限")
    if not case.is_withdrawn:
        yield from _changed(case, examined, past)


def _asked(case: Case, examined: Examined, past: Past) -> Iterator[Problem]:
    if past.last:
        yield from another_person(past.last, case)
    if past.other and not case.is_withdrawn:
        yield from _disagreements(case, examined, past.other.captured)


def _changed(case: Case, examined: Examined, past: Past) -> Iterator[Problem]:
    holds = examined.captured.holds
    if past.last:
        yield from deletions(past.last, case, (holds,))
    if past.last and past.before:
        yield from not_newest(past.before, past.last, case, (holds,))
    yield from check_programs(case, past.programs)


def _disagreements(case: Case, examined: Examined, theirs: Captured) -> Iterator[Problem]:
    if isinstance(theirs.record, Case):
        holds = (examined.captured.holds, theirs.holds)
        yield from disagreements(theirs.record, theirs.form, case, holds)


def _last_two(shelf: _Filed, examined: Examined) -> tuple[Case | None, Case | None]:
    """Return the two sheets of the same form before this one."""
    form = examined.captured.form
    found: list[Case | None] = []
    for receipt in shelf.receipts(examined.folder, examined.source_hash):
        if len(found) == 2 or receipt.form not in {"", form}:  # noqa: PLR2004 the last two
            continue
        sheet = shelf.sheet(examined.folder, receipt)
        record = sheet.captured.record if sheet else None
        if sheet is None or sheet.captured.form == form:
            found.append(record if isinstance(record, Case) else None)
    last, before, *_ = (*found, None, None)
    return last, before if last else None


class _Filed:
    """The sheets of a workspace that were filed, by their receipts."""

    def __init__(self, workspace: Workspace, today: dt.date, lists: Lists, forms: Forms) -> None:
        self._folder = workspace.filed
        self._receipts = Receipts(workspace.receipts)
        self._today = today
        self._lists = lists
        self._forms = forms

    def receipts(self, folder: str, but: str = "") -> list[Receipt]:
        """Return the newest receipt of each sheet before one, newest first."""
        history = self._receipts.history(folder)
        while history and history[0].source == but:
            history = history[1:]
        by_source: dict[str, Receipt] = {}
        for receipt in history:
            if receipt.source:
                by_source.setdefault(receipt.source, receipt)
        return list(by_source.values())[:_SHEETS]

    def sheets(self, folder: str) -> Iterator[Examined]:
        """Yield the filed sheets of a case, newest first."""
        found = (self.sheet(folder, one) for one in self.receipts(folder))
        return (one for one in found if one)

    def newest_of_another_form(self, examined: Examined) -> Examined | None:
        """Return the last sheet before this one, if another form's is the last."""
        for receipt in self.receipts(examined.folder, examined.source_hash)[:1]:
            sheet = self.sheet(examined.folder, receipt)
            if sheet and sheet.captured.form != examined.captured.form:
                return sheet
        return None

    def sheet(self, folder: str, receipt: Receipt) -> Examined | None:
        """Return what a filed workbook says of a case; None where it is not there."""
        for path in filed_copies(self._folder, folder, receipt):
            with contextlib.suppress(OSError):
                cases = examine(path, self._today, self._lists, self._forms)
                return next(filter(_of(folder), cases), None)
        return None

    def programs(self, case: Case) -> frozenset[str] | None:
        """Return the numbers of the newest catalogue that covers the last meeting's day."""
        latest = case.latest_meeting
        days = latest.held_at.interval if latest else None
        day = days[0] if days else self._today
        for sheet in self.sheets(CATALOGUE_FOLDER):
            record = sheet.captured.record
            if isinstance(record, Catalogue) and _covers(record, day):
                children = (one for program in record.programs for one in program.sub_programs)
                return frozenset(str(one.number) for one in children if one.number is not None)
        return None


def filed_copies(filed: Path, folder: str, receipt: Receipt) -> Iterator[Path]:
    """Yield where the workbook of a case's receipt lies under 処理済み, filed last first."""
    years = sorted(filed.iterdir()) if filed.is_dir() else []
    place = receipt.filed_under or folder
    found = (path for year in years for path in (year / place).rglob("*") if path.is_file())
    for path in islice(sorted(found, key=lambda path: -path.stat().st_mtime_ns), _FILES):
        with contextlib.suppress(OSError):
            if file_hash(path) == receipt.source:
                yield path


def _of(folder: str) -> Callable[[Examined], bool]:
    return lambda one: one.captured.record is None or one.folder == folder


def _covers(catalogue: Catalogue, day: dt.date) -> bool:
    """Return whether a catalogue says nothing of its year, or that of the day."""
    days = read_date(catalogue.fiscal_year).interval
    return days is None or days[0] <= day <= days[1]
