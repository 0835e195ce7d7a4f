"""The sheet エラー一覧: every problem in a row, its cell a link, ready to be printed.

Text stands in the cells themselves, so that the workbook's shared strings are not touched. The
sheet is protected without a password: what is typed there would go with it.
"""

from __future__ import annotations

from collections.abc import Collection
from xml.sax.saxutils import quoteattr

from jusoforms.problems import Problem
from jusoforms.sheets.grid import parse_area
from jusoforms.sheets.marking.geometry import lines
from jusoforms.sheets.marking.looks import Looks
from jusoforms.sheets.marking.spans import text
from jusoforms.sheets.marking.words import HEADINGS, LIST, WEIGHTS, how_to, lead, more

__all__ = ["HEADING_ROW", "list_name", "list_sheet", "reference"]

HEADING_ROW = 4
_WIDTHS = (5.5, 9.5, 15, 9, 16, 36, 30, 38)
_MOST_ROWS = 1000
_LONGEST = 4000
_LINE, _TALLEST = 13.5, 400.0
_LONGEST_NAME = 31
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def list_name(taken: Collection[str]) -> str:
    """Return a name for the sheet that no other sheet has (case does not count)."""
    names = {name.casefold() for name in taken}
    candidates = (LIST, *(f"{LIST} ({number})" for number in range(2, len(names) + 3)))
    return next(name for name in candidates if name.casefold() not in names)


def reference(sheet: str, cell: str) -> str:
    """Return a cell of a sheet as formulas and links write it: ``'事例'!D4``."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"


def list_sheet(
    namespace: str, problems: list[Problem], looks: Looks, sheets: Collection[str]
) -> bytes:
    """Return the worksheet part; ``sheets`` are the names of those that can be linked to.

    Rows are numbered as the notes are. Problems of no cell, or of a sheet that is not there, have
    no link.
    """
    rows = [
        _row(1, (_cell("A1", LIST, looks.title),), 27),
        *(
            _row(number, (_cell(f"A{number}", line, looks.lead),), 18)
            for number, line in enumerate(lead(problems), 2)
        ),
        _row(HEADING_ROW, _cells(HEADING_ROW, HEADINGS, [looks.heading] * len(HEADINGS)), 21),
    ]
    links = []
    for number, problem in enumerate(problems[:_MOST_ROWS], 1):
        place = HEADING_ROW + number
        link = _link(f"D{place}", problem, sheets)
        links += [link] if link else []
        rows.append(_problem_row(place, number, problem, looks, linked=bool(link)))
    if len(problems) > _MOST_ROWS:
        place = HEADING_ROW + _MOST_ROWS + 1
        rows.append(
            _row(place, (_cell(f"A{place}", more(len(problems) - _MOST_ROWS), looks.lead),), 18)
        )
    return _sheet(namespace, rows, links).encode()


def _problem_row(place: int, number: int, problem: Problem, looks: Looks, *, linked: bool) -> str:
    where = problem.sheet or " ".join(filter(None, (problem.part, problem.place)))
    words = (
        str(number),
        WEIGHTS[problem.severity],
        where or "ファイル全体",
        problem.cell,
        problem.label,
        problem.message,
        problem.cause,
        how_to(problem),
    )
    middle, plain = looks.centred, looks.text
    formats = [middle, middle, plain, looks.link if linked else middle, *[plain] * 4]
    most = max(
        lines(said[:_LONGEST], int(width) - 1) for said, width in zip(words, _WIDTHS, strict=True)
    )
    return _row(place, _cells(place, words, formats), min(most * _LINE + 5, _TALLEST))


def _link(place: str, problem: Problem, sheets: Collection[str]) -> str:
    if problem.sheet not in sheets or not parse_area(problem.cell):
        return ""
    target = reference(problem.sheet, problem.cell)
    return f'<hyperlink ref="{place}" location={quoteattr(target)} display="{problem.cell}"/>'


def _cells(row: int, words: tuple[str, ...], formats: list[int]) -> tuple[str, ...]:
    return tuple(
        _cell(f"{column}{row}", said, look)
        for column, said, look in zip("ABCDEFGH", words, formats, strict=True)
    )


def _cell(place: str, words: str, look: int) -> str:
    # What looks like an escape of Excel's (_x000D_) is kept as it was typed.
    said = text(words[:_LONGEST]).replace("_x", "_x005F_x")
    if not said:
        return f'<c r="{place}" s="{look}"/>'
    return (
        f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'
    )


def _row(number: int, cells: tuple[str, ...], height: float) -> str:
    return f'<row r="{number}" ht="{height:g}">{"".join(cells)}</row>'


def _sheet(namespace: str, rows: list[str], links: list[str]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, 1)
    )
    below = f"A{HEADING_ROW + 1}"
    return (
        f'{_DECLARATION}<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/>'
        '</sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{HEADING_ROW}" topLeftCell="{below}" activePane="bottomLeft"'
        f' state="frozen"/><selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="13.5"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
        f"{'<hyperlinks>' + ''.join(links) + '</hyperlinks>' if links else ''}"
        '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5"'
        ' bottom="0.5" header="0.25" footer="0.25"/><pageSetup paperSize="9"'
        ' orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )
