"""Where sheets are worked on: in children that may be killed; publishing stays with us.

A message to a child holds a place in the spool, the sheet's name and the day. It opens the
workspace's templates, lists and forms itself, so that a changed one counts from the next sheet on.
"""

from __future__ import annotations

import datetime as dt
import queue
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from jusoforms.confinement import Bounds, Confined, Killed, Reason
from jusoforms.filesystem import Turns, folder_problem
from jusoforms.intake import Anew, Faulty, Hindered, Poisoned, Sheet
from jusoforms.outcome import ExitCode, Result
from jusoforms.pipeline import deliver
from jusoforms.preparing import Desk, Prepared, desk_for, prepare, ward_lists
from jusoforms.problems import Problem, blocking, program, watching
from jusoforms.publish import Outdated, Receipts
from jusoforms.reports.pages import return_slip
from jusoforms.sheets.adopted.shelf import forms_in
from jusoforms.standing import Room
from jusoforms.transport import packed, packed_problem, packed_refusal, unpacked
from jusoforms.vocabulary.house import House
from jusoforms.vocabulary.lists import Lists
from jusoforms.workspace import Workspace

__all__ = ["BOUNDS", "AtHand", "Bench", "prepared_apart"]

BOUNDS = Bounds(seconds=40.0, processor_seconds=20.0, memory=1 << 30, answer=256 << 20)
"""Of the work on one sheet: a form takes a tenth of a second."""
_LISTS_FILE = "一覧.xlsx"


class AtHand:
    """Works on sheets in this process: for a single sheet, and for tests."""

    def __init__(self, desk: Callable[[], Desk], turns: Turns | None = None) -> None:
        """Ask for the desk at each sheet: the day and the lists may change."""
        self._desk = desk
        self._turns = turns

    def begin(self, sheet: Sheet) -> Future[Any]:
        """Do all of the work now."""
        future: Future[Any] = Future()
        try:
            future.set_result(prepare(sheet.path, self._desk(), sheet.name))
        except Exception as error:  # noqa: BLE001 it is the future's
            future.set_exception(error)
        return future

    def deliver(self, done: Prepared, *, resumed: bool) -> Result:
        """Publish what was prepared."""
        desk = self._desk()
        receipts = Receipts(desk.receipts, self._turns) if desk.receipts else None
        try:
            return deliver(done, desk, receipts, resumed=resumed)
        except Outdated:
            raise Anew from None

    def slip(self, result: Result) -> bytes:
        """Return the page beside a returned sheet."""
        return return_slip(result)

    def warm(self) -> None:
        """Do nothing: this process runs."""

    def rest(self) -> None:
        """Do nothing."""


class Bench(AtHand):
    """Works on sheets in children, each replaced when it dies."""

    def __init__(
        self,
        desk: Callable[[], Desk],
        turns: Turns | None = None,
        *,
        workers: int = 1,
        bounds: Bounds = BOUNDS,
    ) -> None:
        super().__init__(desk, turns)
        self._children = [Confined(f"{__name__}:prepared_apart", bounds) for _ in range(workers)]
        self._free: queue.LifoQueue[Confined] = queue.LifoQueue()
        for child in self._children:
            self._free.put(child)
        self._hands = ThreadPoolExecutor(workers, "jusoforms-work")
        self._is_warm = False

    def begin(self, sheet: Sheet) -> Future[Any]:
        """Hand the sheet to the next child that is free."""
        desk = self._desk()
        self._is_warm = True
        return self._hands.submit(self._work, desk, sheet)

    def warm(self) -> None:
        """Start the children, and let them open the templates."""
        if not self._is_warm:
            self._is_warm = True
            for _ in self._children:
                self._hands.submit(self._work, self._desk(), None)

    def rest(self) -> None:
        """End the children; what is in hand there comes to no value."""
        self._is_warm = False
        for child in self._children:
            child.stop()

    def _work(self, desk: Desk, sheet: Sheet | None) -> Prepared | None:
        child = self._free.get()
        try:
            answer = child.run(b"", **_message(desk, sheet))
        finally:
            self._free.put(child)
        if isinstance(answer, Killed):
            raise _why(answer)
        return _told(answer) if sheet else None


def prepared_apart(
    _: bytes, *, root: str, path: str, name: str, today: str, restricted: bool, house: list[Any]
) -> bytes:
    """Prepare one sheet in a child; without a path only be ready for one."""
    workspace, day = Workspace(Path(root)), dt.date.fromisoformat(today)
    look, texts = house
    own = House(look, tuple((name, text) for name, text in texts))
    try:
        lists, problems = _lists(workspace)
        if blocking(problems):
            return packed_problem(program.FAULTY_LISTS.at(name=_LISTS_FILE), kind="hindered")
        forms = forms_in(workspace.blank_forms)
        desk = desk_for(workspace, lists, day, forms, restricted=restricted, house=own)
        return packed(prepare(Path(path), desk, name)) if path else b""
    except OSError as error:
        return packed_refusal(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 told by kind and place alone
        return packed_problem(program.unexpected(error, name), kind="fault")


def _lists(workspace: Workspace) -> tuple[Lists, tuple[Problem, ...]]:
    path = workspace.blank_forms / _LISTS_FILE
    try:
        found = path.stat()
    except FileNotFoundError:
        return ward_lists(path)
    return _read_once(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@lru_cache(maxsize=4)
def _read_once(path: Path, *_: int) -> tuple[Lists, tuple[Problem, ...]]:
    return ward_lists(path)


def _message(desk: Desk, sheet: Sheet | None) -> dict[str, Any]:
    return {
        "root": str(desk.root.resolve()),
        "path": str(sheet.path.resolve()) if sheet else "",
        "name": sheet.name if sheet else "",
        "today": desk.today.isoformat(),
        "restricted": desk.restricted,
        "house": [desk.house.look, desk.house.texts],
    }


def _why(killed: Killed) -> Exception:
    if killed.reason is Reason.NOT_STARTED:
        return Hindered(Room.SPOOL, watching.NO_CHILD.at())
    return Poisoned()


def _told(answer: bytes) -> Prepared:
    """Return what a child prepared, or raise what kept it from that."""
    try:
        told = unpacked(answer)
    except (ValueError, KeyError, TypeError):
        raise Poisoned from None
    if isinstance(told, Prepared):
        return told
    if isinstance(told, OSError):
        raise Hindered(Room.OUTBOX, folder_problem(told))
    kind, problem = told
    if kind == "hindered":
        raise Hindered(Room.TEMPLATES, problem, ExitCode.TEMPLATE)
    raise Faulty(problem)
