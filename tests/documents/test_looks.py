"""The UD look, and what a ward says of itself: put on by a setting, the templates as they are."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from wordmaking import CASE, p, word

from jusoforms.documents.looks import dressed
from jusoforms.documents.printing import print_documents
from jusoforms.vocabulary.house import STANDARD, UD, House, house_from, not_understood

SHIPPED = Path(__file__).resolve().parents[2] / "templates/docx"
TEMPLATES = sorted(SHIPPED.glob("*/*.docx"))
_LEAST = 21
_NEVER_PRINTED = {"Tag", "BlockMark", "Tail"}


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def styles(data: bytes) -> dict[str, str]:
    found = re.findall(r"<w:style .*?</w:style>", part(data, "word/styles.xml"), re.DOTALL)
    return {re.search(r'styleId="(.*?)"', one)[1]: one for one in found}  # type: ignore[index]


def contrast(color: str) -> float:
    """Return the contrast with white (WCAG 2, 1.4.3)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_ud_is_in_bud_fonts_and_large_and_dark_enough(path: Path) -> None:
    data = dressed(path.read_bytes(), UD)
    fonts = set(re.findall(r'eastAsia="([^"]+)"', part(data, "word/styles.xml"))) - {"ja-JP"}
    assert fonts == {"BIZ UDゴシック"}
    for name, style in styles(data).items():
        sizes = [int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', style)]
        if name not in _NEVER_PRINTED:
            assert all(size >= _LEAST for size in sizes), name
        for color in re.findall(r'<w:color w:val="([0-9A-F]{6})"', style):
            assert contrast(color) >= 7, name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_ud_is_as_valid_as_the_template(path: Path, tmp_path: Path) -> None:
    (tmp_path / "ud.docx").write_bytes(dressed(path.read_bytes(), UD))
    before = {one.description for one in OpenXmlValidator().validate(path).errors}
    after = {one.description for one in OpenXmlValidator().validate(tmp_path / "ud.docx").errors}
    assert after <= before
    table = part((tmp_path / "ud.docx").read_bytes(), "word/fontTable.xml")
    assert len(re.findall(r'w:name="BIZ UDゴシック"', table)) == 1


def test_the_standard_look_and_other_templates_are_as_they_are() -> None:
    own, shipped = word(p("{{件名}}")), TEMPLATES[0].read_bytes()
    assert dressed(own, UD) == own
    assert dressed(shipped, STANDARD) == shipped
    assert dressed(b"PK broken", UD) == b"PK broken"


def test_what_the_ward_says_of_itself_is_printed() -> None:
    house = House(texts=(("自治体名", "見本区"), ("取扱表示", "秘")))
    case = CASE.model_copy(
        update={"consent": CASE.consent.model_copy(update={"scope": "構成機関"})}
    )
    made = {one.stem: one.data for one in print_documents(case, SHIPPED, None, house).documents}
    document = Document(io.BytesIO(made["同意書"]))
    assert document.sections[0].header.paragraphs[0].text == "秘"
    assert "（宛先）見本区　相談の担当課" in [one.text for one in document.paragraphs]


def test_without_a_setting_the_papers_are_to_be_handled_with_care() -> None:
    made = print_documents(CASE, SHIPPED).documents[0]
    header = Document(io.BytesIO(made.data)).sections[0].header
    assert header.paragraphs[0].text == "取扱注意"


@pytest.mark.parametrize(
    ("settings", "house", "odd"),
    [
        ({}, House(), ()),
        ({"look": "ud"}, House(UD), ()),
        ({"look": "何か", "section": 3, "secrecy": " "}, House(), ("section", "look")),
        ({"section": "福祉総合課"}, House(texts=(("課名", "福祉総合課"),)), ()),
    ],
)
def test_settings_that_mean_nothing_do_not_count_and_are_told(
    settings: dict[str, object], house: House, odd: tuple[str, ...]
) -> None:
    assert house_from(settings) == house
    assert not_understood(settings) == odd
