r"""A small language for test sheets: a table of text is a workbook.

    !sheet 事例
    | 事例番号 | R6-001 |                       |        |
    | 受付日   | {R6.12.1 as 45627 fmt 58}      | 合計   | =SUM(B2:B3) -> 3 |
    | 経緯     | 母が~~電話で~~来所した。\n長男も。 | <  | <      |
    | ^        | ^                              | <      | <      | (hidden)
    !print A1:D4
    !comment B1 番号は仮のもの

A line with bars is a row, from A1 (or ``!at B4``) on; a blank line parts nothing. In a cell:

    (nothing)                  a blank cell
    <  ^                       merged with the cell to the left, above
    \n  \r  \|  ␣              line break, carriage return, a bar, a blank at either end
    ~~text~~  ++text++         struck out; written in red
    漢字《かんじ》              the reading above a word: of kanji right before it
    TRUE FALSE  #N/A           a truth value; an error
    =A1*2 -> 6   =A1*2 ->      a formula with its result (any cell content); one never calculated
    {123}  {6% as 0.06 fmt 9}  a number; how it looks in Excel, as it is stored, format id or code

``{R6.12.1 as 45627 fmt 58}``: the look before ``as`` is for the reader of the test. A row may end
in ``(hidden)``. Everything else is a line that begins with ``!``:

    !sheet 第1回 hidden        the next sheet (visible, hidden, veryHidden)
    !at B4                     where the next row begins
    !hide C                    a hidden column
    !print A1:D10              the print area
    !name 事例番号 B2           a name of the sheet; !global 事例番号 B2 of the workbook
    !form 事例票/1              the name jusoforms_form
    !comment B2 text           also !thread B2 text, !textbox B2:D4 text, !picture B2:D4, !oval B2
    !check C2 on 有 -> D2      a ticked form control over C2, its words, the cell it is linked to;
    !option C2 off 無          an option button
    !merge B4:J4               where signs in the table would be clumsy
    !1904  !strict  !inline    of the workbook: dates from 1904, strict OOXML, no shared strings

``draft`` gives what is in the making, ``xlsx`` its bytes, ``book`` and ``grid`` what the reader
sees in them. ``shown`` writes a sheet in the language again, for a failing test to print.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping

from drafts import (
    Content,
    Draft,
    DraftCell,
    DraftSheet,
    Error,
    Formula,
    Lying,
    Number,
    Run,
    area,
    reference,
)
from draftwriting import written
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, Grid, Workbook, address, parse_cell

__all__ = ["book", "content", "draft", "grid", "shown", "xlsx"]

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"})
_NUMBER = re.compile(
    r"\{(?:(?P<look>[^{}]*?) as )?(?P<raw>-?[\d.]+(?:E-?\d+)?)(?: fmt (?P<fmt>.+))?\}"
)
_FORMULA = re.compile(r"=(?P<source>.*?) ->(?: (?P<cached>.*))?", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:n|r|\||\\)|␣")
_ESCAPED = {"\\n": "\n", "\\r": "\r", "\\|": "|", "\\\\": "\\", "␣": " "}
_RUN = re.compile(
    r"~~(?P<struck>.+?)~~|\+\+(?P<red>.+?)\+\+|(?P<word>[\u3400-\u9fff\uf900-\ufaff々〆ヶ]+)《(?P<ruby>[^》]+)》",
    re.DOTALL,
)
_LIE = re.compile(r"(?P<area>[A-Z]+\d+(?::[A-Z]+\d+)?)(?: (?P<on>on|off))?(?: (?P<text>.*?))??"
                  r"(?: -> (?P<linked>\S+))?", re.DOTALL)  # fmt: skip


def xlsx(text: str) -> bytes:
    """Return the workbook that a text describes."""
    return written(draft(text))


def book(text: str) -> Workbook:
    return read_workbook(xlsx(text))


def grid(text: str) -> Grid:
    """Return the first sheet as the reader sees it."""
    return book(text).sheets[0]


def draft(text: str) -> Draft:
    return _Parsing().parsed(textwrap.dedent(text).strip("\n").splitlines())


def content(text: str) -> Content:
    """Return what a cell's text stands for."""
    if text in {"TRUE", "FALSE"}:
        return text == "TRUE"
    if text in _ERRORS:
        return Error(text)
    number = _NUMBER.fullmatch(text)
    if number:
        fmt = number["fmt"] or "0"
        return Number(number["raw"], int(fmt) if fmt.isdecimal() else fmt)
    formula = _FORMULA.fullmatch(text)
    if formula:
        return Formula(formula["source"], _cached(formula["cached"]))
    return _text(text)


