"""Thousands of faults injected into the intake, one a run; a table; 1 where a law was broken.

    PYTHONPATH=tests/intake python tests/faults/faults_run.py [--quick | --only SCENE] [--workers 2]

All: a kill before every call that changes a disk, every such call failing once with each error,
second kills all over the recoveries, and the five mutants. Quick: an even share of each.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from injecting import KILL, Fault, is_usable
from mutants import MUTANTS
from scenes import SCENES
from trying import ERRORS, Try, Verdict, points_of, tried

_QUICK = 450
"""Tries of the quick run, mutants not counted."""
_SECONDS = 2
"""Second kills for each first one, in the whole run."""
_OF_A_MUTANT = 60
_SEED = 5
HELD = {("renameat2", "EACCES"), ("rename", "EACCES")}
"""No fault of the disk: a person has the document open, and the edition goes beside it."""
_SHOWN = 3


def plan() -> Iterator[Try]:
    """Yield every try."""
    chance = random.Random(_SEED)
    for scene in SCENES:
        for call, number in points_of(scene):
            for kind in (KILL, *ERRORS):
                if (call, kind) in HELD:
                    continue
                yield Try(scene, Fault(call, number, kind))
            for share in range(_SECONDS):
                then = (share + chance.random()) / _SECONDS
                yield Try(scene, Fault(call, number, KILL), then or 0.5)


def sample(tries: Sequence[Try], count: int) -> list[Try]:
    """Return so many, spread over scenes, calls and kinds of fault alike."""
    chance = random.Random(_SEED)
    groups: dict[object, list[Try]] = {}
    for one in tries:
        kind = "twice" if one.then else one.fault.kind
        groups.setdefault((one.scene, one.fault.call, kind), []).append(one)
    for group in groups.values():
        chance.shuffle(group)
    ranked = (pair for group in groups.values() for pair in enumerate(group))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])][:count]


def of_mutants() -> Iterator[Try]:
    """Yield tries in which the protocol is wrong: kills, evenly over the run."""
    for name, (scene, _) in MUTANTS.items():
        points = points_of(scene, name)
        for call, number in points[:: max(1, len(points) // _OF_A_MUTANT)]:
            yield Try(scene, Fault(call, number, KILL), mutant=name)


def judged(tries: Iterable[Try], workers: int) -> Iterator[Verdict]:
    """Yield what came of each, several at a time."""
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield from pool.imap_unordered(tried, tries, chunksize=4)


def main() -> int:
    """Run; return the exit status."""
    logging.getLogger("jusoforms").setLevel(logging.CRITICAL)
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--quick", action="store_true")
    reader.add_argument("--only", choices=SCENES, help="one scene")
    reader.add_argument("--workers", type=int, default=multiprocessing.cpu_count())
    told = reader.parse_args()
    if not is_usable():
        sys.exit("faults: strace is not there, or may not trace")
    tries = [one for one in plan() if told.only in {None, one.scene}]
    tries = sample(tries, _QUICK) if told.quick else tries
    began = time.monotonic()
    verdicts = list(_watched(judged(tries, told.workers), len(tries)))
    caught = {v.one.mutant for v in judged(of_mutants(), told.workers) if v.broken}
    return _tell(verdicts, caught, time.monotonic() - began)


def _watched(verdicts: Iterable[Verdict], count: int) -> Iterator[Verdict]:
    for number, verdict in enumerate(verdicts, 1):
        if number % 500 == 0:
            print(f"{number} of {count}", flush=True)
        yield verdict


def _by_law(broken: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """Return what was broken, under the first law of each, names of temporary files left out."""
    laws: dict[str, list[Verdict]] = {}
    for verdict in broken:
        law = re.sub(r"[0-9a-f]{8,}|tmp\w+", "…", verdict.broken[0])
        laws.setdefault(law, []).append(verdict)
    return laws


def _tell(verdicts: Sequence[Verdict], caught: set[str], seconds: float) -> int:
    """Print the table; return 1 where anything is not as it must be."""
    kinds = Counter("twice" if v.one.then else v.one.fault.kind for v in verdicts)
    broken = [v for v in verdicts if v.broken]
    missed = [v for v in verdicts if v.delivered < v.planned]
    for law, found in _by_law(broken).items():
        print(f"broken {len(found)} times: {law}")
        for verdict in found[:_SHOWN]:
            print(f"    {verdict.one}", *verdict.broken[1:3], sep="\n        ")
    for verdict in missed[:_SHOWN]:
        print(f"not delivered: {verdict.one}")
    for name in MUTANTS.keys() - caught:
        print(f"mutant not caught: {name}")
    print(", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    print(
        f"faults: {sum(v.delivered for v in verdicts)} injected in {len(verdicts)} runs, "
        f"{len(broken)} violations, {len(missed)} not delivered; "
        f"mutants caught: {len(caught)} of {len(MUTANTS)}; {seconds:.0f} s"
    )
    return int(bool(broken or missed or caught != set(MUTANTS)))


if __name__ == "__main__":
    sys.exit(main())
