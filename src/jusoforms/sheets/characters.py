"""Characters that a Word document may not show: 外字, unassigned ones, 漢字 of no Japanese font.

What MS Mincho and MS Gothic hold cannot be asked here; JIS X 0208, 0212 and 0213 with Microsoft's
own additions come close: what no Japanese encoding knows, they do not hold. Signs and emoji are
left out: Word takes them from another font of Windows. A variation selector is kept and not told: a
font that does not know it shows the plain form.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["garbled", "named", "unprintable"]

_ENCODINGS = ("cp932", "euc_jis_2004", "euc_jp")
_IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x1B000, 0x1B170), (0x20000, 0x40000))
"""漢字 with their extensions and compatibility forms, and old kana: no font of symbols has them."""
_ALSO = "\U00020bb7"
"""𠮷 of 𠮷野: of no JIS set, and in MS Mincho since its version 5."""
_LOST = "〓\ufffd"
_HALF = re.compile("_x[Dd][89A-Fa-f][0-9A-Fa-f]{2}_")
"""Half a surrogate pair, as a workbook stores it (22.9.2.19, ST_Xstring)."""
_TRACE = re.compile(f"[{_LOST}]|{_HALF.pattern}")
_SHOWN = 5
_SEEN: set[str] = set()
"""Characters that were found printable: a few thousand are all that a ward writes."""
_MOST_SEEN = 20_000


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters that may come out as 〓 or □, each once."""
    if text.isascii() or _SEEN.issuperset(text):
        return ()
    lost = tuple(mark for mark in dict.fromkeys(text) if not _printable(mark))
    if len(_SEEN) < _MOST_SEEN:
        _SEEN.update(set(text).difference(lost))
    return lost


def garbled(text: str) -> tuple[str, ...]:
    """Return the traces of characters that were lost before: 〓, U+FFFD and half a letter."""
    if not _TRACE.search(text):
        return ()
    halves = (match[0] for match in _HALF.finditer(text))
    return (*(mark for mark in _LOST if mark in text), *dict.fromkeys(halves))


def named(marks: tuple[str, ...]) -> str:
    """Return characters for a sentence, with their code points: 𠀀（U+20000）、外字（U+E000）."""
    shown = [_named(mark) for mark in marks[:_SHOWN]]
    return "、".join(shown) + ("、ほか" if marks[_SHOWN:] else "")


def _named(mark: str) -> str:
    return mark if len(mark) > 1 else f"{_face(mark)}（U+{ord(mark):04X}）"


def _printable(mark: str) -> bool:
    category = unicodedata.category(mark)
    if category in {"Co", "Cn"}:
        return False
    code = ord(mark)
    if mark in _ALSO or not any(first <= code < last for first, last in _IDEOGRAPHS):
        return True
    return any(_encodes(mark, encoding) for encoding in _ENCODINGS)


def _encodes(mark: str, encoding: str) -> bool:
    try:
        mark.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _face(mark: str) -> str:
    kind = unicodedata.category(mark)
    if kind == "Co":
        return "外字"
    return "未定義の文字" if kind == "Cn" else mark
