"""What became of one dropped sheet: spoken by the pipeline, the intake and the commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any

from jusoforms.problems import Problem

__all__ = [
    "DocumentEntry",
    "DocumentState",
    "ExitCode",
    "Outcome",
    "Result",
    "Withheld",
    "together",
    "worst",
]


class Outcome(StrEnum):
    """The end of a sheet's way."""

    DELIVERED = "delivered"
    INCOMPLETE = "incomplete"
    """A template is at fault; its document follows when it is mended."""
    UNCHANGED = "unchanged"
    RETURNED = "returned"
    """The person who filled it in has something to correct."""
    FAILED = "failed"
    """The folder, the disk or the program is at fault, not the sheet; it will be tried again."""
    OK = "ok"
    """``check`` only: nothing stops this sheet."""


class DocumentState(StrEnum):
    """What was done with one document."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person's edit (or an older edition that this sheet does not make) was left as it is."""
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"


class ExitCode(IntEnum):
    """Exit codes of the commands (contract). Precedence: 1, 5, 4, 3, 0."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    SHEET = 3
    TEMPLATE = 4
    FOLDER = 5
    INTERRUPTED = 130


_PRECEDENCE = (ExitCode.UNEXPECTED, ExitCode.FOLDER, ExitCode.TEMPLATE, ExitCode.SHEET)


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the one exit code of many: 1 > 5 > 4 > 3 > 0."""
    found = set(codes)
    return next((code for code in _PRECEDENCE if code in found), ExitCode.OK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One document of a case and where it lies."""

    path: str
    """Relative to the workspace (or to ``--out``), with ``/``."""
    template: str
    meeting: str = ""
    agency: str = ""
    edition: int
    state: DocumentState


@dataclass(frozen=True, slots=True)
class Withheld:
    """A document that was not made, and the code of the reason."""

    template: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one workbook."""

    file: str
    outcome: Outcome
    form: str = ""
    case: str = ""
    sheet: str = ""
    """The sheet the case stands on, where the workbook holds several."""
    documents: tuple[DocumentEntry, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    problems: tuple[Problem, ...] = ()
    source_hash: str = ""
    """SHA-256 of the workbook's bytes as they were read, without marks of ours."""
    folder: str = ""
    """Folder of the case under the outbox; decides where the source is filed."""
    exit_code: ExitCode = ExitCode.OK
    is_marked: bool = False
    """Whether the returned workbook itself shows what is to be corrected."""
    parts: tuple[Result, ...] = ()
    """What became of each case of a workbook that holds several; empty where it holds one."""

    @property
    def each(self) -> tuple[Result, ...]:
        """One result a case."""
        return self.parts or (self,)

    def as_dict(self) -> dict[str, Any]:
        """Return the contract's JSON line."""
        return {
            "file": self.file,
            "form": self.form,
            "case": self.case,
            "outcome": str(self.outcome),
            "documents": [
                {
                    "path": d.path,
                    "template": d.template,
                    "meeting": d.meeting,
                    "agency": d.agency,
                    "edition": d.edition,
                    "state": str(d.state),
                }
                for d in self.documents
            ],
            "withheld": [{"template": w.template, "code": w.code} for w in self.withheld],
            "problems": [problem.as_dict() for problem in self.problems],
        }


_OUTCOMES = (
    Outcome.FAILED,
    Outcome.RETURNED,
    Outcome.INCOMPLETE,
    Outcome.DELIVERED,
    Outcome.UNCHANGED,
    Outcome.OK,
)
"""Of a workbook with several cases the first that one of them has."""


def together(results: Sequence[Result]) -> Result:
    """Return the result of a workbook from those of its cases.

    It is filed under its first case, and returned where one case has something to correct.
    """
    first = results[0]
    if len(results) == 1:
        return first
    outcomes = {result.outcome for result in results}
    return replace(
        first,
        outcome=next(one for one in _OUTCOMES if one in outcomes),
        documents=tuple(document for result in results for document in result.documents),
        withheld=tuple(one for result in results for one in result.withheld),
        problems=tuple(problem for result in results for problem in result.problems),
        exit_code=worst(result.exit_code for result in results),
        parts=tuple(results),
    )
