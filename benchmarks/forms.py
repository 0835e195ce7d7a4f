"""The form that the benchmarks read, written part by part as Excel writes it."""

from collections.abc import Callable, Sequence

from jusoforms.package import write_package
from jusoforms.sheets.grid import address, column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
MIME = "application/vnd.openxmlformats-officedocument"
WORDS = "相談を受けて、関係機関と連絡を取り、次回の支援会議で役割分担を確かめる。"
READING = '<rPh sb="0" eb="2"><t>ソウダン</t></rPh><phoneticPr fontId="1"/>'
SPANS = ((1, 2), (3, 5), (6, 7))
"""First and last columns of the areas of a row; the text stands in the first."""
ALONE = 8
"""The column of a text that is merged, with itself, in every tenth row only."""
TICK_BOXES = ((1025, 90), (1026, 91))
"""Shape number and row, behind the rows with text."""


Words = Callable[[int, int], str]
"""What stands in a row and column; empty where nothing does."""


def anything(row: int, column: int) -> str:
    """Return some words."""
    return f"{row}.{column} {WORDS}"


def form(
    rows: int = 80,
    columns: int = 8,
    words: Words = anything,
    spans: Sequence[tuple[int, int]] = SPANS,
) -> bytes:
    """Return a merged form: so many areas a row, one more every tenth; a rich text every tenth."""
    strings: list[str] = []
    data, merges = [], []
    alone = (ALONE,) if spans is SPANS else ()
    texts = {*(first for first, _ in spans), *alone}
    for row in range(1, rows + 1):
        merges += [f"{address(row, a)}:{address(row, b)}" for a, b in spans]
        merges += [f"{address(row, a)}:{address(row, a)}" for a in alone if row % 10 == 0]
        cells = []
        for column in range(1, columns + 1):
            place = address(row, column)
            said = words(row, column) if column in texts else ""
            if said:
                strings.append(_string(said, rich=len(strings) % 10 == 5))
                cells.append(f'<c r="{place}" s="1" t="s"><v>{len(strings) - 1}</v></c>')
            else:
                cells.append(f'<c r="{place}" s="1"/>')
        data.append(f'<row r="{row}" spans="1:{columns}" ht="18.75">{"".join(cells)}</row>')
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    sheet = (
        f'<dimension ref="A1:{column_letters(columns)}{rows}"/>'
        '<cols><col min="1" max="40" width="9.5"/></cols>'
        f"<sheetData>{''.join(data)}</sheetData>"
        f'<mergeCells count="{len(merges)}">{merged}</mergeCells>{_validations()}'
        f'<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>{_controls()}'
    )
    return write_package([(name, text.encode()) for name, text in _parts(sheet, strings).items()])


def _string(text: str, *, rich: bool) -> str:
    if not rich:
        return f"<si><t>{text}</t>{READING}</si>"
    bold = '<rPr><b/><sz val="11"/><rFont val="Meiryo"/></rPr>'
    return f"<si><r>{bold}<t>{text[:9]}</t></r><r><t>{text[9:]}</t></r>{READING}</si>"


def _validations() -> str:
    lists = "".join(
        f'<dataValidation type="list" allowBlank="1" sqref="{area}"><formula1>"有,無"</formula1>'
        "</dataValidation>"
        for area in ("H1:H20", "H21:H40", "H41:H60")
    )
    return f'<dataValidations count="3">{lists}</dataValidations>'


def _controls() -> str:
    inside = "".join(
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14">'
        f'<control shapeId="{number}" r:id="rId{4 + n}" name="c{n}"><controlPr defaultSize="0">'
        f"<anchor>{_corner('from', 1, row)}{_corner('to', 3, row + 1)}</anchor></controlPr>"
        "</control></mc:Choice></mc:AlternateContent>"
        for n, (number, row) in enumerate(TICK_BOXES)
    )
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14"><controls>{inside}'
        "</controls></mc:Choice></mc:AlternateContent>"
    )


def _corner(name: str, column: int, row: int) -> str:
    told = (("col", column), ("colOff", 9525), ("row", row), ("rowOff", 9525))
    return f"<{name}>{''.join(f'<xdr:{key}>{value}</xdr:{key}>' for key, value in told)}</{name}>"


