"""Blank forms: pleasant to fill in, made from the vocabulary, and read back as they were filled."""

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from anycase import names as agency_names
from anycase import words
from formfilling import blank, read, saved
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator, ValidationSeverity

from jusoforms.sheets.blanks import BLANKS
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.forms import CASE_SHEET, CATALOGUE_SHEET
from jusoforms.sheets.lists_book import list_sheets, read_lists
from jusoforms.sheets.structured.layout import CASE_LAYOUT, MEETING_LAYOUT, Layout, holds
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import Agency, Lists, default_lists
from jusoforms.vocabulary.names import names_of
from jusoforms.vocabulary.wareki import read_date

few = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(blank("支援会議票")))


def inputs() -> list[Worksheet]:
    return [book()["事例"], book()["第1回"]]


@pytest.mark.parametrize("name", BLANKS)
def test_the_same_lists_make_the_same_bytes(name: str) -> None:
    assert BLANKS[name](default_lists()) == blank(name)


@pytest.mark.parametrize("name", BLANKS)
def test_every_form_tells_its_kind_and_holds_no_macro(name: str) -> None:
    loaded = openpyxl.load_workbook(io.BytesIO(blank(name)))
    assert loaded.defined_names["jusoforms_form"].attr_text == f'"{name}/1"'
    members = zipfile.ZipFile(io.BytesIO(blank(name))).namelist()
    assert not [member for member in members if "vba" in member.lower()]


@pytest.mark.parametrize("name", BLANKS)
def test_a_validator_finds_no_fault(name: str, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(blank(name))
    errors = OpenXmlValidator().validate(tmp_path / "form.xlsx").errors
    assert [e for e in errors if e.severity is ValidationSeverity.ERROR] == []


@pytest.mark.parametrize("layout", [CASE_LAYOUT, MEETING_LAYOUT], ids=lambda layout: layout.title)
def test_every_field_of_the_vocabulary_has_one_place(layout: Layout) -> None:
    placed = [slot.name.partition(".")[0] for slot in layout.slots]
    placed = [*dict.fromkeys(placed), *(one.field.name for one in layout.lists if one.field)]
    elsewhere = {"会議", "役割分担", "独自項目"} if layout.record is Case else set()
    wanted = {f.name for f in names_of(layout.record).values() if f.attribute} - elsewhere
    assert sorted(placed) == sorted(wanted)


def test_every_place_has_a_name_of_its_sheet() -> None:
    for sheet, layout in zip(inputs(), (CASE_LAYOUT, MEETING_LAYOUT), strict=True):
        lists = {one.field.name for one in layout.lists if one.field}
        assert set(sheet.defined_names) == lists | {slot.name for slot in layout.slots}
    assert set(book().defined_names) == {"jusoforms_form"}


@pytest.mark.parametrize(
    ("sheet", "name", "rows"),
    [("事例", "世帯員", 12), ("第1回", "出席者", 15), ("第1回", "役割分担", 20)],
)
def test_tables_have_spare_rows(sheet: str, name: str, rows: int) -> None:
    area = book()[sheet].defined_names[name].attr_text.rpartition("!")[2]
    assert len(book()[sheet][area.replace("$", "")]) - 1 >= rows


def test_cells_offer_what_the_lists_hold() -> None:
    offered = {
        (sheet.title, place): rule.formula1
        for sheet in inputs()
        for rule in sheet.data_validations.dataValidation
        for place in str(rule.sqref).split()
        if rule.type == "list"
    }
    place = book()["第1回"].defined_names["種別"].attr_text.rpartition("!")[2].replace("$", "")
    area = offered["第1回", place].rpartition("!")[2].replace("$", "")
    shown = [row[0].value for row in book()["選択肢"][area]]
    assert shown == [kind.name for kind in default_lists().meeting_types]
    assert len(offered) >= 14


def test_an_answer_that_is_not_offered_may_be_typed() -> None:
    for sheet in inputs():
        assert not any(rule.showErrorMessage for rule in sheet.data_validations.dataValidation)


def test_hints_fit_what_excel_shows() -> None:
    for sheet in inputs():
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.prompt or "") <= 255


def test_labels_are_locked_without_a_password_and_inputs_are_open() -> None:
    for sheet in inputs():
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert sheet["A1"].protection.locked
        for name in sheet.defined_names.values():
            corner = name.attr_text.rpartition("!")[2].replace("$", "").rpartition(":")[2]
            assert not sheet[corner].protection.locked


