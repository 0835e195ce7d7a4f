"""What the watcher tells of itself: the standing of its workspace, for pages and displays."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from jusoforms import __version__
from jusoforms.intake.clock import Clock
from jusoforms.intake.handling import Task
from jusoforms.intake.returns import slip_path
from jusoforms.intake.watching import Watcher
from jusoforms.outcome import Outcome, Result
from jusoforms.problems import Problem, Severity, watching
from jusoforms.problems.rules import RESTRICTED
from jusoforms.standing import (
    Arrival,
    Health,
    Reason,
    Returned,
    Room,
    Service,
    Stage,
    Standing,
    TemplateNews,
    Waiting,
)

__all__ = ["Account"]

_ARRIVALS = 50
_LISTED = 200
_FORMS = frozenset({".xlsx", ".xlsm"})
_NEWS = dt.timedelta(days=1)


class Account:
    """Keeps what a listing of the folders does not show; asks the watcher for the rest."""

    def __init__(self, watcher: Watcher, clock: Clock) -> None:
        self._watcher = watcher
        self._clock = clock
        self._root = watcher.workspace.root
        self._started_at = clock.now()
        self._arrivals: deque[Arrival] = deque(maxlen=_ARRIVALS)
        self._returned: dict[Path, Returned] = {}
        self._faulty: dict[str, TemplateNews] = {}

    def note(self, result: Result, place: Path | None) -> None:
        """Take note of what became of a sheet, and where it lies."""
        now = self._clock.now()
        arrival = Arrival.of(result, now, self._watcher.me.host)
        if arrival:
            self._arrivals.appendleft(arrival)
        if place and result.outcome is Outcome.RETURNED:
            told = Returned.of(result, self._relative(place), self._relative(slip_path(place)), now)
            if told:
                self._returned[place] = told
        self._note_templates(result.problems, now)

    def standing(self, *, contact: str = "", awaits: tuple[Problem, ...] = ()) -> Standing:
        """Return how the workspace stands now."""
        waiting = list(self._waiting())
        returned = list(self._resting())
        return Standing(
            workspace=self._root.resolve().name,
            made_at=self._clock.now(),
            contact=contact,
            services=(self._service(),),
            arrivals=tuple(self._arrivals),
            waiting=tuple(waiting[:_LISTED]),
            unlisted_waiting=self._number_waiting() - len(waiting[:_LISTED]),
            returned=tuple(returned[:_LISTED]),
            unlisted_returned=len(returned[_LISTED:]),
            templates=tuple(self._templates()),
            health=tuple(self._health()),
            awaits=tuple(Reason.of(problem) for problem in (*self._awaits(), *awaits)),
        )

    def _service(self) -> Service:
        me, now = self._watcher.me, self._clock.now()
        return Service(
            id=me.name,
            version=__version__,
            host=me.host,
            started_at=self._started_at,
            alive_at=now,
            beats=self._watcher.presence.beats,
            stopped_at=now if self._watcher.stopping else None,
        )

    def _number_waiting(self) -> int:
        return len(self._watcher.line.in_hand) + len(self._watcher.seen)

    def _waiting(self) -> Iterator[Waiting]:
        """Yield those in hand, then those that lie in the inbox, in the order of their drop."""
        watcher, now = self._watcher, self._clock.monotonic()
        waits = watcher.gate.waits(now)
        for task in sorted(watcher.line.in_hand, key=lambda task: task.since):
            yield self._in_hand(task)
        seen = sorted(watcher.seen.items(), key=lambda item: item[1].changed)
        for path, sheet in seen[:_LISTED]:
            if path in watcher.line.awaiting and watcher.line.tried.get(path) == sheet:
                yield self._awaiting_form(path)
                continue
            since, problem, told = waits.get(path, (now, None, False))
            in_use = problem is not None and problem.code != watching.NOT_WHOLE.code
            settled = path in waits and problem is None
            stage = Stage.IN_USE if in_use else Stage.QUEUED if settled else Stage.SETTLING
            yield Waiting(
                file=path.name,
                path=self._relative(path),
                stage=stage,
                since=self._moment(since),
                reason=Reason.of(problem) if problem and told else None,
            )

    def _awaiting_form(self, path: Path) -> Waiting:
        since, problem = self._watcher.line.awaiting[path]
        return Waiting(
            file=path.name,
            path=self._relative(path),
            stage=Stage.AWAITING_FORM,
            since=self._moment(since),
            reason=Reason.of(problem),
        )

    def _in_hand(self, task: Task) -> Waiting:
        later = task in self._watcher.line.waiting
        return Waiting(
            file=task.claim.name,
            path=self._relative(task.claim.path),
            stage=Stage.RETRYING if later else Stage.WORKING,
            since=self._moment(task.since),
            reason=Reason.of(task.problem) if later and task.problem else None,
            tries=max(task.tries, task.delays),
            next_try_at=self._moment(task.not_before) if later else None,
            host=self._watcher.me.host,
        )

    def _resting(self) -> Iterator[Returned]:
        resting = self._watcher.scanner.resting
        self._returned = {p: told for p, told in self._returned.items() if p in resting}
        for path, codes in sorted(resting.items()):
            if RESTRICTED.code in codes:
                continue
            page = self._relative(slip_path(path))
            bare = Returned(file=path.name, path=self._relative(path), page=page)
            yield self._returned.get(path, bare)

    def _note_templates(self, problems: tuple[Problem, ...], now: dt.datetime) -> None:
        for problem in problems:
            if problem.code.startswith("T") and problem.severity is Severity.ERROR:
                folder = "xlsx" if Path(problem.file).suffix in _FORMS else "docx"
                path = f"templates/{folder}/{problem.file}"
                known = self._faulty.get(path)
                reasons = (*(known.faults if known else ()), Reason.of(problem))
                self._faulty[path] = TemplateNews(
                    path=path, at=known.at if known else now, faults=tuple(dict.fromkeys(reasons))
                )

    def _templates(self) -> Iterator[TemplateNews]:
        """Yield those that are at fault, and those that a person has changed within a day."""
        changed = self._watcher.follow_up.changed
        for name, since in changed.items():
            path, at = f"templates/{name}", self._moment(since)
            faulty = self._faulty.get(path)
            if faulty and faulty.at < at:
                del self._faulty[path]
            if path not in self._faulty and self._clock.now() - at < _NEWS:
                yield TemplateNews(path=path, at=at)
        yield from self._faulty.values()

    def _health(self) -> Iterator[Health]:
        faults, free = self._watcher.breakers.faults(), self._watcher.space.free()
        for room in Room:
            problem, since = faults.get(room, (None, 0.0))
            yield Health(
                room=room,
                free=free.get(room),
                reason=Reason.of(problem) if problem else None,
                since=self._moment(since) if problem else None,
            )

    def _awaits(self) -> Iterator[Problem]:
        if self._watcher.sentinel.is_alarming(self._clock.monotonic()):
            yield watching.SHARE_AWAY.at()

    def _moment(self, monotonic: float) -> dt.datetime:
        """Return the wall clock's time of a moment on ours."""
        ago = dt.timedelta(seconds=self._clock.monotonic() - monotonic)
        return (self._clock.now() - ago).replace(microsecond=0)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()
