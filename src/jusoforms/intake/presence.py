"""That we are alive, who else is, and the claims of those who are no more."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path

from jusoforms.filesystem import Heartbeat, Neighbours, Owner
from jusoforms.intake.claims import Claim, Claims
from jusoforms.intake.clock import Clock
from jusoforms.intake.returns import Returns
from jusoforms.intake.work import at
from jusoforms.standing import Room
from jusoforms.workspace import Workspace

__all__ = ["Presence"]

_MINUTE = 60.0


class Presence:
    """Our place among the watchers of a workspace."""

    def __init__(self, workspace: Workspace, me: Owner, clock: Clock, lease: float) -> None:
        self._clock = clock
        self._lease = lease
        self._heartbeat = Heartbeat(workspace.watchers, me)
        self._neighbours = Neighbours(workspace.watchers, me, clock.monotonic, lease)
        self._returns = Returns(workspace)
        self.claims = Claims(workspace, me, self._neighbours)
        self._beat_at = self._looked_at = float("-inf")
        self.every = _MINUTE
        """Seconds between two looks at what others have left."""

    @property
    def beats(self) -> int:
        """Our number in the folder of watchers."""
        return self._heartbeat.beats

    def pulse(self) -> None:
        """Beat, if it is time. Raises Hindered."""
        now = self._clock.monotonic()
        if now - self._beat_at >= self._lease / 2:
            with at(Room.INTERNAL):
                self._heartbeat.beat()
            self._beat_at = now

    def left_behind(self, in_hand: AbstractSet[Path]) -> list[Claim]:
        """Take over what nobody works on: at the start, and every minute. Raises Hindered.

        ``in_hand`` are the claimed sheets that we work on.
        """
        now = self._clock.monotonic()
        if now - self._looked_at < self.every:
            return []
        with at(Room.INTERNAL):
            self._neighbours.sweep()
            self._returns.sweep(self._heartbeat.written_at)
            found = list(self.claims.abandoned(in_hand))
        self._looked_at = now
        return found

    def leave(self) -> None:
        """Fall silent."""
        self._heartbeat.stop()
