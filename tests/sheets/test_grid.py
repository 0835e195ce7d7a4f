"""Addresses, areas, and finding the cell that is shown."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusoforms.sheets.areas import AreaIndex
from jusoforms.sheets.grid import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    Cell,
    CellKind,
    Grid,
    address,
    parse_area,
    parse_cell,
)  # fmt: skip

places = st.tuples(st.integers(1, LAST_ROW), st.integers(1, LAST_COLUMN))
areas = st.lists(
    st.tuples(st.integers(1, 90), st.integers(1, 90), st.integers(0, 80), st.integers(0, 80)).map(
        lambda t: Area(t[0], t[1], t[0] + t[2], t[1] + t[3])
    ),
    max_size=6,
)


@given(places)
def test_an_address_is_read_as_its_place(place: tuple[int, int]) -> None:
    assert parse_cell(address(*place)) == place


@pytest.mark.parametrize(
    "text", ["", "A", "1", "A0", "XFE1", "A1048577", "A1B", "あ1", "A１", "A1 "]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse_cell(text) is None


@pytest.mark.parametrize(
    ("text", "area"),
    [("B2:J10", Area(2, 2, 10, 10)), ("$J$10:$B$2", Area(2, 2, 10, 10)), ("c3", Area(3, 3, 3, 3)),
     ("A:B", None), ("A1:#", None), ("A1:B2:C3", None)],
)  # fmt: skip
def test_reads_an_area(text: str, area: Area | None) -> None:
    assert parse_area(text) == area


@given(areas, st.integers(1, 200), st.integers(1, 200))
def test_finds_an_area_that_covers_the_cell_if_there_is_one(
    merged: list[Area], row: int, column: int
) -> None:
    found = Grid("a", {}, tuple(merged)).area_of(row, column)
    assert found.covers(row, column)
    covering = [area for area in merged if area.covers(row, column)]
    assert found in (covering or [Area(row, column, row, column)])


def test_cells_come_by_row_then_column() -> None:
    cells = {place: Cell(*place, CellKind.TEXT, "a", "a") for place in [(2, 1), (1, 3), (1, 2)]}
    assert [cell.address for cell in Grid("a", cells)] == ["B1", "C1", "A2"]


def test_everything_is_in_print_where_no_area_is_set() -> None:
    cell = Cell(9, 9, CellKind.TEXT, "a", "a")
    assert Grid("a", {}).in_print(cell)
    assert not Grid("a", {}, print_areas=(Area(1, 1, 2, 2),)).in_print(cell)


def test_a_grid_travels_to_another_process() -> None:
    grid = Grid("a", {(1, 1): Cell(1, 1, CellKind.TEXT, "a", "a")}, (Area(1, 1, 2, 2),))
    again = pickle.loads(pickle.dumps(grid))
    assert again == grid
    assert again.at(2, 2) == grid.cells[1, 1]


def test_an_area_is_found_whatever_its_size() -> None:
    column, band, sheet, small = (
        Area(1, 3, LAST_ROW, 3), Area(5, 1, 6, LAST_COLUMN),
        Area(1, 1, LAST_ROW, LAST_COLUMN), Area(1, 1, 2, 2),
    )  # fmt: skip
    index = AreaIndex((column, band, sheet, small))
    assert [index.find(*place) for place in ((9, 3), (5, 9), (5, 3), (8, 8), (2, 2))] == [
        column, band, column, sheet, small,
    ]  # fmt: skip
    others = (Area(20, 1, LAST_ROW, 1), Area(30, 5, LAST_ROW, 6), Area(7, 9, 7, 9))
    assert AreaIndex((band, *others)).find(7, 1) is None


@given(
    st.lists(st.tuples(*[st.integers(1, 90)] * 4), max_size=8),
    st.integers(1, 95),
    st.integers(1, 95),
)
def test_an_area_is_found_as_by_looking_at_each(
    corners: list[tuple[int, int, int, int]], row: int, column: int
) -> None:
    areas = [Area(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    around = [area for area in areas if area.covers(row, column)]
    found = AreaIndex(tuple(areas)).find(row, column)
    assert found in around if around else found is None


def test_cells_are_in_order_however_they_were_given() -> None:
    cells = {at: Cell(*at, CellKind.TEXT, "a", "a") for at in ((2, 1), (1, 2), (1, 1))}
    assert [(cell.row, cell.column) for cell in Grid("事例", cells)] == [(1, 1), (1, 2), (2, 1)]
