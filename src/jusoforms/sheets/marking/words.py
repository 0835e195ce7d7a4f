"""What the marks say: the words on a note, and on the sheet エラー一覧."""

from __future__ import annotations

from jusoforms.problems import Problem, Severity

__all__ = [
    "CLOSING", "HEADINGS", "LIST", "OPENING", "WEIGHTS", "how_to", "lead", "more", "note",
]  # fmt: skip

LIST = "エラー一覧"
OPENING = "〔jusoforms〕"
CLOSING = "〔直して保存すると、この印は次の読み取りで消えます〕"
"""A note of ours begins and ends with these; what a person wrote after it is the person's."""
WEIGHTS = {Severity.ERROR: "要修正", Severity.WARNING: "確認", Severity.NOTICE: "お知らせ"}
HEADINGS = ("番号", "重さ", "シート", "セル", "項目", "何が", "なぜ", "どう直すか")
_NOTED = 4
_HOW = (
    "セルの番地を押すと、そのセルに移ります。直したら上書き保存して閉じてください。"
    "この一覧と、セルの色・枠・メモは、次に読み取るときに消えます。"
)


def lead(problems: list[Problem]) -> tuple[str, str]:
    """Return the two lines above the list."""
    counts = (
        (WEIGHTS[weight], sum(problem.severity is weight for problem in problems))
        for weight in Severity
    )
    told = "、".join(f"{word} {count} 件" for word, count in counts if count)
    return (
        f"{told}。「要修正」が残っている間は、文書を作りません。",
        _HOW,
    )


def how_to(problem: Problem) -> str:
    """Return the remedy, with the candidates where there are any."""
    if not problem.candidates:
        return problem.remedy
    return f"{problem.remedy}\n候補：{'、'.join(problem.candidates)}"


def more(count: int) -> str:
    """Return the line that stands for what is too much."""
    return f"ほかに {count} 件あります。"


def note(numbered: list[tuple[int, Problem]]) -> str:
    """Return the text of the note on a cell: what, and how to mend it."""
    told = [
        f"{OPENING}{WEIGHTS[one.severity]} {number}{f'：{one.label}' if one.label else ''}\n"
        f"{one.message}\n→ {how_to(one)}"
        for number, one in numbered[:_NOTED]
    ]
    if len(numbered) > _NOTED:
        told.append(more(len(numbered) - _NOTED) + f"「{LIST}」をご覧ください。")
    return "\n\n".join([*told, CLOSING])
