"""The Japanese name beside each field, and how names are matched.

A name matches after folding: width, blanks (those of no width too) and the punctuation
・、，。()（）：. do not count (docs/glossary.md). Only names are folded, never answers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

__all__ = ["Label", "Record", "fold"]

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff・、,。()：:.､･｡]+")


@dataclass(frozen=True, slots=True)
class Label:
    """The canonical Japanese name of a field, with the other names it is accepted under."""

    name: str
    also: tuple[str, ...] = ()
    note: str = ""
    """One line for ``jusoforms fields``: what to write there."""


class Record(BaseModel):
    """An immutable record of the vocabulary; a failed validation never quotes a value."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="forbid")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text as names are compared: NFKC, without blanks and punctuation."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()
