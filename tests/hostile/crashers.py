"""What fuzzing found: files that once broke out, kept by what makes them."""

from __future__ import annotations

from collections.abc import Iterator

from cases import Case

__all__ = ["crashers"]


def crashers() -> Iterator[Case]:
    """Yield them, named by what they once did."""
    yield from ()
