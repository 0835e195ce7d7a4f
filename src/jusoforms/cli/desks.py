"""From the paths on a command line to a desk: which workspace, which templates, which outbox."""

from __future__ import annotations

import tomllib
from pathlib import Path

from jusoforms.cli.clock import today
from jusoforms.cli.speech import stop, tell_problem
from jusoforms.outcome import ExitCode
from jusoforms.preparing import Desk, desk_for, ward_lists
from jusoforms.problems import blocking
from jusoforms.problems import program as say
from jusoforms.sheets.adopted.form import Forms
from jusoforms.vocabulary.house import House, house_from, not_understood
from jusoforms.vocabulary.lists import Lists, default_lists
from jusoforms.workspace import (
    FORMAT,
    Workspace,
    find_workspace,
    is_restricted,
    read_settings,
    shipped,
)

__all__ = [
    "desk_for_build",
    "desk_of",
    "forms_at_hand",
    "lists_at_hand",
    "opened",
    "workspace_around",
]

_LISTS_FILE = "一覧.xlsx"


def desk_of(workspace: Workspace) -> Desk:
    """Return the desk of a workspace: receipts kept, its own templates."""
    return desk_for(
        workspace,
        _lists_of(workspace),
        today(),
        _forms_of(workspace),
        restricted=is_restricted(workspace),
        house=_house_of(workspace),
    )


def desk_for_build(out: Path | None, folder: Path | None) -> Desk:
    """Return the desk of ``build``: a workspace's, or ``--out`` with the templates at hand."""
    workspace = opened(folder) if folder else find_workspace(Path.cwd())
    if workspace and out is None:
        return desk_of(workspace)
    templates = workspace.word_templates if workspace else shipped("templates") / "docx"
    root = out or Path("outbox")
    return Desk(
        root=root,
        outbox=root,
        templates=templates,
        today=today(),
        lists=_lists_of(workspace),
        forms=_forms_of(workspace),
        house=_house_of(workspace) if workspace else House(),
    )


def lists_at_hand() -> Lists:
    """Return the lists of the workspace around the current folder, else the shipped ones."""
    return _lists_of(find_workspace(Path.cwd()))


def forms_at_hand() -> Forms:
    """Return the adopted forms of the workspace around the current folder."""
    return _forms_of(find_workspace(Path.cwd()))


def _house_of(workspace: Workspace) -> House:
    """Return what the ward says of itself; a setting that does not count is told."""
    settings = read_settings(workspace)
    for key in not_understood(settings):
        tell_problem(say.ODD_SETTING.at(key=key, name=workspace.settings.name), err=True)
    return house_from(settings)


def _forms_of(workspace: Workspace | None) -> Forms:
    """Return a workspace's adopted forms; what is wrong with them is told.

    A faulty one reads no sheet, but keeps none of the others from being used.
    """
    if workspace is None:
        return Forms()
    from jusoforms.sheets.adopted.shelf import forms_in

    forms = forms_in(workspace.blank_forms)
    for problem in forms.problems:
        tell_problem(problem, err=True)
    return forms


def _lists_of(workspace: Workspace | None) -> Lists:
    """Return a workspace's lists, the shipped ones without a workspace.

    Ends the command where 一覧.xlsx is at fault.
    """
    if workspace is None:
        return default_lists()
    lists, problems = ward_lists(workspace.blank_forms / _LISTS_FILE)
    if blocking(problems):
        for problem in problems:
            tell_problem(problem, err=True)
        stop(say.FAULTY_LISTS, ExitCode.TEMPLATE, name=_LISTS_FILE)
    return lists


def opened(folder: Path) -> Workspace:
    """Return the workspace of a folder; end the command where it is none."""
    workspace = Workspace(folder)
    if not folder.is_dir():
        stop(say.NOT_FOUND, ExitCode.FOLDER, name=folder)
    if not workspace.settings.is_file():
        stop(say.NO_WORKSPACE, ExitCode.FOLDER, name=folder)
    try:
        settings = read_settings(workspace)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        stop(say.BAD_SETTINGS, ExitCode.FOLDER, name=workspace.settings.name, line=line)
    except OSError:
        stop(say.UNREADABLE, ExitCode.FOLDER, name=workspace.settings.name)
    if settings.get("format") != FORMAT:
        name, number = workspace.settings.name, settings.get("format", "なし")
        stop(say.NEWER_WORKSPACE, ExitCode.FOLDER, name=name, format=number)
    return workspace


def workspace_around() -> Workspace:
    """Return the workspace that the current folder is or lies in; end the command if none."""
    workspace = find_workspace(Path.cwd())
    if workspace is None:
        stop(say.NO_WORKSPACE, ExitCode.FOLDER, name=Path.cwd().name)
    return opened(workspace.root)


def _line_in(message: str) -> str:
    _, _, rest = message.partition("line ")
    return rest.split(",", maxsplit=1)[0].rstrip(")") or "1"
