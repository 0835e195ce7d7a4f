"""What of a printed part has to be proved: copies of one shape are as sound as two of them.

While a part is printed, every decision is noted: whether a block was printed, a cell joined the
one above, a table was left empty. Operations decide and values do nothing else to the structure
(their text is escaped), so copies of a unit with the same decisions have the same elements. What
neighbours do to each other is seen where each pair of shapes stands once. The rest is left out
of the proof, whose cost then hangs on the template and not on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Copies", "Shape", "kept"]

Shape = tuple[Any, ...]
"""The decisions within one copy, in their order."""


@dataclass(frozen=True, slots=True)
class _Copy:
    shape: Shape
    start: int
    end: int


@dataclass(slots=True)
class Copies:
    """A walk from copy to copy; ``path`` is a shorter one over the same steps.

    A round that comes back to a shape without a step that is new is cut out. The copy at its end
    stays, not the one at its beginning: it has what the next one may still do to it (縦結合).
    """

    spared: list[tuple[int, int]]
    """Ranges of the output that need no proof; shared by the whole part."""
    path: list[_Copy] = field(default_factory=list)
    _detour: list[_Copy] = field(default_factory=list)
    _steps: set[tuple[Shape | None, Shape]] = field(default_factory=set)
    _last: Shape | None = None

    def add(self, shape: Shape, start: int, end: int) -> None:
        """Take in the next copy and where it lies in the output."""
        copy, step = _Copy(shape, start, end), (self._last, shape)
        self._last = shape
        if step not in self._steps:
            self._steps.add(step)
            self.path += [*self._detour, copy]
            self._detour.clear()
        elif self.path[-1].shape == shape:
            self._spare([self.path[-1], *self._detour])
            self.path[-1] = copy
            self._detour.clear()
        else:
            self._cut_back(copy)

    def shape(self) -> Shape:
        """Return the shape of them all: it may be part of that of a copy around."""
        return tuple(copy.shape for copy in (*self.path, *self._detour))

    def _cut_back(self, copy: _Copy) -> None:
        for index, earlier in enumerate(self._detour):
            if earlier.shape == copy.shape:
                self._spare(self._detour[index:])
                del self._detour[index:]
                break
        self._detour.append(copy)

    def _spare(self, copies: Sequence[_Copy]) -> None:
        self.spared.extend((copy.start, copy.end) for copy in copies)


def kept(out: Sequence[str], spared: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the pieces of a part that are to be proved."""
    at = 0
    for start, end in sorted(spared):
        if start >= at:
            yield from out[at:start]
        at = max(at, end)
    yield from out[at:]
