"""The folders of a workspace, and what ships inside jusoforms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = [
    "ATTENTION_PAGE",
    "FORMAT",
    "SETTINGS_NAME",
    "Workspace",
    "find_workspace",
    "is_restricted",
    "read_settings",
    "shipped",
    "wants_pdf",
]

ATTENTION_PAGE = "確認事項.html"
"""Beside the documents of a case."""
SETTINGS_NAME = "jusoforms.toml"
FORMAT = 1
"""What ``format`` in the settings must say: the layout of folders and receipts."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The fixed folders below a root; nothing here touches the disk."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where people drop sheets."""
        return self.root / "inbox"

    @property
    def filed(self) -> Path:
        """Sheets whose documents are published."""
        return self.inbox / "処理済み"

    @property
    def returned(self) -> Path:
        """Sheets that a person has to correct."""
        return self.inbox / "要修正"

    @property
    def outbox(self) -> Path:
        """Documents."""
        return self.root / "outbox"

    @property
    def status_page(self) -> Path:
        """How the workspace stands, for people and for ``status``."""
        return self.outbox / "状況.html"

    @property
    def word_templates(self) -> Path:
        """Word templates: case/, meeting/, agency/, catalogue/."""
        return self.root / "templates" / "docx"

    @property
    def blank_forms(self) -> Path:
        """Blank Excel forms."""
        return self.root / "templates" / "xlsx"

    @property
    def settings(self) -> Path:
        """jusoforms.toml."""
        return self.root / SETTINGS_NAME

    @property
    def internal(self) -> Path:
        """Claims and receipts, on the same volume as inbox and outbox."""
        return self.root / "_jusoforms"

    @property
    def claims(self) -> Path:
        """Sheets being worked on."""
        return self.internal / "claims"

    @property
    def inbox_id(self) -> Path:
        """What tells this workspace from any other, and a share from an empty mount point."""
        return self.internal / "INBOX-ID"

    @property
    def watchers(self) -> Path:
        """A number that counts up, for each watcher that is alive."""
        return self.internal / "watchers"

    @property
    def unfinished(self) -> Path:
        """Which filed sheets wait for a template to be mended."""
        return self.internal / "unfinished"

    @property
    def receipts(self) -> Path:
        """What was published from which sheet."""
        return self.internal / "receipts"


def find_workspace(start: Path) -> Workspace | None:
    """Return the workspace that a folder is or lies in; None if there is none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_NAME).is_file():
            return Workspace(folder)
    return None


def read_settings(workspace: Workspace) -> dict[str, object]:
    """Return jusoforms.toml; a byte order mark (Notepad) is accepted."""
    return tomllib.loads(workspace.settings.read_text(encoding="utf-8-sig"))


def is_restricted(workspace: Workspace) -> bool:
    """Return whether cases with 閲覧制限 belong here: ``restricted = true`` in jusoforms.toml."""
    return read_settings(workspace).get("restricted") is True


def wants_pdf(workspace: Workspace) -> bool:
    """Return whether a PDF lies beside each document: ``pdf = true`` in jusoforms.toml."""
    return read_settings(workspace).get("pdf") is True


@cache
def shipped(name: str) -> Path:
    """Return a folder that ships with jusoforms: ``templates`` or ``samples``.

    In a wheel they lie inside the package, in a checkout at its root.
    """
    package = Path(__file__).resolve().parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parents[1] / name
