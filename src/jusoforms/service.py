"""Settings of a machine, not of a workspace: ``service.toml`` beside the state.

Where: the folder that JUSOFORMS_STATE names, else where the system keeps the state of programs.
A byte order mark (Notepad) is accepted. All of it may be left out:

    password_file = "C:/jusoforms/passwords.txt"   # one password a line, tried in order
    settle = 10          # seconds for which a dropped file must not change
    interval = 2         # seconds between two listings of an inbox
    workers = 1          # children for each workspace; only while sheets come
    seconds = 40         # that one sheet may take there
    memory_mb = 1024     # that it may take there
    free_mb = 64         # that stays free on every disk
    log_mb = 5           # of one file of the log; ten are kept
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from jusoforms.package import PackageFault, fault
from jusoforms.problems import foreign as say
from jusoforms.problems import watching

__all__ = [
    "SETTINGS_NAME",
    "ServiceSettings",
    "known_passwords",
    "service_settings",
    "state_folder",
]

SETTINGS_NAME = "service.toml"
_MOST_PASSWORDS = 50
_LARGEST = 1 << 20
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """Times in seconds, sizes in bytes."""

    settle: float | None = None
    """None: five, and ten on a share."""
    interval: float = 2.0
    workers: int = 1
    seconds: float = 40.0
    memory: int = 1024 * _MEGABYTE
    free: int = 64 * _MEGABYTE
    log: int = 5 * _MEGABYTE


_NUMBERS = {
    "settle": ("settle", 1, 0.0, 600.0),
    "interval": ("interval", 1, 0.2, 600.0),
    "workers": ("workers", 1, 1, 16),
    "seconds": ("seconds", 1, 5.0, 3600.0),
    "memory_mb": ("memory", _MEGABYTE, 256, 1 << 20),
    "free_mb": ("free", _MEGABYTE, 0, 1 << 30),
    "log_mb": ("log", _MEGABYTE, 1, 1024),
}
"""Key in the file: field, unit, least, most."""


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


def service_settings() -> ServiceSettings:
    """Return what the file says; raises :class:`PackageFault` where it cannot be told."""
    told = _settings()
    return ServiceSettings(
        **{
            field: _number(key, told[key], least, most) * unit
            for key, (field, unit, least, most) in _NUMBERS.items()
            if key in told
        }
    )


def _number(key: str, value: object, least: float, most: float) -> Any:
    kinds: tuple[type, ...] = (int,) if isinstance(least, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:  # type: ignore[operator]
        raise fault(watching.BAD_NUMBER, name=SETTINGS_NAME, key=key, least=least, most=most)
    return value


def _settings() -> dict[str, object]:
    try:
        return tomllib.loads((state_folder() / SETTINGS_NAME).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise _unreadable(SETTINGS_NAME) from None


def _unreadable(what: str) -> PackageFault:
    return fault(say.PASSWORDS_UNREADABLE, what=what)
