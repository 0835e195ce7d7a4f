"""The parent's side: asks the child, checks its answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from jusoforms.confinement import Confined, Killed, Reason
from jusoforms.package import PackageFault, fault
from jusoforms.problems import foreign as say
from jusoforms.sheets.foreign.plain import MISFITS, problem_from, workbook_from
from jusoforms.sheets.grid import Workbook

__all__ = ["FOREIGN", "Kind", "read_foreign", "unlock"]

FOREIGN = Confined("jusoforms.sheets.foreign.inside:serve")
"""The one child of this process for dropped files."""
_SECONDS_EACH = 0.5
"""More time for each password: a hash is turned 100,000 times to try one."""


class Kind(StrEnum):
    """What the child can read."""

    XLS = "xls"
    ODS = "ods"


def read_foreign(data: bytes, kind: Kind) -> Workbook:
    """Return an .xls or .ods; :class:`PackageFault` for what cannot be read with certainty."""
    answer = _answer(FOREIGN.run(data, task=str(kind)), f".{kind}")
    try:
        return workbook_from(answer["workbook"])
    except MISFITS:
        raise fault(say.STOPPED, kind=f".{kind}") from None


def unlock(data: bytes, passwords: tuple[str, ...]) -> bytes | None:
    """Return a locked workbook's bytes, opened with the first password that fits; else None.

    They are never written to a disk: the child may write no file at all.
    """
    seconds = _SECONDS_EACH * len(passwords)
    answer = FOREIGN.run(data, seconds=seconds, task="unlock", passwords=passwords)
    if isinstance(answer, bytes):
        return answer or None
    _answer(answer, "保護されたファイル")
    raise fault(say.UNKNOWN_LOCK)


def _answer(answer: Any, kind: str) -> dict[str, Any]:
    if isinstance(answer, Killed):
        if answer.reason is Reason.NOT_STARTED:
            raise RuntimeError("the child process for foreign workbooks does not start")
        raise fault(say.STOPPED, kind=kind)
    if not isinstance(answer, dict):
        raise fault(say.STOPPED, kind=kind)
    if "problem" in answer:
        try:
            problem = problem_from(answer["problem"])
        except MISFITS:
            raise fault(say.STOPPED, kind=kind) from None
        raise PackageFault(problem)
    return answer
