"""CPU time of reading a filled form, ours beside the libraries, as ratios.

    python benchmarks/reading.py [--profile]

The form is 80 rows of 8 columns with 248 merged areas, readings on every text and styled blank
cells, as a ward's sheet has them; over the cells three comments, a text box and two tick boxes;
three validations. Then the same on squared paper (方眼紙), 40 columns. Every reader reads every
value. Last the whole way to a checked record, of a ward's own 方眼紙 and of a 支援会議票, beside
openpyxl loading it and no more. openpyxl and python-calamine come with ``jusoforms[test]``.
Ratios, because machines differ; the readers take turns by tens, so that all meet the same noise.
"""

from __future__ import annotations

import cProfile
import datetime as dt
import gc
import io
import pstats
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import python_calamine
import ward_form
from forms import form

from jusoforms.examining import examine
from jusoforms.sheets.adopted.compiling import compile_form
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import OverlayKind
from jusoforms.vocabulary.lists import default_lists

ROUNDS = 40
TODAY = dt.date(2026, 4, 1)
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def ours(data: bytes) -> int:
    return sum(len(cell.text) for grid in read_workbook(data).sheets for cell in grid)


def openpyxl_full(data: bytes) -> int:
    return _openpyxl(data, read_only=False)


def openpyxl_read_only(data: bytes) -> int:
    return _openpyxl(data, read_only=True)


def _openpyxl(data: bytes, *, read_only: bool) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=read_only)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return sum(len(str(value)) for row in rows for value in row if value is not None)


def calamine(data: bytes) -> int:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return sum(len(str(value)) for row in rows for value in row)


def milliseconds(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median CPU time of each; they take turns by tens, warmed up, garbage cleared."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS // 10):
        for name, work in works.items():
            work()
            gc.collect()
            gc.freeze()  # what the others left behind is not this one's to look through
            for _ in range(10):
                start = time.process_time()
                work()
                times[name].append((time.process_time() - start) * 1000)
            gc.unfreeze()
    return {name: statistics.median(own) for name, own in times.items()}


def table(title: str, works: Mapping[str, Callable[[], object]]) -> None:
    """Print the times; ours stands first and is the measure."""
    print(title)
    took = milliseconds(works)
    base = next(iter(took.values()))
    for name, own in took.items():
        print(f"  {name:24} {own:8.2f} ms  {own / base:6.2f} times")


def reading(title: str, data: bytes) -> None:
    readers = (ours, openpyxl_full, openpyxl_read_only, calamine)
    (grid,) = read_workbook(data).sheets
    kinds = {kind: sum(o.kind is kind for o in grid.overlays) for kind in OverlayKind}
    seen = (len(grid.merged), *(kinds[k] for k in ("comment", "text_box", "check_box")))
    if seen != (248, 3, 1, 2) or len({read(data) for read in readers}) > 1:
        sys.exit(f"the readers do not see the same: {seen}")
    table(f"{title}, {len(data)} bytes", {r.__name__: lambda r=r: r(data) for r in readers})


def whole_way(title: str, path: Path, forms: Forms, *, profile: bool) -> None:
    data, lists = path.read_bytes(), default_lists()
    if any(one.captured.record is None for one in examine(path, TODAY, lists, forms)):
        sys.exit(f"{path.name} is not read")
    works = {
        "examine": lambda: examine(path, TODAY, lists, forms),
        "read_workbook": lambda: read_workbook(data),
        "openpyxl load only": lambda: openpyxl.load_workbook(io.BytesIO(data)),
    }
    table(f"{title} to a checked record, {len(data)} bytes", works)
    if profile:
        with cProfile.Profile() as watched:
            for _ in range(ROUNDS):
                examine(path, TODAY, lists, forms)
        pstats.Stats(watched).sort_stats("tottime").print_stats(40)


def ways(*, profile: bool) -> None:
    """Measure the whole way, of a ward's own form and of the shipped one."""
    form_of_ward = compile_form(read_workbook(ward_form.blank()), "様式.xlsx")
    assert form_of_ward
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "事例.xlsx"
        path.write_bytes(ward_form.filled())
        title = "A ward's 方眼紙: 80 rows of 59, 320 merges"
        whole_way(title, path, Forms((form_of_ward,)), profile=profile)
    path = min((SAMPLES / "支援会議票").iterdir(), key=lambda one: one.stat().st_size)
    whole_way("支援会議票: 86 and 126 rows, 177 merges", path, Forms(), profile=profile)


def main() -> None:
    warnings.simplefilter("ignore")
    reading("80 rows of 8, 248 merges", form())
    reading("方眼紙: 80 rows of 40, 2,880 styled blanks", form(columns=40))
    ways(profile="--profile" in sys.argv)


if __name__ == "__main__":
    main()
