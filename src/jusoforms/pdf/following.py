"""PDFs made while the watcher goes on: a thread of its own, after the documents are published."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from jusoforms.filesystem import NotOurTurn
from jusoforms.pdf.keeping import keep_pdfs
from jusoforms.pdf.office import Office, find_office
from jusoforms.problems import Problem
from jusoforms.problems.program import unexpected
from jusoforms.publish import Receipts
from jusoforms.workspace import Workspace

__all__ = ["Follower", "latest_cases"]

_log = logging.getLogger(__name__)
_LATELY = dt.timedelta(days=2)
_AGAIN = 60.0


class Follower:
    """Makes the PDFs of the cases that it is told, one run of LibreOffice after another."""

    def __init__(
        self, workspace: Workspace, room: Path, find: Callable[[], Path | None] = find_office
    ) -> None:
        """``room``: a private folder for copies, deleted with all in it."""
        self._workspace = workspace
        self._room = room
        self._find = find
        self._wanted: dict[str, None] = {}
        self._at_work = False
        self._bell = threading.Condition()
        self._thread: threading.Thread | None = None
        self._office: Office | None = None
        self._stopped = False
        self._problems: dict[str, tuple[Problem, ...]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands in the way of PDFs now."""
        with self._bell:
            return tuple(dict.fromkeys(p for told in self._problems.values() for p in told))

    def want(self, cases: Iterable[str]) -> None:
        """Let the PDFs of some cases be looked after soon; returns at once."""
        with self._bell:
            self._wanted |= dict.fromkeys(cases)
            if self._wanted and self._thread is None:
                self._thread = threading.Thread(target=self._follow, name="pdf", daemon=True)
                self._thread.start()
            self._bell.notify_all()

    def is_idle(self) -> bool:
        """Return whether nothing is left to be done."""
        with self._bell:
            return not (self._wanted or self._at_work)

    def close(self) -> None:
        """End the run in hand; what was not made is made when the watcher runs again."""
        with self._bell:
            self._stopped = True
            self._bell.notify_all()
            office, thread = self._office, self._thread
        if office:
            office.stop()
        if thread:
            thread.join()

    def _follow(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: self._wanted or self._stopped)
                if self._stopped:
                    return
                cases, self._wanted, self._at_work = tuple(self._wanted), {}, True
            done = self._looked_after(cases)
            with self._bell:
                self._at_work = False
                if not done:
                    self._wanted = dict.fromkeys(cases) | self._wanted
                    self._bell.wait_for(lambda: self._stopped, _AGAIN)

    def _looked_after(self, cases: tuple[str, ...]) -> bool:
        """Return whether it came to its end; a share that is away is waited for."""
        program = self._find()
        office = Office(program, self._room) if program else None
        with self._bell:
            self._office = office
            if self._stopped:
                return False
        told: dict[str, tuple[Problem, ...]] = dict.fromkeys(("", *cases), ())
        try:
            for kept in keep_pdfs(self._workspace, office, cases, lambda: self._stopped):
                if kept.problem:
                    told[kept.case] = (*told.get(kept.case, ()), kept.problem)
                    _log.warning("pdf", extra={"code": kept.problem.code})
        except (OSError, NotOurTurn):
            return False
        except Exception as error:  # noqa: BLE001 a PDF must not stop the watcher
            _log.error("fault", exc_info=error)
            told[""] = (unexpected(error),)
        with self._bell:
            self._problems = {c: p for c, p in (self._problems | told).items() if p}
        return True


def latest_cases(workspace: Workspace, now: dt.datetime) -> tuple[str, ...]:
    """Return the cases of the last two days: their PDFs may lack after a run that was cut short."""
    since = (now - _LATELY).timestamp()
    cases = Receipts(workspace.receipts).cases()
    return tuple(one for one in cases if (workspace.receipts / one).stat().st_mtime >= since)
