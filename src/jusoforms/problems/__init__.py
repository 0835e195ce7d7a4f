"""What a person can correct: a code, a place, what is wrong, why, and how to mend it.

One model for sheets, templates, records and folders (docs/glossary.md). The sentences stand in
one module for each area: ``files`` (F), ``sheets`` (S), ``rules`` (R), ``templates``, ``tags`` and
``invariants`` (T), ``delivery`` (P), ``program`` (X). A sentence is です・ます, names the place and
blames nobody. A problem may quote a cell to the person who wrote it; an exception's text and a
log line never do.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Problem", "Sentence", "Severity", "blocking", "in_file"]


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Nothing is made from the sheet (or the template) until it is mended."""
    WARNING = "warning"
    """Documents are made; a person should look."""
    NOTICE = "notice"
    """Worth knowing; may well be intended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to correct. Empty text means: does not apply."""

    code: str
    severity: Severity
    file: str = ""
    """Name of the dropped file or of the template."""
    sheet: str = ""
    cell: str = ""
    """A1 address: the anchor of a merged area."""
    part: str = ""
    """Part of a template in words: 本文, ヘッダー1."""
    place: str = ""
    """Where in that part, in words: 表2の3行目・2列目."""
    label: str = ""
    """Canonical name of the field."""
    message: str
    cause: str
    remedy: str
    candidates: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the contract's JSON form."""
        return asdict(self) | {"severity": str(self.severity), "candidates": list(self.candidates)}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stable code with its wording; ``{words}`` are filled in by :meth:`at`."""

    code: str
    severity: Severity
    message: str
    cause: str
    remedy: str

    def at(
        self,
        *,
        file: str = "",
        sheet: str = "",
        cell: str = "",
        part: str = "",
        place: str = "",
        label: str = "",
        candidates: Iterable[str] = (),
        **words: object,
    ) -> Problem:
        """Return the problem at a place; the label is available to the wording too."""
        words = {"label": label, **words}
        return Problem(
            code=self.code,
            severity=self.severity,
            file=file,
            sheet=sheet,
            cell=cell,
            part=part,
            place=place,
            label=label,
            message=self.message.format_map(words),
            cause=self.cause.format_map(words),
            remedy=self.remedy.format_map(words),
            candidates=tuple(candidates),
        )


def blocking(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems stops the sheet or template."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_file(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """Return the problems with the file's name filled in where it is still empty."""
    return tuple(p if p.file else replace(p, file=file) for p in problems)
