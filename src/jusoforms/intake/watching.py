"""The watcher of one workspace: round after round, the same steps in the same order.

Is the share there? Beat; list the inbox; take over what others left; try again what had to wait;
what has settled passes the gates, is claimed, and comes to its end in the order of its drop. A
round that fails anywhere is simply made again.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from jusoforms.filesystem import (
    LEASE,
    Owner,
    folder_problem,
    held_open,
    this_process,
)
from jusoforms.intake.clock import Clock
from jusoforms.intake.gates import Gate, Patience
from jusoforms.intake.handling import LEDGER, Handler, Task
from jusoforms.intake.line import Line
from jusoforms.intake.presence import Presence
from jusoforms.intake.retries import Backoff, Breakers
from jusoforms.intake.returns import Returns
from jusoforms.intake.scanning import Scanner, Signature, by_drop, signature, twins
from jusoforms.intake.sentinel import Sentinel, inbox_id
from jusoforms.intake.settling import Settling
from jusoforms.intake.space import FLOOR, Space
from jusoforms.intake.unfinished import FollowUp
from jusoforms.intake.work import Craft, Hindered, at
from jusoforms.outcome import ExitCode, Outcome, Result
from jusoforms.problems import delivery as say
from jusoforms.standing import Room
from jusoforms.workspace import Workspace

__all__ = ["Pace", "Watcher"]

_log = logging.getLogger(__name__)
_IDLE = 30.0
_DEAREST, _DEAREST_BUSY, _DEAREST_WAITING = 0.01, 0.2, 0.5
"""Of our time may go into listing folders: where nothing lies there, where sheets do, and where
these have yet to settle, so that we have nothing else to do."""
_FRONT = 300
"""Sheets that are looked at between two listings: more than are done until the next."""
_LONGEST_PAUSE = 60.0
_SHORTEST_PAUSE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Times in seconds, and limits."""

    settle: float = 5.0
    """A file must not change for so long."""
    interval: float = 2.0
    """Between two listings."""
    lease: float = LEASE
    ahead: int = 2
    """Sheets that are begun before the one in front has come to its end."""
    floor: int = FLOOR
    """Bytes that stay free on each disk."""
    patience: Patience = field(default=Patience())
    once: bool = False
    """What fails goes back to where it lay, and is not tried twice."""


