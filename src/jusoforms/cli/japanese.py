"""click in Japanese: headings of the help, messages for a mistyped command, lazy commands."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

__all__ = ["JapaneseCommand", "JapaneseGroup", "usage_message"]


class _JapaneseHelp(click.Command):
    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, _in_japanese(pieces), prefix="使い方: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and a group's commands."""
        records = [record for p in self.get_params(ctx) if (record := p.get_help_record(ctx))]
        with formatter.section("指定"):
            formatter.write_dl([(_in_japanese(name), text) for name, text in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with a Japanese text."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "この説明を表示します。"
        return option


class JapaneseCommand(_JapaneseHelp):
    """A command whose help is in Japanese."""


class JapaneseGroup(_JapaneseHelp, click.Group):
    """Commands by name, each imported from its module of ``jusoforms.cli`` when it is wanted."""

    command_class = JapaneseCommand

    def __init__(self, *args: Any, lazy: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they are met."""
        return [*self._lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"jusoforms.cli.{self._lazy[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=60)))
        with formatter.section("コマンド"):
            formatter.write_dl(rows)


def usage_message(error: click.UsageError) -> str:
    """Return what was mistyped, in Japanese, with the way to the help."""
    path = error.ctx.command_path if error.ctx else "jusoforms"
    return f"{_usage_sentence(error)}\n使い方は「{path} --help」で見られます。"


def _usage_sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"「{error.possibilities[0]}」ではありませんか。" if error.possibilities else ""
        return f"「{error.option_name}」という指定はありません。{near}"
    if isinstance(error, click.MissingParameter):
        return f"{_in_japanese(_called(error))} を指定してください。"
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return f"「{name}」の値が正しくありません。{_range(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"「{error.option_name}」の後に値を指定してください。"
    return _other_usage(error)


def _called(error: click.MissingParameter) -> str:
    if isinstance(error.param, click.Option):
        return f"「{error.param.opts[0]}」"
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else ""


def _range(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, (click.IntRange, click.FloatRange)):
        return f"{kind.min} から {kind.max} までの数で指定してください。"
    if isinstance(kind, click.Choice):
        return f"{'、'.join(kind.choices)} のどれかを指定してください。"
    return ""


def _other_usage(error: click.UsageError) -> str:
    words = error.format_message()
    if words.startswith("No such command"):
        typed = words.split("'")[1] if "'" in words else ""
        return f"「{typed}」というコマンドはありません。"
    if "unexpected extra argument" in words:
        return "余分な指定があります。"
    return "指定の仕方が違います。"


def _in_japanese(pieces: str) -> str:
    for english, japanese in (
        ("[OPTIONS]", "[指定]"),
        ("COMMAND [ARGS]...", "コマンド [引数]..."),
        ("INTEGER", "数"),
        ("FLOAT", "秒"),
        ("DIRECTORY", "フォルダー"),
        ("PATH", "パス"),
        ("TEXT", "文字"),
    ):
        pieces = pieces.replace(english, japanese)
    return pieces
