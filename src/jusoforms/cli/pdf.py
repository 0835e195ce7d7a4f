"""The command pdf: a PDF beside each document, for all cases or some."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import stop, tell_problem
from jusoforms.outcome import ExitCode, Result
from jusoforms.problems import Severity
from jusoforms.problems import program as say
from jusoforms.workspace import Workspace, wants_pdf

if TYPE_CHECKING:
    from jusoforms.pdf import Kept

__all__ = ["pdf", "pdfs_of"]


@click.command(cls=JapaneseCommand)
@click.argument("folder", metavar="[フォルダー]", required=False, type=Path)
@click.option("--case", "cases", multiple=True, metavar="事例", help="この事例だけ（何回でも）。")
@click.option("--json", "as_json", is_flag=True, help="1 件 1 行の JSON で表示します。")
def pdf(folder: Path | None, cases: tuple[str, ...], as_json: bool) -> None:
    """文書ごとに、同じ名前の PDF を作ります（LibreOffice が必要です）。

    PDF のない文書と、PDF を作った後に変わった文書だけが対象です。古い PDF は「旧版」に移します。
    jusoforms.toml に pdf = true と書くと、文書を作るたびに PDF も作ります。

    \b
    例:
      jusoforms pdf 支援会議
      jusoforms pdf --case 12 --case 15
    """
    from jusoforms.cli.desks import opened, workspace_around
    from jusoforms.rebuilding import known_cases
    from jusoforms.vocabulary.identity import case_folder

    workspace = opened(folder) if folder else workspace_around()
    known = known_cases(workspace)
    wanted = tuple(case_folder(case) for case in cases) or known
    for case in wanted:
        if case not in known:
            stop(say.NO_SUCH_CASE, ExitCode.FOLDER, name=case)
    made, failed = 0, False
    for kept in _kept(workspace, wanted):
        _tell(kept, as_json=as_json)
        made += bool(kept.path)
        failed = failed or bool(kept.problem and kept.problem.severity is Severity.WARNING)
    if not as_json:
        click.echo(f"PDF を {made} 件作りました。")
    click.get_current_context().exit(int(ExitCode.FOLDER if failed else ExitCode.OK))


def pdfs_of(workspace: Workspace, results: Iterable[Result]) -> None:
    """Make the PDFs of what a command has published, where the ward wants them.

    What is in the way is told, and changes nothing of how the command ends.
    """
    cases = dict.fromkeys(one.folder for r in results for one in r.each if one.documents)
    if cases and wants_pdf(workspace):
        for kept in _kept(workspace, tuple(cases)):
            if kept.problem:
                tell_problem(kept.problem, err=True)


def _kept(workspace: Workspace, cases: Sequence[str]) -> Iterator[Kept]:
    from jusoforms.filesystem import NotOurTurn, folder_problem
    from jusoforms.pdf import Kept, Office, find_office, keep_pdfs
    from jusoforms.problems import watching

    program = find_office()
    with _room(workspace) as room:
        office = Office(program, room) if program else None
        try:
            yield from keep_pdfs(workspace, office, cases)
        except OSError as error:
            yield Kept("", problem=folder_problem(error))
        except NotOurTurn:
            yield Kept("", problem=watching.CASE_IN_WORK.at())


@contextmanager
def _room(workspace: Workspace) -> Iterator[Path]:
    from jusoforms.intake import inbox_id
    from jusoforms.service import state_folder
    from jusoforms.state import for_run

    with for_run(state_folder(), inbox_id(workspace)) as state:
        yield state / "pdf"


def _tell(kept: Kept, *, as_json: bool) -> None:
    if as_json:
        problem = kept.problem.as_dict() if kept.problem else None
        told = {"case": kept.case, "path": kept.path, "problem": problem}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    if kept.path:
        click.echo(f"  {kept.path}")
    if kept.problem:
        tell_problem(kept.problem, err=True)
