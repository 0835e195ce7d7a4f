"""The options in one cell's text, each with the mark that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from jusoforms.sheets.choices.judging import Option, Trouble, chosen
from jusoforms.sheets.choices.signs import BOX, SIGNS, Sign, sign_of
from jusoforms.vocabulary.labels import fold

__all__ = ["has_printed_options", "options_in", "split_known"]

_LETTERS = frozenset("レ×√")
"""Marks that are also letters or signs: a mark only with a blank or an option after them."""
_SEPARATORS = "・･/／、，,;；|｜\t\n 　"
_PARTED = re.compile(f"[{re.escape(_SEPARATORS)}]")
_TRIMMED = _SEPARATORS + "．.。"
_OPEN, _CLOSE = "（([［【", "）)]］】"
_KATAKANA = re.compile("[ァ-ヶーｦ-ﾟ]")
_RING = "\u20dd"
"""COMBINING ENCLOSING CIRCLE: 有⃝."""
_RINGED = {"㊒": "有", "㊚": "男", "㊛": "女"}
_BOXES = "☑☐■□"
_FREE = re.compile(
    r"(?P<name>(?:その他|そのほか|その外|他|ほか)[^（(]*?)[\s　]*[（(](?P<free>.*)[）)]", re.DOTALL
)
_NESTED = re.compile(
    rf"(?P<name>[^（(]+)[（(](?P<inner>[^）)]*[{re.escape(''.join(_BOXES))}][^）)]*)[）)]",
    re.DOTALL,
)
_BLANK_BRACKET = re.compile(r"[\s　]*[（(][\s　・…_＿]*[）)]$")
_IN_BRACKETS = re.compile(r"[（(\[［【〔<＜]\s*(?P<name>[^（(）)\]］】〕>＞]+?)\s*[）)\]］】〕>＞]")
_HINTS = frozenset(map(fold, ("具体的に", "内容", "自由記述", "記入", "具体的な内容")))
_OPPOSITES = tuple(
    frozenset(map(fold, group.split()))
    for group in (
        "有 無", "あり なし", "有り 無し", "はい いいえ", "要 不要", "済 未", "可 否 不可", "男 女",
        "確認 未確認", "同意 不同意 未同意", "該当 非該当", "明治 大正 昭和 平成 令和",
    )
)  # fmt: skip
"""Words of which a person means one: side by side they are printed, not written."""
_EVERYDAY = frozenset({*map(fold, ("未確認", "不明", "その他")), *frozenset().union(*_OPPOSITES)})
"""Words that are options wherever they stand side by side."""
_LONGEST = 1_500
"""Characters of printed options; a longer text is prose, whatever signs are in it."""


def options_in(text: str, known: Sequence[str] = (), *, whole: bool = False) -> tuple[Option, ...]:
    """Return the options of a cell's text, in order; a text without marks or options is one.

    有・無 has no mark, and is two options because both words are. In ○電話・メール it cannot be
    told whether メール is ticked, unless the words are known, empty boxes part the options, or the
    cell is known to hold one option (``whole``).
    """
    text = _bare(text)
    if not text.strip():
        return ()
    if len(text) > _LONGEST:
        return (Option(text.strip()),)
    pieces = _pieces(text, known)
    if not any(piece.is_mark for piece in pieces):
        return _unmarked(text, known)
    options = tuple(_paired(pieces, known))
    signs = {sign_of(one.mark) for one in options}
    if whole or Sign.OFF in signs or {Sign.CIRCLE, Sign.FILLED} <= signs:
        return options
    return tuple(_if_one(option, known) for option in options)


def has_printed_options(text: str, known: Sequence[str]) -> bool:
    """Return whether a text without a mark is a group of options that nobody marked."""
    return bool(_printed(_bare(text), known))


def _bare(text: str) -> str:
    """Return a text without the selectors that make a mark colourful or plain."""
    return text.replace("\ufe0f", "").replace("\ufe0e", "")


def _unmarked(text: str, known: Sequence[str]) -> tuple[Option, ...]:
    """Return options without marks; a bracket round some of them rings these: （有）・無."""
    words = _printed(text, known) or (text.strip(),)
    ringed = [_IN_BRACKETS.fullmatch(one) for one in words]
    if all(ringed):
        return tuple(map(_option, words))
    return tuple(
        replace(_option(match["name"]), mark="○", ticked=True) if match else _option(one)
        for one, match in zip(words, ringed, strict=True)
    )


def split_known(text: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the words of 有・無 where every one is an option; () where it is one answer.

    Of two ways to read them the longer option wins: 電話・メール is one where it is known.
    """
    parts, found = _split(text), []
    if len(parts) < 2:  # noqa: PLR2004 options stand side by side
        return ()
    options = _EVERYDAY | _folded(tuple(known))
    while parts:
        longest = next(
            (n for n in range(len(parts), 0, -1) if _name(_upto(parts, n)) in options), 0
        )
        if not longest:
            return ()
        found.append(_upto(parts, longest).strip(_TRIMMED))
        parts = parts[longest:]
    return tuple(found) if len(found) > 1 else ()


