"""Look at documents as pictures: .docx, .xlsx and .html to one PNG a page.

``render.py --out build/pages FILE-OR-FOLDER…``. Needs LibreOffice (soffice) and poppler
(pdftoppm). LibreOffice opens what Word refuses, so it judges looks, never validity.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_KINDS = {".docx", ".xlsx", ".html"}
_FONTS = Path(__file__).resolve().parents[1] / "docs" / "fontconfig.conf"
_PATIENCE = 300
# LibreOffice converts some 250 files of one command line and leaves out the rest in silence.
_AT_ONCE = 100


def main() -> int:
    """Render everything that was named; print the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("build/pages"))
    parser.add_argument("--dpi", type=int, default=80)
    options = parser.parse_args()
    missing = [tool for tool in ("soffice", "pdftoppm") if not shutil.which(tool)]
    if missing:
        print(f"render: skipped, not installed: {', '.join(missing)}")
        return 0
    files = [(place, file) for place in options.places for file in documents(place)]
    pages = list(render(files, options.out, options.dpi))
    print(*pages, sep="\n")
    print(f"render: {len(files)} documents, {len(pages)} pages in {options.out}")
    return 0


def documents(place: Path) -> list[Path]:
    """Return the file itself, or every document below a folder."""
    found = place.rglob("*") if place.is_dir() else [place]
    return sorted(file for file in found if file.suffix in _KINDS and file.name[:2] != "~$")


def render(files: Iterable[tuple[Path, Path]], out: Path, dpi: int) -> Iterator[Path]:
    """Yield the pages of (place, file below it), a folder for each document's own folder.

    Many go through one start of LibreOffice, under names of their own: two documents of the same
    name in two folders must not overwrite each other.
    """
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        targets = {}
        for number, (place, file) in enumerate(files):
            copy = work / f"{number:05}{file.suffix}"
            shutil.copyfile(file, copy)
            relative = file.relative_to(place) if place.is_dir() else Path(file.name)
            targets[copy] = out / relative.with_suffix("")
        to_pdf(list(targets), work)
        for copy, target in targets.items():
            yield from to_pictures(copy.with_suffix(".pdf"), target, dpi)


def to_pdf(files: list[Path], work: Path) -> None:
    """Print files, each of another name, as PDF into the folder."""
    profile = (work / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_FONTS)}
    for suffix in _KINDS:
        alike = [str(file) for file in files if file.suffix == suffix]
        for start in range(0, len(alike), _AT_ONCE):
            batch = alike[start : start + _AT_ONCE]
            _run([*command, "--outdir", str(work), *batch], environment)


def to_pictures(pdf: Path, target: Path, dpi: int) -> list[Path]:
    """Return a picture of each page, ``<target>-<page>.png``; old ones are removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob(f"{target.name}-*.png"):
        old.unlink()
    _run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(target)], dict(os.environ))
    return sorted(target.parent.glob(f"{target.name}-*.png"))


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(  # noqa: S603 our own fixed commands
        command,
        env=environment,
        check=True,
        timeout=_PATIENCE,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main())
