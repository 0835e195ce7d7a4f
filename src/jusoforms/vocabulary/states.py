"""Words that say how a field stands (なし, 不明, 未確認, －) or point elsewhere (別紙のとおり).

Nothing written is not filled in. These words are values: they are kept and printed as typed. Where
a date, a number or a choice is asked for they are understood, and are not called unreadable.
"""

from __future__ import annotations

import re
from enum import StrEnum

from jusoforms.vocabulary.labels import fold

__all__ = ["State", "has_no_day", "points_elsewhere", "says_something", "state_of"]


class State(StrEnum):
    """How a field stands."""

    EMPTY = "empty"
    """Not filled in."""
    NONE = "none"
    """There is none: なし, －."""
    UNKNOWN = "unknown"
    """不明, ？."""
    PENDING = "pending"
    """Not yet: 未定, 調整中."""
    VALUE = "value"


_WORDS = {
    State.NONE: (
        "なし", "無し", "無", "ナシ", "特になし", "特に無し", "該当なし", "該当無し", "該当せず",
        "非該当", "対象外", "-", "－", "ー", "―", "—", "–", "‐", "−", "─", "--", "ーー", "――",
    ),
    State.UNKNOWN: (
        "不明", "不詳", "わからない", "分からない", "わからず", "?", "？", "??", "？？",
    ),
    State.PENDING: (
        "未", "未定", "未確認", "未実施", "未取得", "未開催", "未確定", "未記入", "調整中",
        "日程調整中", "検討中", "確認中", "協議中", "予定", "後日", "後日調整", "追って",
        "追って連絡", "保留",
    ),
}  # fmt: skip
_NO_DAY = frozenset(map(fold, (
    "随時", "適宜", "都度", "その都度", "常時", "継続", "継続中", "継続実施", "継続して実施",
    "継続的に", "通年", "当面", "当面の間", "今後", "今後も継続", "引き続き", "引続き", "毎日",
    "毎週", "隔週", "毎月", "隔月", "毎年", "毎回", "定期", "定期的", "定期的に", "必要時",
    "必要なとき", "必要に応じて", "即日", "即時", "至急", "速やかに", "早急に", "早めに", "次回",
    "次回まで", "次回までに", "次回会議", "次回会議まで", "次回会議までに", "次の会議まで",
    "次回支援会議まで", "次回支援会議までに", "年度内", "今年度内", "年内", "年度末",
    "年度末まで", "月内", "今月中", "来月中", "来月まで", "終結まで", "終結時", "支援終結まで",
)))  # fmt: skip
_STATES = {fold(word): state for state, words in _WORDS.items() for word in words}
_BRACKETS = re.compile(r"[（(【\[](.*)[）)】\]]")
_PLACES = r"別紙|別添|別表|別記|別シート|裏面|添付(?:資料|書類|ファイル)?"
_ELSEWHERE = re.compile(
    rf"(?:{_PLACES}|別途資料|次ページ|次頁|裏|資料)[^。．\n]{{0,16}}?"
    r"(?:の?とおり|の?通り|参照|に記載|に記入|をご?覧)"
)
_MAY_POINT = re.compile("[別裏添次資]")
"""What the words of both patterns begin with."""
_ALONE = re.compile(rf"(?:{_PLACES})[0-9０-９①-⑳]*[。．.]?")


def state_of(text: str) -> State:
    """Return how a text says that a field stands; any other word is a value."""
    bare = text.strip()
    bracketed = _BRACKETS.fullmatch(bare)
    word = bracketed[1] if bracketed else bare
    if not word.strip():
        return State.EMPTY
    return _STATES.get(fold(word), State.VALUE)


def says_something(text: str) -> bool:
    """Return whether a text is an answer, and not なし, 不明, 未定 or nothing."""
    return state_of(text) is State.VALUE


def has_no_day(text: str) -> bool:
    """Return whether a text answers by when in words that name no day: 随時, 次回会議まで."""
    return fold(text) in _NO_DAY


def points_elsewhere(text: str) -> str:
    """Return the words of a text that say that the answer stands elsewhere: 別紙のとおり, 裏面."""
    if not _MAY_POINT.search(text):  # nearly every text
        return ""
    alone = _ALONE.fullmatch(text.strip())
    found = _ELSEWHERE.search(text)
    return alone[0] if alone else found[0] if found else ""