def _printed(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a group that a form prints, and nobody marked; () for an answer.

    有・無 leaves it open, and so does a list of all words that the field offers. 本人・妻 does not:
    that is an answer.
    """
    words = split_known(text, known)
    if not words:
        return ()
    names = {_name(one) for one in words}
    opposite = any(len(names & group) > 1 for group in _OPPOSITES)
    return words if opposite or (known and names >= _folded(tuple(known))) else ()


@lru_cache(maxsize=64)
def _folded(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, known))


def _upto(parts: Sequence[str], count: int) -> str:
    return "".join(parts[:count])


@dataclass(frozen=True, slots=True)
class _Piece:
    """A mark, or the words between two marks, blanks and separators included."""

    text: str
    is_mark: bool = False


def _pieces(text: str, known: Sequence[str]) -> list[_Piece]:
    boxed = bool(BOX.match(text.strip()))
    found, words, at = [], "", 0
    while at < len(text):
        step = _mark_at(text, at, known, boxed=boxed)
        if step:
            found += [_Piece(words), _Piece(step, is_mark=True)]
            words = ""
        else:
            step = _bracket_at(text, at) or text[at]
            words += step
        at += len(step)
    pieces = [one for one in (*found, _Piece(words)) if one.text.strip(_TRIMMED)]
    return [_Piece(text)] if _only_inside_words(text, pieces) else pieces


def _mark_at(text: str, at: int, known: Sequence[str], *, boxed: bool) -> str:
    """Return the mark that stands at a place; empty for a letter, and for ○○課."""
    if boxed and (box := BOX.match(text, at)):
        return box[0]
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark not in SIGNS or mark in (before, after):
        return ""
    if mark in _LETTERS and not _stands_apart(text, at, known):
        return ""
    return mark


def _stands_apart(text: str, at: int, known: Sequence[str]) -> bool:
    """Return whether レ is a tick: a blank or an option follows, and no word runs into it."""
    if at and text[at - 1].strip(_SEPARATORS):
        return False
    rest = text[at + 1 :]
    if not rest.strip() or rest[0] in " 　\t":
        return True
    if _KATAKANA.match(rest):
        return any(_begins(rest, one) for one in known)
    boxed = any(SIGNS.get(mark) is Sign.OFF for mark in text)
    return boxed or any(_begins(rest, one) for one in (*known, *_EVERYDAY))


def _begins(text: str, option: str) -> bool:
    """Return whether a text begins with an option's words, and not with a longer word."""
    rest = text.removeprefix(option)
    return rest != text and (not rest or rest[0] in _SEPARATORS + _OPEN or rest[0] in SIGNS)


def _bracket_at(text: str, at: int) -> str:
    """Return the whole bracket that opens at a place: marks inside it are the option's own."""
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] in _OPEN) - (text[end] in _CLOSE)
        if depth <= 0:
            return text[at : end + 1] if end > at else ""
    return ""


def _only_inside_words(text: str, pieces: list[_Piece]) -> bool:
    """Return whether no mark stands at an edge of words: 第○回, 2×4."""
    if not pieces or pieces[0].is_mark or pieces[-1].is_mark:
        return False
    words = [one.text for one in pieces if not one.is_mark]
    tight = not any(one != one.strip(_TRIMMED) for one in words)
    return tight and "".join(one.text for one in pieces) == text


