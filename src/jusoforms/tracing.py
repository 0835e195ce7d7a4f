"""Where a document came from: its properties, the receipts, the sheet that was filed.

What a document says of itself it says wherever it lies; in a workspace the receipts tell which 版
it is, whether a person has edited it, and which sheet it was made from.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from jusoforms.documents import Properties, read_properties
from jusoforms.filesystem import file_hash
from jusoforms.lookback import filed_copies
from jusoforms.publish import Receipt, Receipts
from jusoforms.workspace import Workspace

__all__ = ["Trace", "trace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is known of a document. Empty text and None mean: cannot be told."""

    file: str
    template: str = ""
    """``meeting/支援会議記録.docx``."""
    template_hash: str = ""
    template_changed: bool | None = None
    """Whether the ward's template of that name is another one now; None: it is gone."""
    record_hash: str = ""
    tool_version: str = ""
    case: str = ""
    """Of the receipt that names it."""
    edition: int = 0
    newest: bool = False
    """No later 版 was made."""
    edited: bool | None = None
    """A person has changed the file since it was written."""
    approved: bool = False
    sheet: str = ""
    """Where the sheet lies under 処理済み, relative to the workspace."""
    sheet_hash: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the contract's JSON form."""
        return asdict(self)


def trace(path: Path, workspace: Workspace | None) -> Trace | None:
    """Return where a document came from; None for one that is not ours. Raises OSError."""
    properties = read_properties(path.read_bytes())
    if properties is None:
        return None
    own = Trace(
        file=path.name,
        template=properties.template,
        template_hash=properties.template_hash,
        record_hash=properties.record_hash,
        tool_version=properties.tool_version,
    )
    return own if workspace is None else _in_workspace(own, path, properties, workspace)


def _in_workspace(own: Trace, path: Path, said: Properties, workspace: Workspace) -> Trace:
    template = workspace.word_templates / said.template
    changed = file_hash(template) != said.template_hash if template.is_file() else None
    known = {**own.as_dict(), "template_changed": changed}
    digest = file_hash(path)
    receipts = Receipts(workspace.receipts)
    cases = sorted(f.name for f in workspace.receipts.iterdir()) if _has(workspace) else []
    for case in sorted(cases, key=lambda name: name not in path.parts):  # its own folder first
        found = _receipted(case, receipts.history(case), path, said, digest)
        if found:
            receipt, told = found
            copies = filed_copies(workspace.filed, case, receipt)
            sheet = next((c.relative_to(workspace.root).as_posix() for c in copies), "")
            told |= {"case": case, "sheet": sheet, "sheet_hash": receipt.source}
            return Trace(**{**known, **told})  # type: ignore[arg-type]
    return Trace(**known)  # type: ignore[arg-type]


def _has(workspace: Workspace) -> bool:
    return workspace.receipts.is_dir()


def _receipted(
    case: str, history: list[Receipt], path: Path, said: Properties, digest: str
) -> tuple[Receipt, dict[str, object]] | None:
    """Return the receipt that a document came with, and what is told of it.

    By its bytes: the first that names them. An edited one by its name in the case's folder and the
    record that it tells of: the last.
    """
    editions = [
        (receipt, document, edition)
        for receipt in history
        for document in receipt.documents
        for edition in document.editions
    ]
    same = [one for one in editions if one[2].raw == digest]
    named = [
        (receipt, document, edition)
        for receipt, document, edition in editions
        if Path(edition.path).name == path.name and receipt.record == said.record_hash
    ]
    if not (same or (named and case in path.parts)):
        return None
    receipt, document, edition = same[-1] if same else named[0]
    last = next((d.newest.raw for d in history[0].documents if d.stem == document.stem), "")
    return receipt, {
        "edition": edition.number,
        "edited": not same,
        "newest": last == edition.raw,
        "approved": document.approved,
    }
