"""The shipped templates and blank forms: made by one script, sound, and without a person."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "templates"
WORD = sorted(SHIPPED.glob("docx/*/*.docx"))
EXCEL = [SHIPPED / "xlsx" / name for name in ("事例票.xlsx", "事業一覧.xlsx")]
FORMS = sorted((SHIPPED / "xlsx").glob("*.xlsx"))
FONTS = {"\uff2d\uff33 明朝", "\uff2d\uff33 ゴシック"}
_HEADINGS = ("番号", "事業名", "資料", "機関職", "呼称")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def members(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


@pytest.fixture(scope="module")
def made_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    script = ROOT / "scripts" / "make_templates.py"
    subprocess.run([sys.executable, script, "--out", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("path", [*WORD, *FORMS], ids=lambda path: path.stem)
def test_the_script_makes_what_is_shipped(path: Path, made_anew: Path) -> None:
    # Members, not the file: two builds of zlib may compress the same bytes differently.
    assert members(made_anew / path.relative_to(SHIPPED)) == members(path)


def test_there_is_a_template_for_each_shipped_document() -> None:
    assert [path.relative_to(SHIPPED / "docx").as_posix() for path in WORD] == [
        "agency/機関別役割一覧.docx",
        "case/事例概要.docx",
        "case/同意撤回届.docx",
        "case/同意書.docx",
        "case/引継書.docx",
        "case/役割分担表.docx",
        "catalogue/参考資料1_事業一覧.docx",
        "meeting/出席者名簿.docx",
        "meeting/守秘義務誓約書.docx",
        "meeting/支援会議記録.docx",
        "meeting/次第.docx",
        "meeting/資料提供依頼.docx",
        "meeting/開催通知.docx",
    ]


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.stem)
def test_no_font_is_left_to_a_theme(path: Path) -> None:
    styles = part(path, "word/styles.xml")
    fonts = styles.findall(f".//{W}rFonts")
    assert fonts
    for font in fonts:
        assert font.get(f"{W}eastAsia") in FONTS
        assert not [name for name in font.attrib if "Theme" in str(name)]
    assert [item.get(f"{W}eastAsia") for item in styles.iter(f"{W}lang")] == ["ja-JP"]


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.stem)
def test_the_page_is_a4_upright_with_counted_pages(path: Path) -> None:
    document = Document(str(path))
    section = document.sections[0]
    size = [section.page_width, section.page_height]
    assert [round(length.mm) for length in size if length] == [210, 297]
    footer = "".join(map(str, section.footer._element.itertext()))
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.stem)
def test_papers_about_people_say_so_in_words(path: Path) -> None:
    header = Document(str(path)).sections[0].header.paragraphs[0].text
    assert header == ("" if "catalogue" in path.parts else "取扱注意")


@pytest.mark.parametrize("path", [*WORD, *FORMS], ids=lambda path: path.stem)
def test_no_person_and_no_clock_in_the_properties(path: Path) -> None:
    core = {etree.QName(item).localname for item in part(path, "docProps/core.xml")}
    assert core <= {"title"}


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.stem)
def test_every_style_that_is_used_exists(path: Path) -> None:
    known = {item.get(f"{W}styleId") for item in part(path, "word/styles.xml").iter(f"{W}style")}
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/[a-z]+\d*\.xml", name)]
    used = {
        item.get(f"{W}val")
        for name in parts
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn")
        for item in part(path, name).iter(f"{W}{tag}")
    }
    assert used <= known


@pytest.mark.parametrize("path", WORD, ids=lambda path: path.stem)
def test_every_table_with_headings_repeats_them(path: Path) -> None:
    for table in Document(str(path)).tables:
        first = table._tbl.tr_lst[0]
        if "".join(map(str, first.itertext())).startswith(_HEADINGS):
            assert first.find(f"{W}trPr/{W}tblHeader") is not None


@pytest.mark.parametrize(
    ("path", "form"), [(EXCEL[0], "事例票/1"), (EXCEL[1], "事業一覧/1")], ids=["case", "catalogue"]
)
def test_a_blank_form_tells_its_kind(path: Path, form: str) -> None:
    names = openpyxl.load_workbook(path).defined_names
    assert names["jusoforms_form"].attr_text == f'"{form}"'


@pytest.mark.parametrize("path", EXCEL, ids=lambda path: path.stem)
def test_labels_are_locked_without_a_password_and_inputs_are_open(path: Path) -> None:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    hinted = {
        (row, column)
        for hint in sheet.data_validations.dataValidation
        for area in hint.sqref.ranges
        for row, column in area.cells
    }
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert hinted
    assert not any(sheet.cell(*place).protection.locked for place in hinted)
    assert sheet["B4" if path.stem == "事例票" else "B3"].protection.locked


@pytest.mark.parametrize("path", EXCEL, ids=lambda path: path.stem)
def test_rows_of_a_blank_form_may_grow(path: Path) -> None:
    rows = list(part(path, "xl/worksheets/sheet1.xml").iter("{*}row"))
    assert any(row.get("ht") for row in rows)
    assert not any(row.get("customHeight") for row in rows)


@pytest.mark.parametrize("path", EXCEL, ids=lambda path: path.stem)
def test_hints_fit_what_excel_shows(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for hint in sheet.data_validations.dataValidation:
            assert len(hint.promptTitle) <= 32
            assert len(hint.prompt) <= 255


def test_saving_a_blank_form_keeps_it_readable() -> None:
    for path in EXCEL:
        buffer = io.BytesIO()
        openpyxl.load_workbook(path).save(buffer)
        assert openpyxl.load_workbook(buffer).sheetnames[-1] == "記入例"