def _paired(pieces: list[_Piece], known: Sequence[str]) -> Iterator[Option]:
    """Yield the options with their marks: all before, all after, or as they touch."""
    before, after = pieces[0].is_mark, pieces[-1].is_mark and not pieces[0].is_mark
    marks_of: dict[int, list[str]] = {}
    for number, piece in enumerate(pieces):
        if piece.is_mark:
            to = number + 1 if before else number - 1 if after else _touching(pieces, number)
            marks_of.setdefault(to, []).append(piece.text)
    for number, piece in enumerate(pieces):
        if not piece.is_mark:
            yield from _in_words(
                piece.text,
                marks_of.pop(number, []),
                known,
                last=after or (not before and number + 1 < len(pieces)),
            )
    for mark in (mark for marks in marks_of.values() for mark in marks):
        if sign_of(mark) is not Sign.OFF:
            yield Option("", mark, trouble=Trouble.LOOSE)


def _touching(pieces: list[_Piece], number: int) -> int:
    """Return the words that a mark touches; -1 where it touches both or none."""
    left, right = pieces[number - 1].text, pieces[number + 1].text
    touches_left = left == left.rstrip(_TRIMMED) and not pieces[number - 1].is_mark
    touches_right = right == right.lstrip(_TRIMMED) and not pieces[number + 1].is_mark
    if touches_left == touches_right:
        return -1
    return number - 1 if touches_left else number + 1


def _in_words(text: str, marks: list[str], known: Sequence[str], *, last: bool) -> Iterator[Option]:
    """Yield the options in the words of one mark; ``last``: the mark stands behind them."""
    words = split_known(text, known) or (text.strip(_TRIMMED),)
    at = len(words) - 1 if last else 0
    for number, one in enumerate(words):
        option = _option(one)
        if number == at and marks:
            loose = Trouble.LOOSE if len(marks) > 1 else option.trouble
            option = replace(option, mark=marks[0], trouble=loose)
        yield option


def _if_one(option: Option, known: Sequence[str]) -> Option:
    """Return an option of which it is sure that its mark does not stand for its first word."""
    is_one = not option.mark or fold(option.text) in _folded(tuple(known))
    if is_one or len(_split(option.text)) == 1:
        return option
    return replace(option, trouble=Trouble.LOOSE)


def _option(words: str) -> Option:
    words = words.strip(_TRIMMED)
    ringed = words in _RINGED or words.endswith(_RING)
    words = _RINGED.get(words, words.removesuffix(_RING))
    words = _BLANK_BRACKET.sub("", words)
    ticked, mark = (True, "○") if ringed else (None, "")
    filled = _FREE.fullmatch(words)
    if filled:
        free = filled["free"].strip()
        own = "" if fold(free) in _HINTS else free
        return Option(filled["name"].strip(), mark, own, ticked, typed=words)
    nested = _NESTED.fullmatch(words)
    if nested:
        inner = chosen(options_in(nested["inner"]), several=True)
        return Option(
            nested["name"].strip(), mark, "、".join(inner.said), ticked, trouble=inner.trouble
        )
    return Option(words, mark, ticked=ticked)


def _split(text: str) -> list[str]:
    """Return what separators part, each with those behind it; brackets are kept whole."""
    text = text.strip(_TRIMMED)
    if not _PARTED.search(text):
        return [text] if text else []
    parts, depth = [""], 0
    for before, mark in pairwise(("", *text)):
        depth += (mark in _OPEN) - (mark in _CLOSE)
        if (
            before
            and before in _SEPARATORS
            and mark not in _SEPARATORS
            and depth <= (mark in _OPEN)
        ):
            parts.append("")
        parts[-1] += mark
    return [part for part in parts if part]


def _name(words: str) -> str:
    """Return an option's words as they are compared, without its brackets and ring."""
    bare = words.strip(_TRIMMED)
    ringed = _IN_BRACKETS.fullmatch(bare)
    return fold(_option(ringed["name"] if ringed else bare).text)
