"""Two processes that want the same thing: exactly one gets it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from jusoforms.doctor.findings import Finding, judged
from jusoforms.doctor.selftest.racer import Racer
from jusoforms.problems import doctor as say

__all__ = ["one_winner"]

_ROUNDS = {"take": 200, "create": 50, "mkdir": 50}
_HEAD_START = 0.002


def one_winner(name: str, place: Path) -> Iterator[Finding]:
    """Race for the rename of one file, and for the making of one file and of one folder."""
    wins = [0, 0]
    wrong = 0
    with Racer() as first, Racer() as second:
        for deed, rounds in _ROUNDS.items():
            for number in range(rounds):
                won = _race((first, second), deed, place / f"{deed}-{number}")
                wins[0] += won[0]
                wins[1] += won[1]
                wrong += sum(won) != 1
    count = sum(_ROUNDS.values())
    faults = (say.TWO_WINNERS.at(count=count, wrong=wrong),) if wrong else ()
    yield judged(name, *faults, fact=f"{count} 回、勝ちは {wins[0]} 対 {wins[1]}")


def _race(racers: tuple[Racer, Racer], deed: str, path: Path) -> tuple[bool, bool]:
    if deed == "take":
        path.write_bytes(b"x")
    start = time.monotonic() + _HEAD_START
    for n, racer in enumerate(racers):
        racer.tell(deed, path, path.with_name(f"{path.name}.{n}"), start)
    first, second = (racer.answer() == "won" for racer in racers)
    return first, second
