"""事業一覧: parents with bullets, numbered programs under them, 形態 with (設置数) and notes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
from jusoforms.sheets.cells import Block, Reading
from jusoforms.sheets.choices import options_in
from jusoforms.sheets.ditto import is_ditto
from jusoforms.sheets.forms import CATALOGUE_SHEET, Label, find_labels
from jusoforms.sheets.grid import LAST_COLUMN, Cell, Grid
from jusoforms.sheets.overlooked import excerpt
from jusoforms.sheets.texts import ENUMERATORS, items
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.names import Names, names_of

__all__ = ["catalogue_names", "read_catalogue_sheet"]

_REFERENCE = re.compile(r"[\s　]*参考資料[\s　]*[0-9０-９一二三四五六七八九十]*[\s　]*")
_YEAR = re.compile(
    r"(?:平成|令和|[HRＨＲ]|(?<![0-9０-９])(?:20|２０))[\s　]*"  # noqa: RUF001 as people type it
    r"[0-9０-９元一二三四五六七八九十]+[\s　]*年度"
)
_NUMBER = re.compile(
    rf"[\s　]*(?:(?P<circled>[{ENUMERATORS}])[.．、)）]?"
    r"|[(（]?(?P<plain>[0-9０-９]{1,2})[)）.．])[\s　]*(?P<rest>.*)",
    re.DOTALL,
)
_BARE = re.compile(r"[\s　]*(?P<plain>[0-9０-９]{1,2})[\s　]+(?P<rest>\D.*)", re.DOTALL)
"""2 高齢者の総合相談: a number without its full stop, or the first word of a sentence."""
_NOTES = ("※", "注", "（注", "(注", "＊", "*")
_COUNT = r"[(（][\s　]*(?P<count>[0-9０-９]+)(?:か所|箇所|カ所)?[\s　]*[)）]"
_LONGEST_MODE = 1_000
_MODE = re.compile(rf"(?P<mode>[^(（\n]*?)[\s　]*{_COUNT}[\s　]*(?P<note>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Delivery:
    mode: str = ""
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    content: str
    delivery: _Delivery
    cell: Cell | None
    """The content's cell, else the first filled one: where a problem of the row is told."""


def catalogue_names() -> Names:
    """Return the names under which the columns' labels are accepted."""
    return names_of(Program)


def read_catalogue_sheet(grid: Grid, _lists: Lists) -> tuple[Catalogue, Reading]:
    """Return the program list on a sheet, with the problems and places of its fields."""
    reading = Reading(grid)
    columns = _columns(find_labels(grid.seen(), catalogue_names(), CATALOGUE_SHEET.labels))
    if len(columns) < len(CATALOGUE_SHEET.labels):
        headings = "、".join(CATALOGUE_SHEET.headings)
        reading.add(say.NOT_A_LIST.at(label="事業", examples=headings))
        return Catalogue(), reading
    for label in columns.values():
        reading.take(label.cell)
        reading.places[label.field] = label.cell.address
    header = columns["事業名"].cell.row
    title, reference = _title(reading, header)
    last = max((row for row, _ in grid.cells), default=header)
    above: dict[str, str] = {}
    rows = [_row(reading, row, columns, above) for row in range(header + 1, last + 1)]
    reading.block = _block(reading.grid, columns)
    programs = _programs(reading, [row for row in rows if row.cell])
    year = _YEAR.search(title)
    return Catalogue(
        title=title,
        reference_number=reference,
        fiscal_year="".join(year[0].split()) if year else "",
        programs=programs,
    ), reading


def _columns(labels: tuple[Label, ...]) -> dict[str, Label]:
    """Return the labels of the first row that holds all of them."""
    for row in dict.fromkeys(label.cell.row for label in labels):
        found = {label.field: label for label in reversed(labels) if label.cell.row == row}
        if len(found) == len(CATALOGUE_SHEET.labels):
            return found
    return {}


def _block(grid: Grid, columns: dict[str, Label]) -> Block:
    """Return the rows from the heading to the last one with a content, hidden ones included."""
    heading = [label.cell for label in columns.values()]
    content = columns["内容"].cell
    filled = [
        cell.row
        for cell in grid
        if cell.column == content.column and cell.row > content.row and _says_more(cell)
    ]
    areas = [grid.area_of(cell.row, cell.column) for cell in heading]
    return Block(
        content.row,
        max(filled, default=content.row),
        answers=LAST_COLUMN + 1,
        right=max(area.right for area in areas),
    )


def _says_more(cell: Cell) -> bool:
    """Return whether a cell says something that is no note."""
    return bool(cell.text.strip()) and not cell.text.lstrip().startswith(_NOTES)


def _title(reading: Reading, header: int) -> tuple[str, str]:
    title = reference = ""
    for cell in reading.grid:
        if cell.row >= header or not reading.grid.in_print(cell) or not cell.text.strip():
            continue
        if not reference and _REFERENCE.fullmatch(cell.text):
            reference = reading.text("資料番号", [cell])
        elif not title:
            title = reading.text("題名", [cell])
    return title, reference


