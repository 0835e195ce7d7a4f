"""Cells of the grid from what other formats store: the same rules as for .xlsx."""

from __future__ import annotations

import datetime as dt
import math

from jusoforms.sheets.excel.dates import LAST_SERIAL, elapsed_text, from_serial, moment_text
from jusoforms.sheets.excel.formats import parse_format, section_for
from jusoforms.sheets.excel.numbers import number_text
from jusoforms.sheets.grid import Cell, CellKind
from jusoforms.vocabulary.wareki import Granularity, read_date

__all__ = ["date_cell", "error_cell", "number_cell", "struck_cell", "text_cell"]

_NO_DATE = "########"
_NO_DAYS = {0: "1900/1/0", 60: "1900/2/29"}
_WHOLE = 10**15

Place = tuple[int, int]


def text_cell(place: Place, kept: str, struck: str = "", *, formula: bool = False) -> Cell | None:
    """Return a cell of text; None where there is none."""
    kept, struck = _one_kind_of_break(kept), _one_kind_of_break(struck)
    if not kept and not struck:
        return None
    return Cell(*place, CellKind.TEXT, kept, kept, formula=formula, struck=struck)


def struck_cell(place: Place, shown: str) -> Cell:
    """Return a cell whose whole content is struck out."""
    return Cell(*place, CellKind.TEXT, "", "", struck=shown)


def error_cell(place: Place, name: str, raw: str = "") -> Cell:
    """Return a cell that shows an error."""
    return Cell(*place, CellKind.ERROR, name, name, raw)


def number_cell(place: Place, stored: float, code: str, *, date1904: bool) -> Cell:
    """Return a number as its format shows it: a number, or a date, or a length of time."""
    whole = float(stored).is_integer() and abs(stored) < _WHOLE
    number = int(stored) if whole else stored
    raw = str(number)
    if not math.isfinite(stored):
        return error_cell(place, "#VALUE!", raw)
    sections = parse_format("" if code == "General" else code)
    section = section_for(sections, number)
    if section and section.is_date:
        moment = from_serial(number, section, date1904=date1904)
        if moment is None:
            return error_cell(place, _NO_DAYS.get(math.floor(number), _NO_DATE), raw)
        return Cell(*place, CellKind.DATE, moment, moment_text(moment, section), raw, code)
    if section and section.is_elapsed:
        if not 0 <= number <= LAST_SERIAL:
            return error_cell(place, _NO_DATE, raw)
        text = elapsed_text(number, section)
    else:
        text = number_text(number, sections)
    return Cell(*place, CellKind.NUMBER, number, text, raw, code)


def date_cell(place: Place, moment: dt.date | dt.datetime, shown: str, iso: str) -> Cell:
    """Return a date as it is shown, where that says the same day, month or year; else in full."""
    said = read_date(shown)
    fiscal = said.granularity is Granularity.FISCAL_YEAR
    same = bool(said.value) and iso.startswith(said.value) and not fiscal
    return Cell(*place, CellKind.DATE, moment, shown if same else moment_text(moment, None), iso)


def _one_kind_of_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
