"""Tables of the shipped Word templates: fixed widths, thin lines, grey heading cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.table import Table, _Cell, _Row
from templates_styles import CENTRED, GREY, LABEL, MARK, TAG, TEXT

__all__ = [
    "FormTable",
    "Lines",
    "add_table",
    "block_row",
    "box",
    "fill",
    "heading_row",
    "role_rows",
    "stamp_table",
    "tall",
    "text_row",
]

Lines = Sequence[tuple[str, str]]
"""Paragraphs of a cell: (style id, text)."""

_STAMP = 1077
"""A box for a seal: 19 mm each way."""


def add_table(
    document: WordDocument, widths: Sequence[int], caption: str, *, ruled: bool = True
) -> Table:
    """Append a table without rows; ``caption`` is what a screen reader says of it."""
    style = "TableGrid" if ruled else "TableNormal"
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    element = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/><w:tblCaption w:val="{caption}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )
    document.element.body.insert_element_before(element, "w:sectPr")
    return Table(cast("CT_Tbl", element), document)


def text_row(table: Table, cells: Iterable[Lines], *, shade: str = "", whole: bool = True) -> _Row:
    """Append a row of paragraphs; ``whole`` rows are not split over two pages."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, width, lines in zip(_cells(row), _widths(table), cells, strict=True):
        _set_width(cell, width)
        if shade:
            _shade(cell, shade)
        fill(cell, lines)
    if whole:
        _row_property(row, "w:cantSplit")
    return row


def heading_row(table: Table, labels: Iterable[str]) -> None:
    """Append the heading row that Word repeats on each page."""
    row = text_row(table, [[(LABEL, label)] for label in labels], shade=GREY)
    _row_property(row, "w:tblHeader")
    for cell in _cells(row):
        cell.paragraphs[0].alignment = 1


def block_row(table: Table, tag: str) -> None:
    """Append a row that holds only a block tag, and so is never printed."""
    text_row(table, [[(MARK, tag)], *([(MARK, "")] for _ in _widths(table)[1:])])


def stamp_table(document: WordDocument, posts: Sequence[str]) -> None:
    """Append the boxes for seals, at the right; a table of its own, easily deleted in Word."""
    table = add_table(document, [_STAMP] * len(posts), "決裁欄")
    table.alignment = WD_TABLE_ALIGNMENT.RIGHT
    text_row(table, [[(CENTRED, post)] for post in posts], shade=GREY)
    tall(text_row(table, [[(CENTRED, "")] for _ in posts]), _STAMP, exact=True)


def tall(row: _Row, height: int, *, exact: bool = False) -> None:
    """Give a row room to write in by hand; ``exact``: never more."""
    rule = "exact" if exact else "atLeast"
    element = f'<w:trHeight {nsdecls("w")} w:val="{height}" w:hRule="{rule}"/>'
    row._tr.get_or_add_trPr().append(parse_xml(element))  # noqa: SLF001


def role_rows(document: WordDocument, *, agencies: bool) -> None:
    """Append the table of roles, one row a role; without the column of agencies for one's own."""
    columns = [("番号", 700), ("内容", 3203), ("担当機関", 1701), ("担当者", 1020)]
    if not agencies:
        columns = [("番号", 700), ("内容", 4904), ("担当者", 1020)]
    columns += [("期限", 1780), ("状態", 950)]
    table = add_table(document, [width for _, width in columns], "役割分担")
    heading_row(table, [name for name, _ in columns])
    tags = {"番号": (CENTRED, "{{役割分担.番号}}"), "内容": (TEXT, "{{役割分担.内容}}")}
    text_row(
        table,
        [[tags.get(name, (TEXT, f"{{{{役割分担.{name}|空欄 －}}}}"))] for name, _ in columns],
    )


def fill(cell: _Cell, lines: Lines) -> None:
    """Write the paragraphs into an empty cell."""
    for index, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)


def box(cell: _Cell) -> None:
    """Draw a frame around one cell of a table without lines."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    properties.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{sides}</w:tcBorders>"))
    properties.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of two columns: a grey label, and beside it what is printed."""

    table: Table

    @classmethod
    def on(cls, document: WordDocument, widths: tuple[int, int], caption: str) -> FormTable:
        """Append such a table, without rows."""
        return cls(add_table(document, widths, caption))

    def row(self, label: str, *lines: tuple[str, str], whole: bool = True) -> _Row:
        """Append a labelled row."""
        row = text_row(self.table, [[(LABEL, label)], lines], whole=whole)
        _shade(_cells(row)[0], GREY)
        return row

    def row_if(self, name: str, label: str, *lines: tuple[str, str], whole: bool = True) -> None:
        """Append a labelled row that is printed only where ``name`` is filled."""
        label_cell, value_cell = _cells(self.row(label, *lines, whole=whole))
        first, last = label_cell.paragraphs[0], value_cell.paragraphs[-1]
        opening = first.add_run(f"{{{{?{name}}}}}", style=TAG)
        first._p.insert_element_before(opening._r, "w:r")  # noqa: SLF001
        last.add_run(f"{{{{/{name}}}}}", style=TAG)


def _cells(row: _Row) -> list[_Cell]:
    return [_Cell(element, row.table) for element in row._tr.tc_lst]  # noqa: SLF001


def _widths(table: Table) -> list[int]:
    columns = table._tbl.tblGrid.gridCol_lst  # noqa: SLF001
    return [int(column.get(qn("w:w"), 0)) for column in columns]


def _set_width(cell: _Cell, width: int) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    for old in properties.findall(qn("w:tcW")):
        properties.remove(old)
    properties.insert(0, parse_xml(f'<w:tcW {nsdecls("w")} w:w="{width}" w:type="dxa"/>'))


def _shade(cell: _Cell, color: str) -> None:
    element = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(element))  # noqa: SLF001


def _row_property(row: _Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<{tag} {nsdecls('w')}/>"))  # noqa: SLF001
