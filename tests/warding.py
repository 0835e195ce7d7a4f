"""A workspace that people drop filled 支援会議票 into; the clock is the test's.

Records become workbooks, go through the inbox, and are printed from the shipped templates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from jusoforms.intake import Pace, Watcher, drain
from jusoforms.outcome import Result
from jusoforms.preparing import Desk, desk_for
from jusoforms.setup import make_workspace
from jusoforms.sheets.adopted.shelf import forms_in
from jusoforms.sheets.blanks.meeting_form import filled_meeting_form
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.names import names_of
from jusoforms.workbench import AtHand


def holds_everything() -> frozenset[str]:
    """Return the names of a form that has a place for all of a case and its meetings."""
    of_meeting = {f"会議.{field.name}" for field in names_of(Meeting).values() if field.attribute}
    return frozenset({f.name for f in names_of(Case).values() if f.attribute} | of_meeting)


@cache
def sheet_of(case: Case) -> bytes:
    """Return the 支援会議票 of a case, as a person would have filled it in."""
    return filled_meeting_form(case, default_lists())


class Clock:
    """Time passes only by waiting."""

    def __init__(self, day: dt.date) -> None:
        self.seconds, self.day = 0.0, day

    def monotonic(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        self.seconds += seconds

    def today(self) -> dt.date:
        return self.day

    def now(self) -> dt.datetime:
        return dt.datetime(self.day.year, self.day.month, self.day.day, tzinfo=dt.UTC)


class Ward:
    """The workspace, and the one thing that people do with it: drop a sheet."""

    today = dt.date(2026, 6, 1)

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.workspace = make_workspace(root)
        self.day = self.today
        self._state = root.with_name("state")
        patch.setattr("os.fsync", lambda handle: None)

    def drop(self, sheet: Case | bytes, name: str = "票.xlsx") -> Result:
        """Put one sheet into the inbox and let it be worked on."""
        data = sheet if isinstance(sheet, bytes) else sheet_of(sheet)
        (self.workspace.inbox / name).write_bytes(data)
        (result,) = self.drain()
        return result

    def drain(self) -> list[Result]:
        """Work on everything in the inbox."""
        craft, clock = AtHand(self.desk), Clock(self.day)
        return list(drain(self.workspace, craft, clock, self._state, settle=0.1))

    @contextmanager
    def watching(self) -> Iterator[tuple[Watcher, Clock]]:
        """Watch as the service does; the caller makes the rounds."""
        clock, pace = Clock(self.day), Pace(settle=0.1, interval=0.5, floor=0)
        with Watcher(self.workspace, AtHand(self.desk), clock, self._state, pace) as watcher:
            yield watcher, clock

    def desk(self) -> Desk:
        """Return the workspace's desk, its forms as they are now."""
        forms = forms_in(self.workspace.blank_forms)
        return desk_for(self.workspace, default_lists(), self.day, forms, restricted=False)

    def documents(self, case: str = "7") -> dict[str, bytes]:
        """Return every document of a case by its path in the case's folder."""
        folder = self.workspace.outbox / case
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.docx")}


def codes(result: Result) -> list[str]:
    """Return the codes of a result's problems."""
    return [problem.code for problem in result.problems]
