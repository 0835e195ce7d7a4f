"""差し込み印刷: a MERGEFIELD is read as the tag that it means (17.16.5.35).

Templates of the years before us are full of «名». Each becomes ``{{名}}`` before anything is read,
in the looks of what the field showed; its switches become formats. Fields that decide (IF, NEXT)
stay, and are told by ``safety``.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.wml import SPACE, child, element, local, take_out, value_of, w
from jusoforms.problems import templates as say

__all__ = ["read_merge_fields", "words_of"]

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_DATES = (
    (re.compile(r"g{3}e{1,2}年m{1,2}月d{1,2}日"), "和暦"),
    (re.compile(r"ge{1,2}\.m{1,2}\.d{1,2}"), "和暦 短"),
    (re.compile(r"y{4}年m{1,2}月d{1,2}日"), "西暦"),
)
"""Date pictures (17.16.4.1) that print what one of our formats prints."""
_LOOKS = {
    "MERGEFORMAT": "", "CHARFORMAT": "", "DBCHAR": "全角", "SBCHAR": "半角",
    "KANJINUM1": "漢数字", "KANJINUM3": "漢数字", "CIRCLENUM": "丸数字",
}  # fmt: skip
_PARTS_OF_FIELDS = frozenset({"rPr", "fldChar", "instrText"})


def read_merge_fields(words: str, root: etree._Element, faults: Faults) -> None:
    """Put a tag in the place of each MERGEFIELD of a part; add a fault for what has no tag."""
    for field in list(root.iter(w("fldSimple"))):
        if not _inside_a_field(field):
            _replace(words, [field], value_of(field, "instr"), [*field.iter(w("r"))], faults)
    for begin in list(root.iter(w("fldChar"))):
        runs = _whole(begin)
        if runs:
            _replace(words, runs, _instruction(runs), _result(runs), faults)


def words_of(instruction: str) -> list[str]:
    """Return the words of a field instruction, quotes taken off."""
    return [quoted or bare for quoted, bare in _WORD.findall(instruction)]


def _replace(
    words: str,
    nodes: list[etree._Element],
    instruction: str,
    shown: list[etree._Element],
    faults: Faults,
) -> None:
    pieces = words_of(instruction)
    if len(pieces) < 2 or pieces[0].upper() != "MERGEFIELD":  # noqa: PLR2004 its name
        return
    name, formats, around, odd = _switches(pieces[1:])
    if odd:
        faults.add(say.MERGE_SWITCH, words, nodes[0], name=name, switch=odd)
    tag = "|".join([name, *formats])
    looks = next((found for run in shown if (found := child(run, "rPr")) is not None), None)
    texts = [f"{{{{{tag}}}}}"]
    if any(around):
        texts = [f"{{{{?{name}}}}}", around[0], *texts, around[1], f"{{{{/{name}}}}}"]
    for text in filter(None, texts):
        nodes[0].addprevious(_run(text, looks))
    for paragraph in nodes[0].iterancestors(w("p")):
        tags = faults.merged.setdefault(paragraph, {})
        tags |= {text: f"«{name}»" for text in texts if text.startswith("{{")}
    for node in nodes:
        take_out(node)


def _switches(pieces: list[str]) -> tuple[str, list[str], tuple[str, str], str]:
    """Return the name, our formats, the texts before and after, and a switch we do not have."""
    name, before, after, odd = pieces[0], "", "", ""
    formats: list[str] = []
    rest = iter(pieces[1:])
    for switch in rest:
        given = next(rest, "")
        kind = switch.lower()
        if kind == "\\b":
            before = given
        elif kind == "\\f":
            after = given
        elif (found := _format(kind, given)) is None:
            odd = f"{switch} {given}".strip()
        elif found:
            formats.append(found)
    return name, formats, (before, after), odd


def _format(kind: str, given: str) -> str | None:
    if kind == "\\*":
        return _LOOKS.get(given.upper())
    if kind == "\\@":
        picture = re.sub(r"['\s]", "", given).lower()
        return next((name for pattern, name in _DATES if pattern.fullmatch(picture)), None)
    return None


def _run(text: str, looks: etree._Element | None) -> etree._Element:
    run, node = element("r"), element("t")
    if looks is not None:
        run.append(copy.deepcopy(looks))
    node.text = text
    node.set(SPACE, "preserve")
    run.append(node)
    return run


def _whole(begin: etree._Element) -> list[etree._Element]:
    """Return the runs of a complex field that holds nothing else; none where it is otherwise."""
    first = begin.getparent()
    if value_of(begin, "fldCharType") != "begin" or first is None or _inside_a_field(first):
        return []
    runs: list[etree._Element] = []
    depth = 0
    for node in (first, *first.itersiblings()):
        if local(node) != "r":
            continue
        runs.append(node)
        depth += sum(map(_step, node.iter(w("fldChar"))))
        if not depth:
            break
    ends = [runs[0], runs[-1]]
    pure = all({local(node) for node in run} <= _PARTS_OF_FIELDS for run in ends)
    return runs if pure and not depth else []


def _inside_a_field(node: etree._Element) -> bool:
    """Return whether a complex field of the same paragraph is open here."""
    paragraph, depth = next(node.iterancestors(w("p")), None), 0
    for item in () if paragraph is None else paragraph.iter():
        if item is node:
            break
        depth += _step(item)
    return depth > 0


def _step(mark: etree._Element) -> int:
    """Return how much deeper in fields it is after a node (17.16.18)."""
    kind = value_of(mark, "fldCharType") if mark.tag == w("fldChar") else ""
    return (kind == "begin") - (kind == "end")


def _instruction(runs: list[etree._Element]) -> str:
    """Return what stands before the field's separator; empty where another field is in it."""
    pieces = list[str]()
    nodes = (node for run in runs for node in run.iter(w("fldChar"), w("instrText")))
    for node in nodes:
        kind = value_of(node, "fldCharType")
        if kind == "begin" and pieces:
            return ""
        if kind in {"separate", "end"}:
            break
        pieces.append(node.text or "" if local(node) == "instrText" else "")
    return "".join(pieces)


def _result(runs: list[etree._Element]) -> list[etree._Element]:
    """Return the runs that the field shows; where it shows none, those it is written in."""
    for index, run in enumerate(runs):
        if any(value_of(mark, "fldCharType") == "separate" for mark in run.iter(w("fldChar"))):
            return [*runs[index + 1 : -1], *runs]
    return runs
