"""The lists that Word counts itself: agenda items, handouts, copies of the handouts.

A tag repeats a paragraph and knows no number; a list of Word's does, and goes on counting where a
person adds a line by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["numbering_part"]

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class _List:
    style: str
    text: str
    left: int
    hanging: int
    after: str = "tab"
    aligned: str = "left"


_LISTS = (
    _List("AgendaItem", "(%1)", left=1080, hanging=600),
    _List("HandoutItem", "資料%1", left=1680, hanging=1200),
    _List("CopyNumber", "%1", left=0, hanging=0, after="nothing", aligned="center"),
)


def numbering_part() -> bytes:
    """Return word/numbering.xml; the lists are numbered from 1 in the order above."""
    kinds = "".join(_kind(index, item) for index, item in enumerate(_LISTS))
    uses = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
        for index in range(len(_LISTS))
    )
    text = f'<w:numbering xmlns:w="{_NAMESPACE}">{kinds}{uses}</w:numbering>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def _kind(index: int, item: _List) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{index}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{item.style}"/><w:suff w:val="{item.after}"/>'
        f'<w:lvlText w:val="{item.text}"/><w:lvlJc w:val="{item.aligned}"/>'
        f'<w:pPr><w:ind w:left="{item.left}" w:hanging="{item.hanging}"/></w:pPr></w:lvl>'
        "</w:abstractNum>"
    )
