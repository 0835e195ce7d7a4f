"""Sheets as wards make them: every text that their descriptions tell stands where it should."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Grid, parse_cell

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("JUSOFORMS_CORPORA", ROOT.parent / "shared" / "corpora"))
FORMS = sorted((CORPORA.parent / "forms").glob("*.xlsx"))


def grids(path: Path) -> dict[str, Grid]:
    return {grid.name: grid for grid in read_workbook(path.read_bytes()).sheets}


def told(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (sheet, cell, text) of labels, of whole values and of texts that are no field."""
    description = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    for field in description["fields"]:
        yield from _label(field)
        yield from _values(field)
    for other in description["not_fields"]:
        yield other["sheet"], other["cell"], other["text"]


def _label(field: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if isinstance(field.get("label_cell"), str) and field["kind"] != "inline":
        yield field["sheet"], field["label_cell"], field["label_text"]


def _values(field: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    value, cell = field.get("raw", field.get("value")), field.get("cell")
    if field["kind"] == "text" and isinstance(value, str) and isinstance(cell, str):
        yield field["sheet"], cell, value
    if field["kind"] == "column" and isinstance(value, list):
        for place, text in zip(cell or (), value, strict=False):
            if text:
                yield field["sheet"], place, str(text)


@pytest.mark.skipif(not FORMS, reason="no forms beside the checkout")
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_text_stands_where_the_description_says(path: Path) -> None:
    sheets = grids(path)
    wrong = []
    for sheet, place, text in told(path):
        row, column = parse_cell(place) or (0, 0)
        cell = sheets[sheet].at(row, column)
        if cell is None or text not in cell.text:
            wrong.append((sheet, place, text, cell and cell.text))
    assert not wrong
