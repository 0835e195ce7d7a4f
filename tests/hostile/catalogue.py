"""All hostile files, by name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cases import Case
from crashers import crashers
from hostile_foreign import foreign
from hostile_sheets import sheets
from hostile_xml import parts
from hostile_zips import zips

__all__ = ["catalogue"]


def catalogue() -> Iterator[Case]:
    """Yield every case; no two have one name."""
    seen: set[str] = set()
    for one in chain(zips(), parts(), sheets(), foreign(), crashers()):
        assert one.name not in seen, one.name
        seen.add(one.name)
        yield one
