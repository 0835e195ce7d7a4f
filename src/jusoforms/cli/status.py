"""The command status: how a workspace stands, read from its page."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusoforms.cli.clock import now
from jusoforms.cli.desks import opened, workspace_around
from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.cli.speech import tell_problem
from jusoforms.outcome import ExitCode
from jusoforms.problems import Problem
from jusoforms.problems import service as say
from jusoforms.workspace import Workspace

if TYPE_CHECKING:
    from jusoforms.standing import Standing

__all__ = ["status"]

_ARRIVALS = 10


@click.command(cls=JapaneseCommand)
@click.argument("folder", metavar="[フォルダー]", required=False, type=Path)
@click.option("--json", "as_json", is_flag=True, help="JSON で表示します。")
def status(folder: Path | None, as_json: bool) -> None:
    """作業フォルダーの様子を表示します（どのパソコンからでも見られます）。

    動いているか、届いたシート、待っているシート、直していただくシート、ディスクの空きが分かります。
    同じことが outbox の「状況.html」に載っています。

    \b
    終了コード:
      0  動いていて、うまくいっています（返したシートがあっても 0）
      4  テンプレートに直すところがあります
      5  動いていないか、フォルダーかディスクに不具合があります
    \b
    例:
      jusoforms status 支援会議
      jusoforms status 支援会議 --json
    """
    workspace = opened(folder) if folder else workspace_around()
    standing, unread = _read(workspace)
    moment = now()
    problems = (*unread, *_of_life(standing, moment, workspace))
    if as_json:
        click.echo(json.dumps(_told(standing, moment, problems), ensure_ascii=False))
    else:
        _tell(standing, problems)
    click.get_current_context().exit(int(_code(standing, problems)))


def _read(workspace: Workspace) -> tuple[Standing, tuple[Problem, ...]]:
    """Return what the page tells (else an empty standing), and why it tells nothing."""
    from jusoforms.filesystem import folder_problem, is_page
    from jusoforms.reports.status import read_standing
    from jusoforms.standing import Standing

    page = workspace.status_page
    nothing = Standing(workspace=workspace.root.resolve().name, made_at=now())
    try:
        told = read_standing(page)
        if told:
            return told, ()
        if not page.exists():
            return nothing, ()
        sentence = say.PAGE_UNREADABLE if is_page(page) else say.PAGE_TAKEN
        return nothing, (sentence.at(page=page.name),)
    except OSError as error:
        return nothing, (folder_problem(error),)


def _of_life(standing: Standing, moment: dt.datetime, workspace: Workspace) -> tuple[Problem, ...]:
    from jusoforms.reports.words import long
    from jusoforms.standing import Liveness

    life = standing.liveness(moment)
    if life is Liveness.SERVING:
        return ()
    if life is Liveness.NEVER:
        return (say.NEVER.at(page=workspace.status_page.name),)
    last = max(standing.services, key=lambda one: one.alive_at)
    if life is Liveness.STOPPED:
        return (say.STOPPED.at(at=long(last.stopped_at or last.alive_at), host=last.host),)
    return (say.SILENT.at(at=long(last.alive_at), host=last.host),)


def _code(standing: Standing, problems: tuple[Problem, ...]) -> ExitCode:
    if problems or standing.faults:
        return ExitCode.FOLDER
    faulty = any(one.faults for one in standing.templates)
    return ExitCode.TEMPLATE if faulty else ExitCode.OK


def _told(
    standing: Standing, moment: dt.datetime, problems: tuple[Problem, ...]
) -> dict[str, object]:
    from jusoforms.standing import to_json

    head: dict[str, object] = {
        "state": str(standing.liveness(moment)),
        "checked_at": moment.isoformat(timespec="seconds"),
        "problems": [problem.as_dict() for problem in problems],
    }
    told: dict[str, object] = json.loads(to_json(standing))
    return head | told


def _tell(standing: Standing, problems: tuple[Problem, ...]) -> None:
    from jusoforms.reports.words import long

    alive = max((one.alive_at for one in standing.services), default=None)
    verdict = (
        f"動いています（{long(alive)} に確認）" if alive and not problems else "動いていません"
    )
    click.secho(f"{standing.workspace}: {verdict}", bold=True)
    for problem in problems:
        tell_problem(problem)
    for reason in standing.faults:
        click.echo(f"  【要対応】{reason.message}")
        click.echo(f"      {reason.cause}{reason.remedy}（{reason.code}）")
    _tell_returned(standing)
    _tell_waiting(standing)
    _tell_templates(standing)
    _tell_arrivals(standing)
    _tell_health(standing)
    if standing.contact:
        click.echo(f"連絡先: {standing.contact}")


def _tell_returned(standing: Standing) -> None:
    from jusoforms.reports.words import places

    click.echo(f"直していただくシート: {len(standing.returned) + standing.unlisted_returned} 件")
    for one in standing.returned:
        where = places(one.corrections)
        click.echo(f"  {one.file}{_of_case(one.case)}{f': {where}' if where else ''}")
        click.echo(f"      {one.page or one.path}")


def _tell_waiting(standing: Standing) -> None:
    from jusoforms.reports.words import STAGES, short

    click.echo(f"待っているシート: {len(standing.waiting) + standing.unlisted_waiting} 件")
    for one in standing.waiting:
        click.echo(f"  {one.file}: {STAGES[one.stage]}（{short(one.since)} から）")
        if one.reason:
            click.echo(f"      {one.reason.message}{one.reason.remedy}（{one.reason.code}）")


def _tell_templates(standing: Standing) -> None:
    from jusoforms.reports.words import short

    if standing.templates:
        click.echo(f"テンプレート: {len(standing.templates)} 件")
    for one in standing.templates:
        verdict = "直すところがあります" if one.faults else "変わりました"
        click.echo(f"  {one.path}: {verdict}（{short(one.at)}）")
        for fault in one.faults:
            where = f"{fault.place}: " if fault.place else ""
            click.echo(f"      {where}{fault.message}{fault.remedy}（{fault.code}）")


def _tell_arrivals(standing: Standing) -> None:
    from jusoforms.reports.words import OUTCOMES, STATES, short

    click.echo(f"届いたシート（新しい順、{_ARRIVALS} 件まで）:")
    for one in standing.arrivals[:_ARRIVALS]:
        click.echo(f"  {short(one.at)} {one.file}{_of_case(one.case)}: {OUTCOMES[one.outcome]}")
        for document in one.documents:
            click.echo(f"      {document.path}{STATES[document.state]}")


def _tell_health(standing: Standing) -> None:
    from jusoforms.reports.words import ROOMS, size

    if standing.health:
        click.echo("フォルダーとディスク:")
    for one in standing.health:
        free = f"空き {size(one.free)}、" if one.free is not None else ""
        click.echo(
            f"  {ROOMS[one.room]}: {free}{one.reason.message if one.reason else '正常です。'}"
        )


def _of_case(case: str) -> str:
    return f"（事例{case}）" if case else ""
