"""One cell of an .ods: its value, its paragraphs, what lies over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lxml import etree

from jusoforms.sheets.foreign.cells import date_cell, error_cell, struck_cell, text_cell
from jusoforms.sheets.grid import Area, Cell, CellKind, Overlay, OverlayKind

__all__ = ["name_of", "ods_cell", "ods_overlays", "qualified"]

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_NUMBERS = frozenset({"float", "percentage", "currency"})
_MOST_BLANKS = 1_000
_WHOLE = 10**15
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
_LIBREOFFICE_ERRORS = ("Err:", "エラー:")
Parts = tuple[list[str], list[str]]


def qualified(prefix: str, name: str) -> str:
    """Return ``{namespace}name``."""
    return f"{{{_SPACES[prefix]}}}{name}"


_TYPE, _VALUE = qualified("office", "value-type"), qualified("office", "value")
_FORMULA = qualified("table", "formula")
_TEXT_STYLE = qualified("text", "style-name")


def name_of(element: etree._Element) -> str:
    """Return the name without its namespace."""
    return element.tag.rpartition("}")[2]


def ods_cell(
    element: etree._Element, place: tuple[int, int], struck_texts: frozenset[str], *, struck: bool
) -> Cell | None:
    """Return the cell; None where nothing stands in it."""
    kept, deleted = _paragraphs(element, struck_texts, struck=struck)
    kind, formula = element.get(_TYPE, ""), _FORMULA in element.attrib
    shown = kept or deleted
    if _is_error(element, shown, formula=formula):
        return error_cell(place, shown or "#VALUE!")
    if not kind and formula and not shown:
        return Cell(*place, CellKind.UNCALCULATED, None, "", formula=True)
    if kind in {"", "string"}:
        return text_cell(place, kept, deleted, formula=formula)
    cell = _valued(element, place, kind, shown)
    return struck_cell(place, shown) if struck else cell


def ods_overlays(element: etree._Element, area: Area) -> Iterator[Overlay]:
    """Yield the notes and shapes that are anchored to a cell (or to the sheet)."""
    for child in element:
        name = name_of(child)
        if name == "annotation":
            yield Overlay(OverlayKind.COMMENT, area, text=_plain(child))
        elif "urn:oasis:names:tc:opendocument:xmlns:drawing" in child.tag and name != "control":
            text = _plain(child)
            kind = OverlayKind.TEXT_BOX if text else OverlayKind.PICTURE
            oval = name == "ellipse" or b'draw:type="ellipse"' in etree.tostring(child)
            yield Overlay(OverlayKind.OVAL if oval and not text else kind, area, text=text)


def _is_error(element: etree._Element, shown: str, *, formula: bool) -> bool:
    if element.get(qualified("calcext", "value-type")) == "error":
        return True
    return formula and (shown in _ERRORS or shown.startswith(_LIBREOFFICE_ERRORS))


def _valued(element: etree._Element, place: tuple[int, int], kind: str, shown: str) -> Cell:
    if kind == "boolean":
        told = element.get(qualified("office", "boolean-value")) == "true"
        return Cell(*place, CellKind.BOOLEAN, told, str(told).upper())
    if kind == "date":
        return _date(place, element.get(qualified("office", "date-value"), ""), shown)
    if kind == "time":
        iso = element.get(qualified("office", "time-value"), "")
        return Cell(*place, CellKind.NUMBER, _days(iso), shown, iso)
    stored = element.get(_VALUE, "")
    number = float(stored)  # ValueError: the file is broken
    if kind not in _NUMBERS or number - number != 0:
        return error_cell(place, "#VALUE!", stored)
    whole = number.is_integer() and abs(number) < _WHOLE
    value = int(number) if whole else number
    return Cell(*place, CellKind.NUMBER, value, shown or str(value), stored)


def _date(place: tuple[int, int], iso: str, shown: str) -> Cell:
    try:
        moment = dt.datetime.fromisoformat(iso) if "T" in iso else dt.date.fromisoformat(iso)
    except ValueError:
        return error_cell(place, "########", iso)
    return date_cell(place, moment, shown, iso)


def _days(iso: str) -> float:
    """Return days of ``PT25H30M00S``."""
    hours, _, rest = iso.removeprefix("PT").partition("H")
    minutes, _, seconds = rest.partition("M")
    return (int(hours) * 3600 + int(minutes) * 60 + float(seconds.rstrip("S"))) / 86_400


def _paragraphs(
    cell: etree._Element, struck_texts: frozenset[str], *, struck: bool
) -> tuple[str, str]:
    """Return the text that is left and the text that is struck out."""
    kept: list[str] = []
    deleted: list[str] = []
    for child in cell:
        if name_of(child) == "p":
            parts: Parts = ([], [])
            _walk(child, struck_texts, struck, parts)
            kept.append("".join(parts[0]))
            deleted.append("".join(parts[1]))
    return "\n".join(kept).strip("\n") if any(kept) else "", "".join(deleted)


def _walk(
    paragraph: etree._Element, struck_texts: frozenset[str], struck: bool, parts: Parts
) -> None:
    """Collect a paragraph's text; readings (ruby-text) and notes are no part of it."""
    waiting: list[tuple[etree._Element, bool, bool]] = [(paragraph, struck, False)]
    while waiting:
        element, mark, done = waiting.pop()
        if done:
            parts[mark].append(element.tail or "")
            continue
        name = name_of(element)
        if name in {"ruby-text", "annotation"}:
            continue
        style = element.get(_TEXT_STYLE)
        inner = style in struck_texts or mark if style else mark
        parts[inner].append(_own_text(element, name))
        for child in reversed(element):
            waiting += [(child, inner, True), (child, inner, False)]


def _own_text(element: etree._Element, name: str) -> str:
    if name == "s":
        count = element.get(qualified("text", "c"), "1")
        return " " * min(int(count), _MOST_BLANKS) if count.isascii() and count.isdigit() else " "
    return {"tab": "\t", "line-break": "\n"}.get(name, element.text or "")


def _plain(element: etree._Element) -> str:
    """Return the paragraphs in a note or shape."""
    paragraphs = element.iter(qualified("text", "p"))
    return "\n".join("".join(map(str, p.itertext())) for p in paragraphs).strip()
