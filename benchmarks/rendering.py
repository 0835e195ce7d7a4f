"""Printing speed: CPU of a document by number of rows, ours beside docxtpl where it is installed.

    python benchmarks/rendering.py [ROWS …]

The template: 30 tagged paragraphs, a six-column row that repeats, a tagged header. CPU, not wall
time, best of several, because the machine is shared; what counts is the ratio.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from typing import Any

from docx import Document

from jusoforms.documents import Properties, compile_template
from jusoforms.vocabulary.case import Case, Role
from jusoforms.vocabulary.view import view

_ROWS = (10, 100, 1_000)
_FIELDS = ("番号", "内容", "担当機関", "担当者", "期限", "状態")
_PARAGRAPHS = 30


def _template(value: str, before: str, field: str, after: str) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = value
    for number in range(_PARAGRAPHS):
        document.add_paragraph(f"{number} 様 {value} について")
    table = document.add_table(0, len(_FIELDS))
    rows = [_FIELDS, [before], [field.format(name) for name in _FIELDS], [after]]
    for texts in rows:
        if any(texts):
            for cell, text in zip(table.add_row().cells, texts, strict=False):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _best(action: Callable[[], Any], seconds: float = 1.0) -> float:
    """Return the least CPU of one run, in milliseconds."""
    best, until = float("inf"), time.process_time() + seconds
    while time.process_time() < until:
        start = time.process_time()
        action()
        best = min(best, time.process_time() - start)
    return best * 1_000


def _values(rows: int) -> dict[str, Any]:
    role = Role(
        content="訪問して様子を確かめる", agencies=("福祉総合課",), person="佐藤", state="継続"
    )
    roles = tuple(role.model_copy(update={"number": n}) for n in range(rows))
    return view(Case(subject="住まいの相談", roles=roles))


def _theirs(rows: int) -> Callable[[], Any] | None:
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 not everywhere
    except ImportError:
        return None
    data = _template("{{ 件名 }}", "{%tr for r in roles %}", "{{{{ r.{} }}}}", "{%tr endfor %}")
    given = _values(rows)
    context = {"件名": given["件名"], "roles": given["役割分担"]}

    def render() -> None:
        document = DocxTemplate(io.BytesIO(data))
        document.render(context, autoescape=True)
        document.save(io.BytesIO())

    return render


def main(counts: tuple[int, ...]) -> None:
    """Print one line a number of rows."""
    data = _template("{{件名}}", "", "{{{{役割分担.{}}}}}", "")
    template = compile_template(data, "case", "速さ.docx")
    assert not template.faults
    print(f"compile {_best(lambda: compile_template(data, 'case', '速さ.docx')):8.2f} ms")
    for rows in counts:
        given, theirs = _values(rows), _theirs(rows)
        ours = _best(lambda given=given: template.render(given, Properties()))
        line = f"{rows:6} rows: ours {ours:8.2f} ms"
        if theirs:
            other = _best(theirs)
            line += f"   docxtpl {other:8.2f} ms   {other / ours:5.1f} times"
        print(line)
    if _theirs(1) is None:
        print("docxtpl is not installed: nothing to compare with")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or _ROWS)
