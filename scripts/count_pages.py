"""Assert how many pages LibreOffice makes of each shipped template, filled with the samples.

``count_pages.py`` prints every document of every sample in both looks and compares with
``pages.toml`` beside it; pictures go to ``--out``. ``--write`` writes that table anew: look at the
pages before it is committed. Skipped without LibreOffice (soffice) and poppler (pdfinfo, pdftoppm).
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from render import to_pdf, to_pictures

from jusoforms.documents.printing import PrintedDocument, print_documents
from jusoforms.examining import examine
from jusoforms.sheets.adopted.form import Forms
from jusoforms.vocabulary.case import Case, Consent
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.house import LOOKS, House
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date

Counts = dict[tuple[str, str], tuple[int, ...]]
"""Sample and document to its pages in each look."""

ROOT = Path(__file__).resolve().parents[1]
_TEMPLATES = ROOT / "templates" / "docx"
_TABLE = Path(__file__).with_name("pages.toml")
_TODAY = dt.date(2025, 12, 1)
_HOUSE_TEXTS = (("自治体名", "見本区"), ("課名", "福祉総合課"))
_CLOSED = "支援会議票/8050の世帯"
_CLOSING = ("同意書", "同意撤回届", "引継書")
_PAGES = re.compile(r"^Pages:\s+(\d+)", re.MULTILINE)
_HEAD = """\
# Pages that LibreOffice makes of each shipped template, filled with the samples, in each look:
# [標準, UD]. `make pages` compares; after a change that is meant, look at build/counted/ and
# write this anew with scripts/count_pages.py --write.
"""


def main() -> int:
    """Print each document in each look; 1 where a count is not the expected one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "counted")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    missing = [tool for tool in ("soffice", "pdfinfo", "pdftoppm") if not shutil.which(tool)]
    if missing:
        print(f"pages: skipped, not installed: {', '.join(missing)}")
        return 0
    found = counted(options.out)
    if options.write:
        _TABLE.write_text(as_toml(found), encoding="utf-8")
    wrong = list(differences(expected(_TABLE.read_text(encoding="utf-8")), found))
    wrong += [f"{name}: no sample prints this template" for name in unprinted(found)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    pages = sum(map(sum, found.values()))
    print(f"pages: {len(found)} documents in {len(LOOKS)} looks, {pages} pages, {len(wrong)} wrong")
    return 1 if wrong else 0


@dataclass(frozen=True, slots=True)
class Sample:
    """A record, as its form tells it."""

    name: str
    record: Case | Catalogue
    holds: frozenset[str] | None
    only: tuple[str, ...] = ()
    """Documents to look at; empty for all."""

    def printed(self, look: str) -> Iterator[PrintedDocument]:
        """Yield the documents of every template that the record fits."""
        house = House(look, _HOUSE_TEXTS)
        for document in print_documents(self.record, _TEMPLATES, self.holds, house).documents:
            if not self.only or document.stem in self.only:
                yield document


def samples() -> Iterator[Sample]:
    """Yield each sample; one of them closed as well.

    No sample takes a consent back or comes to its end, and two templates are for such cases.
    """
    folder = ROOT / "samples"
    for path in sorted(folder.rglob("*.xlsx")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        (one,) = examine(path, _TODAY, default_lists(), Forms())
        yield Sample(name, one.record, one.captured.holds or None)
        if name == _CLOSED and isinstance(one.record, Case):
            yield Sample(f"{name}、終結", _closed(one.record), None, _CLOSING)


def counted(out: Path) -> Counts:
    """Return the pages of each document in each look; leave a picture of each page."""
    made = {
        (sample.name, document.stem, look): document.data
        for sample in samples()
        for look in LOOKS
        for document in sample.printed(look)
    }
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        files = {key: work / f"{number:05}.docx" for number, key in enumerate(made)}
        for key, file in files.items():
            file.write_bytes(made[key])
        to_pdf(list(files.values()), work)
        pages = {key: _pages_of(file.with_suffix(".pdf")) for key, file in files.items()}
        for (sample, stem, look), file in files.items():
            to_pictures(file.with_suffix(".pdf"), out / look / sample / stem, 80)
    documents = dict.fromkeys((sample, stem) for sample, stem, _ in made)
    return {key: tuple(pages.get((*key, look), 0) for look in LOOKS) for key in documents}


def expected(table: str) -> Counts:
    """Return what the table says."""
    told = tomllib.loads(table)
    return {
        (sample, document): tuple(pages)
        for sample, documents in told.items()
        for document, pages in documents.items()
    }


def differences(wanted: Counts, found: Counts) -> Iterator[str]:
    """Yield a line for each document that has other pages than wanted, is new, or is gone."""
    nothing = (0,) * len(LOOKS)
    for key in dict.fromkeys((*wanted, *found)):
        pairs = zip(LOOKS, wanted.get(key, nothing), found.get(key, nothing), strict=True)
        for look, want, have in pairs:
            if want != have:
                yield f"{'/'.join(key)} ({look}): {want} pages expected, {have} found"


def unprinted(found: Mapping[tuple[str, str], object]) -> list[str]:
    """Return the templates of which no sample makes a document."""
    stems = [stem for _, stem in found]
    shipped = sorted(path.stem for path in _TEMPLATES.rglob("*.docx"))
    return [name for name in shipped if not any(stem.startswith(name) for stem in stems)]


def as_toml(found: Counts) -> str:
    """Return the table as it lies beside this script."""
    lines = [_HEAD.rstrip()]
    for sample in dict.fromkeys(sample for sample, _ in found):
        lines += ["", f'["{sample}"]']
        lines += [f'"{key[1]}" = {list(n)}' for key, n in found.items() if key[0] == sample]
    return "\n".join(lines) + "\n"


def _closed(case: Case) -> Case:
    consent = Consent(
        given="有", given_on=read_date("令和7年6月20日"), scope="支援会議の構成機関",
        withdrawn_on=read_date("令和8年3月3日"),
    )  # fmt: skip
    return case.model_copy(
        update={
            "consent": consent,
            "closed_on": read_date("令和8年3月31日"),
            "closing_reason": "転居により他の自治体へ引き継ぐため",
        }
    )


def _pages_of(pdf: Path) -> int:
    told = subprocess.run(  # noqa: S603 our own file
        ["pdfinfo", pdf],  # noqa: S607 a tool of the machine
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found = _PAGES.search(told.stdout)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
