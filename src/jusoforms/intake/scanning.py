"""What lies in the inbox: which names are a person's sheets, and their signatures."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jusoforms.filesystem import is_link
from jusoforms.intake.returns import Returns, is_slip_name
from jusoforms.workspace import Workspace

__all__ = ["Scanner", "Signature", "by_drop", "left_alone", "open_in_office", "signature", "twins"]

_NOT_A_SHEET = re.compile(
    r"""
    ~\$.*                # Office: who has the file open
    | \..*               # hidden files, ._* of macOS, .~lock.*\# of LibreOffice
    | .*\.tmp            # half written, ours too
    | [0-9a-f]{8}        # Excel while saving; perhaps someone's only copy: never touched
    | desktop\.ini
    | thumbs\.db
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_APART = re.compile(r"[0-9a-f]{8}(_\d+)?")


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file is written, or is another file of the same name."""

    size: int
    modified: int
    changed: int
    inode: int

    def same_bytes_as(self, other: Signature) -> bool:
        """Return whether only the name may have changed: a rename renews ``changed``."""
        mine = (self.size, self.modified, self.inode)
        return mine == (other.size, other.modified, other.inode)


class Scanner:
    """Lists the inbox, and 要修正 for sheets that were saved anew."""

    def __init__(
        self, workspace: Workspace, returns: Returns, *, pass_over_open: bool = True
    ) -> None:
        """Pass over what is open in 要修正, or leave that to the gate."""
        self._workspace = workspace
        self._returns = returns
        self._pass_over_open = pass_over_open
        self._judged: dict[tuple[Path, Signature], frozenset[str] | None] = {}
        self.resting: dict[Path, frozenset[str]] = {}
        """Returned sheets that nobody has saved anew, and why they were returned."""

    def scan(self) -> dict[Path, Signature]:
        """Return every dropped sheet; OSError if the inbox itself cannot be listed."""
        found = dict(_sheets(self._workspace.inbox))
        judged, self._judged, self.resting = self._judged, {}, {}
        for folder in _returned_folders(self._workspace.returned):
            for path, sheet in _sheets(folder):
                if is_slip_name(path.name):
                    continue
                if not self._at_rest(path, sheet, judged):
                    found[path] = sheet
        return found

    def _at_rest(
        self,
        path: Path,
        sheet: Signature,
        judged: Mapping[tuple[Path, Signature], frozenset[str] | None],
    ) -> bool:
        """Return whether the file is the one that was returned: its bytes tell, read once."""
        key = path, sheet
        if key not in judged and self._pass_over_open and open_in_office(path):
            return True
        try:
            codes = judged[key] if key in judged else self._returns.codes_of(path)
        except OSError:
            return True  # held open or just gone: the next scan sees
        self._judged[key] = codes
        if codes is not None:
            self.resting[path] = codes
        return codes is not None


def by_drop(paths: Iterable[Path], seen: Mapping[Path, Signature]) -> list[Path]:
    """Return files in the order of their drop."""
    return sorted(paths, key=lambda path: (seen[path].changed, path))


def twins(paths: Iterable[Path]) -> frozenset[Path]:
    """Return the files whose names are one to a person: decomposed kana, upper and lower case."""
    by_identity: dict[str, list[Path]] = {}
    for path in paths:
        identity = unicodedata.normalize("NFC", str(path)).casefold()
        by_identity.setdefault(identity, []).append(path)
    return frozenset(one for same in by_identity.values() if len(same) > 1 for one in same)


def left_alone(workspace: Workspace) -> list[str]:
    """Return the names of folders and links in the inbox: nobody looks into them."""
    own = {workspace.filed.name, workspace.returned.name}
    with os.scandir(workspace.inbox) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.name not in own
            and not _NOT_A_SHEET.fullmatch(entry.name)
            and not entry.is_file(follow_symlinks=False)
        )


def signature(path: Path) -> Signature:
    """Return the signature of one file."""
    return _signature(path.lstat())


def _returned_folders(returned: Path) -> Iterator[Path]:
    if returned.is_dir():
        yield returned
        yield from (path for path in returned.iterdir() if _is_apart(path))


def open_in_office(path: Path) -> bool:
    """Return whether Office says beside a sheet that it is open.

    A sheet in 要修正 is then being corrected, and saved more than once before it is done.
    """
    return os.path.lexists(path.with_name(f"~${path.name}"))  # False for a name too long


def _is_apart(path: Path) -> bool:
    return bool(_APART.fullmatch(path.name)) and path.is_dir() and not path.is_symlink()


def _sheets(folder: Path) -> Iterator[tuple[Path, Signature]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            found = _sheet(entry)
            if found:
                yield folder / entry.name, found


def _sheet(entry: os.DirEntry[str]) -> Signature | None:
    """Return the signature of a sheet; None for anything else, and for one just gone."""
    if _NOT_A_SHEET.fullmatch(entry.name):
        return None
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        # DirEntry.stat() is a listing's stale copy on Windows.
        found = os.lstat(entry.path)
        return None if is_link(found) else _signature(found)
    except OSError:
        return None


def _signature(stat: os.stat_result) -> Signature:
    return Signature(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
