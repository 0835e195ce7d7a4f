"""The folders of a workspace: rights, place, space."""

from __future__ import annotations

import datetime as dt
import errno
import getpass
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from jusoforms.doctor.findings import Finding, judged, well
from jusoforms.filesystem import free_bytes, is_on_network, rename_new, whole_temp
from jusoforms.filesystem.system import system
from jusoforms.problems import Problem, delivery
from jusoforms.problems import doctor as say
from jusoforms.workspace import Workspace

__all__ = ["free_space", "long_paths", "offline_files", "one_volume", "owner_files", "rights"]

_LITTLE = 1024**3
_LONGEST_ON_WINDOWS = 260
_ROOM_FOR_NAMES = 160
"""Characters: 処理済み, year, case, and a name of some length."""
_DAY = dt.timedelta(days=1)


def rights(workspace: Workspace) -> Iterator[Finding]:
    """Make, rename and remove a file of our own in each folder that is written to."""
    name = "フォルダーの権限"
    folders = workspace.inbox, workspace.outbox, workspace.internal
    faults = tuple(fault for folder in folders for fault in _refused(folder))
    yield judged(name, *faults, fact=f"利用者: {_user()}")


def one_volume(workspace: Workspace) -> Iterator[Finding]:
    """Look whether one volume holds all: a claim is a rename from the inbox to _jusoforms."""
    folders = workspace.inbox, workspace.outbox, workspace.internal
    volumes = {folder.stat().st_dev for folder in folders}
    kind = "共有フォルダー" if is_on_network(workspace.root) else "このパソコンのディスク"
    faults = () if len(volumes) == 1 else (delivery.OTHER_VOLUME.at(),)
    yield judged("フォルダーの場所", *faults, fact=kind)


def offline_files(workspace: Workspace) -> Iterator[Finding]:
    """Ask whether stale copies of the share may be shown instead of it."""
    name = "オフライン ファイル"
    answer = system.works_offline(workspace.root)
    if answer is None:
        yield judged(name, say.NOT_TOLD.at(what="オフライン ファイルの設定"))
    elif answer:
        yield judged(name, say.OFFLINE_FILES.at())
    else:
        yield well(name, "使われていません")


def free_space(workspace: Workspace, state: Path) -> Iterator[Finding]:
    """Look how much may be written, on the share and on this computer."""
    places = workspace.root, existing(state)
    free = {place: free_bytes(place) for place in places}
    faults = [
        say.LITTLE_SPACE.at(folder=place, free=f"{amount / _LITTLE:.1f} GB")
        for place, amount in free.items()
        if amount < _LITTLE
    ]
    shown = "、".join(f"{amount / _LITTLE:.0f} GB" for amount in free.values())
    yield judged("ディスクの空き", *faults, fact=shown)


def long_paths(workspace: Workspace) -> Iterator[Finding]:
    """Look whether there is room for names below the workspace."""
    length = len(str(workspace.root.resolve()))
    short = not system.takes_long_paths() and length > _LONGEST_ON_WINDOWS - _ROOM_FOR_NAMES
    faults = (say.PATHS_SHORT.at(length=length),) if short else ()
    yield judged("長い場所", *faults, fact=f"作業フォルダーまで {length} 文字")


def owner_files(workspace: Workspace, now: dt.datetime) -> Iterator[Finding]:
    """Count Office's owner files that were left behind."""
    faults = []
    for folder in (workspace.inbox, workspace.returned, workspace.root / "templates"):
        count = sum(_is_old(path, now) for path in folder.rglob("~$*"))
        if count:
            shown = folder.relative_to(workspace.root).as_posix()
            faults.append(say.OWNER_FILES.at(count=count, folder=shown))
    yield judged("開いたままの印", *faults)


def existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that exists."""
    return next((one for one in (folder, *folder.parents) if one.exists()), folder)


def _refused(folder: Path) -> Iterator[Problem]:
    try:
        with whole_temp(folder, b"") as temp:
            renamed = temp.with_name(f"{temp.stem[:-8]}{secrets.token_hex(4)}.tmp")
            rename_new(temp, renamed)
            renamed.unlink()
    except FileNotFoundError:
        yield delivery.FOLDER_GONE.at(place=folder.name)
    except OSError as error:
        known = errno.errorcode.get(error.errno or 0, "?")
        yield say.NO_RIGHTS.at(folder=folder.name, error=known, user=_user())


def _is_old(path: Path, now: dt.datetime) -> bool:
    try:
        return now.timestamp() - path.lstat().st_mtime > _DAY.total_seconds()
    except OSError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else "?"
