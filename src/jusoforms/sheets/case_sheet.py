"""事例票: a heading line and seven labelled rows of free text (the ward's printed layout)."""

from __future__ import annotations

from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.case_heading import is_heading_line, read_heading
from jusoforms.sheets.cells import Block, Reading
from jusoforms.sheets.closing import items_in
from jusoforms.sheets.forms import (
    CASE_SHEET,
    Label,
    cell_below,
    cells_beside,
    find_labels,
    find_out_of_sight,
    going_on,
)
from jusoforms.sheets.grid import Cell, Grid
from jusoforms.sheets.periods import held_meetings, read_periods, undated_meetings
from jusoforms.sheets.said import roles_in, wishes
from jusoforms.sheets.texts import split_list
from jusoforms.sheets.ticks import ticked
from jusoforms.vocabulary.case import Case, Meeting, Role
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import names_of

__all__ = ["read_case_sheet"]

_CHOICES = frozenset({"分類", "会議種別"})
_OWN_CELLS = ("事例番号", "分類", "会議種別", "件名")


def read_case_sheet(grid: Grid, lists: Lists) -> tuple[Case, Reading]:
    """Return the case on a sheet, with the problems and places of its fields."""
    reading = Reading(grid, lists=lists)
    names = names_of(Case)
    found = find_labels(grid.seen(), names, (*CASE_SHEET.labels, *_OWN_CELLS))
    labels = tuple(label for label in found if not is_heading_line(label))
    values = _values(reading, labels)
    for label in labels:
        reading.take_heading(label.cell)
    _missing_labels(reading, labels)
    heading = read_heading(reading, labels, values)
    reading.block = _block(grid, labels)
    return _case(reading, labels, values, heading, lists), reading


def _values(reading: Reading, labels: tuple[Label, ...]) -> dict[str, str]:
    """Return each labelled field's text; two places with different text are a problem."""
    places = frozenset((label.cell.row, label.cell.column) for label in labels)
    beside = {label: cells_beside(reading.grid, label, places) for label in labels}
    below = {label: cell_below(reading.grid, label, places) for label in labels}
    # Where values stand beside their labels, text below the last one is no value.
    look_below = not any(beside.values()) and sum(map(bool, below.values())) > 1
    goes_on = {} if look_below else going_on(reading.grid, labels, beside, CASE_SHEET.labels)
    found: dict[str, list[tuple[Label, str]]] = {}
    for label in labels:
        under = below[label] if look_below else None
        more = goes_on.get(label, [])
        rows = [[under]] if under else [*beside[label], *more]
        if more:
            cells = "、".join(row[0].address for row in more)
            reading.say(say_value.GOES_ON, more[0][0], label.field, cells=cells)
        chosen = _chosen(reading, label, rows)
        text = chosen if chosen is not None else _joined(reading, label.field, rows)
        if label.inline and text and label.inline != text:
            cells = f"{label.cell.address}、{rows[0][0].address}"
            reading.say(say.VALUE_IN_TWO_PLACES, label.cell, label.field, cells=cells, count=2)
        found.setdefault(label.field, []).append((label, label.inline or text))
    return {name: _one_text(reading, name, texts) for name, texts in found.items()}


def _chosen(reading: Reading, label: Label, rows: list[list[Cell]]) -> str | None:
    """Return what is ticked among options printed for 分類 or 会議種別; None for a text."""
    if label.field not in _CHOICES:
        return None
    cells = [cell for row in rows for cell in row]
    said = ticked(reading, label.field, cells, reading.offered(label.field))
    if said is None:
        return None
    reading.places.setdefault(label.field, cells[0].address)
    return "".join(said)


def _joined(reading: Reading, name: str, rows: list[list[Cell]]) -> str:
    """Return the text of a value: one cell a row; a row in several cells is a question."""
    for row in rows:
        if len(row) > 1:
            cells = "、".join(cell.address for cell in row)
            reading.say(say.SPLIT_VALUE, row[0], name, cells=cells, count=len(row))
    return reading.text(name, [cell for row in rows for cell in row])


def _one_text(reading: Reading, name: str, found: list[tuple[Label, str]]) -> str:
    filled = {text: label for label, text in found if text}
    if len(filled) > 1:
        cells = "、".join(label.cell.address for label in filled.values())
        problem = say.LABEL_TWICE.at(
            label=name, heading=found[0][0].cell.text.strip(), cells=cells, count=len(filled)
        )
        reading.add(problem, found[-1][0].cell.address)
    return next(iter(filled), "")


def _missing_labels(reading: Reading, labels: tuple[Label, ...]) -> None:
    found = {label.field for label in labels}
    for name, heading in zip(CASE_SHEET.labels, CASE_SHEET.headings, strict=True):
        if name in found:
            continue
        cell = find_out_of_sight(reading.grid, names_of(Case), name)
        sentence = say.LABEL_OUT_OF_SIGHT if cell else say.LABEL_MISSING
        reading.say(sentence, cell, name, heading=heading)


def _block(grid: Grid, labels: tuple[Label, ...]) -> Block | None:
    """Return the rows from the first to the last label of the form's own fields."""
    own = [label.cell for label in labels if label.field in CASE_SHEET.labels]
    if not own:
        return None
    areas = [grid.area_of(cell.row, cell.column) for cell in own]
    return Block(
        min(area.top for area in areas),
        max(area.bottom for area in areas),
        min(area.right for area in areas) + 1,
    )


def _case(
    reading: Reading,
    labels: tuple[Label, ...],
    values: dict[str, str],
    heading: dict[str, str],
    lists: Lists,
) -> Case:
    if "時期" in reading.places:  # where this form says when a meeting was held
        reading.places["開催日時"] = reading.places["時期"]
    agencies = split_list(values.get("支援関係機関", ""))
    periods, problems = read_periods(values.get("時期", ""))
    for problem in (*problems, *undated_meetings(periods)):
        reading.add(problem)
    roles = tuple(roles_in(reading, values.get("役割分担", ""), agencies))
    considerations = items_in(reading, "検討", values.get("検討", ""))
    return Case(
        case_number=heading["number"],
        category=heading["category"],
        meeting_type=heading["meeting_type"],
        subject=values.get("件名", ""),
        topics=split_list(heading.get("topics", "")),
        periods=periods,
        agencies=agencies,
        situation_heading=_printed_label(labels, "状況"),
        situation=values.get("状況", ""),
        background=values.get("経緯", ""),
        wishes=tuple(wishes(reading, values.get("希望と課題", ""))),
        considerations=considerations,
        roles=roles,
        meetings=_with_roles(held_meetings(periods, lists), roles),
        heading_as_typed=heading["line"],
        periods_as_typed=values.get("時期", ""),
    )


def _with_roles(meetings: tuple[Meeting, ...], roles: tuple[Role, ...]) -> tuple[Meeting, ...]:
    """Return the meetings with the sheet's one list of roles on the latest."""
    if not meetings:
        return ()
    return (*meetings[:-1], meetings[-1].model_copy(update={"roles": roles}))


def _printed_label(labels: tuple[Label, ...], name: str) -> str:
    texts = (label.cell.text.strip() for label in labels if label.field == name)
    return next(texts, "")
