"""What a child gives back: a line of JSON, then the documents' bytes. Data, never code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from jusoforms.outcome import ExitCode, Outcome, Result, Withheld
from jusoforms.preparing import Leaving, Prepared, PreparedCase
from jusoforms.problems import Problem, Severity
from jusoforms.publish import Finished

__all__ = ["packed", "packed_problem", "packed_refusal", "unpacked"]

_END = b"\n"


def packed(prepared: Prepared) -> bytes:
    """Return what was prepared, as bytes."""
    blobs = [document.data for case in prepared.cases for document in case.documents]
    told = {
        "cases": [asdict(_light(case)) for case in prepared.cases],
        "is_marked": prepared.is_marked,
        "has_in_stead": prepared.in_stead is not None,
        "lengths": [len(blob) for blob in blobs],
    }
    blobs.append(prepared.in_stead or b"")
    head = json.dumps({"prepared": told}, default=_plain).encode()
    return _END.join((head, b"".join(blobs)))


def packed_refusal(error: OSError) -> bytes:
    """Return that folder or disk refused; no path is told."""
    return json.dumps({"refused": error.errno or 0}).encode() + _END


def packed_problem(problem: Problem, *, kind: str) -> bytes:
    """Return why nothing was prepared: ``fault`` of the program, ``hindered`` by the templates."""
    return json.dumps({kind: asdict(problem)}).encode() + _END


def unpacked(data: bytes) -> Prepared | OSError | tuple[str, Problem]:
    """Return what a child gave back. Raises ValueError where it is no such thing."""
    head, _, blobs = data.partition(_END)
    told = json.loads(head)
    if "refused" in told:
        return OSError(int(told["refused"]), "in a child")
    if "prepared" in told:
        return _prepared(told["prepared"], memoryview(blobs))
    ((kind, problem),) = told.items()
    return kind, _problem(problem)


def _light(case: PreparedCase) -> PreparedCase:
    """Return a case without its documents' bytes, which travel apart."""
    return replace(case, documents=tuple(replace(one, data=b"") for one in case.documents))


def _prepared(told: dict[str, Any], blobs: memoryview) -> Prepared:
    pieces, at = [], 0
    for length in told["lengths"]:
        pieces.append(bytes(blobs[at : at + length]))
        at += length
    data = iter(pieces)
    return Prepared(
        cases=tuple(_case(one, data) for one in told["cases"]),
        in_stead=bytes(blobs[at:]) if told["has_in_stead"] else None,
        is_marked=told["is_marked"],
    )


def _case(told: dict[str, Any], data: Iterator[bytes]) -> PreparedCase:
    """Return a case, its documents' bytes taken from those that lie next."""
    leaving: dict[str, Any] = {
        name: value if name == "form" else frozenset(value)
        for name, value in told["leaving"].items()
    }
    changed = {
        "result": _result(told["result"]),
        "documents": tuple(Finished(**one | {"data": next(data)}) for one in told["documents"]),
        "leaving": Leaving(**leaving),
    }
    return PreparedCase(**told | changed)


def _result(told: dict[str, Any]) -> Result:
    changed = {
        "outcome": Outcome(told["outcome"]),
        "exit_code": ExitCode(told["exit_code"]),
        "documents": (),
        "parts": (),
        "withheld": tuple(Withheld(**one) for one in told["withheld"]),
        "problems": tuple(_problem(one) for one in told["problems"]),
    }
    return Result(**told | changed)


def _problem(told: dict[str, Any]) -> Problem:
    candidates = tuple(told["candidates"])
    return Problem(**told | {"severity": Severity(told["severity"]), "candidates": candidates})


def _plain(value: object) -> object:
    """Return what JSON can say of a set, or of bytes that travel apart."""
    return sorted(value) if isinstance(value, frozenset) else ""
