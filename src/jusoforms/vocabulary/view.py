"""A record under its Japanese names: for printing, and as the contract's JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.computed import COMPUTED
from jusoforms.vocabulary.house import House
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.names import names_of
from jusoforms.vocabulary.wareki import DateText

__all__ = ["agency_view", "as_json", "meeting_view", "record_hash", "view"]


def view(record: Record) -> dict[str, Any]:
    """Return every name with its value, computed ones included.

    Values are str, int, None, DateText, tuples of str, dicts (a record) and tuples of dicts.
    """
    values = {
        item.name: _viewed(getattr(record, item.attribute))
        for item in names_of(type(record)).values()
        if item.attribute
    }
    for computed in COMPUTED.get(type(record), ()):
        if computed.value is not None:
            values[computed.name] = computed.value(record)
    if isinstance(record, (Case, Catalogue)):
        values |= House().values()
    if isinstance(record, Case):
        values["会議"] = tuple(_meeting(record, meeting) for meeting in record.meetings)
    return values


def meeting_view(case: Case, meeting: Meeting) -> dict[str, Any]:
    """Return the values of the meeting/ context: the meeting's names hide the case's."""
    of_case = view(case)
    return {**of_case, **_meeting(case, meeting), "全会議": of_case["会議"]}


def agency_view(case: Case, agency: str) -> dict[str, Any]:
    """Return the values of the agency/ context: the case with that agency's roles only."""
    roles = tuple(role for role in case.roles if agency in role.agencies)
    return {**view(case.model_copy(update={"roles": roles})), "機関名": agency}


def as_json(record: Record) -> dict[str, Any]:
    """Return the contract's object; beside a date as typed stand 〈名〉.値 and 〈名〉.精度."""
    return dict(_json_items(record))


def record_hash(record: Record) -> str:
    """Return the SHA-256 of the record's canonical JSON (as-typed texts included)."""
    text = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _meeting(case: Case, meeting: Meeting) -> dict[str, Any]:
    return {**view(meeting), "記録の状態": case.record_state(meeting)}


def _viewed(value: Any) -> Any:
    if isinstance(value, DateText):
        return value
    if isinstance(value, Record):
        return view(value)
    if isinstance(value, tuple):
        return tuple(map(_viewed, value))
    return value


def _json_items(record: Record) -> Iterator[tuple[str, Any]]:
    for item in names_of(type(record)).values():
        if not item.attribute:
            continue
        value = getattr(record, item.attribute)
        if isinstance(value, DateText):
            yield item.name, value.text
            if value.value:
                yield f"{item.name}.値", value.value
                yield f"{item.name}.精度", str(value.granularity)
        else:
            yield item.name, _json_value(value)


def _json_value(value: Any) -> Any:
    if isinstance(value, Record):
        return as_json(value)
    if isinstance(value, tuple):
        return [_json_value(item) for item in value]
    return value
