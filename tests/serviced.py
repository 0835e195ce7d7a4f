"""The service over one workspace, in a thread, and what it tells; real children do the work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jusoforms.outcome import Outcome, Result
from jusoforms.problems import Problem
from jusoforms.service import ServiceSettings
from jusoforms.serving import Post
from jusoforms.standing import Standing, Waiting
from jusoforms.vocabulary.case import Case
from jusoforms.workspace import Workspace
from warding import sheet_of

__all__ = ["QUICK", "Heard", "eventually", "service_sheet", "serving"]

QUICK = ServiceSettings(settle=0.1, interval=0.2, free=0)
PATIENCE = 60.0


def eventually(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


class Heard:
    """What the service told."""

    def __init__(self) -> None:
        self.results: list[Result] = []
        self.standings: list[Standing] = []
        self.problems: list[Problem] = []

    def result(self, result: Result) -> None:
        self.results.append(result)

    def standing(self, workspace: Workspace, standing: Standing, *, last: bool) -> None:
        self.standings.append(standing)

    def closed(self, workspace: Workspace, problem: Problem) -> None:
        self.problems.append(problem)

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        return self.standings[-1].waiting if self.standings else ()

    @property
    def outcomes(self) -> dict[str, Outcome]:
        return {result.file: result.outcome for result in self.results}


@contextmanager
def serving(
    workspace: Workspace, state: Path, settings: Callable[[], ServiceSettings] = lambda: QUICK
) -> Iterator[Heard]:
    heard = Heard()
    post = Post(workspace, state, heard, settings)
    thread = threading.Thread(target=post.run)
    thread.start()
    try:
        yield heard
    finally:
        post.stop()
        thread.join()


def service_sheet(case: str = "7", **more: object) -> bytes:
    told = {"case_number": case, "situation": "一人で暮らす。", "background": "窓口に来た。"}
    return sheet_of(Case.model_validate(told | more))
