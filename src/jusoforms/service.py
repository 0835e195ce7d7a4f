"""Settings of a machine, not of a workspace: ``service.toml`` beside the state.

Where: the folder that JUSOFORMS_STATE names, else where the system keeps the state of programs.
A byte order mark (Notepad) is accepted. Known so far:

    password_file = "C:/jusoforms/passwords.txt"   # one password a line, tried in order
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import platformdirs

from jusoforms.package import PackageFault, fault
from jusoforms.problems import foreign as say

__all__ = ["SETTINGS_NAME", "known_passwords", "state_folder"]

SETTINGS_NAME = "service.toml"
_MOST_PASSWORDS = 50
_LARGEST = 1 << 20


def state_folder() -> Path:
    """Return the folder of this machine's state; nothing here makes it."""
    told = os.environ.get("JUSOFORMS_STATE")
    return Path(told) if told else platformdirs.user_state_path("jusoforms", appauthor=False)


def known_passwords() -> tuple[str, ...]:
    """Return the passwords of the ``password_file``; none where no such file is set.

    A relative path counts from the state folder. Blanks at the ends of a line are part of it.
    Raises :class:`PackageFault`, which holds no line of it, where settings or file are at fault:
    then nobody knows whether a locked sheet could be opened.
    """
    settings = _settings()
    name = settings.get("password_file", "")
    if not name:
        return ()
    if not isinstance(name, str):
        raise _unreadable(SETTINGS_NAME)
    try:
        path = state_folder() / name
        text = path.read_bytes()[:_LARGEST].decode("utf-8-sig")
    except (OSError, ValueError):
        raise _unreadable("パスワードのファイル") from None
    return tuple(line for line in text.splitlines() if line)[:_MOST_PASSWORDS]


def _settings() -> dict[str, object]:
    try:
        return tomllib.loads((state_folder() / SETTINGS_NAME).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise _unreadable(SETTINGS_NAME) from None


def _unreadable(what: str) -> PackageFault:
    return fault(say.PASSWORDS_UNREADABLE, what=what)
