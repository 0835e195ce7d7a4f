"""What ``watch`` shows: a calm picture on a terminal, plain lines where nobody is looking.

Both are fed the same two things: every result, and how each workspace stands.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

import click

from jusoforms.cli.speech import show
from jusoforms.outcome import Result
from jusoforms.standing import Reason, Standing

if TYPE_CHECKING:
    from rich.console import Console, Group, RenderableType
    from rich.live import Live
    from rich.table import Table

__all__ = ["Display", "display", "picture"]

_ARRIVALS = 8
_WAITING = 6
_RETURNED = 4


class Display(Protocol):
    """Whoever watches the watcher."""

    def result(self, result: Result) -> None:
        """Tell what became of a sheet."""

    def standing(self, standing: Standing) -> None:
        """Tell how a workspace stands now; called after every scan."""


@contextlib.contextmanager
def display(*, as_json: bool = False) -> Iterator[Display]:
    """Give the picture where a person looks at a terminal, else the lines."""
    if as_json or not sys.stdout.isatty():
        yield _Lines(as_json=as_json)
        return
    from rich.console import Console

    with _Picture(Console()).shown() as attended:
        yield attended


class _Lines:
    """A line for each result; a line when something begins, or ceases, to be at fault."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._faults: dict[str, tuple[Reason, ...]] = {}

    def result(self, result: Result) -> None:
        show(result, as_json=self._as_json)

    def standing(self, standing: Standing) -> None:
        before = self._faults.get(standing.workspace, ())
        self._faults[standing.workspace] = standing.faults
        if self._as_json:
            return
        for reason in standing.faults:
            if reason.code not in {one.code for one in before}:
                click.echo(
                    f"{standing.workspace}: {reason.message}{reason.remedy}（{reason.code}）"
                )
        if before and not standing.faults:
            click.echo(f"{standing.workspace}: 元に戻りました。続きを行います。")


class _Picture:
    """The picture; drawn anew only when it says something new."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._standings: dict[str, Standing] = {}
        self._live: Live | None = None

    @contextlib.contextmanager
    def shown(self) -> Iterator[_Picture]:
        from rich.live import Live

        with Live(console=self._console, auto_refresh=False, vertical_overflow="crop") as live:
            self._live = live
            yield self

    def result(self, result: Result) -> None:
        """Say nothing: the sheet stands in the picture."""

    def standing(self, standing: Standing) -> None:
        if self._standings.get(standing.workspace) == standing or self._live is None:
            return
        self._standings[standing.workspace] = standing
        self._live.update(picture(self._standings.values()), refresh=True)


def picture(standings: Iterable[Standing]) -> Group:
    """Return the picture of all workspaces."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for standing in standings:
        parts += [_title(standing), _troubles(standing), _waiting(standing), _arrivals(standing)]
    return Group(*parts, Text("止めるには Ctrl+C を押します。", style="dim"))


def _title(standing: Standing) -> RenderableType:
    from rich.text import Text

    counts = (
        f"待ち {len(standing.waiting) + standing.unlisted_waiting}"
        f"　要修正 {len(standing.returned) + standing.unlisted_returned}"
    )
    at = f"{standing.made_at:%H:%M:%S}"
    return Text.assemble((standing.workspace, "bold"), f"　{at} 見張っています　{counts}")


def _troubles(standing: Standing) -> RenderableType:
    rows = [
        ("要対応", f"{reason.message}{reason.remedy}（{reason.code}）")
        for reason in standing.faults
    ]
    rows += [
        ("テンプレート", f"{one.path}: {one.faults[0].message}")
        for one in standing.templates
        if one.faults
    ]
    rows += [
        ("要修正", f"{sheet.file}: {sheet.page or sheet.path}")
        for sheet in standing.returned[:_RETURNED]
    ]
    from rich.text import Text

    table = _table(columns=1)
    for label, text in rows:
        table.add_row(Text(label, style="bold"), Text(text))
    return table


def _waiting(standing: Standing) -> RenderableType:
    from jusoforms.reports.words import STAGES

    table = _table()
    for one in standing.waiting[:_WAITING]:
        table.add_row(f"{one.since:%H:%M}", _plain(one.file), STAGES[one.stage])
    return table


def _arrivals(standing: Standing) -> RenderableType:
    from jusoforms.reports.words import OUTCOMES

    table = _table()
    for one in standing.arrivals[:_ARRIVALS]:
        papers = f"（{len(one.documents)} 文書）" if one.documents else ""
        table.add_row(f"{one.at:%H:%M}", _plain(one.file), f"{OUTCOMES[one.outcome]}{papers}")
    return table


def _table(columns: int = 2) -> Table:
    """Return a table of narrow columns and one that takes what is left."""
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for _ in range(columns):
        table.add_column(overflow="ellipsis", no_wrap=True, max_width=36)
    table.add_column(overflow="fold")
    return table


def _plain(name: str) -> RenderableType:
    """Return a dropped file's name, in which brackets mean nothing to rich."""
    from rich.text import Text

    return Text(name)
