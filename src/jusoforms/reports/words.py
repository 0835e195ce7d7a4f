"""How the status page and ``status`` say what stands in a :class:`Standing`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from jusoforms.outcome import DocumentState, Outcome
from jusoforms.standing import Correction, Room, Stage

__all__ = ["OUTCOMES", "ROOMS", "STAGES", "STATES", "link", "long", "places", "short", "size"]

STAGES = {
    Stage.SETTLING: "コピーが終わるのを待っています。",
    Stage.IN_USE: "開かれているので、閉じるのを待っています。",
    Stage.QUEUED: "順番を待っています。",
    Stage.WORKING: "文書を作っています。",
    Stage.ELSEWHERE: "別のパソコンが処理しています。",
    Stage.RETRYING: "うまくいかなかったので、もう一度試します。",
    Stage.AWAITING_FORM: "様式が直るのを待っています。",
    Stage.SET_ASIDE: "3 回試しても処理できなかったので、元のまま取り置いています。",
}
OUTCOMES = {
    Outcome.DELIVERED: "文書を作りました",
    Outcome.INCOMPLETE: "作れなかった文書があります",
    Outcome.UNCHANGED: "前回と同じ内容です",
    Outcome.RETURNED: "直すところがあるので返しました",
    Outcome.FAILED: "処理できませんでした",
    Outcome.OK: "直すところはありません",
}
STATES = {
    DocumentState.NEW: "（新規）",
    DocumentState.REVISED: "（改版）",
    DocumentState.UNCHANGED: "",
    DocumentState.KEPT: "（そのまま残しました）",
    DocumentState.FROZEN: "（確定済み）",
    DocumentState.WITHDRAWN: "（旧版へ移しました）",
}
ROOMS = {
    Room.INBOX: "inbox（入れる所）",
    Room.OUTBOX: "outbox（文書）",
    Room.INTERNAL: "_jusoforms（内部の記録）",
    Room.TEMPLATES: "templates（様式とテンプレート）",
    Room.LEDGER: "台帳（このパソコンの中）",
    Room.SPOOL: "作業用の写し（このパソコンの中）",
}
_WEEKDAYS = "月火水木金土日"
_SHOWN = 8
_KILO = 1024
_UNITS = ("KB", "MB", "GB", "TB")
_NOT_IN_A_LINK = re.compile(r"[\x00-\x20\"#%:<>?\\^`{|}\x7f]")
_REPLACED = "�"


def long(moment: dt.datetime) -> str:
    """Return a time with its year and weekday."""
    day = f"{moment.year}年{moment.month}月{moment.day}日（{_WEEKDAYS[moment.weekday()]}）"
    return f"{day} {moment:%H:%M}"


def short(moment: dt.datetime) -> str:
    """Return a time within the year."""
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def size(amount: int | None) -> str:
    """Return an amount of bytes in words; empty where it is not known."""
    if amount is None:
        return ""
    value, unit = float(amount), "バイト"
    for larger in _UNITS:
        if value < _KILO:
            break
        value, unit = value / _KILO, larger
    return f"{value:.0f} {unit}" if value >= 10 or unit == "バイト" else f"{value:.1f} {unit}"  # noqa: PLR2004 digits


def places(corrections: Iterable[Correction]) -> str:
    """Return where a returned sheet is to be corrected, in one line."""
    said = [
        f"{one.label}（{one.cell}）" if one.label and one.cell else one.label or one.cell
        for one in corrections
    ]
    named = list(dict.fromkeys(filter(None, said)))
    more = " ほか" if len(named) > _SHOWN else ""
    return "、".join(named[:_SHOWN]) + more


def link(path: str, base: str = "outbox/") -> str:
    """Return the relative address, from a page in ``outbox``, of a path in the workspace.

    Only what has a meaning in an address is escaped: old browsers do not undo more in a file
    address. Empty for a name that is no text on this machine, and for what is no path in it.
    """
    steps = path.split("/")
    if not path or _REPLACED in path or ".." in steps or path.startswith("/"):
        return ""
    inside = path.removeprefix(base)
    escaped = _NOT_IN_A_LINK.sub(lambda found: f"%{ord(found[0]):02X}", inside)
    return f"./{escaped}" if inside != path else f"../{escaped}"
