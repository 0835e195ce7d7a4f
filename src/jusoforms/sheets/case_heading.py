"""The heading of a 事例票: 事例1 「制度の狭間の事例」支援会議（就労、住居）."""

from __future__ import annotations

import re

from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.forms import CASE_SHEET, Label
from jusoforms.sheets.grid import Cell, Grid

__all__ = ["is_heading_line", "read_heading"]

# What may stand as a number: 1, ①, R6-001, 令和6年度-3. Kana and kanji would take 事例検討シート
# for a case; an unsafe number (../../x) is read, and refused by its rule.
_CASE_NUMBER = r"(?:[!-'*-~０-９\uff21-\uff3a\uff41-\uff5a－①-⑳]|令和|平成|年度?|第|号)*"
_HEADING = re.compile(
    rf"\s*+事例\s*+(?:番号|No\.?|№)?\s*+[:：]?\s*+(?P<number>(?>{_CASE_NUMBER}"
    rf"(?:[の→⇒、，・～]\s*+(?=[0-9０-９]){_CASE_NUMBER})*))"
    r"\s*+(?:「(?P<category>[^」]*)」)?"
    r"\s*+(?P<meeting_type>[^（(]*?)"
    r"\s*(?:[（(](?P<topics>.*)[）)])?\s*+",
    re.DOTALL,
)
_LONGEST = 1_000
"""Characters of a heading; what is longer is none."""
_TWO_BRACKETS = re.compile(r"[)）][\s　]*[(（]")
_HEADING_PARTS = (("category", "分類"), ("meeting_type", "会議種別"), ("topics", "主題"))


def read_heading(
    reading: Reading, labels: tuple[Label, ...], values: dict[str, str]
) -> dict[str, str]:
    """Return number, category, meeting_type, topics and the line as typed."""
    lines = _heading_lines(reading.grid, labels)
    cell = max(lines, key=lambda line: _parts_said(line.text), default=None)
    _ask_which_heading(reading, lines)
    rest = _rest_of_heading(reading.grid, cell, labels) if cell else []
    text = reading.text("見出し", [cell, *rest]) if cell else ""
    match = _parted(text)
    parts = {
        key: (value or "").strip() for key, value in (match.groupdict() if match else {}).items()
    }
    missing = [name for key, name in _HEADING_PARTS if not parts.get(key) and not values.get(name)]
    if _TWO_BRACKETS.search(parts.get("topics", "")):
        missing.append("主題")
    if cell and missing:
        reading.say(say.UNREADABLE_HEADING, cell, "見出し", missing="、".join(missing))
    for name, key in (("事例番号", "number"), ("分類", "category"), ("会議種別", "meeting_type")):
        own = values.get(name, "")
        if cell and own and parts.get(key) and own != parts[key]:
            reading.say(
                say.VALUE_IN_TWO_PLACES, cell, name, cells=_both(reading, name, cell), count=2
            )
        if cell:
            reading.places.setdefault(name, cell.address)
        parts[key] = own or parts.get(key, "")
    if cell:
        reading.places.setdefault("主題", cell.address)
    return parts | {"line": text}


def is_heading_line(label: Label) -> bool:
    """Return whether 事例番号：… is a whole heading: a number, and 「…」 after it."""
    match = _parted(label.cell.text) if label.inline else None
    return bool(match and match["number"] and match["category"])


def _both(reading: Reading, name: str, cell: Cell) -> str:
    return "、".join(filter(None, (reading.places.get(name), cell.address)))


def _ask_which_heading(reading: Reading, lines: list[Cell]) -> None:
    """Ask where two lines are headings with numbers that differ: one may be of an older case."""
    numbers = {
        match["number"]: line
        for line in lines
        if _parts_said(line.text) > 1 and (match := _parted(line.text))
    }
    if len(numbers) > 1:
        cells = "、".join(line.address for line in numbers.values())
        where = next(iter(numbers.values()))
        count = len(numbers)
        reading.say(say.VALUE_IN_TWO_PLACES, where, "事例番号", cells=cells, count=count)


def _heading_lines(grid: Grid, labels: tuple[Label, ...]) -> list[Cell]:
    """Return the lines above the table that begin with 事例: one of them is the heading."""
    rows = [label.cell.row for label in labels if label.field in CASE_SHEET.labels]
    own = {(label.cell.row, label.cell.column) for label in labels}
    return [
        cell
        for cell in grid.seen()
        if cell.text.lstrip().startswith("事例")
        and (not rows or cell.row < min(rows))
        and (cell.row, cell.column) not in own
    ]


def _rest_of_heading(grid: Grid, heading: Cell, labels: tuple[Label, ...]) -> list[Cell]:
    """Return the cells in which a heading goes on: 事例 21, then 「…」支援会議（…）.

    They stand right of it, or in the next row where that has no label.
    """
    area = grid.area_of(heading.row, heading.column)
    labelled = {label.cell.row for label in labels}
    below = {area.bottom + 1} - labelled
    rest = [
        cell
        for cell in grid.seen()
        if cell.text.strip()
        and (cell.row in below or (cell.row == heading.row and cell.column > area.right))
    ]
    whole = "\n".join(cell.text.strip() for cell in (heading, *rest))
    return rest if _parts_said(whole) > _parts_said(heading.text) else []


def _parted(line: str) -> re.Match[str] | None:
    return _HEADING.fullmatch(line) if len(line) <= _LONGEST else None


def _parts_said(line: str) -> int:
    match = _parted(line)
    said = match.groupdict() if match else {}
    return sum(bool(said.get(part)) for part in ("number", "category", "topics"))
