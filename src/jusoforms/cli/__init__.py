"""The commands: the only place that prints and exits.

A command imports its stages when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from jusoforms import __version__
from jusoforms.cli.japanese import JapaneseGroup, usage_message
from jusoforms.cli.speech import tell_problem
from jusoforms.outcome import ExitCode
from jusoforms.problems import program

__all__ = ["main"]


@click.group(
    cls=JapaneseGroup,
    lazy={
        "demo": "workspaces",
        "init": "workspaces",
        "watch": "watching",
        "status": "status",
        "doctor": "doctor",
        "service": "service",
        "build": "sheets",
        "check": "sheets",
        "extract": "sheets",
        "catalogue": "sheets",
        "form": "forms",
        "fields": "vocabulary",
        "template": "templates",
        "rebuild": "rebuilding",
        "pdf": "pdf",
        "trace": "tracing",
    },
)
@click.version_option(__version__, prog_name="jusoforms", help="版を表示します。")
def commands() -> None:
    """Excel の事例票から、支援会議の Word 文書を作ります。

    \b
    例:
      jusoforms demo                       見本で試します
      jusoforms init 支援会議              作業フォルダーを作ります
      jusoforms watch 支援会議 --once      inbox に入れたシートを処理します
      jusoforms status 支援会議            様子を見ます
      jusoforms doctor 支援会議            パソコンとフォルダーを確かめます
      jusoforms check 事例1.xlsx           シートの記入を確かめます
    """


def main() -> NoReturn:
    """Run a command; no traceback ever reaches a person."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = commands.main(prog_name="jusoforms", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.ctx.get_help() if shown.ctx else "")
        code = ExitCode.USAGE
    except click.UsageError as error:
        click.echo(usage_message(error), err=True)
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("中断しました。途中のファイルは残していません。", err=True)
        code = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 the one catcher: a person never sees a traceback
        tell_problem(program.unexpected(error), err=True)
        code = ExitCode.UNEXPECTED
    sys.exit(int(code or 0))
