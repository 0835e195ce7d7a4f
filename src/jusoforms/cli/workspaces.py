"""Commands on workspaces: demo, init, watch."""

from __future__ import annotations

from pathlib import Path

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import exit_code, show, stop, tell_problem
from jusoforms.outcome import ExitCode, Result
from jusoforms.problems import program as say
from jusoforms.workspace import Workspace

__all__ = ["demo", "init", "watch"]

_DEMO_SETTLE = 0.3


@click.command(cls=JapaneseCommand)
@click.argument("folder", metavar="[フォルダー]", default="demo", type=Path)
def demo(folder: Path) -> None:
    """見本のシートで試します（フォルダーの名前を省くと demo）。

    見本を inbox に入れ、人が入れたときと同じように処理して、文書の場所を表示します。

    \b
    例:
      jusoforms demo
    """
    from jusoforms.setup import SetupError, drop_samples, make_workspace

    try:
        workspace = make_workspace(folder)
        drop_samples(workspace)
    except SetupError as error:
        stop(error.sentence, ExitCode.FOLDER, name=error.name)
    results = _drain(workspace, settle=_DEMO_SETTLE, as_json=False)
    click.echo(f"\n文書は次の場所にあります:\n  {workspace.outbox.resolve()}")
    for result in results:
        for document in result.documents:
            click.echo(f"    {document.path}")
    click.get_current_context().exit(int(exit_code(r.exit_code for r in results)))


@click.command(cls=JapaneseCommand)
@click.argument("folder", metavar="フォルダー", type=Path)
def init(folder: Path) -> None:
    """作業フォルダーを作ります（様式と Word のテンプレートが入ります）。

    すでにあるファイルを置き換えることはありません。

    \b
    例:
      jusoforms init 支援会議
    """
    from jusoforms.setup import SetupError, make_workspace

    was_there = Workspace(folder).settings.is_file()
    try:
        workspace = make_workspace(folder)
    except SetupError as error:
        stop(error.sentence, ExitCode.FOLDER, name=error.name)
    made = "作業フォルダーの足りないものを補いました" if was_there else "作業フォルダーを作りました"
    click.echo(f"{made}: {workspace.root.resolve()}")
    click.echo("  inbox/           記入したシートをここに入れます")
    click.echo("  outbox/          できた文書がここに入ります")
    click.echo("  templates/xlsx/  記入する様式（Excel）")
    click.echo("  templates/docx/  文書のテンプレート（Word）")
    click.echo(f"次に: jusoforms watch {folder} --once")


@click.command(cls=JapaneseCommand)
@click.argument("folders", nargs=-1, required=True, metavar="フォルダー...", type=Path)
@click.option("--once", is_flag=True, help="inbox にあるものを処理して終わります。")
@click.option(
    "--settle",
    default=5.0,
    type=click.FloatRange(0, 600),
    metavar="秒",
    help="コピーが終わったとみなすまでの時間（ふつうは 5 秒）。",
)
@click.option("--json", "as_json", is_flag=True, help="1 件 1 行の JSON で表示します。")
def watch(folders: tuple[Path, ...], once: bool, settle: float, as_json: bool) -> None:
    """inbox に入れたシートを処理します。

    \b
    例:
      jusoforms watch 支援会議 --once
      jusoforms watch 支援会議 --once --settle 10
    """
    from jusoforms.cli.desks import opened

    if not once:
        stop(say.ONLY_ONCE, ExitCode.USAGE)
    workspaces = [opened(folder) for folder in folders]
    results: list[Result] = []
    for workspace in workspaces:
        results += _drain(workspace, settle=settle, as_json=as_json)
    if not results and not as_json:
        click.echo("inbox に新しいシートはありません。")
    click.get_current_context().exit(int(exit_code(r.exit_code for r in results)))


def _drain(workspace: Workspace, *, settle: float, as_json: bool) -> list[Result]:
    """Process the inbox as a watcher would, printing each result as it comes."""
    from jusoforms.cli.desks import desk_of
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
        for name in left_alone(workspace):
            tell_problem(say.LEFT_ALONE.at(name=name), err=True)
    except Hindered as fault:
        tell_problem(fault.problem, err=True)
        click.get_current_context().exit(int(ExitCode.FOLDER))
    except OSError as error:
        tell_problem(folder_problem(error), err=True)
        click.get_current_context().exit(int(ExitCode.FOLDER))
    return results
