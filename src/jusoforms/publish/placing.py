"""One document: decide what is to be done from what is known and what lies there, then do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from jusoforms.filesystem import rename_new, whole_temp
from jusoforms.outcome import DocumentState
from jusoforms.publish.receipts import Document, Edition
from jusoforms.publish.shelf import Finished, Shelf

__all__ = ["Decision", "adopt", "carry_out", "decide"]


class Action(Enum):
    """What is to be done on the disk."""

    LEAVE = "leave"
    RESTORE = "restore"
    """Write the newest edition again: it is missing."""
    ADD = "add"
    """Write a new edition; untouched older ones are put away."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done with one document, and how the receipt will tell it."""

    shelf: Shelf
    new: Finished
    document: Document
    action: Action
    state: DocumentState
    differs: bool = False
    """The sheet says something else than the document that is kept."""


def adopt(shelf: Shelf, known: Document | None, planned: list[Document]) -> tuple[Document, bool]:
    """Return what is known of a document, with what a run that was cut short has written.

    The flag says that such an edition was found: nobody has been told of it yet.
    """
    found = False
    for plan in sorted(planned, key=lambda plan: plan.newest.number):
        edition = plan.newest
        places = (shelf.plain, shelf.beside(edition.number))
        path = next((path for path in places if shelf.raw(path) == edition.raw), None)
        if path is None or (known and _same_file(known.newest, edition)):
            continue
        at = _renamed(edition, path.name)
        earlier = [one for one in plan.editions[:-1] if shelf.path_of(one) != path]
        known, found = plan.model_copy(update={"editions": (*earlier, at)}), True
    return known or Document(stem=shelf.stem, template="", editions=()), found


def decide(shelf: Shelf, known: Document, new: Finished, place: str, *, untold: bool) -> Decision:
    """Return what is to be done; ``place`` is the folder's path in the receipt, with /.

    Nothing is known of a document when it is new, when receipts were lost, or without receipts.
    """
    if not known.editions:
        return _decide_by_looking(shelf, new, place)
    newest = known.newest
    if _is_frozen(known, new) or _is_anothers(known, new):
        return _decide_to_keep(shelf, known, new, place, untold=untold)
    if newest.content != new.content_hash:
        return _add(shelf, known, new, place)
    lying = shelf.raw(shelf.path_of(newest))
    if lying is None:
        again = _edition(shelf, new, newest.number, place)
        editions = (*known.editions[:-1], again)
        return _decision(shelf, new, known, editions, Action.RESTORE, DocumentState.NEW)
    if lying != newest.raw:
        return _decision(shelf, new, known, known.editions, Action.LEAVE, DocumentState.KEPT)
    state = _written(newest.number) if untold else DocumentState.UNCHANGED
    return _decision(shelf, new, known, known.editions, Action.LEAVE, state)


def carry_out(decision: Decision) -> Document:
    """Do it; return the document as it stands then.

    The bytes are on the disk before an older edition moves: a full disk moves nothing.
    """
    document, shelf = decision.document, decision.shelf
    if decision.action is Action.LEAVE:
        return document
    *earlier, newest = document.editions
    with whole_temp(shelf.folder, decision.new.data) as temp:
        if decision.action is Action.ADD:
            earlier = [edition for edition in earlier if not shelf.put_away(edition)]
        target = shelf.plain
        try:
            rename_new(temp, target)
        except FileExistsError:
            if shelf.raw(target) != decision.new.raw:  # else the very same has come to lie there
                target = shelf.beside(newest.number)
                rename_new(temp, target)
    written = _renamed(newest, target.name)
    # Whatever once had this name is gone: a person has removed it.
    kept = (edition for edition in earlier if edition.path != written.path)
    return document.model_copy(update={"editions": (*kept, written)})


def _is_frozen(known: Document, new: Finished) -> bool:
    """Return whether the approved edition stays: all but a correction not yet printed leaves it."""
    return known.approved and (not new.correction or new.correction in known.corrections)


def _is_anothers(known: Document, new: Finished) -> bool:
    """Return whether a sheet of another form made it, and said more than this form can."""
    return bool(known.form) and known.form != new.form and not new.in_full


def _decide_to_keep(
    shelf: Shelf, known: Document, new: Finished, place: str, *, untold: bool
) -> Decision:
    """Leave a document that is not this sheet's to change; restore it if the sheet can."""
    newest = known.newest
    same = newest.content == new.content_hash
    lying = shelf.raw(shelf.path_of(newest))
    old = shelf.old(newest) if known.away else None
    if known.away:
        known = known.model_copy(update={"away": lying != newest.raw and not same and not old})
    if (old and lying != newest.raw) or (same and lying is None):
        # What was approved comes back from 旧版 byte for byte, whatever the sheet says now.
        back = replace(new, data=old.read_bytes(), content_hash=newest.content) if old else new
        again = _edition(shelf, back, newest.number, place)
        document = known.model_copy(update={"editions": (*known.editions[:-1], again)})
        return Decision(shelf, back, document, Action.RESTORE, DocumentState.NEW, differs=not same)
    kept = DocumentState.FROZEN if known.approved else DocumentState.KEPT
    state = _written(newest.number) if untold else kept
    return Decision(shelf, new, known, Action.LEAVE, state, differs=not same)


def _decide_by_looking(shelf: Shelf, new: Finished, place: str) -> Decision:
    nothing = Document(stem=shelf.stem, template="", editions=())
    beside = shelf.numbers()
    number = max(beside, default=1)
    path = beside.get(number, shelf.plain)
    if not shelf.says(path, new):
        return _add(shelf, nothing, new, place)
    edition = _renamed(_edition(shelf, new, number, place), path.name)
    edition = edition.model_copy(update={"raw": shelf.raw(path)})
    return _decision(shelf, new, nothing, (edition,), Action.LEAVE, DocumentState.UNCHANGED)


def _add(shelf: Shelf, known: Document, new: Finished, place: str) -> Decision:
    number = 1 + max([shelf.last_number(), *(edition.number for edition in known.editions)])
    editions = (*known.editions, _edition(shelf, new, number, place))
    return _decision(shelf, new, known, editions, Action.ADD, _written(number))


def _decision(
    shelf: Shelf,
    new: Finished,
    known: Document,
    editions: tuple[Edition, ...],
    action: Action,
    state: DocumentState,
) -> Decision:
    printed = (new.correction,) if new.correction not in {"", *known.corrections} else ()
    document = Document(
        stem=shelf.stem,
        template=new.template,
        meeting=new.meeting,
        agency=new.agency,
        form=new.form,
        approved=new.approved,
        corrections=(*known.corrections, *printed),
        editions=editions,
    )
    return Decision(shelf, new, document, action, state)


def _edition(shelf: Shelf, new: Finished, number: int, place: str) -> Edition:
    path = f"{place}{shelf.plain.name}"
    return Edition(path=path, number=number, raw=new.raw, content=new.content_hash)


def _renamed(edition: Edition, name: str) -> Edition:
    place, slash, _ = edition.path.rpartition("/")
    return edition.model_copy(update={"path": f"{place}{slash}{name}"})


def _same_file(one: Edition, other: Edition) -> bool:
    return (one.number, one.raw) == (other.number, other.raw)


def _written(number: int) -> DocumentState:
    return DocumentState.NEW if number == 1 else DocumentState.REVISED
