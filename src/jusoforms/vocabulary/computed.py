"""Fields that are printed but never filled in: each is a function of its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jusoforms.vocabulary.case import Case, Meeting, Period, Role, Wish
from jusoforms.vocabulary.catalogue import Program, SubProgram
from jusoforms.vocabulary.labels import Record

__all__ = ["COMPUTED", "Computed", "delivery_text", "heading", "role_text"]


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed field; ``value`` None = known to the vocabulary, printed by a later version."""

    name: str
    kind: str
    note: str
    value: Callable[[Any], str | int] | None
    filled_by: tuple[str, ...] = ()
    """Where it is 必須: the names of the same record to fill in, any one of them."""


def heading(case: Case) -> str:
    """Return the heading line: as typed, else 事例1 「分類」会議種別（主題、…）."""
    if case.heading_as_typed:
        return case.heading_as_typed
    quoted = f" 「{case.category}」" if case.category else " "
    topics = f"（{'、'.join(case.topics)}）" if case.topics else ""
    return f"事例{case.case_number}{quoted}{case.meeting_type}{topics}".strip()


def period_text(period: Period) -> str:
    """Return 令和6年12月（第1回支援会議）."""
    event = f"{period.number}{period.event}"
    return f"{period.when.text}（{event}）" if event else period.when.text


def periods_text(case: Case) -> str:
    """Return 時期 as typed, else every event joined by 、."""
    return case.periods_as_typed or "、".join(map(period_text, case.periods))


def wish_text(wish: Wish) -> str:
    """Return the words with their speaker: as typed, else 【本人】…."""
    tag = f"【{wish.speaker}】" if wish.speaker else ""
    return wish.as_typed or f"{tag}{wish.content}"


def role_text(role: Role) -> str:
    """Return the role with its agencies in a bracket: as typed, else 内容（担当機関）."""
    if role.as_typed or not role.agencies:
        return role.as_typed or role.content
    end = "" if role.content.endswith("。") else "。"
    return f"{role.content}（{'、'.join(role.agencies)}）{end}"


def delivery_text(program: Program | SubProgram) -> str:
    """Return 委託 (5) 5地区担当制, as printed in 参考資料."""
    count = "" if program.site_count is None else f"({program.site_count})"
    return " ".join(filter(None, (program.delivery_mode, count, program.note)))


_LATER = (
    Computed("保存満了日", "文字", "保存期間が終わる日", None),
    Computed("版", "文字", "文書の版", None),
)

COMPUTED: dict[type[Record], tuple[Computed, ...]] = {
    Case: (
        Computed("見出し", "文字", "題名の行", heading),
        Computed("時期の表記", "文字", "時期を書かれたとおりに", periods_text),
        Computed("機関数", "数", "支援関係機関の数", lambda case: len(case.agencies)),
        *_LATER,
    ),
    Period: (Computed("時期の表記", "文字", "令和6年12月（第1回支援会議）", period_text),),
    Wish: (Computed("話者付き", "文字", "【本人】…", wish_text),),
    Role: (Computed("担当付き", "文字", "…（担当機関）。", role_text),),
    Program: (Computed("形態の表記", "文字", "委託 (5) 5地区担当制", delivery_text),),
    SubProgram: (Computed("形態の表記", "文字", "委託 (5) 5地区担当制", delivery_text),),
    Meeting: (
        Computed("開催回の表記", "文字", "第2回支援会議", lambda meeting: meeting.title),
        Computed(
            "守秘の注記",
            "文字",
            "会議の根拠による守秘義務の文",
            lambda meeting: meeting.secrecy,
        ),
        # Only the case can tell: view() and meeting_view() set it.
        Computed(
            "記録の状態",
            "文字",
            "記録・確定・訂正。何も記録していない会議は空",
            lambda _: "",
            filled_by=("協議内容", "決定事項"),
        ),
    ),
}
