"""Styles of cells, as far as they change what a cell says: its number format, its strike-out.

ECMA-376 part 1, 18.8: ``cellXfs/xf`` is the style a cell's ``s`` points to; it names a number
format (``numFmtId``, of ``numFmts`` or built in) and a font (``fontId``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from jusoforms.package import fault
from jusoforms.problems import files as say
from jusoforms.sheets.excel.formats import BUILT_IN, Section, parse_format
from jusoforms.sheets.excel.numbers import whole_number
from jusoforms.sheets.excel.strings import is_on, local_name, unescaped

__all__ = ["PLAIN", "Style", "Styles", "read_styles"]

_MOST_STYLES = 100_000
"""Excel itself stops at 65,490."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style says about its content."""

    code: str = ""
    """Number format as it stands; empty for General."""
    struck: bool = False
    checkbox: bool = False
    """Whether a boolean is shown as a box to tick (Excel 2024, MS-XLSX 2.6.254)."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parsed sections of the number format."""
        return parse_format(self.code)


PLAIN = Style()


Styles = Mapping[str, Style]
"""By what a cell's ``s`` says; "" is the style of a cell that says nothing."""


def read_styles(root: etree._Element) -> Styles:
    """Return the styles of a ``styleSheet`` part."""
    parts = {local_name(child): child for child in root}
    if any(len(part) > _MOST_STYLES for part in parts.values()):
        raise fault(say.TOO_LARGE, what="書式の数")
    own_codes = dict(_codes(parts.get("numFmts")))
    struck = [_is_struck(font) for font in _children(parts.get("fonts"))]
    boxes = set(_with_boxes(parts.get("cellXfs")))
    styles = [
        _style(xf, own_codes, struck, checkbox=xf in boxes)
        for xf in _children(parts.get("cellXfs"))
    ]
    return {"": styles[0] if styles else PLAIN} | {str(n): s for n, s in enumerate(styles)}


def _children(element: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if element is None else iter(element)


def _codes(formats: etree._Element | None) -> Iterator[tuple[int, str]]:
    for entry in _children(formats):
        yield whole_number(entry.get("numFmtId", "")), unescaped(entry.get("formatCode", ""))


def _is_struck(font: etree._Element) -> bool:
    return any(local_name(mark) == "strike" and is_on(mark) for mark in font)


def _with_boxes(styles: etree._Element | None) -> Iterator[etree._Element]:
    """Yield the styles with a complement (``extLst/ext/xfComplement``): tick boxes, so far."""
    marks = () if styles is None else styles.iter("{*}xfComplement")
    for mark in marks:
        yield from islice(mark.iterancestors("{*}xf"), 1)


def _style(
    xf: etree._Element, own_codes: dict[int, str], struck: list[bool], *, checkbox: bool
) -> Style:
    number, font = whole_number(xf.get("numFmtId", "")), whole_number(xf.get("fontId", ""))
    code = own_codes.get(number) or BUILT_IN.get(number, "")
    is_struck = struck[font] if 0 <= font < len(struck) else False
    return Style("" if code == "General" else code, is_struck, checkbox)
