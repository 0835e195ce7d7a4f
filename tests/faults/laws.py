"""What must hold at every instant (M1 to M4), and when all is done (Q1 to Q6).

The laws are judged by what lies on the disk alone, read with the standard library.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scenes import Stage
from small_ward import TEMPLATES, document, small_unmark

__all__ = ["Tree", "always", "at_rest", "tree_of"]

Tree = dict[str, bytes]
"""Files by path; receipts by what they say."""
_TEXTS = ("old", "new", "a", "b", "edited", "her own")
_WHOLE = {document(stem, text).data for stem in TEMPLATES for text in _TEXTS}
_SHEETS = ("inbox", "_jusoforms/claims")
_OWN = ("INBOX-ID", "_jusoforms/receipts/", "_jusoforms/watchers/", "_jusoforms/.turn")


def always(stage: Stage) -> Iterator[str]:
    """Yield each law that is broken now, whatever was cut short."""
    lying = {name: small_unmark(data) for name, data in _files(stage.root).items()}
    sheets = {data for name, data in lying.items() if name.startswith(_SHEETS)}
    for name, data in stage.dropped.items():
        if data not in sheets:
            yield f"M1 the bytes of {name} are nowhere"
    for name, data in lying.items():
        if name.startswith("outbox/") and name.endswith(".docx") and data not in _WHOLE:
            yield f"M2 {name} is partial ({len(data)} bytes)"
        if name.endswith(".html") and not data.startswith(b"<!doctype html>"):
            yield f"M2 {name} is partial ({len(data)} bytes)"
    raw = _files(stage.root)
    for name, data in stage.foreign.items():
        if raw.get(name) != data:
            yield f"M3 {name} is not as its owner left it"
    yield from _unkept_receipts(stage, raw)
    yield from _unkept_rows(stage, raw)


def at_rest(stage: Stage, wanted: Tree) -> Iterator[str]:
    """Yield each law that is broken, though all is said to be done."""
    yield from always(stage)
    found = tree_of(stage)
    for name in sorted(found.keys() | wanted.keys()):
        if name not in found:
            yield f"Q1/Q2 {name} is missing"
        elif name not in wanted:
            yield f"Q1/Q2/Q3 {name} is too many"
        elif found[name] != wanted[name]:
            yield f"Q1 {name} is another"
    for folder in (stage.ward.state / "spool", stage.root / "_jusoforms/claims"):
        yield from (f"Q3 {folder.name}/{path.name} is left" for path in folder.glob("*"))
    integrity, states = _ledger(stage)
    if integrity != "ok" or states.get("taken"):
        yield f"Q4 ledger: {integrity}, {states}"


def tree_of(stage: Stage) -> Tree:
    """Return what lies there, but for what may differ from run to run."""
    found = {n: d for n, d in _files(stage.root).items() if not any(own in n for own in _OWN)}
    for case, receipt in _newest_receipts(stage).items():
        told = [
            [d["stem"], d["approved"], d["away"], [(e["number"], e["raw"]) for e in d["editions"]]]
            for d in receipt["documents"]
        ]
        found[f"receipt of {case}"] = json.dumps(sorted(told)).encode()
    for path in (stage.root / "_jusoforms/receipts").rglob("*.plan.json"):
        found[f"plan {path.parent.name}"] = b""
    return found


def _files(root: Path) -> Tree:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def _newest_receipts(stage: Stage) -> dict[str, Any]:
    newest: dict[str, Path] = {}
    for path in sorted((stage.root / "_jusoforms/receipts").glob("*/0*.json")):
        if ".plan" not in path.name:
            newest[path.parent.name] = path
    return {case: json.loads(path.read_bytes()) for case, path in newest.items()}


def _unkept_receipts(stage: Stage, raw: Tree) -> Iterator[str]:
    """Yield what receipts promise and nobody can find (M4); a person may edit what is hers."""
    for case, receipt in _newest_receipts(stage).items():
        folder = f"outbox/{case}/"
        lying = {_hash(data) for name, data in raw.items() if name.startswith(folder)}
        for one in receipt["documents"]:
            edited = any(n == f"{folder}{one['stem']}.docx" for n in stage.foreign)
            removed = not any(n.startswith(f"{folder}{one['stem']}") for n in raw)
            for edition in one["editions"]:
                if edition["raw"] not in lying and not edited and not removed:
                    yield f"M4 edition {edition['number']} of {one['stem']} of {case} is not there"


def _unkept_rows(stage: Stage, raw: Tree) -> Iterator[str]:
    """Yield the sheets that the ledger calls delivered and that are not filed (M4)."""
    filed = {_hash(small_unmark(d)) for n, d in raw.items() if n.startswith("inbox/処理済み/")}
    filed |= {_hash(d) for n, d in raw.items() if n.startswith("inbox/処理済み/")}
    marked = {_hash(d) for d in stage.dropped.values()} - filed
    for digest, state, outcome in _rows(stage, "select digest, state, outcome from sheets"):
        if state == "rest" and outcome in {"delivered", "unchanged"} and digest in marked:
            yield f"M4 {digest[:8]} is called {outcome}, and is not filed"


def _ledger(stage: Stage) -> tuple[str, dict[str, int]]:
    if not (stage.ward.state / "ledger.sqlite").exists():
        return "ok", {}
    integrity = _rows(stage, "pragma integrity_check")
    return integrity[0][0], dict(_rows(stage, "select state, count(*) from sheets group by state"))


def _rows(stage: Stage, query: str) -> list[Any]:
    """Ask a copy, so that nothing is rolled back in the ledger itself."""
    own = stage.ward.state / "ledger.sqlite"
    if not own.exists() or not own.stat().st_size:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for path in stage.ward.state.glob("ledger.sqlite*"):
            shutil.copy(path, folder)
        database = sqlite3.connect(Path(folder) / own.name)
        try:
            there = database.execute("select count(*) from sqlite_master where name = 'sheets'")
            return database.execute(query).fetchall() if there.fetchone()[0] else []
        finally:
            database.close()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
