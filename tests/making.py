"""A small language for workbooks in tests.

``workbook_of`` turns a table of text into the bytes of an .xlsx, written here part by part so
that a test of the reader never rests on a library's idea of a workbook:

    workbook_of('''
        | 相談・会議の時期 | 令和6年12月（支援会議） |
        | 支援関係機関     | 福祉課、保健課          |
    ''', at="B4", merges=["C4:J4", "C5:J5"])

Blanks around a text do not count, an empty column is a blank cell, ``\\n`` is a line break.
``raw_workbook`` takes the XML of a sheet as it should lie in the file.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from jusoforms.sheets.grid import Cell, Grid, address, parse_cell

TRANSITIONAL = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Table = str | Sequence[Sequence[str]]


def workbook_of(
    table: Table | Mapping[str, Table],
    *,
    sheet: str = "事例",
    at: str = "A1",
    merges: Iterable[str] = (),
    numbers: Mapping[str, object] | None = None,
    print_area: str = "",
    names: Mapping[str, str] | None = None,
    hidden_rows: Iterable[int] = (),
    hidden_sheets: Iterable[str] = (),
) -> bytes:
    """Return a workbook of one table, or of one for each sheet name.

    ``at`` is the table's first cell; merges, numbers (address to number), print_area and
    hidden_rows are those of the first sheet; ``names`` are defined names of the workbook.
    """
    tables = table if isinstance(table, Mapping) else {sheet: table}
    extras = _merge_cells(merges)
    sheets = {}
    for index, (name, rows) in enumerate(tables.items()):
        cells = _texts(_rows(rows), at)
        if index == 0:
            cells |= {parse_cell(a) or (0, 0): _number(a, n) for a, n in (numbers or {}).items()}
        data = _sheet_data(cells, frozenset(hidden_rows if index == 0 else ()))
        sheets[name] = data + (extras if index == 0 else "")
    areas = {next(iter(tables)): print_area} if print_area else {}
    return raw_workbook(
        sheets, names=names or {}, print_areas=areas, hidden=frozenset(hidden_sheets)
    )


def raw_workbook(
    sheet_xml: str | Mapping[str, str],
    *,
    styles_xml: str = "",
    strings_xml: str = "",
    names: Mapping[str, str] | None = None,
    print_areas: Mapping[str, str] | None = None,
    hidden: Iterable[str] = (),
    state: str = "hidden",
    properties: str = "",
    strict: bool = False,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a workbook of hand-made XML.

    ``sheet_xml`` is what stands inside ``worksheet`` (or a whole part, from ``<?xml`` or
    ``<worksheet`` on), for one sheet called 事例 or by name; ``styles_xml`` and ``strings_xml``
    likewise stand inside ``styleSheet`` and ``sst``, and there is no such part without them.
    ``properties`` are attributes of ``workbookPr``; ``extra`` adds or replaces parts.
    """
    main, office = STRICT if strict else TRANSITIONAL
    sheets = sheet_xml if isinstance(sheet_xml, Mapping) else {"事例": sheet_xml}
    parts = {
        f"xl/worksheets/sheet{number}.xml": _part("worksheet", inside, main)
        for number, inside in enumerate(sheets.values(), 1)
    }
    links = [
        (f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)
    ]
    if styles_xml:
        parts["xl/styles.xml"] = _part("styleSheet", styles_xml, main)
        links.append(("rIdStyles", "styles", "styles.xml"))
    if strings_xml:
        parts["xl/sharedStrings.xml"] = _part("sst", strings_xml, main)
        links.append(("rIdStrings", "sharedStrings", "sharedStrings.xml"))
    states = dict.fromkeys(hidden, state)
    listed = _sheet_list(tuple(sheets), states, names or {}, print_areas or {}, properties)
    parts["xl/workbook.xml"] = _part("workbook", listed, main, f' xmlns:r="{office}"')
    parts["xl/_rels/workbook.xml.rels"] = _links(links, office)
    parts["_rels/.rels"] = _links([("rId1", "officeDocument", "xl/workbook.xml")], office)
    parts["[Content_Types].xml"] = _content_types(parts)
    encoded = {name: text.encode() for name, text in parts.items()} | dict(extra or {})
    return zip_of(encoded)


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a deflated zip of the parts, [Content_Types].xml first."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return body.getvalue()


def texts(grid: Grid) -> dict[str, str]:
    """Return address -> text of a grid's cells: the shortest way to say what was read."""
    return {cell.address: cell.text for cell in grid}


def only(grid: Grid) -> Cell:
    """Return the one cell of a grid."""
    (cell,) = grid
    return cell


def _rows(table: Table) -> Sequence[Sequence[str]]:
    if not isinstance(table, str):
        return table
    lines = textwrap.dedent(table).strip("\n").splitlines()
    return [
        [text.strip(" ").replace("\\n", "\n") for text in line.strip().strip("|").split("|")]
        for line in lines
    ]


def _texts(rows: Sequence[Sequence[str]], at: str) -> dict[tuple[int, int], str]:
    top, left = parse_cell(at) or (1, 1)
    return {
        (top + down, left + right): _text(address(top + down, left + right), text)
        for down, row in enumerate(rows)
        for right, text in enumerate(row)
        if text
    }


def _text(place: str, text: str) -> str:
    kept = escape(_LOOKS_ESCAPED.sub("_x005F_", text), {"\r": "_x000D_"})
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'


def _number(place: str, number: object) -> str:
    return f'<c r="{place}"><v>{number}</v></c>'


def _sheet_data(cells: Mapping[tuple[int, int], str], hidden: frozenset[int]) -> str:
    rows: dict[int, list[str]] = {row: [] for row in sorted({*hidden, *(row for row, _ in cells)})}
    for (row, _), cell in sorted(cells.items()):
        rows[row].append(cell)
    data = "".join(
        f'<row r="{row}" hidden="{int(row in hidden)}">{"".join(inside)}</row>'
        for row, inside in rows.items()
    )
    return f"<sheetData>{data}</sheetData>"


def _merge_cells(merges: Iterable[str]) -> str:
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    return f"<mergeCells>{cells}</mergeCells>" if cells else ""


def _part(root: str, inside: str, main: str, more: str = "") -> str:
    if re.match(rf"\s*<(\?xml|{root}\b)", inside):
        return inside
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{main}"{more}>{inside}</{root}>'


def _sheet_list(
    sheets: tuple[str, ...],
    states: Mapping[str, str],
    names: Mapping[str, str],
    print_areas: Mapping[str, str],
    properties: str,
) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"'
        f' state="{states.get(name, "visible")}"/>'
        for n, name in enumerate(sheets, 1)
    )
    defined = "".join(
        f"<definedName name={quoteattr(name)}>{escape(formula)}</definedName>"
        for name, formula in names.items()
    ) + "".join(
        f'<definedName name="_xlnm.Print_Area" localSheetId="{sheets.index(sheet)}">'
        f"{escape(area)}</definedName>"
        for sheet, area in print_areas.items()
    )
    defined = f"<definedNames>{defined}</definedNames>" if defined else ""
    return f"<workbookPr {properties}/><sheets>{listed}</sheets>{defined}"


def _links(links: Iterable[tuple[str, str, str]], office: str) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}"/>'
        for key, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types(parts: Iterable[str]) -> str:
    kinds = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    inside = "".join(
        f'<Override PartName="/{name}" ContentType="{_MIME}.'
        f'{kinds.get(re.split("[/.]", name)[-2], "worksheet")}+xml"/>'
        for name in parts
        if not name.endswith(".rels")
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )
