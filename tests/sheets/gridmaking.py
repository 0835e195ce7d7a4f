"""A grid without a file: rows of texts, as a test reads best."""

from collections.abc import Sequence

from jusoforms.sheets.grid import Area, Cell, CellKind, Grid, Workbook


def grid_of(
    rows: Sequence[Sequence[str | Cell]],
    *,
    name: str = "事例",
    merged: Sequence[Area] = (),
    print_areas: Sequence[Area] = (),
    **more: object,
) -> Grid:
    """Return a grid whose first row is row 1; "" is a blank cell."""
    cells = {}
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if isinstance(text, Cell):
                cells[row, column] = text
            elif text:
                cells[row, column] = Cell(row, column, CellKind.TEXT, text, text)
    return Grid(name, cells, tuple(merged), print_areas=tuple(print_areas), **more)  # type: ignore[arg-type]


def book_of(*grids: Grid, form: str = "") -> Workbook:
    """Return a workbook of grids; ``form`` is what jusoforms_form says."""
    names = {("", "jusoforms_form"): f'"{form}"'} if form else {}
    return Workbook(grids, names)
