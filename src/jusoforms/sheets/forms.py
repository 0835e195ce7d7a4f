"""Which form a sheet is, and where its labels and their values stand.

A form is told by the workbook's name ``jusoforms_form``, else by its labels. A label is a cell
whose whole text, folded, is a field's name or alias; its value stands to the right, else below,
else in the same cell after a colon. Addresses never count: rows may be inserted anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.sheets.grid import Cell, CellKind, Grid, Workbook
from jusoforms.vocabulary.names import Names

__all__ = ["CASE_SHEET", "CATALOGUE_SHEET", "FORMS", "Form", "Label", "candidates", "find_labels"]

_ENOUGH = 0.7
_CLEARLY = 0.2
_SKIPPED_SHEETS = re.compile(r"記入例|原本|記載例|見本|サンプル|様式のみ")
_LONGEST_LABEL = 60
_COLON = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of sheet: its name with version, and the fields whose labels it prints."""

    name: str
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    """The labels as printed, for messages; same order."""


CASE_SHEET = Form(
    "事例票/1",
    ("時期", "支援関係機関", "状況", "経緯", "希望と課題", "検討", "役割分担"),
    (
        "相談・会議の時期",
        "支援関係機関",
        "支援対象の本人の状況",
        "相談に至った経緯",
        "本人の希望、支援者の課題",
        "情報の整理 対応・支援の検討",
        "支援方針・役割分担",
    ),
)
CATALOGUE_SHEET = Form(
    "事業一覧/1", ("事業名", "内容", "形態"), ("事業名", "事業内容", "形態 (設置数)")
)
FORMS = (CASE_SHEET, CATALOGUE_SHEET)


@dataclass(frozen=True, slots=True)
class Label:
    """A label found on a sheet."""

    field: str
    """Canonical name."""
    cell: Cell
    inline: str = ""
    """Value in the label's own cell, after a colon."""


def find_labels(grid: Grid, names: Names, wanted: Iterable[str]) -> tuple[Label, ...]:
    """Return the cells that are labels of the wanted fields, in reading order.

    Cells outside the print area and in hidden rows or columns are no part of the form.
    """
    fields = frozenset(wanted)
    return tuple(label for cell in _readable(grid) if (label := _as_label(cell, names, fields)))


def candidates(book: Workbook) -> tuple[Grid, ...]:
    """Return the sheets a person may have filled in: visible, not 記入例 or 原本."""
    visible = [grid for grid in book.sheets if grid.visible and grid.cells]
    return tuple(grid for grid in visible if not _SKIPPED_SHEETS.search(grid.name))


def declared_form(book: Workbook) -> str:
    """Return the form's name that the workbook itself tells; empty if it tells none."""
    return book.defined_names.get(("", "jusoforms_form"), "").strip('="')


def identify(
    book: Workbook, names: Mapping[str, Names]
) -> tuple[tuple[Form, tuple[Grid, ...]] | None, tuple[Problem, ...]]:
    """Return the form with the sheets that carry it, or the problem of not knowing it.

    ``names`` holds the accepted names by form. Where labels decide, at least 70 % of them must be
    there, and clearly more than of the next form.
    """
    sheets = candidates(book)
    declared = next((form for form in FORMS if form.name == declared_form(book)), None)
    shares = {form: {grid.name: _share(grid, form, names) for grid in sheets} for form in FORMS}
    ranked = sorted(FORMS, key=lambda form: -max(shares[form].values(), default=0))
    best = declared or ranked[0]
    if not declared and not _certain([max(shares[f].values(), default=0.0) for f in ranked]):
        return None, (_unknown(ranked),)
    top = max(shares[best].values(), default=0.0)
    carrying = tuple(g for g in sheets if top and shares[best][g.name] >= min(_ENOUGH, top))
    return ((best, carrying), ()) if carrying else (None, (_unknown(ranked),))


def value_cells(grid: Grid, label: Label, labels: frozenset[tuple[int, int]]) -> Iterator[Cell]:
    """Yield the cells that hold a label's value: to the right over the label's rows, else below.

    ``labels`` are the places of all labels: another label is never a value.
    """
    area = grid.area_of(label.cell.row, label.cell.column)
    right = [_shown(grid, row, area.right + 1, labels) for row in range(area.top, area.bottom + 1)]
    below = [_shown(grid, area.bottom + 1, column, labels) for column in (area.left,)]
    found = [cell for cell in right if cell] or [cell for cell in below if cell]
    yield from dict.fromkeys(found)


def _readable(grid: Grid) -> Iterator[Cell]:
    for cell in grid:
        hidden = cell.row in grid.hidden_rows or cell.column in grid.hidden_columns
        if not hidden and grid.in_print(cell):
            yield cell


def _as_label(cell: Cell, names: Names, wanted: frozenset[str]) -> Label | None:
    text = cell.text.strip()
    if not text or len(text) > _LONGEST_LABEL * 20:
        return None
    whole = names.find(text) if len(text) <= _LONGEST_LABEL else None
    if whole and whole.name in wanted:
        return Label(whole.name, cell)
    head, *rest = _COLON.split(text, maxsplit=1)
    before = names.find(head) if rest and len(head) <= _LONGEST_LABEL else None
    if before and before.name in wanted:
        return Label(before.name, cell, rest[0].strip())
    return None


def _share(grid: Grid, form: Form, names: Mapping[str, Names]) -> float:
    found = {label.field for label in find_labels(grid, names[form.name], form.labels)}
    return len(found) / len(form.labels)


def _certain(shares: list[float]) -> bool:
    best, *others = shares
    return best >= _ENOUGH and all(best - other >= _CLEARLY for other in others)


def _unknown(ranked: list[Form]) -> Problem:
    nearest = [form.name.partition("/")[0] for form in ranked[:2]]
    return say.UNKNOWN_FORM.at(
        candidates=nearest,
        examples="、".join(f"「{heading}」" for heading in ranked[0].headings[:3]),
        nearest="、".join(nearest),
    )


def _shown(grid: Grid, row: int, column: int, labels: frozenset[tuple[int, int]]) -> Cell | None:
    cell = grid.at(row, column)
    if cell is None or (cell.row, cell.column) in labels:
        return None
    says_something = cell.text or cell.struck or cell.kind is CellKind.UNCALCULATED
    return cell if says_something else None
