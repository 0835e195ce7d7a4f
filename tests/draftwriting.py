"""A draft to the bytes of an .xlsx, part by part and by hand: no library's idea of a workbook.

ECMA-376 part 1, 18 (SpreadsheetML); [MS-XLSX] for threaded comments. What lies over the cells
is in ``draftdrawing``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from draftdrawing import sheet_objects
from drafts import (
    Content,
    Draft,
    DraftCell,
    DraftSheet,
    Error,
    Formula,
    Number,
    Run,
    reference,
)
from jusoforms.package import write_package
from jusoforms.sheets.grid import Area, address, column_letters

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ORDER = (
    "sheetPr", "sheetViews", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells",
    "conditionalFormatting", "dataValidations", "pageMargins", "headerFooter", "drawing",
    "legacyDrawing", "controls",
)  # fmt: skip


def written(draft: Draft) -> bytes:
    """Return the workbook."""
    return write_package(parts_of(draft).items())


@dataclass
class _Shared:
    """What cells point to: texts and looks, each once."""

    draft: Draft
    texts: dict[str, int] = field(default_factory=dict)
    formats: dict[str, int] = field(default_factory=dict)
    looks: dict[tuple[int, bool, bool], int] = field(default_factory=lambda: {(0, False, False): 0})

    def text(self, inside: str) -> int:
        return self.texts.setdefault(inside, len(self.texts))

    def look(self, fmt: int | str, cell: DraftCell) -> int:
        number = fmt if isinstance(fmt, int) else self.formats.setdefault(fmt, len(self.formats))
        if isinstance(fmt, str):
            number += 164
        return self.looks.setdefault((number, cell.struck, cell.red), len(self.looks))


def parts_of(draft: Draft) -> dict[str, bytes]:
    """Return the parts by name, [Content_Types].xml first."""
    shared, parts, types = _Shared(draft), dict[str, str | bytes](), dict[str, str]()
    for number, sheet in enumerate(draft.sheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        objects = sheet_objects(sheet, number)
        parts[name] = _worksheet(sheet, shared, objects.elements)
        types[name] = f"{_MIME}.worksheet+xml"
        if objects.links:
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _links(objects.links)
        parts |= objects.parts
        types |= objects.types
    parts["xl/workbook.xml"] = _workbook(draft)
    types["xl/workbook.xml"] = _MACROS if draft.macros else f"{_MIME}.sheet.main+xml"
    links = [
        (f"rId{n}", f"{OFFICE}/worksheet", f"worksheets/sheet{n}.xml")
        for n in range(1, len(draft.sheets) + 1)
    ]
    if draft.styles:
        parts["xl/styles.xml"] = _styles(shared)
        types["xl/styles.xml"] = f"{_MIME}.styles+xml"
        links.append(("rIdStyles", f"{OFFICE}/styles", "styles.xml"))
    if shared.texts:
        parts["xl/sharedStrings.xml"] = _strings(shared.texts)
        types["xl/sharedStrings.xml"] = f"{_MIME}.sharedStrings+xml"
        links.append(("rIdStrings", f"{OFFICE}/sharedStrings", "sharedStrings.xml"))
    parts["xl/_rels/workbook.xml.rels"] = _links(links)
    parts["_rels/.rels"] = _links([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])
    encoded = {"[Content_Types].xml": _types(types).encode()}
    for name, part in parts.items():
        encoded[name] = part if isinstance(part, bytes) else _encoded(part, strict=draft.strict)
    return encoded | draft.parts


def _encoded(part: str, *, strict: bool) -> bytes:
    if strict:
        for transitional, purl in _STRICT.items():
            part = part.replace(transitional, purl)
    return part.encode("utf-8")


def _worksheet(sheet: DraftSheet, shared: _Shared, objects: Mapping[str, str]) -> str:
    inside = {**sheet.raw, **objects, "sheetData": _sheet_data(sheet, shared)}
    if sheet.merges:
        cells = "".join(f'<mergeCell ref="{reference(one)}"/>' for one in sheet.merges)
        inside["mergeCells"] = f"<mergeCells>{cells}</mergeCells>"
    if sheet.hidden_columns:
        cols = "".join(
            f'<col min="{n}" max="{n}" width="8" hidden="1"/>' for n in sorted(sheet.hidden_columns)
        )
        inside["cols"] = f"<cols>{cols}</cols>"
    body = "".join(inside[name] for name in _ORDER if name in inside)
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{body}</worksheet>'


def _sheet_data(sheet: DraftSheet, shared: _Shared) -> str:
    rows: dict[int, list[str]] = {row: [] for row in sheet.hidden_rows}
    for (row, column), cell in sheet:
        rows.setdefault(row, []).append(_cell(address(row, column), cell, shared))
    hidden = {row: ' hidden="1"' if row in sheet.hidden_rows else "" for row in rows}
    data = "".join(
        f'<row r="{row}"{hidden[row]}>{"".join(cells)}</row>' for row, cells in sorted(rows.items())
    )
    return f"<sheetData>{data}</sheetData>"


def _cell(at: str, cell: DraftCell, shared: _Shared) -> str:
    content = cell.content
    shown = content.cached if isinstance(content, Formula) else content
    fmt = shown.fmt if isinstance(shown, Number) else 0
    kind, inside = _stored(content, shared)
    look = shared.look(fmt, cell) if shared.draft.styles else 0
    style = f' s="{look}"' if look else ""
    return f'<c r="{at}"{style}{kind}>{inside}</c>' if inside else f'<c r="{at}"{style}/>'


def _stored(content: Content, shared: _Shared) -> tuple[str, str]:
    """Return the type attribute and the inside of a ``c``."""
    if isinstance(content, Formula):
        return _formula(content)
    if isinstance(content, str | tuple):
        return _text(content, shared)
    return _plain(content)


def _plain(content: Number | bool | Error) -> tuple[str, str]:
    if isinstance(content, bool):
        return ' t="b"', f"<v>{int(content)}</v>"
    if isinstance(content, Error):
        return ' t="e"', f"<v>{escape(content.name)}</v>"
    return "", f"<v>{content.raw}</v>"


def _text(content: str | tuple[Run, ...], shared: _Shared) -> tuple[str, str]:
    if not content:
        return "", ""
    inside = _t(content) if isinstance(content, str) else _runs(content)
    if shared.draft.inline:
        return ' t="inlineStr"', f"<is>{inside}</is>"
    return ' t="s"', f"<v>{shared.text(inside)}</v>"


def _formula(content: Formula) -> tuple[str, str]:
    source = f"<f>{escape(content.source)}</f>"
    if content.cached is None:
        return "", source
    if isinstance(content.cached, str):
        return ' t="str"', f"{source}<v>{_escaped(content.cached)}</v>"
    kind, inside = _plain(content.cached)
    return kind, source + inside


def _t(text: str) -> str:
    return f'<t xml:space="preserve">{_escaped(text)}</t>'


def _escaped(text: str) -> str:
    """Escape what XML cannot hold as Excel does: _x000D_."""
    return "".join(f"_x{ord(c):04X}_" if _UNSPEAKABLE.match(c) else escape(c) for c in text)


def _runs(runs: tuple[Run, ...]) -> str:
    """Rich text with its readings; a lone plain run is no rich text."""
    spelt, start = [], 0
    for run in runs:
        if run.ruby:
            end = start + len(run.text)
            spelt.append(f'<rPh sb="{start}" eb="{end}"><t>{_escaped(run.ruby)}</t></rPh>')
        start += len(run.text)
    plain = not any(run.struck or run.red for run in runs)
    body = _t("".join(run.text for run in runs)) if plain else "".join(map(_run, runs))
    return body + "".join(spelt) + ('<phoneticPr fontId="0"/>' if spelt else "")


def _run(run: Run) -> str:
    look = ("<strike/>" if run.struck else "") + (
        '<color rgb="FFFF0000"/>' if run.red else '<sz val="11"/>'
    )
    return f"<r><rPr>{look}</rPr>{_t(run.text)}</r>"


def _strings(texts: Iterable[str]) -> str:
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si>{one}</si>" for one in texts)}</sst>'


def _styles(shared: _Shared) -> str:
    """Fonts 0 to 3: plain, struck, red, both; a look is a font with a number format."""
    codes = "".join(
        f"<numFmt numFmtId={quoteattr(str(164 + n))} formatCode={quoteattr(code)}/>"
        for code, n in shared.formats.items()
    )
    fonts = "".join(
        f'<font>{strike}<sz val="11"/>{colour}<name val="Yu Gothic"/></font>'
        for colour in ("", '<color rgb="FFFF0000"/>')
        for strike in ("", "<strike/>")
    )
    looks = "".join(
        f'<xf numFmtId="{fmt}" fontId="{2 * red + struck}" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1"/>'
        for fmt, struck, red in shared.looks
    )
    formats = f'<numFmts count="{len(shared.formats)}">{codes}</numFmts>' if codes else ""
    plain = (
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
    )
    base = '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}">{formats}<fonts>{fonts}</fonts>{plain}{base}'
        f"<cellXfs>{looks}</cellXfs>"
        '<cellStyles><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _workbook(draft: Draft) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" state="{sheet.state}" r:id="rId{n}"/>'
        for n, sheet in enumerate(draft.sheets, 1)
    )
    names = [f"<definedName name={quoteattr(n)}>{escape(f)}</definedName>"
             for n, f in draft.names.items()]  # fmt: skip
    for index, sheet in enumerate(draft.sheets):
        own = dict(sheet.names)
        if sheet.print_area:
            own["_xlnm.Print_Area"] = sheet.print_area
        names += [
            f'<definedName name={quoteattr(name)} localSheetId="{index}">'
            f"{escape(_absolute(sheet, own[name]))}</definedName>"
            for name in own
        ]
    defined = f"<definedNames>{''.join(names)}</definedNames>" if names else ""
    properties = f'<workbookPr date1904="{int(draft.date1904)}"/>'
    conformance = ' conformance="strict"' if draft.strict else ""
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"{conformance}>{properties}'
        f"<sheets>{sheets}</sheets>{defined}</workbook>"
    )


def _absolute(sheet: DraftSheet, one: Area | None) -> str:
    title = sheet.name.replace("'", "''")
    if one is None:
        return f"'{title}'!#REF!"
    first = f"${column_letters(one.left)}${one.top}"
    last = f"${column_letters(one.right)}${one.bottom}"
    return f"'{title}'!{first}" if first == last else f"'{title}'!{first}:{last}"


def _links(links: Iterable[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}/>'
        for key, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _types(types: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Override PartName="/{name}" ContentType="{mime}"/>' for name, mime in types.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    vml = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml"'
        f' ContentType="application/xml"/><Default Extension="vml" ContentType="{vml}"/>'
        f'<Default Extension="png" ContentType="image/png"/>{inside}</Types>'
    )
