"""A template tried with a record: what would keep its document from being made, and what is empty.

Nothing is written; for ``template check --with``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jusoforms.documents.contexts import Copy, contexts_of, copies_of
from jusoforms.documents.printing import problems_of_printing
from jusoforms.documents.shelf import Shelved
from jusoforms.problems import Problem
from jusoforms.problems import templates as say
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.wareki import DateText

__all__ = ["tried"]


def tried(
    shelved: Shelved, record: Case | Catalogue, holds: frozenset[str] | None
) -> Iterator[Problem]:
    """Yield what a record's values come to in a template; ``holds`` as in ``print_documents``."""
    if not shelved.is_sound or shelved.template is None:
        return
    copies = [copy for copy in copies_of(record) if copy.context == shelved.context]
    if shelved.context not in contexts_of(record) or not copies:
        yield say.NOT_FOR_SHEET.at(file=shelved.name, context=shelved.context)
        return
    yield from problems_of_printing(shelved, record, copies, holds or None)
    empty = sorted(name for name in shelved.template.names if _is_empty(name, copies))
    if empty:
        yield say.EMPTY_HERE.at(file=shelved.name, names="、".join(empty))


def _is_empty(name: str, copies: list[Copy]) -> bool:
    """Return whether a name has no value in any printing."""
    return not any(_has_value(copy.values, name.split(".")) for copy in copies)


def _has_value(value: Any, path: list[str]) -> bool:
    if isinstance(value, Mapping):
        return _has_value(value.get(path[0]), path[1:]) if path else bool(value)
    if isinstance(value, tuple):
        return any(_has_value(one, path) for one in value)
    text = value.text if isinstance(value, DateText) else value
    return text is not None and bool(str(text).strip())
