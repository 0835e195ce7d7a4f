"""Collecting what is wrong in a template: every fault, each with its place in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.places import place_of
from jusoforms.problems import Problem, Sentence

__all__ = ["Faults"]


@dataclass(slots=True)
class Faults:
    """The faults of one template so far."""

    file: str
    found: list[Problem] = field(default_factory=list)
    repeats: list[Problem] = field(default_factory=list)
    """What each repetition repeats, in words: no faults."""
    quotes: dict[Problem, tuple[str, str]] = field(default_factory=dict)
    """The tag that a fault or repetition is about, and the text around it."""
    merged: dict[etree._Element, dict[str, str]] = field(default_factory=dict)
    """By paragraph: the tags put in the place of merge fields, with what a person sees: «件名»."""

    def add(
        self,
        sentence: Sentence,
        part: str = "",
        node: etree._Element | None = None,
        *,
        candidates: tuple[str, ...] = (),
        **words: str,
    ) -> None:
        """Add a fault; the same fault at the same place is told once."""
        place = "" if node is None else place_of(node)
        if node in self.merged and "tag" in words:
            words |= _as_seen(self.merged[node], words["tag"], words.get("around", ""))
        problem = sentence.at(
            file=self.file, part=part, place=place, candidates=candidates, **words
        )
        if problem not in self.found:
            self.found.append(problem)
            self.quotes[problem] = words.get("tag", ""), words.get("around", "")

    def repeat(self, sentence: Sentence, part: str, place: str, **words: str) -> None:
        """Add what a repetition repeats."""
        problem = sentence.at(file=self.file, part=part, place=place, **words)
        if problem not in self.repeats:  # a text box stands twice: as drawn, and its fallback
            self.repeats.append(problem)
        self.quotes[problem] = words.get("tag", ""), words.get("around", "")


def _as_seen(merged: Mapping[str, str], tag: str, around: str) -> dict[str, str]:
    """Return a tag and the text around it with the names of merge fields as Word shows them."""
    for written, shown in merged.items():  # what opens and closes is one field with the value
        around = around.replace(written, "" if written[2] in "?/" else shown)
    return {"tag": merged.get(tag, tag), "around": around}
