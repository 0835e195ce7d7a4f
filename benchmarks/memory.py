"""Memory of one process that reads form after form: flat, or it leaks.

    python benchmarks/memory.py [FORMS]

Reads 10,000 forms (or as many as told), 50 different ones in turn, and
prints the resident memory after 1,000, and after each further tenth. Linux only: /proc.
"""

from __future__ import annotations

import sys
from pathlib import Path

from forms import form

from jusoforms.sheets.excel.workbook import read_workbook

FIRST = 1_000
DIFFERENT = 50


def resident() -> float:
    """Return the resident memory in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    different = [form(rows=80 + n) for n in range(DIFFERENT)]
    step = max(count // 10, 1)
    for done in range(1, count + 1):
        read_workbook(different[done % DIFFERENT])
        if done == FIRST or done % step == 0:
            print(f"{done:7,} forms {resident():8.1f} MB", flush=True)


if __name__ == "__main__":
    main()
