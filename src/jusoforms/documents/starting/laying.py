"""Names into rows and tables: what stands beside what in a starting template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import Field, Kind, Names

__all__ = ["Column", "Listing", "Row", "Unknown", "laid_out", "tag_of"]

_PRINTED = (Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TEXTS)
_MOST_COLUMNS = 6
"""Of a list that is asked for as a whole: more do not fit an upright page."""
_EACH = "各項目"


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what is printed beside it."""

    label: str
    tag: str
    is_list: bool = False
    """The tag repeats its paragraph."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list's table."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a row for each item of a list."""

    name: str
    columns: tuple[Column, ...]
    hides_itself: bool = False
    """An item has a field of the list's own name (時期): it is meant by that name in the row."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is none, with those most like it."""

    name: str
    candidates: tuple[str, ...] = ()


def laid_out(wanted: Iterable[str], names: Names) -> list[Row | Listing | Unknown]:
    """Return rows and tables in the order asked for; the columns of one list stand together."""
    laid: list[Row | Listing | Unknown] = []
    for path in dict.fromkeys(wanted):
        for piece in _pieces(path.strip(), names):
            twin = next((p for p in laid if _joins(p, piece)), None)
            if isinstance(twin, Listing) and isinstance(piece, Listing):
                laid[laid.index(twin)] = _together(twin, piece)
            else:
                laid.append(piece)
    return laid


def _joins(one: object, other: object) -> bool:
    return isinstance(one, Listing) and isinstance(other, Listing) and one.name == other.name


def _together(one: Listing, other: Listing) -> Listing:
    return replace(one, columns=tuple(dict.fromkeys((*one.columns, *other.columns))))


def _pieces(path: str, names: Names) -> list[Row | Listing | Unknown]:
    first, _, rest = path.partition(".")
    item = names.find(first)
    if item is None or item.later:
        return [Unknown(path, names.nearest(first))]
    if item.kind is Kind.TEXTS and fold(rest) == fold(_EACH):
        return [Row(item.name, f"{{{{{item.name}.{_EACH}}}}}", is_list=True)]
    if item.children is None:
        return [Row(item.name, tag_of(item.name, item.kind)) if not rest else Unknown(path)]
    inside = _chosen(item.children, rest)
    if not inside:
        near = item.children.nearest(rest)
        return [Unknown(path, tuple(f"{item.name}.{name}" for name in near))]
    if item.kind is Kind.RECORD:
        return [
            Row(f"{item.name}（{one.name}）", tag_of(f"{item.name}.{one.name}", one.kind))
            for one in inside
        ]
    columns = tuple(Column(one.name, one.kind) for one in inside)
    return [Listing(item.name, columns, hides_itself=item.name in item.children)]


def _chosen(children: Names, name: str) -> list[Field]:
    """Return the field of a name; without a name the first that can be printed in one row."""
    if name:
        one = children.find(name)
        return [one] if one and one.kind in _PRINTED and not one.later else []
    usual = [one for one in children.values() if one.kind in _PRINTED and one.attribute]
    return [one for one in usual if not one.later][:_MOST_COLUMNS]


def tag_of(path: str, kind: Kind) -> str:
    """Return the tag that prints a name."""
    return f"{{{{{path}|和暦}}}}" if kind is Kind.DATE else f"{{{{{path}}}}}"
