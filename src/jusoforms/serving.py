"""The service: each workspace watched by a thread of its own, until all are asked to stop.

A workspace that is away, or whose settings are at fault, stops no other; it is opened again and
again. What settings say is read again before each round.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from jusoforms.filesystem import (
    Locked,
    Neighbours,
    Turns,
    folder_problem,
    is_on_network,
    this_process,
)
from jusoforms.intake import (
    Account,
    Hindered,
    OnAShare,
    Pace,
    SystemClock,
    Watcher,
    inbox_id,
    woken_by,
)
from jusoforms.logs import log_to
from jusoforms.outcome import Result
from jusoforms.package import PackageFault
from jusoforms.pdf import Follower, latest_cases
from jusoforms.preparing import Desk, desk_for
from jusoforms.problems import Problem, watching
from jusoforms.problems import program as say
from jusoforms.service import ServiceSettings, service_settings
from jusoforms.standing import Standing
from jusoforms.state import for_service, private_folder
from jusoforms.vocabulary.house import House, house_from, not_understood
from jusoforms.vocabulary.lists import default_lists
from jusoforms.workbench import BOUNDS, Bench
from jusoforms.workspace import FORMAT, Workspace, read_settings

__all__ = ["Observer", "Post", "logged", "opening_problem"]

_log = logging.getLogger(__name__)
_SETTLE, _SETTLE_ON_A_SHARE = 5.0, 10.0
_OPEN_AGAIN = 10.0
_TOLD_EVERY = 1.0
_FINAL = frozenset({watching.ALREADY_WATCHED.code, watching.LEDGER_ON_A_SHARE.code})
_TURN = 2.0
"""Seconds to wait for a case that another process has in hand, before the next sheet."""


class Observer(Protocol):
    """Whoever is told; called by the threads of the workspaces."""

    def result(self, result: Result) -> None:
        """Tell what became of a sheet."""

    def standing(self, workspace: Workspace, standing: Standing, *, last: bool) -> None:
        """Tell how a workspace stands: after each round, and when the service ends."""

    def closed(self, workspace: Workspace, problem: Problem) -> None:
        """Tell why a workspace cannot be opened now."""


def opening_problem(workspace: Workspace) -> Problem | None:
    """Return why a workspace cannot be opened; None if it can."""
    name = workspace.root.name
    try:
        settings = read_settings(workspace)
    except FileNotFoundError:
        there = workspace.root.is_dir()
        return (say.NO_WORKSPACE if there else say.NOT_FOUND).at(name=workspace.root)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return say.BAD_SETTINGS.at(name=workspace.settings.name, line="?")
    except OSError as error:
        return folder_problem(error)
    if settings.get("format") != FORMAT:
        number = settings.get("format", "なし")
        return say.NEWER_WORKSPACE.at(name=name, format=number)
    return None


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What jusoforms.toml says to the service."""

    restricted: bool = False
    contact: str = ""
    pdf: bool = False
    house: House = field(default_factory=House)


@contextlib.contextmanager
def logged(state: Path, settings: ServiceSettings) -> Iterator[None]:
    """Write the log of the service while it runs."""
    folder = private_folder(state / "log")
    handler = log_to(folder, size=settings.log)
    try:
        yield
    finally:
        logging.getLogger("jusoforms").removeHandler(handler)
        handler.close()


