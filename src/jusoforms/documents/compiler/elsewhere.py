"""Tags where none is printed: a tag in a comment or a chart is a fault, never ignored text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.tags import around
from jusoforms.documents.wml import (
    COMMENT_AUTHOR,
    DOC_PR,
    is_element,
    local,
    take_out,
    value_of,
    w,
)
from jusoforms.problems import templates as say

__all__ = ["check_foreign_part", "check_story_leftovers", "check_tracked", "may_hold_tags"]

_TAG = re.compile(r"[{｛]{2}[^{}｛｝]{0,60}[}｝]{0,2}|[}｝]{2}")
_HINTS = (b"{", b"}", "｛".encode(), "｝".encode(), b"%7B", b"%7b", b"&#")
_TRACKED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")))
_WORDS = (
    ("footnotes", "脚注"),
    ("endnotes", "文末脚注"),
    ("comments", "コメント"),
    ("docProps/", "文書のプロパティ"),
    ("chart", "グラフ"),
    ("diagrams", "SmartArt"),
    ("glossary", "定型句"),
    ("settings", "文書の設定"),
    ("_rels/", "リンク先"),
    ("customXml", "文書に付いたデータ"),
)


def _words_of(name: str) -> str:
    """Return what a person calls a part that is not printed by us."""
    return next((words for key, words in _WORDS if key in name), name)


def check_foreign_part(name: str, root: etree._Element, faults: Faults) -> None:
    """Add a fault for each tag in a part that takes none."""
    where = _words_of(name)
    for comment in list(root.iter(w("comment"))):
        if value_of(comment, "author") == COMMENT_AUTHOR:
            take_out(comment)
    for text in _texts(root):
        for match in _TAG.finditer(text):
            quote = around(text, *match.span())
            faults.add(say.TAG_ELSEWHERE, where, tag=match[0], around=quote, where=where)


def may_hold_tags(data: bytes) -> bool:
    """Return whether a part is worth reading; tags cut into runs still have a brace somewhere."""
    return any(hint in data for hint in _HINTS)


def check_story_leftovers(words: str, root: etree._Element, faults: Faults) -> None:
    """Add a fault for each tag left in a printed part after its paragraphs were read."""
    if not may_hold_tags(etree.tostring(root, encoding="UTF-8")):
        return
    for node, text, where in _leftovers(root):
        for match in _TAG.finditer(text):
            quote = around(text, *match.span())
            faults.add(say.TAG_ELSEWHERE, words, node, tag=match[0], around=quote, where=where)


def check_tracked(words: str, root: etree._Element, faults: Faults) -> None:
    """Add one fault for a part with tracked changes."""
    found = next(root.iter(*_TRACKED), None)
    if found is not None:
        faults.add(say.TRACKED_CHANGES, words, found)


def _texts(root: etree._Element) -> Iterator[str]:
    paragraphs = {node for node in root.iter() if local(node) == "p"}
    for paragraph in paragraphs:
        yield "".join(_own_text(paragraph))
    for node in filter(is_element, root.iter()):
        yield from (unquote(str(value)) for value in node.attrib.values())
        inside = any(up in paragraphs for up in node.iterancestors())
        if node.text and not inside:
            yield node.text


def _own_text(node: etree._Element) -> Iterator[str]:
    for item in node.iterdescendants():
        if local(item) in {"t", "instrText", "delText"}:
            yield item.text or ""


def _leftovers(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for ruby in root.iter(w("ruby")):
        yield ruby, "".join(_own_text(ruby)), "ふりがなの付いた文字"
    for node in filter(is_element, root.iter()):
        for value in node.attrib.values():
            yield node, str(value), _attribute_words(node)
        if node.text and node.tag != w("t"):
            yield node, node.text, _text_words(node)


def _attribute_words(node: etree._Element) -> str:
    if node.tag == DOC_PR or local(node) == "cNvPr":
        return "図の代替テキスト"
    words = {
        "fldSimple": "自動の文字（フィールド）の中",
        "tblCaption": "表の代替テキスト",
        "tblDescription": "表の代替テキスト",
        "bookmarkStart": "ブックマークの名前",
        "alias": "入力欄の題名",
        "tag": "入力欄のタグ",
    }
    return words.get(local(node), "文字ではない所")


def _text_words(node: etree._Element) -> str:
    words = {"instrText": "自動の文字（フィールド）の中", "delText": "変更履歴で削除された所"}
    return words.get(local(node), "数式や図の中")
