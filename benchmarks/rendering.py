"""Printing speed: CPU of a document by number of rows, ours beside docxtpl and docxtemplater.

    python benchmarks/rendering.py [ROWS …]

The template: 30 tagged paragraphs, a six-column row that repeats, a tagged header. Ours is proved
before it is returned. CPU, not wall time, best of several, because the machine is shared; what
counts is the ratio. Of our own time the shares of proof and deflate are told, and how long a
synced file takes. Others are left out where they are not installed:

    pip install docxtpl; npm install --prefix build/node docxtemplater pizzip
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document

from jusoforms.documents import Properties, Template, compile_template
from jusoforms.documents.sealing.proving import prove_rendered
from jusoforms.vocabulary.case import Case, Role
from jusoforms.vocabulary.view import view

_ROWS = (10, 100, 1_000, 5_000)
_FIELDS = ("番号", "内容", "担当機関", "担当者", "期限", "状態")
_PARAGRAPHS = 30
_MODULES = Path(__file__).parents[1] / "build" / "node" / "node_modules"
_SHIPPED = Path(__file__).parents[1] / "templates" / "docx"
_LARGEST = 5


_OURS = [list(_FIELDS), [f"{{{{役割分担.{name}}}}}" for name in _FIELDS]]


def _rows_of(value: str, rows: list[list[str]]) -> bytes:
    """Return a template with a table of these rows, and a value in every paragraph before it."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = value
    for number in range(_PARAGRAPHS):
        document.add_paragraph(f"{number} 様 {value} について")
    table = document.add_table(0, len(_FIELDS))
    for texts in rows:
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
    fields = [f"{{{{ r.{name} }}}}" for name in _FIELDS]
    rows_of_it = [list(_FIELDS), ["{%tr for r in roles %}"], fields, ["{%tr endfor %}"]]
    data = _rows_of("{{ 件名 }}", rows_of_it)
    given = _values(rows)
    context = {"件名": given["件名"], "roles": given["役割分担"]}

    def render() -> None:
        document = DocxTemplate(io.BytesIO(data))
        document.render(context, autoescape=True)
        document.save(io.BytesIO())

    return render


def _in_node(rows: int) -> float | None:
    """Return what docxtemplater takes."""
    if not shutil.which("node") or not (_MODULES / "docxtemplater").is_dir():
        return None
    given = _values(rows)
    words = {"件名": given["件名"], "roles": [_plain(role) for role in given["役割分担"]]}
    fields = [f"{{{name}}}" for name in _FIELDS]
    fields = ["{#roles}" + fields[0], *fields[1:-1], fields[-1] + "{/roles}"]
    with tempfile.TemporaryDirectory() as folder:
        template, values = Path(folder) / "t.docx", Path(folder) / "v.json"
        template.write_bytes(_rows_of("{件名}", [list(_FIELDS), fields]))
        values.write_text(json.dumps(words), encoding="utf-8")
        script = str(Path(__file__).with_name("docxtemplater.mjs"))
        command = ["node", script, str(_MODULES), str(template), str(values), "3"]
        return float(json.loads(subprocess.check_output(command)))


def _plain(role: dict[str, Any]) -> dict[str, str]:
    return {name: "、".join(v) if isinstance(v, tuple) else str(v) for name, v in role.items()}


def _tell_shares(template: Template, given: dict[str, Any], whole: float) -> None:
    """Say where our own time goes."""
    printed = dict(template._printed(given))  # noqa: SLF001 its parts are what is asked of
    parts = [part.text().encode() for part in printed.values()]
    outlines = {name: part.outline().encode() for name, part in printed.items()}
    proof = _best(lambda: prove_rendered(outlines, template.baseline))
    deflate = _best(lambda: [zlib.compress(part, 6) for part in parts])
    data = template.render(given, Properties())
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        wall = min(_synced(Path(folder) / f"{n}.docx", data) for n in range(20))
    print(
        f"       of that: proof {proof / whole:4.0%}, deflate {deflate / whole:4.0%};"
        f" a synced file of it {wall:5.2f} ms (wall)"
    )


def _synced(path: Path, data: bytes) -> float:
    began = time.perf_counter()
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return (time.perf_counter() - began) * 1_000


def _tell_compiling() -> None:
    """Say what the largest shipped templates take to compile, each the first time."""
    paths = sorted(_SHIPPED.rglob("*.docx"), key=lambda path: path.stat().st_size)[-_LARGEST:]
    context = {path: path.relative_to(_SHIPPED).parts[0] for path in paths}
    once = _best(lambda: [compile_template(p.read_bytes(), context[p], p.name) for p in paths])
    print(f"compile the {len(paths)} largest shipped templates: {once:8.2f} ms")


def main(counts: tuple[int, ...]) -> None:
    """Print one line a number of rows."""
    template = compile_template(_rows_of("{{件名}}", _OURS), "case", "速さ.docx")
    assert not template.faults
    _tell_compiling()
    for rows in counts:
        given, theirs, node = _values(rows), _theirs(rows), _in_node(rows)
        ours = _best(lambda given=given: template.render(given, Properties()))
        line = f"{rows:6} rows: ours {ours:8.2f} ms"
        for name, other in (
            ("docxtpl", _best(theirs) if theirs else None),
            ("docxtemplater", node),
        ):
            line += f"   {name} {other:9.2f} ms {other / ours:5.1f} times" if other else ""
        print(line)
        _tell_shares(template, given, ours)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or _ROWS)
