"""What a template must not hold: macros, links to the outside, embedded programs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.mail_merge import words_of
from jusoforms.documents.compiler.story import Story
from jusoforms.documents.wml import w
from jusoforms.package import Package, Relationship
from jusoforms.problems import templates as say

__all__ = ["check_fields", "check_links", "check_macros"]

_SAFE_LINK = re.compile(r"(?i)(https?://|mailto:|#)")
_SWITCH = re.compile(r"\\[a-z]", re.IGNORECASE)
"""One letter, as ``\\l``: a share (``\\\\server``) begins with a backslash too."""
_UNSAFE_FIELDS = frozenset(
    {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE",
     "MACROBUTTON", "RD", "AUTOTEXT", "GLOSSARY", "SUBSCRIBER"}
)  # fmt: skip
_LIST = "{{#一覧}} と {{/一覧}} で、繰り返す所を囲んでください"
_DECIDE = {
    "IF": "{{?項目}} と {{/項目}} で、項目があるときだけ印刷する所を囲んでください",
    "COMPARE": "{{?項目}} と {{/項目}} で、項目があるときだけ印刷する所を囲んでください",
    "NEXT": _LIST,
    "NEXTIF": _LIST,
    "MERGEREC": "番号の項目のタグ（{{番号}} など）を打ってください",
    "MERGESEQ": "番号の項目のタグ（{{番号}} など）を打ってください",
    "SKIPIF": "印刷に必要な項目に {{名|必須}} と書式を付けてください",
    "ADDRESSBLOCK": "宛名の項目のタグを、一つずつ打ってください",
    "GREETINGLINE": "宛名の項目のタグを、一つずつ打ってください",
    "ASK": "シートの項目のタグを打ってください",
    "FILLIN": "シートの項目のタグを打ってください",
}
"""Fields that decide, and what to write in their stead."""
_HARMLESS = frozenset({"IF", "COMPARE"})
"""Where no merge field is near: they may ask for the number of pages."""
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
    """Refuse fields that load something, and those of 差し込み印刷 that are no plain value."""
    names = [(node, words_of(instruction)) for node, instruction in story.instructions]
    merged = {_around(node) for node, words in names if _is(words, "MERGEFIELD")}
    deciding = {_around(node) for node, words in names if words and words[0].upper() in _DECIDE}
    for node, words in names:
        decides = words and words[0].upper() in _DECIDE
        if decides and (words[0].upper() not in _HARMLESS or _around(node) in merged):
            name = words[0].upper()
            faults.add(say.MERGE_LOGIC, story.words, node, name=name, instead=_DECIDE[name])
        elif _is(words, "MERGEFIELD") and _around(node) not in deciding:
            name = words[1] if len(words) > 1 else ""
            faults.add(say.MERGE_FIELD, story.words, node, name=name)
        elif words:
            _check_loading(story.words, node, words, faults)


def _around(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(w("p")), None)


def _is(words: list[str], name: str) -> bool:
    return bool(words) and words[0].upper() == name


def _check_loading(part: str, node: etree._Element, words: list[str], faults: Faults) -> None:
    """Refuse a field that reads something from outside (17.16.5)."""
    name = words[0].upper()
    if name in _UNSAFE_FIELDS:
        faults.add(say.UNSAFE_FIELD, part, node, name=name)
    elif name == "HYPERLINK" and len(words) > 1 and _is_outside(words[1]):
        faults.add(say.EXTERNAL, part, node, target=words[1])


def _is_outside(target: str) -> bool:
    """Return whether a field's first word names a place outside: no switch, no safe link."""
    return not (_SWITCH.fullmatch(target) or _SAFE_LINK.match(target))


def _is_safe(link: Relationship) -> bool:
    return link.type == "hyperlink" and bool(_SAFE_LINK.match(link.target))
