"""事例票: a heading line and seven labelled rows of free text (the ward's printed layout)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import sheets as say
from jusoforms.problems import values as say_value
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
from jusoforms.sheets.texts import (
    ENUMERATORS,
    inner_brackets,
    split_list,
    trailing_bracket,
    unbalanced,
)
from jusoforms.sheets.ticks import ticked
from jusoforms.vocabulary.case import Case, Meeting, Role, Wish
from jusoforms.vocabulary.lists import Lists, default_lists
from jusoforms.vocabulary.names import names_of

__all__ = ["read_case_sheet", "roles_in", "wishes"]

# What may stand as a number: 1, ①, R6-001, 令和6年度-3. Kana and kanji would take 事例検討シート
# for a case; an unsafe number (../../x) is read, and refused by its rule.
_CASE_NUMBER = r"(?:[!-'*-~０-９\uff21-\uff3a\uff41-\uff5a－①-⑳]|令和|平成|年度?|第|号)*"
_HEADING = re.compile(
    rf"\s*事例\s*(?:番号|No\.?|№)?\s*[:：]?\s*(?P<number>{_CASE_NUMBER}(?:(?:の|[→⇒、，・~～])\s*(?=[0-9０-９]){_CASE_NUMBER})*)"
    r"\s*(?:「(?P<category>[^」]*)」)?"
    r"\s*(?P<meeting_type>[^（(]*?)"
    r"\s*(?:[（(](?P<topics>.*)[）)])?\s*",
    re.DOTALL,
)
_TWO_BRACKETS = re.compile(r"[)）][\s　]*[(（]")
_HEADING_PARTS = (("category", "分類"), ("meeting_type", "会議種別"), ("topics", "主題"))
_CHOICES = frozenset({"分類", "会議種別"})
_OWN_CELLS = ("事例番号", "分類", "会議種別", "件名")
_LEAD = (
    rf"^[\s　]*(?:(?:[・･●○◆■*＊-]|[(（]?[0-9０-９]{{1,2}}[)）.．]|[{ENUMERATORS}])"
    r"[\s　]*)?"
)
"""A bullet or a number before a speaker."""
_SPEAKER = re.compile(
    rf"{_LEAD}(?:【(?P<a>[^】]+)】|[\[［](?P<b>[^\]］]+)[\]］]"
    r"|[〈＜<〔《](?P<c>[^〉＞>〕》]{1,8})[〉＞>〕》])[\s　]*(?P<said>.*)$"
)
_BY_COLON = re.compile(
    rf"{_LEAD}"
    r"(?P<who>[^\s　0-9０-９、。：:・（(「]{1,8})[\s　]*[：:][\s　]*(?P<said>\S.*)$"
)
_PERSONS = frozenset({
    "本人", "母", "父", "祖母", "祖父", "妻", "夫", "配偶者", "兄", "弟", "姉", "妹", "息子", "娘",
    "子", "孫", "長男", "次男", "二男", "三男", "長女", "次女", "二女", "三女", "叔父", "伯父",
    "叔母", "伯母", "おじ", "おば", "甥", "姪", "両親", "家族", "親族", "支援者", "相談者",
    "民生委員",
})  # fmt: skip
"""Who may speak with a colon behind, and need no bracket."""
_SPEAKER_INSIDE = re.compile(r"(?:。[\s　]*|[\s　])(【[^】]+】|\[[^\]]+\]|［[^］]+］)|【[^】]*$")
"""A speaker behind another's words, or a bracket that is not closed."""


def read_case_sheet(grid: Grid, lists: Lists) -> tuple[Case, Reading]:
    """Return the case on a sheet, with the problems and places of its fields."""
    reading = Reading(grid, lists=lists)
    names = names_of(Case)
    found = find_labels(grid.seen(), names, (*CASE_SHEET.labels, *_OWN_CELLS))
    labels = tuple(label for label in found if not _is_heading_line(label))
    values = _values(reading, labels)
    for label in labels:
        reading.take_heading(label.cell)
    _missing_labels(reading, labels)
    heading = _read_heading(reading, labels, values)
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


def _read_heading(
    reading: Reading, labels: tuple[Label, ...], values: dict[str, str]
) -> dict[str, str]:
    """Return number, category, meeting_type, topics and the line as typed."""
    lines = _heading_lines(reading.grid, labels)
    cell = max(lines, key=lambda line: _parts_said(line.text), default=None)
    _ask_which_heading(reading, lines)
    rest = _rest_of_heading(reading.grid, cell, labels) if cell else []
    text = reading.text("見出し", [cell, *rest]) if cell else ""
    match = _HEADING.fullmatch(text)
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


