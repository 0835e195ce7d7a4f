"""The guides for staff: their pictures are there and small, and what they promise is so."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from jusoforms.documents.shelf import load_template
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.view import meeting_view

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.ja.md", *sorted(ROOT.glob("docs/ja/*.md"))]
AROUND = ROOT / "docs" / "ja" / "会議の前後.md"
LINK = re.compile(r"\]\(([^)#]+)\)")
LARGEST = {"documents.png": 250_000}
"""The others stay below 150 kB: the guides are read over a ward's network."""


def linked(page: Path) -> list[Path]:
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [page.parent / link for link in found if "://" not in link]


def needs() -> dict[str, set[str]]:
    """Return what the guide says that each paper before a meeting needs."""
    table = re.findall(
        r"^\| (\w+) \| ([^|（]+)[|（]", AROUND.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name: set(fields.strip().split("、")) for name, fields in table if template(name)}


def template(name: str) -> list[Path]:
    return list(ROOT.glob(f"templates/docx/meeting/{name}.docx"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    assert [link for link in linked(page) if not link.exists()] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/images/*")), ids=lambda path: path.name)
def test_pictures_are_small_and_used(path: Path) -> None:
    data = path.read_bytes()
    width, _ = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert width <= 1800
    assert len(data) <= LARGEST.get(path.name, 150_000)
    assert path.resolve() in {link.resolve() for page in PAGES for link in linked(page)}


def test_the_guide_names_every_paper_before_a_meeting() -> None:
    papers = {path.stem for path in ROOT.glob("templates/docx/meeting/*.docx")}
    assert set(needs()) == papers - {"支援会議記録"}


@pytest.mark.parametrize(("name", "fields"), needs().items(), ids=needs())
def test_a_paper_needs_what_the_guide_says(name: str, fields: set[str]) -> None:
    compiled = load_template(template(name)[0], "meeting").template
    assert compiled
    told = Meeting(secrecy="told by the lists")
    empty = meeting_view(Case(meetings=(told,)), told)
    assert set(compiled.missing(empty)) == fields
