"""Commands on sheets given by name: build, check, extract, catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import click

from jusoforms.cli.clock import today
from jusoforms.cli.desks import desk_for_build, forms_at_hand, lists_at_hand
from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import end, show, tell_problem
from jusoforms.outcome import Result

__all__ = ["build", "catalogue", "check", "extract"]

_SHEETS = click.argument("sheets", nargs=-1, required=True, metavar="シート...", type=Path)
_SHEET = click.argument("sheet", metavar="シート", type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="1 件 1 行の JSON で表示します。")
_OUT = click.option("--out", type=Path, metavar="フォルダー", help="文書を入れるフォルダー。")
_JOBS = click.option(
    "--jobs",
    default=1,
    type=click.IntRange(1, 64),
    metavar="数",
    help="同時に処理する件数（ふつうは 1）。",
)


@click.command(cls=JapaneseCommand)
@_SHEETS
@_OUT
@click.option("--workspace", type=Path, metavar="フォルダー", help="使う作業フォルダー。")
@_JSON
@_JOBS
def build(
    sheets: tuple[Path, ...], out: Path | None, workspace: Path | None, as_json: bool, jobs: int
) -> None:
    """シートから文書を作ります（inbox は使いません）。

    すでにある文書を置き換えることはありません。変わったときは版を分けます。

    \b
    例:
      jusoforms build 事例1.xlsx
      jusoforms build 事例1.xlsx 事例2.xlsx --out 文書 --jobs 2
    """
    from jusoforms.pipeline import process

    desk = desk_for_build(out, workspace)
    _run(sheets, partial(process, desk=desk), as_json=as_json, jobs=jobs)


@click.command(cls=JapaneseCommand)
@_SHEETS
@_JSON
def check(sheets: tuple[Path, ...], as_json: bool) -> None:
    """シートの記入を確かめます（文書は作りません）。

    \b
    例:
      jusoforms check 事例1.xlsx
    """
    from jusoforms.pipeline import inspect

    work = partial(inspect, today=today(), lists=lists_at_hand(), forms=forms_at_hand())
    _run(sheets, work, as_json=as_json, jobs=1)


@click.command(cls=JapaneseCommand)
@_SHEET
def extract(sheet: Path) -> None:
    """シートから読み取った内容を JSON で表示します（2 件以上のときは、1 件 1 行）。

    \b
    例:
      jusoforms extract 事例1.xlsx
    """
    from jusoforms.pipeline import Examined, examine, guarded, inspected
    from jusoforms.vocabulary.view import as_json

    day, lists, forms = today(), lists_at_hand(), forms_at_hand()
    read: list[Examined] = []

    def work(path: Path) -> Result:
        read.extend(examine(path, day, lists, forms))
        return inspected(path.name, read)

    result = guarded(work, sheet)
    for one in read:
        if one.captured.record is not None:
            indent = 1 if len(read) == 1 else None
            said = as_json(one.captured.record)
            click.echo(json.dumps(said, ensure_ascii=False, indent=indent))
    for problem in result.problems:
        tell_problem(problem, err=True)
    end([result])


@click.command(cls=JapaneseCommand)
@_SHEET
@_OUT
@click.option("--compare", "old", type=Path, metavar="前の一覧", help="新旧対照表を作ります。")
@_JSON
def catalogue(sheet: Path, out: Path | None, old: Path | None, as_json: bool) -> None:
    """事業一覧から、参考資料（対象事業一覧）か、前の一覧との新旧対照表を作ります。

    \b
    例:
      jusoforms catalogue 参考資料1.xlsx
      jusoforms catalogue 令和8年度.xlsx --compare 令和7年度.xlsx
    """
    from jusoforms.comparing import compare_catalogues
    from jusoforms.pipeline import process_catalogue

    desk = desk_for_build(out, None)
    if old:
        work = partial(compare_catalogues, old=old, desk=desk)
        _run((sheet,), work, as_json=as_json, jobs=1)
        return
    _run((sheet,), partial(process_catalogue, desk=desk), as_json=as_json, jobs=1)


def _run(
    sheets: tuple[Path, ...], work: Callable[[Path], Result], *, as_json: bool, jobs: int
) -> None:
    from jusoforms.cli.progress import with_progress
    from jusoforms.pipeline import guarded

    sheets = tuple(dict.fromkeys(sheets))
    results = []
    for result in with_progress(_worked(sheets, partial(guarded, work), jobs), len(sheets)):
        show(result, as_json=as_json)
        results.append(result)
    end(results)


def _worked(
    sheets: tuple[Path, ...], work: Callable[[Path], Result], jobs: int
) -> Iterator[Result]:
    if jobs == 1 or len(sheets) == 1:
        yield from map(work, sheets)
        return
    with ProcessPoolExecutor(min(jobs, len(sheets))) as pool:
        yield from pool.map(work, sheets)
