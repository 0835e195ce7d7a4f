"""Marked cells as conditional formats: what a person has formatted is not touched.

ECMA-376 part 1, 18.3.1.18 and 18.3.1.10. The formula is always true, and says whose rule it is,
whoever has saved the file since. Cells need not stand in the file to be marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jusoforms.problems import Severity
from jusoforms.sheets.grid import Area, address
from jusoforms.sheets.marking.book import place_after
from jusoforms.sheets.marking.spans import Edit, Span, attribute, prefixed

__all__ = ["MARK", "SHEET_ORDER", "fills", "is_ours"]

MARK = b"jusoforms"
_FORMULA = 'N("jusoforms")=0'
SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing",
)  # fmt: skip
"""Children of a ``worksheet`` in the order of its schema (18.3.1.99), as far as marks go."""
_AREAS = 100
"""In one rule: its list of areas must stay far below the longest formula."""
_ON = frozenset({"1", "true"})


def fills(
    data: bytes,
    root: Span,
    areas: Mapping[Severity, Sequence[Area]],
    formats: Mapping[Severity, int],
) -> list[Edit]:
    """Return the edits that mark areas of a sheet; errors before warnings before a person's own."""
    rules = [
        (formats[weight], piece) for weight in formats for piece in _pieces(areas.get(weight, ()))
    ]
    if not rules:
        return []
    own = [span for span in root.walk() if span.name == "cfRule" and "priority" in span.attributes]
    ranks = [span.number("priority") for span in own]
    # A pivot table names the rules of its sheet by their priority: then ours come last.
    last = any(span.attributes.get("pivot") in _ON for span in root.walk())
    start = max(ranks, default=0) + 1 if last else 1
    shifted = [] if last else [
        attribute(data, span, "priority", str(rank + len(rules)))
        for span, rank in zip(own, ranks, strict=True)
    ]  # fmt: skip
    xml = "".join(
        f'<conditionalFormatting sqref="{" ".join(map(_reference, piece))}"><cfRule'
        f' type="expression" dxfId="{look}" priority="{start + number}">'
        f"<formula>{_FORMULA}</formula></cfRule></conditionalFormatting>"
        for number, (look, piece) in enumerate(rules)
    )
    new = prefixed(xml, root.prefix)
    place = place_after(data, root, SHEET_ORDER, "conditionalFormatting", new)
    return [*(edit for edit in shifted if edit), place]


def is_ours(data: bytes, rule: Span) -> bool:
    """Return whether a ``cfRule`` is one of ours."""
    told = data[rule.inner : rule.closing].replace(b"&quot;", b'"').lower()
    return b'n("' + MARK + b'")' in told.replace(b" ", b"")


def _pieces(areas: Sequence[Area]) -> Iterable[Sequence[Area]]:
    return (areas[n : n + _AREAS] for n in range(0, len(areas), _AREAS))


def _reference(area: Area) -> str:
    first, last = address(area.top, area.left), address(area.bottom, area.right)
    return first if area.size == 1 else f"{first}:{last}"
