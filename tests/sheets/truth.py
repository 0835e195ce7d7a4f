"""What the truth beside a filled sheet says, against the record that was read from it."""

import json
from pathlib import Path
from typing import Any

from jusoforms.sheets.texts import items
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.view import as_json

SENTENCES = {"検討", "会議.協議内容", "会議.残課題"}


def truth_of(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def wanted(field: dict[str, Any]) -> Any:
    """Return a field's value as ``extract`` prints it; blank cells of a column left out."""
    value = field["value"]
    if field["kind"] == "column":
        return [one for one in value if one is not None]
    if field["name"] == "時期":
        return field["value"]
    if "speakers" in field:
        return items(value) and [line.strip() for line in value.split("\n")]
    if "item" in field:
        return field["item"]
    if field["name"] in SENTENCES:
        return list(items(value or ""))
    return "" if value is None else value


def read(case: Case, field: dict[str, Any]) -> Any:
    """Return what was read for a field of the truth."""
    name = field["name"]
    if name is None:
        own = [one.content for one in case.own_items if one.name == field["label"]]
        return own[0] if len(own) == 1 else own
    record: dict[str, Any] = as_json(case)
    meeting = _meeting(case, field.get("form", ""))
    if name.startswith("会議."):
        record, name = (as_json(meeting) if meeting else {}), name.removeprefix("会議.")
    elif field.get("form") and meeting:
        record = as_json(meeting)
    if name == "時期":
        return ["".join(_period(one)) for one in record["時期"]]
    if "speakers" in field:
        return [one.as_typed for one in case.wishes]
    if "item" in field:
        return [{"内容": r.content, "担当機関": list(r.agencies)} for r in case.roles]
    return _follow(record, name, is_column=field["kind"] == "column")


def _period(one: dict[str, str]) -> tuple[str, ...]:
    event = f"{one['回']}{one['種別']}"
    return (event, f"（{one['時期']}）") if one["時期"] == "未定" else (one["時期"], f"（{event}）")


def _meeting(case: Case, sheet: str) -> Meeting | None:
    """Return the meeting of a sheet 第2回, else the only one."""
    number = "".join(filter(str.isdigit, sheet))
    found = [m for m in case.meetings if not number or m.ordinal == int(number)]
    return found[0] if len(found) == 1 else None


def _follow(record: Any, path: str, *, is_column: bool) -> Any:
    head, _, rest = (
        path.partition("].") if "[" in path.split(".", maxsplit=1)[0] else path.partition(".")
    )
    if "[" in head:
        name, _, key = head.partition("[")
        field, _, value = key.partition("=")
        chosen = [one for one in record[name] if one[field] == value]
        return _follow(chosen[0], rest, is_column=False) if chosen else ""
    if isinstance(record.get(head), list) and rest:
        listed = [one for one in record[head] if not _is_keyed(one)]
        texts = [_follow(one, rest, is_column=False) for one in listed]
        return [one for one in texts if one != ""]
    if rest:
        return _follow(record[head], rest, is_column=is_column)
    return _said(record, head)


def _is_keyed(item: dict[str, Any]) -> bool:
    return item.get("呼称") == "本人"


def _said(record: dict[str, Any], name: str) -> Any:
    parts = [record.get(one, "") for one in name.split("+")]
    if len(parts) > 1:
        return "　".join(filter(None, parts))
    value = parts[0]
    if isinstance(value, list) and name == "担当機関":
        return "、".join(value)
    return str(value) if isinstance(value, int) else value
