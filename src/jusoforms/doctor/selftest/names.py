"""Names as Japanese staff give them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from jusoforms.doctor.findings import Finding, judged
from jusoforms.filesystem import write_new
from jusoforms.problems import doctor as say

__all__ = ["long_names", "split_marks", "twins"]

_KANJI = 83
"""With ``.xlsx`` 254 bytes of UTF-8: one more is refused on Linux."""
_COMPOSED, _SPLIT = "ガ.xlsx", "カ\u3099.xlsx"


def long_names(name: str, place: Path) -> Iterator[Finding]:
    """Make a file with a name of 83 kanji, and find it listed."""
    long = "漢" * _KANJI + ".xlsx"
    try:
        write_new(place / long, b"x")
    except OSError as error:
        how = errno.errorcode.get(error.errno or 0, "?")
        yield judged(name, say.NAMES_REFUSED.at(how=f"{_KANJI} 文字で {how}"))
        return
    listed = long in _names(place)
    faults = () if listed else (say.NAMES_REFUSED.at(how="一覧に出ません"),)
    yield judged(name, *faults, fact=f"漢字 {_KANJI} 文字まで")


def split_marks(name: str, place: Path) -> Iterator[Finding]:
    """Find names with the sound mark joined and apart listed as they were given."""
    for one in (_COMPOSED, _SPLIT):
        try:
            write_new(place / one, one.encode())
        except FileExistsError:
            yield judged(name, say.NAMES_FOLDED.at())
            return
    kept = {_COMPOSED, _SPLIT} == _names(place)
    yield judged(
        name,
        *(() if kept else (say.NAMES_FOLDED.at(),)),
        fact="別の名前として残ります" if kept else "",
    )


def twins(name: str, place: Path) -> Iterator[Finding]:
    """Make two names that differ in case only: the second must replace nothing."""
    first, second = place / "Case.xlsx", place / "CASE.xlsx"
    first.write_bytes(b"first")
    fact = "区別します"
    try:
        write_new(second, b"second")
    except FileExistsError:
        fact = "区別しません（後の方が断られます）"
    kept = first.read_bytes() == b"first"
    yield judged(name, *(() if kept else (say.TWINS_LOST.at(),)), fact=fact if kept else "")


def _names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}
