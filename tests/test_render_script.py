"""Looking at documents: on a machine without LibreOffice it says so and is no failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_without_the_tools_it_says_what_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "render.py", ROOT / "templates"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout == "render: skipped, not installed: soffice, pdftoppm\n"
