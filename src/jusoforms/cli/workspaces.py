"""Commands on workspaces: demo, init."""

from __future__ import annotations

from pathlib import Path

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import stop
from jusoforms.outcome import ExitCode, worst
from jusoforms.workspace import Workspace

__all__ = ["demo", "init"]

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
    from jusoforms.cli.watching import drained
    from jusoforms.setup import SetupError, drop_samples, make_workspace

    try:
        workspace = make_workspace(folder)
        drop_samples(workspace)
    except SetupError as error:
        stop(error.sentence, ExitCode.FOLDER, name=error.name)
    results = drained(workspace, settle=_DEMO_SETTLE, as_json=False)
    click.echo(f"\n文書は次の場所にあります:\n  {workspace.outbox.resolve()}")
    for result in results:
        for document in result.documents:
            click.echo(f"    {document.path}")
    click.get_current_context().exit(int(worst(r.exit_code for r in results)))


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
