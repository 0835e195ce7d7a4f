"""What the intake is handed: how a sheet is worked on, and what can keep it from its end."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from jusoforms.filesystem import folder_problem
from jusoforms.outcome import ExitCode, Result
from jusoforms.problems import Problem, Severity, watching
from jusoforms.standing import Room

__all__ = ["Anew", "Craft", "Done", "Faulty", "FormAtFault", "Hindered", "Poisoned", "Sheet", "at"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The snapshot of a claimed sheet: what is worked on, whatever happens to the file."""

    path: Path
    """In the spool."""
    name: str
    """Under which it was dropped."""
    digest: str
    """SHA-256 of its bytes."""


class Done(Protocol):
    """A sheet that was worked on and is not yet published."""

    @property
    def result(self) -> Result:
        """What it will come to."""

    @property
    def in_stead(self) -> bytes | None:
        """What is to lie in the sheet's stead: with marks, or without; None for the sheet as it is.

        It holds all that the sheet does.
        """


class Craft(Protocol):
    """The work itself. Doing it again with the same sheet must change nothing."""

    def begin(self, sheet: Sheet) -> Future[Any]:
        """Begin to work on a sheet; several may be in hand at once.

        The future gives a :class:`Done`, or raises :class:`Poisoned`, :class:`Faulty`,
        :class:`Hindered` or OSError.
        """

    def deliver(self, done: Any, *, resumed: bool) -> Result:
        """Publish what was made of a sheet; ``resumed``: perhaps it was published already.

        Raises OSError, filesystem.NotOurTurn, or :class:`Anew` where it has to be begun again.
        """

    def slip(self, result: Result) -> bytes:
        """Return the page that lies beside a returned sheet."""

    def warm(self) -> None:
        """Be ready: a sheet is coming."""

    def rest(self) -> None:
        """Hold no more than is needed: no sheet is coming."""


class Anew(Exception):  # noqa: N818 an everyday event
    """Something was published for the case since the work began: it has to be begun again."""


class Poisoned(Exception):  # noqa: N818 a fault of the sheet
    """The work on the sheet was killed: it took too long, too much, or died of it."""


class Faulty(Exception):  # noqa: N818 a fault of the program
    """The program is at fault; ``problem`` tells kind and place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class FormAtFault(Exception):  # noqa: N818 a fault of one form
    """The ward's own form has to be mended before the sheet can be read; no other one waits."""

    def __init__(self, result: Result) -> None:
        errors = [one for one in result.problems if one.severity is Severity.ERROR]
        self.problem = (*errors, *result.problems)[0]
        super().__init__(self.problem.code)
        self.result = result


class Hindered(Exception):  # noqa: N818 a fault of the environment
    """A folder, a disk or the templates are at fault, not the sheet: it is tried again."""

    def __init__(self, room: Room, problem: Problem, code: ExitCode = ExitCode.FOLDER) -> None:
        super().__init__(problem.code)
        self.room = room
        self.problem = problem
        self.code = code


@contextlib.contextmanager
def at(room: Room, file: str = "") -> Iterator[None]:
    """Name the room in which a call of the system fails."""
    try:
        yield
    except sqlite3.Error as error:
        raise Hindered(room, watching.LEDGER_FAULT.at(error=error.sqlite_errorname)) from None
    except OSError as error:
        raise Hindered(room, folder_problem(error, file)) from None
