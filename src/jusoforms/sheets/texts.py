"""How people write several things in one cell: bullets, 、-lists, brackets, speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = [
    "ENUMERATORS",
    "bracketed",
    "has_mark",
    "inner_brackets",
    "is_row_number",
    "items",
    "split_list",
    "trailing_bracket",
    "unbalanced",
]

# A hyphen or asterisk is a bullet only with a blank after it: -5万円 is a number.
# A sign that stands twice is a blank to be filled in: ○○課.
_BULLET = re.compile(
    r"^[\s　]*(?:(?P<sign>[・･●○◯〇◎■□◆◇▪•‣✓✔])(?!(?P=sign))[\s　]*|[*＊-][\s　]+)(?=\S)"
)
ENUMERATORS = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➓⑴-⒇⒈-⒛"
"""Numbers in one character, as a class of a regular expression."""
_NUMBERED = re.compile(
    rf"^[\s　]*(?:[{ENUMERATORS}]|[(（]?[0-9０-９]{{1,2}}(?:[)）]|[.．](?![0-9０-９]))"
    r"[\s　]*)(?=\S)"
)
_ROW_NUMBER = re.compile(
    rf"[\s　]*(?:[{ENUMERATORS}]|(?:No\.?|№)?[(（]?[0-9０-９]+[)）.．]?)?[\s　]*"
)
_BROKEN_NAME = re.compile(r"(?<=[^、､，,;；\s])[ \t　]*\n[ \t　]*(?=[（(])")
_SENTENCE_END = ("。", "．", "）", ")", "」")
_OPEN, _CLOSE = "（(", "）)"
_SQUARE = {"]": "[［", "］": "[［", "】": "【", "〕": "〔"}
"""Other brackets in which people name who does it, by the sign that closes them."""
_SEPARATORS = "、､，,;；\n"


def has_mark(line: str) -> bool:
    """Return whether a line begins with a bullet or an item number."""
    return bool(_BULLET.match(line) or _NUMBERED.match(line))


def is_row_number(text: str) -> bool:
    """Return whether a text is no more than a number as rows are counted: 3, ３．, (3), ③."""
    return _ROW_NUMBER.fullmatch(text) is not None


def items(text: str) -> tuple[str, ...]:
    """Return the items of a cell, without their bullets; an item number stays.

    A line without a mark continues the item above it, line break kept. Where no line has a mark,
    a new item begins after a line that ends a sentence. Where a line begins with a bullet, so does
    each item in it: ・A。・B。
    """
    lines = [part for line in text.split("\n") if line.strip() for part in _parted(line)]
    marked = any(map(has_mark, lines))
    found: list[str] = []
    for line in lines:
        starts = has_mark(line) if marked else _ends_sentence(found)
        if starts or not found:
            found.append(_BULLET.sub("", line, count=1).strip())
        else:
            found[-1] += "\n" + line.strip()
    return tuple(found)


def _parted(line: str) -> list[str]:
    """Return the items in a line: its own bullet, after 。 or a blank and before a word."""
    bullet = _BULLET.match(line)
    sign = re.escape(bullet["sign"] or "") if bullet else ""
    if not sign:
        return [line]
    return re.split(rf"(?:(?<=。)|(?<=[\s　]))(?={sign}(?![\s　]|{sign})\S)", line.strip())


def split_list(text: str) -> tuple[str, ...]:
    """Return names separated by 、 or line breaks; separators inside brackets do not count.

    A line that begins with a bracket belongs to the name above it.
    """
    parts, depth = [""], 0
    for mark in _BROKEN_NAME.sub("", text):
        depth += (mark in _OPEN) - (mark in _CLOSE)
        if mark in _SEPARATORS and depth <= 0:
            parts.append("")
        else:
            parts[-1] += mark
    cleaned = (_BULLET.sub("", part, count=1).strip() for part in parts)
    return tuple(part for part in cleaned if part)


def trailing_bracket(text: str) -> tuple[str, str]:
    """Return (before, inside) of the bracket that ends a text, a 。 after it not counting.

    社会福祉協議会（CSW） inside the bracket is kept whole; ［…］, 【…】 and 〔…〕 count as well.
    Without such a bracket: (text, "").
    """
    body = text.rstrip().removesuffix("。").rstrip()
    if body[-1:] in _SQUARE:
        at = max(body.rfind(mark) for mark in _SQUARE[body[-1]])
        return (body[:at].strip(), body[at + 1 : -1].strip()) if at >= 0 else (text.strip(), "")
    if not body.endswith(tuple(_CLOSE)):
        return text.strip(), ""
    depth = 0
    for index in range(len(body) - 1, -1, -1):
        depth += (body[index] in _CLOSE) - (body[index] in _OPEN)
        if depth == 0:
            return body[:index].strip(), body[index + 1 : -1].strip()
    return text.strip(), ""


def inner_brackets(text: str) -> tuple[str, ...]:
    """Return what stands in the outermost brackets of a text."""
    return tuple(inside.strip() for _, inside in bracketed(text) if inside.strip())


def unbalanced(text: str) -> bool:
    """Return whether brackets are not closed, or closed before they open."""
    depth = 0
    for mark in text:
        depth += (mark in _OPEN) - (mark in _CLOSE)
        if depth < 0:
            return True
    return depth != 0


def bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Yield (before, inside) for each outermost bracket, then (rest, "") for what follows."""
    before, inside, depth = "", "", 0
    for mark in text:
        closing = mark in _CLOSE and depth == 1
        depth += (mark in _OPEN) - (mark in _CLOSE and depth > 0)
        if closing:
            yield before, inside[1:]
            before = inside = ""
        elif depth:
            inside += mark
        else:
            before += mark
    if before.strip() or inside:
        yield before + inside, ""


def _ends_sentence(found: list[str]) -> bool:
    return bool(found) and found[-1].endswith(_SENTENCE_END)
