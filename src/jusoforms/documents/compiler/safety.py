"""What a template must not hold: macros, links to the outside, embedded programs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.story import Story
from jusoforms.package import Package, Relationship
from jusoforms.problems import templates as say

__all__ = ["check_fields", "check_links", "check_macros"]

_SAFE_LINK = re.compile(r"(?i)(https?://|mailto:|#)")
_UNSAFE_FIELDS = frozenset(
    {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE",
     "MACROBUTTON", "RD", "AUTOTEXT", "GLOSSARY", "SUBSCRIBER"}
)  # fmt: skip
_EMBEDDED = {
    "oleObject": "OLE オブジェクト",
    "package": "Excel などのデータ",
    "control": "ActiveX コントロール",
    "activeXControlBinary": "ActiveX コントロール",
    "aFChunk": "別の文書",
    "subDocument": "別の文書",
    "attachedToolbars": "ツールバー",
}
_NEVER_CARRIED = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})


def check_macros(package: Package, main_type: str, faults: Faults) -> None:
    """Refuse a document with macros."""
    if "macroEnabled" in main_type or any("vbaproject" in n.lower() for n in package.names):
        faults.add(say.MACROS)


def check_links(words: str, links: Iterable[Relationship], faults: Faults) -> None:
    """Refuse what a part loads from outside, and what it embeds."""
    for link in links:
        if link.type in _NEVER_CARRIED:
            continue
        if link.type == "attachedTemplate":
            faults.add(say.ATTACHED_TEMPLATE, words, target=link.target)
        elif link.type in _EMBEDDED and not words.startswith("グラフ"):
            faults.add(say.EMBEDDED, words, what=_EMBEDDED[link.type])
        elif link.external and not _is_safe(link):
            faults.add(say.EXTERNAL, words, target=link.target)


def check_fields(story: Story, faults: Faults) -> None:
    """Refuse fields that load something, and fields of 差し込み印刷."""
    for node, instruction in story.instructions:
        check_instruction(story.words, node, instruction, faults)


def check_instruction(words: str, node: etree._Element, instruction: str, faults: Faults) -> None:
    """Refuse one field instruction (17.16.5)."""
    pieces = instruction.split()
    name = pieces[0].upper() if pieces else ""
    if name == "MERGEFIELD":
        field = pieces[1].strip('"') if len(pieces) > 1 else ""
        faults.add(say.MERGE_FIELD, words, node, name=field)
    elif name in _UNSAFE_FIELDS:
        faults.add(say.UNSAFE_FIELD, words, node, name=name)
    elif name == "HYPERLINK":
        target = re.search(r'HYPERLINK\s+"([^"]*)"', instruction)
        if target and not _SAFE_LINK.match(target[1]):
            faults.add(say.EXTERNAL, words, node, target=target[1])


def _is_safe(link: Relationship) -> bool:
    return link.type == "hyperlink" and bool(_SAFE_LINK.match(link.target))
