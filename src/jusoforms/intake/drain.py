"""``watch --once``: everything that was dropped is taken in, then it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jusoforms.filesystem import Owner
from jusoforms.intake.clock import Clock
from jusoforms.intake.gates import Patience
from jusoforms.intake.watching import Pace, Watcher
from jusoforms.intake.work import Craft
from jusoforms.outcome import Result
from jusoforms.workspace import Workspace

__all__ = ["drain"]

_SHORTEST_PATIENCE = 2.0


def drain(
    workspace: Workspace,
    craft: Craft,
    clock: Clock,
    state: Path,
    settle: float,
    me: Owner | None = None,
) -> Iterator[Result]:
    """Yield what became of each sheet, after it has been filed; end when none is left.

    ``settle``: seconds for which a file must not change; one that is still growing is waited for.
    A sheet that failed lies in the inbox again and is not tried twice. ``state``: a private folder
    on a local disk. Raises Hindered if the inbox itself cannot be listed.
    """
    broken = max(3 * settle, _SHORTEST_PATIENCE)
    pace = Pace(settle=settle, once=True, floor=0, patience=Patience(broken=broken, office=0))
    with Watcher(workspace, craft, clock, state, pace, me) as watcher:
        yield from watcher.round()
        yield from watcher.elsewhere()
        while not watcher.is_done:
            clock.wait(watcher.pause())
            yield from watcher.round()
