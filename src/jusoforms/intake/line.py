"""The sheets in hand, in the order of their drop: a few are worked on while one is published.

What comes to its end leaves the line; what has to wait steps aside and is tried again.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from jusoforms.intake.clock import Clock
from jusoforms.intake.handling import Handler, Task
from jusoforms.intake.retries import Backoff, Breakers
from jusoforms.intake.scanning import Signature, signature
from jusoforms.intake.setbacks import Setbacks, failed, kept_safe
from jusoforms.intake.work import FormAtFault, Hindered, Poisoned
from jusoforms.outcome import Result
from jusoforms.problems import Problem

__all__ = ["Line"]

_log = logging.getLogger(__name__)
_SLICE = 0.5
_STOPPING = 5.0


class Stopped(Exception):  # noqa: N818 an everyday event
    """We are to come to an end, and a sheet takes too long."""


class Line:
    """Brings tasks to their end; ``ahead`` are begun before the one in front is finished."""

    def __init__(
        self,
        handler: Handler,
        breakers: Breakers,
        backoff: Backoff,
        clock: Clock,
        ahead: int,
        pulse: Callable[[], None],
        once: bool,
    ) -> None:
        """With ``once`` what fails goes back to where it lay, and is not tried twice."""
        self._handler = handler
        self._breakers = breakers
        self._setbacks = Setbacks(handler, breakers, backoff)
        self._clock = clock
        self._ahead = ahead
        self._once = once
        self._begun: deque[Task] = deque()
        self.in_hand: list[Task] = []
        """Everything that is claimed by us."""
        self.waiting: list[Task] = []
        """Those that are to be tried again."""
        self.tried: dict[Path, Signature] = {}
        """Sheets that went back as they were."""
        self.awaiting: dict[Path, tuple[float, Problem]] = {}
        """Those of them whose form has to be mended: since when, and why."""
        self.rested_at: Path | None = None
        """Where the sheet of the last result lies now."""
        self.stopping = False
        self._pulse = pulse

    def take(self, task: Task) -> Iterator[Result]:
        """Begin a task; yield the results of those in front while too many are begun."""
        if task not in self.in_hand:
            self.in_hand.append(task)
        try:
            self._handler.begin(task)
        except Exception as error:  # noqa: BLE001 sorted out there
            yield from self._set_back(task, error)
        else:
            self._begun.append(task)
        while len(self._begun) > self._ahead:
            yield from self._finish(self._begun.popleft())

    def finish(self) -> Iterator[Result]:
        """Bring all that are begun to their end."""
        while self._begun:
            yield from self._finish(self._begun.popleft())

    def try_again(self) -> Iterator[Result]:
        """Go on with those whose time has come, the oldest first."""
        now = self._clock.monotonic()
        due = [task for task in self.waiting if task.not_before <= now]
        for task in sorted(due, key=lambda task: task.since):
            if self.stopping or self._clock.monotonic() < self._breakers.until():
                return
            self.waiting.remove(task)
            yield from self.take(task)
            yield from self.finish()

    def give_back(self) -> None:
        """Put everything in hand back to where it was dropped, or leave it claimed."""
        self._begun.clear()
        self.waiting.clear()
        for task in self.in_hand:
            with contextlib.suppress(Hindered):
                self._handler.give_back(task)
        self.in_hand.clear()

    def _finish(self, task: Task) -> Iterator[Result]:
        """Bring a task to its end; one that takes too long while we stop stays in hand."""
        try:
            self._wait_for(task.work)
            result = self._handler.finish(task)
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001 sorted out there
            yield from self._set_back(task, error)
        else:
            self._breakers.worked()
            self.in_hand.remove(task)
            self.rested_at = task.place
            yield result

    def _wait_for(self, work: Future[Any] | None) -> None:
        """Wait for a work while the heart beats; not for long once we are to stop."""
        stopping_for = 0.0
        while work and not work.done():
            concurrent.futures.wait([work], timeout=_SLICE)
            self._pulse()
            stopping_for += _SLICE if self.stopping else 0.0
            if stopping_for >= _STOPPING:
                raise Stopped

    def _set_back(self, task: Task, error: Exception) -> Iterator[Result]:
        ours = self._setbacks.met(task, error, self._clock.monotonic())
        if task.place and task.result:  # it rests; only our own disk could not take note
            self.in_hand.remove(task)
            self.rested_at = task.place
            yield task.result
        elif not ours:
            self.in_hand.remove(task)
        elif isinstance(error, FormAtFault):
            yield from self._awaits_its_form(task, error)
        elif not self._once:
            self.waiting.append(task)
        elif task.tries and task.result is None and isinstance(error, Poisoned):
            yield from self.take(task)
        elif task.tries and isinstance(error, Poisoned):
            self._begun.append(task)
        else:
            self.in_hand.remove(task)
            yield self._gone_back(task)

    def form_may_be_mended(self) -> None:
        """Take up again the sheets that went back because of their form."""
        for path in self.awaiting:
            self.tried.pop(path, None)
        self.awaiting.clear()

    def _awaits_its_form(self, task: Task, fault: FormAtFault) -> Iterator[Result]:
        """Put a sheet back where its people see it, until its form is mended.

        Where its place is taken it stays claimed, and is tried again.
        """
        path, gone_back = task.home / task.claim.name, False
        with contextlib.suppress(Hindered, FileNotFoundError):
            if self._handler.give_back(task):
                self.tried[path], gone_back = signature(path), True
                self.awaiting[path] = self._clock.monotonic(), fault.problem
        if gone_back or self._once:
            self.in_hand.remove(task)
            self.rested_at = None
            yield fault.result if gone_back else kept_safe(fault.result)
        else:
            self.waiting.append(task)

    def _gone_back(self, task: Task) -> Result:
        result, self.rested_at = failed(task), None
        path = task.home / task.claim.name
        with contextlib.suppress(FileNotFoundError):  # another machine was quick
            if self._handler.give_back(task):
                self.tried[path] = signature(path)
            elif task.claim.path.exists():
                return kept_safe(result)
        return result
