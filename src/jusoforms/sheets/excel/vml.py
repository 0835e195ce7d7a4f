"""Form controls as VML tells them (ECMA-376 part 4, 19.4): all that older Excel and WPS write.

The same part holds the frames of notes; one that holds nothing else is not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jusoforms.package import Package
from jusoforms.sheets.excel.drawings import shape_number
from jusoforms.sheets.excel.rulers import PIXEL, Box, Rulers
from jusoforms.sheets.excel.strings import local_name, qualified

__all__ = ["Control", "count_controls", "read_vml"]

_KIND, _NOTES = b"ObjectType", (b'ObjectType="Note"', b"ObjectType='Note'")
_OPEN_BREAK = re.compile(rb"<[bB][rR]\s*>")
"""Excel writes line breaks of labels as in HTML, which is no XML."""
_STATES = {"": False, "0": False, "unchecked": False, "1": True, "checked": True}
_CORNERS = 8


@dataclass(frozen=True, slots=True)
class Control:
    """A form control, by whatever part tells of it."""

    kind: str
    """Its object type in lower case: checkbox, radio, gbox, drop, list, label, button."""
    box: Box | None
    text: str = ""
    state: str = ""
    """As written: 0 or nothing, 1, 2 for mixed; Checked, Unchecked, Mixed."""
    link: str = ""
    """The cell that holds its state, as a formula."""
    is_active: bool = False
    """Whether it is an ActiveX control, whose state lies in a form of its own."""

    @property
    def ticked(self) -> bool | None:
        """Return whether it is ticked; None where that is not known."""
        return None if self.is_active else _STATES.get(self.state.strip().lower())


def count_controls(package: Package, part: str) -> int:
    """Return how many controls a ``vmlDrawing`` part has at most, without parsing it."""
    data = package.read(part)
    return data.count(_KIND) - sum(map(data.count, _NOTES)) + data.count(b"\0")


def read_vml(package: Package, part: str, rulers: Rulers) -> dict[str, Control]:
    """Return the controls of a ``vmlDrawing`` part by shape number."""
    if not count_controls(package, part):
        return {}
    root = package.xml(part, repaired=lambda text: _OPEN_BREAK.sub(b"<br/>", text))
    return dict(_controls(root, rulers))


def _controls(root: etree._Element, rulers: Rulers) -> Iterator[tuple[str, Control]]:
    for data in root.iter("{*}ClientData"):
        shape, kind = data.getparent(), data.get("ObjectType", "").lower()
        if shape is None or kind in {"note", ""}:
            continue
        told = {local_name(child): (child.text or "").strip() for child in data}
        state, link = told.get("Checked", ""), told.get("FmlaLink", "")
        label = " ".join(_words(shape))
        box = _box(told.get("Anchor", ""), rulers)
        number = shape_number(qualified(shape, "spid") or shape.get("id", ""))
        yield number, Control(kind, box, label, state, link)


def _words(shape: etree._Element) -> Iterator[str]:
    for box in shape.iter("{*}textbox"):
        for text in box.itertext():
            yield from str(text).split()


def _box(anchor: str, rulers: Rulers) -> Box | None:
    """Return the place that ``x:Anchor`` tells: column, pixels, row, pixels, twice."""
    numbers = [int(number) for number in re.findall(r"-?\d{1,9}", anchor[:200])]
    if len(numbers) != _CORNERS:
        return None
    column, across, row, down, *end = numbers
    start = rulers.corner(column, across * PIXEL, row, down * PIXEL)
    return Box(*start, *rulers.corner(end[0], end[1] * PIXEL, end[2], end[3] * PIXEL))
