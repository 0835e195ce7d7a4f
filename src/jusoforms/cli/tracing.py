"""The command trace: where a document came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import tell_problem
from jusoforms.outcome import ExitCode
from jusoforms.problems import program as say

if TYPE_CHECKING:
    from jusoforms.tracing import Trace

__all__ = ["trace"]

_SHOWN = 16
"""Characters of a hash, enough to compare by eye."""


@click.command(cls=JapaneseCommand)
@click.argument("files", metavar="文書...", nargs=-1, required=True, type=Path)
@click.option("--json", "as_json", is_flag=True, help="1 件 1 行の JSON で表示します。")
def trace(files: tuple[Path, ...], as_json: bool) -> None:
    """文書が、どのシートとテンプレートから作られたかを表示します。

    作業フォルダーの中の文書なら、何版か、人が手直ししたか、元のシートがどこにあるかも示します。

    \b
    例:
      jusoforms trace 支援会議/outbox/3/支援会議記録_第1回.docx
    """
    from jusoforms.tracing import trace as traced
    from jusoforms.workspace import find_workspace

    code = ExitCode.OK
    for path in files:
        try:
            found = traced(path, find_workspace(path.resolve().parent))
        except OSError:
            tell_problem(say.NOT_FOUND.at(name=path), err=True)
            code = ExitCode.FOLDER
            continue
        if found is None:
            tell_problem(say.NOT_OURS.at(name=path.name), err=True)
            code = code or ExitCode.SHEET
        elif as_json:
            click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
        else:
            _tell(found)
    click.get_current_context().exit(int(code))


def _tell(found: Trace) -> None:
    click.secho(found.file, bold=True)
    click.echo(f"  テンプレート: {found.template}（{_of_template(found)}）")
    if found.case:
        newest = "最新の版" if found.newest else "後に新しい版があります"
        click.echo(f"  版: {found.edition} 版（{newest}）{'・確定済み' if found.approved else ''}")
        click.echo(f"  作成後の手直し: {'あり' if found.edited else 'なし'}")
        click.echo(f"  元のシート: {found.sheet or '処理済みフォルダーに見つかりません'}")
    else:
        click.echo(
            "  版と元のシート: この場所では分かりません（作業フォルダーの中で調べてください）"
        )
    click.echo(f"  記録の記号: {found.record_hash[:_SHOWN]}")
    click.echo(f"  作った jusoforms の版: {found.tool_version}")


def _of_template(found: Trace) -> str:
    if not found.case and found.template_changed is None:
        return found.template_hash[:_SHOWN]
    words = {None: "今はありません", True: "その後、変わっています", False: "今のものと同じ"}
    return words[found.template_changed]
