"""How long a dropped sheet waits, how a burst flows, and what idling costs.

    python benchmarks/intake.py latency|burst|idle|all [--sheets N] [--kill-every 5] [--folder DIR]

latency: one sheet after another on an idle watcher, from the listing by which it has settled to
its rest, with the share of fsync in it. burst: sheets dropped at once on ``jusoforms watch``, which
is killed every few seconds and started again: rate, how far any came out of the order of its drop,
and that each has its documents, once. idle: processor time and memory (PSS) of all
processes of ``jusoforms watch`` in the workspace that the burst has filled.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from jusoforms.filesystem import Neighbours, Turns, this_process
from jusoforms.intake import Pace, SystemClock, Watcher
from jusoforms.preparing import desk_for
from jusoforms.setup import make_workspace
from jusoforms.vocabulary.lists import default_lists
from jusoforms.workbench import Bench
from jusoforms.workspace import Workspace

SAMPLE = Path(__file__).parents[1] / "samples" / "事例1.xlsx"
CASE = "事例 1 「".encode()
"""The number of the sample's case, as it is written."""
LATENCIES = 200
IDLE_SECONDS = 60.0
TICKS = os.sysconf("SC_CLK_TCK")


def sheets(count: int) -> Iterator[bytes]:
    """Yield copies of the sample, each of a case of its own."""
    parts = zipfile.ZipFile(SAMPLE)
    members = {name: parts.read(name) for name in parts.namelist()}
    assert any(CASE in content for content in members.values())
    for number in range(1, count + 1):
        data = BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in members.items():
                package.writestr(name, content.replace(CASE, f"事例 {number} 「".encode()))
        yield data.getvalue()


class Counted:
    """A function, and the seconds spent in it."""

    def __init__(self, function: object) -> None:
        self.function, self.seconds, self.calls = function, 0.0, 0

    def __call__(self, *words: object) -> object:
        """Call it."""
        began = time.perf_counter()
        try:
            return self.function(*words)  # type: ignore[operator]
        finally:
            self.seconds += time.perf_counter() - began
            self.calls += 1


def latency(folder: Path) -> None:
    workspace = make_workspace(folder / "latency")
    me, clock = this_process(), SystemClock()
    turns = Turns(me, Neighbours(workspace.watchers, me))
    desk = desk_for(workspace, default_lists(), clock.today(), restricted=False)
    bench = Bench(lambda: desk, turns)
    state = folder / "latency-state"
    state.mkdir()
    os.fsync = synced = Counted(os.fsync)  # type: ignore[assignment]
    took, synced_share = [], []
    with Watcher(workspace, bench, clock, state, Pace(settle=0.3, interval=0.1)) as watcher:
        for number, data in enumerate(sheets(LATENCIES + 5)):
            (workspace.inbox / f"{number}.xlsx").write_bytes(data)
            results: list[object] = []
            while not results:
                time.sleep(0.1)
                before = synced.seconds
                results = list(watcher.round())
                ended = time.monotonic()
            took.append(ended - watcher.scanned_at)
            synced_share.append((synced.seconds - before) / took[-1])
    took = sorted(took[5:])
    p99 = took[int(len(took) * 0.99) - 1]
    print(f"latency of {len(took)}: median {statistics.median(took) * 1000:.0f} ms, ", end="")
    print(f"p99 {p99 * 1000:.0f} ms, worst {took[-1] * 1000:.0f} ms; ", end="")
    print(f"os.fsync {statistics.median(synced_share[5:]):.0%} of it (median)")


def watch(workspace: Workspace, state: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "jusoforms", "watch", str(workspace.root), "--settle", "1"]
    environment = os.environ | {"JUSOFORMS_STATE": str(state)}
    return subprocess.Popen(
        [*words, "--json"], stdout=subprocess.DEVNULL, env=environment, start_new_session=True
    )


