"""Shapes and controls of workbooks that nobody here wrote, beside what their XML was seen to say.

No library reads these; the table was made by looking into the parts, shape by shape.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Overlay, OverlayKind, address

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("JUSOFORMS_CORPORA", ROOT.parent / "shared" / "corpora"))
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora beside the checkout")

LO = "closedxml/TryToLoad/LO/xlsx"
SHAPES = "closedxml/Other/Shapes/sheet-with-form-controls"
COUNTED: dict[str, dict[str, int]] = {
    # flow charts: boxes with words, arrows between them, one chart or none
    "exstruct/sample/basic/sample.xlsx": {"text_box": 13, "picture": 1},
    "exstruct/sample/flowchart/sample-shape-connector.xlsx": {"text_box": 15},
    "exstruct/sample/smartart/sample_smartart.xlsx": {"picture": 3},
    "closedxml/TryToLoad/AllShapes.xlsx": {"text_box": 3, "picture": 2},
    "closedxml/TryToLoad/DuplicateImageNames.xlsx": {"text_box": 2, "picture": 2},
    f"{LO}/bnc762542.xlsx": {"text_box": 3, "picture": 4},
    f"{LO}/underlineColor.xlsx": {"text_box": 2},
    "calamine/picture.xlsx": {"picture": 2},
    # a button says nothing
    "closedxml/TryToLoad/FileWithButton.xlsm": {},
    "closedxml/TryToLoad/CommentAndButton.xlsx": {"comment": 1},
}
TOLD: dict[str, set[tuple[str, str, str, bool | None, str]]] = {
    f"{SHAPES}-input.xlsx": {
        ("option_button", "B3:C4", "OB1...", False, "B3:C8"),
        ("option_button", "B6:D7", "OB2", False, "B3:C8"),
    },
    f"{SHAPES}-output.xlsx": {
        ("option_button", "B3:C4", "OB1...", False, "B3:C8"),
        ("option_button", "B6:D7", "OB2", False, "B3:C8"),
    },
    f"{LO}/singlecontrol.xlsx": {
        ("check_box", "C517:E517", "form control inside cell b517", True, "")
    },
    f"{LO}/activex_checkbox.xlsx": {("check_box", "B4:D7", "", None, "")},
    f"{LO}/universal-content-strict.xlsx": {
        ("comment", "H3", "Test", None, ""),
        ("text_box", "I1:J2", "Test", None, ""),
    },
    "houganshi/sample_houganshi.xlsx": {
        ("picture", "AR2:AT4", "", None, ""),
        ("text_box", "AA39:AP43", "要フォロー\n8/5 の会議で報告", None, ""),
        ("text_box", "D39:K43", "済", None, ""),
    },
}


def overlays(name: str) -> list[Overlay]:
    book = read_workbook((CORPORA / name).read_bytes())
    assert not [remark for remark in book.remarks if remark.code == "F121"]
    return [overlay for grid in book.sheets for overlay in grid.overlays]


def told(overlay: Overlay) -> tuple[str, str, str, bool | None, str]:
    area = overlay.area
    first, last = address(area.top, area.left), address(area.bottom, area.right)
    place = first if first == last else f"{first}:{last}"
    return str(overlay.kind), place, overlay.text, overlay.ticked, overlay.group


@pytest.mark.parametrize("name", COUNTED)
def test_sees_as_many_as_there_are(name: str) -> None:
    expected = {OverlayKind(kind): count for kind, count in COUNTED[name].items()}
    assert Counter(overlay.kind for overlay in overlays(name)) == expected


@pytest.mark.parametrize("name", TOLD)
def test_sees_what_they_say_and_where(name: str) -> None:
    assert set(map(told, overlays(name))) == TOLD[name]
