"""Ticks over several cells, cell checkboxes, controls and ovals."""

import pytest
from gridmaking import grid_of

from jusoforms.sheets.choices import Choice, Trouble, chosen, options_of, overlays_over
from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Overlay, OverlayKind


def flag(row: int, column: int, *, on: bool) -> Cell:
    return Cell(row, column, CellKind.BOOLEAN, on, str(on).upper())


def choice(grid: Grid, *known: str, several: bool = False) -> Choice:
    return chosen(options_of(grid, list(grid), known), several=several)


@pytest.mark.parametrize(
    "row",
    [
        ["☐有", "☑無"], ["○", "無", "", "有"], ["有", "", "無", "○"], ["有", "☐", "無", "☑"],
        ["☐", "有", "☑", "無"], ["有", "○無"], [flag(1, 1, on=False), "有", flag(1, 3, on=True), "無"],
        ["有", flag(1, 2, on=False), "無", flag(1, 4, on=True)],
    ],
)  # fmt: skip
def test_marks_and_words_in_cells_of_a_row(row: list[str | Cell]) -> None:
    assert choice(grid_of([row])).said == ("無",)


def test_a_mark_that_touches_one_option_only_is_its_mark() -> None:
    assert choice(grid_of([["有", "○", "", "無"]])).said == ("有",)
    assert choice(grid_of([["有", "", "○", "無"]])).said == ("無",)


def test_marks_in_a_column_beside_or_in_a_row_below() -> None:
    assert choice(grid_of([["", "来所"], ["○", "電話・メール"]])).said == ("電話・メール",)
    assert choice(grid_of([["来所", "電話"], ["", "レ"]])).said == ("電話",)


def test_each_mark_of_its_own_cell_was_put_there() -> None:
    rows = [["○", "病気"], ["◎", "介護"]]
    assert choice(grid_of(rows), several=True).said == ("介護", "病気")
    assert choice(grid_of(rows)).trouble is Trouble.TWO


@pytest.mark.parametrize(
    "row", [["有", "○", "無"], ["○", "有・無"], ["○", "○", "有"], ["○", "☑有", "無"]]
)
def test_a_mark_that_belongs_to_no_one_option_is_a_question(row: list[str]) -> None:
    assert choice(grid_of([row])).trouble is Trouble.LOOSE


def control(area: Area, *, on: bool | None, text: str = "", linked: tuple[int, int] | None = None,
            kind: OverlayKind = OverlayKind.CHECK_BOX) -> Overlay:  # fmt: skip
    return Overlay(kind, area, text, on, linked)


def test_a_control_marks_its_own_words_or_the_cell_beside() -> None:
    field = Area(1, 1, 1, 1)
    own = [control(field, on=False, text="有"), control(field, on=True, text="無")]
    options = options_of(grid_of([[""]], overlays=own), [], over=[field])
    assert chosen(options, several=False).said == ("無",)
    beside = [control(Area(1, 1, 1, 1), on=False), control(Area(1, 3, 1, 3), on=True)]
    grid = grid_of([["", "有", "", "無"]], overlays=beside)
    options = options_of(grid, list(grid), over=[Area(1, 1, 1, 4)])
    assert chosen(options, several=False).said == ("無",)


def test_the_cell_that_holds_a_controls_state_counts_once() -> None:
    linked = [control(Area(1, 1, 1, 1), on=True, text="有", linked=(1, 2))]
    assert choice(grid_of([["", flag(1, 2, on=True)]], overlays=linked)).said == ("有",)


def test_a_control_of_unknown_state_is_a_question() -> None:
    unknown = [control(Area(1, 1, 1, 1), on=None)]
    assert choice(grid_of([["有", "無"]], overlays=unknown)).trouble is Trouble.STATE


def oval(*area: int) -> Overlay:
    return Overlay(OverlayKind.OVAL, Area(*area))


def test_an_oval_round_one_options_cell_chooses_it() -> None:
    assert choice(grid_of([["有", "無"]], overlays=[oval(1, 2, 1, 2)])).said == ("無",)
    assert choice(grid_of([["有", "", "無"]], overlays=[oval(1, 2, 1, 3)])).said == ("無",)


@pytest.mark.parametrize(
    ("row", "area"), [(["有・無"], (1, 1, 1, 1)), (["有", "無"], (1, 1, 1, 2))]
)
def test_an_oval_over_several_options_is_a_question(row: list[str], area: tuple[int, ...]) -> None:
    assert choice(grid_of([row], overlays=[oval(*area)])).trouble is Trouble.OVAL


def test_two_ovals_are_two_ticks() -> None:
    grid = grid_of([["有", "無"]], overlays=[oval(1, 1, 1, 1), oval(1, 2, 1, 2)])
    assert choice(grid).trouble is Trouble.TWO
    assert choice(grid, several=True).said == ("有", "無")


def test_comments_and_ovals_elsewhere_are_no_marks() -> None:
    note = Overlay(OverlayKind.COMMENT, Area(1, 1, 1, 1), "有に○")
    grid = grid_of([["有", "無"]], overlays=[note, oval(9, 1, 9, 1)])
    assert overlays_over(grid, list(grid)) == ()
    assert choice(grid) == Choice()
