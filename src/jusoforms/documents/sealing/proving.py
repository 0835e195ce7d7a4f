"""What a document must satisfy for Word to open it without repair (research: engines, f).

Some of these neither of the outside validators finds: a table without rows, a cell without a
paragraph. Whole documents are judged by :func:`prove`; each rendering by :func:`prove_rendered`,
which looks at the printed parts only and takes what the template itself does as given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jusoforms.documents.sealing.grids import prove_tables
from jusoforms.documents.wml import DOC_PR, R_NS, SPACE, local, nodes_at, value_of, w
from jusoforms.package import Package, PackageFault
from jusoforms.problems import Problem
from jusoforms.problems import invariants as say

__all__ = ["Baseline", "baseline_of", "prove", "prove_rendered"]

_NS = {"w": w("").strip("{}"), "r": R_NS}
_MISPLACED = etree.XPath(
    "//w:p/w:p | //w:t/* | //w:r/w:p | //w:tc/w:tc | //w:tr/w:tr | //w:tc/w:r | //w:body/w:r"
    " | //w:p/w:pPr[preceding-sibling::*] | //w:r/w:rPr[preceding-sibling::*]"
    " | //w:tc/w:tcPr[preceding-sibling::*] | //w:tbl/w:tblPr[preceding-sibling::*"
    "[not(self::w:bookmarkStart or self::w:bookmarkEnd)]]",
    namespaces=_NS,
)
_EMPTY_CONTROLS = etree.XPath("//w:sdtContent[not(*)]", namespaces=_NS)
_BLANKS = " \t\n"
_LINKS = etree.XPath("//@r:id | //@r:embed | //@r:link | //@r:pict", namespaces=_NS)
_LONGEST_BOOKMARK = 40
_NOTES = (
    ("footnoteReference", "footnotes", "footnote"),
    ("endnoteReference", "endnotes", "endnote"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What one part may refer to, and what its template already does."""

    links: frozenset[str] = frozenset()
    findings: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Baseline:
    """What each printed part of a template is known for."""

    parts: Mapping[str, Known] = field(default_factory=dict)


def baseline_of(
    roots: Mapping[str, tuple[etree._Element, frozenset[str], frozenset[str]]],
) -> Baseline:
    """Return what a template's printed parts already break, and may refer to in a document.

    Each part comes with the ids of its links in the template, and of those that are kept.
    """
    known = {}
    for name, (root, links, kept) in roots.items():
        known[name] = Known(kept, frozenset(map(_kind, _part(name, root, links))))
    return Baseline(known)


def prove_rendered(parts: Mapping[str, bytes], baseline: Baseline) -> tuple[Problem, ...]:
    """Return what printed parts break that their template does not."""
    found: list[Problem] = []
    for name, data in parts.items():
        known = baseline.parts.get(name, Known())
        try:
            root = etree.fromstring(data)
        except etree.XMLSyntaxError:
            found.append(say.BAD_PACKAGE.at(part=name, what="XML"))
            continue
        found += [p for p in _part(name, root, known.links) if _kind(p) not in known.findings]
    return tuple(found)


def prove(data: bytes, against: bytes | None = None) -> tuple[Problem, ...]:
    """Return every invariant that a document breaks, and its template (``against``) does not."""
    known = Counter(map(_kind, prove(against))) if against is not None else Counter()
    try:
        found = list(_whole(data))
    except PackageFault as fault:
        found = [say.BAD_PACKAGE.at(what=fault.problem.message.rstrip("。"))]
    return tuple(problem for problem in found if not known[_kind(problem)])


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message


def _whole(data: bytes) -> Iterator[Problem]:
    package = Package(data)
    package.check()
    if package.names[0] != "[Content_Types].xml":
        yield say.BAD_PACKAGE.at(part=package.names[0], what="部品の順序")
    yield from _parts_and_links(package)
    for name in package.names:
        if name.endswith(".xml") and re.match(
            r"word/(document|header|footer|footnotes|endnotes)", name
        ):
            root = package.xml(name)
            yield from _part(name, root, frozenset(package.relationships(name)))
            yield from _references(package, name, root)


