"""Styles of an .ods, as far as they change what a cell says: strike-outs, hidden sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import fault
from jusoforms.problems import files as say

__all__ = ["Styles", "read_styles"]

_MOST_STYLES = 50_000
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True, slots=True)
class Styles:
    """Names of the styles that strike text out, of cells and of runs, and that hide a sheet."""

    struck_cells: frozenset[str]
    struck_texts: frozenset[str]
    hidden_tables: frozenset[str]


@dataclass(slots=True)
class _Style:
    parent: str
    struck: bool | None


def read_styles(*roots: etree._Element | None) -> Styles:
    """Return the styles of styles.xml and content.xml; the later file's win."""
    families: dict[str, dict[str, _Style]] = {"table-cell": {}, "text": {}}
    hidden: set[str] = set()
    for count, element in enumerate(_elements(roots)):
        if count > _MOST_STYLES:
            raise fault(say.TOO_LARGE, what="書式の数")
        name, family = element.get(f"{_STYLE}name", ""), element.get(f"{_STYLE}family", "")
        if family in families:
            parent = element.get(f"{_STYLE}parent-style-name", "")
            families[family][name] = _Style(parent, _is_struck(element))
        elif family == "table" and _is_hidden(element):
            hidden.add(name)
    return Styles(_struck(families["table-cell"]), _struck(families["text"]), frozenset(hidden))


def _elements(roots: tuple[etree._Element | None, ...]) -> Iterator[etree._Element]:
    for root in roots:
        if root is not None:
            for group in ("styles", "automatic-styles"):
                yield from root.iterfind(f"{{*}}{group}/{{*}}style")


def _is_struck(style: etree._Element) -> bool | None:
    properties = style.find(f"{_STYLE}text-properties")
    if properties is None:
        return None
    said = [properties.get(f"{_STYLE}text-line-through-{which}") for which in ("style", "type")]
    told = [value for value in said if value]
    return all(value != "none" for value in told) if told else None


def _is_hidden(style: etree._Element) -> bool:
    properties = style.find(f"{_STYLE}table-properties")
    return properties is not None and properties.get(f"{_TABLE}display") == "false"


def _struck(styles: dict[str, _Style]) -> frozenset[str]:
    decided: dict[str, bool] = {}
    for name in styles:
        _decide(name, styles, decided)
    return frozenset(name for name in styles if decided[name])


def _decide(name: str, styles: dict[str, _Style], decided: dict[str, bool]) -> None:
    """Write down what a style or the nearest of its parents says; a circle of them says no."""
    way: list[str] = []
    met: set[str] = set()
    while name in styles and name not in decided and name not in met:
        way.append(name)
        met.add(name)
        if styles[name].struck is not None:
            break
        name = styles[name].parent
    own = styles[name].struck if name in styles else None
    told = decided.get(name, False) if own is None else own
    decided |= dict.fromkeys(way, told)
