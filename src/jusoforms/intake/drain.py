"""``watch --once``: everything that was dropped is taken in, then it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from jusoforms.intake.claims import Claims
from jusoforms.intake.clock import Clock
from jusoforms.intake.filing import Cabinet
from jusoforms.intake.handling import Handler
from jusoforms.intake.marking import NO_MARKS, Marking
from jusoforms.intake.returns import Returns
from jusoforms.intake.scanning import Scanner
from jusoforms.intake.settling import Settling
from jusoforms.outcome import Result
from jusoforms.workspace import Workspace

__all__ = ["drain"]

_SHORTEST_PAUSE = 0.02


def drain(
    workspace: Workspace,
    process: Callable[[Path], Result],
    slip: Callable[[Result], bytes],
    clock: Clock,
    settle: float,
    marking: Marking = NO_MARKS,
) -> Iterator[Result]:
    """Yield what became of each sheet, after it has been filed; end when none is left.

    ``process`` reads a claimed sheet and publishes its documents; called again with the same
    bytes it must change nothing. ``slip`` makes the page of a returned one, ``marking`` the marks
    in it. ``settle``: seconds for which a file must not change; one that is still growing is
    waited for. A sheet that failed lies in the inbox again and is not tried twice. Raises OSError
    if the inbox itself cannot be listed.
    """
    returns = Returns(workspace)
    returns.sweep()
    cabinet = Cabinet(workspace, returns, slip, clock, marking)
    handler = Handler(workspace.inbox, Claims(workspace), cabinet, process, marking)
    yield from handler.resume()
    scanner, settling = Scanner(workspace, returns), Settling(settle)
    while seen := handler.untried(scanner.scan()):
        for path in settling.observe(clock.monotonic(), seen):
            result = handler.take(path, seen[path])
            if result:
                yield result
        clock.wait(max(settle / 2, _SHORTEST_PAUSE))
