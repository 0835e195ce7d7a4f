"""A word that stands in every field of a case, and the search for where it went."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from jusoforms.vocabulary.case import Case, Meeting, Period, Role
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.names import Field, Kind, names_of
from jusoforms.vocabulary.wareki import read_date
from warding import sheet_of

__all__ = ["CANARY", "case", "holds", "spoiled_sheet", "traces"]

CANARY = "秘密カナリア"
NAME = f"{CANARY}の世帯.xlsx"
_NUMBER = count(1)
_GIVEN: dict[type[Record], dict[str, Any]] = {
    Case: {
        "case_number": "7",  # names the folder
        "restricted": "無",
        "withdrawn": "",
        "situation_heading": "",
        "agencies": ("福祉課", "長寿課"),  # name the documents of agency/
        "roles": (),  # of the latest meeting
    },
    Meeting: {"number": "第1回", "serial": 1, "invited": ("福祉課",), "correction_reason": ""},
    Role: {"number": 1, "agencies": ("福祉課",), "as_typed": ""},
    Period: {"number": ""},
}
_NEVER = {"corrected_on", "withdrawn_on"}


def case(**more: Any) -> Case:
    """Return a case that says the word wherever a person may type what they like."""
    made: Case = _filled(Case)
    return made.model_copy(update=more)


def spoiled_sheet() -> bytes:
    """Return a sheet that comes back: the word stands where a date is wanted, too."""
    meeting = case().meetings[0].model_copy(update={"held_at": read_date(f"{CANARY}の日")})
    return sheet_of(case(meetings=(meeting,), received_on=read_date(f"{CANARY}の頃")))


def holds(data: bytes) -> bool:
    """Return whether bytes hold the word, in any encoding that we or the system write."""
    if any(CANARY.encode(name) in data for name in ("utf-8", "utf-16-le", "utf-16-be", "cp932")):
        return True
    if CANARY.encode("unicode_escape") in data or b"\\u79d8\\u5bc6" in data:
        return True
    return any(map(holds, _inflated(data)))


def traces(*folders: Path) -> list[str]:
    """Return every file and folder below that tells the word, by name or content."""
    found = (path for folder in folders for path in folder.rglob("*"))
    return [
        str(path)
        for path in found
        if CANARY in path.name or (path.is_file() and holds(path.read_bytes()))
    ]


def _filled(record: type[Record]) -> Any:
    given = _GIVEN.get(record, {})
    fields = {field.attribute: field for field in names_of(record).values() if field.attribute}
    return record(**{name: _value(record, name, field) for name, field in fields.items() if name not in given}, **given)  # fmt: skip


def _value(record: type[Record], name: str, field: Field) -> Any:
    if field.kind is Kind.DATE:
        return read_date("" if name in _NEVER else "令和8年4月16日")
    if field.kind is Kind.NUMBER:
        return 1
    if field.kind is Kind.TEXT:
        return f"{CANARY}{next(_NUMBER)}"
    if field.kind is Kind.TEXTS:
        return (f"{CANARY}{next(_NUMBER)}", f"{CANARY}{next(_NUMBER)}")
    inner = _inner(record, name)
    return _filled(inner) if field.kind is Kind.RECORD else (_filled(inner),)


def _inner(record: type[Record], name: str) -> type[Record]:
    annotation = record.model_fields[name].annotation
    arguments = getattr(annotation, "__args__", (annotation,))
    return next(one for one in arguments if isinstance(one, type) and issubclass(one, Record))


def _inflated(data: bytes) -> Iterator[bytes]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from map(archive.read, archive.namelist())
