"""Where a sheet goes when its work is done. It keeps its name; the folder makes room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from jusoforms.filesystem import (
    make_folder,
    refuse_links,
    remove_page,
    rename_new,
    take_rights,
    write_page,
)
from jusoforms.intake.claims import Claim
from jusoforms.intake.clock import Clock
from jusoforms.intake.returns import Returns, slip_may_stand, slip_path
from jusoforms.outcome import Outcome, Result
from jusoforms.problems.rules import RESTRICTED
from jusoforms.vocabulary.wareki import fiscal_year_name
from jusoforms.workspace import Workspace

__all__ = ["Cabinet"]

_APRIL = 4


class Cabinet:
    """Files finished sheets under 処理済み and returned ones under 要修正."""

    def __init__(
        self,
        workspace: Workspace,
        returns: Returns,
        slip: Callable[[Result], bytes],
        clock: Clock,
    ) -> None:
        self._workspace = workspace
        self._returns = returns
        self._slip = slip
        self._clock = clock

    def file(self, claim: Claim, result: Result, digest: str) -> Path:
        """Move the claimed sheet to where its outcome sends it; return its new place.

        OSError leaves it claimed.
        """
        if result.outcome is Outcome.RETURNED:
            place = self._return(claim, result, digest)
        else:
            self._returns.drop_stale_slips(claim.name, result.case)
            place = self._move(claim, _places(self._finished_folder(result), digest))
        claim.close()
        return place / claim.name

    def _finished_folder(self, result: Result) -> Path:
        today = self._clock.today()
        year = today.year - (today.month < _APRIL)
        return self._workspace.filed / fiscal_year_name(year) / result.folder

    def _return(self, claim: Claim, result: Result, digest: str) -> Path:
        """Record, page, sheet, in this order: a sheet at rest always has its page."""
        codes = [problem.code for problem in result.problems]
        self._returns.record(digest, codes, "" if RESTRICTED.code in codes else result.case)
        for folder in _places(self._workspace.returned, digest):
            sheet = folder / claim.name
            if sheet.exists() or not slip_may_stand(sheet):
                continue
            refuse_links(folder, self._workspace.root)
            write_page(slip_path(sheet), self._slip(result))
            if self._moved(claim, folder):
                self._returns.mark_asked(digest, codes)
                return folder
            remove_page(slip_path(sheet))
        raise AssertionError

    def _move(self, claim: Claim, places: Iterator[Path]) -> Path:
        return next(folder for folder in places if self._moved(claim, folder))

    def _moved(self, claim: Claim, folder: Path) -> bool:
        refuse_links(folder, self._workspace.root)
        make_folder(folder)
        try:
            rename_new(claim.path, folder / claim.name)
        except FileExistsError:
            return False
        take_rights(folder / claim.name)
        return True


def _places(folder: Path, digest: str) -> Iterator[Path]:
    """Yield the folder, then subfolders of it, for names that are taken."""
    yield folder
    yield folder / digest[:8]
    yield from (folder / f"{digest[:8]}_{number}" for number in count(2))
