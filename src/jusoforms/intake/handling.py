"""One sheet at a time: claim, hand over, file; what failed goes back to where it lay."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from jusoforms.filesystem import file_hash, folder_problem, held_open
from jusoforms.intake.claims import Claim, Claims
from jusoforms.intake.filing import Cabinet
from jusoforms.intake.marking import Marking
from jusoforms.intake.scanning import Signature, signature
from jusoforms.outcome import ExitCode, Outcome, Result
from jusoforms.problems import Problem, program
from jusoforms.problems import delivery as say

__all__ = ["Handler"]

_log = logging.getLogger(__name__)
_READINGS = 5


class Handler:
    """Takes sheets through their work; remembers which it could not do."""

    def __init__(
        self,
        inbox: Path,
        claims: Claims,
        cabinet: Cabinet,
        process: Callable[[Path], Result],
        marking: Marking,
    ) -> None:
        self._inbox = inbox
        self._claims = claims
        self._cabinet = cabinet
        self._process = process
        self._marking = marking
        self._tried: dict[Path, Signature] = {}

    def resume(self) -> Iterator[Result]:
        """Go on with the claims of runs that were cut short; name those of other machines."""
        for claim in self._claims.abandoned():
            yield self._handle(claim, self._inbox)
        for host, name in self._claims.elsewhere():
            problem = say.CLAIMED_ELSEWHERE.at(file=name, host=host)
            yield Result(file=name, outcome=Outcome.FAILED, problems=(problem,))

    def untried(self, seen: Mapping[Path, Signature]) -> dict[Path, Signature]:
        """Return the sheets that did not fail before, or were written anew since."""
        return {path: sheet for path, sheet in seen.items() if self._tried.get(path) != sheet}

    def take(self, path: Path, settled: Signature) -> Result | None:
        """Claim and handle a settled sheet; None if it is not, or no longer, ours to take."""
        try:
            claim = self._claims.take(path, settled)
        except OSError as error:
            self._tried[path] = settled
            in_use = held_open(error)
            problem = say.IN_USE.at(file=path.name) if in_use else folder_problem(error, path.name)
            return _failed(path.name, problem, ExitCode.FOLDER)
        return self._handle(claim, path.parent) if claim else None

    def _handle(self, claim: Claim, home: Path) -> Result:
        result = Result(file=claim.name, outcome=Outcome.FAILED)
        try:
            result, digest = self._processed(claim)
            if result.outcome is not Outcome.FAILED:
                self._cabinet.file(claim, result, digest)
                return result
        except OSError as error:
            result = _but(result, folder_problem(error, claim.name), ExitCode.FOLDER)
        except Exception as error:  # noqa: BLE001 one sheet must not stop the others
            problem = program.unexpected(error, claim.name)
            _log.error("%s", problem.message)
            result = _but(result, problem, ExitCode.UNEXPECTED)
        except BaseException:
            self._claims.give_back(claim, home)
            raise
        return self._given_back(claim, home, result)

    def _processed(self, claim: Claim) -> tuple[Result, str]:
        """Process the sheet until it was the same before and after; return its source hash too."""
        for _ in range(_READINGS):
            before = file_hash(claim.path)
            result = self._process(claim.path)
            source = self._marking.source_hash(claim.path)
            if before == file_hash(claim.path) and result.source_hash in {"", source}:
                return result, source
        problem = say.KEEPS_CHANGING.at(file=claim.name)
        return _failed(claim.name, problem, ExitCode.FOLDER), ""

    def _given_back(self, claim: Claim, home: Path, result: Result) -> Result:
        if self._claims.give_back(claim, home):
            path = home / claim.name
            with contextlib.suppress(FileNotFoundError):  # another machine was quick
                self._tried[path] = signature(path)
        elif claim.path.exists():
            return _but(result, say.KEPT_SAFE.at(file=claim.name), result.exit_code)
        return result


def _failed(file: str, problem: Problem, code: ExitCode) -> Result:
    return Result(file=file, outcome=Outcome.FAILED, problems=(problem,), exit_code=code)


def _but(result: Result, problem: Problem, code: ExitCode) -> Result:
    problems = (*result.problems, problem)
    return replace(result, outcome=Outcome.FAILED, problems=problems, exit_code=code)
