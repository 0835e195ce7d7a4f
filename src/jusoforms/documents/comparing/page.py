"""The page: a table of two columns, 新 and 旧, with what changed."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from jusoforms.documents.comparing.matching import Pair, Piece, entries, marked, pairs
from jusoforms.documents.refilling import refilled
from jusoforms.vocabulary.catalogue import Catalogue

__all__ = ["comparison_page"]

_WIDTHS = (4819, 4819)
_GREY = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'


def comparison_page(new: Catalogue, old: Catalogue, base: bytes) -> bytes:
    """Return the 新旧対照表 of two catalogues on the page of the shipped catalogue template.

    What changed is underlined in both columns; what is new or gone is said in words too
    （新設）（削る）. What is as it was is left out, and counted.
    """
    found = pairs(entries(new), entries(old))
    changed = [one for one in found if not one.new or not one.old or one.new.text != one.old.text]
    title = f"{new.title or old.title}　新旧対照表".strip()
    left = len(found) - len(changed)
    note = f"下線は、変わった部分です。変わりのない {left} 件は、省略しました。"
    if not changed:
        note = "変わった事業はありません。"
    blocks = [_paragraph("CaseHeading", [(title, False)]), _paragraph("Note", [(note, False)])]
    if changed:
        sides = (("新", new), ("旧", old))
        heads = [_cell([(f"{side}{_year(one)}", False)], head=True) for side, one in sides]
        rows = [_row(heads, head=True), *map(_pair, changed)]
        blocks += [_table(rows), _paragraph("Tail", [])]
    return refilled(base, title, blocks)


def _year(catalogue: Catalogue) -> str:
    return f"（{catalogue.fiscal_year}）" if catalogue.fiscal_year else ""


def _pair(pair: Pair) -> str:
    new, old = pair.new, pair.old
    if new and old:
        return _row([_cell(marked(new.text, old.text)), _cell(marked(old.text, new.text))])
    if new:
        return _row([_cell([(new.text, True)]), _cell([("（新設）", False)])])
    return _row([_cell([("（削る）", False)]), _cell([(old.text if old else "", True)])])


def _cell(pieces: Iterable[Piece], *, head: bool = False) -> str:
    shade = _GREY if head else ""
    style = "TableHeading" if head else "SmallText"
    looks = f'<w:tcPr><w:tcW w:w="{_WIDTHS[0]}" w:type="dxa"/>{shade}</w:tcPr>'
    return f"<w:tc>{looks}{_paragraph(style, pieces)}</w:tc>"


def _paragraph(style: str, pieces: Iterable[Piece]) -> str:
    runs = "".join(_run(text, underlined=underlined) for text, underlined in pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, underlined: bool) -> str:
    looks = '<w:rPr><w:u w:val="single"/></w:rPr>' if underlined else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{looks}{'<w:br/>'.join(lines)}</w:r>"


def _row(cells: Iterable[str], *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _table(rows: Iterable[str]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
