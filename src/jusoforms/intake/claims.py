"""Claims: a sheet being worked on lies in a folder that says whose work it is.

``_jusoforms/claims/<host>.<pid>.<run>.<uuid>/NAME``. The move decides between two watchers:
the slower finds nothing. The file keeps its name, so that a claim explains itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem import (
    Life,
    Neighbours,
    Owner,
    make_folder,
    owner_of,
    remove,
    remove_empty,
    rename_new,
)
from jusoforms.intake.scanning import Signature, signature
from jusoforms.workspace import Workspace

__all__ = ["Claim", "Claims"]

_WORDS = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """One sheet that is ours to work on."""

    path: Path

    @property
    def name(self) -> str:
        """The name under which it was dropped."""
        return self.path.name

    def let_go(self) -> None:
        """Remove the sheet: what it holds lies whole where it belongs."""
        remove(self.path)

    def close(self) -> None:
        """Remove the folder when the sheet has left it."""
        remove_empty(self.path.parent)


class Claims:
    """The claims of a workspace, taken in the name of one process."""

    def __init__(self, workspace: Workspace, me: Owner, neighbours: Neighbours) -> None:
        self._internal, self._folder = workspace.internal, workspace.claims
        self._me = me
        self._neighbours = neighbours

    def take(self, path: Path, settled: Signature | None = None) -> Claim | None:
        """Claim a sheet; None if another was quicker, or it is no longer what had settled.

        Raises OSError where the system refuses the move: see ``held_open``.
        """
        claim = Claim(self._own_folder() / path.name)
        try:
            rename_new(path, claim.path)
        except FileNotFoundError:
            claim.close()
            return None
        except OSError:
            claim.close()
            raise
        if settled is None or signature(claim.path).same_bytes_as(settled):
            return claim
        self.give_back(claim, path.parent)
        return None

    def give_back(self, claim: Claim, folder: Path) -> bool:
        """Put a sheet back under its own name; False if that is taken: it stays claimed."""
        try:
            rename_new(claim.path, folder / claim.name)
        except OSError:
            return False
        claim.close()
        return True

    def abandoned(self, in_hand: AbstractSet[Path] = frozenset()) -> Iterator[Claim]:
        """Take over the claims of processes that have ended, here or on a machine gone silent.

        So too our own that are not ``in_hand``: the move was made, and what follows it failed.
        """
        for folder, owner in self._folders():
            if owner == self._me:
                left = (path for path in sorted(folder.iterdir()) if path not in in_hand)
                yield from map(Claim, left)
            elif self._neighbours.has_ended(owner):
                taken = map(self.take, sorted(folder.iterdir()))
                yield from (claim for claim in taken if claim)
            else:
                continue
            remove_empty(folder)

    def elsewhere(self) -> list[tuple[str, str]]:
        """Return host and name of each sheet that another machine has claimed."""
        return [
            (owner.host, path.name)
            for folder, owner in self._folders()
            if owner.life_on(self._me.host) is Life.ELSEWHERE
            for path in _files(folder)
        ]

    def _own_folder(self) -> Path:
        folder = self._folder / f"{self._me.name}.{uuid.uuid4().hex}"
        make_folder(folder, self._internal)
        return folder

    def _folders(self) -> list[tuple[Path, Owner]]:
        if not self._folder.is_dir():
            return []
        named = ((path, owner_of(path.name)) for path in sorted(self._folder.iterdir()))
        whole = ((p, o) for p, o in named if o and p.name.count(".") == _WORDS - 1)
        return list(whole)


def _files(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except FileNotFoundError:  # just finished
        return []
