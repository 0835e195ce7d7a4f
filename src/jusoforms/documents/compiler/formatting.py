"""The formats of one tag, checked against what its value is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jusoforms.documents.compiler.scopes import Found
from jusoforms.documents.compiler.tags import FormatCall, Tag
from jusoforms.documents.rendering.formats import (
    FORMATS,
    REQUIRED,
    Format,
    Step,
    find_format,
    nearest_formats,
)  # fmt: skip
from jusoforms.documents.rendering.values import Value
from jusoforms.problems import Sentence
from jusoforms.problems import tags as say
from jusoforms.vocabulary.names import Kind

__all__ = ["FormatFault", "formatted"]


@dataclass(frozen=True, slots=True)
class FormatFault:
    """Why a format cannot be used."""

    sentence: Sentence
    words: dict[str, str]
    candidates: tuple[str, ...] = ()


def formatted(tag: Tag, found: Found) -> Value | FormatFault:
    """Return what the tag prints, or the first fault of its formats."""
    steps: list[Step] = []
    kind, required = found.kind, False
    for call in tag.formats:
        entry = find_format(call.name)
        if entry is None:
            words = {"name": call.name, "known": "、".join(FORMATS)}
            return FormatFault(say.UNKNOWN_FORMAT, words, nearest_formats(call.name))
        fault = next(_faults(call, entry, kind), None)
        if fault:
            return fault
        required = required or entry.name == REQUIRED
        steps.append(entry.bound(call.argument))
        kind = entry.gives or kind
    return Value(found.source, tuple(steps), required)


def _faults(call: FormatCall, entry: Format, kind: Kind) -> Iterator[FormatFault]:
    if kind not in entry.accepts:
        accepted = "・".join(sorted(entry.accepts))
        words = {"name": entry.name, "kind": f"「{kind}」", "accepted": f"「{accepted}」"}
        yield FormatFault(say.FORMAT_KIND, words)
    if entry.argument and not call.argument:
        words = {"name": entry.name, "example": f"{{{{名|{entry.name} －}}}}"}
        yield FormatFault(say.FORMAT_ARGUMENT, words)
    if not entry.argument and call.argument and call.argument not in entry.choices:
        words = {"name": entry.name, "argument": call.argument}
        yield FormatFault(say.FORMAT_NO_ARGUMENT, words)
