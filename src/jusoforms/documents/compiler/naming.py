"""Which lists a paragraph or cell names, and the way through lists to a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.scopes import Found, Frame, Miss, Scope, resolve
from jusoforms.documents.compiler.story import Story
from jusoforms.documents.compiler.tags import Sign
from jusoforms.documents.rendering.values import Source
from jusoforms.documents.wml import w
from jusoforms.vocabulary.names import Kind

__all__ = ["Chain", "Naming"]

_APART = (w("tbl"), w("txbxContent"))
"""What lies in these is planned for itself."""
_ROW_CELLS = 2
"""A row repeats if so many of its cells name the list."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Lists, one inside the other, that have to be gone through."""

    frames: tuple[Frame, ...]
    first: Source

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Which lists these are."""
        return tuple(frame.path for frame in self.frames)

    @property
    def name(self) -> str:
        """The innermost list as a person writes it."""
        return ".".join(self.frames[-1].path)

    @property
    def roots(self) -> tuple[str, ...]:
        """The outermost list: what neighbours are compared by."""
        return (".".join(self.frames[0].path),)

    def cut(self, count: int) -> Chain:
        """Return the outer lists only."""
        return Chain(self.frames[:count], self.first)


@dataclass(frozen=True, slots=True)
class Naming:
    """Reads names in a story."""

    story: Story

    def spots_in(self, node: etree._Element) -> list[Spot]:
        """Return the tags in a node, closing marks left out."""
        return [spot for kind, spot in self._marked(node) if kind != "c"]

    def chains(self, node: etree._Element, scope: Scope) -> list[tuple[Spot, Chain]]:
        """Return each tag that names lists which nothing around goes through.

        Tags inside a block of the node see the block's names first; inner tables do not count.
        """
        scopes, found = [scope], list[tuple[Spot, Chain]]()
        for kind, spot in self._marked(node):
            if kind == "c":
                scopes.pop()
                continue
            meant = resolve(spot.tag.path, scopes[-1])
            chain = _chain(meant, spot, len(scope))
            if chain:
                found.append((spot, chain))
            if kind == "o":
                scopes.append(self._inside(spot, meant, scopes[-1]))
        return found

    def of_row(self, cells: list[list[tuple[Spot, Chain]]]) -> list[tuple[Spot, Chain]]:
        """Return what the row itself repeats; empty where its paragraphs do.

        A child list of texts named by one cell only stays with that cell's paragraph.
        """
        named = [{path for _, chain in cell for path in chain.paths} for cell in cells]

        def cells_naming(path: tuple[str, ...]) -> int:
            return sum(path in paths for paths in named)

        every = [pair for cell in cells for pair in cell]
        if not any(cells_naming(chain.paths[0]) >= _ROW_CELLS for _, chain in every):
            return []
        return [(spot, _of_row(chain, cells_naming(chain.paths[-1]))) for spot, chain in every]

    def through(self, path: tuple[str, ...], scope: Scope) -> tuple[Scope, list[Source]]:
        """Return the names inside a list, and the lists to go through, outermost first."""
        sources: list[Source] = []
        while True:
            found = resolve(path, scope)
            assert isinstance(found, Found)
            if not found.pending:
                break
            sources.append(found.pending[0].source)
            scope = (*scope, found.pending[0].frame)
        names = found.children if found.kind is Kind.LIST else None
        return (*scope, Frame(names, found.path)), [*sources, found.source]

    def through_chain(self, chain: Chain, scope: Scope) -> tuple[Scope, list[Source]]:
        """Return the names inside a unit, and the lists to go through, outermost first."""
        sources = [chain.first]
        for outer, inner in zip(chain.frames, chain.frames[1:], strict=False):
            scope = (*scope, outer)
            keys = inner.path[len(outer.path) :]
            sources.append(Source(".".join(inner.path), len(scope) - 1, keys))
        return (*scope, chain.frames[-1]), sources

    def _marked(self, node: etree._Element) -> Iterator[tuple[str, Spot]]:
        markers = list(node.iter(etree.ProcessingInstruction))
        table = next(node.iterancestors(*_APART), None) if markers else None
        for marker in markers:
            spot = self.story.spot(marker)
            around = next(marker.iterancestors(*_APART), None)
            if spot is not None and around is table:
                yield (marker.text or "v")[0], spot

    def _inside(self, spot: Spot, meant: Found | Miss, scope: Scope) -> Scope:
        if isinstance(meant, Miss) or spot.tag.sign is not Sign.EACH:
            return scope
        if meant.kind in {Kind.LIST, Kind.TEXTS}:
            return self.through(spot.tag.path, scope)[0]
        return (*scope, Frame(meant.children, meant.path)) if meant.children else scope


def _chain(meant: Found | Miss, spot: Spot, outside: int) -> Chain | None:
    if isinstance(meant, Miss) or not meant.pending or spot.tag.sign is Sign.EACH:
        return None
    first = meant.pending[0].source
    if first.depth >= outside:
        return None
    return Chain(tuple(walk.frame for walk in meant.pending), first)


def _of_row(chain: Chain, cells: int) -> Chain:
    is_texts = chain.frames[-1].names is None
    shorter = is_texts and len(chain.frames) > 1 and cells < _ROW_CELLS
    return chain.cut(len(chain.frames) - 1) if shorter else chain
