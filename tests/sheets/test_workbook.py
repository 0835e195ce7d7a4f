"""The frame of a workbook: sheets, names, merges, what is hidden, where parts lie."""

from pathlib import Path

import pytest

from jusoforms.package import PackageFault
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, CellKind
from making import TRANSITIONAL, raw_workbook, texts, workbook_of, zip_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CELL = '<c r="A1" t="inlineStr"><is><t>a</t></is></c>'


def rows(inside: str) -> dict[str, str]:
    """Return address -> text of a sheet made of these rows."""
    (grid,) = read_workbook(raw_workbook(f"<sheetData>{inside}</sheetData>")).sheets
    return texts(grid)


def fault_of(data: bytes) -> str:
    with pytest.raises(PackageFault) as caught:
        read_workbook(data)
    return caught.value.problem.code


def test_reads_a_table_where_it_stands() -> None:
    book = read_workbook(workbook_of("| 時期 | 令和6年\\n12月 |\n| 機関 | |", at="B4"))
    assert texts(book.sheets[0]) == {"B4": "時期", "C4": "令和6年\n12月", "B5": "機関"}


@pytest.mark.parametrize("strict", [False, True])
def test_reads_transitional_and_strict_alike(strict: bool) -> None:
    data = raw_workbook(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45627</v></c></row>'
        "</sheetData>",
        strings_xml="<si><t>主題</t></si>",
        styles_xml='<cellXfs><xf numFmtId="0"/><xf numFmtId="58"/></cellXfs>',
        strict=strict,
    )
    assert texts(read_workbook(data).sheets[0]) == {"A1": "主題", "B1": "令和6年12月1日"}


def test_counts_cells_and_rows_without_a_place() -> None:
    cell = "<c><v>1</v></c>"
    fifth = f'<row r="5">{cell}<c r="D5"><v>2</v></c>{cell}</row>'
    inside = f"<row>{cell}<c/>{cell}</row>{fifth}<row>{cell}</row>"
    assert list(rows(inside)) == ["A1", "C1", "A5", "D5", "E5", "A6"]


def test_does_not_believe_the_dimension() -> None:
    data = raw_workbook(
        '<dimension ref="A1"/><sheetData><row r="9"><c r="Z9"><v>1</v></c></row></sheetData>'
    )
    assert list(texts(read_workbook(data).sheets[0])) == ["Z9"]


def test_a_formatted_cell_at_the_end_of_the_sheet_is_absent() -> None:
    assert rows(f'<row r="1">{CELL}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>') == {
        "A1": "a"
    }


@pytest.mark.parametrize(
    "inside",
    ['<row r="1048577"><c/></row>', '<row r="0"><c/></row>', '<row r="x"><c/></row>',
     '<row r="1"><c r="XFE1"><v>1</v></c></row>', '<row r="1"><c r="11"><v>1</v></c></row>',
     '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>', f'<row r="1">{CELL}{CELL}</row>'],
)  # fmt: skip
def test_a_place_that_no_sheet_has_is_a_fault(inside: str) -> None:
    assert fault_of(raw_workbook(f"<sheetData>{inside}</sheetData>")) == "F112"


def test_shows_the_anchor_of_a_merged_area_everywhere_in_it() -> None:
    grid = read_workbook(workbook_of("| a | b |", merges=["A1:C3"])).sheets[0]
    assert grid.area_of(3, 3) == Area(1, 1, 3, 3)
    assert grid.at(2, 2) is grid.cells[1, 1]
    assert grid.cells[1, 2].text == "b"  # hidden under the merge, but not lost


def test_a_merge_of_the_whole_sheet_costs_nothing() -> None:
    grid = read_workbook(workbook_of("| a |", merges=["A1:XFD1048576"])).sheets[0]
    assert grid.at(1_000_000, 16_000) is grid.cells[1, 1]


def test_tells_hidden_rows_columns_and_sheets() -> None:
    sheet = (
        '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="0"/>'
        '<col min="6" max="16384" hidden="true"/></cols><sheetData>'
        f'<row r="1">{CELL}<c r="G1"><v>1</v></c></row><row r="2" hidden="1"/>'
        '<row r="3" ht="0"/></sheetData>'
    )
    book = read_workbook(raw_workbook({"事例": sheet, "裏": sheet, "奥": sheet}, hidden=["裏"]))
    assert [grid.visible for grid in book.sheets] == [True, False, True]
    assert book.sheets[0].hidden_rows == {2, 3}
    assert book.sheets[0].hidden_columns == {2, 3, 4, 6, 7}


