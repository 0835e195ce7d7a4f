"""The shipped forms of one sheet, and where labels and their values stand.

A label is a cell whose whole text, folded, is a field's name or alias; its value stands to the
right, else below, else in the same cell after a colon. Addresses never count: rows may be
inserted anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile

from jusoforms.sheets.grid import Cell, CellKind, Grid, OverlayKind, Workbook
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import Names

__all__ = [
    "CASE_SHEET",
    "CATALOGUE_SHEET",
    "FORMS",
    "Form",
    "Label",
    "Places",
    "candidates",
    "cell_below",
    "cells_beside",
    "declared_form",
    "example_mark",
    "find_labels",
    "find_out_of_sight",
    "going_on",
    "hidden_sheets",
    "may_be_filled",
]

Places = frozenset[tuple[int, int]]
_TOP_ROWS = 5
_EXAMPLE = re.compile(
    r"[\s(\[【<〈《※●■◆]*(記入例|記載例|記入見本|見本|サンプル)\s*(?:です)?\s*"
    r"(?=$|[※)\]】>〉》:。(])"
)
"""A watermark: 記入例 ※消さないでください. 見本 一郎 and 見本の… are anybody's words."""
Rows = Mapping["Label", list[list[Cell]]]
_SKIPPED_SHEETS = re.compile(r"記入例|原本|記載例|見本|サンプル|様式のみ|選択肢")
_MEETING_SHEET = re.compile(r"第[\s　]*[0-9０-９一二三四五六七八九十]+[\s　]*回")
"""A name with such a number is a meeting's, whatever else it says: 第2回 原本."""
_LONGEST_LABEL = 60
_COLON = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of sheet: its name with version, and the fields whose labels it prints."""

    name: str
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    """The labels as printed, for messages; same order."""
    holds: frozenset[str] = frozenset()
    """The names it has a place for; what it can say of a meeting is 会議.〈名〉."""


_ROLE_NAMES = ("番号", "内容", "担当機関", "原文")
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
    frozenset({
        "事例番号", "分類", "会議種別", "件名", "主題", "時期", "支援関係機関", "状況見出し",
        "状況", "経緯", "希望と課題", "検討", "会議.種別", "会議.根拠条文", "会議.回",
        "会議.会議通番", "会議.開催日時",
        *(f"{of}役割分担.{name}" for of in ("", "会議.") for name in _ROLE_NAMES),
    }),
)  # fmt: skip
CATALOGUE_SHEET = Form(
    "事業一覧/1",
    ("事業名", "内容", "形態"),
    ("事業名", "事業内容", "形態 (設置数)"),
    frozenset({"題名", "資料番号", "年度", "事業"}),
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


def find_labels(cells: Iterable[Cell], names: Names, wanted: Iterable[str]) -> tuple[Label, ...]:
    """Return which of some cells are labels of the wanted fields, in reading order.

    What is not printed or hidden is no part of a form, though it may tell which form it is. A
    label with its value after a colon counts where no cell is that label alone, and where it is
    not itself the value of another label.
    """
    fields, cells = frozenset(wanted), tuple(cells)
    whole = tuple(label for cell in cells if (label := _whole_label(cell, names, fields)))
    rest = fields - {label.field for label in whole}
    starts = {label.cell.row: label.cell.column for label in reversed(whole)}
    free = (cell for cell in cells if starts.get(cell.row, cell.column) >= cell.column)
    inline = tuple(label for cell in free if (label := _inline_label(cell, names, rest)))
    return tuple(sorted((*whole, *inline), key=lambda label: (label.cell.row, label.cell.column)))


def find_out_of_sight(grid: Grid, names: Names, field: str) -> Cell | None:
    """Return a label of the field that is hidden or not printed, and so is no part of the form."""
    labels = (_whole_label(cell, names, frozenset({field})) for cell in grid)
    return next((label.cell for label in labels if label), None)


def candidates(book: Workbook) -> tuple[Grid, ...]:
    """Return the sheets a person may have filled in: visible, not named 記入例 or 原本."""
    visible = [grid for grid in book.sheets if grid.visible and grid.cells]
    return tuple(grid for grid in visible if may_be_filled(grid.name))


def may_be_filled(name: str) -> bool:
    """Return whether a person may fill in a sheet of this name: not 記入例, 原本, 選択肢."""
    return _SKIPPED_SHEETS.search(name) is None or _is_of_a_meeting(name)


def _is_of_a_meeting(name: str) -> bool:
    return _MEETING_SHEET.search(name) is not None


def hidden_sheets(book: Workbook) -> tuple[Grid, ...]:
    """Return the hidden sheets that are not 記入例, 原本 or the form's own list of choices."""
    hidden = [grid for grid in book.sheets if not grid.visible and grid.cells]
    return tuple(grid for grid in hidden if may_be_filled(grid.name))


