"""What runs in the child: one of three tasks over a dropped file's bytes.

Faults of the file are answers; whatever else the readers raise means that the file is broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from jusoforms.package import PackageFault, fault
from jusoforms.problems import Problem, Sentence
from jusoforms.problems import files as say_file
from jusoforms.problems import foreign as say
from jusoforms.sheets.foreign.plain import problem_to, workbook_to
from jusoforms.sheets.grid import Workbook, address

__all__ = ["read", "serve"]

_MOST_TOLD = 20


def serve(data: bytes, *, task: str, passwords: Iterable[str] = ()) -> dict[str, Any] | bytes:
    """Return a workbook (``xls``, ``ods``), or the unlocked bytes (``unlock``), or a problem."""
    try:
        if task == "unlock":
            from jusoforms.sheets.foreign.unlocking import unlocked  # noqa: PLC0415 cryptography

            return unlocked(data, tuple(passwords))
        return {"workbook": workbook_to(read(data, task))}
    except PackageFault as found:
        return {"problem": problem_to(found.problem)}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 xlrd and lxml raise whatever the bytes lead them to
        broken = say.UNKNOWN_LOCK.at() if task == "unlock" else say.BROKEN.at(kind=f".{task}")
        return {"problem": problem_to(broken)}


def read(data: bytes, task: str) -> Workbook:
    """Return the workbook with remarks on what was not seen, or not read alike twice."""
    book, unseen = _read(data, task)
    if not any(grid.visible for grid in book.sheets):
        raise fault(say_file.NO_SHEETS)
    return replace(book, remarks=(*_doubts(data, book, f".{task}"), unseen.at()))


def _read(data: bytes, task: str) -> tuple[Workbook, Sentence]:
    if task == "xls":
        from jusoforms.sheets.foreign.xls import read_xls  # noqa: PLC0415 xlrd only here

        return read_xls(data), say.UNSEEN_IN_XLS
    from jusoforms.sheets.foreign.ods import read_ods  # noqa: PLC0415

    return read_ods(data), say.UNSEEN_IN_ODS


def _doubts(data: bytes, book: Workbook, kind: str) -> tuple[Problem, ...]:
    from jusoforms.sheets.foreign.witness import doubtful_cells  # noqa: PLC0415

    doubtful = iter(doubtful_cells(data, book))
    told = tuple(
        say.READERS_DISAGREE.at(sheet=sheet, cell=address(*place), kind=kind)
        for sheet, place in islice(doubtful, _MOST_TOLD)
    )
    more = sum(1 for _ in doubtful)
    return (*told, say.MORE_DISAGREE.at(count=more, kind=kind)) if more else told
