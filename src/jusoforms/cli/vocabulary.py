"""Commands on names and templates: fields, template check."""

from __future__ import annotations

import json
from pathlib import Path

import click

from jusoforms.cli.japanese import JapaneseCommand, JapaneseGroup
from jusoforms.cli.speech import stop, tell_problem
from jusoforms.outcome import ExitCode
from jusoforms.problems import Problem, blocking
from jusoforms.problems import forms as say_forms
from jusoforms.problems import program as say
from jusoforms.vocabulary.names import CONTEXTS, Field, Names, names_in
from jusoforms.workspace import find_workspace, shipped

__all__ = ["fields", "template"]

_AS = click.option(
    "--as",
    "context",
    type=click.Choice(CONTEXTS),
    metavar="種類",
    help="種類（case、meeting、agency、catalogue のどれか）。",
)
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_TITLES = {
    "case": "case/ 事例ごと",
    "meeting": "meeting/ 会議ごと（会議の項目のほか、case/ の項目も使えます）",
    "agency": "agency/ 機関ごと（case/ の項目のほか）",
    "catalogue": "catalogue/ 事業一覧",
}


@click.command(cls=JapaneseCommand)
@_AS
@click.option("--json", "as_json", is_flag=True, help="JSON で表示します。")
def fields(context: str | None, as_json: bool) -> None:
    """様式とテンプレートで使える項目の名前を表示します。

    \b
    例:
      jusoforms fields
      jusoforms fields --as meeting
    """
    contexts = [context] if context else list(CONTEXTS)
    if as_json:
        listing = {name: [_field_json(f) for f in names_in(name).values()] for name in contexts}
        click.echo(json.dumps(listing, ensure_ascii=False, indent=1))
        return
    for name in contexts:
        click.secho(_TITLES[name], bold=True)
        _tell_names(_own_names(name, alone=len(contexts) == 1), "  ")


@click.group(cls=JapaneseGroup)
def template() -> None:
    """Word のテンプレートについてのコマンドです。"""


@template.command(cls=JapaneseCommand)
@click.argument("files", nargs=-1, metavar="[テンプレート...]", type=Path)
@_AS
@click.option("--json", "as_json", is_flag=True, help="JSON で表示します。")
def check(files: tuple[Path, ...], context: str | None, as_json: bool) -> None:
    """テンプレートと様式の {{ }} を確かめます。

    ファイルを省くと、作業フォルダーの Word のテンプレートと、タグを書いた Excel の様式を
    すべて確かめます。

    \b
    例:
      jusoforms template check
      jusoforms template check templates/docx/case/事例概要.docx
      jusoforms template check 案内.docx --as meeting
      jusoforms template check templates/xlsx/支援会議シート.xlsx
    """
    faulty = False
    for file in files or (*_all_templates(), *_adopted_forms()):
        if not file.is_file():
            stop(say.NOT_FOUND, ExitCode.FOLDER, name=file)
        problems = _faults_of(file, context)
        faulty = faulty or blocking(problems)
        _tell_template(file, problems, as_json=as_json)
    click.get_current_context().exit(int(ExitCode.TEMPLATE if faulty else ExitCode.OK))


def _faults_of(file: Path, context: str | None) -> tuple[Problem, ...]:
    """Return what is wrong with a Word template, or with an Excel form that has tags."""
    from jusoforms.documents.shelf import context_of, load_template
    from jusoforms.sheets.adopted.shelf import load_form

    if file.suffix.lower() in _WORKBOOKS:
        form, problems = load_form(file)
        if not form and not problems:
            stop(say_forms.NO_TAGS, ExitCode.USAGE, name=file.name)
        return problems
    kind = context or context_of(file.resolve())
    if not kind:
        stop(say.WHICH_CONTEXT, ExitCode.USAGE, name=file.name)
    return load_template(file, kind).faults


def _adopted_forms() -> tuple[Path, ...]:
    """Return the workbooks of the workspace that have tags, or cannot be opened."""
    from jusoforms.sheets.adopted.shelf import load_form

    workspace = find_workspace(Path.cwd())
    files = sorted(workspace.blank_forms.glob("[!~.]*.xls[xm]")) if workspace else []
    return tuple(file for file in files if any(load_form(file)))


def _all_templates() -> tuple[Path, ...]:
    workspace = find_workspace(Path.cwd())
    folder = workspace.word_templates if workspace else shipped("templates") / "docx"
    return tuple(sorted(path for kind in CONTEXTS for path in (folder / kind).glob("[!~.]*.docx")))


def _tell_template(file: Path, problems: tuple[Problem, ...], *, as_json: bool) -> None:
    if as_json:
        listing = [problem.as_dict() for problem in problems]
        click.echo(json.dumps({"file": file.name, "problems": listing}, ensure_ascii=False))
        return
    verdict = "直すところがあります" if problems else "直すところはありません"
    click.secho(f"{file.name}: {verdict}", bold=True)
    for problem in problems:
        tell_problem(problem)


def _own_names(context: str, *, alone: bool) -> Names:
    """Return the names of a context; beside case/ only those that case/ does not have."""
    names, of_case = names_in(context), names_in("case")
    if alone or context in {"case", "catalogue"}:
        return names
    return Names({name: field for name, field in names.items() if of_case.get(name) != field})


def _tell_names(names: Names, indent: str) -> None:
    for field in names.values():
        notes = "。".join(filter(None, (field.note, _also(field), _later(field))))
        click.echo(f"{indent}{field.name}（{field.kind}）{'  ' + notes if notes else ''}")
        if field.children:
            _tell_names(field.children, indent + "  ")


def _also(field: Field) -> str:
    return f"別名: {'、'.join(field.also)}" if field.also else ""


def _later(field: Field) -> str:
    return "この版では印刷できません" if field.later else ""


def _field_json(field: Field) -> dict[str, object]:
    children = field.children.values() if field.children else ()
    return {
        "name": field.name,
        "kind": str(field.kind),
        "also": list(field.also),
        "note": field.note,
        "children": [_field_json(child) for child in children],
    }
