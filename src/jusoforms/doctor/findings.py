"""One line of the doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jusoforms.filesystem import folder_problem
from jusoforms.problems import Problem, Severity

__all__ = ["Check", "Finding", "Verdict", "examined", "judged", "well"]


class Verdict(StrEnum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 a verdict
    LOOK = "look"
    """The service works; somebody should know."""
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    check: str
    """Its Japanese name."""
    verdict: Verdict
    fact: str = ""
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "check": self.check,
            "verdict": str(self.verdict),
            "fact": self.fact,
            "problems": [problem.as_dict() for problem in self.problems],
        }


Check = Callable[[], Iterator[Finding]]


def well(check: str, fact: str = "") -> Finding:
    """Return a line that needs nobody."""
    return Finding(check, Verdict.PASS, fact)


def judged(check: str, *problems: Problem, fact: str = "") -> Finding:
    """Return a line as bad as the worst of its problems; well where there is none."""
    severities = {problem.severity for problem in problems}
    if Severity.ERROR in severities:
        return Finding(check, Verdict.FAIL, fact, problems)
    return Finding(check, Verdict.LOOK if problems else Verdict.PASS, fact, problems)


def examined(name: str, check: Check) -> Iterator[Finding]:
    """Yield what a check finds; what the system refuses is a finding too."""
    try:
        yield from check()
    except OSError as error:
        yield judged(name, folder_problem(error))
