"""Text of cells: shared and inline strings, rich runs, struck-out runs, escapes.

Shape: ECMA-376 part 1, 18.4 (``CT_Rst``): ``si`` or ``is`` holds one ``t``, or runs ``r`` of
``rPr`` and ``t``. Readings (``rPh``, ``phoneticPr``) are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import fault
from jusoforms.problems import files as say

__all__ = [
    "RichText", "Strings", "Text", "as_text", "is_on", "local_name", "qualified",
    "read_runs", "read_shared_strings", "unescaped",
]  # fmt: skip

_MOST_STRINGS = 200_000
_PAIR = r"_x(D[89AB][0-9A-F]{2})__x(D[C-F][0-9A-F]{2})_"
_ESCAPE = re.compile(rf"{_PAIR}|_x(?!D[89A-F])([0-9A-F]{{4}})_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RichText:
    """Text in runs: (text, whether struck out; None = as the cell's own font says)."""

    runs: tuple[tuple[str, bool | None], ...]

    def told_apart(self, *, cell_struck: bool) -> tuple[str, str]:
        """Return the text that stands, and the text that is struck out."""
        kept = deleted = ""
        for text, mark in self.runs:
            if cell_struck if mark is None else mark:
                deleted += text
            else:
                kept += text
        return _one_kind_of_break(kept), _one_kind_of_break(deleted)


Text = str | RichText


Strings = Mapping[str, Text]
"""Shared texts by what a cell's ``v`` says: their index, as it is written."""


def read_shared_strings(root: etree._Element) -> Strings:
    """Return the texts of a ``sst`` part; raise for more of them than any form has."""
    items = list(root.iterchildren("{*}si"))
    if len(items) > _MOST_STRINGS:
        raise fault(say.TOO_LARGE, what="文字の数")
    space = etree.QName(root).namespace
    own = f"{{{space}}}t" if space else "t"
    in_runs = {run.getparent() for run in root.iter("{*}r")}
    texts = [
        as_text(item[0].text or "")
        if len(item) and item[0].tag == own and item not in in_runs
        else read_runs(item)
        for item in items
    ]
    return dict(zip(map(str, range(len(items))), texts, strict=True))


def read_runs(item: etree._Element) -> Text:
    """Return what ``si`` or ``is`` says: plain text, or runs where any has a font of its own."""
    if len(item) == 1 and item[0].tag.endswith("}t"):  # nearly every text
        return as_text(item[0].text or "")
    runs: list[tuple[str, bool | None]] = []
    for child in item:
        name = local_name(child)
        if name == "r":
            runs.append(_run(child))
        elif name == "t":
            runs.append((unescaped(child.text or ""), None))
    if all(mark is None for _, mark in runs):
        return _one_kind_of_break("".join(text for text, _ in runs))
    return RichText(tuple(runs))


def as_text(stored: str) -> str:
    """Return the text that is meant: escapes decoded, line breaks of one kind."""
    if "_x" in stored or "\r" in stored:
        return _one_kind_of_break(unescaped(stored))
    return stored


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
            strike = [mark for mark in child if mark.tag.endswith("}strike")]
            struck = bool(strike) and is_on(strike[0])
    return text, struck


def _one_kind_of_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(match: re.Match[str]) -> str:
    high, low, single = match.groups()
    if single:
        return chr(int(single, 16))
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
