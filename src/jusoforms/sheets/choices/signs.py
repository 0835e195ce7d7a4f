"""The marks people put beside an option, and what each says by itself."""

from __future__ import annotations

import re
from enum import Enum, auto

__all__ = ["BOX", "SIGNS", "Sign", "is_mark", "sign_of"]


class Sign(Enum):
    """What a mark says by itself."""

    ON = auto()
    FILLED = auto()
    """A filled circle: chosen, and ○ beside it is not."""
    MAIN = auto()
    CIRCLE = auto()
    """Chosen or an empty circle, as the others have it."""
    OFF = auto()
    ASK = auto()
    """A tick in some offices, a denial in others."""


SIGNS: dict[str, Sign] = {
    **dict.fromkeys("☑✓✔✅🗹🗸√レ■◼⬛", Sign.ON),
    **dict.fromkeys("●◉⦿⚫🔘", Sign.FILLED),
    **dict.fromkeys("◎", Sign.MAIN),
    **dict.fromkeys("○◯〇⭕", Sign.CIRCLE),
    **dict.fromkeys("☐□▢◻⬜❏❑", Sign.OFF),
    **dict.fromkeys("☒🗷×✕✖✗✘❌△", Sign.ASK),
}
"""Every mark of one character. ☒ and × deny in some offices: they are asked about."""
BOX = re.compile(rf"[（(\[［【][\s　]*([{re.escape(''.join(SIGNS))}]?)[\s　]*[）)\]］】]")
"""A pair of brackets with a mark, or with nothing: （○）有 （　）無."""


def sign_of(mark: str) -> Sign | None:
    """Return what a mark says; None for no mark. A circle in brackets was put there: it is on."""
    box = BOX.fullmatch(mark)
    if box is None:
        return SIGNS.get(mark)
    inside = SIGNS[box[1]] if box[1] else Sign.OFF
    return Sign.ON if inside is Sign.CIRCLE else inside


def is_mark(text: str) -> bool:
    """Return whether a text is one mark and nothing else: a mark in a cell of its own."""
    bare = text.strip().removesuffix("\ufe0f").removesuffix("\ufe0e")
    return bare in SIGNS or bool(bare and BOX.fullmatch(bare))
