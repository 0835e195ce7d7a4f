"""Commands on templates: template check, template new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusoforms.cli.japanese import JapaneseCommand, JapaneseGroup
from jusoforms.cli.speech import stop, tell_problem
from jusoforms.cli.vocabulary import as_context
from jusoforms.outcome import ExitCode
from jusoforms.problems import Problem, blocking
from jusoforms.problems import forms as say_forms
from jusoforms.problems import program as say
from jusoforms.vocabulary.names import CONTEXTS
from jusoforms.workspace import find_workspace, shipped

if TYPE_CHECKING:
    from jusoforms.examining import Examined

__all__ = ["template"]

_BASES = {
    "case": "case/役割分担表.docx",
    "meeting": "meeting/次第.docx",
    "agency": "agency/機関別役割一覧.docx",
    "catalogue": "catalogue/参考資料1_事業一覧.docx",
}
"""Whose page and styles a new template begins with."""
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})


@click.group(cls=JapaneseGroup)
def template() -> None:
    """Word のテンプレートについてのコマンドです。"""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a check found of one file."""

    file: Path
    context: str = ""
    """Empty for a form."""
    problems: tuple[Problem, ...] = ()
    repeats: tuple[Problem, ...] = field(default=())
    """What each repetition repeats, in words."""


@template.command(cls=JapaneseCommand)
@click.argument("files", nargs=-1, metavar="[テンプレート...]", type=Path)
@as_context
@click.option("--with", "sheet", type=Path, metavar="シート", help="このシートの値でも確かめます。")
@click.option(
    "--annotate",
    type=Path,
    metavar="フォルダー",
    help="直すところと繰り返しに Word のコメントを付けた写しを、ここに作ります。",
)
@click.option("--json", "as_json", is_flag=True, help="JSON で表示します。")
def check(
    files: tuple[Path, ...],
    context: str | None,
    sheet: Path | None,
    annotate: Path | None,
    as_json: bool,
) -> None:
    """テンプレートと様式の {{ }} を確かめます。

    ファイルを省くと、作業フォルダーの Word のテンプレートと、タグを書いた Excel の様式を
    すべて確かめます。もとのファイルを変えることはありません。

    \b
    例:
      jusoforms template check
      jusoforms template check templates/docx/case/事例概要.docx
      jusoforms template check 案内.docx --as meeting --with 事例1.xlsx
      jusoforms template check 案内.docx --as meeting --annotate 確認
      jusoforms template check templates/xlsx/支援会議シート.xlsx
    """
    cases = _cases_of(sheet) if sheet else []
    faulty = False
    for file in files or (*_all_templates(), *_adopted_forms()):
        if not file.is_file():
            stop(say.NOT_FOUND, ExitCode.FOLDER, name=file)
        checked = _checked(file, context, cases)
        faulty = faulty or blocking(checked.problems)
        copy = _annotated(checked, annotate) if annotate and checked.context else None
        _tell(checked, copy, as_json=as_json)
    click.get_current_context().exit(int(ExitCode.TEMPLATE if faulty else ExitCode.OK))


@template.command(cls=JapaneseCommand)
@click.argument("name", metavar="文書名")
@as_context
@click.option(
    "--field", "-f", "wanted", multiple=True, metavar="項目", help="入れる項目（何回でも）。"
)
@click.option("--out", type=Path, metavar="ファイル", help="作るファイル。")
def new(name: str, context: str | None, wanted: tuple[str, ...], out: Path | None) -> None:
    """項目を並べた、初めのテンプレートを作ります。

    作業フォルダーの中では templates/docx/〈種類〉/ に入り、次のシートから文書になります。
    項目を省くと、よく使う項目が入ります。Word で開いて直してください。
    すでにあるファイルを置き換えることはありません。

    \b
    例:
      jusoforms template new 経過報告
      jusoforms template new 会議メモ --as meeting -f 開催日時 -f 議題.各項目 -f 出席者
      jusoforms template new 名簿 -f 世帯員.呼称 -f 世帯員.年齢 --out 名簿.docx
    """
    from jusoforms.documents.starting import starting_template
    from jusoforms.filesystem import write_new
    from jusoforms.vocabulary.identity import document_name

    kind, stem = context or "case", document_name(name.removesuffix(".docx"))
    target = out or _place_of(kind) / f"{stem}.docx"
    base = (shipped("templates") / "docx" / _BASES[kind]).read_bytes()
    data, problems = starting_template(stem, kind, wanted, base)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_new(target, data)
    except FileExistsError:
        stop(say.FILE_EXISTS, ExitCode.FOLDER, name=target)
    except OSError:
        stop(say.NOT_WRITABLE, ExitCode.FOLDER, name=target)
    click.echo(f"テンプレートを作りました: {target}")
    for problem in problems:
        tell_problem(problem, err=True)
    click.get_current_context().exit(int(ExitCode.TEMPLATE if problems else ExitCode.OK))


