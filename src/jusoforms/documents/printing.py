"""Which documents a record makes, and their making: every template of every context it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jusoforms import __version__
from jusoforms.documents.properties import Properties
from jusoforms.documents.shelf import Shelved, templates_in
from jusoforms.documents.values import RenderFault
from jusoforms.outcome import Withheld
from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import templates as say
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import document_name
from jusoforms.vocabulary.view import agency_view, meeting_view, record_hash, view

__all__ = ["Copy", "Printed", "copies_of", "print_documents"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One printing of every template of a context: the values, and what tells it from others."""

    context: str
    values: dict[str, Any] = field(repr=False)
    meeting: str = ""
    """第2回 for a meeting's documents."""
    agency: str = ""


def copies_of(record: Case | Catalogue) -> Iterator[Copy]:
    """Yield the case, each recorded meeting and each agency with a role; or the catalogue."""
    if isinstance(record, Catalogue):
        yield Copy("catalogue", view(record))
        return
    yield Copy("case", view(record))
    for meeting, name in _named(record):
        yield Copy("meeting", meeting_view(record, meeting), meeting=name)
    for agency in dict.fromkeys(agency for role in record.roles for agency in role.agencies):
        yield Copy("agency", agency_view(record, agency), agency=agency)


def _named(case: Case) -> Iterator[tuple[Meeting, str]]:
    """Yield recorded meetings with 第n回; another kind with the same number adds its name."""
    taken: dict[str, str] = {}
    for meeting in case.meetings:
        name = f"第{meeting.ordinal or meeting.serial}回"
        if taken.setdefault(name, meeting.meeting_type) != meeting.meeting_type:
            name = f"{name}_{meeting.meeting_type}"
        if meeting in case.recorded_meetings:
            yield meeting, name


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """One finished document, not yet anywhere on the disk."""

    stem: str
    """文書名 with 第n回 or the agency, safe as a file name."""
    data: bytes = field(repr=False)
    template: str
    meeting: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The documents of a record, those that were not made, and why."""

    documents: tuple[PrintedDocument, ...]
    withheld: tuple[Withheld, ...]
    problems: tuple[Problem, ...]


def print_documents(record: Case | Catalogue, templates: Path) -> Printed:
    """Print every template in the folder that fits the record.

    A template at fault, or one whose 必須 is not filled in, stops no other.
    """
    prints = [
        _print(shelved, copy, record)
        for copy in copies_of(record)
        for shelved in templates_in(templates, copy.context)
    ]
    if not prints:
        missing = say.NO_TEMPLATE.at(folder=f"templates/docx/{next(copies_of(record)).context}")
        return Printed((), (), (missing,))
    return Printed(
        tuple(one for one in prints if isinstance(one, PrintedDocument)),
        tuple(one.withheld for one in prints if isinstance(one, _NotPrinted)),
        _once(
            problem for one in prints if isinstance(one, _NotPrinted) for problem in one.problems
        ),
    )


@dataclass(frozen=True, slots=True)
class _NotPrinted:
    withheld: Withheld
    problems: tuple[Problem, ...]


def _print(shelved: Shelved, copy: Copy, record: Case | Catalogue) -> PrintedDocument | _NotPrinted:
    if shelved.template is None or blocking(shelved.faults):
        return _NotPrinted(Withheld(shelved.name, shelved.faults[0].code), shelved.faults)
    stem = document_name(shelved.title, copy.meeting, copy.agency)
    missing = shelved.template.missing(copy.values)
    if missing:
        waits = say.WAITS_FOR.at(file=shelved.name, document=stem, names="、".join(missing))
        return _NotPrinted(Withheld(shelved.name, waits.code), (waits,))
    try:
        data = shelved.template.render(copy.values, _properties(shelved, stem, record))
    except RenderFault as fault:
        problems = in_file((fault.problem,), shelved.name)
        return _NotPrinted(Withheld(shelved.name, fault.problem.code), problems)
    return PrintedDocument(stem, data, shelved.name, copy.meeting, copy.agency)


def _properties(shelved: Shelved, stem: str, record: Case | Catalogue) -> Properties:
    return Properties(
        title=stem,
        record_hash=record_hash(record),
        template_hash=shelved.digest,
        template=shelved.name,
        tool_version=__version__,
    )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))
