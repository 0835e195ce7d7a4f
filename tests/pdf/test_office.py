"""LibreOffice as a child: what it makes, and what happens when it hangs, fails or lies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_keeping import MADE

from jusoforms.pdf import Office, find_office
from jusoforms.pdf.marking import is_whole, marked, origin
from jusoforms.workspace import shipped

DOCUMENTS = sorted((shipped("templates") / "docx" / "case").glob("*.docx"))[:2]


def program(folder: Path, script: str) -> Path:
    """Return a program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def office(folder: Path, script: str, seconds: float = 30) -> Office:
    return Office(program(folder, script), folder / "room", seconds=seconds)


PDFS = 'for f in *.docx; do cp "$MADE" "${f%.docx}.pdf"; done'


@pytest.fixture(autouse=True)
def _made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.pdf").write_bytes(MADE)
    monkeypatch.setenv("MADE", str(tmp_path / "made.pdf"))


def test_each_document_gets_its_own(tmp_path: Path) -> None:
    assert office(tmp_path, PDFS).convert([b"a", b"b"]) == (MADE, MADE)
    assert not (tmp_path / "room").exists()


def test_one_that_fails_does_not_cost_the_others(tmp_path: Path) -> None:
    spoilt = 'for f in *.docx; do grep -q bad $f || cp "$MADE" "${f%.docx}.pdf"; done'
    assert office(tmp_path, spoilt).convert([b"a", b"bad", b"c"]) == (MADE, None, MADE)


@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "kill -9 $$",
        'for f in *.docx; do printf garbage > "${f%.docx}.pdf"; done',
        'for f in *.docx; do head -c 40 "$MADE" > "${f%.docx}.pdf"; done',
        'for f in *.docx; do mkdir "${f%.docx}.pdf"; done',
    ],
)
def test_what_is_no_pdf_does_not_count(tmp_path: Path, script: str) -> None:
    assert office(tmp_path, script).convert([b"a"]) == (None,)
    assert not (tmp_path / "room").exists()


def test_a_program_that_cannot_be_run_makes_nothing(tmp_path: Path) -> None:
    assert Office(tmp_path / "nothing", tmp_path / "room").convert([b"a"]) == (None,)


def test_one_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    script = f"sleep 600 & echo $! > {tmp_path}/child; wait"
    hanging = office(tmp_path, script, seconds=-4.5)  # five seconds each are added
    assert hanging.convert([b"a"]) == (None,)
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, check=False)
    assert state.stdout.strip()[:1] in {b"", b"Z"}
    assert not (tmp_path / "room").exists()


def test_after_stop_nothing_is_begun(tmp_path: Path) -> None:
    ended = office(tmp_path, f"touch {tmp_path}/begun")
    ended.stop()
    assert ended.convert([b"a"]) == (None,)
    assert not (tmp_path / "begun").exists()


def test_copies_are_for_nobody_else(tmp_path: Path) -> None:
    seen = f"stat -c %a . > {tmp_path}/mode"
    office(tmp_path, seen).convert([b"a"])
    assert (tmp_path / "mode").read_text().strip() == "700"


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_a_mark_tells_where_it_comes_from_and_any_change(body: bytes, more: bytes) -> None:
    pdf = b"%PDF-1.6\n" + body + b"\nstartxref\n9\n%%EOF\n"
    digest = "ab" * 32
    made = marked(pdf, digest)
    assert is_whole(made)
    assert origin(made) == digest
    assert origin(pdf) == ""
    for other in (made + b"\n", made[:9] + more + made[9:], made.replace(b"ab", b"cd", 1)):
        assert origin(other) == (digest if other == made else "")


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not here")
def test_the_real_one_makes_pages_that_another_program_reads(tmp_path: Path) -> None:
    found = find_office()
    assert found
    made = Office(found, tmp_path / "room").convert([one.read_bytes() for one in DOCUMENTS])
    for number, pdf in enumerate(made):
        assert pdf
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(marked(pdf, "0" * 64))
        said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
        assert "Pages:" in said.stdout
        assert "Tagged:          yes" in said.stdout
        assert not said.stderr
    assert not (tmp_path / "room").exists()