def _drawing() -> str:
    def shape(number: int, words: str, row: int, more: str = "") -> str:
        hidden = ' hidden="1"' if more else ""
        return (
            f"<xdr:twoCellAnchor>{_corner('xdr:from', 1, row)}{_corner('xdr:to', 3, row + 1)}"
            f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="s{number}"'
            f'{hidden}>{more}</xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0"'
            ' y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
            "</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
        )

    marks = (
        f'<a:extLst><a:ext uri="{{63B3BB69-23CF-44E3-9099-C40C66FF867C}}"><a14:compatExt'
        f' xmlns:a14="{A14}" spid="_x0000_s{number}"/></a:ext></a:extLst>'
        for number, _ in TICK_BOXES
    )
    boxes = "".join(
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="a14">'
        f"{shape(number, '同意あり', row, mark)}</mc:Choice><mc:Fallback/></mc:AlternateContent>"
        for (number, row), mark in zip(TICK_BOXES, marks, strict=True)
    )
    return (
        f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{DRAWING}">{shape(2, "次回までに確認", 84)}{boxes}'
        "</xdr:wsDr>"
    )


def _vml() -> str:
    def shape(number: int, kind: str, row: int, more: str) -> str:
        return (
            f'<v:shape id="_x0000_s{number}" type="#_x0000_t201" style="position:absolute">'
            f'<v:textbox><div style="text-align:left">{more}</div></v:textbox>'
            f'<x:ClientData ObjectType="{kind}"><x:Anchor>1, 1, {row}, 1, 3, 1, {row + 1}, 1'
            "</x:Anchor></x:ClientData></v:shape>"
        )

    notes = (shape(1030 + n, "Note", n, "") for n in range(3))
    boxes = (shape(number, "Checkbox", row, "同意あり") for number, row in TICK_BOXES)
    names = {"v": "vml", "o": "office:office", "x": "office:excel"}
    spaces = "".join(f' xmlns:{k}="urn:schemas-microsoft-com:{v}"' for k, v in names.items())
    return f"<xml{spaces}>{''.join((*notes, *boxes))}</xml>"


def _comments() -> str:
    notes = "".join(
        f'<comment ref="H{row}" authorId="0"><text><r><rPr><b/></rPr><t>福祉課:</t></r>'
        f"<r><t>{WORDS}</t></r></text></comment>"
        for row in (3, 9, 27)
    )
    return (
        f'<comments xmlns="{MAIN}"><authors><author>福祉課</author></authors>'
        f"<commentList>{notes}</commentList></comments>"
    )


def _links(*kinds: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _types() -> str:
    kinds = {
        "workbook": "spreadsheetml.sheet.main", "worksheets/sheet1": "spreadsheetml.worksheet",
        "styles": "spreadsheetml.styles", "sharedStrings": "spreadsheetml.sharedStrings",
        "comments1": "spreadsheetml.comments", "drawings/drawing1": "drawing",
    }  # fmt: skip
    named = {f"/xl/{name}.xml": f"{MIME}.{kind}+xml" for name, kind in kinds.items()}
    named |= {
        f"/xl/ctrlProps/ctrlProp{n}.xml": "application/vnd.ms-excel.controlproperties+xml"
        for n in (1, 2)
    }
    types = "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in named.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="vml" ContentType="{MIME}.vmlDrawing"/>{types}</Types>'
    )


def _styles() -> str:
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    line = '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>'
    return (
        '<fonts count="1"><font><sz val="11"/><name val="\uff2d\uff33 明朝"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="2"><border/><border>{line}</border></borders>'
        f'<cellStyleXfs count="1">{xf}/></cellStyleXfs>'
        f'<cellXfs count="2">{xf} xfId="0"/>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles>'
    )


def _parts(sheet: str, strings: list[str]) -> dict[str, str]:
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="事例" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"'
        f' xmlns:xdr="{XDR}">{sheet}</worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": _links(
            ("drawing", "../drawings/drawing1.xml"),
            ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("comments", "../comments1.xml"),
            ("ctrlProp", "../ctrlProps/ctrlProp1.xml"),
            ("ctrlProp", "../ctrlProps/ctrlProp2.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{_styles()}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>',
        "xl/comments1.xml": _comments(),
        "xl/drawings/drawing1.xml": _drawing(),
        "xl/drawings/vmlDrawing1.vml": _vml(),
    }
    for n, state in ((1, ' checked="Checked"'), (2, "")):
        told = f'<formControlPr xmlns="{X14}" objectType="CheckBox"{state} lockText="1"/>'
        parts[f"xl/ctrlProps/ctrlProp{n}.xml"] = told
    return parts
