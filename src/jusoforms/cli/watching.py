"""The command watch: the service, or the inbox drained once."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import show, tell_problem
from jusoforms.outcome import ExitCode, Result, worst
from jusoforms.problems import Problem
from jusoforms.problems import program as say
from jusoforms.workspace import Workspace

if TYPE_CHECKING:
    from jusoforms.cli.display import Display
    from jusoforms.reports.status import StatusPage
    from jusoforms.serving import Post
    from jusoforms.standing import Standing

__all__ = ["drained", "watch"]

_SETTLE_ONCE = 5.0
_SLICE = 0.5


@click.command(cls=JapaneseCommand)
@click.argument("folders", nargs=-1, required=True, metavar="フォルダー...", type=Path)
@click.option("--once", is_flag=True, help="inbox にあるものを処理して終わります。")
@click.option(
    "--settle",
    type=click.FloatRange(0, 600),
    metavar="秒",
    help="コピーが終わったとみなすまでの時間（ふつうは 5 秒、共有フォルダーでは 10 秒）。",
)
@click.option("--json", "as_json", is_flag=True, help="1 件 1 行の JSON で表示します。")
def watch(folders: tuple[Path, ...], once: bool, settle: float | None, as_json: bool) -> None:
    """inbox を見張り、入れたシートを処理します。

    止めるまで動き続けます。止めるときは Ctrl+C を押します。
    処理の途中のシートは、終わらせるか、inbox に戻します。
    設定、テンプレート、一覧、様式の変更は、動かしたまま読み取ります。

    \b
    例:
      jusoforms watch 支援会議
      jusoforms watch 支援会議 支援会議（限定）
      jusoforms watch 支援会議 --once --settle 10
    """
    folders = tuple(dict.fromkeys(folders))
    if not once:
        _serve(folders, settle=settle, as_json=as_json)
        return
    from jusoforms.cli.desks import opened

    workspaces = [opened(folder) for folder in folders]
    results: list[Result] = []
    for workspace in workspaces:
        wait = _SETTLE_ONCE if settle is None else settle
        results += drained(workspace, settle=wait, as_json=as_json)
    if not results and not as_json:
        click.echo("inbox に新しいシートはありません。")
    click.get_current_context().exit(int(worst(r.exit_code for r in results)))


def drained(workspace: Workspace, *, settle: float, as_json: bool) -> list[Result]:
    """Process the inbox as a watcher would, printing each result as it comes."""
    from jusoforms.cli.desks import desk_of
    from jusoforms.cli.pdf import pdfs_of
    from jusoforms.filesystem import folder_problem
    from jusoforms.intake import Hindered, SystemClock, drain, inbox_id, left_alone
    from jusoforms.service import state_folder
    from jusoforms.state import for_run
    from jusoforms.workbench import Bench

    desk = desk_of(workspace)
    bench, clock = Bench(lambda: desk), SystemClock()
    results = []
    try:
        with for_run(state_folder(), inbox_id(workspace)) as state:
            for result in drain(workspace, bench, clock, state, settle):
                show(result, as_json=as_json)
                results.append(result)
        pdfs_of(workspace, results)
        for name in left_alone(workspace):
            tell_problem(say.LEFT_ALONE.at(name=name), err=True)
    except Hindered as fault:
        tell_problem(fault.problem, err=True)
        click.get_current_context().exit(int(ExitCode.FOLDER))
    except OSError as error:
        tell_problem(folder_problem(error), err=True)
        click.get_current_context().exit(int(ExitCode.FOLDER))
    return results


def _serve(folders: tuple[Path, ...], *, settle: float | None, as_json: bool) -> None:
    """Watch until a signal comes; exit with 5 if a workspace cannot be served at all."""
    from jusoforms.cli.display import display
    from jusoforms.package import PackageFault
    from jusoforms.service import service_settings, state_folder
    from jusoforms.serving import Post, logged

    workspaces = [Workspace(folder) for folder in folders]
    _require_one(workspaces)
    state = state_folder()
    try:
        with logged(state, service_settings()), display(as_json=as_json) as shown:
            told = _Told(shown)
            posts = [Post(one, state, told, settle=settle) for one in workspaces]
            with _stopped_by_signals(posts):
                ended_by_themselves = _run(posts)
    except PackageFault as fault:
        tell_problem(fault.problem, err=True)
        click.get_current_context().exit(int(ExitCode.USAGE))
    click.get_current_context().exit(int(ExitCode.FOLDER if ended_by_themselves else ExitCode.OK))


def _require_one(workspaces: list[Workspace]) -> None:
    """End the command where none of the folders is a workspace: then a name is wrong."""
    from jusoforms.serving import opening_problem

    problems = [problem for one in workspaces if (problem := opening_problem(one))]
    if len(problems) == len(workspaces):
        for problem in problems:
            tell_problem(problem, err=True)
        raise click.exceptions.Exit(int(ExitCode.FOLDER))


@contextlib.contextmanager
def _stopped_by_signals(posts: list[Post]) -> Iterator[None]:
    def stop_all(*_: object) -> None:
        for post in posts:
            post.stop()

    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    found = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {one: signal.signal(one, stop_all) for one in found}
    try:
        yield
    finally:
        stop_all()
        for one, handler in before.items():
            signal.signal(one, handler)


def _run(posts: list[Post]) -> bool:
    """Run every post in a thread of its own; return whether one ended that was not stopped."""
    threads = [threading.Thread(target=post.run, name=post.workspace.root.name) for post in posts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        for thread in threads:
            thread.join(_SLICE)  # in slices: a signal is heard between them
    return any(post.gave_up for post in posts)


class _Told:
    """Renews the pages and the display; the threads of the workspaces call it in turn."""

    def __init__(self, shown: Display) -> None:
        self._shown = shown
        self._pages: dict[Path, StatusPage] = {}
        self._lock = threading.Lock()

    def result(self, result: Result) -> None:
        """Show what became of a sheet."""
        with self._lock:
            self._shown.result(result)

    def standing(self, workspace: Workspace, standing: Standing, *, last: bool) -> None:
        """Renew the page of a workspace whose share is there, and the display."""
        from jusoforms.reports.status import StatusPage

        page = self._pages.setdefault(workspace.root, StatusPage(workspace))
        if workspace.inbox_id.exists():
            page.show(standing, last=last)
        with self._lock:
            self._shown.standing(standing)

    def closed(self, workspace: Workspace, problem: Problem) -> None:
        """Say why a workspace cannot be opened."""
        with self._lock:
            click.echo(f"{workspace.root.name}:", err=True)
            tell_problem(problem, err=True)
