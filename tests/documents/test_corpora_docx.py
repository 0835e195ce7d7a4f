"""Word files that nobody here wrote: each compiles to faults, or prints a sound document."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jusoforms.documents import Properties, compile_template, prove
from jusoforms.problems import blocking
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.view import view

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("JUSOFORMS_CORPORA", ROOT.parent / "shared" / "corpora"))
FILES = sorted(CORPORA.rglob("*.docx"))

pytestmark = pytest.mark.skipif(not FILES, reason="no corpora beside the checkout")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_others(file: Path) -> None:
    data = file.read_bytes()
    template = compile_template(data, "case", file.name)
    if not blocking(template.faults):
        assert prove(template.render(view(Case()), Properties()), data) == ()


def test_most_files_of_others_print() -> None:
    compiled = [compile_template(file.read_bytes(), "case", file.name) for file in FILES[::8]]
    sound = [template for template in compiled if not blocking(template.faults)]
    assert len(sound) > len(compiled) * 0.8
