"""What lies over a draft's cells, as parts: comments, threads, shapes, pictures, form controls.

ECMA-376 part 1, 18.7 (comments), 20.5 (spreadsheet drawings), 18.3.1.19 (controls); part 4, 19
(VML, in which Excel still keeps the boxes of comments and controls); [MS-XLSX] 2.6.205 (threads).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from drafts import DraftSheet, Lying, reference
from jusoforms.sheets.grid import Area

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_LINK_2017 = "http://schemas.microsoft.com/office/2017/10/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_MIME = "application/vnd.openxmlformats-officedocument"
_OLD_WORDS = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however,"
    " any edits to it will get removed if the file is opened in a newer version of Excel.\n\n"
    "Comment:\n    "
)
_PERSON = "{11111111-1111-4111-8111-111111111111}"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass
class Objects:
    """Elements of the sheet, its links, and further parts with their content types."""

    elements: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def part(self, name: str, content: str, mime: str, key: str, kind: str) -> None:
        self.parts[name], self.types[name] = content, mime
        self.link(key, kind, name)

    def link(self, key: str, kind: str, name: str) -> None:
        self.links.append((key, kind, name.replace("xl/", "../")))


def sheet_objects(sheet: DraftSheet, number: int) -> Objects:
    """Return the parts of what lies over a sheet."""
    made = Objects()
    comments = [one for one in sheet.lying if one.kind in {"comment", "thread"}]
    shapes = [one for one in sheet.lying if one.kind in {"textbox", "oval", "picture"}]
    controls = [one for one in sheet.lying if one.kind in {"check", "option"}]
    if comments:
        _comments(made, comments, number)
    if shapes:
        _drawing(made, shapes, number)
    if controls:
        _controls(made, controls, number)
    if comments or controls:
        name = f"xl/drawings/vmlDrawing{number}.vml"
        made.parts[name] = _vml(comments, controls)
        made.link("rIdVml", f"{_OFFICE}/vmlDrawing", name)
        made.elements["legacyDrawing"] = '<legacyDrawing r:id="rIdVml"/>'
    return made


def _comments(made: Objects, comments: list[Lying], number: int) -> None:
    """Write the notes; a thread has one too, by the author tc={id}, for versions before 2019."""
    ids = [f"{{00000000-0000-4000-8000-{n:012}}}" for n, _ in enumerate(comments, 1)]
    authors = [
        "職員" if one.kind == "comment" else f"tc={i}" for one, i in zip(comments, ids, strict=True)
    ]
    listed = "".join(
        f'<comment ref="{reference(one.area)}" authorId="{n}"><text>'
        f"<r><t>{escape(_OLD_WORDS if one.kind == 'thread' else '')}{escape(one.text)}</t></r>"
        "</text></comment>"
        for n, one in enumerate(comments)
    )
    names = "".join(f"<author>{one}</author>" for one in authors)
    made.part(
        f"xl/comments{number}.xml",
        f'{_HEAD}<comments xmlns="{_MAIN}"><authors>{names}</authors>'
        f"<commentList>{listed}</commentList></comments>",
        f"{_MIME}.spreadsheetml.comments+xml",
        "rIdComments",
        f"{_OFFICE}/comments",
    )
    said = "".join(
        f'<threadedComment ref="{reference(one.area)}" dT="2025-01-06T01:00:00.00"'
        f' personId="{_PERSON}" id="{key}"><text>{escape(one.text)}</text></threadedComment>'
        for one, key in zip(comments, ids, strict=True)
        if one.kind == "thread"
    )
    if said:
        made.part(
            f"xl/threadedComments/threadedComment{number}.xml",
            f'{_HEAD}<ThreadedComments xmlns="{_THREAD}">{said}</ThreadedComments>',
            "application/vnd.ms-excel.threadedcomments+xml",
            "rIdThreads",
            f"{_LINK_2017}/threadedComment",
        )


def _anchor(one: Area) -> str:
    """Return from and to: well inside the first and last cell."""
    return (
        f"<xdr:from><xdr:col>{one.left - 1}</xdr:col><xdr:colOff>9525</xdr:colOff>"
        f"<xdr:row>{one.top - 1}</xdr:row><xdr:rowOff>9525</xdr:rowOff></xdr:from>"
        f"<xdr:to><xdr:col>{one.right - 1}</xdr:col><xdr:colOff>381000</xdr:colOff>"
        f"<xdr:row>{one.bottom - 1}</xdr:row><xdr:rowOff>152400</xdr:rowOff></xdr:to>"
    )


def _drawing(made: Objects, shapes: list[Lying], number: int) -> None:
    inside = "".join(
        f"<xdr:twoCellAnchor>{_anchor(one.area)}{_shape(one, n)}<xdr:clientData/></xdr:twoCellAnchor>"
        for n, one in enumerate(shapes, 2)
    )
    name = f"xl/drawings/drawing{number}.xml"
    made.part(
        name,
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{_SHEET}" xmlns:a="{_DRAWING}" xmlns:r="{_OFFICE}">'
        f"{inside}</xdr:wsDr>",
        f"{_MIME}.drawing+xml",
        "rIdDrawing",
        f"{_OFFICE}/drawing",
    )
    made.elements["drawing"] = '<drawing r:id="rIdDrawing"/>'
    if any(one.kind == "picture" for one in shapes):
        made.parts[f"xl/media/image{number}.png"] = _PNG
        made.parts[f"xl/drawings/_rels/drawing{number}.xml.rels"] = (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="rId1" Type="{_OFFICE}/image"'
            f' Target="../media/image{number}.png"/></Relationships>'
        )


def _shape(one: Lying, n: int) -> str:
    place = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    if one.kind == "picture":
        return (
            f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{n}" name="図 {n}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
            '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch>'
            f'</xdr:blipFill><xdr:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</xdr:spPr></xdr:pic>"
        )
    form, words, kind = (
        ("ellipse", "", "") if one.kind == "oval" else ("rect", one.text, ' txBox="1"')
    )
    said = "".join(
        f"<a:p>{f'<a:r><a:t>{escape(line)}</a:t></a:r>' if line else ''}</a:p>"
        for line in words.split("\n")
    )
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{n}" name="図形 {n}"/>'
        f"<xdr:cNvSpPr{kind}/></xdr:nvSpPr><xdr:spPr>{place}"
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:lstStyle/>{said}</xdr:txBody></xdr:sp>"
    )


def _controls(made: Objects, controls: list[Lying], number: int) -> None:
    listed = []
    for n, one in enumerate(controls, 1):
        name = f"xl/ctrlProps/ctrlProp{number}_{n}.xml"
        kind = "CheckBox" if one.kind == "check" else "Radio"
        state = ' checked="Checked"' if one.on else ""
        linked = f' fmlaLink="{one.linked}"' if one.linked else ""
        made.part(
            name,
            f'{_HEAD}<formControlPr xmlns="{_X14}" objectType="{kind}"{state}{linked} lockText="1"/>',
            "application/vnd.ms-excel.controlproperties+xml",
            f"rIdControl{n}",
            f"{_OFFICE}/ctrlProp",
        )
        anchor = _anchor(one.area).replace("xdr:from>", "from>").replace("xdr:to>", "to>")
        listed.append(
            f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14">'
            f'<control shapeId="{1024 + n}" r:id="rIdControl{n}" name="Check Box {n}"><controlPr'
            f' defaultSize="0" autoFill="0" autoLine="0" autoPict="0" xmlns:xdr="{_SHEET}">'
            f'<anchor moveWithCells="1">{anchor}</anchor></controlPr></control>'
            "</mc:Choice></mc:AlternateContent>"
        )
    made.elements["controls"] = (
        f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:x14="{_X14}"><mc:Choice Requires="x14">'
        f"<controls>{''.join(listed)}</controls></mc:Choice></mc:AlternateContent>"
    )


def _vml(comments: Iterable[Lying], controls: Iterable[Lying]) -> str:
    shapes = [
        f'<v:shape id="_x0000_s{2048 + n}" type="#_x0000_t202" style="visibility:hidden">'
        f'<x:ClientData ObjectType="Note"><x:Row>{one.area.top - 1}</x:Row>'
        f"<x:Column>{one.area.left - 1}</x:Column></x:ClientData></v:shape>"
        for n, one in enumerate(comments, 1)
    ]
    shapes += [_control_shape(one, n) for n, one in enumerate(controls, 1)]
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        'office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f"{''.join(shapes)}</xml>"
    )


def _control_shape(one: Lying, n: int) -> str:
    kind = "Checkbox" if one.kind == "check" else "Radio"
    state = "<x:Checked>1</x:Checked>" if one.on else ""
    linked = f"<x:FmlaLink>{one.linked}</x:FmlaLink>" if one.linked else ""
    left, top = one.area.left - 1, one.area.top - 1
    right, bottom = one.area.right - 1, one.area.bottom - 1
    return (
        f'<v:shape id="_x0000_s{1024 + n}" type="#_x0000_t201">'
        f"<v:textbox><div>{escape(one.text)}</div></v:textbox>"
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{left}, 1, {top}, 1, {right}, 40, {bottom}, 16'
        f"</x:Anchor>{state}{linked}</x:ClientData></v:shape>"
    )
