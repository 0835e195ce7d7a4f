"""The empty page that every shipped Word template begins with, and the sealing of its file.

The base is a package of our own, not python-docx's default document: no thumbnail, no name of
a person or a program, A4 upright with 25 mm on the filing side.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from templates_numbering import numbering_part
from templates_styles import CARE, FOOTER, NOTE, TAIL, styles_part
from templates_theme import font_table_part, theme_part

from jusoforms.package import write_package

__all__ = ["TEXT_WIDTH", "blank_page", "finish_page", "seal"]

TEXT_WIDTH = 9354
"""Width between the margins in twentieths of a point: 210 - 25 - 20 mm."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
        f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    ),
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title></cp:coreProperties>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/fontTable" Target="fontTable.xml"/>'
        f'<Relationship Id="rId4" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/>'
        f'<Relationship Id="rId5" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
        "</Relationships>"
    ),
    "word/document.xml": (
        f"<w:document {nsdecls('w', 'r')}><w:body><w:sectPr>"
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1531" w:right="1134" w:bottom="1247" w:left="1418" '
        'w:header="680" w:footer="567" w:gutter="0"/>'
        '<w:cols w:space="425"/><w:docGrid w:linePitch="320"/></w:sectPr></w:body></w:document>'
    ),
    "word/settings.xml": (
        f"<w:settings {nsdecls('w')}>"
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>'
    ),
}


def blank_page(title: str) -> WordDocument:
    """Return an empty document with the house's styles; ``title`` is its only property."""
    members = {name: (_DECLARATION + text).encode() for name, text in _PARTS.items()}
    members["word/styles.xml"] = styles_part()
    members["word/numbering.xml"] = numbering_part()
    members["word/fontTable.xml"] = font_table_part()
    members["word/theme/theme1.xml"] = theme_part()
    document = Document(io.BytesIO(write_package(members.items())))
    document.core_properties.title = title
    return document


def finish_page(
    document: WordDocument,
    *,
    care: bool,
    footer_left: str = "",
    note: str = "",
    pages: str = "",
) -> None:
    """Write the header (取扱注意 where the paper is about people) and the footer x / y.

    A ``note`` stands in the footer, on every page: a note after the text would now and then be
    alone on the last one.

    ``pages`` stands before x / y, where they count something else than this reader's pages.

    A body that ends in a table gets the paragraph Word wants after it, as low as it goes.
    """
    if document.element.body[-2].tag == qn("w:tbl"):
        document.add_paragraph("", style=TAIL)
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = CARE if care else "Header"
    header.add_run("{{取扱表示|空欄 取扱注意}}" if care else "")
    footer = section.footer.paragraphs[0]
    if note:
        footer.insert_paragraph_before(note, style=NOTE)
    footer.style = FOOTER
    footer.add_run(footer_left)
    footer.add_run(f"\t{pages}")
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")


def seal(data: bytes, replaced: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Return the package with its members in one order and without times, some replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= dict(replaced)
    first = ("[Content_Types].xml", "_rels/.rels")
    order = [*first, *sorted(members.keys() - set(first))]
    return write_package((name, members[name]) for name in order)


def _field(paragraph: Paragraph, instruction: str) -> None:
    """Append a field with a result to show until Word counts: without one it offers a repair."""
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))  # noqa: SLF001
