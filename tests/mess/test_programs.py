"""Messy forms opened and saved by a real program: LibreOffice.

It recalculates formulas and does not keep the formats of Japanese dates (both are told by their
kinds), everything else comes back as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mess.bases import FORMS, base_of
from mess.catalogue import KINDS, Kind
from mess.expected import KNOWN
from mess.judging import GOOD, Verdict, finished, read, verdict_on
from mess.kinds import Scene, scene_of

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("soffice"),
]
MANY = "JUSOFORMS_MESS" in os.environ
_A_RUN = 40
"""LibreOffice stops half-way through hundreds of files."""
_OTHERWISE = {
    "1904年から数えるブック",
    "外部ブックへのリンク",
    "結果がエラーの数式",
    "空のセルを写した数式の 0",
    "新しいエラー値",
    "年齢が今日から計算する数式",
    "15桁を超える数",
    "ISO の日付のセル",
    "共有文字列の番号が範囲外",
    "片割れのサロゲート",
    "同意がフォームのチェックボックス",
    "同意のチェックボックスが2つ",
    "同意がオプションボタン",
    "スレッド形式のコメント",
}
"""What another program calculates anew, mends or drops, so that it is another mess, or none."""


def _case(form: str) -> Scene:
    base = base_of(form)
    return Scene(form, base.draft, base.truth)


def _saved(files: dict[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them, by the same names."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for stem, data in files.items():
            (folder / f"{stem}.xlsx").write_bytes(data)
        office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        convert = [*office, "--convert-to", suffix, "--outdir", str(folder / "out")]
        for names in _portions(list(files)):
            sources = [str(folder / f"{stem}.xlsx") for stem in names]
            subprocess.run([*convert, *sources], check=True, capture_output=True, timeout=300)
        return {stem: (folder / "out" / f"{stem}.{suffix}").read_bytes() for stem in files}


def _portions(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _A_RUN):
        yield names[start : start + _A_RUN]


def _resavable() -> list[tuple[Kind, str]]:
    """Return every kind with one of its forms, in turn; dates stored as numbers lose their look."""
    kinds = [kind for kind in KINDS if kind.name not in _OTHERWISE and "数値" not in kind.name]
    pairs = [(kind, kind.forms[n % len(kind.forms)]) for n, kind in enumerate(kinds)]
    return [(kind, form) for kind, form in pairs if (kind.name, form) not in KNOWN]


@cache
def _resaved() -> dict[str, bytes]:
    files = {
        f"{n}": finished(scene_of(form, [kind])) for n, (kind, form) in enumerate(_resavable())
    }
    return _saved(files, "xlsx")


def test_the_forms_are_read_as_ever() -> None:
    saved = _saved({form: finished(_case(form)) for form in FORMS}, "xlsx")
    for form in FORMS:
        assert verdict_on(_case(form), *read(saved[form])).verdict is Verdict.RIGHT, form


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("number", range(len(_resavable())) if MANY else [])  # make mess
def test_right_or_asked(number: int) -> None:
    kind, form = _resavable()[number]
    result = verdict_on(scene_of(form, [kind]), *read(_resaved()[f"{number}"]))
    assert result.verdict in GOOD, f"{kind.name} {form}: {result}"


@pytest.mark.skipif(not MANY, reason="minutes: make mess")
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_kinds_of_workbook_are_right_with_a_word_or_returned(suffix: str) -> None:
    saved = _saved({form: finished(_case(form)) for form in FORMS}, suffix)
    for form in FORMS:
        scene = _case(form)
        scene.may_ask(None, stakes=[""])
        result = verdict_on(scene, *read(saved[form], f".{suffix}"))
        assert result.verdict in GOOD, f"{form}: {result}"
        assert result.problems, "what could not be seen has to be said"
