"""A watcher of a workspace in a process of its own, until the inbox is empty.

``python worker.py ROOT [STATE [HOST [LEASE]]]``: one drain; with a lease, rounds of the service
under that name, which takes over what others seem to have left.
"""

import os
import sys
from pathlib import Path

from small_ward import SMALL_MARKS, SmallCraft, Ward

from jusoforms.filesystem import this_process
from jusoforms.intake import SystemClock, Watcher

_QUIET = 20


def drain(root: Path, state: Path, host: str) -> None:
    """Take in everything once."""
    for result in Ward(root, state, SMALL_MARKS).drain(settle=0.1, host=host):
        sys.stdout.write(f"{result.file}\t{result.outcome}\n")


def watch(root: Path, state: Path, host: str, lease: float) -> None:
    """Watch until nothing has come for a while."""
    ward = Ward(root, state)
    ward.clock = SystemClock()  # type: ignore[assignment]
    craft = SmallCraft(ward.workspace, this_process(host))
    quiet = 0
    with ward.watcher(craft, host, settle=0.1, interval=0.05, lease=lease) as watcher:
        hurry(watcher)
        while quiet < _QUIET:
            told = list(watcher.round())
            for result in told:
                sys.stdout.write(f"{result.file}\t{result.outcome}\n")
            claimed = any(ward.workspace.claims.glob("*"))
            quiet = 0 if told or claimed or not watcher.is_done else quiet + 1
            ward.clock.wait(0.05)


def hurry(watcher: Watcher) -> None:
    """Look for what others left at every round, not every minute."""
    watcher.presence.every = 0.0


if __name__ == "__main__":
    words = sys.argv[1:]
    own_root = Path(words[0])
    default = own_root.with_name(f"{own_root.name}-state-{os.getpid()}")
    own_state = Path(words[1]) if len(words) > 1 else default
    name = words[2] if len(words) > 2 else ""
    if len(words) > 3:
        watch(own_root, own_state, name, float(words[3]))
    else:
        drain(own_root, own_state, name)
