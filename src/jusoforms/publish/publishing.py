"""All documents of one sheet: plan, put the plan on record, write, put the receipt on record."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jusoforms import __version__
from jusoforms.filesystem import bytes_hash, exclusive, make_folder, refuse_links, sweep_temps
from jusoforms.outcome import DocumentEntry, DocumentState
from jusoforms.problems import Problem
from jusoforms.publish.leaving import Left, put_away, stays
from jusoforms.publish.placing import Action, Decision, adopt, carry_out, decide
from jusoforms.publish.receipts import CaseReceipts, Document, Receipt, Receipts
from jusoforms.publish.remarks import of_decision, of_left
from jusoforms.publish.shelf import OLD, Finished, Shelf

__all__ = [
    "Leaving",
    "Outdated",
    "Published",
    "everything_leaves",
    "foresee",
    "nothing_leaves",
    "publish",
]


class Outdated(Exception):  # noqa: N818 an everyday event
    """Something else was published for the case since the sheet was compared with its past."""


Leaving = Callable[[Document], bool]
"""Whether a document that the sheet does not make has to leave its plain name."""


def nothing_leaves(_: Document) -> bool:
    """Leave every document that the sheet does not make where it is."""
    return False


def everything_leaves(_: Document) -> bool:
    """Let every document leave, approved ones too: the case was taken back."""
    return True


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a sheet's documents."""

    documents: tuple[DocumentEntry, ...]
    """Those of the sheet in its order, then those of earlier sheets that were left (kept)."""
    problems: tuple[Problem, ...]
    """Files that a person has edited or holds open, and where the newest edition is."""
    is_superseded: bool = False
    """The sheet was published before, and newer ones since: nothing was done."""


def publish(
    folder: Path,
    root: Path,
    finished: Sequence[Finished],
    receipts: Receipts | None,
    *,
    source_hash: str = "",
    filed_under: str = "",
    record_hash: str = "",
    form: str = "",
    leaves: Leaving = nothing_leaves,
    basis: str | None = None,
    resumed: bool = False,
) -> Published:
    """Write a sheet's documents to the case's folder; nothing that lies there is replaced.

    ``filed_under``: the folder of the case that the workbook is filed with, if not this one.
    ``root`` is what the paths of the answer are relative to. ``leaves`` is asked about known
    documents that are not among ``finished``; approved ones leave only with
    :func:`everything_leaves`. ``basis``: :meth:`Receipts.basis` when the sheet was compared with
    the case's past; :class:`Outdated` is raised, and nothing written, where that is no longer the
    newest. ``resumed``: a run that ended may have published the sheet already; where something
    newer was published since, it is not brought back over that. Raises OSError where the folder or
    the disk is at fault: what was written stays, and doing it again completes it.
    """
    refuse_links(folder / OLD, root)
    if receipts is None:
        root.mkdir(parents=True, exist_ok=True)  # a person has named it
    make_folder(folder, folder.parent if receipts else root)
    if receipts is None:
        with exclusive(_lock_of(folder)):
            return _publish_by_looking(folder, root, finished)
    with receipts.of_case(folder.name) as case:
        if basis not in {None, case.basis}:
            raise Outdated
        sweep_temps(folder)
        if resumed and case.is_superseded(source_hash):
            return _superseded(folder, root, case)
        draft = Receipt(
            tool=__version__,
            source=source_hash,
            form=form,
            record=record_hash,
            filed_under=filed_under,
        )
        return _publish_on_record(folder, root, finished, case, draft, leaves)


def foresee(
    folder: Path, root: Path, finished: Sequence[Finished], receipts: Receipts
) -> tuple[DocumentEntry, ...]:
    """Return what :func:`publish` would do with a sheet's documents; nothing is locked or made."""
    newest = next(iter(receipts.history(folder.name)), Receipt())
    known = _Known(folder, root, newest, [])
    decisions = [known.decision(new) for new in finished]
    return tuple(_entry(d.document, *_newest(d.document), d.state) for d in decisions)


def _newest(document: Document) -> tuple[int, str]:
    return document.newest.number, document.newest.path


def _lock_of(folder: Path) -> Path:
    """Return a lock file outside the person's folder, named by the hash of its place."""
    name = bytes_hash(os.fsencode(folder.resolve()))[:16]
    return Path(tempfile.gettempdir()) / f"jusoforms-{name}.lock"


