"""All kinds of mess: importing the families enters them."""

from mess import agencies, books, dates, labels, raw, structure, tables, ticks, unseen, words
from mess.kinds import KINDS, Kind

__all__ = ["FAMILIES", "KINDS", "Kind"]

FAMILIES = (structure, labels, words, dates, tables, ticks, agencies, unseen, books, raw)
