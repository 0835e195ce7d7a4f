"""Commands on forms: form new."""

from __future__ import annotations

from pathlib import Path

import click

from jusoforms.cli.desks import lists_at_hand
from jusoforms.cli.japanese import JapaneseCommand, JapaneseGroup
from jusoforms.cli.speech import stop
from jusoforms.outcome import ExitCode
from jusoforms.problems import program as say

__all__ = ["form"]

_NAMES = ("支援会議票", "事例票", "事業一覧", "一覧")


@click.group(cls=JapaneseGroup)
def form() -> None:
    """Excel の様式についてのコマンドです。"""


@form.command(cls=JapaneseCommand)
@click.argument("name", metavar="様式", type=click.Choice(_NAMES))
@click.option("--out", type=Path, metavar="ファイル", help="作るファイル（ふつうは 様式.xlsx）。")
def new(name: str, out: Path | None) -> None:
    """記入用の空の様式を作ります（支援会議票、事例票、事業一覧、一覧）。

    選択肢は、作業フォルダーの templates/xlsx/一覧.xlsx から入ります。
    すでにあるファイルを置き換えることはありません。

    \b
    例:
      jusoforms form new 支援会議票
      jusoforms form new 支援会議票 --out 事例12.xlsx
    """
    from jusoforms.filesystem import write_new
    from jusoforms.sheets.blanks import BLANKS

    target = out or Path(f"{name}.xlsx")
    data = BLANKS[name](lists_at_hand())
    try:
        write_new(target, data)
    except FileExistsError:
        stop(say.FILE_EXISTS, ExitCode.FOLDER, name=target)
    except OSError:
        stop(say.NOT_WRITABLE, ExitCode.FOLDER, name=target)
    click.echo(f"様式を作りました: {target}")
