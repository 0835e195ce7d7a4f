"""The names a template or a form may use, as a tree built from the records' own annotations."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jusoforms.vocabulary.case import Case, Meeting, Role
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.computed import COMPUTED
from jusoforms.vocabulary.house import HOUSE_NAMES
from jusoforms.vocabulary.labels import Label, Record, fold
from jusoforms.vocabulary.wareki import DateText

__all__ = ["CONTEXTS", "LONGEST_NAME", "Field", "Kind", "Names", "names_in", "names_of"]

CONTEXTS = ("case", "meeting", "agency", "catalogue")
"""How often a template is printed: once a case, a meeting, an agency with a role, a catalogue."""

LONGEST_NAME = 200
"""Characters, blanks among them, that a name may take: what is longer is a text."""


class Kind(StrEnum):
    """What a name holds."""

    TEXT = "文字"
    NUMBER = "数"
    DATE = "日付"
    TEXTS = "文字の一覧"
    LIST = "一覧"
    RECORD = "まとまり"


@dataclass(frozen=True, slots=True)
class Field:
    """One name: what it holds and, for a list or record, the names inside."""

    name: str
    kind: Kind
    also: tuple[str, ...] = ()
    note: str = ""
    children: Names | None = None
    attribute: str = ""
    """Name of the record's attribute; empty for a computed field."""
    later: bool = False
    """Part of the vocabulary, but not printed by this version."""


@dataclass(frozen=True)
class Names(Mapping[str, Field]):
    """Fields by canonical name, found by any accepted spelling."""

    fields: Mapping[str, Field]
    _folded: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        folded: dict[str, Field] = {}
        for item in self.fields.values():
            for name in item.also:
                folded.setdefault(fold(name), item)
        folded.update({fold(name): item for name, item in self.fields.items()})
        object.__setattr__(self, "_folded", folded)

    def __getitem__(self, name: str) -> Field:
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def find(self, name: str) -> Field | None:
        """Return the field of that name or alias, folded; None if there is none."""
        return self._folded.get(fold(name)) if len(name) <= LONGEST_NAME else None

    def among(self, folded: AbstractSet[str]) -> set[str]:
        """Return the canonical names of the fields that stand, folded, among some texts."""
        return {self._folded[text].name for text in folded & self._folded.keys()}

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the canonical names most like the text, best first."""
        close = difflib.get_close_matches(fold(name), self._folded, n=count * 2, cutoff=0.5)
        return tuple(dict.fromkeys(self._folded[key].name for key in close))[:count]

    def including(self, others: Iterable[Field]) -> Names:
        """Return these names with others added; an added one hides one of the same name."""
        return Names({**self.fields, **{item.name: item for item in others}})


@cache
def names_of(record: type[Record]) -> Names:
    """Return the names of a record: its labelled fields, then its computed ones."""
    hints = get_type_hints(record, include_extras=True)
    stored = [
        _field(attribute, hint)
        for attribute, hint in hints.items()
        if get_origin(hint) is Annotated
    ]
    computed = [
        Field(c.name, Kind(c.kind), note=c.note, later=c.value is None)
        for c in COMPUTED.get(record, ())
    ]
    return Names({item.name: item for item in [*stored, *computed]})


@cache
def names_in(context: str) -> Names:
    """Return the names at the root of a template of one of :data:`CONTEXTS`."""
    house = [
        Field(name, Kind.TEXT, note=f"設定の {key}（jusoforms.toml）")
        for name, key in HOUSE_NAMES.items()
    ]
    if context == "catalogue":
        return names_of(Catalogue).including(house)
    case = names_of(Case).including(house)
    if context == "meeting":
        meetings = case["会議"]
        all_meetings = Field(
            "全会議", Kind.LIST, note="この事例のすべての会議", children=meetings.children
        )
        return case.including([*names_of(Meeting).values(), all_meetings])
    if context == "agency":
        own_roles = Field("役割分担", Kind.LIST, note="この機関の役割", children=names_of(Role))
        return case.including([Field("機関名", Kind.TEXT, note="この機関の名前"), own_roles])
    return case


def _field(attribute: str, hint: Any) -> Field:
    kind_hint, label = get_args(hint)[:2]
    assert isinstance(label, Label)
    kind, record = _kind(kind_hint)
    children = names_of(record) if record else None
    return Field(label.name, kind, label.also, label.note, children, attribute)


def _kind(hint: Any) -> tuple[Kind, type[Record] | None]:
    if hint is DateText:
        return Kind.DATE, None
    if hint is str:
        return Kind.TEXT, None
    if isinstance(hint, type) and issubclass(hint, Record):
        return Kind.RECORD, hint
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return (Kind.TEXTS, None) if inner is str else (Kind.LIST, inner)
    return Kind.NUMBER, None