def _place_of(kind: str) -> Path:
    workspace = find_workspace(Path.cwd())
    return workspace.word_templates / kind if workspace else Path()


def _checked(file: Path, context: str | None, cases: list[Examined]) -> _Checked:
    """Look at a Word template, or at an Excel form that has tags."""
    from jusoforms.documents.shelf import context_of, load_template
    from jusoforms.documents.trying import tried
    from jusoforms.sheets.adopted.shelf import load_form

    if file.suffix.lower() in _WORKBOOKS:
        form, problems = load_form(file)
        if not form and not problems:
            stop(say_forms.NO_TAGS, ExitCode.USAGE, name=file.name)
        return _Checked(file, problems=problems)
    kind = context or context_of(file.resolve())
    if not kind:
        stop(say.WHICH_CONTEXT, ExitCode.USAGE, name=file.name)
    shelved = load_template(file, kind)
    records = ((one.captured.record, one.captured.holds) for one in cases)
    found = (p for record, holds in records if record for p in tried(shelved, record, holds))
    repeats = shelved.template.repeats if shelved.template else ()
    return _Checked(file, kind, (*shelved.faults, *dict.fromkeys(found)), repeats)


def _cases_of(sheet: Path) -> list[Examined]:
    """Return what a sheet holds; end the command where nothing can be read from it."""
    from jusoforms.cli.clock import today
    from jusoforms.cli.desks import forms_at_hand, lists_at_hand
    from jusoforms.pipeline import examine, guarded, inspected

    read: list[Examined] = []
    day, lists, forms = today(), lists_at_hand(), forms_at_hand()

    def work(path: Path) -> object:
        read.extend(examine(path, day, lists, forms))
        return inspected(path.name, read)

    result = guarded(work, sheet)  # type: ignore[arg-type]
    cases = [one for one in read if one.captured.record is not None]
    if not cases:
        for problem in result.problems:
            tell_problem(problem, err=True)
        raise click.exceptions.Exit(int(result.exit_code))
    return cases


def _annotated(checked: _Checked, folder: Path) -> Path | None:
    """Write the copy with comments; None where there is nothing to say, or it cannot be said."""
    from jusoforms.documents.annotating import annotated
    from jusoforms.package import PackageFault

    try:
        data = annotated(checked.file.read_bytes(), checked.context, checked.file.name)
    except PackageFault:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(folder, checked.file.stem, data) if data else None
    except OSError:
        stop(say.NOT_WRITABLE, ExitCode.FOLDER, name=folder)


def _written(folder: Path, stem: str, data: bytes) -> Path:
    """Write a copy under the first name that nobody has."""
    from jusoforms.filesystem import write_new

    for name in _names(stem):
        try:
            write_new(folder / name, data)
        except FileExistsError:
            continue
        return folder / name
    raise AssertionError  # pragma: no cover the names never end


def _names(stem: str) -> Iterator[str]:
    yield f"{stem}_直し方.docx"
    yield from (f"{stem}_直し方_{number}.docx" for number in count(2))


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


def _tell(checked: _Checked, copy: Path | None, *, as_json: bool) -> None:
    if as_json:
        listing = {
            "file": checked.file.name,
            "problems": [problem.as_dict() for problem in checked.problems],
            "repeats": [problem.as_dict() for problem in checked.repeats],
            "annotated": copy.as_posix() if copy else "",
        }
        click.echo(json.dumps(listing, ensure_ascii=False))
        return
    verdict = "直すところがあります" if blocking(checked.problems) else "直すところはありません"
    click.secho(f"{checked.file.name}: {verdict}", bold=True)
    for problem in checked.problems:
        tell_problem(problem)
    for repeat in checked.repeats:
        click.echo(f"  【繰り返し】{repeat.part} {repeat.place}: {repeat.message}")
    if copy:
        click.echo(f"  コメントを付けた写し: {copy}")
