"""A cell's text as the value of a field: text, names, date or number; or a problem at the cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.dates import date_problem, year_problem
from jusoforms.sheets.grid import Area, Cell
from jusoforms.sheets.texts import split_list
from jusoforms.sheets.ticks import may_be_ticked, ticked
from jusoforms.vocabulary.names import Field, Kind
from jusoforms.vocabulary.states import says_something
from jusoforms.vocabulary.wareki import DateText, read_date

__all__ = ["answer", "chosen_in", "offers_options"]

_NUMBER = re.compile(r"(?:第|No\.?|№)?(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:回目?|番目?|号|件目?)?")


def answer(reading: Reading, field: Field, text: str, cell: Cell | None) -> object:
    """Return what a text says as the value of a field."""
    if field.kind is Kind.DATE:
        return _date(reading, field, text, cell)
    if field.kind is Kind.NUMBER:
        return _number(reading, field, text, cell)
    return split_list(text) if field.kind is Kind.TEXTS else text


def offers_options(reading: Reading, name: str, field: Field) -> bool:
    """Return whether marks in a field's cells may choose its answer.

    ``name`` is the field's as the lists know it: 会議.種別, 役割分担.状態.
    """
    is_text = field.kind in {Kind.TEXT, Kind.TEXTS}
    return is_text and may_be_ticked(field.name, reading.offered(name))


def chosen_in(
    reading: Reading, name: str, field: Field, cells: Sequence[Cell], over: Sequence[Area] = ()
) -> str | tuple[str, ...] | None:
    """Return what marks in the field's cells choose; None where its text is the answer."""
    if not offers_options(reading, name, field):
        return None
    several = field.kind is Kind.TEXTS
    known = reading.offered(name)
    said = ticked(reading, field.name, cells, known, several=several, over=over)
    if said is None:
        return None
    return said if several else "".join(said)


def _date(reading: Reading, field: Field, text: str, cell: Cell | None) -> DateText:
    date = read_date(text, near=reading.near)
    place = cell.address if cell else ""
    reading.add(date_problem(field.name, date), place)
    reading.add(year_problem(field.name, cell), place)
    return date


def _number(reading: Reading, field: Field, text: str, cell: Cell | None) -> int | None:
    """Return the number in 12, １２, 1,200, 第２回, ２回目; a word such as 未定 is none."""
    if not says_something(text):
        return None
    match = _NUMBER.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if match is None:
        reading.say(say.UNREADABLE_NUMBER, cell, field.name, value=text)
        return None
    return int(match[1].replace(",", ""))
