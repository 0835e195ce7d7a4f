"""Commands on the service: service install --print."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

import click

from jusoforms.cli.japanese import JapaneseCommand, JapaneseGroup
from jusoforms.cli.speech import stop, tell_problem
from jusoforms.outcome import ExitCode
from jusoforms.problems import program as say

__all__ = ["service"]

_SYSTEMS = ("linux", "windows")
_ACCOUNTS = {"linux": "jusoforms", "windows": "ドメイン\\利用者"}
_PROGRAMS = {"linux": "/opt/jusoforms/bin/python", "windows": "C:\\jusoforms\\Scripts\\python.exe"}


@click.group(cls=JapaneseGroup)
def service() -> None:
    """サービスとして動かし続けるためのコマンドです。"""


@service.command(cls=JapaneseCommand)
@click.argument("folders", nargs=-1, required=True, metavar="フォルダー...")
@click.option("--print", "printed", is_flag=True, help="設定を表示します（必ず付けます）。")
@click.option(
    "--for",
    "target",
    type=click.Choice(_SYSTEMS),
    default="windows" if sys.platform == "win32" else "linux",
    metavar="種類",
    help="linux か windows（ふつうは、このパソコンの種類）。",
)
@click.option("--user", metavar="利用者", help="動かす利用者。共有フォルダーを変更できること。")
@click.option("--out", type=Path, metavar="ファイル", help="表示せず、ファイルに書きます。")
def install(
    folders: tuple[str, ...], printed: bool, target: str, user: str | None, out: Path | None
) -> None:
    """サービスの設定を表示します（何も変えません。入れるのは管理者です）。

    Linux では systemd のユニット、Windows ではタスク スケジューラの XML です。
    入れ方とやめ方は、表示の初めに書いてあります。
    共有フォルダーは、Z: などのドライブ文字ではなく「\\\\サーバー\\共有」の形で指定します。

    \b
    例:
      jusoforms service install --print /srv/支援会議
      jusoforms service install --print --for windows \\\\server\\share\\支援会議
      jusoforms service install --print --for windows C:\\支援会議 --out jusoforms.xml
    """
    from jusoforms.installation import Plan, systemd_unit, windows_task

    if not (printed or out):
        raise click.MissingParameter(param=_print_option(), ctx=click.get_current_context())
    _refuse_unfit(folders, target)
    here = "windows" if sys.platform == "win32" else "linux"
    program = sys.executable if target == here else _PROGRAMS[target]
    plan = Plan(folders, user or _ACCOUNTS[target], program)
    text = windows_task(plan) if target == "windows" else systemd_unit(plan)
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(out, text.encode("utf-16" if target == "windows" else "utf-8"))


def _print_option() -> click.Parameter:
    return next(one for one in install.params if one.name == "printed")


def _refuse_unfit(folders: tuple[str, ...], target: str) -> None:
    from jusoforms.installation import unfit_for_linux, unfit_for_windows

    problems = [
        problem
        for folder in folders
        if (
            problem := unfit_for_windows(folder, letter_is_local=_is_local(folder))
            if target == "windows"
            else unfit_for_linux(folder)
        )
    ]
    for problem in problems:
        tell_problem(problem, err=True)
    if problems:
        raise click.exceptions.Exit(int(ExitCode.USAGE))


def _is_local(folder: str) -> bool:
    """Return whether a path's letter is a disk of the computer that is to run the task."""
    from jusoforms.filesystem import is_on_network
    from jusoforms.installation import is_local_letter

    if sys.platform != "win32":
        return is_local_letter(folder)
    return not is_on_network(Path(PureWindowsPath(folder).anchor))


def _write(out: Path, data: bytes) -> None:
    from jusoforms.filesystem import write_new

    try:
        write_new(out, data)
    except FileExistsError:
        stop(say.FILE_EXISTS, ExitCode.FOLDER, name=out)
    except OSError:
        stop(say.NOT_WRITABLE, ExitCode.FOLDER, name=out)
    click.echo(f"設定を書きました: {out}")