def _publish_by_looking(folder: Path, root: Path, finished: Sequence[Finished]) -> Published:
    nothing = _Known(folder, root, Receipt(), [])
    decisions = [nothing.decision(new) for new in finished]
    return _published(nothing, [(d, carry_out(d)) for d in decisions], [])


def _publish_on_record(
    folder: Path,
    root: Path,
    finished: Sequence[Finished],
    case: CaseReceipts,
    draft: Receipt,
    leaves: Leaving,
) -> Published:
    known = _Known(folder, root, case.newest(), case.plans())
    decisions = [known.decision(new) for new in finished]
    others = known.others({new.stem for new in finished})
    if any(decision.action is not Action.LEAVE for decision in decisions):
        intended = (*(decision.document for decision in decisions), *others)
        case.intend(draft.model_copy(update={"documents": intended}))
    done = [(decision, carry_out(case.still_ours(decision))) for decision in decisions]
    left = [_left(Shelf(folder, case.still_ours(one).stem), one, leaves) for one in others]
    standing = (*(document for _, document in done), *(one.document for one in left))
    documents = tuple(document for document in standing if document.editions)
    case.commit(draft.model_copy(update={"documents": documents}))
    return _published(known, done, left, taken_back=leaves is everything_leaves)


def _left(shelf: Shelf, document: Document, leaves: Leaving) -> Left:
    unwanted = leaves(document)
    if not unwanted or (document.approved and leaves is not everything_leaves):
        return stays(shelf, document, unwanted=unwanted)
    return put_away(shelf, document)


def _superseded(folder: Path, root: Path, case: CaseReceipts) -> Published:
    """Return how the documents stand that newer sheets have made; nothing is done."""
    known = _Known(folder, root, case.newest(), [])
    left = [stays(Shelf(folder, document.stem), document) for document in known.others(set())]
    return replace(_published(known, [], left), is_superseded=True)


class _Known:
    """What receipt and unfinished plans say of a case's documents."""

    def __init__(
        self, folder: Path, root: Path, receipt: Receipt, plans: Sequence[Receipt]
    ) -> None:
        self._folder = folder
        relative = folder.relative_to(root).as_posix()
        self.place = "" if relative == "." else f"{relative}/"
        self._documents = {document.stem: document for document in receipt.documents}
        self._planned: dict[str, list[Document]] = {}
        for document in (document for plan in plans for document in plan.documents):
            self._planned.setdefault(document.stem, []).append(document)

    def decision(self, new: Finished) -> Decision:
        """Return what is to be done with a document that the sheet makes."""
        shelf = Shelf(self._folder, new.stem)
        document, untold = self._of(shelf)
        return decide(shelf, document, new, self.place, untold=untold)

    def _of(self, shelf: Shelf) -> tuple[Document, bool]:
        """Return a document, and whether a run that was cut short wrote its newest edition."""
        return adopt(shelf, self._documents.get(shelf.stem), self._planned.get(shelf.stem, []))

    def others(self, made: set[str]) -> tuple[Document, ...]:
        """Return the documents that a sheet does not make."""
        stems = [stem for stem in self._documents | self._planned if stem not in made]
        found = (self._of(Shelf(self._folder, stem))[0] for stem in stems)
        return tuple(document for document in found if document.editions)


def _published(
    known: _Known,
    done: Sequence[tuple[Decision, Document]],
    left: Sequence[Left],
    *,
    taken_back: bool = False,
) -> Published:
    entries = [_entry(d, d.newest.number, d.newest.path, decision.state) for decision, d in done]
    entries += [entry for one in left for entry in _entries_of_left(known, one)]
    problems = [problem for d, document in done for problem in of_decision(d, document)]
    problems += [problem for one in left for problem in of_left(one, taken_back=taken_back)]
    return Published(tuple(entries), tuple(problems))


def _entries_of_left(known: _Known, left: Left) -> Iterator[DocumentEntry]:
    document = left.document
    if document.editions and not document.away:
        yield _entry(document, document.newest.number, document.newest.path, left.state)
    elif left.gone:
        yield _entry(document, left.gone[-1].number, _old_path(known, left), left.state)


def _old_path(known: _Known, left: Left) -> str:
    path = left.shelf.old(left.gone[-1])
    return known.place + path.relative_to(left.shelf.folder).as_posix() if path else ""


def _entry(document: Document, number: int, path: str, state: DocumentState) -> DocumentEntry:
    return DocumentEntry(
        path=path,
        template=document.template,
        meeting=document.meeting,
        agency=document.agency,
        edition=number,
        state=state,
    )