class Watcher:
    """Watches one workspace; used by one thread."""

    def __init__(
        self,
        workspace: Workspace,
        craft: Craft,
        clock: Clock,
        state: Path,
        pace: Pace,
        me: Owner | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        """Open the workspace and its state; raises OSError, OnAShare."""
        self.workspace = workspace
        self.me = me or this_process()
        self.pace = pace
        self._ledger = state / LEDGER
        self._craft = craft
        self._clock = clock
        self.sentinel = Sentinel(workspace, inbox_id(workspace))
        self.presence = here = Presence(workspace, self.me, clock, pace.lease)
        self.scanner = Scanner(workspace, Returns(workspace), pass_over_open=pace.once)
        self._settling = Settling(pace.settle)
        self.gate = Gate(pace.patience)
        self.space = Space(state, workspace.outbox, pace.floor)
        backoff = backoff or Backoff()
        self.breakers = Breakers(backoff)
        self._handler = handler = Handler(
            workspace, self.sentinel, state, here.claims, craft, clock
        )
        self.line = Line(handler, self.breakers, backoff, clock, pace.ahead, here.pulse, pace.once)
        self.follow_up = FollowUp(workspace, handler.unfinished, handler.redo)
        self.seen: dict[Path, Signature] = {}
        """What lies in the inbox, or was saved anew in 要修正, at the last listing."""
        self._front, self._twins = list[Path](), frozenset[Path]()
        self.stopping = False
        self._dearest = _DEAREST
        self._busy_at = float("-inf")
        self.scanned_at = self._scan_cost = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give back what is in hand, and fall silent."""
        self._craft.rest()
        self.line.give_back()
        self.presence.leave()
        self._handler.close()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that could be done now."""
        return not (self.line.in_hand or self._untried())

    @property
    def has_state(self) -> bool:
        """Whether our state is still there: somebody may delete it, and then we begin anew."""
        return self._ledger.exists()

    def stop(self) -> None:
        """Ask to come to an end soon; called by another thread or a signal."""
        self.stopping = self.line.stopping = True

    def pause(self) -> float:
        """Return the seconds until the next round."""
        if self.pace.once:
            return max(self.pace.settle / 2, _SHORTEST_PAUSE)
        now = self._clock.monotonic()
        due = (task.not_before - now for task in self.line.waiting)
        next_look = self.pace.interval if self._front else self._interval()
        return max(_SHORTEST_PAUSE, min([next_look, *due]))

    def round(self) -> Iterator[Result]:
        """Make one round; yield what became of each sheet, after it has been filed.

        With ``once`` a folder at fault raises Hindered; else the next rounds try again.
        """
        now = self._clock.monotonic()
        if not self.sentinel.is_there(now):
            return
        try:
            self.presence.pulse()
            # First: the others settle while these are worked on.
            settled = self._look_again() if self._is_listed(now) else self._scan()
            yield from self._recover()
            if not self.pace.once:
                yield from self.follow_up.due(now, self._hasten)
            yield from self.line.try_again()
            yield from self._work_on(settled)
        except Hindered as fault:
            if self.pace.once:
                raise
            self.breakers.tripped(fault, self._clock.monotonic())

    def elsewhere(self) -> list[Result]:
        """Return a notice for each sheet that another machine has claimed."""
        found = []
        for host, name in self.presence.claims.elsewhere():
            problem = say.CLAIMED_ELSEWHERE.at(file=name, host=host)
            found.append(Result(file=name, outcome=Outcome.FAILED, problems=(problem,)))
        return found

    def _hasten(self) -> None:
        """Try again at once: a person has changed something that may have been at fault."""
        self.breakers.mended(Room.TEMPLATES)
        self.line.form_may_be_mended()
        for task in self.line.waiting:
            task.not_before = 0.0

    def _recover(self) -> Iterator[Result]:
        """Bring to their end the sheets that ended processes had in hand."""
        self._handler.tidy()
        in_hand = {task.claim.path for task in self.line.in_hand}
        for claim in self.presence.left_behind(in_hand):
            _log.info("resumed")
            task = Task(claim, self.workspace.inbox, self._clock.monotonic(), resumed=True)
            yield from self.line.take(task)
        yield from self.line.finish()
        if self._handler.in_doubt:
            self._handler.close_rows(self.line.in_hand)

    def _scan(self) -> list[Path]:
        began = self._clock.monotonic()
        with at(Room.INBOX):
            self.seen = self.scanner.scan()
        self.scanned_at = self._clock.monotonic()
        self._scan_cost = self.scanned_at - began
        self._twins = twins(self.seen)
        self.gate.keep(self.seen)
        untried = self._untried()
        self._prepare_for(untried)
        settled = self._settling.observe(self.scanned_at, untried)
        self._dearest = _DEAREST_BUSY if settled else _DEAREST_WAITING if untried else _DEAREST
        self._front = by_drop(untried, untried)[:_FRONT]
        return settled

    def _is_listed(self, now: float) -> bool:
        """Return whether the last listing may still do: of a large inbox they are dear."""
        recent = now - self.scanned_at < self._interval()
        return recent and bool(self._front) and not self.pace.once

    def _look_again(self) -> list[Path]:
        """Look only at those in front, between two listings."""
        now, seen = self._clock.monotonic(), dict[Path, Signature]()
        for path in self._front:
            if self.line.tried.get(path) != self.seen.get(path):
                with contextlib.suppress(OSError):  # taken meanwhile
                    seen[path] = signature(path)
        self.seen.update(seen)
        return self._settling.look(now, seen)

    def _untried(self) -> dict[Path, Signature]:
        tried = self.line.tried
        return {path: sheet for path, sheet in self.seen.items() if tried.get(path) != sheet}

    def _prepare_for(self, coming: Mapping[Path, Signature]) -> None:
        """Be ready while files settle; rest when none came for a while."""
        if coming or self.line.in_hand:
            self._busy_at = self.scanned_at
            self._craft.warm()
        elif self.scanned_at - self._busy_at >= _IDLE:
            self._craft.rest()

    def _work_on(self, ready: list[Path]) -> Iterator[Result]:
        for path in ready:
            if self._has_to_stop():
                break
            task, failure = self._claimed(path)
            if failure:
                yield failure
            if task:
                del self.seen[path]
                yield from self.line.take(task)
        yield from self.line.finish()

    def _has_to_stop(self) -> bool:
        """Return whether the rest has to wait for another round."""
        now = self._clock.monotonic()
        late = now - self.scanned_at > self._interval() and not self.pace.once
        return self.stopping or late or now < self.breakers.until()

    def _interval(self) -> float:
        """Return the time between two listings: they may take a small share of our time."""
        return min(max(self.pace.interval, self._scan_cost / self._dearest), _LONGEST_PAUSE)

    def _claimed(self, path: Path) -> tuple[Task | None, Result | None]:
        """Return the task of a settled sheet, or with ``once`` why it could not be claimed."""
        sheet, now = self.seen[path], self._clock.monotonic()
        if not self.gate.passes(path, sheet, now):
            return None, None
        self.space.require(sheet.size)
        try:
            return self._handler.take(path, sheet, is_twin=path in self._twins), None
        except OSError as error:
            if not self.pace.once and not held_open(error):
                with at(Room.INBOX, path.name):
                    raise
            return None, self._not_claimed(path, sheet, error, now)

    def _not_claimed(
        self, path: Path, sheet: Signature, error: OSError, now: float
    ) -> Result | None:
        if not self.pace.once:
            self.gate.held(path, sheet, now)
            return None
        self.line.tried[path] = sheet
        in_use = held_open(error)
        problem = say.IN_USE.at(file=path.name) if in_use else folder_problem(error, path.name)
        return Result(
            file=path.name,
            outcome=Outcome.FAILED,
            problems=(problem,),
            exit_code=ExitCode.FOLDER,
        )
