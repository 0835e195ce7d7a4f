"""From a marked tree to operations: serialised once, cut at the marks, folded into a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.marks import Marks
from jusoforms.documents.rendering.ops import Op, Static, joined
from jusoforms.documents.wml import DECLARATION, INSTRUCTION, W

__all__ = ["TwoPrefixes", "weave"]

_MARK = re.compile(rf"<\?{INSTRUCTION} ([vocd])(\d+)\?>")
_PREFIX = re.compile(r' xmlns:w="([^"]*)"')
_ELEMENT = re.compile(r"<[\w.:-]+")


class TwoPrefixes(Exception):  # noqa: N818 a fault of the file
    """The part gives the prefix ``w`` to something else; what we insert would not be text."""


@dataclass(slots=True)
class _Level:
    """Operations gathered inside one pair of marks."""

    ops: list[Op] = field(default_factory=list)


def weave(root: etree._Element, marks: Marks) -> tuple[Op, ...]:
    """Return the part as operations; strings as they stand between them."""
    xml = etree.tostring(root, encoding="unicode")
    if set(_PREFIX.findall(xml)) != {W} or root.nsmap.get("w") != W:
        raise TwoPrefixes
    pieces = _MARK.split(xml)
    levels = [_Level()]
    _add_static(levels[-1], DECLARATION + pieces[0])
    for kind, number, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        _step(levels, kind, int(number), text, marks)
    return joined(levels[0].ops)


def _step(levels: list[_Level], kind: str, number: int, text: str, marks: Marks) -> None:
    if kind == "o":
        levels.append(_Level())
    elif kind == "c":
        body = joined(levels.pop().ops)
        levels[-1].ops.append(marks.makers[number](body))
    elif kind == "v":
        levels[-1].ops.append(marks.leaves[number])
    else:
        opening = _ELEMENT.match(text)
        assert opening is not None
        _add_static(levels[-1], f'{opening[0]} id="')
        levels[-1].ops.append(marks.leaves[number])
        text = f'"{text[opening.end() :]}'
    _add_static(levels[-1], text)


def _add_static(level: _Level, xml: str) -> None:
    if xml:
        level.ops.append(Static(xml))