def _row(reading: Reading, row: int, columns: dict[str, Label], above: dict[str, str]) -> _Row:
    """Return a row of the list; ``above`` is what stood in the row above, and is renewed."""
    cells = _cells(reading.grid, row, columns)
    if _is_heading(cells, columns):
        for cell in filter(None, cells.values()):
            reading.take(cell)
        cells = dict.fromkeys(cells)
    if row in reading.grid.hidden_rows:
        cells = dict.fromkeys(cells)
    if _is_note(cells):
        cells = dict.fromkeys(_tell_note(reading, cells))
    texts = {name: _text(reading, name, cell, above) for name, cell in cells.items()}
    if any(texts.values()):
        above.update(texts)
    first = next((cells[name] for name in ("内容", "事業名", "形態") if texts[name]), None)
    delivery = _delivery(reading, cells["形態"], texts["形態"])
    return _Row(texts["事業名"], texts["内容"], delivery, first)


def _text(reading: Reading, name: str, cell: Cell | None, above: dict[str, str]) -> str:
    """Return a cell's text; of 〃, the one above."""
    text = reading.text(name, [cell] if cell else [], in_table=True)
    if not is_ditto(text):
        return text
    if not above.get(name):
        reading.say(say_value.NOTHING_ABOVE, cell, name, value=text)
    return above.get(name, "")


def _cells(grid: Grid, row: int, columns: dict[str, Label]) -> dict[str, Cell | None]:
    """Return a row's cells by column; what is merged over several programs counts for each.

    A name merged with its parent's stays the parent's: such a program has no name of its own.
    """
    places = {name: label.cell.column for name, label in columns.items()}
    cells = {name: grid.cells.get((row, column)) for name, column in places.items()}
    for name in ("事業名", "形態"):
        area = grid.area_of(row, places[name])
        first = grid.at(area.top, places["内容"])
        if area.top < row and area.left == area.right and first and _NUMBER.fullmatch(first.text):
            cells[name] = grid.at(area.top, area.left)
    return cells


def _is_note(cells: dict[str, Cell | None]) -> bool:
    """Return whether a row is a note in or under the table (※…), which is told."""
    filled = [cell for cell in cells.values() if cell and cell.text.strip()]
    return len(filled) == 1 and filled[0].text.lstrip().startswith(_NOTES)


def _tell_note(reading: Reading, cells: dict[str, Cell | None]) -> dict[str, Cell | None]:
    """Say that a note is not read, wherever it stands in the table; return its cells."""
    for cell in filter(None, cells.values()):
        if cell.text.strip():
            reading.take(cell)
            reading.say(say.NOT_TAKEN, cell, text=excerpt(cell.text))
    return cells


def _is_heading(cells: dict[str, Cell | None], columns: dict[str, Label]) -> bool:
    """Return whether the heading row stands here once more, as on a second page."""
    return all(
        cell is not None and fold(cell.text) == fold(columns[name].cell.text)
        for name, cell in cells.items()
    )


def _programs(reading: Reading, rows: list[_Row]) -> tuple[Program, ...]:
    """Return the parents with the numbered rows below each."""
    programs: list[Program] = []
    for row in rows:
        match = _numbered(reading, row, programs)
        if match and programs:
            last = programs[-1]
            children = (*last.sub_programs, _child(reading, row, match))
            programs[-1] = last.model_copy(update={"sub_programs": children})
        elif row.name and row.content and not match:
            programs.append(_parent(reading, row))
        else:
            reading.say(say.TEXT_OUTSIDE_TABLE, row.cell, "事業")
    return tuple(programs)


def _numbered(reading: Reading, row: _Row, programs: list[Program]) -> re.Match[str] | None:
    """Return the number before a row's content; one without its full stop only where it is next."""
    match = _NUMBER.fullmatch(row.content)
    bare = _BARE.fullmatch(row.content)
    if match or bare is None:
        return match
    last = max((one.number or 0 for of in programs for one in of.sub_programs), default=0)
    number = int(bare["plain"])
    if number == last + 1 and last:
        return bare
    if number <= last + 1:
        reading.say(say_doubt.PROGRAM_NUMBER_UNCLEAR, row.cell, "内容", value=bare["plain"])
    return None


def _parent(reading: Reading, row: _Row) -> Program:
    if row.cell:
        reading.places[row.name] = row.cell.address
    return Program(
        name=row.name,
        contents=items(row.content),
        delivery_mode=row.delivery.mode,
        site_count=row.delivery.count,
        note=row.delivery.note,
    )


def _child(reading: Reading, row: _Row, match: re.Match[str]) -> SubProgram:
    circled = match.groupdict().get("circled")
    number = int(unicodedata.numeric(circled) if circled else match["plain"])
    if row.cell:
        reading.places[f"個別事業 {number}"] = row.cell.address
    return SubProgram(
        name=row.name,
        number=number,
        content=match["rest"].strip(),
        delivery_mode=row.delivery.mode,
        site_count=row.delivery.count,
        note=row.delivery.note,
    )


def _delivery(reading: Reading, cell: Cell | None, text: str) -> _Delivery:
    match = _MODE.fullmatch(text) if len(text) <= _LONGEST_MODE else None
    several = bool(match and re.search(_COUNT.replace("?P<count>", "?:"), match["note"]))
    if several or any(option.mark for option in options_in(text)):
        reading.say(say.UNREADABLE_DELIVERY_MODE, cell, "形態", value=text)
        return _Delivery(text)
    if match:
        return _Delivery(match["mode"].strip(), int(match["count"]), match["note"].strip())
    if re.search(r"[(（)）]", text):
        reading.say(say.UNREADABLE_DELIVERY_MODE, cell, "形態", value=text)
    return _Delivery(text)
