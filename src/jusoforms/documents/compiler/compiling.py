"""The way from a .docx to a compiled template: a table of contents of this folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.compiler.blocks import lay_blocks
from jusoforms.documents.compiler.copies import mend_copies
from jusoforms.documents.compiler.elsewhere import (
    check_foreign_part,
    check_story_leftovers,
    check_tracked,
    may_hold_tags,
)  # fmt: skip
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.mail_merge import read_merge_fields
from jusoforms.documents.compiler.marks import Marks
from jusoforms.documents.compiler.naming import Naming
from jusoforms.documents.compiler.opening import no_document, open_package
from jusoforms.documents.compiler.planning import Planner
from jusoforms.documents.compiler.printables import Printables
from jusoforms.documents.compiler.safety import check_fields, check_links, check_macros
from jusoforms.documents.compiler.scopes import root_scope
from jusoforms.documents.compiler.story import Story, read_story, say_at
from jusoforms.documents.compiler.tables import dress_tables
from jusoforms.documents.compiler.weaving import TwoPrefixes, weave
from jusoforms.documents.rendering.ops import Op
from jusoforms.documents.sealing import parts
from jusoforms.documents.sealing.proving import Baseline, baseline_of
from jusoforms.documents.sealing.stripping import (
    needs_strip,
    strip_blanks,
    strip_part,
    strip_settings,
)
from jusoforms.documents.wml import DOC_PR, R_NS, W, is_marker, local, w
from jusoforms.package import Package, PackageFault, RawMember, write_package
from jusoforms.problems import Problem, blocking
from jusoforms.problems import templates as say
from jusoforms.vocabulary.names import names_in

__all__ = ["Compiled", "compile_package"]

_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Compiled:
    """All that printing needs."""

    faults: tuple[Problem, ...]
    stories: tuple[tuple[str, tuple[Op, ...]], ...] = ()
    members: tuple[tuple[str, RawMember], ...] = ()
    """Every part of a document but docProps; those of the stories hold their place."""
    fresh: int = 1
    asks: bool = False
    baseline: Baseline = field(default_factory=Baseline)
    repeats: tuple[Problem, ...] = ()
    """What each repetition repeats, in words."""


def compile_package(data: bytes, context: str, file: str, faults: Faults | None = None) -> Compiled:
    """Compile a template; every fault that its author can correct is collected in ``faults``."""
    package = open_package(data, file)
    faults = faults or Faults(file)
    main = parts.main_part(package)
    if not main:
        raise no_document(file)
    check_macros(package, parts.main_type(package, main), faults)
    roots = dict(_roots(package, main))
    if roots[main][1].tag != w("document"):
        faults.add(say.STRICT_DOCUMENT)
        return Compiled(tuple(faults.found))
    baseline = baseline_of(
        {
            name: (root, frozenset(package.relationships(name)), parts.kept_links(package, name))
            for name, (_, root) in roots.items()
        }
    )
    _check_outside(package, set(roots), faults)
    fresh = 1 + max((_highest_number(root) for _, root in roots.values()), default=0)
    stories = [_compile_story(name, *roots[name], context, faults) for name in roots]
    if blocking(faults.found):
        return Compiled(tuple(faults.found), repeats=tuple(faults.repeats))
    bound = any(_shows_data(root) for _, root in roots.values())
    members = _members(package, main, set(roots), bound_data=bound)
    woven = tuple((name, ops) for name, ops in zip(roots, stories, strict=True) if ops)
    asks = any(op.asks for _, ops in woven for op in ops)
    told, repeats = tuple(faults.found), tuple(faults.repeats)
    return Compiled(told, woven, tuple(members), fresh, asks, baseline, repeats)


def _roots(package: Package, main: str) -> Iterator[tuple[str, tuple[str, etree._Element]]]:
    """Yield the printed parts with their words: body, notes, headers and footers as linked."""
    body = package.xml(main)
    yield main, ("本文", body)
    for kind, words in (("footnotes", "脚注"), ("endnotes", "文末脚注")):
        yield from (
            (part, (words, package.xml(part)))
            for _, part in parts.linked_parts(package, main, kind)
        )
    for kind, words in (("header", "ヘッダー"), ("footer", "フッター")):
        linked = dict(parts.linked_parts(package, main, kind))
        used = [node.get(f"{{{R_NS}}}id", "") for node in body.iter(w(f"{kind}Reference"))]
        names = dict.fromkeys(linked[key] for key in [*used, *linked] if key in linked)
        for number, name in enumerate(names, 1):
            yield name, (f"{words}{number}", package.xml(name))


def _compile_story(
    name: str, words: str, root: etree._Element, context: str, faults: Faults
) -> tuple[Op, ...]:
    check_tracked(words, root, faults)
    strip_part(root)
    strip_blanks(root)
    read_merge_fields(words, root, faults)
    story = read_story(name, words, root, faults)
    check_fields(story, faults)
    check_story_leftovers(words, root, faults)
    _unbind(story)
    marks = Marks(len(story.spots))
    layout = lay_blocks(story, faults)
    printables = Printables(story, faults, marks)
    planner = Planner(story, layout, faults, marks, Naming(story), printables)
    planner.plan(root_scope(names_in(context)))
    dress_tables(planner)
    mend_copies(story, marks, faults)
    _check_all_planned(story, marks, faults)
    if blocking(faults.found):
        return ()
    try:
        return weave(root, marks)
    except TwoPrefixes:
        faults.add(say.UNREADABLE, words, what=f"{name} の名前空間")
        return ()


def _check_all_planned(story: Story, marks: Marks, faults: Faults) -> None:
    """Add a fault for a tag in a place that planning does not go into."""
    for marker in filter(is_marker, story.root.iter(etree.ProcessingInstruction)):
        kind, number = (marker.text or "v0")[0], int((marker.text or "v0")[1:])
        known = marks.makers if kind in "oc" else marks.leaves
        spot = story.spot(marker)
        if spot is not None and number not in known and not blocking(faults.found):
            say_at(faults, story, spot, say.TAG_ELSEWHERE, where="ふつうの文字ではない所")


def _unbind(story: Story) -> None:
    """Free a control that holds a tag from data bound to it, and from its prompt."""
    for spot in story.spots:
        for control in spot.run.iterancestors(w("sdt")):
            for node in control.findall(f"{w('sdtPr')}/*"):
                if local(node) in {"dataBinding", "showingPlcHdr", "placeholder"}:
                    node.getparent().remove(node)  # type: ignore[union-attr]


def _check_outside(package: Package, printed: set[str], faults: Faults) -> None:
    """Look through every part that is not printed by us."""
    for name in package.names:
        if name.endswith(".rels"):
            owner = name.replace("_rels/", "").removesuffix(".rels")
            check_links(_owner_words(owner), package.relationships(owner).values(), faults)
        if name in printed or not name.endswith(_XML) or name == parts.TYPES_PART:
            continue
        if may_hold_tags(package.read(name)):
            with contextlib.suppress(PackageFault):
                check_foreign_part(name, package.xml(name), faults)


def _owner_words(owner: str) -> str:
    return "グラフ" if "chart" in owner else ""


def _members(
    package: Package, main: str, stories: set[str], *, bound_data: bool
) -> Iterator[tuple[str, RawMember]]:
    """Yield the members of every document in their order, the changed ones compressed anew."""
    kept = parts.keep(package, main, bound_data=bound_data)
    changed = {
        parts.TYPES_PART: parts.content_types(package, main, kept),
        "_rels/.rels": parts.root_links(main),
        **kept.links,
        **{name: cleaned for name in kept.parts if (cleaned := _cleaned(package, name, stories))},
    }
    anew = Package(write_package(changed.items()))
    order = [parts.TYPES_PART, "_rels/.rels", main, *kept.links, *kept.parts]
    for name in dict.fromkeys(order):
        yield name, (anew if name in changed else package).raw(name)


def _cleaned(package: Package, name: str, stories: set[str]) -> bytes | None:
    """Return a part without what is never carried; None where it is copied as it lies."""
    data = package.read(name)
    if name in stories or not name.endswith(".xml") or W.encode() not in data:
        return None
    settings = name.endswith("settings.xml")
    if not settings and not needs_strip(data):
        return None
    root = package.xml(name)
    strip_part(root)
    if settings:
        strip_settings(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _shows_data(root: etree._Element) -> bool:
    return next(root.iter(w("dataBinding")), None) is not None


def _highest_number(root: etree._Element) -> int:
    numbers = (node.get("id", "") for node in root.iter(DOC_PR))
    return max((int(number) for number in numbers if number.isdigit()), default=0)
