"""Open every page people see in a browser: axe-core judges it, pictures are taken of it.

``look_at_pages.py [--out build/look] [--node build/browser]``. Needs chromium, and
``playwright-core`` and ``axe-core`` in ``<node>/node_modules`` (``make page`` installs them). Ends
with 1 where axe finds a violation.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from page_states import pages

_SCRIPT = Path(__file__).with_name("look_at_pages.mjs")
_PATIENCE = 300


def main() -> int:
    """Write the pages and hand them to the browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/look"))
    parser.add_argument("--node", type=Path, default=Path("build/browser"))
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    node = shutil.which("node")
    if not browser or not node or not (options.node / "node_modules/axe-core").is_dir():
        print("look: skipped: chromium, node, playwright-core or axe-core is not installed")
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    for name, data in pages().items():
        (options.out / f"{name}.html").write_bytes(data)
    command = [node, str(_SCRIPT), browser, str(options.node.resolve()), str(options.out.resolve())]
    return subprocess.run(command, check=False, timeout=_PATIENCE).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
