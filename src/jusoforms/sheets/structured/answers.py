"""A cell's text as the value of a field: text, names, date or number; or a problem at the cell."""

from __future__ import annotations

import re
import unicodedata

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.grid import Cell
from jusoforms.sheets.periods import date_problem
from jusoforms.sheets.texts import split_list
from jusoforms.vocabulary.names import Field, Kind
from jusoforms.vocabulary.wareki import read_date

__all__ = ["answer"]

_NUMBER = re.compile(r"第?(\d+)(?:回|番)?")


def answer(reading: Reading, field: Field, text: str, cell: Cell | None) -> object:
    """Return what a text says as the value of a field."""
    if field.kind is Kind.DATE:
        date = read_date(text)
        reading.add(date_problem(field.name, date), cell.address if cell else "")
        return date
    if field.kind is Kind.NUMBER:
        return _number(reading, field, text, cell)
    return split_list(text) if field.kind is Kind.TEXTS else text


def _number(reading: Reading, field: Field, text: str, cell: Cell | None) -> int | None:
    if not text:
        return None
    match = _NUMBER.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if match is None:
        reading.say(say.UNREADABLE_NUMBER, cell, field.name, value=text)
        return None
    return int(match[1])