def burst(folder: Path, count: int, kill_every: float) -> None:
    workspace = make_workspace(folder / "burst")
    state = folder / "burst-state"
    state.mkdir()
    (state / "service.toml").write_text("log_mb = 100\ninterval = 0.2\n", encoding="utf-8")
    for number, data in enumerate(sheets(count)):
        (workspace.inbox / f"{number:05}.xlsx").write_bytes(data)
    running, kills, began = watch(workspace, state), 0, time.monotonic()
    next_kill = began + kill_every
    while in_work(workspace) and time.monotonic() - began < count:
        time.sleep(0.2)
        if kill_every and time.monotonic() >= next_kill:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            running, kills = watch(workspace, state), kills + 1
            next_kill = time.monotonic() + kill_every
    seconds = time.monotonic() - began
    running.send_signal(signal.SIGTERM)
    running.wait()
    tell_burst(workspace, count, kills, seconds)


def in_work(workspace: Workspace) -> bool:
    """Return whether a sheet lies in the inbox, or is claimed."""
    dropped = any(path.suffix == ".xlsx" for path in workspace.inbox.iterdir())
    return dropped or any(workspace.claims.glob("*/*.xlsx"))


def tell_burst(workspace: Workspace, count: int, kills: int, seconds: float) -> None:
    filed = {path.name: path for path in workspace.filed.rglob("*.xlsx")}
    order = [f"{number:05}.xlsx" for number in range(count)]
    stranded = [name for name in order if name not in filed]
    # A file's own change is its filing, so the order of these is the order of the ends.
    ends = sorted(filed, key=lambda name: filed[name].stat().st_ctime_ns)
    place = {name: rank for rank, name in enumerate(ends)}
    moved = max(abs(place[name] - rank) for rank, name in enumerate(order) if name in place)
    folders = [path for path in workspace.outbox.iterdir() if path.is_dir()]
    wanted = {path.name for path in max(folders, key=_documents_of).glob("*.docx")}
    wrong = [f for f in folders if {p.name for p in f.rglob("*.docx")} != wanted]
    print(
        f"burst of {count}: {len(filed)} came to rest in {seconds:.0f} s with {kills} kills, ",
        end="",
    )
    print(f"{len(filed) / seconds:.1f} sheets/s; stranded {len(stranded)}; ", end="")
    print(
        f"cases {len(folders)}, of these with a document too many or too few {len(wrong)}; ", end=""
    )
    print(f"out of order by at most {moved / count:.2%}")


def _documents_of(folder: Path) -> int:
    return sum(1 for _ in folder.glob("*.docx"))


def tree(pid: int) -> Iterator[tuple[float, int]]:
    """Yield processor seconds and PSS in kB of a process and its children, ended ones included."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    yield sum(int(stat[field]) for field in (11, 12, 13, 14)) / TICKS, pss
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def idle(folder: Path) -> None:
    workspace, state = Workspace(folder / "burst"), folder / "burst-state"
    (state / "service.toml").unlink(missing_ok=True)  # idling is measured as it ships
    filed = sum(1 for _ in workspace.filed.rglob("*.xlsx"))
    running = watch(workspace, state)
    time.sleep(45)  # the children of the start have gone to rest
    before = sum(seconds for seconds, _ in tree(running.pid))
    time.sleep(IDLE_SECONDS)
    found = list(tree(running.pid))
    spent = sum(seconds for seconds, _ in found) - before
    pss = sum(kilobytes for _, kilobytes in found) / 1024
    running.send_signal(signal.SIGTERM)
    running.wait()
    print(f"idle with {filed} filed sheets: {spent / IDLE_SECONDS:.2%} of a core, ", end="")
    print(f"{pss:.0f} MB (PSS of {len(found)} processes)")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("what", choices=["latency", "burst", "idle", "all"])
    reader.add_argument("--sheets", type=int, default=10_000)
    reader.add_argument("--kill-every", type=float, default=5.0, metavar="SECONDS", help="0: never")
    reader.add_argument("--folder", type=Path)
    told = reader.parse_args()
    folder = told.folder or Path(tempfile.mkdtemp(prefix="jusoforms-"))
    try:
        if told.what in {"latency", "all"}:
            latency(folder)
        if told.what in {"burst", "idle", "all"}:
            burst(folder, told.sheets, told.kill_every)
        if told.what in {"idle", "all"}:
            idle(folder)
    finally:
        if not told.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
