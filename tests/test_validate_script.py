"""The judge of produced documents: it finds what is broken, and only what the template lacks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "templates" / "docx" / "case" / "事例概要.docx"


def judge(*places: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "JUSOFORMS_OOXML_VALIDATOR": "absent", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "validate.py", *places],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def altered(target: Path, pattern: str, replacement: str) -> None:
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "word/document.xml":
                text, count = re.subn(pattern, replacement, text, count=1)
                assert count
            copy.writestr(name, text)


@pytest.fixture
def without_paragraph(tmp_path: Path) -> Path:
    target = tmp_path / "別の書類.docx"
    altered(target, r"(<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>")
    return target


def test_a_sound_document_passes() -> None:
    done = judge(TEMPLATE)
    assert done.returncode == 0, done.stdout
    assert "1 documents, 0 with new findings" in done.stdout


def test_a_cell_without_a_paragraph_fails(without_paragraph: Path) -> None:
    done = judge(without_paragraph)
    assert done.returncode == 1
    assert "別の書類.docx" in done.stdout


def test_a_fault_of_the_template_is_not_the_documents(without_paragraph: Path) -> None:
    beside = without_paragraph.with_name("別の書類.template.docx")
    beside.write_bytes(without_paragraph.read_bytes())
    assert judge(without_paragraph).returncode == 0


def test_nothing_to_judge_is_no_success(tmp_path: Path) -> None:
    assert judge(tmp_path).returncode == 1


def test_without_the_binary_the_last_line_says_so() -> None:
    assert "Microsoft's validator is not here" in judge(TEMPLATE).stdout
