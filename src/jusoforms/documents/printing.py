"""Which documents a record makes, and their making: every template of every context it fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jusoforms import __version__
from jusoforms.documents.contexts import (
    NOT_APPROVED,
    Approval,
    Copy,
    contexts_of,
    copies_of,
    unrecorded,
)
from jusoforms.documents.rendering.values import RenderFault
from jusoforms.documents.sealing.properties import Properties
from jusoforms.documents.shelf import Shelved, templates_in
from jusoforms.outcome import Withheld
from jusoforms.problems import Problem, in_file
from jusoforms.problems import templates as say
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.holding import RECORDING, can_fill, to_fill
from jusoforms.vocabulary.identity import document_name
from jusoforms.vocabulary.view import record_hash

__all__ = ["Printed", "PrintedDocument", "print_documents", "problems_of_printing"]


_NONE: frozenset[str] = frozenset()
_OPTIONAL = frozenset({"agency"})
"""Contexts that a ward may do without."""
_STATE = "記録の状態"
_LATER = frozenset({"同意.範囲", "同意.撤回日", "終結日", "終結理由"})
"""What most cases never have, or only at their end: what waits for it is not announced."""


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """One finished document, not yet anywhere on the disk."""

    stem: str
    """文書名 with 第n回 or the agency, safe as a file name."""
    data: bytes = field(repr=False)
    template: str
    meeting: str = ""
    agency: str = ""
    approval: Approval = NOT_APPROVED


@dataclass(frozen=True, slots=True)
class Printed:
    """The documents of a record, those that were not made, and why."""

    documents: tuple[PrintedDocument, ...]
    withheld: tuple[Withheld, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: frozenset[str] = frozenset()
    """Templates that could be printed and whose every name the form has a place for."""
    partly: frozenset[str] = frozenset()
    """Templates that could be printed, with names that the form has no place for."""
    unrecorded: frozenset[str] = frozenset()
    """Meetings (第1回) that the sheet lists and whose record its form has no place for."""


def print_documents(
    record: Case | Catalogue, templates: Path, holds: frozenset[str] | None = None
) -> Printed:
    """Print every template in the folder that fits the record.

    A template at fault, or one whose 必須 is not filled in, stops no other. ``holds`` are the
    names that the sheet's form has a place for (None: all): a template whose missing 必須 has no
    place there is not meant for the form, and nothing is said of it.
    """
    sheet = _Sheet(record, holds)
    shelves, missing = _shelves(templates, contexts_of(record))
    tried = [
        (shelved, sheet.printed(shelved, copy))
        for copy in copies_of(record)
        for shelved in shelves[copy.context]
    ]
    left = [one for _, one in tried if isinstance(one, _NotPrinted)]
    faulty = {one.name for one, made in tried if isinstance(made, _NotPrinted) and made.fault}
    faulty |= {one.name for shelf in shelves.values() for one in shelf if not one.is_sound}
    sound = [one for shelf in shelves.values() for one in shelf if one.name not in faulty]
    whole = frozenset(one.name for one in sound if sheet.fills(one))
    return Printed(
        tuple(one for _, one in tried if isinstance(one, PrintedDocument)),
        tuple(withheld for one in left for withheld in one.withheld),
        _once([*missing, *(problem for one in left for problem in one.problems)]),
        whole,
        frozenset(one.name for one in sound) - whole,
        sheet.unrecorded(),
    )


def problems_of_printing(
    shelved: Shelved,
    record: Case | Catalogue,
    copies: Iterable[Copy],
    holds: frozenset[str] | None = None,
) -> tuple[Problem, ...]:
    """Return why a sound template would not be printed for some of a record's copies."""
    sheet = _Sheet(record, holds)
    left = (one for c in copies if isinstance(one := sheet.printed(shelved, c), _NotPrinted))
    not_meant = (say.NOT_MADE_HERE.at(file=shelved.name),)
    return _once(problem for one in left for problem in one.problems or not_meant)


def _shelves(
    templates: Path, contexts: Iterable[str]
) -> tuple[dict[str, tuple[Shelved, ...]], list[Problem]]:
    """Return the templates by context; a folder that is gone, or no template at all, is a fault."""
    shelves: dict[str, tuple[Shelved, ...]] = {}
    missing = []
    for context in contexts:
        try:
            shelves[context] = templates_in(templates, context)
        except OSError:
            shelves[context] = ()
            if context not in _OPTIONAL:
                missing.append(say.NO_TEMPLATE.at(folder=f"templates/docx/{context}"))
    if not missing and not any(shelves.values()):
        missing.append(say.NO_TEMPLATE.at(folder=f"templates/docx/{next(iter(shelves))}"))
    return shelves, missing


@dataclass(frozen=True, slots=True)
class _NotPrinted:
    withheld: tuple[Withheld, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: bool = True


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is printed, and what its form has a place for."""

    record: Case | Catalogue
    holds: frozenset[str] | None

    def unrecorded(self) -> frozenset[str]:
        """Return the meetings that are listed where the form cannot record them."""
        records = self._can_fill(RECORDING, "case")
        return unrecorded(self.record) if isinstance(self.record, Case) and not records else _NONE

    def fills(self, shelved: Shelved) -> bool:
        """Return whether the form has a place for every name of a template."""
        names = shelved.template.names if shelved.template else ()
        return all(self._can_fill(name, shelved.context) for name in names)

    def printed(self, shelved: Shelved, copy: Copy) -> PrintedDocument | _NotPrinted:
        """Print one template once; or return why not."""
        if shelved.template is None or not shelved.is_sound:
            return _at_fault(shelved, shelved.faults)
        stem = document_name(shelved.title, copy.meeting, copy.agency)
        missing = shelved.template.missing(copy.values)
        if missing:
            return self._waiting(shelved, copy, stem, missing)
        try:
            data = shelved.template.render(copy.values, _properties(shelved, stem, self.record))
        except RenderFault as fault:
            return _at_fault(shelved, in_file((fault.problem,), shelved.name))
        return PrintedDocument(
            stem, data, shelved.name, copy.meeting, copy.agency, approval=copy.approval
        )

    def _waiting(
        self, shelved: Shelved, copy: Copy, stem: str, missing: tuple[str, ...]
    ) -> _NotPrinted:
        """Say what a document waits for, unless it is not to be waited for.

        Not where the form has no place for it; after the approval; once a meeting has a record,
        the papers before it; nor what comes later in the life of a case, if at all.
        """
        assert shelved.template is not None
        before = _STATE not in shelved.template.names and bool(copy.values.get(_STATE))
        has_place = all(self._can_fill(one, copy.context) for one in missing)
        if before or copy.approval.given or not has_place or _LATER.intersection(missing):
            return _NotPrinted(fault=False)
        names = "、".join(_to_fill(name, copy.context) for name in missing)
        waits = say.WAITS_FOR.at(file=shelved.name, document=stem, names=names)
        return _NotPrinted((Withheld(shelved.name, waits.code),), (waits,), fault=False)

    def _can_fill(self, name: str, context: str) -> bool:
        return self.holds is None or can_fill(name, context, self.holds)


def _at_fault(shelved: Shelved, problems: tuple[Problem, ...]) -> _NotPrinted:
    return _NotPrinted((Withheld(shelved.name, problems[0].code),), problems)


def _to_fill(name: str, context: str) -> str:
    """Return a missing name as a person fills it in: for a computed one, what it comes from."""
    filled_by = to_fill(name, context)
    return "・".join(one.removeprefix("会議.") for one in filled_by) if filled_by[1:] else name


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
