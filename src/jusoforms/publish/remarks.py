"""What a person should know of documents that were left as they are, or have left."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.outcome import DocumentState
from jusoforms.problems import Problem
from jusoforms.problems import delivery as say
from jusoforms.publish.leaving import Left
from jusoforms.publish.placing import Decision
from jusoforms.publish.receipts import Document
from jusoforms.publish.shelf import Shelf

__all__ = ["of_decision", "of_left"]


def of_decision(decision: Decision, document: Document) -> Iterator[Problem]:
    """Yield what to say of a document that the sheet makes, as it stands now."""
    shelf = decision.shelf
    if decision.state is DocumentState.FROZEN:
        yield from _of_frozen(shelf, document, differs=decision.differs)
    elif decision.differs and document.approved:
        yield from _of_frozen(shelf, document, differs=True)
    elif decision.differs:
        name = shelf.path_of(document.newest).name
        form = document.form.partition("/")[0]
        yield say.OTHER_FORM_KEPT.at(place=name, document=name, form=form)
    else:
        yield from _of_files(shelf, document)


def of_left(left: Left, *, taken_back: bool = False) -> Iterator[Problem]:
    """Yield what to say of a document that the sheet does not make; less for a whole case."""
    shelf, document = left.shelf, left.document
    if left.state is DocumentState.FROZEN:
        if left.unwanted:
            name = shelf.path_of(document.newest).name
            yield from _of_frozen(shelf, document, differs=False)
            if shelf.taken(shelf.path_of(document.newest)):
                yield say.APPROVED_STAYS.at(place=name, document=name)
    elif left.state is DocumentState.WITHDRAWN:
        for edition in () if taken_back else left.gone[-1:]:
            name = shelf.path_of(edition).name
            yield say.WITHDRAWN.at(place=name, document=name)
    elif left.unwanted:
        for edition in document.editions[:-1] if document.away else document.editions:
            name = shelf.path_of(edition).name
            held = shelf.untouched(edition)
            sentence = say.OPEN_NO_LONGER_MADE if held else say.EDITED_NO_LONGER_MADE
            yield sentence.at(place=name, document=name)


def _of_frozen(shelf: Shelf, document: Document, *, differs: bool) -> Iterator[Problem]:
    newest = document.newest
    name, raw = shelf.path_of(newest).name, shelf.raw(shelf.path_of(newest))
    if raw is None:
        yield say.APPROVED_MISSING.at(place=name, document=name)
    elif raw != newest.raw:
        yield say.APPROVED_EDITED.at(place=name, document=name)
    if differs and raw is not None:
        yield say.APPROVED_KEPT.at(place=name, document=name)


def _of_files(shelf: Shelf, document: Document) -> Iterator[Problem]:
    *earlier, newest = document.editions
    name = shelf.path_of(newest).name
    if not shelf.untouched(newest):
        yield say.EDITED_KEPT.at(place=name, document=name)
    for edition in earlier:
        path = shelf.path_of(edition)
        if shelf.taken(path):
            sentence = say.OPEN_BESIDE if shelf.untouched(edition) else say.EDITED_BESIDE
            yield sentence.at(place=path.name, document=path.name, newest=name)
    plain = shelf.plain
    if shelf.taken(plain) and plain not in map(shelf.path_of, document.editions):
        yield say.NAME_TAKEN.at(place=plain.name, document=plain.name, newest=name)
