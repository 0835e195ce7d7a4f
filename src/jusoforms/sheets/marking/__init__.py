"""Marks in a returned workbook, and their removal: pure functions of bytes."""

from jusoforms.sheets.marking.marking import mark
from jusoforms.sheets.marking.refusal import CannotMark
from jusoforms.sheets.marking.removing import unmark, unmarked

__all__ = ["CannotMark", "mark", "unmark", "unmarked"]
