"""One hostile file, and the catalogue of them all: names and seeds, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["SAMPLE", "Case", "case", "flipped", "mutants"]

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "事例1.xlsx"


@dataclass(frozen=True)
class Case:
    """A file by its name; made when it is asked for."""

    name: str
    make: Callable[[], bytes]
    code: str = ""
    """The problem it must come back with; empty where several answers are right."""
    slow: bool = False
    """Large or slow to make: left out of the default suite."""


def case(
    name: str, make: Callable[[], bytes] | bytes, code: str = "", *, slow: bool = False
) -> Case:
    """Return a case of bytes, or of what makes them."""
    return Case(name, (lambda: make) if isinstance(make, bytes) else make, code, slow)


@cache
def sample() -> bytes:
    return SAMPLE.read_bytes()


def flipped(data: bytes, seed: int) -> bytes:
    """Return data with 1 to 64 bits changed."""
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(2 ** dice.randrange(7)):
        place = dice.randrange(len(changed))
        changed[place] ^= 1 << dice.randrange(8)
    return bytes(changed)


def spliced(data: bytes, seed: int) -> bytes:
    """Return data with a piece of it cut out, doubled, blanked or put elsewhere."""
    dice = random.Random(seed)
    start = dice.randrange(len(data))
    end = min(len(data), start + 2 ** dice.randrange(12))
    piece, rest = data[start:end], data[:start] + data[end:]
    place = dice.randrange(len(rest) + 1)
    return dice.choice(
        [rest, data[:end] + data[start:], data[:start] + bytes(len(piece)) + data[end:],
         data[:start] + dice.randbytes(len(piece)) + data[end:], rest[:place] + piece + rest[place:]]
    )  # fmt: skip


def mutants(
    label: str, suffix: str, make: Callable[[], bytes], *, cuts: int, flips: int, splices: int
) -> Iterator[Case]:
    """Yield a file cut off, with bits flipped, with pieces moved."""
    for n in range(cuts):
        yield Case(
            f"{label}-cut-{n}.{suffix}",
            lambda n=n: (data := make())[: len(data) * n // cuts],  # type: ignore[misc]
        )
    for n in range(flips):
        yield Case(f"{label}-flip-{n}.{suffix}", lambda n=n: flipped(make(), n))  # type: ignore[misc]
    for n in range(splices):
        yield Case(f"{label}-splice-{n}.{suffix}", lambda n=n: spliced(make(), n))  # type: ignore[misc]
