"""How results and problems are said in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NoReturn

import click

from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result, worst
from jusoforms.problems import Problem, Sentence, Severity

__all__ = ["end", "show", "tell_problem", "tell_result"]

_SEVERITY = {Severity.ERROR: "要修正", Severity.WARNING: "確認", Severity.NOTICE: "お知らせ"}
_OUTCOME = {
    Outcome.DELIVERED: "文書を作りました",
    Outcome.INCOMPLETE: "作れなかった文書があります",
    Outcome.UNCHANGED: "前回から変わりありません",
    Outcome.RETURNED: "直すところがあります（文書は作っていません）",
    Outcome.FAILED: "処理できませんでした（ファイルは元のままです）",
    Outcome.OK: "直すところはありません",
}
_STATE = {
    DocumentState.NEW: "新規",
    DocumentState.REVISED: "改版",
    DocumentState.UNCHANGED: "変更なし",
    DocumentState.KEPT: "そのまま残しました",
    DocumentState.FROZEN: "確定済み",
    DocumentState.WITHDRAWN: "旧版へ移しました",
}


def end(results: Iterable[Result]) -> None:
    """End the command with the exit code of its results."""
    click.get_current_context().exit(int(worst(result.exit_code for result in results)))


def show(result: Result, *, as_json: bool) -> None:
    """Print one result, a case at a time: a line of JSON each, or Japanese."""
    for one in result.each:
        if as_json:
            click.echo(json.dumps(one.as_dict(), ensure_ascii=False))
        else:
            tell_result(one)


def tell_result(result: Result) -> None:
    """Print what became of a sheet, its documents and its problems."""
    click.secho(f"{result.file}: {_OUTCOME[result.outcome]}", bold=True)
    for document in result.documents:
        click.echo(f"  {document.path}（{_STATE[document.state]}）")
    for problem in result.problems:
        tell_problem(problem)


def tell_problem(problem: Problem, *, err: bool = False, with_file: bool = False) -> None:
    """Print a problem: severity, place, what, how to mend."""
    place = f"{problem.file}: " if with_file and problem.file else ""
    place += _place(problem)
    click.echo(f"  【{_SEVERITY[problem.severity]}】{place}{problem.message}", err=err)
    click.echo(f"      {problem.cause}{problem.remedy}（{problem.code}）", err=err)
    if problem.candidates:
        click.echo(f"      候補: {'、'.join(problem.candidates)}", err=err)


def stop(sentence: Sentence, code: ExitCode, **words: object) -> NoReturn:
    """End the command with a sentence about its paths."""
    tell_problem(sentence.at(**words), err=True)  # type: ignore[arg-type]
    raise click.exceptions.Exit(int(code))


def _place(problem: Problem) -> str:
    sheet = f"シート「{problem.sheet}」" if problem.sheet else ""
    words = " ".join(filter(None, (sheet, problem.cell, problem.part, problem.place)))
    return f"{words}: " if words else ""
