"""Where a sheet goes when its work is done. It keeps its name; the folder makes room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from jusoforms.filesystem import (
    bytes_hash,
    exchange,
    file_hash,
    make_folder,
    refuse_links,
    remove_page,
    rename_new,
    sweep_temps,
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

    def file(self, claim: Claim, result: Result, digest: str, in_stead: bytes | None) -> Path:
        """Move the claimed sheet to where its outcome sends it; return its new place.

        ``digest``: of the sheet without marks. ``in_stead``: what is to lie there in its stead.
        OSError leaves it claimed.
        """
        if result.outcome is Outcome.RETURNED:
            place = self._return(claim, result, digest, in_stead)
        else:
            self._returns.drop_stale_slips(claim.name, result.case)
            places = _places(self._finished_folder(result), digest)
            place = next(folder for folder in places if self._placed(claim, folder, in_stead))
        claim.close()
        return place / claim.name

    def _finished_folder(self, result: Result) -> Path:
        today = self._clock.today()
        year = today.year - (today.month < _APRIL)
        return self._workspace.filed / fiscal_year_name(year) / result.folder

    def _return(self, claim: Claim, result: Result, digest: str, in_stead: bytes | None) -> Path:
        """Record, page, sheet, in this order: a sheet at rest always has its page."""
        codes = [problem.code for problem in result.problems]
        case = "" if RESTRICTED.code in codes else result.case
        self._returns.record(digest, digest, codes, case)
        if in_stead is not None:
            self._returns.record(bytes_hash(in_stead), digest, codes, case)
        for folder in _places(self._workspace.returned, digest):
            sheet = folder / claim.name
            # The sheet marked by a run that was cut short, or the same one dropped once more.
            is_there = in_stead is not None and self._returns.source_of(sheet) == digest
            if not slip_may_stand(sheet) or (sheet.exists() and not is_there):
                continue
            refuse_links(folder, self._workspace.root)
            make_folder(folder, self._workspace.inbox)
            write_page(slip_path(sheet), self._slip(result))
            if is_there:
                claim.let_go()
            elif not self._placed(claim, folder, in_stead):
                remove_page(slip_path(sheet))
                continue
            self._returns.mark_asked(digest, codes)
            return folder
        raise AssertionError

    def _placed(self, claim: Claim, folder: Path, in_stead: bytes | None) -> bool:
        """Move the sheet into a folder, or other bytes in its stead; False: its name is taken.

        The claimed sheet goes only after those bytes are on the disk. Cut short between the two,
        the next run finds them there.
        """
        refuse_links(folder, self._workspace.root)
        make_folder(folder, self._workspace.inbox)
        target = folder / claim.name
        try:
            if in_stead is None:
                rename_new(claim.path, target)
                take_rights(target)
            else:
                sweep_temps(folder)
                exchange(claim.path, target, in_stead)
        except FileExistsError:
            if in_stead is None or file_hash(target) != bytes_hash(in_stead):
                return False
            claim.let_go()
        return True


def _places(folder: Path, digest: str) -> Iterator[Path]:
    """Yield the folder, then subfolders of it, for names that are taken."""
    yield folder
    yield folder / digest[:8]
    yield from (folder / f"{digest[:8]}_{number}" for number in count(2))