def _is_heading_line(label: Label) -> bool:
    """Return whether 事例番号：… is a whole heading: a number, and 「…」 after it."""
    match = _HEADING.fullmatch(label.cell.text) if label.inline else None
    return bool(match and match["number"] and match["category"])


def _both(reading: Reading, name: str, cell: Cell) -> str:
    return "、".join(filter(None, (reading.places.get(name), cell.address)))


def _ask_which_heading(reading: Reading, lines: list[Cell]) -> None:
    """Ask where two lines are headings with numbers that differ: one may be of an older case."""
    numbers = {
        match["number"]: line
        for line in lines
        if _parts_said(line.text) > 1 and (match := _HEADING.fullmatch(line.text))
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


def _parts_said(line: str) -> int:
    match = _HEADING.fullmatch(line)
    said = match.groupdict() if match else {}
    return sum(bool(said.get(part)) for part in ("number", "category", "topics"))


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


def wishes(reading: Reading, text: str) -> Iterator[Wish]:
    """Yield who says what; a line without a speaker belongs to the one above."""
    said: list[Wish] = []
    for line in filter(str.strip, text.split("\n")):
        match = _SPEAKER.match(line) or _by_colon(reading, line)
        if match:
            speaker = next(filter(None, match.groups())).strip()
            said.append(Wish(speaker=speaker, content=match["said"].strip(), as_typed=line.strip()))
        elif said:
            last, more = said[-1], line.strip()
            said[-1] = last.model_copy(
                update={
                    "content": f"{last.content}\n{more}".lstrip(),
                    "as_typed": f"{last.as_typed}\n{more}",
                }
            )
        else:
            reading.add(say.UNTAGGED_WISH.at(label="希望と課題"))
            said.append(Wish(content=line.strip(), as_typed=line.strip()))
        if _SPEAKER_INSIDE.search(match["said"] if match else line):
            reading.add(say.SPEAKER_IN_LINE.at(label="希望と課題"))
    yield from said


def _by_colon(reading: Reading, line: str) -> re.Match[str] | None:
    """Return 母：… as a speaker's line; another word before a colon is asked about."""
    match = _BY_COLON.match(line)
    if match is None or match["who"] in _PERSONS:
        return match
    reading.add(say_doubt.SPEAKER_BY_COLON.at(label="希望と課題", value=match["who"]))
    return None


def roles_in(reading: Reading, text: str, agencies: tuple[str, ...]) -> Iterator[Role]:
    """Yield who does what, one item a role; ``agencies`` are those of the case."""
    lists = reading.lists or default_lists()
    known = frozenset(map(lists.agency_key, agencies))
    for number, item in enumerate(items_in(reading, "役割分担", text), 1):
        if unbalanced(item):
            problem = say.UNCLOSED_BRACKET.at(label="役割分担", value=item[-20:])
            reading.add(problem)
        content, inside = trailing_bracket(item)
        earlier = _agencies_inside(content, known, lists)
        if earlier:
            several = (
                say.SEVERAL_AGENCY_BRACKETS if inside or earlier[1:] else say.TEXT_BEHIND_AGENCY
            )
            named = "、".join(filter(None, (*earlier, inside)))
            reading.add(several.at(label="役割分担", agencies=named))
        yield Role(
            number=number,
            content=content,
            agencies=_agencies(inside, agencies),
            as_typed=item,
        )


def _agencies_inside(content: str, known: AbstractSet[str], lists: Lists) -> tuple[str, ...]:
    """Return the brackets in a role's text that hold nothing but agencies of the case."""
    return tuple(
        inside
        for inside in inner_brackets(content)
        if (names := re.split("[、，,・･\n]", inside.removeprefix("担当：")))
        and all(lists.agency_key(name.strip()) in known for name in names)
    )


def _agencies(inside: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the agencies in a bracket; ・ separates them only if every part is a known agency."""
    names = split_list(inside)
    if len(names) == 1 and names[0] not in known:
        parts = tuple(filter(None, (part.strip() for part in re.split("[・･]", names[0]))))
        if all(part in known for part in parts):
            return parts
    return names
