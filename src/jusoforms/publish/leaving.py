"""Documents that the sheet does not make: they stay, or leave their plain name for 旧版."""

from __future__ import annotations

from dataclasses import dataclass, field

from jusoforms.outcome import DocumentState
from jusoforms.publish.receipts import Document, Edition
from jusoforms.publish.shelf import Shelf

__all__ = ["Left", "put_away", "stays"]


@dataclass(frozen=True, slots=True)
class Left:
    """What became of a document that the sheet does not make."""

    shelf: Shelf
    document: Document
    """With the editions that still stand in the folder."""
    state: DocumentState
    gone: tuple[Edition, ...] = field(default=())
    """Editions that now lie in 旧版."""
    unwanted: bool = False
    """It should have left its name: approved, edited or held open."""


def stays(shelf: Shelf, document: Document, *, unwanted: bool = False) -> Left:
    """Leave a document where it is."""
    if document.away:
        return Left(shelf, document, DocumentState.WITHDRAWN)
    state = DocumentState.FROZEN if document.approved else DocumentState.KEPT
    return Left(shelf, document, state, unwanted=unwanted)


def put_away(shelf: Shelf, document: Document) -> Left:
    """Move every untouched edition to 旧版; doing it again after a kill completes it."""
    standing = document.editions[:-1] if document.away else document.editions
    there = tuple(edition for edition in standing if not shelf.put_away(edition))
    gone = tuple(edition for edition in standing if edition not in there)
    found = tuple(edition for edition in gone if shelf.old(edition))
    if document.away or (document.approved and document.newest in gone):
        return _approved_away(shelf, document, there, found)
    if there:
        rest = document.model_copy(update={"editions": there})
        return Left(shelf, rest, DocumentState.KEPT, found, unwanted=True)
    empty = document.model_copy(update={"editions": ()})
    return Left(shelf, empty, DocumentState.WITHDRAWN, found)


def _approved_away(
    shelf: Shelf, document: Document, there: tuple[Edition, ...], found: tuple[Edition, ...]
) -> Left:
    """Keep an approved edition on record: what comes back must be what was approved."""
    editions = (*there, document.newest)
    away = document.model_copy(update={"editions": editions, "away": True})
    state = DocumentState.KEPT if there else DocumentState.WITHDRAWN
    return Left(shelf, away, state, found, unwanted=bool(there))
