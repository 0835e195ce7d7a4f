"""The command doctor: is this computer, this share, this workspace fit for the service."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusoforms.cli.clock import now
from jusoforms.cli.desks import opened, workspace_around
from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import stop, tell_problem
from jusoforms.outcome import ExitCode, worst
from jusoforms.problems import program as say

if TYPE_CHECKING:
    from jusoforms.doctor.findings import Finding

__all__ = ["doctor"]

_OF_TEMPLATES = frozenset({"テンプレート", "様式", "一覧"})


@click.command(cls=JapaneseCommand)
@click.argument("folder", metavar="[フォルダー]", required=False, type=Path)
@click.option("--selftest", is_flag=True, help="フォルダーの中で、実際に動かして確かめます。")
@click.option("--json", "as_json", is_flag=True, help="1 項目 1 行の JSON で表示します。")
def doctor(folder: Path | None, selftest: bool, as_json: bool) -> None:
    """パソコンと作業フォルダーが、使える状態かを確かめます。

    1 項目を 1 行で、合格・注意・不合格で示します。人のファイルには触れません。
    --selftest は、フォルダーの中に自分のフォルダーを作り、名前の付け替えや
    取り合いを実際に試します（2 分まで）。終わると、中断しても、何も残しません。

    \b
    終了コード: 0 不合格なし、4 テンプレートなどが不合格、5 そのほかが不合格
    \b
    例:
      jusoforms doctor 支援会議
      jusoforms doctor --selftest 支援会議
    """
    from jusoforms.doctor.house import examine_house
    from jusoforms.doctor.selftest import prove
    from jusoforms.service import state_folder

    if selftest:
        findings = prove(_folder(folder))
    else:
        workspace = opened(folder) if folder else workspace_around()
        findings = examine_house(workspace, state_folder(), now())
    with closing(findings):
        told = list(_told(findings, as_json=as_json))
    click.get_current_context().exit(int(worst(map(_code, told))))


def _told(findings: Iterable[Finding], *, as_json: bool) -> Iterable[Finding]:
    """Print each finding as it comes."""
    for finding in findings:
        if as_json:
            click.echo(json.dumps(finding.as_dict(), ensure_ascii=False))
        else:
            _tell(finding)
        yield finding


def _tell(finding: Finding) -> None:
    from jusoforms.doctor.findings import Verdict

    words = {Verdict.PASS: "合格  ", Verdict.LOOK: "注意  ", Verdict.FAIL: "不合格"}
    fact = f": {finding.fact}" if finding.fact else ""
    click.secho(f"{words[finding.verdict]}  {finding.check}{fact}")
    for problem in finding.problems:
        tell_problem(problem, with_file=True)


def _code(finding: Finding) -> ExitCode:
    from jusoforms.doctor.findings import Verdict

    if finding.verdict is not Verdict.FAIL:
        return ExitCode.OK
    return ExitCode.TEMPLATE if finding.check in _OF_TEMPLATES else ExitCode.FOLDER


def _folder(folder: Path | None) -> Path:
    place = folder or Path.cwd()
    if not place.is_dir():
        stop(say.NOT_FOUND, ExitCode.FOLDER, name=place)
    if not os.access(place, os.W_OK):
        stop(say.NOT_WRITABLE, ExitCode.FOLDER, name=place)
    return place
