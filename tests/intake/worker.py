"""One drain of a workspace in a process of its own: ``python worker.py ROOT``."""

import sys
from pathlib import Path

from small_ward import SMALL_MARKS, Ward

if __name__ == "__main__":
    for result in Ward(Path(sys.argv[1]), SMALL_MARKS).drain(settle=0.1):
        sys.stdout.write(f"{result.file}\t{result.outcome}\n")
