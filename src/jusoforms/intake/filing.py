"""Where a sheet goes when its work is done. It keeps its name; the folder makes room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from jusoforms.filesystem import (
    bytes_hash,
    exchange,
    file_hash,
    make_folder,
    remove_page,
    rename_new,
    sweep_temps,
    write_page,
)
from jusoforms.intake.claims import Claim
from jusoforms.intake.clock import Clock
from jusoforms.intake.marking import Marking
from jusoforms.intake.returns import Returns, slip_may_stand, slip_path
from jusoforms.outcome import Outcome, Result
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
        marking: Marking,
    ) -> None:
        self._workspace = workspace
        self._returns = returns
        self._slip = slip
        self._clock = clock
        self._marking = marking

    def file(self, claim: Claim, result: Result, digest: str) -> None:
        """Move the claimed sheet to where its outcome sends it; OSError leaves it claimed.

        ``digest``: of the sheet without marks, under which it goes to 処理済み.
        """
        if result.outcome is Outcome.RETURNED:
            self._return(claim, result, digest)
        else:
            self._returns.drop_stale_slips(claim.name, result.case)
            bare = self._marking.without(claim.path)
            places = _places(self._finished_folder(result), digest)
            while not _placed(claim, next(places), bare):
                pass
        claim.close()

    def _finished_folder(self, result: Result) -> Path:
        today = self._clock.today()
        year = today.year - (today.month < _APRIL)
        return self._workspace.filed / fiscal_year_name(year) / result.folder

    def _return(self, claim: Claim, result: Result, digest: str) -> None:
        """Record, page, sheet, in this order: a sheet at rest always has its page."""
        codes = [problem.code for problem in result.problems]
        lying, is_marked = self._marking.returned(claim.path, result)
        result = replace(result, is_marked=is_marked)
        self._returns.record(digest, digest, codes, result.case)
        if lying is not None:
            self._returns.record(bytes_hash(lying), digest, codes, result.case)
        for folder in _places(self._workspace.returned, digest):
            sheet = folder / claim.name
            # The sheet marked by a run that was cut short, or the same one dropped once more.
            is_there = lying is not None and self._returns.source_of(sheet) == digest
            if not slip_may_stand(sheet) or (sheet.exists() and not is_there):
                continue
            write_page(slip_path(sheet), self._slip(result))
            if is_there:
                claim.let_go()
            elif not _placed(claim, folder, lying):
                remove_page(slip_path(sheet))
                continue
            self._returns.mark_asked(digest, codes)
            return


def _places(folder: Path, digest: str) -> Iterator[Path]:
    """Yield the folder, then subfolders of it, for names that are taken."""
    yield folder
    yield folder / digest[:8]
    yield from (folder / f"{digest[:8]}_{number}" for number in count(2))


def _placed(claim: Claim, folder: Path, data: bytes | None) -> bool:
    """Move the sheet into a folder, or other bytes in its stead; False: its name is taken.

    The claimed sheet goes only after those bytes are on the disk. Cut short between the two, the
    next run finds them there.
    """
    make_folder(folder)
    target = folder / claim.name
    try:
        if data is None:
            rename_new(claim.path, target)
        else:
            sweep_temps(folder)
            exchange(claim.path, target, data)
    except FileExistsError:
        if data is None or file_hash(target) != bytes_hash(data):
            return False
        claim.let_go()
    return True
