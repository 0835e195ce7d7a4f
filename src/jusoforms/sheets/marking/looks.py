"""The formats of the marks, appended to a workbook's styles; none of its own is changed.

ECMA-376 part 1, 18.8: formats are known by their place in a list, so that what is appended moves
nothing. A mark is a differential format (``dxf``): a border and a colour, never a colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from jusoforms.problems import Severity
from jusoforms.sheets.marking.book import place_after
from jusoforms.sheets.marking.draft import Draft, only
from jusoforms.sheets.marking.refusal import CannotMark
from jusoforms.sheets.marking.spans import Edit, Span, attribute, inside, outline, prefixed

__all__ = ["Looks", "add_looks"]

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
)  # fmt: skip
_FACE = '<name val="ＭＳ ゴシック"/><family val="3"/><charset val="128"/>'  # noqa: RUF001
_FONTS = (
    f'<font><sz val="10"/>{_FACE}</font>',
    f'<font><b/><sz val="10"/>{_FACE}</font>',
    f'<font><b/><sz val="16"/>{_FACE}</font>',
    f'<font><u/><sz val="10"/><color rgb="FF0563C1"/>{_FACE}</font>',
)
_PLAIN, _BOLD, _LARGE, _LINKED = range(4)
_FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill>'


def _box(style: str, color: str) -> str:
    sides = (f'<{side} style="{style}"><color rgb="{color}"/></{side}>' for side in _SIDES)
    return f"<border>{''.join(sides)}</border>"


_SIDES = ("left", "right", "top", "bottom")
_BORDER = _box("thin", "FF808080")
_DXFS = {
    Severity.ERROR: ("FFFFD5D5", _box("thin", "FFC00000")),
    Severity.WARNING: ("FFFFF2CC", _box("dashed", "FF7F6000")),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """Numbers of the appended formats."""

    title: int
    lead: int
    heading: int
    text: int
    centred: int
    link: int
    marks: dict[Severity, int]
    """Differential formats of the marked cells."""


def add_looks(draft: Draft, styles: str) -> Looks:
    """Append the formats to the part with the styles."""
    if not styles:
        raise CannotMark("there are no styles")
    data = draft.read(styles)
    root = outline(data)
    lists = {name: only(root.first(name), name) for name in ("fonts", "fills", "borders")}
    xfs = only(root.first("cellXfs"), "cellXfs")
    dxfs = root.first("dxfs")
    first = {name: len(span.children) for name, span in lists.items()}
    if not xfs.children or not all(first.values()):
        raise CannotMark("there is no default format")
    formats = _formats(**first, base=root.first("cellStyleXfs") is not None)
    new = {"fonts": _FONTS, "fills": (_FILL,), "borders": (_BORDER,), "cellXfs": formats}
    edits = [e for name, xml in new.items() for e in _appended(data, root.first(name), xml)]
    marks = tuple(
        f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="{color}"/>'
        f'<bgColor rgb="{color}"/></patternFill></fill>{border}</dxf>'
        for color, border in _DXFS.values()
    )
    if dxfs is not None:
        edits += _appended(data, dxfs, marks)
    else:
        xml = prefixed(f'<dxfs count="{len(marks)}">{"".join(marks)}</dxfs>', root.prefix)
        edits.append(place_after(data, root, _ORDER, "dxfs", xml))
    draft.edit(styles, *edits)
    ours, dxf = len(xfs.children), len(dxfs.children) if dxfs is not None else 0
    marked = {weight: dxf + number for number, weight in enumerate(_DXFS)}
    title, lead, heading, text, centred, link = range(ours, ours + len(formats))
    return Looks(title, lead, heading, text, centred, link, marked)


def _formats(*, fonts: int, fills: int, borders: int, base: bool) -> tuple[str, ...]:
    """Return the ``xf`` of the list: title, lead, heading, text, centred, link."""

    def xf(font: int, alignment: str, *, boxed: bool = True, shaded: bool = False) -> str:
        fill, border = (fills if shaded else 0), (borders if boxed else 0)
        return (
            f'<xf numFmtId="49" fontId="{fonts + font}" fillId="{fill}" borderId="{border}"'
            f'{" xfId=" + chr(34) + "0" + chr(34) if base else ""} applyNumberFormat="1"'
            ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {alignment}/></xf>"
        )

    middle = 'horizontal="center" vertical="center" wrapText="1"'
    centred = 'horizontal="center" vertical="top" wrapText="1"'
    return (
        xf(_LARGE, 'vertical="center"', boxed=False),
        xf(_PLAIN, 'vertical="center"', boxed=False),
        xf(_BOLD, middle, shaded=True),
        xf(_PLAIN, 'horizontal="left" vertical="top" wrapText="1"'),
        xf(_PLAIN, centred),
        xf(_LINKED, centred),
    )


def _appended(data: bytes, span: Span | None, xml: tuple[str, ...]) -> list[Edit]:
    """Return the edits that put elements at the end of a list and count them."""
    assert span is not None
    new = prefixed("".join(xml), span.prefix)
    if span.is_empty_tag:
        tag = prefixed(f'<{span.name} count="{len(xml)}">', span.prefix)
        return [Edit(span.start, span.end, tag + new + prefixed(f"</{span.name}>", span.prefix))]
    counted = attribute(data, span, "count", str(len(span.children) + len(xml)))
    return [*([counted] if counted else []), inside(data, span, new)]
