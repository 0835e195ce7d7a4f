"""〃 and 同上: the same as in the row above. A document never prints them (公用文).

In a table such a cell takes the text of its column in the row above, however many rows up that was
typed. Elsewhere, or with more words beside the mark, it is a question.
"""

from __future__ import annotations

from jusoforms.vocabulary.labels import fold

__all__ = ["DITTO_MARK", "ditto_in", "is_ditto"]

DITTO_MARK = "〃"
_DITTO = frozenset(
    map(fold, (
        DITTO_MARK, "〃〃", "″", "”", "“", '"', "〻", "゛", "''", "同上", "同前",
        "上と同じ", "上に同じ", "上記と同じ", "上記に同じ", "上記同様", "上の行と同じ", "以下同じ",
        "以下同上", "同じ", "々", "仝", "ゝ", "ヽ", "同",
    ))
)  # fmt: skip
_LONGEST = 100
"""Characters, blanks among them, that such words may take."""
_NOT_ABOVE = frozenset(map(fold, ("同左", "左と同じ", "左に同じ", "同右")))


def is_ditto(text: str) -> bool:
    """Return whether a cell says no more than that it is as the one above."""
    return len(text) <= _LONGEST and bool(text.strip()) and fold(text) in _DITTO


def ditto_in(text: str) -> str:
    """Return the words that say "the same" and cannot be resolved; empty where there are none."""
    bare = text.strip()
    if len(bare) <= _LONGEST and (is_ditto(bare) or fold(bare) in _NOT_ABOVE):
        return bare
    return DITTO_MARK if DITTO_MARK in bare else ""