def test_the_page_is_a4_one_page_wide_and_marked() -> None:
    for sheet in inputs():
        assert sheet.page_setup.paperSize == 9
        set_up, header = sheet.sheet_properties.pageSetUpPr, sheet.oddHeader
        assert set_up
        assert header
        assert (set_up.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert header.right.text == "取扱注意"
        assert sheet.print_area


def test_forms_say_what_they_hold() -> None:
    assert {"同意", "会議.協議内容", "会議.役割分担", "役割分担"} <= holds()
    assert "会議.協議内容" not in CASE_SHEET.holds
    assert "役割分担.期限" not in CASE_SHEET.holds
    vocabulary = {*names_of(Case), *(f"会議.{name}" for name in names_of(Meeting))}
    inner = {name for name in CASE_SHEET.holds if name.startswith(("役割分担.", "会議.役割分担."))}
    assert (holds() | CASE_SHEET.holds) - inner <= vocabulary
    assert CATALOGUE_SHEET.holds == {f.name for f in names_of(Catalogue).values()}


@few
@given(
    topics=st.lists(words, min_size=1, max_size=3),
    agencies=st.lists(agency_names, min_size=1, max_size=4, unique=True),
    texts=st.lists(words, min_size=2, max_size=2),
    notes=st.lists(words, min_size=1, max_size=3),
)
def test_any_case_sheet_is_read_back_equal(
    topics: list[str], agencies: list[str], texts: list[str], notes: list[str]
) -> None:
    loaded = openpyxl.load_workbook(io.BytesIO(blank("事例票")))
    sheet = loaded["事例"]
    sheet["B2"] = f"事例 7 「狭間の事例」支援会議（{'、'.join(topics)}）"
    roles = "\n".join(f"・{note}する（{agencies[0]}）" for note in notes)
    considered = "\n".join(f"・{note}" for note in notes)
    answers = (
        "令和6年12月（支援会議）",
        "、".join(agencies),
        *texts,
        f"【本人】{notes[0]}",
        considered,
        roles,
    )
    for row, answer in enumerate(answers, 4):
        sheet[f"C{row}"] = answer
    found = read(saved(loaded))
    assert found.problems == ()
    assert isinstance(found.record, Case)
    case = found.record
    assert (case.case_number, case.category, case.topics) == ("7", "狭間の事例", tuple(topics))
    assert (case.agencies, case.situation, case.background) == (tuple(agencies), *texts)
    assert case.considerations == tuple(notes)
    assert [(role.content, role.agencies) for role in case.roles] == [
        (f"{note}する", (agencies[0],)) for note in notes
    ]


@few
@given(
    st.lists(
        st.tuples(words, st.lists(words, min_size=1, max_size=2), st.integers(1, 99)),
        min_size=1,
        max_size=5,
    )
)
def test_any_catalogue_is_read_back_equal(rows: list[tuple[str, list[str], int]]) -> None:
    loaded = openpyxl.load_workbook(io.BytesIO(blank("事業一覧")))
    sheet = loaded["事業一覧"]
    for row, (name, contents, count) in enumerate(rows, 4):
        sheet[f"A{row}"] = name
        sheet[f"B{row}"] = "\n".join(f"・{one}" for one in contents)
        sheet[f"C{row}"] = f"委託 ({count})"
    catalogue = read(saved(loaded)).record
    assert isinstance(catalogue, Catalogue)
    assert [(p.name, list(p.contents), p.site_count) for p in catalogue.programs] == rows


agencies = st.lists(
    st.builds(
        Agency,
        name=agency_names,
        also=st.lists(words, max_size=2).map(tuple),
        until=st.sampled_from(["", "令和6年3月31日"]).map(read_date),
    ),
    max_size=6,
    unique_by=lambda agency: agency.name,
)


@few
@given(agencies, st.lists(words, max_size=6, unique=True))
def test_any_lists_are_read_back_equal(listed: list[Agency], modes: list[str]) -> None:
    wanted = default_lists().model_copy(
        update={"agencies": tuple(listed), "delivery_modes": tuple(modes)}
    )
    loaded = openpyxl.load_workbook(io.BytesIO(blank("一覧")))
    both: dict[str, Sequence[Agency | str]] = {"機関": listed, "形態": modes}
    for title, entries in both.items():
        sheet = loaded[title]
        for cell in (cell for row in sheet.iter_rows(min_row=5) for cell in row):
            cell.value = None
        for row, entry in enumerate(entries, 5):
            sheet[f"A{row}"] = entry if isinstance(entry, str) else entry.name
            if isinstance(entry, Agency):
                sheet[f"B{row}"] = "、".join(entry.also) or None
                sheet[f"D{row}"] = entry.until.text or None
    found, problems = read_lists(read_workbook(saved(loaded)))
    assert found == wanted
    assert {problem.code for problem in problems} <= {"S161"}


def test_the_shipped_lists_are_the_defaults() -> None:
    found, problems = read_lists(read_workbook(blank("一覧")))
    assert (found, problems) == (default_lists(), ())
    titles = [sheet.title for sheet in list_sheets()]
    assert titles[:2] == ["機関", "会議種別"]
    assert isinstance(found, Lists)
