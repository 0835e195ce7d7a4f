"""The file of a starting template: a shipped one's page and styles with another body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from jusoforms.documents.sealing import parts
from jusoforms.documents.starting.laying import Listing, Row, Unknown, laid_out, tag_of
from jusoforms.documents.wml import W, local, w
from jusoforms.package import Package, write_package
from jusoforms.package.xml import serialised
from jusoforms.problems import Problem
from jusoforms.problems import templates as say
from jusoforms.vocabulary.names import Kind, names_in

__all__ = ["starting_template"]

_WIDTH = 9354
"""Between the margins of the shipped page, in twentieths of a point."""
_LABEL = 2381
_NARROW = 794
_GREY = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
_REPEATED = "<w:tblHeader/>"
_USUAL = {
    "case": ("事例番号", "件名", "担当課", "担当者", "支援関係機関", "役割分担"),
    "meeting": ("事例番号", "開催回の表記", "開催日時", "場所", "議題.各項目", "出席者"),
    "agency": ("機関名", "事例番号", "件名", "役割分担"),
    "catalogue": ("年度", "事業.事業名", "事業.形態の表記", "事業.備考"),
}
"""Where nobody says which names."""


def starting_template(
    title: str, context: str, wanted: Sequence[str], base: bytes
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a template with the names wanted, and those of them that there are not.

    ``base`` is a shipped template of the same context: its page, styles, header and footer.
    """
    laid = laid_out(wanted or _USUAL[context], names_in(context))
    package = Package(base)
    main = parts.main_part(package)
    root = package.xml(main)
    _refill(root, [f"{_paragraph('Title', title)}", *_blocks(laid)])
    unknown = tuple(
        say.NO_SUCH_NAME.at(name=one.name, candidates=one.candidates)
        for one in laid
        if isinstance(one, Unknown)
    )
    changed = {main: serialised(root), "docProps/core.xml": _titled(package, title)}
    members = ((name, changed.get(name) or package.raw(name)) for name in package.names)
    return write_package(members), unknown


def _blocks(laid: Iterable[Row | Listing | Unknown]) -> Iterable[str]:
    """Yield tables: neighbouring rows make one, each list has its own under its name."""
    rows: list[str] = []
    for piece in (*laid, None):
        if isinstance(piece, Row):
            rows.append(_labelled(piece))
        if rows and not isinstance(piece, Row):
            yield _table((_LABEL, _WIDTH - _LABEL), rows)
            rows = []
        if isinstance(piece, Listing):
            yield _paragraph("Heading1", piece.name)
            yield _listing(piece)
            yield _paragraph("Tail", "")
    yield _paragraph("Tail", "")


def _labelled(row: Row) -> str:
    style, text = ("Bullet", f"・{row.tag}") if row.is_list else ("TableText", row.tag)
    label = _cell("TableHeading", row.label, _LABEL, _GREY)
    return _row([label, _cell(style, text, _WIDTH - _LABEL)])


def _listing(listing: Listing) -> str:
    """Return a list's table; a block repeats the row where its cells alone would not."""
    columns = listing.columns
    widths = _widths([column.kind for column in columns])
    heads = zip((column.name for column in columns), widths, strict=True)
    heading = _row([_cell("TableHeading", name, width, _GREY) for name, width in heads], _REPEATED)
    in_block = len(columns) == 1 or listing.hides_itself
    before = "" if in_block else f"{listing.name}."
    tags = (tag_of(f"{before}{column.name}", column.kind) for column in columns)
    row = _row([_cell("TableText", tag, width) for tag, width in zip(tags, widths, strict=True)])
    if not in_block:
        return _table(widths, [heading, row])
    first, last = (_mark_row(f"{{{{{sign}{listing.name}}}}}", widths) for sign in "#/")
    return _table(widths, [heading, first, row, last])


def _mark_row(tag: str, widths: tuple[int, ...]) -> str:
    """Return a row that holds only a block tag, and so is never printed."""
    texts = (tag, *[""] * (len(widths) - 1))
    cells = zip(texts, widths, strict=True)
    return _row([_cell("BlockMark", text, width) for text, width in cells])


def _widths(kinds: Sequence[Kind]) -> tuple[int, ...]:
    """Return the widths of columns: numbers narrow, the others alike, together the page's."""
    narrow = [kind is Kind.NUMBER and len(kinds) > 1 for kind in kinds]
    others = max(1, len(kinds) - sum(narrow))
    each = (_WIDTH - _NARROW * sum(narrow)) // others
    widths = [_NARROW if is_narrow else each for is_narrow in narrow]
    widths[-1] += _WIDTH - sum(widths)
    return tuple(widths)


def _paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _cell(style: str, text: str, width: int, shade: str = "") -> str:
    looks = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
    return f"<w:tc>{looks}{_paragraph(style, text)}</w:tc>"


def _row(cells: Iterable[str], more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"


def _table(widths: Iterable[int], rows: Iterable[str]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _refill(root: etree._Element, blocks: Iterable[str]) -> None:
    body = root.find(w("body"))
    assert body is not None
    for node in list(body):
        if local(node) != "sectPr":
            body.remove(node)
    inside = etree.fromstring(f'<w:body xmlns:w="{W}">{"".join(blocks)}</w:body>')
    for place, node in enumerate(list(inside)):
        body.insert(place, node)


def _titled(package: Package, title: str) -> bytes:
    root = package.xml("docProps/core.xml")
    for node in root.iter("{http://purl.org/dc/elements/1.1/}title"):
        node.text = title
    return serialised(root)
