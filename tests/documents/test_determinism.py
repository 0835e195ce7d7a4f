"""The same record is the same document: in another process, with another zlib, on another day."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jusoforms.outcome import DocumentState
from jusoforms.package import writing
from jusoforms.vocabulary.case import Case
from warding import Ward, sheet_of

HUNDRED = Path(__file__).with_name("hundred.py")


def printed(deflate: str, seed: int) -> list[tuple[str, str, str]]:
    """Print in a process of its own."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    told = subprocess.check_output([sys.executable, str(HUNDRED), deflate], env=environment)
    return [tuple(one) for one in json.loads(told)]


def test_a_hundred_documents_are_the_same_bytes_in_two_processes() -> None:
    first = printed("zlib", seed=1)
    assert len(first) >= 100
    assert len({raw for _, raw, _ in first}) == len(first)
    assert printed("zlib", seed=2) == first


def test_another_zlib_gives_other_bytes_of_the_same_content() -> None:
    pytest.importorskip("zlib_ng")
    ours, others = printed("zlib", seed=1), printed("zlib-ng", seed=1)
    assert [(name, content) for name, _, content in ours] == [(n, c) for n, _, c in others]
    assert all(a != b for (_, a, _), (_, b, _) in zip(ours, others, strict=True))


def documents(ward: Ward) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in ward.workspace.outbox.rglob("*.docx")}


def saved_again(workbook: bytes) -> bytes:
    """Return the workbook in another zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return target.getvalue()


def test_nothing_is_published_again_because_of_another_zlib(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zlib_ng = pytest.importorskip("zlib_ng.zlib_ng")
    ward = Ward(tmp_path / "ward", monkeypatch)
    sheet = sheet_of(Case(case_number="7", subject="相談", agencies=("福祉総合課",)))
    first = ward.drop(sheet)
    assert {one.state for one in first.documents} == {DocumentState.NEW}
    before = documents(ward)
    monkeypatch.setattr(writing, "zlib", zlib_ng)
    again = ward.drop(saved_again(sheet))
    assert {one.state for one in again.documents} == {DocumentState.UNCHANGED}
    assert documents(ward) == before
