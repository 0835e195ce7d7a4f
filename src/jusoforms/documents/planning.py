"""From tags to a plan: which names each tag sees, and what each unit and block repeats.

One walk over a part, outermost first. Units are decided before the tags inside them are read,
because a unit adds the names of its list (docs/tags.md, Repetition).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.blocks import Layout
from jusoforms.documents.cutting import Spot
from jusoforms.documents.faults import Faults
from jusoforms.documents.formats import JOIN_CELLS, find_format
from jusoforms.documents.formatting import FormatFault, formatted
from jusoforms.documents.marks import Marks, Region, nested
from jusoforms.documents.naming import Chain, Naming
from jusoforms.documents.ops import Ending, KeepsParagraph, Print, When
from jusoforms.documents.scopes import Found, Frame, Miss, Scope, resolve
from jusoforms.documents.story import Story, say_at
from jusoforms.documents.tags import Sign
from jusoforms.documents.values import Value
from jusoforms.documents.wml import (
    blocks_of,
    child,
    element,
    is_marker,
    local,
    page_break,
    w,
    wml_text,
)
from jusoforms.problems import Sentence
from jusoforms.problems import templates as say
from jusoforms.vocabulary.names import Kind

__all__ = ["Planner", "RowSeen", "TableSeen", "empty_paragraph"]

Element = etree._Element  # noqa: SLF001 lxml has no public name for it
Visit = Callable[[Element, Scope], tuple[str, ...]]
"""Plans one node; returns the lists it names, to be compared with its neighbour's."""


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row with what repeats it."""

    row: etree._Element
    regions: tuple[Region, ...]
    """Inside the table, outermost first."""


@dataclass(slots=True)
class TableSeen:
    """A table with its rows, vanishing ones left out."""

    table: etree._Element
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
    values: dict[Spot, tuple[Value, int]] = field(default_factory=dict)
    """What each value tag prints, and how many regions are around it."""
    tables: list[TableSeen] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    unsettled: set[Element] = field(default_factory=set)
    """Paragraphs whose unit is at fault: their tags are not told once more."""

    def plan(self, scope: Scope) -> None:
        """Plan the whole part and take out what vanishes."""
        self._content(self.story.container, scope)
        for node in self.layout.doomed:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)

    def tell(
        self, spot: Spot, sentence: Sentence, candidates: tuple[str, ...] = (), **words: str
    ) -> None:
        """Add a fault at a tag."""
        say_at(self.faults, self.story, spot, sentence, candidates=candidates, **words)

    # Containers: body, cell, header, content control.

    def _content(self, container: etree._Element, scope: Scope) -> None:
        blocks = list(blocks_of(container))
        self._sequence(list(container), scope, self._block)
        inside = [n for n in container if local(n) not in {"tcPr", "sectPr"}]
        if inside and not self._ends_in_paragraph(inside):
            empty = empty_paragraph(next((b for b in blocks if local(b) == "p"), None))
            self.marks.enclose(inside[0], inside[-1], lambda body: KeepsParagraph(body, empty))

    def _ends_in_paragraph(self, nodes: list[etree._Element]) -> bool:
        """Return whether the last block stands in every copy and is no table."""
        depth, sure = 0, False
        for node in nodes:
            text = (node.text or "") if is_marker(node) else ""
            depth += text.startswith("o") - text.startswith("c")
            if local(node) in {"p", "tbl", "sdt"} and node not in self.layout.doomed:
                sure = not depth and local(node) != "tbl"
        return sure

    def _sequence(self, nodes: list[etree._Element], scope: Scope, visit: Visit) -> None:
        """Plan siblings; blocks among them are gone into with the names they add."""
        index, before = 0, frozenset[str]()
        while index < len(nodes):
            node, named = nodes[index], frozenset[str]()
            number = _opened(node)
            if number in self.layout.blocks:
                end = _closing(nodes, index, number)
                self._enclosed(nodes[index + 1 : end], number, scope, visit)
                index = end
            elif not is_marker(node) and node not in self.layout.doomed:
                named = frozenset(visit(node, scope))
                self._neighbours(node, before & named)
            before, index = named, index + 1

    def _enclosed(
        self, nodes: list[etree._Element], number: int, scope: Scope, visit: Visit
    ) -> None:
        inner, region = self._block_scope(number, scope, nodes)
        if region:
            self.regions.append(region)
        self._sequence(nodes, inner, visit)
        if region:
            self.regions.pop()
            if region.repeats:
                self._trailing_break(nodes)

    def _neighbours(self, node: etree._Element, shared: frozenset[str]) -> None:
        for name in sorted(shared):
            unit = "行" if local(node) == "tr" else "段落"
            spot = self.naming.spots_in(node)[0]
            self.tell(spot, say.NEIGHBOURS, unit=unit, name=name)

    # Blocks.

    def _block_scope(
        self, number: int, scope: Scope, nodes: list[etree._Element]
    ) -> tuple[Scope, Region | None]:
        """Return the names inside a block, and what it is; None where it is at fault."""
        spot = self.layout.blocks[number]
        found = resolve(spot.tag.path, scope)
        if isinstance(found, Miss):
            self._miss(spot, found)
            return scope, None
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

    def _each(
        self, spot: Spot, number: int, scope: Scope, nodes: list[etree._Element]
    ) -> tuple[Scope, Region | None]:
        if not self.story.is_body:
            self.tell(spot, say.REPEAT_IN_HEADER, where=self.story.words)
            return scope, None
        inner, sources = self.naming.through(spot.tag.path, scope)
        between = _between(nodes, self.layout)
        self.marks.makers[number] = nested(sources, between, childless=False)
        region = Region(number, len(sources), repeats=True)
        self.marks.regions[number] = region
        return inner, region

    # Units.

    def _block(self, node: etree._Element, scope: Scope) -> tuple[str, ...]:
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

    def _paragraph(self, paragraph: etree._Element, scope: Scope) -> tuple[str, ...]:
        chains = self.naming.chains(paragraph, scope)
        chain = self._one_chain(chains, "段落")
        self._in_unit(paragraph, chain, scope, self._inlines)
        return chain.roots if chain else ()

    def _inlines(self, node: etree._Element, scope: Scope) -> None:
        self._sequence(list(node), scope, self._inline)

    def _inline(self, node: etree._Element, scope: Scope) -> tuple[str, ...]:
        if local(node) == "r":
            for marker in filter(is_marker, node):
                spot = self.story.spot(marker)
                if spot is not None and spot.tag.sign is Sign.VALUE:
                    self._value(spot, scope)
        elif local(node) in {"hyperlink", "sdt", "sdtContent"}:
            self._inlines(node, scope)
            if local(node) == "sdtContent" and any(map(is_marker, node)):
                node.append(element("r"))
        return ()

    def _table(self, table: etree._Element, scope: Scope) -> None:
        seen = TableSeen(table, len(scope))
        self.tables.append(seen)
        around = len(self.regions)

        def row(node: etree._Element, inner: Scope) -> tuple[str, ...]:
            return self._row(node, inner, seen, around) if local(node) == "tr" else ()

        self._sequence(list(table), scope, row)

    def _row(
        self, row: etree._Element, scope: Scope, seen: TableSeen, around: int
    ) -> tuple[str, ...]:
        cells = [self.naming.chains(cell, scope) for cell in row.findall(w("tc"))]
        chain = self._one_chain(self.naming.of_row(cells), "行")

        def inside(node: etree._Element, inner: Scope) -> None:
            seen.rows.append(RowSeen(node, tuple(self.regions[around:])))
            for cell in node.findall(w("tc")):
                self._content(cell, inner)

        self._in_unit(row, chain, scope, inside)
        return tuple({name for chains in cells for _, one in chains for name in one.roots})

    def _in_unit(
        self,
        node: etree._Element,
        chain: Chain | None,
        scope: Scope,
        inside: Callable[[etree._Element, Scope], None],
    ) -> None:
        """Plan the inside of a paragraph or row, which repeats where it names a list."""
        if chain is None:
            inside(node, scope)
            return
        inner, sources = self.naming.through_chain(chain, scope)
        number = self.marks.enclose(node, node, nested(sources))
        region = Region(number, len(sources), repeats=True)
        self.marks.regions[number] = region
        self.regions.append(region)
        inside(node, inner)
        self.regions.pop()
        if local(node) == "p":
            self._trailing_break([node])

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
        self.unsettled.update(spot.passage.paragraph for spot, _ in chains)

    # Values.

    def _value(self, spot: Spot, scope: Scope) -> None:
        found = resolve(spot.tag.path, scope)
        if isinstance(found, Miss):
            self._miss(spot, found)
        elif found.pending:
            self._unreached(spot, found, scope)
        elif found.kind in {Kind.LIST, Kind.RECORD}:
            self._no_value(spot, found)
        else:
            self._printed(spot, found)

    def _printed(self, spot: Spot, found: Found) -> None:
        value = formatted(spot.tag, found)
        if isinstance(value, FormatFault):
            say_at(
                self.faults, self.story, spot, value.sentence,
                candidates=value.candidates, **value.words,
            )  # fmt: skip
            return
        if any(find_format(call.name) is find_format(JOIN_CELLS) for call in spot.tag.formats):
            repeats = any(region.repeats for region in self.regions)
            if not repeats or next(spot.run.iterancestors(w("tc")), None) is None:
                self.tell(spot, say.MERGE_OUTSIDE)
        number = int((spot.marker.text or "v0")[1:])
        self.marks.leaves[number] = Print(value)
        self.values[spot] = value, len(self.regions)

    def _unreached(self, spot: Spot, found: Found, scope: Scope) -> None:
        """Tell a list that the unit around does not go through, unless its unit was at fault."""
        if spot.passage.paragraph not in self.unsettled:
            name = found.pending[-1].frame.name
            self.tell(spot, say.LIST_INSIDE, name=name, other=scope[-1].name)

    def _no_value(self, spot: Spot, found: Found) -> None:
        sentence = say.LIST_AS_VALUE if found.kind is Kind.LIST else say.RECORD_AS_VALUE
        first = next(iter(found.children or ()), "")
        example = f"{{{{{found.path[-1]}.{first}}}}}"
        self.tell(spot, sentence, name=found.path[-1], example=example)

    def _miss(self, spot: Spot, miss: Miss) -> None:
        near = "」か「".join(miss.candidates)
        hint = (
            f"「{near}」ではありませんか。"
            if near
            else "使える項目の一覧で名前を確かめてください。"
        )
        say_at(
            self.faults, self.story, spot, miss.sentence,
            candidates=miss.candidates, name=miss.name, hint=hint, example=miss.example,
        )  # fmt: skip

    # Page breaks.

    def _trailing_break(self, nodes: list[etree._Element]) -> None:
        """Let a page break at the end of what repeats part the copies: none after the last."""
        kept = [node for node in nodes if node not in self.layout.doomed and local(node)]
        runs = kept[-1].findall(w("r")) if kept and local(kept[-1]) == "p" else []
        if not runs or not len(runs[-1]) or not page_break(runs[-1][-1]):
            return
        contents = [n for run in runs for n in run if local(n) != "rPr"]
        alone = len(contents) == 1 and len(kept) > 1
        edge = kept[-1] if alone else runs[-1][-1]
        self.marks.enclose(edge, edge, lambda body: Ending(body, "between"))


def empty_paragraph(like: etree._Element | None) -> str:
    """Return an empty paragraph with the properties of another."""
    properties = child(like, "pPr") if like is not None else None
    if properties is None:
        return "<w:p/>"
    section = child(properties, "sectPr")
    text = wml_text(properties)
    return f"<w:p>{text.replace(wml_text(section), '') if section is not None else text}</w:p>"


def _between(nodes: list[etree._Element], layout: Layout) -> str:
    blocks = [n for n in nodes if local(n) in {"p", "tbl", "sdt"} and n not in layout.doomed]
    tables = bool(blocks) and local(blocks[0]) == local(blocks[-1]) == "tbl"
    return "<w:p/>" if tables else ""


def _opened(node: etree._Element) -> int:
    text = (node.text or "") if is_marker(node) else ""
    return int(text[1:]) if text.startswith("o") else -1


def _closing(nodes: list[etree._Element], start: int, number: int) -> int:
    for index in range(start + 1, len(nodes)):
        if is_marker(nodes[index]) and nodes[index].text == f"c{number}":
            return index
    raise AssertionError  # pragma: no cover a block's marks are siblings
