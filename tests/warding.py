"""A workspace that people drop filled 支援会議票 into; the clock is the test's.

Records become workbooks, go through the inbox, and are printed from the shipped templates.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import pytest

from jusoforms.intake import Marking, drain
from jusoforms.outcome import Result
from jusoforms.pipeline import Desk, process
from jusoforms.reports.pages import return_slip
from jusoforms.setup import make_workspace
from jusoforms.sheets.blanks.meeting_form import filled_meeting_form
from jusoforms.sheets.marking import mark, unmark
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.names import names_of


def holds_everything() -> frozenset[str]:
    """Return the names of a form that has a place for all of a case and its meetings."""
    of_meeting = {f"会議.{field.name}" for field in names_of(Meeting).values() if field.attribute}
    return frozenset({f.name for f in names_of(Case).values() if f.attribute} | of_meeting)


def sheet_of(case: Case) -> bytes:
    """Return the 支援会議票 of a case, as a person would have filled it in."""
    return filled_meeting_form(case, default_lists())


class _Clock:
    def __init__(self, day: dt.date) -> None:
        self.now, self.day = 0.0, day

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def today(self) -> dt.date:
        return self.day


class Ward:
    """The workspace, and the one thing that people do with it: drop a sheet."""

    today = dt.date(2026, 6, 1)

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.workspace = make_workspace(root)
        self.day = self.today
        patch.setattr("os.fsync", lambda handle: None)

    def drop(self, sheet: Case | bytes, name: str = "票.xlsx") -> Result:
        """Put one sheet into the inbox and let it be worked on."""
        data = sheet if isinstance(sheet, bytes) else sheet_of(sheet)
        (self.workspace.inbox / name).write_bytes(data)
        (result,) = self.drain()
        return result

    def drain(self) -> list[Result]:
        """Work on everything in the inbox."""
        desk = Desk(
            root=self.workspace.root,
            outbox=self.workspace.outbox,
            templates=self.workspace.word_templates,
            today=self.day,
            lists=default_lists(),
            receipts=self.workspace.receipts,
            workspace=self.workspace,
        )
        work = partial(process, desk=desk)
        marking, clock = Marking(mark, unmark), _Clock(self.day)
        return list(drain(self.workspace, work, return_slip, clock, 0.1, marking))

    def documents(self, case: str = "7") -> dict[str, bytes]:
        """Return every document of a case by its path in the case's folder."""
        folder = self.workspace.outbox / case
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.docx")}


def codes(result: Result) -> list[str]:
    """Return the codes of a result's problems."""
    return [problem.code for problem in result.problems]
