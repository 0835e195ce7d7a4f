"""The ledger: what was taken in and what became of it, on this machine's disk.

A journal, not the truth: that lies in the folders and the receipts, so a lost ledger costs only
the count of tries. It holds hashes, codes and times; no name and no case text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jusoforms.filesystem import is_on_network

__all__ = ["Ledger", "OnAShare", "Rest", "State"]

_FORMAT = 1
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_TABLES = """
create table if not exists sheets (
    number integer primary key,
    digest text not null,
    state text not null,
    tries integer not null default 0,
    outcome text not null default '',
    codes text not null default '',
    took real not null default 0
);
create index if not exists open_sheets on sheets (digest) where state = 'taken';
"""
_OPEN = "select number, tries from sheets where digest = ? and state = ? order by number limit 1"


class OnAShare(Exception):  # noqa: N818 a fault of the settings
    """The place of the state is a network folder: SQLite cannot keep its promises there."""


class State(StrEnum):
    """How far a sheet has come."""

    TAKEN = "taken"
    """Claimed, and its snapshot is in the spool."""
    REST = "rest"
    """Its documents are on the disk, and it is filed; or it was returned."""
    GONE = "gone"
    """Given back, or taken over by another machine; or a run that ended could not say more."""


@dataclass(frozen=True, slots=True)
class Rest:
    """How a sheet came to its end."""

    number: int
    """Of its row."""
    outcome: str
    codes: tuple[str, ...]
    took: float
    """Seconds since it was claimed."""


class Ledger:
    """One writer; every call is on the disk when it returns. Raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        """Open the ledger; a damaged one makes room for a new one."""
        if is_on_network(path.parent):
            raise OnAShare
        self._path = path
        self._database = _opened(path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def take(self, digest: str, *, resumed: bool) -> tuple[int, int]:
        """Put on record that a sheet is in hand; return its number and the tries before.

        One that an earlier run did not bring to its end (``resumed``) goes on under its number.
        """
        with self._database:
            row = resumed and self._database.execute(_OPEN, (digest, State.TAKEN)).fetchone()
            if row:
                return int(row[0]), int(row[1])
            cursor = self._database.execute(
                "insert into sheets (digest, state) values (?, ?)", (digest, State.TAKEN)
            )
        return int(cursor.lastrowid or 0), 0

    def tried(self, number: int) -> int:
        """Count a try that killed the work; return how many there were."""
        with self._database:
            row = self._database.execute(
                "update sheets set tries = tries + 1 where number = ? returning tries", (number,)
            ).fetchone()
        return int(row[0]) if row else 1

    def gone(self, number: int) -> None:
        """Put on record that a sheet is no longer ours."""
        with self._database:
            self._database.execute(
                "update sheets set state = ? where number = ?", (State.GONE, number)
            )

    def rest(self, end: Rest) -> None:
        """Put on record that a sheet has come to its end."""
        codes = " ".join(sorted(set(end.codes)))
        with self._database:
            self._database.execute(
                "update sheets set state = ?, outcome = ?, codes = ?, took = ? where number = ?",
                (State.REST, end.outcome, codes, end.took, end.number),
            )

    def only_taken(self, numbers: Iterable[int]) -> None:
        """Close every other row: a run that ended had no time to."""
        with self._database:
            taken = self._database.execute(
                "select number from sheets where state = ?", (State.TAKEN,)
            ).fetchall()
            left = {int(row[0]) for row in taken} - set(numbers)
            self._database.executemany(
                "update sheets set state = ? where number = ?",
                [(State.GONE, number) for number in sorted(left)],
            )

    def states(self) -> dict[str, int]:
        """Return how many sheets are in each state."""
        rows = self._database.execute("select state, count(*) from sheets group by state")
        return dict(rows.fetchall())


class _Damaged(sqlite3.DatabaseError):
    """What the file holds is no ledger of this version."""


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path)
    except _Damaged:
        pass
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGE:  # a disk that is full, or refuses
            raise
    _set_aside(path)
    return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    database = sqlite3.connect(path, isolation_level="IMMEDIATE", check_same_thread=False)
    try:
        # WAL wants shared memory, and SQLite before 3.51.3 could damage it; this is slow enough.
        database.execute("pragma journal_mode = delete")
        database.execute("pragma synchronous = extra")
        found = database.execute("pragma user_version").fetchone()[0]
        if found not in {0, _FORMAT} or database.execute("pragma quick_check(1)").fetchone() != (
            "ok",
        ):
            raise _Damaged
        database.executescript(_TABLES)
        database.execute(f"pragma user_version = {_FORMAT}")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _set_aside(path: Path) -> None:
    """Keep a damaged ledger for who wants to look; it counts no more."""
    path.replace(path.with_name(f"{path.name}.damaged"))
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
