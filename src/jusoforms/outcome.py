"""What became of one dropped sheet: spoken by the pipeline, the intake and the commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from jusoforms.problems import Problem

__all__ = ["DocumentEntry", "DocumentState", "ExitCode", "Outcome", "Result", "Withheld"]


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
