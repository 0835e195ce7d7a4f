"""What did not come to its end: when its next try is, and what a person is told meanwhile."""

from __future__ import annotations

import logging
from dataclasses import replace

from jusoforms.filesystem import NotOurTurn
from jusoforms.intake.handling import Handler, TakenOver, Task
from jusoforms.intake.retries import Backoff, Breakers
from jusoforms.intake.spool import Changing
from jusoforms.intake.work import Faulty, FormAtFault, Hindered, Poisoned
from jusoforms.outcome import ExitCode, Outcome, Result
from jusoforms.problems import Problem, program, watching
from jusoforms.problems import delivery as say

__all__ = ["Setbacks", "failed", "kept_safe"]

_log = logging.getLogger(__name__)


class Setbacks:
    """Sorts out the exceptions of a task; the environment has no end of tries, poison has three."""

    def __init__(self, handler: Handler, breakers: Breakers, backoff: Backoff) -> None:
        self._handler = handler
        self._breakers = breakers
        self._backoff = backoff

    def met(self, task: Task, error: Exception, now: float) -> bool:
        """Take note of why a task stopped; return whether it is still ours to go on with."""
        try:
            return self._met(task, error, now)
        except Hindered as fault:  # the ledger cannot count: the disk is at fault, not the sheet
            self._hindered(task, fault, now)
            return True

    def _met(self, task: Task, error: Exception, now: float) -> bool:
        # Whatever failed: a sheet that another has taken over is no longer there to work on.
        if isinstance(error, TakenOver) or self._handler.is_lost(task):
            self._handler.let_go(task)
            return False
        if isinstance(error, Hindered):
            self._hindered(task, error, now)
        elif isinstance(error, FormAtFault):
            task.problem, task.code = error.problem, error.result.exit_code
            self._later(task, now)
        elif isinstance(error, NotOurTurn | Changing):
            task.problem = _problem(task, error)
            self._later(task, now)
        else:
            self._counted(task, error, now)
        return True

    def _hindered(self, task: Task, fault: Hindered, now: float) -> None:
        task.problem, task.code = fault.problem, fault.code
        task.not_before = self._breakers.tripped(fault, now)
        _log.warning("hindered", extra={"room": str(fault.room), "code": fault.problem.code})

    def _counted(self, task: Task, error: Exception, now: float) -> None:
        self._later(task, now)
        if isinstance(error, Poisoned):
            task.problem = watching.KILLED.at(file=task.claim.name)
            self._handler.poisoned(task, task.problem)
        else:
            fault = error if isinstance(error, Faulty) else _unexpected(error, task.claim.name)
            task.problem, task.code = fault.problem, ExitCode.UNEXPECTED
            self._handler.poisoned(task, fault.problem)

    def _later(self, task: Task, now: float) -> None:
        task.delays += 1
        task.not_before = now + self._backoff.after(task.delays)


def failed(task: Task) -> Result:
    """Return the result of a sheet that has to go back as it was."""
    told = task.result.problems if task.result else ()
    problem = task.problem or say.KEEPS_CHANGING.at(file=task.claim.name)
    result = task.result or Result(file=task.claim.name, outcome=Outcome.FAILED)
    problems = (*told, problem)
    return replace(result, outcome=Outcome.FAILED, problems=problems, exit_code=task.code, parts=())


def kept_safe(result: Result) -> Result:
    """Return a failed result with the notice that the sheet is still claimed."""
    return result.also(say.KEPT_SAFE.at(file=result.file))


def _problem(task: Task, error: NotOurTurn | Changing) -> Problem:
    name = task.claim.name
    if isinstance(error, Changing):
        return say.KEEPS_CHANGING.at(file=name)
    return watching.CASE_IN_WORK.at(file=name)


def _unexpected(error: Exception, name: str) -> Faulty:
    """Return the fault that an exception of the program means; its own text is not told."""
    problem = program.unexpected(error, name)
    _log.error("fault", extra={"code": problem.code, "fault": problem.message})
    return Faulty(problem)
