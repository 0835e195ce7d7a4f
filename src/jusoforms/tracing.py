"""Where a document came from: its properties, the receipts, the sheet that was filed.

What a document says of itself it says wherever it lies; in a workspace the receipts tell which 版
it is, whether a person has edited it, and which sheet it was made from.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from jusoforms.documents import read_properties
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
    data = path.read_bytes()
    said = read_properties(data)
    if said is None:
        return None
    own = Trace(
        file=path.name,
        template=said.template,
        template_hash=said.template_hash,
        record_hash=said.record_hash,
        tool_version=said.tool_version,
    )
    return _in_workspace(own, path, sha256(data).hexdigest(), workspace) if workspace else own


def _in_workspace(own: Trace, path: Path, digest: str, workspace: Workspace) -> Trace:
    template = workspace.word_templates / own.template
    changed = file_hash(template) != own.template_hash if template.is_file() else None
    own = replace(own, template_changed=changed)
    receipts = Receipts(workspace.receipts)
    for case in sorted(receipts.cases(), key=lambda name: name not in path.parts):  # its own first
        found = _receipted(replace(own, case=case), receipts.history(case), path, digest)
        if found:
            receipt, told = found
            copies = filed_copies(workspace.filed, case, receipt)
            sheet = next((c.relative_to(workspace.root).as_posix() for c in copies), "")
            return replace(told, sheet=sheet, sheet_hash=receipt.source)
    return own


def _receipted(
    own: Trace, history: list[Receipt], path: Path, digest: str
) -> tuple[Receipt, Trace] | None:
    """Return the receipt that a document of the case came with, and what it adds.

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
        if Path(edition.path).name == path.name and receipt.record == own.record_hash
    ]
    if not (same or (named and own.case in path.parts)):
        return None
    receipt, document, edition = same[-1] if same else named[0]
    last = next((d.newest.raw for d in history[0].documents if d.stem == document.stem), "")
    return receipt, replace(
        own,
        edition=edition.number,
        edited=not same,
        newest=last == edition.raw,
        approved=document.approved,
    )
