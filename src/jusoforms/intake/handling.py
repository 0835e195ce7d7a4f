"""One sheet from its claim to its rest: snapshot, work, publishing, second hash, filing.

Each step is durable before the next, and doing any of them again is harmless. What the
environment refuses leaves the sheet claimed and its task waiting; what kills the work is counted.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jusoforms.filesystem import NotOurTurn, file_hash
from jusoforms.intake.claims import Claim, Claims
from jusoforms.intake.clock import Clock
from jusoforms.intake.filing import Cabinet
from jusoforms.intake.ledger import Ledger, Rest
from jusoforms.intake.retries import POISON_TRIES
from jusoforms.intake.returns import Returns
from jusoforms.intake.scanning import Signature
from jusoforms.intake.sentinel import Sentinel
from jusoforms.intake.spool import Changing, Spool
from jusoforms.intake.unfinished import Mark, Unfinished
from jusoforms.intake.work import Anew, Craft, FormAtFault, Hindered, Sheet, at
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result
from jusoforms.problems import Problem, watching
from jusoforms.standing import Room
from jusoforms.workspace import Workspace

__all__ = ["LEDGER", "Handler", "TakenOver", "Task"]

_log = logging.getLogger(__name__)
_READINGS = 5
LEDGER = "ledger.sqlite"
"""Its name in the folder of the state."""


class TakenOver(Exception):  # noqa: N818 an everyday event
    """The claim is gone: another machine thought that this one had ended."""


@dataclass(slots=True, eq=False)
class Task:
    """A sheet in hand: how far it has come, and what it waits for."""

    claim: Claim
    home: Path
    """The folder it was dropped in."""
    since: float
    sheet: Sheet | None = None
    number: int = 0
    """In the ledger."""
    is_twin: bool = False
    """Another file lay there whose name is the same to a person."""
    resumed: bool = False
    """Claimed by a run that has ended."""
    tries: int = 0
    """Works that were killed."""
    work: Future[Any] | None = None
    result: Result | None = None
    """Published, and not filed yet."""
    in_stead: bytes | None = None
    """What is to lie in the sheet's stead."""
    not_before: float = 0.0
    delays: int = 0
    problem: Problem | None = None
    """Why it waits."""
    code: ExitCode = ExitCode.FOLDER
    place: Path | None = None
    """Where the sheet rests."""


