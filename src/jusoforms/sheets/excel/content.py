"""What one ``c`` element holds (ECMA-376 part 1, 18.3.1.4), as a cell of the grid."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.sheets.excel.dates import (
    LAST_SERIAL,
    elapsed_text,
    from_iso,
    from_serial,
    moment_text,
)
from jusoforms.sheets.excel.formats import Section, section_for
from jusoforms.sheets.excel.numbers import number_text, plain_number, read_number
from jusoforms.sheets.excel.strings import RichText, Strings, Text, as_text
from jusoforms.sheets.excel.styles import PLAIN, Style, Styles
from jusoforms.sheets.grid import Cell, CellKind, Value

__all__ = ["Inside", "Shared", "read_cell"]

_TEXT = CellKind.TEXT
_NO_NUMBER, _NO_DATE, _NO_TEXT = "#VALUE!", "########", "#REF!"
_NO_PICTURE, _PICTURE_IN_CELL = "#NAME?", "=DISPIMG("
"""WPS keeps a picture in a cell as the result of a function that Excel does not know."""
_NO_DAYS = {0: "1900/1/0", 60: "1900/2/29"}
_TICKS = {True: "☑", False: "☐"}
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, slots=True)
class Shared:
    """What all cells of a workbook point to."""

    strings: Strings = field(default_factory=dict)
    styles: Styles = field(default_factory=dict)
    date1904: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in the cells of a sheet beside their values."""

    formulas: AbstractSet[etree._Element]
    inline: Mapping[etree._Element, Text]
    """The texts that stand in the cells themselves."""


@dataclass(slots=True)
class _Stored:
    """The pieces of one ``c``, not yet understood."""

    row: int
    column: int
    value: str
    style: Style
    formula: bool

    def cell(
        self, kind: CellKind, value: Value, text: str, raw: str = "", struck: str = ""
    ) -> Cell:
        code = self.style.code
        return Cell(self.row, self.column, kind, value, text, raw, code, self.formula, struck)

    def error(self, name: str) -> Cell:
        return self.cell(CellKind.ERROR, name, name, self.value)


def read_cell(
    element: etree._Element,
    place: tuple[int, int],
    shared: Shared,
    value: str | None,
    inside: Inside,
) -> Cell | None:
    """Return the cell; None where nothing stands in it. ``value`` is what its ``v`` says."""
    get = element.get
    kind, style = get("t", "n"), shared.styles.get(get("s", ""), PLAIN)
    text = shared.strings.get(value) if kind == "s" and value else None
    if type(text) is str and not (style.struck or inside.formulas or inside.inline):
        # Nearly every cell of a form; made past the constructor, which costs as much again.
        row, column = place
        fields = (row, column, _TEXT, text, text, "", style.code, False, "")
        return tuple.__new__(Cell, fields) if text else None
    text, formula = inside.inline.get(element), element in inside.formulas
    if value and text is None:
        text = _stored_text(kind, value, shared)
    if type(text) is str and not style.struck:
        return Cell(*place, _TEXT, text, text, "", style.code, formula) if text else None
    stored = _Stored(*place, value or "", style, formula)
    if text is not None:
        return _text_cell(stored, text)
    if not value:
        # A text formula that gave nothing is stored as an empty v; any other was never worked out.
        unknown = formula and not (kind == "str" and value is not None)
        return stored.cell(CellKind.UNCALCULATED, None, "") if unknown else None
    cell = _READERS.get(kind, _unknown)(stored, shared)
    return cell._replace(kind=_TEXT, value="", text="", struck=cell.text) if style.struck else cell


def _stored_text(kind: str, value: str, shared: Shared) -> Text | None:
    """Return the text that ``v`` holds or points to; None where it means something else."""
    if kind == "s":
        return shared.strings.get(value) or shared.strings.get(value.strip())
    is_text = kind in {"str", "inlineStr"} and not value.startswith(_PICTURE_IN_CELL)
    return as_text(value) if is_text else None


def _text_cell(stored: _Stored, content: Text) -> Cell | None:
    struck = stored.style.struck
    if isinstance(content, RichText):
        kept, deleted = content.told_apart(cell_struck=struck)
    else:
        kept, deleted = ("", content) if struck else (content, "")
    if not kept and not deleted:
        return None
    return stored.cell(_TEXT, kept, kept, struck=deleted)


def _number(stored: _Stored, shared: Shared) -> Cell:
    number = read_number(stored.value.strip())
    if number is None:
        return stored.error(_NO_NUMBER)
    if not stored.style.code:  # nearly every number of a form: General
        return stored.cell(CellKind.NUMBER, number, plain_number(number), stored.value)
    section = section_for(stored.style.sections, number)
    if section and section.is_date:
        return _date(stored, number, section, shared)
    if section and section.is_elapsed:
        if not 0 <= number <= LAST_SERIAL:
            return stored.error(_NO_DATE)
        text = elapsed_text(number, section)
    else:
        text = number_text(number, stored.style.sections)
    return stored.cell(CellKind.NUMBER, number, text, stored.value)


def _date(stored: _Stored, serial: float, section: Section, shared: Shared) -> Cell:
    moment = from_serial(serial, section, date1904=shared.date1904)
    if moment is None:
        return stored.error(_NO_DAYS.get(math.floor(serial), _NO_DATE))
    return stored.cell(CellKind.DATE, moment, moment_text(moment, section), stored.value)


def _iso_date(stored: _Stored, _shared: Shared) -> Cell:
    moment = from_iso(stored.value.strip())
    if moment is None:
        return stored.error(_NO_DATE)
    section = next((section for section in stored.style.sections if section.is_date), None)
    return stored.cell(CellKind.DATE, moment, moment_text(moment, section), stored.value)


def _boolean(stored: _Stored, _shared: Shared) -> Cell:
    value = _BOOLEANS.get(stored.value.strip())
    if value is None:
        return stored.error(_NO_NUMBER)
    text = _TICKS[value] if stored.style.checkbox else str(value).upper()
    return stored.cell(CellKind.BOOLEAN, value, text)


def _error(stored: _Stored, _shared: Shared) -> Cell:
    return stored.error(stored.value)


def _no_text(stored: _Stored, _shared: Shared) -> Cell:
    return stored.error(_NO_TEXT)


def _no_picture(stored: _Stored, _shared: Shared) -> Cell:
    return stored.error(_NO_PICTURE)


def _unknown(stored: _Stored, _shared: Shared) -> Cell:
    return stored.error(_NO_NUMBER)


_READERS: dict[str, Callable[[_Stored, Shared], Cell]] = {
    "n": _number, "d": _iso_date, "b": _boolean, "e": _error, "s": _no_text,
    "str": _no_picture, "inlineStr": _no_picture,
}  # fmt: skip
