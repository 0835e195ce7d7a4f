"""All documents of one sheet: plan, put the plan on record, write, put the receipt on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jusoforms import __version__
from jusoforms.filesystem import make_folder, sweep_temps
from jusoforms.outcome import DocumentEntry, DocumentState
from jusoforms.problems import Problem
from jusoforms.publish.placing import Action, Decision, adopt, carry_out, decide, remarks
from jusoforms.publish.receipts import CaseReceipts, Document, Receipt, Receipts
from jusoforms.publish.shelf import Finished, Shelf

__all__ = ["Published", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a sheet's documents."""

    documents: tuple[DocumentEntry, ...]
    """Those of the sheet in its order, then those of earlier sheets that were left (kept)."""
    problems: tuple[Problem, ...]
    """Files that a person has edited or holds open, and where the newest edition is."""


def publish(
    folder: Path,
    root: Path,
    finished: Sequence[Finished],
    receipts: Receipts | None,
    *,
    source_hash: str = "",
    record_hash: str = "",
) -> Published:
    """Write a sheet's documents to the case's folder; nothing that lies there is replaced.

    ``root`` is what the paths of the answer are relative to. Raises OSError where the folder or
    the disk is at fault: what was written stays, and doing it again completes it.
    """
    make_folder(folder)
    if receipts is None:
        return _publish_by_looking(folder, root, finished)
    with receipts.of_case(folder.name) as case:
        sweep_temps(folder)
        draft = Receipt(tool=__version__, source=source_hash, record=record_hash)
        return _publish_on_record(folder, root, finished, case, draft)


def _publish_by_looking(folder: Path, root: Path, finished: Sequence[Finished]) -> Published:
    place = _relative(folder, root)
    nothing = _Known(folder, Receipt(), [])
    decisions = [_decision(nothing, new, place) for new in finished]
    return _published([(d, carry_out(d)) for d in decisions], ())


def _publish_on_record(
    folder: Path, root: Path, finished: Sequence[Finished], case: CaseReceipts, draft: Receipt
) -> Published:
    known = _Known(folder, case.newest(), case.plans())
    place = _relative(folder, root)
    decisions = [_decision(known, new, place) for new in finished]
    others = known.others({new.stem for new in finished})
    if any(decision.action is not Action.LEAVE for decision in decisions):
        intended = tuple(decision.document for decision in decisions)
        case.intend(draft.model_copy(update={"documents": (*intended, *others)}))
    done = [(decision, carry_out(decision)) for decision in decisions]
    written = tuple(document for _, document in done)
    case.commit(draft.model_copy(update={"documents": (*written, *others)}))
    return _published(done, others)


class _Known:
    """What receipt and unfinished plans say of a case's documents."""

    def __init__(self, folder: Path, receipt: Receipt, plans: Sequence[Receipt]) -> None:
        self.folder = folder
        self._documents = {document.stem: document for document in receipt.documents}
        self._planned: dict[str, list[Document]] = {}
        for document in (document for plan in plans for document in plan.documents):
            self._planned.setdefault(document.stem, []).append(document)

    def of(self, shelf: Shelf) -> tuple[Document, bool]:
        """Return a document, and whether a run that was cut short wrote its newest edition."""
        return adopt(shelf, self._documents.get(shelf.stem), self._planned.get(shelf.stem, []))

    def others(self, made: set[str]) -> tuple[Document, ...]:
        """Return the documents that a sheet does not make: they are left as they are."""
        stems = [stem for stem in self._documents | self._planned if stem not in made]
        found = (self.of(Shelf(self.folder, stem))[0] for stem in stems)
        return tuple(document for document in found if document.editions)


def _decision(known: _Known, new: Finished, place: str) -> Decision:
    shelf = Shelf(known.folder, new.stem)
    document, untold = known.of(shelf)
    return decide(shelf, document, new, place, untold=untold)


def _published(done: Sequence[tuple[Decision, Document]], others: Sequence[Document]) -> Published:
    entries = [_entry(document, decision.state) for decision, document in done]
    entries += [_entry(document, DocumentState.KEPT) for document in others]
    problems = [problem for d, document in done for problem in remarks(d.shelf, document)]
    return Published(tuple(entries), tuple(problems))


def _entry(document: Document, state: DocumentState) -> DocumentEntry:
    return DocumentEntry(
        path=document.newest.path,
        template=document.template,
        meeting=document.meeting,
        agency=document.agency,
        edition=document.newest.number,
        state=state,
    )


def _relative(folder: Path, root: Path) -> str:
    relative = folder.relative_to(root).as_posix()
    return "" if relative == "." else relative
