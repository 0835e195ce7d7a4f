"""Whether the share is there: ``_jusoforms/INBOX-ID``, which only we make.

Where it cannot be read the share is away. Its folders are then never "empty", nothing in them is
"deleted", and nothing is made anew: what lies at the mount point is another disk.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from pathlib import Path

from jusoforms.filesystem import make_folder, sweep_temps, write_new
from jusoforms.intake.work import Hindered
from jusoforms.problems import watching
from jusoforms.standing import Room
from jusoforms.workspace import Workspace

__all__ = ["Sentinel", "inbox_id"]

_ID = re.compile(r"[0-9a-f]{32}")
_ALARM = 60.0


def inbox_id(workspace: Workspace) -> str:
    """Return the workspace's id, made on its first opening; it names the folder of its state.

    Raises OSError where it can be neither read nor made.
    """
    found = _read(workspace.inbox_id)
    if found:
        return found
    make_folder(workspace.inbox_id.parent, workspace.root)
    sweep_temps(workspace.inbox_id.parent)
    with contextlib.suppress(FileExistsError):  # another machine was quick
        write_new(workspace.inbox_id, f"{secrets.token_hex(16)}\n".encode())
    found = _read(workspace.inbox_id)
    if not found:
        raise FileExistsError(workspace.inbox_id)
    return found


class Sentinel:
    """Asks before every scan; remembers since when the share is away."""

    def __init__(self, workspace: Workspace, number: str) -> None:
        self._path = workspace.inbox_id
        self.number = number
        self.away_since: float | None = None

    def is_there(self, now: float) -> bool:
        """Return whether the share is the one that was opened."""
        try:
            there = _read(self._path) == self.number
        except OSError:
            there = False
        if there:
            self.away_since = None
        elif self.away_since is None:
            self.away_since = now
        return there

    def require(self, now: float) -> None:
        """Raise Hindered where the share is away: nothing may be written, nothing is "gone"."""
        if not self.is_there(now):
            raise Hindered(Room.INBOX, watching.SHARE_AWAY.at())

    def is_alarming(self, now: float) -> bool:
        """Return whether the share has been away for so long that a person should know."""
        return self.away_since is not None and now - self.away_since >= _ALARM


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        return ""
    return text if _ID.fullmatch(text) else ""
