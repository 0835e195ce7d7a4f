"""Form controls of a sheet: tick boxes and option buttons, what they say, which cell they set.

Three parts tell of a control: the sheet its place, ``ctrlProp`` its state (MS-XLSX 2.3.5.3), the
drawing its words. Files of older programs have it all in VML. An ActiveX control keeps its state
in a form of its own, which is not read: ticked or not is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from jusoforms.package import Package, Relationship
from jusoforms.sheets.areas import address
from jusoforms.sheets.excel.drawings import anchored
from jusoforms.sheets.excel.places import read_areas
from jusoforms.sheets.excel.rulers import Box, Rulers
from jusoforms.sheets.excel.strings import qualified
from jusoforms.sheets.excel.vml import Control
from jusoforms.sheets.grid import Overlay, OverlayKind

__all__ = ["control_overlays", "read_controls"]

_KINDS = {
    "checkbox": OverlayKind.CHECK_BOX, "radio": OverlayKind.OPTION_BUTTON,
    "label": OverlayKind.TEXT_BOX, "drop": OverlayKind.PICTURE, "list": OverlayKind.PICTURE,
    "editbox": OverlayKind.PICTURE, "edit": OverlayKind.PICTURE, "pict": OverlayKind.PICTURE,
}  # fmt: skip
"""What a control is to a reader: of a list or a box for typing nobody can see the choice."""
_ACTIVE = {
    "{8BD21D40-EC42-11CE-9E0D-00AA006002F3}": "checkbox",
    "{8BD21D60-EC42-11CE-9E0D-00AA006002F3}": "checkbox",  # a button that stays pressed
    "{8BD21D50-EC42-11CE-9E0D-00AA006002F3}": "radio",
    "{D7053240-CE69-11CD-A777-00DD01143C57}": "button",
    "{DFD181E0-5E2F-11CE-A449-00AA004A803D}": "scroll",
    "{79176FB0-B7F2-11CE-97EF-00AA006D2776}": "spin",
}
_WHOLE_SHEET = "sheet"


def read_controls(
    package: Package,
    root: etree._Element,
    links: Mapping[str, Relationship],
    rulers: Rulers,
    told: Mapping[str, Control],
) -> dict[str, Control]:
    """Return the controls of a sheet by shape number; ``told`` is what VML says of them."""
    controls = dict(told)
    beside_cells = (child for child in root if not child.tag.endswith("}sheetData"))
    for element in (found for child in beside_cells for found in child.iter("{*}control")):
        number = element.get("shapeId", "")
        own = next(element.iterchildren("{*}controlPr"), None)
        link = links.get(qualified(element, "id"))
        if link is None or link.target not in package or (own is None and number in controls):
            continue
        known = controls.get(number, Control("", None))
        controls[number] = replace(
            _control(package, link, own, known), box=_box(own, rulers) or known.box
        )
    return controls


def control_overlays(
    controls: Mapping[str, Control], words: Mapping[str, str], sheet: str, rulers: Rulers
) -> Iterator[Overlay]:
    """Yield what a reader of the sheet sees of its controls.

    ``words`` are texts by shape number, better than those of VML. Option buttons inside a group
    box, or else all of a sheet, exclude each other; the cell they set may stand in one of them.
    """
    boxes = [c.box for c in controls.values() if c.kind == "gbox" and c.box]
    groups = {number: _group(control, boxes, rulers) for number, control in controls.items()}
    linked = {groups[n]: c.link for n, c in controls.items() if c.kind == "radio" and c.link}
    for number, control in controls.items():
        kind, text = _KINDS.get(control.kind), words.get(number) or control.text
        if kind is None or control.box is None or (kind is OverlayKind.TEXT_BOX and not text):
            continue
        group = groups[number]
        is_tick = kind in {OverlayKind.CHECK_BOX, OverlayKind.OPTION_BUTTON}
        yield Overlay(
            kind, rulers.area(control.box), text,
            control.ticked if is_tick else None,
            _cell(control.link or linked.get(group, "") if is_tick else "", sheet),
            group,
        )  # fmt: skip


def _control(
    package: Package, link: Relationship, own: etree._Element | None, known: Control
) -> Control:
    root = package.xml(link.target)
    if link.type == "ctrlProp":
        return replace(
            known,
            kind=root.get("objectType", "").lower() or known.kind,
            state=root.get("checked", ""),
            link=root.get("fmlaLink", ""),
        )
    written = qualified(root, "classid")
    cell = "" if own is None else own.get("linkedCell", "")
    kind = _ACTIVE.get(written.upper(), "pict")
    return replace(known, kind=kind, link=cell, is_active=True)


def _box(own: etree._Element | None, rulers: Rulers) -> Box | None:
    anchor = None if own is None else next(own.iterchildren("{*}anchor"), None)
    return None if anchor is None else anchored(anchor, rulers)


def _group(control: Control, boxes: list[Box], rulers: Rulers) -> str:
    """Return the address of the smallest group box round an option button; "" for the rest."""
    if control.kind != "radio" or control.box is None:
        return ""
    own = control.box
    across, down = (own.left + own.right) // 2, (own.top + own.bottom) // 2
    around = [
        box for box in boxes
        if box.left <= across <= box.right and box.top <= down <= box.bottom
    ]  # fmt: skip
    if not around:
        return _WHOLE_SHEET
    smallest = min(around, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    area = rulers.area(smallest)
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"


def _cell(link: str, sheet: str) -> tuple[int, int] | None:
    """Return the cell of this sheet that a control sets."""
    owner = link.rpartition("!")[0].strip("'").replace("''", "'")
    areas = read_areas(link) if link and owner in {"", sheet} else ()
    return (areas[0].top, areas[0].left) if len(areas) == 1 else None
