"""Workbooks that are broken or meant to harm: a PackageFault or a Workbook, soon, and no more."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jusoforms.package import PackageFault
from jusoforms.sheets.excel.formats import parse_format, section_for
from jusoforms.sheets.excel.numbers import number_text, read_number
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import CellKind, Workbook
from making import raw_workbook, workbook_of

SAMPLE = (Path(__file__).resolve().parents[2] / "samples" / "事例1.xlsx").read_bytes()
FORMATS = st.text('yYmdhseg年月日"\\;[]$-411@#0.,%/AMP _*<>=', max_size=24)
DOUBLES = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**22), 10**22)


def read(data: bytes) -> Workbook | str:
    """Return the workbook, or the code of the problem; anything else fails the test."""
    try:
        return read_workbook(data)
    except PackageFault as fault:
        return fault.problem.code


def sheet(inside: str) -> bytes:
    return raw_workbook(f"<sheetData><row>{inside}</row></sheetData>")


@pytest.mark.parametrize("tenth", range(10))
def test_a_sheet_cut_anywhere_is_a_problem(tenth: int) -> None:
    assert read(SAMPLE[: len(SAMPLE) * tenth // 10]) == ("F103" if tenth else "F101")


@given(st.integers(0, len(SAMPLE) * 8 - 1))
def test_a_flipped_bit_changes_nothing_that_is_read(bit: int) -> None:
    changed = bytearray(SAMPLE)
    changed[bit // 8] ^= 1 << bit % 8
    found = read(bytes(changed))
    assert isinstance(found, str) or found == read(SAMPLE)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"<!DOCTYPE a><a/>", b"\x00\xff"])
def test_a_part_that_is_something_else_is_a_problem(part: str, content: bytes) -> None:
    assert isinstance(read(raw_workbook("", extra={part: content})), str)


def test_more_cells_than_any_form_has_are_refused_soon() -> None:
    start = time.process_time()
    rows = f"<row>{'<c><v>1</v></c>' * 5_000}</row>" * 60
    data = raw_workbook(f"<sheetData>{rows}</sheetData>")
    assert read(data) == "F111"
    assert time.process_time() - start < 3


def test_more_merges_than_any_form_has_are_refused() -> None:
    merges = "<mergeCells>{}</mergeCells>"
    assert read(raw_workbook(merges.format('<mergeCell ref="A1:B2"/>' * 10_001))) == "F111"
    assert read(raw_workbook(merges.format('<mergeCell ref="A1:ZZ900"/>' * 101))) == "F111"
    assert read(raw_workbook(merges.format('<mergeCell ref="A1:"/><mergeCell/>'))) == "F112"


def test_merges_that_overlap_do_not_cost_their_area() -> None:
    merges = "".join(f'<mergeCell ref="A{row}:AZ{row + 60}"/>' for row in range(1, 9_000))
    start = time.process_time()
    assert read(raw_workbook(f"<mergeCells>{merges}</mergeCells>")) == "F111"
    assert time.process_time() - start < 2


def test_columns_hidden_over_and_over_cost_nothing() -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 20_000
    start = time.process_time()
    found = read(
        raw_workbook(
            f'<cols>{columns}</cols><sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>'
        )
    )
    assert isinstance(found, Workbook)
    assert len(found.sheets[0].hidden_columns) == 16_384
    assert time.process_time() - start < 2


def test_more_texts_styles_or_sheets_than_any_form_has_are_refused() -> None:
    assert read(raw_workbook("", strings_xml="<si/>" * 200_001)) == "F111"
    assert read(raw_workbook("", styles_xml=f"<cellXfs>{'<xf/>' * 100_001}</cellXfs>")) == "F111"
    assert read(raw_workbook({f"{n}": "" for n in range(501)})) == "F111"


def test_a_text_of_ten_million_characters_is_a_problem() -> None:
    noise = "".join(f"{n:x}" for n in range(2_000_000))
    assert read(sheet(f'<c t="str"><v>{noise}</v></c>')) in {"F111", "F112"}


def test_a_part_that_links_to_itself_is_a_problem() -> None:
    link = b'<Relationship Id="rId1" Type="x/worksheet" Target="workbook.xml"/>'
    rels = b"<Relationships>" + link + b"</Relationships>"
    assert read(raw_workbook("", extra={"xl/_rels/workbook.xml.rels": rels})) == "F112"


TYPED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r"),
    max_size=40,
)


@settings(max_examples=300)
@given(TYPED)
@example("_x000D_ _x3042_")
def test_any_text_comes_back_as_typed(text: str) -> None:
    book = read_workbook(workbook_of([[text]]))
    typed = text.replace("\r\n", "\n").replace("\r", "\n")
    assert [cell.text for cell in book.sheets[0]] == ([typed] if typed else [])


@settings(max_examples=400)
@given(FORMATS, DOUBLES)
def test_any_number_under_any_format_is_shown_or_an_error(code: str, number: float) -> None:
    escaped = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    data = raw_workbook(
        f'<sheetData><row><c s="0"><v>{number!r}</v></c></row></sheetData>',
        styles_xml=f'<numFmts><numFmt numFmtId="200" formatCode="{escaped}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs>',
    )
    (cell,) = read_workbook(data).sheets[0]
    assert cell.kind in {CellKind.NUMBER, CellKind.DATE, CellKind.ERROR}
    assert cell.raw == repr(number)


@given(st.text(max_size=300))
def test_any_text_is_parsed_as_a_format(code: str) -> None:
    section_for(parse_format(code), -1.5)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or number_text(number, ())


@given(st.floats(-1e300, 1e300))
def test_a_plain_number_reads_back_to_fifteen_digits(number: float) -> None:
    assert float(number_text(number, ())) == pytest.approx(float(number), rel=1e-14)
