"""`make fuzz`: mutants of real workbooks through reading, capture and rules, for some minutes.

What breaks out (any exception, more than the time or memory of the contract) is kept as a file
and named with its seed; once mended it becomes a case in ``tests/hostile/crashers.py``. A run can
be repeated: the mutants follow from ``--seed``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from mutating import mutant, seeds

from jusoforms.checks import check
from jusoforms.package import PackageFault
from jusoforms.sheets.capture import capture
from jusoforms.sheets.opening import open_workbook
from jusoforms.vocabulary.lists import default_lists

_SECONDS, _MEGABYTES = 5.0, 300
_TODAY = dt.date(2026, 11, 23)
_LISTS = default_lists()


def target(data: bytes, name: str) -> str:
    """Read a file as the pipeline does; return the code it came back with, or "ok"."""
    try:
        captured = capture(open_workbook(data, name), _LISTS)
    except PackageFault as fault:
        return fault.problem.code
    if captured.record is None:  # a workbook of lists has none, and may have no problem either
        return captured.problems[0].code if captured.problems else "ok"
    for problem in check(captured.record, _TODAY, _LISTS, captured.holds):
        captured.located(problem)
    return "ok"


def fuzz(seed: int, minutes: float, folder: Path) -> tuple[Counter[str], list[str]]:
    """Try mutants until the time is up; return how they were answered, and what broke out."""
    dice, originals = random.Random(seed), seeds()
    answers: Counter[str] = Counter()
    broken: list[str] = []
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end and len(broken) < 20:
        name, data = dice.choice(originals)
        data = mutant(data, dice)
        fault = _fault(data, name, answers)
        if fault:
            path = folder / f"{seed}-{answers.total()}-{name}"
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            broken.append(f"{path}: {fault}")
    return answers, broken


def _fault(data: bytes, name: str, answers: Counter[str]) -> str:
    started, before = time.process_time(), _megabytes()
    try:
        answers[target(data, name)] += 1
    except Exception:  # noqa: BLE001 whatever breaks out is what is looked for
        answers["broken"] += 1
        return traceback.format_exc(limit=-3)
    if time.process_time() - started > _SECONDS:
        return f"{time.process_time() - started:.1f} s"
    grown = _megabytes()
    return f"{grown:.0f} MB" if grown > _MEGABYTES and grown > before else ""


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Fuzz on all processors; 1 where anything broke out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    with ProcessPoolExecutor(asked.jobs) as pool:
        runs = [
            pool.submit(fuzz, asked.seed * 1000 + n, asked.minutes, asked.keep)
            for n in range(asked.jobs)
        ]
        found = [run.result() for run in runs]
    answers = sum((answers for answers, _ in found), Counter[str]())
    broken = [fault for _, faults in found for fault in faults]
    print(f"{answers.total()} mutants, {len(broken)} broke out: {dict(answers.most_common())}")
    print("\n".join(broken))
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
