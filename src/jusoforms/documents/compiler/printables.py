"""What each value tag prints, or why it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.edges import Element
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.formatting import FormatFault, formatted
from jusoforms.documents.compiler.marks import Marks, Region
from jusoforms.documents.compiler.scopes import Found, Miss, Scope, resolve
from jusoforms.documents.compiler.story import Story, say_at
from jusoforms.documents.compiler.tags import FormatCall
from jusoforms.documents.rendering.formats import JOIN_CELLS, find_format
from jusoforms.documents.rendering.ops import Print
from jusoforms.documents.rendering.values import Value
from jusoforms.documents.wml import w
from jusoforms.problems import Sentence
from jusoforms.problems import tags as say
from jusoforms.vocabulary.names import Kind

__all__ = ["Printables", "join_call"]

_NOT_THE_BAR = re.compile(r"\s*[:：;,，、/\s]\s*")
_NO_NEIGHBOUR = "使える項目の一覧で名前を確かめてください。"


@dataclass(slots=True)
class Printables:
    """The value tags of one part."""

    story: Story
    faults: Faults
    marks: Marks
    values: dict[Spot, Value] = field(default_factory=dict)
    unsettled: set[Element] = field(default_factory=set)
    """Paragraphs whose unit is at fault: their tags are not told once more."""

    def plan(self, spot: Spot, scope: Scope, regions: list[Region]) -> None:
        """Decide what a tag prints with the names and regions around it."""
        found = resolve(spot.tag.path, scope)
        if isinstance(found, Miss):
            self.tell_miss(spot, found)
        elif found.pending:
            self._tell_unreached(spot, found, scope)
        elif found.kind in {Kind.LIST, Kind.RECORD}:
            self._tell_no_value(spot, found)
        else:
            self._print(spot, found, repeats=any(region.repeats for region in regions))

    def tell_miss(self, spot: Spot, miss: Miss) -> None:
        """Tell a name that means nothing, with those it may have been meant to be."""
        candidates = _with_format(miss.name) or miss.candidates
        near = "」か「".join(candidates)
        hint = f"「{near}」ではありませんか。" if near else _NO_NEIGHBOUR
        say_at(
            self.faults, self.story, spot, miss.sentence,
            candidates=candidates, name=miss.name, hint=hint, example=miss.example,
        )  # fmt: skip

    def _print(self, spot: Spot, found: Found, *, repeats: bool) -> None:
        value = formatted(spot.tag, found)
        if isinstance(value, FormatFault):
            near = value.candidates
            say_at(self.faults, self.story, spot, value.sentence, candidates=near, **value.words)
            return
        in_cell = next(spot.run.iterancestors(w("tc")), None) is not None
        if join_call(spot) and not (repeats and in_cell):
            self._tell(spot, say.MERGE_OUTSIDE)
        self.marks.leaves[int((spot.marker.text or "v0")[1:])] = Print(value)
        self.values[spot] = value

    def _tell_unreached(self, spot: Spot, found: Found, scope: Scope) -> None:
        """Tell a list that the unit around does not go through, unless its unit was at fault."""
        if spot.passage.paragraph not in self.unsettled:
            name = found.pending[-1].frame.name
            self._tell(spot, say.LIST_INSIDE, name=name, other=scope[-1].name)

    def _tell_no_value(self, spot: Spot, found: Found) -> None:
        sentence = say.LIST_AS_VALUE if found.kind is Kind.LIST else say.RECORD_AS_VALUE
        first = next(iter(found.children or ()), "")
        example = f"{{{{{found.path[-1]}.{first}}}}}"
        self._tell(spot, sentence, name=found.path[-1], example=example)

    def _tell(self, spot: Spot, sentence: Sentence, name: str = "", **words: str) -> None:
        say_at(self.faults, self.story, spot, sentence, candidates=(), name=name, **words)


def _with_format(written: str) -> tuple[str, ...]:
    """Return a name and a format put together by another sign than |, as they must be written."""
    name, *formats = _NOT_THE_BAR.split(written, maxsplit=1)
    known = bool(formats) and find_format(formats[0].partition(" ")[0]) is not None
    return (f"{name}|{formats[0]}",) if known else ()


def join_call(spot: Spot) -> FormatCall | None:
    """Return how a tag asks for its cell to be joined to the one above; None if it does not."""
    wanted = find_format(JOIN_CELLS)
    return next((c for c in spot.tag.formats if find_format(c.name) is wanted), None)
