"""Text of cells: shared and inline strings, rich runs, struck-out runs, escapes.

Shape: ECMA-376 part 1, 18.4 (``CT_Rst``): ``si`` or ``is`` holds one ``t``, or runs ``r`` of
``rPr`` and ``t``. Readings (``rPh``, ``phoneticPr``) are no part of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import fault
from jusoforms.problems import files as say
from jusoforms.sheets.excel.numbers import whole_number

__all__ = [
    "RichText", "SharedStrings", "Text", "as_text", "is_on", "local_name", "qualified",
    "read_runs", "unescaped",
]  # fmt: skip

_MOST_STRINGS = 200_000
_PAIR = r"_x(D[89AB][0-9A-F]{2})__x(D[C-F][0-9A-F]{2})_"
_ESCAPE = re.compile(rf"{_PAIR}|_x(?!D[89A-F])([0-9A-F]{{4}})_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RichText:
    """Text in runs: (text, whether struck out; None = as the cell's own font says)."""

    runs: tuple[tuple[str, bool | None], ...]

    def text(self, *, struck: bool, cell_struck: bool) -> str:
        """Return the text that is (or is not) struck out."""
        marked = ((text, cell_struck if mark is None else mark) for text, mark in self.runs)
        return _one_kind_of_break("".join(text for text, mark in marked if mark is struck))


Text = str | RichText


class SharedStrings(dict[str, Text | None]):
    """The texts of a ``sst`` part by index as written, each read when a cell first asks for it.

    None is the text of an index that the part does not have.
    """

    def __init__(self, root: etree._Element | None = None) -> None:
        """Raise :class:`PackageFault` for more texts than any form has; without a part none."""
        super().__init__()
        root = etree.Element("sst") if root is None else root
        self._items = list(root.iterchildren("{*}si"))
        self._in_runs = {run.getparent() for run in root.iter("{*}r")}
        if len(self._items) > _MOST_STRINGS:
            raise fault(say.TOO_LARGE, what="文字の数")

    def __missing__(self, written: str) -> Text | None:
        index = whole_number(written)
        if not 0 <= index < len(self._items):
            return None
        item = self._items[index]
        text = self[written] = read_runs(item) if item in self._in_runs else _only_text(item)
        return text


def read_runs(item: etree._Element) -> Text:
    """Return what ``si`` or ``is`` says: plain text, or runs where any has a font of its own."""
    runs: list[tuple[str, bool | None]] = []
    for child in item:
        name = local_name(child)
        if name == "t":
            runs.append((unescaped(child.text or ""), None))
        elif name == "r":
            runs.append(_run(child))
    if all(mark is None for _, mark in runs):
        return _one_kind_of_break("".join(text for text, _ in runs))
    return RichText(tuple(runs))


def _only_text(item: etree._Element) -> str:
    """Return the one ``t`` of an item without runs; it stands before the readings (18.4.8)."""
    first = item[0] if len(item) else item
    return as_text(first.text or "") if first.tag.endswith("}t") else ""


def as_text(stored: str) -> str:
    """Return the text of a ``v`` that holds text."""
    return _one_kind_of_break(unescaped(stored))


def unescaped(text: str) -> str:
    """Return text with ``_xHHHH_`` decoded (22.9.2.19, ST_Xstring).

    ``_x005F_`` is the underscore that keeps a typed ``_x000D_`` as it is. Half a surrogate pair
    is no character and stays as it stands.
    """
    return _ESCAPE.sub(_decoded, text) if "_x" in text else text


def is_on(element: etree._Element) -> bool:
    """Return whether a switch such as ``<strike/>`` is on: it is, unless it says otherwise."""
    return element.get("val", "1") not in {"0", "false", "off"}


def local_name(element: etree._Element) -> str:
    """Return the name without its namespace: transitional and strict files differ only in that."""
    return element.tag.rpartition("}")[2]


def qualified(element: etree._Element, name: str) -> str:
    """Return an attribute that has a namespace, whichever it is: ``r:id`` has two of them."""
    return next((str(v) for k, v in element.items() if str(k).endswith(f"}}{name}")), "")


def _run(run: etree._Element) -> tuple[str, bool | None]:
    text, struck = "", None
    for child in run:
        name = local_name(child)
        if name == "t":
            text += unescaped(child.text or "")
        elif name == "rPr":
            struck = any(local_name(mark) == "strike" and is_on(mark) for mark in child)
    return text, struck


def _one_kind_of_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(match: re.Match[str]) -> str:
    high, low, single = match.groups()
    if single:
        return chr(int(single, 16))
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