class Handler:
    """Does the steps; decides nothing about when."""

    def __init__(
        self,
        workspace: Workspace,
        sentinel: Sentinel,
        state: Path,
        claims: Claims,
        craft: Craft,
        clock: Clock,
    ) -> None:
        """Open spool and ledger in the folder of the state; raises Hindered, OnAShare."""
        self._root = workspace.root
        self._sentinel = sentinel
        self._claims = claims
        self._cabinet = Cabinet(workspace, Returns(workspace), craft.slip, clock)
        self._spool = Spool(state / "spool")
        with at(Room.SPOOL):
            self._spool.empty()
        with at(Room.LEDGER):
            self._ledger = Ledger(state / LEDGER)
        self._dues: list[Rest] = []
        self.in_doubt = True
        """Whether the ledger may have open rows that are nobody's."""
        self.unfinished = Unfinished(workspace)
        self._craft = craft
        self._clock = clock

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()

    def begin(self, task: Task) -> None:
        """Take the snapshot if there is none, and begin the work. Raises Hindered, Changing."""
        if task.sheet is None:
            self._take_snapshot(task)
        if task.work is None and task.result is None:
            assert task.sheet
            task.work = self._craft.begin(task.sheet)

    def finish(self, task: Task) -> Result:
        """Bring a sheet to its rest; the future of its work must be done, or is waited for.

        Raises :class:`Hindered`, ``NotOurTurn`` or :class:`Changing` where it has to wait,
        :class:`Poisoned` where the work was killed, :class:`Faulty` where the program is at fault,
        :class:`FormAtFault` where a form is, :class:`TakenOver` where the claim is gone.
        """
        for _ in range(_READINGS):
            self.begin(task)
            if task.result is None:
                task.result = self._delivered(task)
            assert task.sheet
            if self._hash_again(task) != task.sheet.digest:
                _log.info("late_write", extra={"sheet": task.sheet.digest})
                self._forget(task)
            elif not self._is_published(task.result):
                _log.info("not_there", extra={"sheet": task.sheet.digest})
                self._forget(task)
            else:
                return self._rested(task, task.sheet, _told(task, task.result))
        raise Changing

    def take(self, path: Path, settled: Signature, *, is_twin: bool) -> Task | None:
        """Claim a settled sheet; None if it is not, or no longer, ours to take."""
        claim = self._claims.take(path, settled)
        since = self._clock.monotonic()
        return Task(claim, path.parent, since, is_twin=is_twin) if claim else None

    def give_back(self, task: Task) -> bool:
        """Put a sheet back where it was dropped; False if it has to stay claimed."""
        self._forget(task)
        return self._claims.give_back(task.claim, task.home)

    def is_lost(self, task: Task) -> bool:
        """Return whether the sheet is in another's hand; never while the share is away."""
        if task.place or task.claim.path.exists():
            return False
        return self._sentinel.is_there(self._clock.monotonic())

    def let_go(self, task: Task) -> None:
        """Another machine has taken the sheet over: it is no longer ours."""
        self._forget(task)
        task.claim.close()

    def redo(self, path: Path, mark: Mark) -> Result | None:
        """Make the documents of a filed sheet again; None if it is no longer the newest.

        None too where the form it is read with is at fault now: the mark stands.
        """
        copy, digest = self._spool.take(path)
        try:
            done = self._craft.begin(Sheet(copy, path.name, digest)).result()
            if done.result.outcome is Outcome.FAILED or not self.unfinished.stands(mark):
                return None
            with at(Room.OUTBOX):
                result = self._craft.deliver(done, resumed=True)
            with at(Room.INTERNAL):
                lacking = {one.folder for one in result.each if one.outcome is Outcome.INCOMPLETE}
                # Another case of this sheet may wait for a newer one: its mark stands.
                self.unfinished.clear({mark.case, *_folders(result)} - lacking, mark.digest)
        finally:
            self._spool.drop(copy)
        return result

    def poisoned(self, task: Task, problem: Problem) -> None:
        """Count a work that was killed or failed; after the third the sheet comes back as it is."""
        task.work = None
        if task.sheet is None:
            return
        with at(Room.LEDGER):
            task.tries = max(task.tries + 1, self._ledger.tried(task.number))
        _log.warning("poison", extra={"sheet": task.sheet.digest, "tries": task.tries})
        if task.tries >= POISON_TRIES:
            task.in_stead = None
            task.result = Result(
                file=task.sheet.name,
                outcome=Outcome.RETURNED,
                problems=(problem,),
                source_hash=task.sheet.digest,
                exit_code=task.code,
            )

    def _take_snapshot(self, task: Task) -> None:
        for attempt in range(_READINGS):
            try:
                copy, digest = self._spool.take(task.claim.path)
                break
            except Changing:
                if attempt == _READINGS - 1:
                    raise
        try:
            with at(Room.LEDGER):
                task.number, task.tries = self._ledger.take(digest, resumed=task.resumed)
        except Hindered:
            self.in_doubt = True
            with contextlib.suppress(Hindered):
                self._spool.drop(copy)
            raise
        task.sheet = Sheet(copy, task.claim.name, digest)
        _log.info("taken", extra={"sheet": digest})

    def _delivered(self, task: Task) -> Result:
        for _ in range(_READINGS):
            assert task.work
            work, task.work = task.work, None  # whatever it comes to, it is not asked again
            with at(Room.OUTBOX, task.claim.name):
                done = work.result()
            try:
                return self._published(task, done)
            except Anew:
                self.begin(task)
        raise NotOurTurn

    def _published(self, task: Task, done: Any) -> Result:
        self._require_claim(task)
        if done.result.outcome is Outcome.FAILED:
            raise FormAtFault(done.result)
        with at(Room.INTERNAL):
            self.unfinished.clear(_folders(done.result))
        with at(Room.OUTBOX, task.claim.name):
            result = self._craft.deliver(done, resumed=task.resumed)
        task.in_stead = done.in_stead
        if result.outcome is Outcome.INCOMPLETE:
            with at(Room.INTERNAL):
                for one in result.each:
                    if one.outcome is Outcome.INCOMPLETE:
                        self.unfinished.note(Mark(result.source_hash, one.folder, result.folder))
        return result

    def _is_published(self, result: Result) -> bool:
        """Return whether the documents lie on the share.

        It may have been away while they were written, and be back: they are on another disk then.
        """
        made = (document for one in result.each for document in one.documents)
        lying = (one.path for one in made if one.state is not DocumentState.WITHDRAWN)
        with at(Room.OUTBOX):
            return all((self._root / path).exists() for path in lying)

    def _require_claim(self, task: Task) -> None:
        if not task.claim.path.exists():
            self._sentinel.require(self._clock.monotonic())
            raise TakenOver
        self._sentinel.require(self._clock.monotonic())

    def _hash_again(self, task: Task) -> str:
        self._require_claim(task)
        with at(Room.INBOX, task.claim.name):
            return file_hash(task.claim.path)

    def _rested(self, task: Task, sheet: Sheet, result: Result) -> Result:
        with at(Room.INBOX, sheet.name):
            digest = result.source_hash or sheet.digest
            task.place = self._cabinet.file(task.claim, result, digest, task.in_stead)
        took = self._clock.monotonic() - task.since
        told = {"outcome": str(result.outcome), "codes": [one.code for one in result.problems]}
        _log.info("rest", extra={"sheet": sheet.digest, "seconds": round(took, 3), **told})
        self._dues.append(Rest(task.number, str(result.outcome), tuple(told["codes"]), took))
        self._spool.drop(sheet.path)
        self.pay_dues()
        return result

    def pay_dues(self) -> None:
        """Put on record what has come to its end, as soon as the ledger can be written again."""
        with at(Room.LEDGER):
            while self._dues:
                self._ledger.rest(self._dues[0])
                del self._dues[0]

    def tidy(self) -> None:
        """Do what could not be done when it was time: rows to close, copies to delete."""
        self.pay_dues()
        self._spool.tidy()

    def close_rows(self, in_hand: Iterable[Task]) -> None:
        """Put on record that no sheet is in hand but these: what a run that ended left open."""
        with at(Room.LEDGER):
            self._ledger.only_taken({task.number for task in in_hand})
        self.in_doubt = False

    def _forget(self, task: Task) -> None:
        """Drop what was made of a snapshot that no longer counts."""
        if task.work:
            task.work.cancel()
        if task.sheet:
            self.in_doubt = True  # until the row is closed
            with at(Room.LEDGER):
                self._ledger.gone(task.number)
            self._spool.drop(task.sheet.path)
        task.sheet, task.work, task.result, task.in_stead = None, None, None, None


def _folders(result: Result) -> set[str]:
    """Return the folders of the cases that a workbook makes documents for."""
    return {one.folder for one in result.each if one.folder}


def _told(task: Task, result: Result) -> Result:
    """Return the result with a notice where two files of one name were dropped."""
    if not task.is_twin:
        return result
    return result.also(watching.TWO_OF_ONE_NAME.at(file=result.file))
