"""A workbook goes through JSON unchanged; what does not fit a grid is refused."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from jusoforms.package import PackageFault
from jusoforms.problems import foreign as say
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.foreign.plain import MISFITS, workbook_from, workbook_to
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Overlay, OverlayKind, Value, Workbook

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.xlsx")), ids=lambda path: path.stem)
def test_a_real_workbook_comes_back_as_it_was(path: Path) -> None:
    book = read_workbook(path.read_bytes())
    bare = [
        Grid(g.name, g.cells, g.merged, g.visible, g.hidden_rows, g.hidden_columns, g.print_areas)
        for g in book.sheets
    ]
    there = Workbook(tuple(bare), book.defined_names, book.date1904)
    assert workbook_from(json.loads(json.dumps(workbook_to(there)))) == there


def test_every_kind_of_value_comes_back() -> None:
    values: list[Value] = [True, 1, 1.5, "田中", None, dt.date(2024, 5, 1), dt.datetime.fromisoformat("2024-05-01T12:00"), dt.time(9, 30)]  # fmt: skip
    cells = {(1, n): Cell(1, n, CellKind.TEXT, value, "x") for n, value in enumerate(values, 1)}
    note = Overlay(OverlayKind.COMMENT, Area(1, 1, 2, 2), "注")
    remark = say.READERS_DISAGREE.at(sheet="事例", cell="A1", kind=".xls")
    book = Workbook((Grid("事例", cells, overlays=(note,)),), date1904=True, remarks=(remark,))
    there = workbook_from(json.loads(json.dumps(workbook_to(book))))
    assert there == book
    assert [type(cell.value) for cell in there.sheets[0]] == list(map(type, values))


def plain() -> Any:
    cells = {(1, 1): Cell(1, 1, CellKind.TEXT, "a", "a")}
    return workbook_to(Workbook((Grid("事例", cells, merged=(Area(1, 1, 2, 2),)),)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("sheets",), None),
        (("sheets", 0, "name"), 3),
        (("sheets", 0, "cells"), [[1]]),
        (("sheets", 0, "cells", 0, 0), 0),
        (("sheets", 0, "cells", 0, 1), 99_999),
        (("sheets", 0, "cells", 0, 2), "script"),
        (("sheets", 0, "cells", 0, 4), {"a": 1}),
        (("sheets", 0, "cells", 0, 3), "eval"),
        (("sheets", 0, "cells", 0, 5), None),
        (("sheets", 0, "merged", 0), [5, 1, 1, 1]),
        (("sheets", 0, "merged", 0), "A1:B2"),
        (("names",), [1]),
        (("remarks",), [{}]),
    ],
)
def test_what_is_no_workbook_is_refused(place: tuple[Any, ...], value: object) -> None:
    told = plain()
    inner = told
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    with pytest.raises(MISFITS):
        workbook_from(told)


def test_more_cells_than_a_form_has_are_refused() -> None:
    told = plain()
    told["sheets"][0]["cells"] *= 50_001
    with pytest.raises(PackageFault):
        workbook_from(told)
