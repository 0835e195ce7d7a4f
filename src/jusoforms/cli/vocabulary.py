"""The command on names: fields."""

from __future__ import annotations

import json

import click

from jusoforms.cli.japanese import JapaneseCommand
from jusoforms.vocabulary.names import CONTEXTS, Field, Names, names_in

__all__ = ["as_context", "fields"]

as_context = click.option(
    "--as",
    "context",
    type=click.Choice(CONTEXTS),
    metavar="種類",
    help="種類（case、meeting、agency、catalogue のどれか）。",
)
_TITLES = {
    "case": "case/ 事例ごと",
    "meeting": "meeting/ 会議ごと（会議の項目のほか、case/ の項目も使えます）",
    "agency": "agency/ 機関ごと（case/ の項目のほか）",
    "catalogue": "catalogue/ 事業一覧",
}


@click.command(cls=JapaneseCommand)
@as_context
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
