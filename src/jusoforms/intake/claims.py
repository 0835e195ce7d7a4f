"""Claims: a sheet being worked on lies in a folder that says whose work it is.

``_jusoforms/claims/<host>.<pid>.<boot>.<uuid>/NAME``. The move decides between two watchers:
the slower finds nothing. The file keeps its name, so that a claim explains itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem import (
    Life,
    Owner,
    make_folder,
    remove,
    remove_empty,
    rename_new,
    this_process,
)
from jusoforms.intake.scanning import Signature, signature
from jusoforms.workspace import Workspace

__all__ = ["Claim", "Claims"]


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
    """The claims of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder = workspace.claims

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

    def abandoned(self) -> Iterator[Claim]:
        """Take over the claims of this machine's processes that run no more."""
        for folder, owner in self._folders():
            if owner.life is not Life.ENDED:
                continue
            for path in sorted(folder.iterdir()):
                claim = self.take(path)
                if claim:
                    yield claim
            remove_empty(folder)

    def elsewhere(self) -> list[tuple[str, str]]:
        """Return host and name of each sheet that another machine has claimed."""
        return [
            (owner.host, path.name)
            for folder, owner in self._folders()
            if owner.life is Life.ELSEWHERE
            for path in folder.iterdir()
        ]

    def _own_folder(self) -> Path:
        owner = this_process()
        name = f"{owner.host}.{owner.pid}.{owner.run}.{uuid.uuid4().hex}"
        make_folder(self._folder / name)
        return self._folder / name

    def _folders(self) -> list[tuple[Path, Owner]]:
        if not self._folder.is_dir():
            return []
        named = ((path, _owner(path.name)) for path in sorted(self._folder.iterdir()))
        return [(path, owner) for path, owner in named if owner]


def _owner(name: str) -> Owner | None:
    host, _, rest = name.partition(".")
    words = rest.split(".")
    if len(words) != 3 or not words[0].isdecimal():  # noqa: PLR2004 pid, boot, uuid
        return None
    return Owner(host, int(words[0]), words[1])
