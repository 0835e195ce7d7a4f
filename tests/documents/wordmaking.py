"""A small language for Word templates in tests: text in, the bytes of a .docx out.

``word(p("{{件名}}"), table(["項目", "内容"], ["{{役割分担.番号}}", "{{役割分担.内容}}"]))`` is a whole
document with styles, settings and page setup. Raw XML stands wherever a function takes XML.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.table import Table, _Cell

from jusoforms.documents import Properties, Template, compile_template, prove
from jusoforms.vocabulary.case import Attendee, Case, Consent, Meeting, Role, Wish
from jusoforms.vocabulary.view import view
from jusoforms.vocabulary.wareki import read_date

__all__ = [
    "CASE", "W_NS", "cell", "codes", "compiled", "lines", "p", "part_of", "printed", "rels", "row",
    "rows", "run", "section", "table", "values", "word",
]  # fmt: skip

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W_NS,
        "r": _R,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = f"{_MIME}.document.main+xml"

CASE = Case(
    case_number="12",
    category="制度の狭間",
    subject="住まいの相談",
    topics=("就労", "家族関係"),
    agencies=("福祉総合課", "地域保健課"),
    received_on=read_date("令和6年12月1日"),
    consent=Consent(given="有", scope="関係機関"),
    wishes=(Wish(speaker="本人", content="働きたい"), Wish(speaker="支援者", content="見守る")),
    roles=(
        Role(number=1, content="訪問", agencies=("福祉総合課", "地域保健課"), person="佐藤"),
        Role(number=2, content="面談", agencies=("地域保健課",)),
        Role(number=3, content="調整", agencies=()),
    ),
    meetings=(
        Meeting(number="第1回", agenda=("現状", "方針"), attendees=(Attendee(name="一郎"),)),
        Meeting(number="第2回", attendees=(Attendee(name="二郎"), Attendee(name="三郎"))),
    ),
)


def values(**changes: Any) -> dict[str, Any]:
    """Return the values of the sample case with attributes changed."""
    return view(CASE.model_copy(update=changes))


def run(text: str, properties: str = "") -> str:
    """Return a run; ``properties`` is the inside of its w:rPr."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Return a paragraph of texts, or of XML where a piece begins with <."""
    looks = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in content if piece)
    return f"<w:p>{looks}{inside}</w:p>"


def cell(*content: str, properties: str = "", width: int = 2000) -> str:
    """Return a cell of paragraphs: text, or XML where a piece begins with <."""
    inside = "".join(piece if piece.startswith("<") else p(piece) for piece in content or ("",))
    looks = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
    return f"<w:tc>{looks}{inside}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    """Return a row of texts, or of cells where a piece begins with <w:tc."""
    looks = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    inside = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr>{looks}{inside}</w:tr>"


def table(*rows: list[str] | str, columns: int = 0) -> str:
    """Return a table; a row is a list of texts or XML."""
    count = columns or max(len(r) for r in rows if isinstance(r, list))
    grid = '<w:gridCol w:w="2000"/>' * count
    inside = "".join(row(*r) if isinstance(r, list) else r for r in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


def section(*references: str) -> str:
    """Return a page setup with header and footer references."""
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    grid = '<w:docGrid w:type="lines" w:linePitch="360"/>'
    return f"<w:sectPr>{''.join(references)}{size}{grid}</w:sectPr>"


def rels(*links: tuple[str, str, str] | tuple[str, str, str, str]) -> str:
    """Return a relationship part of (id, type, target[, mode])."""
    items = []
    for key, kind, target, *mode in links:
        uri = kind if "/" in kind else f"{_R}/{kind}"
        outside = f' TargetMode="{mode[0]}"' if mode else ""
        items.append(f'<Relationship Id="{key}" Type="{uri}" Target={quoteattr(target)}{outside}/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(items)}</Relationships>'


def part_of(kind: str, *content: str) -> str:
    """Return the XML of a header (hdr), footer (ftr) or another part."""
    return f"<w:{kind} {_SPACES}>{''.join(content)}</w:{kind}>"


def word(
    *body: str,
    header: str = "",
    footer: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    links: tuple[Any, ...] = (),
    types: Mapping[str, str] | None = None,
    setup: str = "",
    main: str = _MAIN,
) -> bytes:
    """Return a document; ``parts`` adds or replaces parts, ``links`` are the body's."""
    own: dict[str, str | bytes] = {}
    linked: list[Any] = [("rIdS", "styles", "styles.xml"), ("rIdT", "settings", "settings.xml")]
    kinds = {"word/document.xml": main, "word/styles.xml": f"{_MIME}.styles+xml",
             "word/settings.xml": f"{_MIME}.settings+xml"}  # fmt: skip
    references = []
    for kind, short, content in (("header", "hdr", header), ("footer", "ftr", footer)):
        if content:
            own[f"word/{kind}1.xml"] = part_of(short, content)
            kinds[f"word/{kind}1.xml"] = f"{_MIME}.{kind}+xml"
            linked.append((f"rId{short}", kind, f"{kind}1.xml"))
            references.append(f'<w:{kind}Reference w:type="default" r:id="rId{short}"/>')
    inside = f"<w:body>{''.join(body)}{setup or section(*references)}</w:body>"
    base: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(kinds | dict(types or {})),
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_SPACES}>{inside}</w:document>",
        "word/_rels/document.xml.rels": rels(*linked, *links),
        "word/styles.xml": part_of("styles"),
        "word/settings.xml": part_of("settings"),
    }
    return _zipped(base | own | dict(parts or {}))


def _types(kinds: Mapping[str, str]) -> str:
    defaults = "".join(
        f'<Default Extension="{suffix}" ContentType="{kind}"/>'
        for suffix, kind in {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
            "bin": "application/octet-stream",
        }.items()
    )
    named = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{named}</Types>'


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def compiled(*body: str, context: str = "case", **more: Any) -> Template:
    """Return the compiled template of a document."""
    return compile_template(word(*body, **more), context, "見本.docx")


def codes(template: Template) -> list[str]:
    """Return the codes of a template's faults."""
    return [fault.code for fault in template.faults]


def printed(*body: str, given: Mapping[str, Any] | None = None, **more: Any) -> bytes:
    """Compile, render the sample case, and prove the document against its template."""
    template = compiled(*body, **more)
    assert template.faults == ()
    data = template.render(values() if given is None else given, Properties(title="見本"))
    assert prove(data, word(*body, **{k: v for k, v in more.items() if k != "context"})) == ()
    return data


def lines(data: bytes) -> list[str]:
    """Return the text of the body's paragraphs, as python-docx reads them."""
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def rows(data: bytes, number: int = 0) -> list[list[str]]:
    """Return the text of a table's cells as the file holds them, merged ones too."""
    found: Table = Document(io.BytesIO(data)).tables[number]
    return [[_Cell(tc, found).text for tc in tr.tc_lst] for tr in found._tbl.tr_lst]
