"""Formulas whose value comes from another workbook: ``[1]集計!$B$2`` (18.17.2.3)."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from jusoforms.problems import Problem
from jusoforms.problems import workbooks as say

__all__ = ["external_values"]

_OTHER_BOOK = re.compile(r"\[\d+\][^\[\]]*!")
_NAMED = 3


def external_values(root: etree._Element, sheet: str) -> tuple[Problem, ...]:
    """Return one remark on the cells of a sheet that show what another workbook held."""
    formulas = (inside for inside in root.iter("{*}f") if _OTHER_BOOK.search(inside.text or ""))
    places = [
        parent.get("r", "") for inside in formulas if (parent := inside.getparent()) is not None
    ]
    named = "、".join(islice(filter(None, places), _NAMED))
    if not named:
        return ()
    cells = named if len(places) <= _NAMED else f"{named} など {len(places)} か所"
    return (say.VALUES_FROM_ELSEWHERE.at(sheet=sheet, cell=places[0], cells=cells),)
