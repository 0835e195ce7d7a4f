"""From tags to a plan: which names each tag sees, and what each unit and block repeats.

One walk over a part, outermost first. Units are decided before the tags inside them are read,
because a unit adds the names of its list (docs/tags.md, Repetition).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jusoforms.documents.compiler.blocks import Layout
from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.edges import (
    Element,
    between_copies,
    empty_paragraph,
    ends_in_paragraph,
    trailing_break,
)  # fmt: skip
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.marks import Marks, Region, nested
from jusoforms.documents.compiler.naming import Chain, Naming
from jusoforms.documents.compiler.printables import Printables
from jusoforms.documents.compiler.repetition import tell_block, tell_unit
from jusoforms.documents.compiler.scopes import Frame, Miss, Scope, resolve
from jusoforms.documents.compiler.story import Story, say_at
from jusoforms.documents.compiler.tags import Sign
from jusoforms.documents.rendering.ops import Ending, KeepsParagraph, When
from jusoforms.documents.wml import blocks_of, child, element, is_marker, local, take_out, w
from jusoforms.problems import Sentence
from jusoforms.problems import tags as say
from jusoforms.vocabulary.names import Kind

__all__ = ["Planner", "RowSeen", "TableSeen"]

_BOX, _PROPERTIES = w("txbxContent"), frozenset({w("tcPr"), w("sectPr")})
Visit = Callable[[Element, Scope], tuple[str, ...]]
"""Plans one node; returns the lists it names, to be compared with its neighbour's."""


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row with what repeats it."""

    row: Element
    regions: tuple[Region, ...]
    """Inside the table, outermost first."""


@dataclass(slots=True)
class TableSeen:
    """A table with its rows, vanishing ones left out."""

    table: Element
    frames: int
    """Levels of names around it."""
    rows: list[RowSeen] = field(default_factory=list)


@dataclass(slots=True)
class Planner:
    """Plans one part."""

    story: Story
    layout: Layout
    faults: Faults
    marks: Marks
    naming: Naming
    printables: Printables
    tables: list[TableSeen] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)

    def plan(self, scope: Scope) -> None:
        """Plan the whole part and take out what vanishes."""
        for container in self.story.containers:
            self._content(container, scope)
        for node in self.layout.doomed:
            take_out(node)

    def tell(self, spot: Spot, sentence: Sentence, **words: str) -> None:
        """Add a fault at a tag."""
        say_at(self.faults, self.story, spot, sentence, candidates=(), **words)

    # Containers: body, cell, header, content control.

    def _content(self, container: Element, scope: Scope) -> None:
        blocks = list(blocks_of(container))
        self._sequence(list(container), scope, self._block)
        inside = [node for node in container if node.tag not in _PROPERTIES]
        if inside and not ends_in_paragraph(inside, self.layout.doomed):
            empty = empty_paragraph(next((b for b in blocks if local(b) == "p"), None))
            self.marks.enclose(inside[0], inside[-1], lambda body: KeepsParagraph(body, empty))

    def _sequence(self, nodes: list[Element], scope: Scope, visit: Visit) -> None:
        """Plan siblings; blocks among them are gone into with the names they add."""
        index, before = 0, frozenset[str]()
        while index < len(nodes):
            node, named = nodes[index], frozenset[str]()
            if is_marker(node):
                number = _opened(node)
                if number in self.layout.blocks:
                    end = _closing(nodes, index, number)
                    self._enclosed(nodes[index + 1 : end], number, scope, visit)
                    index = end
            elif node not in self.layout.doomed:
                named = frozenset(visit(node, scope))
                self._neighbours(node, before & named)
            before, index = named, index + 1

    def _enclosed(self, nodes: list[Element], number: int, scope: Scope, visit: Visit) -> None:
        inner, region = self._block_scope(number, scope, nodes)
        if region:
            self.regions.append(region)
        self._sequence(nodes, inner, visit)
        if region:
            self.regions.pop()
            if region.repeats:
                self._end_copies(nodes)

    def _neighbours(self, node: Element, shared: frozenset[str]) -> None:
        for name in sorted(shared):
            unit = "行" if local(node) == "tr" else "段落"
            spot = self.naming.spots_in(node)[0]
            self.tell(spot, say.NEIGHBOURS, unit=unit, name=name)

    # Blocks.

    def _block_scope(
        self, number: int, scope: Scope, nodes: list[Element]
    ) -> tuple[Scope, Region | None]:
        """Return the names inside a block, and what it is; None where it is at fault."""
        spot = self.layout.blocks[number]
        found = resolve(spot.tag.path, scope)
        if isinstance(found, Miss):
            self.printables.tell_miss(spot, found)
            return self._meant(spot, found, scope), None
        if spot.tag.sign is Sign.EACH and found.kind in {Kind.LIST, Kind.TEXTS}:
            return self._each(spot, number, scope, nodes)
        if found.pending:
            self.tell(spot, say.LIST_IN_CONDITION, name=found.path[0])
            return scope, None
        opens = spot.tag.sign is Sign.EACH and found.kind is Kind.RECORD
        wanted = spot.tag.sign is not Sign.EMPTY
        self.marks.makers[number] = lambda body: When(body, found.source, wanted, opens)
        region = Region(number, int(opens), repeats=False)
        self.marks.regions[number] = region
        inner = (*scope, Frame(found.children, found.path)) if opens else scope
        return inner, region

    def _meant(self, spot: Spot, miss: Miss, scope: Scope) -> Scope:
        """Return the names inside a block that was surely meant for the name most like its own."""
        path = tuple(miss.candidates[0].split(".")) if miss.candidates else ()
        found = resolve(path, scope) if path else miss
        lists = {Kind.LIST, Kind.TEXTS}
        if isinstance(found, Miss) or spot.tag.sign is not Sign.EACH or found.kind not in lists:
            return scope
        return self.naming.through(path, scope)[0]

    def _each(
        self, spot: Spot, number: int, scope: Scope, nodes: list[Element]
    ) -> tuple[Scope, Region | None]:
        if not self.story.is_body:
            self.tell(spot, say.REPEAT_IN_HEADER, where=self.story.words)
            return scope, None
        inner, sources = self.naming.through(spot.tag.path, scope)
        tell_block(self.faults, self.story, spot, sources)
        between = between_copies(nodes, self.layout.doomed)
        self.marks.makers[number] = nested(sources, between, childless=False)
        region = Region(number, len(sources), repeats=True)
        self.marks.regions[number] = region
        return inner, region

    # Units.

    def _block(self, node: Element, scope: Scope) -> tuple[str, ...]:
        name = local(node)
        if name == "p":
            return self._paragraph(node, scope)
        if name == "tbl":
            self._table(node, scope)
        elif name == "sdt":
            content = child(node, "sdtContent")
            if content is not None:
                self._content(content, scope)
        return ()

    def _paragraph(self, paragraph: Element, scope: Scope) -> tuple[str, ...]:
        chains = self.naming.chains(paragraph, scope)
        chain = self._one_chain(chains, "段落")
        self._in_unit(paragraph, chain, scope, self._inlines)
        return chain.roots if chain else ()

    def _inlines(self, node: Element, scope: Scope) -> None:
        self._sequence(list(node), scope, self._inline)

    def _inline(self, node: Element, scope: Scope) -> tuple[str, ...]:
        if local(node) == "r":
            for marker in filter(is_marker, node):
                spot = self.story.spot(marker)
                if spot is not None and spot.tag.sign is Sign.VALUE:
                    self.printables.plan(spot, scope, self.regions)
            for box in _boxes(node):
                self._content(box, scope)
        elif local(node) in {"hyperlink", "sdt", "sdtContent"}:
            self._inlines(node, scope)
            if local(node) == "sdtContent" and any(map(is_marker, node)):
                node.append(element("r"))
        return ()

    def _table(self, table: Element, scope: Scope) -> None:
        seen = TableSeen(table, len(scope))
        self.tables.append(seen)
        around = len(self.regions)

        def row(node: Element, inner: Scope) -> tuple[str, ...]:
            return self._row(node, inner, seen, around) if local(node) == "tr" else ()

        self._sequence(list(table), scope, row)

    def _row(self, row: Element, scope: Scope, seen: TableSeen, around: int) -> tuple[str, ...]:
        cells = [self.naming.chains(cell, scope) for cell in row.findall(w("tc"))]
        chain = self._one_chain(self.naming.of_row(cells), "行")

        def inside(node: Element, inner: Scope) -> None:
            seen.rows.append(RowSeen(node, tuple(self.regions[around:])))
            for cell in node.findall(w("tc")):
                self._content(cell, inner)

        self._in_unit(row, chain, scope, inside)
        return tuple({name for chains in cells for _, one in chains for name in one.roots})

    def _in_unit(
        self,
        node: Element,
        chain: Chain | None,
        scope: Scope,
        inside: Callable[[Element, Scope], None],
    ) -> None:
        """Plan the inside of a paragraph or row, which repeats where it names a list."""
        if chain is None:
            inside(node, scope)
            return
        inner, sources = self.naming.through_chain(chain, scope)
        tell_unit(self.faults, self.story, node, sources)
        number = self.marks.enclose(node, node, nested(sources))
        region = Region(number, len(sources), repeats=True)
        self.marks.regions[number] = region
        self.regions.append(region)
        inside(node, inner)
        self.regions.pop()
        if local(node) == "p":
            self._end_copies([node])

    def _one_chain(self, chains: list[tuple[Spot, Chain]], unit: str) -> Chain | None:
        """Return the deepest of the lists named, if all the others lie on its way."""
        if not chains:
            return None
        if not self.story.is_body:
            self.tell(chains[0][0], say.REPEAT_IN_HEADER, where=self.story.words)
            self._unsettle(chains)
            return None
        deepest = max((chain for _, chain in chains), key=lambda chain: len(chain.paths))
        for spot, chain in chains:
            if deepest.paths[: len(chain.paths)] != chain.paths:
                self.tell(spot, say.TWO_LISTS, unit=unit, name=deepest.name, other=chain.name)
                self._unsettle(chains)
                return None
        return deepest

    def _unsettle(self, chains: list[tuple[Spot, Chain]]) -> None:
        self.printables.unsettled.update(spot.passage.paragraph for spot, _ in chains)

    def _end_copies(self, nodes: list[Element]) -> None:
        """Let a page break at the end of what repeats part the copies: none after the last."""
        edge = trailing_break(nodes, self.layout.doomed)
        if edge is not None:
            self.marks.enclose(edge, edge, lambda body: Ending(body, "between"))


def _boxes(node: Element) -> Iterator[Element]:
    """Yield the text boxes in a run, those in boxes left out; a drawing's fallback has its own."""
    for box in node.iter(_BOX):
        if next(box.iterancestors(_BOX, node.tag)) is node:
            yield box


def _opened(marker: Element) -> int:
    text = marker.text or ""
    return int(text[1:]) if text.startswith("o") else -1


def _closing(nodes: list[Element], start: int, number: int) -> int:
    for index in range(start + 1, len(nodes)):
        if is_marker(nodes[index]) and nodes[index].text == f"c{number}":
            return index
    raise AssertionError  # pragma: no cover a block's marks are siblings
