"""Shapes of a sheet (DrawingML, ECMA-376 part 1, 20.5): text boxes, ovals, pictures.

Only what may say something is told: words, an oval drawn round an option, and pictures or frames
in which there may be words that nobody can read. Lines, arrows and hidden shapes say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.sheets.excel.rulers import Box, Rulers
from jusoforms.sheets.excel.strings import local_name
from jusoforms.sheets.grid import Overlay, OverlayKind

__all__ = ["Drawing", "anchored", "chosen", "read_drawing", "shape_number"]

_OVALS = frozenset({"ellipse", "donut", "flowChartConnector"})
_LINES = ("line", "straightConnector", "bentConnector", "curvedConnector")
_WORDLESS = frozenset({"pic", "graphicFrame", "contentPart"})
_STRUCK = frozenset({"sngStrike", "dblStrike"})
_FARTHEST = 1 << 40
"""EMU; a sheet of full height has half of it."""


@dataclass(slots=True)
class Drawing:
    """What a drawing part shows."""

    most: int
    """How many shapes are looked at."""
    overlays: list[Overlay] = field(default_factory=list)
    stand_ins: dict[str, tuple[str, Overlay | None]] = field(default_factory=dict)
    """Shape number -> (text, overlay) of shapes that stand in for a form control."""
    unreadable: int = 0
    """Shapes whose place cannot be told."""

    @property
    def is_full(self) -> bool:
        """Return whether there may be more shapes than were looked at."""
        return len(self.overlays) + len(self.stand_ins) >= self.most


def read_drawing(root: etree._Element, rulers: Rulers, most: int) -> Drawing:
    """Return the shapes of a ``wsDr`` part, ``most`` of them at most."""
    drawing = Drawing(most)
    for anchor in chosen(root):
        box = anchored(anchor, rulers)
        if box is None:
            drawing.unreadable += local_name(anchor).endswith("Anchor")
            continue
        for shape in chosen(anchor):
            _add(drawing, shape, box, rulers)
    return drawing


def chosen(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children; of alternatives (part 3) those of the first that has any."""
    for child in element:
        if local_name(child) != "AlternateContent":
            yield child
            continue
        branch = next((branch for branch in child if len(branch)), None)
        if branch is not None:
            yield from chosen(branch)


def anchored(anchor: etree._Element, rulers: Rulers) -> Box | None:
    """Return where an anchor of any kind lies; None where it does not say."""
    ends = {local_name(child): child for child in anchor}
    start = _corner(ends.get("from"), rulers) or _pair(ends.get("pos"), "x", "y")
    if start is None:
        return None
    end = _corner(ends.get("to"), rulers)
    if end is None:
        size = _pair(ends.get("ext"), "cx", "cy")
        end = (start[0] + size[0], start[1] + size[1]) if size else None
    return Box(*start, *end) if end else None


def shape_number(written: str) -> str:
    """Return the number in ``_x0000_s1025``, by which a shape is known in other parts."""
    return written.rpartition("s")[2]


def _corner(marker: etree._Element | None, rulers: Rulers) -> tuple[int, int] | None:
    if marker is None:
        return None
    told = {local_name(child): _whole(child.text) for child in marker}
    column, row = told.get("col"), told.get("row")
    if column is None or row is None:
        return None
    return rulers.corner(column, told.get("colOff") or 0, row, told.get("rowOff") or 0)


def _pair(element: etree._Element | None, first: str, second: str) -> tuple[int, int] | None:
    if element is None:
        return None
    one, other = _whole(element.get(first)), _whole(element.get(second))
    return None if one is None or other is None else (one, other)


def _whole(written: str | None) -> int | None:
    digits = (written or "").strip()
    plain = digits.removeprefix("-")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 15):  # noqa: PLR2004
        return None
    return max(-_FARTHEST, min(int(digits), _FARTHEST))


def _add(drawing: Drawing, shape: etree._Element, box: Box, rulers: Rulers) -> None:
    """Add what one shape shows, or the shapes of a group."""
    if drawing.is_full:
        return
    name = local_name(shape)
    if name == "grpSp":
        for part, inner in _grouped(shape, box):
            _add(drawing, part, inner, rulers)
        return
    text = _text(shape) if name == "sp" else ""
    kind = _kind(shape, name, text)
    overlay = Overlay(kind, rulers.area(box), text) if kind else None
    number = next((shape_number(mark.get("spid", "")) for mark in shape.iter("{*}compatExt")), "")
    if number:
        drawing.stand_ins[number] = (text, overlay)
    elif overlay:
        drawing.overlays.append(overlay)


def _kind(shape: etree._Element, name: str, text: str) -> OverlayKind | None:
    if text:
        return OverlayKind.TEXT_BOX
    properties = next(shape.iter("{*}cNvPr"), None)
    if properties is not None and properties.get("hidden") in {"1", "true"}:
        return None
    if name in _WORDLESS:
        return OverlayKind.PICTURE
    if name != "sp" or next(shape.iter("{*}cNvSpPr"), shape).get("txBox") in {"1", "true"}:
        return None
    form = next((form.get("prst", "") for form in shape.iter("{*}prstGeom")), "")
    if form in _OVALS:
        return OverlayKind.OVAL
    return None if form.startswith(_LINES) else OverlayKind.PICTURE


def _grouped(group: etree._Element, box: Box) -> Iterator[tuple[etree._Element, Box]]:
    """Yield the shapes of a group, each with its own place (20.1.7.5: a scale of its own)."""
    frame = _frame(group, "grpSpPr", "chOff", "chExt")
    for shape in chosen(group):
        own = _frame(shape, "grpSpPr" if local_name(shape) == "grpSp" else "spPr", "off", "ext")
        if local_name(shape) in {"nvGrpSpPr", "grpSpPr"}:
            continue
        yield shape, _scaled(own, frame, box) if own and frame else box


def _frame(shape: etree._Element, properties: str, off: str, ext: str) -> Box | None:
    """Return (left, top, width, height) as a shape's own properties tell them."""
    inside = next((child for child in shape if local_name(child) in {properties, "xfrm"}), None)
    if inside is None:
        return None
    start = _pair(next(inside.iter(f"{{*}}{off}"), None), "x", "y")
    size = _pair(next(inside.iter(f"{{*}}{ext}"), None), "cx", "cy")
    return Box(*start, *size) if start and size else None


def _scaled(own: Box, frame: Box, box: Box) -> Box:
    across = (box.right - box.left) / (frame.right or 1)
    down = (box.bottom - box.top) / (frame.bottom or 1)
    left = box.left + round((own.left - frame.left) * across)
    top = box.top + round((own.top - frame.top) * down)
    return Box(left, top, left + round(own.right * across), top + round(own.bottom * down))


def _text(shape: etree._Element) -> str:
    """Return a shape's paragraphs, a line each, without what was struck out in them."""
    body = next((child for child in shape if local_name(child) == "txBody"), None)
    if body is None:
        return ""
    paragraphs = ("".join(map(_piece, paragraph)) for paragraph in body.iterchildren("{*}p"))
    text = "\n".join(paragraphs)
    return text if text.strip() else ""


def _piece(run: etree._Element) -> str:
    marks: Mapping[str, etree._Element] = {local_name(child): child for child in run}
    if local_name(run) == "br":
        return "\n"
    if local_name(run) == "m":  # a formula of mathematics
        return "".join(text.text or "" for text in run.iter("{*}t"))
    looks, text = marks.get("rPr"), marks.get("t")
    struck = looks is not None and looks.get("strike") in _STRUCK
    return "" if text is None or struck else text.text or ""
