"""Make the pictures of the READMEs and the guides, from real documents and pages: docs/images/.

``make_pictures.py [--out docs/images]``. Needs LibreOffice (soffice), poppler (pdftoppm), chromium
and Pillow (the extra ``docs``). Everything shown is a sample or invented.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
from page_states import everyday
from pictures_case import case_in_preparation, case_with_minutes
from PIL import Image, ImageOps
from render import render
from tagged_form import write_tagged_form

from jusoforms.documents.printing import print_documents
from jusoforms.pipeline import inspect
from jusoforms.reports.pages import return_slip
from jusoforms.reports.status import status_page
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.capture import capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.marking import mark
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import default_lists

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
_DAY = dt.date(2026, 4, 1)
"""The day on which the returned sheet of the picture is checked."""
_EXAMPLE_PAGES = (6, 8)
"""Pages of the printed form on which the filled-in examples of its two sheets begin."""
_GAP, _DESK = 14, "#d9d9d9"
_COLORS = 64
_TOP = 470
"""Pixels of a page that show its upper half."""
_PATIENCE = 120
_CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip


def main() -> int:
    """Make every picture; print its name and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for name, picture in _pictures(work):
            target = out / f"{name}.png"
            _small(picture).save(target, optimize=True)
            print(f"{target.name}: {target.stat().st_size // 1024} kB")
    return 0


def _pictures(work: Path) -> Iterator[tuple[str, Image.Image]]:
    case, catalogue = _read("事例2.xlsx"), _read("参考資料1.xlsx")
    pages = [
        *_pages(case, ["事例概要"], work / "case", 100),
        *_pages(catalogue, ["参考資料1_事業一覧"], work / "catalogue", 100),
    ]
    yield "documents", _side_by_side(pages)
    papers = ["開催通知_第2回", "次第_第2回", "出席者名簿_第2回"]
    yield "before-meeting", _side_by_side(_pages(case_in_preparation(), papers, work / "b", 62))
    minutes = ["支援会議記録_第1回", "役割分担表"]
    yield "after-meeting", _side_by_side(_pages(case_with_minutes(), minutes, work / "a", 72))
    yield "template", _side_by_side(list(_template_and_document(work)))
    form = TEMPLATES / "xlsx" / "支援会議票.xlsx"
    printed = list(render([(form, form)], work / "form", 76))
    yield "form", _side_by_side([_opened(printed[page - 1]) for page in _EXAMPLE_PAGES])
    own = write_tagged_form(work / "own.xlsx")
    page = next(iter(render([(own, own)], work / "own", 90)))
    yield "tagged-form", _side_by_side([_trimmed(_opened(page))])
    yield "return-slip", _side_by_side([_screen(_slip(work), work)])
    status = work / "status.html"
    status.write_bytes(status_page(everyday()))
    yield "status", _side_by_side([_screen(status, work, height=1800)])
    yield "marked-sheet", _side_by_side(list(_marked(work)))


def _read(name: str) -> Case | Catalogue:
    book = read_workbook((ROOT / "samples" / name).read_bytes())
    record = capture(book, default_lists()).record
    assert record is not None
    return record


def _pages(
    record: Case | Catalogue, names: Sequence[str], work: Path, dpi: int
) -> list[Image.Image]:
    """Return the first page of each document of that name."""
    made = {one.stem: one.data for one in print_documents(record, TEMPLATES / "docx").documents}
    work.mkdir()
    files = []
    for name in names:
        files.append(work / f"{name}.docx")
        files[-1].write_bytes(made[name])
    pages = {page.stem.rpartition("-")[0]: page for page in _first(files, work, dpi)}
    return [_opened(pages[name]) for name in names]


def _first(files: Sequence[Path], work: Path, dpi: int) -> Iterator[Path]:
    rendered = render([(file, file) for file in files], work / "pages", dpi)
    return (page for page in rendered if int(page.stem.rpartition("-")[2]) == 1)


def _template_and_document(work: Path) -> Iterator[Image.Image]:
    """Return the tops of a template with its tags, and of what it prints."""
    template = TEMPLATES / "docx" / "case" / "役割分担表.docx"
    tagged = _opened(next(iter(render([(template, template)], work / "template", 84))))
    (printed,) = _pages(case_with_minutes(), ["役割分担表"], work / "printed", 84)
    for page in (tagged, printed):
        yield page.crop((0, 0, page.width, _TOP))


def _slip(work: Path) -> Path:
    """Return the page that comes back with a sheet of which two cells are to be corrected."""
    book = openpyxl.load_workbook(ROOT / "samples" / "事例1.xlsx")
    sheet = book.worksheets[0]
    sheet["B2"] = "事例 「制度の狭間の事例」支援会議（就労、家族関係）"
    sheet["D4"] = "令和6年13月（初回相談）、令和6年12月（第1回支援会議）"
    book.save(work / "事例1.xlsx")
    page = work / "slip.html"
    page.write_bytes(return_slip(inspect(work / "事例1.xlsx", _DAY, default_lists(), Forms())))
    return page


def _marked(work: Path) -> Iterator[Image.Image]:
    """Return the tops of the pages of that sheet as it comes back: marked, with the list."""
    source, target = work / "事例1.xlsx", work / "marked.xlsx"
    problems = inspect(source, _DAY, default_lists(), Forms()).problems
    target.write_bytes(mark(source.read_bytes(), problems) or b"")
    for page in render([(target, target)], work / "marked", 84):
        picture = _opened(page)
        yield picture.crop((0, 0, picture.width, min(picture.height, _TOP)))


def _screen(page: Path, work: Path, height: int = 800) -> Image.Image:
    browser = shutil.which("chromium") or "chromium"
    shot = work / "screen.png"
    command = [
        browser,
        *_CHROMIUM[1:],
        f"--user-data-dir={work / 'profile'}",
        f"--window-size=820,{height}",
        f"--screenshot={shot}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, timeout=_PATIENCE, capture_output=True)  # noqa: S603
    return _opened(shot)


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def _trimmed(page: Image.Image) -> Image.Image:
    """Return a page without the white around what is on it."""
    box = ImageOps.invert(page.convert("L")).getbbox()
    return ImageOps.expand(page.crop(box), 12, "white") if box else page


def _side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    """Lay pages beside one another, each with a thin edge, as on a desk."""
    framed = [ImageOps.expand(page, 1, "#8c8c8c") for page in pages]
    width = sum(page.width + _GAP for page in framed) + _GAP
    desk = Image.new("RGB", (width, max(page.height for page in framed) + 2 * _GAP), _DESK)
    left = _GAP
    for page in framed:
        desk.paste(page, (left, _GAP))
        left += page.width + _GAP
    return desk


def _small(picture: Image.Image) -> Image.Image:
    return picture.quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