def _parts_and_links(package: Package) -> Iterator[Problem]:
    types = package.xml("[Content_Types].xml")
    typed = {node.get("PartName", "").lstrip("/") for node in types if node.get("PartName")}
    suffixes = {node.get("Extension", "").casefold() for node in types if node.get("Extension")}
    for name in package.names:
        suffix = name.rpartition(".")[2].casefold()
        if name != "[Content_Types].xml" and name not in typed and suffix not in suffixes:
            yield say.BAD_PACKAGE.at(part=name, what="種類の分からない部品")
    for name in sorted(typed - set(package.names)):
        yield say.DANGLING.at(part="[Content_Types].xml", what="部品", target=name)
    for owner in ("", *package.names):
        for link in package.relationships(owner).values():
            if not link.external and link.target not in package:
                yield say.DANGLING.at(part=owner, what=link.type, target=link.target)
    core = [link for link in package.relationships().values() if link.type == "core-properties"]
    if len(core) > 1:
        yield say.BAD_PACKAGE.at(part="_rels/.rels", what="文書のプロパティが 2 つ")


def _part(name: str, root: etree._Element, links: frozenset[str]) -> Iterator[Problem]:
    """Yield what one printed part breaks."""
    yield from prove_tables(name, root)
    for node in nodes_at(_MISPLACED, root):
        yield say.MISPLACED.at(part=name, what=local(node))
    for _ in nodes_at(_EMPTY_CONTROLS, root):
        yield say.EMPTY_CONTROL.at(part=name)
    for number, count in Counter(node.get("id", "") for node in root.iter(DOC_PR)).items():
        if count > 1:
            yield say.DRAWING_NUMBERS.at(part=name, number=number)
    yield from _bookmarks(name, root)
    yield from _texts(name, root)
    yield from _fields(name, root)
    for target in sorted(set(map(str, nodes_at(_LINKS, root))) - links):
        yield say.DANGLING.at(part=name, what="リンク", target=target)
    body = root.find(w("body"))
    if body is not None and (not len(body) or local(body[-1]) != "sectPr"):
        yield say.SECTION_LAST.at(part=name)


def _bookmarks(name: str, root: etree._Element) -> Iterator[Problem]:
    starts = [*root.iter(w("bookmarkStart"))]
    ends = Counter(value_of(node, "id") for node in root.iter(w("bookmarkEnd")))
    begun = Counter(value_of(node, "id") for node in starts)
    names = Counter(value_of(node, "name").casefold() for node in starts)
    for number in begun.keys() | ends.keys():
        if begun[number] != 1 or ends[number] != 1:
            yield say.BOOKMARKS.at(part=name, name=number)
    for text, count in names.items():
        if count > 1 or len(text) > _LONGEST_BOOKMARK:
            yield say.BOOKMARKS.at(part=name, name=text)


def _texts(name: str, root: etree._Element) -> Iterator[Problem]:
    for node in root.iter(w("t")):
        text = node.text
        edged = text and (text[0] in _BLANKS or text[-1] in _BLANKS or "  " in text)
        if edged and node.get(SPACE) != "preserve":
            yield say.LOST_BLANKS.at(part=name)
            return


def _fields(name: str, root: etree._Element) -> Iterator[Problem]:
    depth = 0
    for node in root.iter(w("fldChar")):
        kind = value_of(node, "fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            break
    if depth:
        yield say.FIELD_BALANCE.at(part=name)


def _references(package: Package, name: str, root: etree._Element) -> Iterator[Problem]:
    """Yield styles, lists and notes that a part names and the package lacks."""
    checks = (
        (
            "スタイル",
            ("pStyle", "rStyle", "tblStyle"),
            "val",
            _ids(package, "styles", "style", "styleId"),
        ),
        ("箇条書き", ("numId",), "val", _ids(package, "numbering", "num", "numId") | {"0"}),
        *(
            (words, (reference,), "id", _ids(package, part, item, "id"))
            for words, (reference, part, item) in zip(("脚注", "文末脚注"), _NOTES, strict=True)
        ),
    )
    for words, tags, attribute, known in checks:
        used = {value_of(node, attribute) for tag in tags for node in root.iter(w(tag))}
        for target in sorted(used - known):
            yield say.DANGLING.at(part=name, what=words, target=target)


def _ids(package: Package, part: str, item: str, attribute: str) -> set[str]:
    name = f"word/{part}.xml"
    if name not in package:
        return set()
    return {value_of(node, attribute) for node in package.xml(name).iter(w(item))}
