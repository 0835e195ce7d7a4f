"""The command rebuild: documents again after a template has changed."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from types import FrameType

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import show, stop, tell_problem
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result, worst
from jusoforms.problems import blocking
from jusoforms.problems import program as say

__all__ = ["rebuild"]

_WRITTEN = frozenset({DocumentState.NEW, DocumentState.REVISED, DocumentState.WITHDRAWN})


@click.command(cls=JapaneseCommand)
@click.argument("folder", metavar="[フォルダー]", required=False, type=Path)
@click.option("--case", "cases", multiple=True, metavar="事例", help="この事例だけ（何回でも）。")
@click.option("--dry-run", "dry", is_flag=True, help="どうなるかを表示するだけで、何も作りません。")
@click.option("--json", "as_json", is_flag=True, help="1 件 1 行の JSON で表示します。")
def rebuild(folder: Path | None, cases: tuple[str, ...], dry: bool, as_json: bool) -> None:
    """テンプレートを直した後、処理済みのシートから文書を作り直します。

    変わる文書だけが新しい版になります。確定した記録と、人が直した文書は、そのまま残ります。
    Ctrl+C を押すと、その事例を終えてから止まります。もう一度実行すると、続きを行います。

    \b
    例:
      jusoforms rebuild 支援会議 --dry-run
      jusoforms rebuild 支援会議
      jusoforms rebuild --case 12 --case 15
    """
    from jusoforms.cli.desks import desk_of, opened, workspace_around
    from jusoforms.cli.pdf import pdfs_of
    from jusoforms.cli.progress import with_progress
    from jusoforms.rebuilding import known_cases
    from jusoforms.rebuilding import rebuild as rebuilt
    from jusoforms.vocabulary.identity import case_folder

    workspace = opened(folder) if folder else workspace_around()
    wanted = [case_folder(case) for case in cases]
    known = known_cases(workspace)
    for case in wanted:
        if case not in known:
            stop(say.NO_SUCH_CASE, ExitCode.FOLDER, name=case)
    known = tuple(case for case in known if not wanted or case in wanted)
    results: list[Result] = []
    with _stopping() as stopped:
        work = rebuilt(takewhile(lambda _: not stopped(), known), desk_of(workspace), dry=dry)
        for result in with_progress(work, len(known)):
            results.append(result)
            _tell(result, dry=dry, as_json=as_json)
    if not as_json:
        _tell_end(results, len(known), dry=dry)
    if not dry:
        pdfs_of(workspace, results)
    interrupted = len(results) < len(known)
    code = ExitCode.INTERRUPTED if interrupted else worst(one.exit_code for one in results)
    click.get_current_context().exit(int(code))


def _tell(result: Result, *, dry: bool, as_json: bool) -> None:
    """Say what changes; what is as it was, and what a sheet's own notices say, is not repeated."""
    if as_json or result.outcome in {Outcome.FAILED, Outcome.RETURNED}:
        show(result, as_json=as_json)
        return
    problems = [one for one in result.problems if one.code[0] in "PT" or blocking([one])]
    documents = [one for one in result.documents if one.state in _WRITTEN]
    if not documents and not problems:
        return
    will = "作り直すと変わる文書" if dry else "作り直した文書"
    click.secho(f"{result.case or result.file}: {will} {len(documents)}", bold=True)
    for document in documents:
        name = document.path if not dry else document.path.rpartition("/")[2]
        click.echo(f"  {name}（{document.edition} 版）")
    for problem in problems:
        tell_problem(problem)


@contextlib.contextmanager
def _stopping() -> Iterator[_Stopped]:
    """Let the first Ctrl+C end the work after the case in hand; the second ends it at once."""
    stopped = _Stopped()
    before = signal.signal(signal.SIGINT, stopped.ask)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


class _Stopped:
    """Whether somebody has asked to stop."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        return self._asked

    def ask(self, _: int, frame: FrameType | None) -> None:
        """Note it; the second time as Python does."""
        if self._asked:
            signal.default_int_handler(signal.SIGINT, frame)
        self._asked = True


def _tell_end(results: list[Result], known: int, *, dry: bool) -> None:
    changed = sum(one.outcome in {Outcome.DELIVERED, Outcome.INCOMPLETE} for one in results)
    if dry:
        click.echo(f"{known} 件のうち {changed} 件の文書が変わります（まだ何も作っていません）。")
        return
    click.echo(f"{known} 件のうち {changed} 件の文書を作り直しました。")
    if len(results) < known:
        left = known - len(results)
        click.echo(
            f"中断しました。残り {left} 件は、もう一度実行すると続きから行います。", err=True
        )
