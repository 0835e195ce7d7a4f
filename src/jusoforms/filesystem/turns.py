"""One at a time, among all machines that see a folder: a token that is renamed.

``<folder>/.turn/`` holds exactly one empty file: ``free``, or one that bears its holder's name.
Taking the turn is a rename from the one name to the other, so of two who try one finds nothing;
taking it over from a holder that has ended is a rename too, from that very holder's name. No lock
is asked of the share. A holder that slept through its lease finds its token gone.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem.heartbeat import Neighbours
from jusoforms.filesystem.owner import Owner, owner_of

__all__ = ["NotOurTurn", "Turn", "Turns"]

_TOKEN = "free"  # noqa: S105 a file's name
_PAUSE = 0.02
PATIENCE = 90.0
"""Seconds, as long as it takes to be sure that another machine has ended."""


class NotOurTurn(Exception):  # noqa: N818 an everyday event
    """Another process holds the turn, or has taken it over from us; to be tried again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn while it is ours."""

    token: Path

    def check(self) -> None:
        """Raise :class:`NotOurTurn` if another has taken it over meanwhile."""
        if not self.token.exists():
            raise NotOurTurn


class Turns:
    """Takes turns in the name of one process; one turn of a folder at a time."""

    def __init__(
        self,
        me: Owner,
        neighbours: Neighbours,
        wait: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._me = me
        self._neighbours = neighbours
        self._wait = wait
        self._patience = patience

    @contextlib.contextmanager
    def taken(self, folder: Path) -> Iterator[Turn]:
        """Hold the turn of a folder; wait for it up to the patience."""
        place = folder / ".turn"
        turn = self._take(place)
        try:
            yield turn
        finally:
            with contextlib.suppress(FileNotFoundError):
                turn.token.rename(place / _TOKEN)

    def _take(self, place: Path) -> Turn:
        left = self._patience
        while (turn := self._tried(place)) is None:
            if left <= 0:
                raise NotOurTurn
            self._wait(_PAUSE)
            left -= _PAUSE
        return turn

    def _tried(self, place: Path) -> Turn | None:
        mine = place / f"{self._me.name}.{secrets.token_hex(4)}"
        for name in _names(place):
            if self._is_to_be_had(name):
                with contextlib.suppress(FileNotFoundError):
                    (place / name).rename(mine)
                    return Turn(mine)
        return None

    def _is_to_be_had(self, name: str) -> bool:
        owner = owner_of(name)
        return owner in {None, self._me} or (owner and self._neighbours.has_ended(owner)) or False


def _names(place: Path) -> list[str]:
    """Return the token's name; where there was none it is made, and one of many makers wins."""
    names = _listed(place)
    return names or (_make(place) or _listed(place))


def _listed(place: Path) -> list[str]:
    try:
        return [path.name for path in place.iterdir()]
    except FileNotFoundError:
        return []


def _make(place: Path) -> list[str]:
    """Bring the folder into place with the token in it: no one ever sees it without."""
    born = place.with_name(f"{place.name}-{secrets.token_hex(8)}")
    born.mkdir()
    with contextlib.suppress(OSError):
        (born / _TOKEN).touch()
        # Fails where a folder with anything in it has the name; an empty one is replaced.
        born.rename(place)
    for left in place.parent.glob(f"{place.name}-*"):
        _remove(left)
    return []


def _remove(born: Path) -> None:
    """Remove what was made too late, or by a process that was killed on the way."""
    with contextlib.suppress(OSError):
        (born / _TOKEN).unlink(missing_ok=True)
        born.rmdir()
