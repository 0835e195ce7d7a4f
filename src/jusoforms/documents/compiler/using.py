"""Which names a compiled template uses: what a form must hold to make its document in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jusoforms.documents.rendering.ops import Op
from jusoforms.documents.rendering.values import Source

__all__ = ["names_used"]


def names_used(stories: Iterable[tuple[str, tuple[Op, ...]]]) -> frozenset[str]:
    """Return the canonical names of every tag, dotted: 役割分担.担当機関."""
    return frozenset(name for _, ops in stories for name in _names(ops))


def _names(item: Any) -> Iterator[str]:
    if isinstance(item, Source):
        yield item.label
    elif isinstance(item, tuple):
        for one in item:
            yield from _names(one)
    else:
        for name in getattr(item, "__dataclass_fields__", ()):
            yield from _names(getattr(item, name))
