"""The proof, on the ward's own computer and share, of what the protocol relies on.

Everything happens in one folder of our own, which is removed at the end, also when the test is
interrupted; what a killed test left is removed by the next one on the same computer.
"""

from __future__ import annotations

import secrets
import shutil
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from jusoforms.doctor.findings import Check, Finding, examined
from jusoforms.doctor.selftest.moving import held_open_is_seen, never_replaced, rights_after_move
from jusoforms.doctor.selftest.names import long_names, split_marks, twins
from jusoforms.doctor.selftest.racing import one_winner
from jusoforms.doctor.selftest.timing import seen_by_others, speed_of_writing, times_of_files
from jusoforms.filesystem import Life, owner_of, this_process

__all__ = ["prove"]

_PREFIX = "~jf-selftest-"


def prove(folder: Path) -> Generator[Finding, None, None]:
    """Yield a finding for each property; OSError where the folder cannot be written at all."""
    _sweep(folder)
    with _own_folder(folder) as room:
        for name, test in _tests(room).items():
            yield from examined(name, test)


def _tests(room: Path) -> dict[str, Check]:
    """Return the tests by name, each with a folder of its own."""
    tests = {
        "名前の付け替え": never_replaced,
        "開いたファイル": held_open_is_seen,
        "移した後の権限": rights_after_move,
        "二つの処理の取り合い": one_winner,
        "長い名前": long_names,
        "濁点の分かれた名前": split_marks,
        "大文字と小文字": twins,
        "書き込みの速さ": speed_of_writing,
        "もう一つの処理からの見え方": seen_by_others,
        "ファイルの時刻": times_of_files,
    }
    numbered = enumerate(tests.items())
    return {name: _in_own_place(test, name, room / str(n)) for n, (name, test) in numbered}


def _in_own_place(test: Callable[[str, Path], Iterator[Finding]], name: str, place: Path) -> Check:
    def check() -> Iterator[Finding]:
        place.mkdir()
        yield from test(name, place)

    return check


@contextmanager
def _own_folder(folder: Path) -> Iterator[Path]:
    """Give a new folder; it is gone afterwards, also when the process is told to end."""
    room = folder / f"{_PREFIX}{this_process().name}.{secrets.token_hex(4)}"
    before = signal.signal(signal.SIGTERM, _end)
    room.mkdir()
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _sweep(folder: Path) -> None:
    """Remove what tests left that were killed on this computer."""
    me = this_process()
    for left in folder.glob(f"{_PREFIX}*"):
        owner = owner_of(left.name.removeprefix(_PREFIX))
        if owner and owner.life_on(me.host) is Life.ENDED and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
