"""Typing into a blank form as a person would: cells found by their defined names, with openpyxl."""

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.sheets.blanks import BLANKS
from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, Cell, Grid, Workbook, address, parse_area
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.names import Kind, Names, names_of
from jusoforms.vocabulary.wareki import DateText

NOT_ON_THE_CASE = {"会議", "役割分担", "独自項目"}


@cache
def blank(name: str) -> bytes:
    return BLANKS[name](default_lists())


def filled(case: Case) -> bytes:
    """Return the blank 支援会議票 with a case typed in; further meetings on copies of 第1回."""
    book = openpyxl.load_workbook(io.BytesIO(blank("支援会議票")))
    for number in range(2, len(case.meetings) + 1):
        copy_sheet(book, "第1回", f"第1回 ({number})")
    fill(book["事例"], case)
    sheets = [sheet for sheet in book.worksheets if sheet.title.startswith("第1回")]
    for sheet, meeting in zip(sheets, case.meetings, strict=False):
        fill(sheet, meeting)
    return saved(book)


def copy_sheet(book: openpyxl.Workbook, title: str, copy_title: str) -> None:
    """Copy a sheet as Excel does: its own names come with it and point to the copy."""
    copy = book.copy_worksheet(book[title])
    copy.title = copy_title
    for name, defined in book[title].defined_names.items():
        place = str(defined.attr_text).rpartition("!")[2]
        copy.defined_names[name] = DefinedName(name, attr_text=f"'{copy_title}'!{place}")
    copy.print_area = book[title].print_area.rpartition("!")[2]


def fill(sheet: Worksheet, record: Record) -> None:
    for field in names_of(type(record)).values():
        if not field.attribute or (isinstance(record, Case) and field.name in NOT_ON_THE_CASE):
            continue
        value: Any = getattr(record, field.attribute)
        if field.kind is Kind.RECORD:
            for inner in names_in_record(value).values():
                place = top_left(sheet, f"{field.name}.{inner.name}")
                sheet[place] = typed(getattr(value, inner.attribute))
        elif field.kind is Kind.LIST:
            fill_table(sheet, field.name, value)
        elif field.kind is Kind.TEXTS:
            fill_lines(sheet, field.name, value)
        else:
            sheet[top_left(sheet, field.name)] = typed(value)


def names_in_record(record: Record) -> Names:
    return names_of(type(record))


def fill_table(sheet: Worksheet, name: str, items: Iterable[Record]) -> None:
    header, *rows = sheet[area(sheet, name)]
    items = list(items)
    assert len(items) <= len(rows), "the blank has spare rows for what is typed here"
    for item, row in zip(items, rows, strict=False):
        names = names_of(type(item))
        for heading, cell in zip(header, row, strict=True):
            if heading.value:
                cell.value = typed(getattr(item, names[str(heading.value)].attribute))


def fill_lines(sheet: Worksheet, name: str, texts: Iterable[str]) -> None:
    for text, row in zip(texts, sheet[area(sheet, name)], strict=False):
        row[0].value = text


def typed(value: Any) -> Any:
    if isinstance(value, DateText):
        return value.text or None
    return "、".join(value) or None if isinstance(value, tuple) else value or None


def area(sheet: Worksheet, name: str) -> str:
    return str(sheet.defined_names[name].attr_text).rpartition("!")[2].replace("$", "")


def top_left(sheet: Worksheet, name: str) -> str:
    return area(sheet, name).partition(":")[0]


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes) -> Captured:
    return capture(read_workbook(data), default_lists())


def as_read(case: Case) -> Case:
    """Return the case with what the reader derives: numbers, law, secrecy, the case's roles."""
    meetings = tuple(_derived(meeting, n) for n, meeting in enumerate(case.meetings, 1))
    with_meetings = case.model_copy(update={"meetings": meetings})
    latest = with_meetings.latest_meeting
    roles = latest.roles if latest and latest.held else ()
    return with_meetings.model_copy(update={"roles": roles})


def _derived(meeting: Meeting, number: int) -> Meeting:
    known = default_lists().meeting_type(meeting.meeting_type)
    return meeting.model_copy(
        update={
            "serial": meeting.serial or number,
            "legal_basis": meeting.legal_basis or (known.legal_basis if known else ""),
            "secrecy": known.secrecy if known else default_lists().unknown_secrecy,
        }
    )


def on_sheet(book: Workbook, sheet: str, edit: Callable[[Grid], Grid]) -> Workbook:
    grids = tuple(edit(grid) if grid.name == sheet else grid for grid in book.sheets)
    return replace(book, sheets=grids)


def moved_rows(book: Workbook, sheet: str, where: Callable[[int], int]) -> Workbook:
    """Return the workbook after rows were inserted or cut, names and merges moved as Excel does.

    ``where`` says to which row a row goes; 0 = it is cut. An area keeps its rows that are left.
    """

    def area_to(one: Area) -> Area:
        rows = [to for row in range(one.top, one.bottom + 1) if (to := where(row))]
        return Area(min(rows), one.left, max(rows), one.right) if rows else Area(0, 0, 0, 0)

    def edit(grid: Grid) -> Grid:
        cells = {
            (to, cell.column): cell._replace(row=to)
            for cell in grid.cells.values()
            if (to := where(cell.row))
        }
        merged = tuple(area_to(one) for one in grid.merged if any(area_to(one).places()))
        merged = tuple(one for one in merged if one.top)
        return replace(grid, cells=cells, merged=merged,
                       print_areas=tuple(map(area_to, grid.print_areas)))  # fmt: skip

    names = {}
    for (scope, name), formula in book.defined_names.items():
        place = formula.rpartition("!")[2].replace("$", "")
        if scope == sheet and not name.startswith("_xlnm"):
            to = area_to(_area(place))
            place = f"{address(to.top, to.left)}:{address(to.bottom, to.right)}"
            names[scope, name] = f"'{sheet}'!{place}" if to.top else "#REF!"
        else:
            names[scope, name] = formula
    return replace(on_sheet(book, sheet, edit), defined_names=names)


def _area(place: str) -> Area:
    found = parse_area(place)
    assert found is not None
    return found


def without_names(book: Workbook, *, form: bool = True) -> Workbook:
    kept = {("", "jusoforms_form")} if form else set()
    names = {key: value for key, value in book.defined_names.items() if key in kept}
    return replace(book, defined_names=names)


def renamed(book: Workbook, old: str, new: str) -> Workbook:
    names = {
        (new if scope == old else scope, name): formula.replace(f"{old}!", f"'{new}'!").replace(
            f"'{old}'!", f"'{new}'!"
        )
        for (scope, name), formula in book.defined_names.items()
    }
    return replace(on_sheet(book, old, lambda g: replace(g, name=new)), defined_names=names)


def reworded(grid: Grid, words: dict[str, str]) -> Grid:
    def edit(cell: Cell) -> Cell:
        text = words.get(cell.text, cell.text)
        return cell._replace(text=text, value=text)

    return replace(grid, cells={place: edit(cell) for place, cell in grid.cells.items()})


def with_cell(grid: Grid, place: tuple[int, int], text: str) -> Grid:
    some = next(iter(grid.cells.values()))
    cell = some._replace(row=place[0], column=place[1], text=text, value=text)
    return replace(grid, cells={**grid.cells, place: cell})