class Post:
    """The watch over one workspace."""

    def __init__(
        self,
        workspace: Workspace,
        state: Path,
        observer: Observer,
        settings: Callable[[], ServiceSettings] = service_settings,
        *,
        settle: float | None = None,
        host: str = "",
    ) -> None:
        """Watch in the name of ``host``; ``settle`` was given by hand and wins."""
        self.workspace = workspace
        self._state = state
        self._observer = observer
        self._settings_of = settings
        self._settle = settle
        self._me = this_process(host)
        self._clock = SystemClock()
        self._stopping = threading.Event()
        self._watcher: Watcher | None = None
        self._settings = settings()
        self._wishes = _Wishes()
        self._faults: tuple[Problem, ...] = ()
        self._pdfs = Follower(workspace, state / "pdf")
        self._told_at = float("-inf")
        self.gave_up = False
        """It has ended without being asked to: another process watches, or the place is wrong."""

    def stop(self) -> None:
        """Ask for the end; the sheet in hand is finished or given back."""
        self._stopping.set()
        if self._watcher:
            self._watcher.stop()
        self._clock.ring()

    def run(self) -> None:
        """Watch until it is asked to stop."""
        while not (self._stopping.is_set() or self.gave_up):
            problem = opening_problem(self.workspace) or self._served()
            if problem:
                _log.warning("closed", extra={"code": problem.code})
                self._observer.closed(self.workspace, problem)
                self.gave_up = problem.code in _FINAL
                self._stopping.wait(0 if self.gave_up else _OPEN_AGAIN)

    def _served(self) -> Problem | None:
        """Watch the workspace; return why that came to an end."""
        try:
            self._serve()
        except Locked:
            return watching.ALREADY_WATCHED.at(name=self.workspace.root.name)
        except OnAShare:
            return watching.LEDGER_ON_A_SHARE.at()
        except Hindered as fault:
            return fault.problem
        except OSError as error:
            return folder_problem(error)
        except Exception as error:  # noqa: BLE001 one workspace must not stop the others
            _log.error("fault", exc_info=error)
            return say.unexpected(error)
        return None

    def _serve(self) -> None:
        self._read_settings()
        with for_service(self._state, inbox_id(self.workspace)) as folder:
            bench = self._bench()
            watcher = Watcher(self.workspace, bench, self._clock, folder, self._pace(), self._me)
            self._pdfs = Follower(self.workspace, folder / "pdf")
            with watcher, self._woken(), contextlib.closing(self._pdfs):
                self._watcher = watcher
                account = Account(watcher, self._clock)
                if self._wishes.pdf:
                    self._pdfs.want(latest_cases(self.workspace, self._clock.now()))
                try:
                    self._rounds(watcher, account)
                finally:
                    watcher.stop()
                    self._watcher = None
            self._tell(account, last=self._stopping.is_set())

    def _rounds(self, watcher: Watcher, account: Account) -> None:
        _log.info("watching", extra={"workspace": watcher.sentinel.number})
        while not self._stopping.is_set():
            before = self._settings
            self._read_settings()
            if self._settings != before or not watcher.has_state:
                return  # opened again, with the new ones
            for result in watcher.round():
                account.note(result, watcher.line.rested_at)
                self._observer.result(result)
                if self._wishes.pdf:
                    self._pdfs.want(one.folder for one in result.each if one.documents)
                if self._clock.monotonic() - self._told_at >= _TOLD_EVERY:
                    self._tell(account)
            self._tell(account)
            self._clock.wait(watcher.pause())

    def _tell(self, account: Account, *, last: bool = False) -> None:
        faults = (*self._faults, *(self._pdfs.problems if self._wishes.pdf else ()))
        standing = account.standing(contact=self._wishes.contact, awaits=faults)
        self._observer.standing(self.workspace, standing, last=last)
        self._told_at = self._clock.monotonic()

    def _woken(self) -> contextlib.AbstractContextManager[None]:
        folders = [self.workspace.inbox, self.workspace.returned]
        return woken_by(folders, self._clock.ring)

    def _bench(self) -> Bench:
        settings = self._settings
        lease = Pace().lease
        neighbours = Neighbours(self.workspace.watchers, self._me, self._clock.monotonic, lease)
        bounds = replace(BOUNDS, seconds=settings.seconds, memory=settings.memory)
        return Bench(
            self._desk,
            Turns(self._me, neighbours, patience=_TURN),
            workers=settings.workers,
            bounds=bounds,
        )

    def _desk(self) -> Desk:
        # Lists and forms are read by the children; what is published needs none.
        today = self._clock.today()
        wishes = self._wishes
        return desk_for(
            self.workspace,
            default_lists(),
            today,
            restricted=wishes.restricted,
            house=wishes.house,
        )

    def _pace(self) -> Pace:
        settings = self._settings
        settle = self._settle if self._settle is not None else settings.settle
        if settle is None:
            settle = _SETTLE_ON_A_SHARE if is_on_network(self.workspace.inbox) else _SETTLE
        return Pace(
            settle=settle,
            interval=settings.interval,
            ahead=settings.workers + 1,
            floor=settings.free,
        )

    def _read_settings(self) -> None:
        """Read both files of settings; one that is at fault counts as it was."""
        faults = []
        try:
            self._settings = self._settings_of()
        except PackageFault as fault:
            faults.append(fault.problem)
        try:
            told = read_settings(self.workspace)
            contact = told.get("contact", "")
            restricted = told.get("restricted") is True
            said = contact if isinstance(contact, str) else ""
            pdf = told.get("pdf") is True
            self._wishes = _Wishes(restricted, said, pdf, house_from(told))
            name = self.workspace.settings.name
            faults += [say.ODD_SETTING.at(key=key, name=name) for key in not_understood(told)]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            faults.append(say.BAD_SETTINGS.at(name=self.workspace.settings.name, line="?"))
        except OSError:
            pass  # the sentinel tells
        self._faults = tuple(faults)