def _cached(text: str | None) -> str | bool | Number | Error | None:
    result = content(text) if text else None
    if isinstance(result, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", result):
        return Number(result)
    assert not isinstance(result, tuple | Formula)
    return result


def _text(text: str) -> str | tuple[Run, ...]:
    """Return plain text, or runs where a stretch has a look or a reading of its own."""
    runs: list[str | re.Match[str]] = []
    end = 0
    for match in _RUN.finditer(text):
        runs += [text[end : match.start()]] if match.start() > end else []
        runs.append(match)
        end = match.end()
    if not end:
        return _unescaped(text)
    runs += [text[end:]] if end < len(text) else []
    return tuple(_run(one) for one in runs)


def _run(one: str | re.Match[str]) -> Run:
    if isinstance(one, str):
        return Run(_unescaped(one))
    words = one["struck"] or one["red"] or one["word"]
    return Run(_unescaped(words), bool(one["struck"]), bool(one["red"]), one["ruby"] or "")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED[match[0]], text)


class _Parsing:
    """Reads line after line into a draft."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.row, self.left = 1, 1

    def parsed(self, lines: list[str]) -> Draft:
        for line in map(str.strip, lines):
            if line.startswith("|"):
                self._row(line)
            elif line.startswith("!"):
                word, _, rest = line[1:].partition(" ")
                self._order(word, rest.strip())
            elif line:
                raise ValueError(f"neither a row nor an order: {line}")
        return self.draft

    @property
    def sheet(self) -> DraftSheet:
        if not self.draft.sheets:
            self.draft.sheets.append(DraftSheet("事例"))
        return self.draft.sheets[-1]

    def _row(self, line: str) -> None:
        *texts, end = re.split(r"(?<!\\)\|", line)[1:]
        if end.strip() == "(hidden)":
            self.sheet.hidden_rows.add(self.row)
        for column, text in enumerate((text.strip(" ") for text in texts), self.left):
            if text in {"<", "^"}:
                self._grow(self.row, column, text)
            elif text:
                self._cell(self.row, column, text)
        self.row += 1

    def _cell(self, row: int, column: int, text: str) -> None:
        made = content(text)
        runs = made if isinstance(made, tuple) else ()
        if runs and all(run.struck for run in runs):  # as Excel keeps a cell struck out as a whole
            self.sheet.cells[row, column] = DraftCell("".join(r.text for r in runs), struck=True)
        else:
            self.sheet.cells[row, column] = DraftCell(made)

    def _grow(self, row: int, column: int, sign: str) -> None:
        beside = (row, column - 1) if sign == "<" else (row - 1, column)
        old = self.sheet.area_of(*beside)
        if not old.covers(row, column):
            self.sheet.merge(Area(old.top, old.left, max(old.bottom, row), max(old.right, column)))

    def _order(self, word: str, rest: str) -> None:
        if word in _LIES:
            self.sheet.lying.append(_lying(word, rest))
        elif word in _OF_BOOK:
            setattr(self.draft, _OF_BOOK[word], True)
        else:
            _ORDERS[word](self, rest)

    def _sheet(self, rest: str) -> None:
        name, _, state = rest.partition(" ")
        self.draft.sheets.append(DraftSheet(name, state=state or "visible"))
        self.row, self.left = 1, 1

    def _at(self, rest: str) -> None:
        place = parse_cell(rest)
        assert place, rest
        self.row, self.left = place

    def _hide(self, rest: str) -> None:
        self.sheet.hidden_columns.add(area(f"{rest}1").left)

    def _print(self, rest: str) -> None:
        self.sheet.print_area = area(rest)

    def _merge(self, rest: str) -> None:
        self.sheet.merge(area(rest))

    def _name(self, rest: str) -> None:
        name, _, place = rest.rpartition(" ")
        self.sheet.names[name] = None if place == "#REF!" else area(place)

    def _global(self, rest: str) -> None:
        name, _, place = rest.rpartition(" ")
        one = area(place)
        corners = dict.fromkeys([(one.top, one.left), (one.bottom, one.right)])
        where = ":".join(re.sub(r"(\D+)", r"$\1$", address(*corner)) for corner in corners)
        self.draft.names[name] = f"'{self.sheet.name}'!{where}"

    def _form(self, rest: str) -> None:
        self.draft.names["jusoforms_form"] = f'"{rest}"'


_LIES = frozenset({"comment", "thread", "textbox", "picture", "oval", "check", "option"})
_OF_BOOK: Mapping[str, str] = {"1904": "date1904", "strict": "strict", "inline": "inline"}
_ORDERS: Mapping[str, Callable[[_Parsing, str], None]] = {
    "sheet": _Parsing._sheet, "at": _Parsing._at, "hide": _Parsing._hide,
    "print": _Parsing._print, "merge": _Parsing._merge, "name": _Parsing._name,
    "global": _Parsing._global, "form": _Parsing._form,
}  # fmt: skip


def _lying(kind: str, rest: str) -> Lying:
    match = _LIE.fullmatch(rest)
    assert match, rest
    words = _unescaped(match["text"] or "")
    return Lying(kind, area(match["area"]), words, match["on"] == "on", match["linked"] or "")


def shown(sheet: DraftSheet) -> str:
    """Return a sheet in the language, row by row from its first filled cell."""
    lines = [f"!sheet {sheet.name}" + ("" if sheet.state == "visible" else f" {sheet.state}")]
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet:
        if cell.content != "":
            rows.setdefault(row, {})[column] = _spelt(cell.content, struck=cell.struck)
    for row, cells in rows.items():
        inside = (cells.get(column, "") for column in range(min(cells), max(cells) + 1))
        hidden = " (hidden)" if row in sheet.hidden_rows else ""
        lines += [f"!at {address(row, min(cells))}", f"| {' | '.join(inside)} |{hidden}"]
    lines += [f"!merge {reference(one)}" for one in sheet.merges]
    lines += [f"!{one.kind} {reference(one.area)} {_state(one)}{one.text}" for one in sheet.lying]
    return "\n".join(lines)


def _state(one: Lying) -> str:
    controls = {"check", "option"}
    return ("on " if one.on else "off ") if one.kind in controls else ""


def _spelt(made: Content | None, *, struck: bool = False) -> str:
    """Return a content as the language writes it."""
    if isinstance(made, tuple):
        return "".join(map(_spelt_run, made))
    if isinstance(made, Number):
        return f"{{{made.raw} fmt {made.fmt}}}"
    if isinstance(made, Formula):
        return f"={made.source} -> {_spelt(made.cached)}".strip()
    if isinstance(made, Error | bool):
        return made.name if isinstance(made, Error) else str(made).upper()
    return _spelt_run(Run(made or "", struck=struck))


def _spelt_run(run: Run) -> str:
    text = run.text.replace("\\", "\\\\")
    for spelt, sign in (("\\n", "\n"), ("\\r", "\r"), ("\\|", "|")):
        text = text.replace(sign, spelt)
    mark = "~~" if run.struck else "++" if run.red else ""
    return f"{mark}{text}{mark}" + (f"《{run.ruby}》" if run.ruby else "")
