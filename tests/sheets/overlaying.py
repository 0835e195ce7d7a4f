"""Workbooks with parts over their cells: comments, drawings, form controls, part by part."""

from collections.abc import Mapping

from making import STRICT, TRANSITIONAL, raw_workbook

XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
CONTROLS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def overlaid(
    parts: Mapping[str, str],
    *,
    sheet: str = "<sheetData/>",
    strict: bool = False,
    book_links: Mapping[str, str] | None = None,
) -> bytes:
    """Return a workbook whose one sheet links to these parts; a part's name begins with its kind.

    ``drawing1.xml`` is a drawing, ``comments1.xml`` comments; the link's id is the name without
    its suffix. ``book_links`` are further links of the workbook: part to kind.
    """
    _, office = STRICT if strict else TRANSITIONAL
    links = "".join(
        f'<Relationship Id="{name.partition(".")[0]}" Type="{office}/{kind_of(name)}"'
        f' Target="../over/{name}"/>'
        for name in parts
    )
    extra = {f"xl/over/{name}": text.encode() for name, text in parts.items()}
    extra["xl/worksheets/_rels/sheet1.xml.rels"] = f"<R>{links}</R>".replace(
        "R>", "Relationships>"
    ).encode()
    if book_links:
        inside = (
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        )
        inside += "".join(
            f'<Relationship Id="x{n}" Type="{office}/{kind}" Target="{target}"/>'
            for n, (target, kind) in enumerate(book_links.items())
        )
        extra["xl/_rels/workbook.xml.rels"] = f"<Relationships>{inside}</Relationships>".encode()
    return raw_workbook(sheet, strict=strict, extra=extra)


def kind_of(name: str) -> str:
    """Return the kind of link to a part: comments of comments1.xml."""
    return name.partition(".")[0].rstrip("0123456789")


def comments(*notes: tuple[str, str], authors: str = "<author>福祉課</author>") -> str:
    """Return a part of notes: (cell, rich text as XML)."""
    inside = "".join(
        f'<comment ref="{cell}" authorId="0"><text>{text}</text></comment>' for cell, text in notes
    )
    return (
        f'<comments xmlns="{TRANSITIONAL[0]}"><authors>{authors}</authors>'
        f"<commentList>{inside}</commentList></comments>"
    )


def drawing(*anchors: str) -> str:
    """Return a drawing part."""
    return (
        f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:mc="{MC}">{"".join(anchors)}</xdr:wsDr>'
    )


def over(start: tuple[int, int, int, int], end: tuple[int, int, int, int], shape: str) -> str:
    """Return a shape between two corners: (column, EMU, row, EMU), counted from 0."""
    return f"<xdr:twoCellAnchor>{_corner('from', start)}{_corner('to', end)}{shape}<xdr:clientData/></xdr:twoCellAnchor>"


def _corner(name: str, place: tuple[int, int, int, int]) -> str:
    told = zip(("col", "colOff", "row", "rowOff"), place, strict=True)
    return f"<xdr:{name}>{''.join(f'<xdr:{k}>{v}</xdr:{k}>' for k, v in told)}</xdr:{name}>"


def shape(
    form: str = "rect", text: str = "", properties: str = "", marks: str = "", frame: str = ""
) -> str:
    """Return a shape; ``text`` is the paragraphs, a line each."""
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x" {properties}>{marks}</xdr:cNvPr><xdr:cNvSpPr/>'
        f'</xdr:nvSpPr><xdr:spPr>{frame}<a:prstGeom prst="{form}"/></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/>{lines}</xdr:txBody></xdr:sp>"
    )


def vml(*shapes: str) -> str:
    """Return a VML drawing part."""
    names = "".join(
        f' xmlns:{prefix}="urn:schemas-microsoft-com:{name}"'
        for prefix, name in (("v", "vml"), ("o", "office:office"), ("x", "office:excel"))
    )
    return f"<xml{names}>{''.join(shapes)}</xml>"


def vml_control(number: int, kind: str, anchor: str, label: str = "", told: str = "") -> str:
    """Return a control in VML; ``anchor`` as in x:Anchor, ``told`` further elements."""
    return (
        f'<v:shape id="_x0000_s{number}"><v:textbox><div><font>{label}</font></div></v:textbox>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>{told}</x:ClientData></v:shape>'
    )


def control(
    number: int, link: str, start: tuple[int, int], end: tuple[int, int], more: str = ""
) -> str:
    """Return a control of a sheet between two cells, (column, row) counted from 0."""
    corners = "".join(
        f"<{name}><xdr:col>{at[0]}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{at[1]}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></{name}>"
        for name, at in (("from", start), ("to", end))
    )
    office = TRANSITIONAL[1]
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14">'
        f'<control xmlns:r="{office}" xmlns:xdr="{XDR}" shapeId="{number}" r:id="{link}" name="c">'
        f"<controlPr {more}><anchor>{corners}</anchor></controlPr></control></mc:Choice>"
        f'<mc:Fallback><control xmlns:r="{office}" shapeId="{number}" r:id="{link}"/></mc:Fallback>'
        "</mc:AlternateContent>"
    )


def ctrl_prop(kind: str, more: str = "") -> str:
    """Return the part of a form control."""
    return f'<formControlPr xmlns="{CONTROLS}" objectType="{kind}" {more}/>'
