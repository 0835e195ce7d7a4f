"""A progress bar on the terminal, and nothing where nobody is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from jusoforms.outcome import Result

__all__ = ["with_progress"]

_WORTH_A_BAR = 2


def with_progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    """Yield the results; with two or more sheets on a terminal a bar tells how far it is."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("処理中"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for result in results:
            yield result
            bar.advance(task)
