"""What a form can hold, against what a template uses: names of the one in terms of the other.

A form's names are those of the case, 会議.〈名〉 for what it can say of a meeting; a template's are
those of its context. Computed names are held where nothing has to be filled in for them.
"""

from __future__ import annotations

from jusoforms.vocabulary.case import Meeting
from jusoforms.vocabulary.computed import COMPUTED
from jusoforms.vocabulary.names import Field, Names, names_in, names_of

__all__ = ["RECORDING", "can_fill", "to_fill"]

RECORDING = "会議.協議内容"
"""A form that holds it records each meeting by itself."""


def to_fill(name: str, context: str) -> tuple[str, ...]:
    """Return what a person fills in for a template's name: any one of these; none if computed."""
    words = name.split(".")
    if context == "meeting" and words[0] in names_of(Meeting):
        words = ["会議", *words]
    if words[0] == "全会議":
        words[0] = "会議"
    field = _follow(names_in("catalogue" if context == "catalogue" else "case"), words)
    if field is not None and field.attribute:
        return (".".join(words),)
    computed = (one for one in COMPUTED[Meeting] if words == ["会議", one.name])
    return tuple(f"会議.{other}" for one in computed for other in one.filled_by)


def can_fill(name: str, context: str, holds: frozenset[str]) -> bool:
    """Return whether a form with these names has a place for what a template's name prints.

    A list or record is held with any name inside, and its inner names where only it is told.
    """
    wanted = to_fill(name, context)
    return not wanted or any(_held(one, holds) for one in wanted)


def _held(name: str, holds: frozenset[str]) -> bool:
    if name in holds or any(one.startswith(f"{name}.") for one in holds):
        return True
    around = name.rpartition(".")[0]
    told_inside = any(one.startswith(f"{around}.") for one in holds)
    return bool(around) and around != "会議" and not told_inside and _held(around, holds)


def _follow(names: Names, words: list[str]) -> Field | None:
    found: Field | None = None
    inside: Names | None = names
    for word in words:
        found = inside.get(word) if inside else None
        inside = found.children if found else None
    return found
