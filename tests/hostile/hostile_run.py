"""`make hostile`: every hostile file through the real command, each in a process of its own.

Prints how long and how large the worst were; ends with 1 where an answer is none: no outcome of
the contract, more than five seconds of processor time (a busy machine is no fault of the file; what
hangs is ended after a minute and counts as no answer), more than 300 MB (all of it: interpreter,
child), a traceback.
Then all of them once more through ``watch --once``, in one process and one inbox.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cases import Case
from catalogue import catalogue

import jusoforms.cli.sheets
import jusoforms.pipeline  # noqa: F401 what the command imports when it runs
from jusoforms.cli import main as commands
from jusoforms.sheets.foreign import FOREIGN

SECONDS, MEGABYTES = 5.0, 300
_SAFETY = 3 << 30
_PATIENCE = 60
_TOLD = 8
_WORDS = [sys.executable, "-m", "jusoforms"]


@dataclass(frozen=True)
class Answer:
    """What the command said of one file, and what it cost."""

    name: str
    seconds: float
    """Of processor time, the child's included."""
    megabytes: float
    codes: tuple[str, ...]
    wrong: str = ""


def judged(line: str, status: int, code: str = "") -> tuple[tuple[str, ...], str]:
    """Return the codes of the errors in a line of JSON, and what is wrong with it."""
    try:
        told = json.loads(line)
    except ValueError:
        return (), f"no answer (exit {status})"
    codes = tuple(p["code"] for p in told["problems"] if p["severity"] == "error")
    if status not in {0, 3} or told["outcome"] not in {"ok", "returned", "delivered", "unchanged"}:
        return codes, f"{told['outcome']}, exit {status}"
    if code and code not in codes:
        return codes, f"{code} was awaited"
    return codes, ""


def check(one: Case, folder: Path) -> Answer:
    """Send one file through ``check`` in a process of its own, forked from this one.

    Everything is imported here already, which spares half a second a file; the file itself is
    made in another process, so that its bytes are in no one's account.
    """
    path = folder / one.name
    forked(lambda: path.write_bytes(one.make()))
    said = folder / "said"
    status, usage = forked(lambda: _command(["check", str(path), "--json"], said))
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    path.unlink()
    out = said.read_text(encoding="utf-8")
    codes, wrong = judged(out, status, one.code)
    if "Traceback" in out:
        wrong = "a traceback"
    elif megabytes > MEGABYTES:
        wrong = "too much memory"
    elif seconds > SECONDS:
        wrong = "too long"
    return Answer(one.name, seconds, megabytes, codes, wrong)


def forked(work: Callable[[], object]) -> tuple[int, resource.struct_rusage]:
    """Do something in a process of its own; return its exit code and what it used."""
    process = os.fork()
    if process == 0:
        code = 99
        try:
            work()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            os._exit(code)
    _, status, usage = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), usage


def _command(words: list[str], said: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_SAFETY, _SAFETY))
    signal.alarm(_PATIENCE)
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.argv = ["jusoforms", *words]
    try:
        commands()
    finally:
        sys.stdout.flush()
        FOREIGN.close()  # a forked process does not say its farewells


def _named(words: list[str]) -> list[Case]:
    return [one for one in catalogue() if not words or any(word in one.name for word in words)]


def _part(words: list[str], part: int, parts: int) -> list[Answer]:
    """Check every n-th case."""
    with tempfile.TemporaryDirectory() as name:
        return [check(one, Path(name)) for one in _named(words)[part::parts]]


def _waited(process: subprocess.Popen[str]) -> tuple[str, str, resource.struct_rusage]:
    assert process.stdout
    assert process.stderr
    with process.stdout, process.stderr:
        out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return out, err, usage


def watch(cases: Iterable[Case], folder: Path) -> list[str]:
    """Drop all files into one inbox and drain it; return what went wrong."""
    subprocess.run([*_WORDS, "init", "ward"], cwd=folder, check=True, capture_output=True)
    names = set()
    for one in cases:
        (folder / "ward" / "inbox" / one.name).write_bytes(one.make())
        names.add(one.name)
    started = time.monotonic()
    process = subprocess.Popen(
        [*_WORDS, "watch", "ward", "--once", "--settle", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
    )  # fmt: skip
    out, err, usage = _waited(process)
    lines = out.splitlines()
    wrong = [
        f"{json.loads(line)['file']}: {found}"
        for line in lines
        if (found := judged(line, process.returncode)[1])
    ]
    missing = names - {json.loads(line)["file"] for line in lines}
    wrong += [f"{name}: no answer" for name in sorted(missing)]
    wrong += ["a traceback"] if "Traceback" in out + err else []
    megabytes = usage.ru_maxrss / 1024
    wrong += [f"{megabytes:.0f} MB"] if megabytes > MEGABYTES else []
    seconds = time.monotonic() - started
    print(f"watch --once: {len(lines)} files, {seconds:.1f} s, {megabytes:.0f} MB")
    return wrong


def main() -> int:
    """Run them all, or those whose name holds a word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only names with one of these in them")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    with ProcessPoolExecutor(asked.jobs) as pool:
        parts = [pool.submit(_part, asked.words, n, asked.jobs) for n in range(asked.jobs)]
        answers = [answer for part in parts for answer in part.result()]
    _tell(answers)
    wrong = [f"{answer.name}: {answer.wrong} {answer.codes}" for answer in answers if answer.wrong]
    with tempfile.TemporaryDirectory() as name:
        wrong += watch(_named(asked.words), Path(name))
    print("\n".join(wrong))
    return int(bool(wrong))


def _tell(answers: list[Answer]) -> None:
    print(f"check: {len(answers)} files")
    print("codes:", dict(Counter(a.codes[0] if a.codes else "ok" for a in answers).most_common()))
    for title, key in (("slowest", "seconds"), ("largest", "megabytes")):
        print(title)
        for answer in sorted(answers, key=attrgetter(key), reverse=True)[:_TOLD]:
            print(
                f"  {answer.seconds:5.1f} s {answer.megabytes:5.0f} MB  {answer.name} {answer.codes}"
            )


if __name__ == "__main__":
    sys.exit(main())
