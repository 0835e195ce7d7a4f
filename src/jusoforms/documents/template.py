"""A template compiled once: every fault found, or ready to print any number of documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jusoforms.documents.compiler.compiling import Compiled, compile_package
from jusoforms.documents.compiler.using import names_used
from jusoforms.documents.rendering.ops import Here, Op, Printing, render_all
from jusoforms.documents.rendering.values import RenderFault
from jusoforms.documents.sealing.properties import Properties, property_parts
from jusoforms.documents.sealing.proving import Baseline, prove_rendered
from jusoforms.package import RawMember, write_package
from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import templates as say

__all__ = ["Template", "compile_template"]


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: immutable, to be shared between threads."""

    name: str
    context: str
    hash: str
    """SHA-256 of the template's file."""
    faults: tuple[Problem, ...]
    """Everything wrong with it; it prints nothing unless all are only warnings."""
    stories: tuple[tuple[str, tuple[Op, ...]], ...] = ()
    """Printed parts: name and operations."""
    members: tuple[tuple[str, RawMember], ...] = ()
    """Parts that are copied as they lie."""
    fresh: int = 1
    """The first number that no picture of the template has."""
    asks: bool = False
    """Some value is 必須."""
    baseline: Baseline = field(default_factory=Baseline)
    names: frozenset[str] = frozenset()
    """Canonical names of all its tags, dotted: 役割分担.担当機関."""
    repeats: tuple[Problem, ...] = ()
    """What each repetition repeats, in words."""

    def missing(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the 必須 names that are not filled in, each once, in the template's order."""
        if not self.asks:
            return ()
        found = (name for _, ops in self.stories for op in ops for name in op.lacks((values,)))
        return tuple(dict.fromkeys(found))

    def render(self, values: Mapping[str, Any], properties: Properties) -> bytes:
        """Return the document; the same values give the same bytes.

        Raises :class:`RenderFault` where the template has faults, a 必須 value is missing, a
        value cannot be printed, or the document would break an invariant.
        """
        self._refuse(values)
        try:
            printed = dict(self._printed(values))
        except RenderFault as fault:
            raise RenderFault(in_file((fault.problem,), self.name)[0]) from None
        outlines = {name: part.outline().encode() for name, part in printed.items()}
        broken = prove_rendered(outlines, self.baseline)
        if broken:
            raise RenderFault(in_file(broken, self.name)[0])
        parts = {name: part.text().encode() for name, part in printed.items()}
        return write_package(self._contents(parts, properties))

    def _refuse(self, values: Mapping[str, Any]) -> None:
        if blocking(self.faults):
            raise RenderFault(next(fault for fault in self.faults if blocking([fault])))
        missing = self.missing(values)
        if missing:
            raise RenderFault(say.REQUIRED_MISSING.at(file=self.name, label=missing[0]))

    def _printed(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Printing]]:
        fresh = self.fresh
        for name, ops in self.stories:
            to = Printing([], fresh)
            render_all(ops, to, Here((values,)))
            fresh = to.fresh
            yield name, to

    def _contents(
        self, parts: Mapping[str, bytes], properties: Properties
    ) -> Iterator[tuple[str, bytes | RawMember]]:
        for name, member in self.members:
            yield name, parts.get(name, member)
        yield from property_parts(properties)


def compile_template(data: bytes, context: str, name: str) -> Template:
    """Compile a template for one of the contexts of the vocabulary.

    Everything that an author can correct is in ``faults``. :class:`PackageFault` is raised only
    for what is no Word file at all (empty, cut, encrypted, .doc, hostile).
    """
    compiled: Compiled = compile_package(data, context, name)
    return Template(
        name,
        context,
        hashlib.sha256(data).hexdigest(),
        compiled.faults,
        compiled.stories,
        compiled.members,
        compiled.fresh,
        compiled.asks,
        compiled.baseline,
        names_used(compiled.stories),
        compiled.repeats,
    )