def test_a_very_hidden_sheet_is_hidden() -> None:
    book = read_workbook(raw_workbook({"a": "", "b": ""}, hidden=["b"], state="veryHidden"))
    assert [grid.visible for grid in book.sheets] == [True, False]


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("事例!$A$1:$K$11", [Area(1, 1, 11, 11)]),
        ("'事 例, 1''!'!$A$1:$B$2,'事 例, 1''!'!$D$4", [Area(1, 1, 2, 2), Area(4, 4, 4, 4)]),
        ("事例!$A:$C", [Area(1, 1, 1_048_576, 3)]),
        ("事例!$2:$3", [Area(2, 1, 3, 16_384)]),
        ("事例!$A$1:$B$2,事例!#REF!", []),
        ("OFFSET(事例!$A$1,0,0,5,5)", []),
        ("", []),
    ],
)
def test_reads_print_areas_or_none_at_all(formula: str, areas: list[Area]) -> None:
    book = read_workbook(workbook_of("| a |", print_area=formula))
    assert list(book.sheets[0].print_areas) == areas


def test_reads_defined_names_of_workbook_and_sheet() -> None:
    data = workbook_of("| a |", names={"jusoforms_form": '"事例票/1"'}, print_area="事例!$A$1")
    assert read_workbook(data).defined_names == {
        ("", "jusoforms_form"): '"事例票/1"',
        ("事例", "_xlnm.Print_Area"): "事例!$A$1",
    }


def test_leaves_out_chart_sheets_and_keeps_the_scope_of_names() -> None:
    main, office = TRANSITIONAL
    link = f'<Relationship Id="rId{{}}" Type="{office}/{{}}" Target="{{}}"/>'
    data = raw_workbook(
        {"図": "", "事例": f"<sheetData><row>{CELL}</row></sheetData>"},
        print_areas={"事例": "事例!$A$1:$B$2"},
        extra={
            "xl/_rels/workbook.xml.rels": (
                "<Relationships>"
                + link.format(1, "chartsheet", "charts/chart1.xml")
                + link.format(2, "worksheet", "/xl/worksheets/sheet2.xml")
                + "</Relationships>"
            ).encode(),
            "xl/charts/chart1.xml": f'<chartsheet xmlns="{main}"/>'.encode(),
        },
    )
    (grid,) = read_workbook(data).sheets
    assert (grid.name, grid.print_areas) == ("事例", (Area(1, 1, 2, 2),))


def test_finds_parts_by_their_relationships_only() -> None:
    main, office = TRANSITIONAL
    rels = '<Relationships><Relationship Id="a" Type="{}/{}" Target="{}"/></Relationships>'
    data = zip_of({
        "_rels/.rels": rels.format(office, "officeDocument", "/book/b.xml").encode(),
        "book/b.xml": f'<x:workbook xmlns:x="{main}" xmlns:q="{office}"><x:sheets>'
        '<x:sheet name="事例" q:id="a"/></x:sheets></x:workbook>'.encode(),
        "book/_rels/b.xml.rels": rels.format(office, "worksheet", "../S.XML").encode(),
        "s.xml": f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>".encode(),
    })  # fmt: skip
    assert texts(read_workbook(data).sheets[0]) == {"A1": "7"}


def test_a_workbook_without_a_sheet_of_cells_says_so() -> None:
    assert fault_of(raw_workbook({})) == "F114"
    assert fault_of(raw_workbook({"a": ""}, hidden=["a"])) == "F114"


def package_of(target: str, content: bytes) -> bytes:
    link = f'<Relationship Id="a" Type="x/officeDocument" Target="{target}"/>'
    rels = f"<Relationships>{link}</Relationships>".encode()
    return zip_of({"_rels/.rels": rels, target: content})


@pytest.mark.parametrize(
    "data",
    [zip_of({"a.txt": b"x"}), package_of("w.xml", b"<document/>"), package_of("w.bin", b"\x01")],
    ids=["a zip", "a letter", "a binary workbook"],
)
def test_another_kind_of_package_is_no_workbook(data: bytes) -> None:
    assert fault_of(data) == "F102"


def test_a_sheet_whose_part_is_gone_is_a_fault_that_names_it() -> None:
    data = raw_workbook("", extra={"xl/_rels/workbook.xml.rels": b"<Relationships/>"})
    with pytest.raises(PackageFault) as caught:
        read_workbook(data)
    assert "事例" in caught.value.problem.message


@pytest.mark.parametrize(("name", "count"), [("事例1", 15), ("事例2", 15), ("参考資料1", 0)])
def test_reads_the_samples_whole(name: str, count: int) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = SAMPLES / f"{name}.xlsx"
    (grid,) = read_workbook(path.read_bytes()).sheets
    sheet = openpyxl.load_workbook(path).active
    values = {
        cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None
    }
    assert texts(grid) == values
    assert len(grid.merged) == count
    assert {cell.kind for cell in grid} == {CellKind.TEXT}
