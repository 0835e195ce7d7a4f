"""Tags in the cells of a blank form: printed words and ``{{名}}``, in their order.

Full-width braces are accepted; so are the signs ［ ］ ＝ ＋ ． inside. Nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Tag", "Written", "read_cell"]

_TAG = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
_BRACE = re.compile(r"[{｛]{2}|[}｝]{2}")
_SIGNS = str.maketrans("［］＝＋．", "[]=+.")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as written, and the words between its braces."""

    source: str
    inner: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a tagged cell of a blank says."""

    pieces: tuple[str | Tag, ...]
    stray: str = ""
    """A brace that opens or closes nothing."""

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags, first one first."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Tag))

    @property
    def printed(self) -> str:
        """The words around the tags: what stands in the cell when nobody has filled it in."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


def read_cell(text: str) -> Written | None:
    """Return the tags of a cell with the words around them; None where it has none."""
    pieces = tuple(_pieces(text))
    stray = next(
        (found[0] for p in pieces if isinstance(p, str) and (found := _BRACE.search(p))), ""
    )
    if not stray and not any(isinstance(piece, Tag) for piece in pieces):
        return None
    return Written(pieces, stray)


def _pieces(text: str) -> Iterator[str | Tag]:
    end = 0
    for match in _TAG.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Tag(match[0], match[1].translate(_SIGNS).strip())
        end = match.end()
    if end < len(text):
        yield text[end:]