def declared_form(book: Workbook) -> str:
    """Return the form's name that the workbook itself tells; empty if it tells none."""
    return book.defined_names.get(("", "jusoforms_form"), "").strip('="')


def example_mark(grid: Grid, printed: frozenset[str] = frozenset()) -> str:
    """Return the word that makes a sheet an example: in its name, at its top, or laid over it.

    ``printed`` are the folded texts that the form itself prints.
    """
    named = _SKIPPED_SHEETS.search(grid.name)
    if named and not _is_of_a_meeting(grid.name):
        return named[0]
    filled = (cell.row for cell in grid if cell.text.strip())
    rows = [row for row, _ in islice(groupby(filled), _TOP_ROWS)]
    top = takewhile(lambda cell: bool(rows) and cell.row <= rows[-1], grid)
    texts = [c.text for c in top if c.row in rows and fold(c.text) not in printed]
    texts += [one.text for one in grid.overlays if one.kind is OverlayKind.TEXT_BOX]
    marks = (_EXAMPLE.match(unicodedata.normalize("NFKC", text)) for text in texts)
    return next((mark[1] for mark in marks if mark), "")


def cells_beside(grid: Grid, label: Label, labels: Places) -> list[list[Cell]]:
    """Return what is written to the right of a label, row by row, up to the next label.

    ``labels`` are the places of all labels: another label is never a value.
    """
    area = grid.area_of(label.cell.row, label.cell.column)
    last = max((column for _, column in grid.cells), default=area.right)
    rows = []
    seen: set[Cell] = set()
    for row in range(area.top, area.bottom + 1):
        cells = _until_label(grid, row, range(area.right + 1, last + 1), labels)
        rows.append([cell for cell in dict.fromkeys(cells) if cell not in seen])
        seen.update(cells)
    return [cells for cells in rows if cells]


def going_on(
    grid: Grid, labels: Sequence[Label], beside: Rows, wanted: Iterable[str]
) -> dict[Label, list[list[Cell]]]:
    """Return the rows between a label and the next in which its text goes on.

    They hold one cell each, below the value, and touch the row above. Where a label of the form is
    missing, nothing is sure: the text could belong to a label that was rubbed out.
    """
    if not set(wanted) <= {label.field for label in labels}:
        return {}
    places = frozenset((label.cell.row, label.cell.column) for label in labels)
    ends = sorted(label.cell.row for label in labels)
    found = {}
    for label, rows in beside.items():
        after = next((row for row in ends if row > label.cell.row), None)
        if after and rows and all(len(row) == 1 for row in rows):
            found[label] = _going_on(grid, rows[-1][0], after, places)
    return found


def _going_on(grid: Grid, value: Cell, end: int, labels: Places) -> list[list[Cell]]:
    left = grid.area_of(value.row, value.column).left
    row = grid.area_of(value.row, value.column).bottom + 1
    found = []
    last = max(column for _, column in grid.cells)
    while row < end:
        cells = _until_label(grid, row, range(1, last + 1), labels)
        if len(cells) != 1 or (cells[0].row, cells[0].column) != (row, left):
            break
        found.append(cells)
        row = grid.area_of(row, left).bottom + 1
    return found


def cell_below(grid: Grid, label: Label, labels: Places) -> Cell | None:
    """Return the cell under a label, if it says something and is no label."""
    area = grid.area_of(label.cell.row, label.cell.column)
    return next(iter(_until_label(grid, area.bottom + 1, [area.left], labels)), None)


def _until_label(grid: Grid, row: int, columns: Iterable[int], labels: Places) -> list[Cell]:
    found = []
    for column in columns:
        cell = grid.at(row, column)
        if cell and (cell.row, cell.column) in labels:
            break
        if cell and _says_something(cell) and grid.in_print(cell) and not grid.is_hidden(cell):
            found.append(cell)
    return found


def _says_something(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.struck) or cell.kind is CellKind.UNCALCULATED


def _whole_label(cell: Cell, names: Names, wanted: frozenset[str]) -> Label | None:
    text = cell.text.strip()
    if not text or len(text) > _LONGEST_LABEL:
        return None
    found = names.find(text)
    return Label(found.name, cell) if found and found.name in wanted else None


def _inline_label(cell: Cell, names: Names, wanted: frozenset[str]) -> Label | None:
    head, *rest = _COLON.split(cell.text.strip(), maxsplit=1)
    found = names.find(head) if rest and 0 < len(head) <= _LONGEST_LABEL else None
    return Label(found.name, cell, rest[0].strip()) if found and found.name in wanted else None
