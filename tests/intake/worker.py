"""One drain of a workspace in a process of its own: ``python worker.py ROOT [STATE]``."""

import os
import sys
from pathlib import Path

from small_ward import Ward

if __name__ == "__main__":
    root, *state = map(Path, sys.argv[1:])
    own = root.with_name(f"{root.name}-state-{os.getpid()}")
    for result in Ward(root, *(state or (own,))).drain(settle=0.1):
        sys.stdout.write(f"{result.file}\t{result.outcome}\n")
