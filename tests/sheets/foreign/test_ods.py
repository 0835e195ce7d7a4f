""".ods: what LibreOffice writes, made by hand, read twice in the child."""

import datetime as dt
from pathlib import Path

import pytest
from foreignmaking import ods_cell, ods_of, ods_row, ods_zip

from jusoforms.package import PackageFault
from jusoforms.problems import Severity
from jusoforms.sheets.grid import Area, CellKind, OverlayKind, Workbook
from jusoforms.sheets.opening import open_workbook
from making import only, texts

CORPUS = Path(__file__).parents[4] / "shared" / "corpora"
STRIKE = (
    '<style:style style:name="S" style:family="{}"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
)


def opened(data: bytes) -> Workbook:
    return open_workbook(data, "事例.ods")


def fault_of(data: bytes) -> str:
    with pytest.raises(PackageFault) as caught:
        opened(data)
    return caught.value.problem.code


def valued(kind: str, value: str, shown: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{value} {more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def test_reads_texts_with_one_notice_of_what_was_not_seen() -> None:
    paragraphs = (
        '<table:table-cell office:value-type="string"><text:p>一<text:s text:c="2"/>行目'
        "<text:tab/>x</text:p><text:p>二<text:line-break/>三</text:p></table:table-cell>"
    )
    book = opened(ods_of(ods_row(ods_cell("髙橋"), paragraphs)))
    assert texts(book.sheets[0]) == {"A1": "髙橋", "B1": "一  行目\tx\n二\n三"}
    assert [(p.code, p.severity) for p in book.remarks] == [("F137", Severity.NOTICE)]


@pytest.mark.parametrize(
    ("cell", "kind", "value", "text"),
    [
        (valued("float", 'value="12"', "0012"), CellKind.NUMBER, 12, "0012"),
        (valued("percentage", 'value="0.5"', "50%"), CellKind.NUMBER, 0.5, "50%"),
        (valued("boolean", 'boolean-value="true"', "TRUE"), CellKind.BOOLEAN, True, "TRUE"),
        (
            valued("date", 'date-value="2024-05-01"', "令和6年5月1日"),
            CellKind.DATE, dt.date(2024, 5, 1), "令和6年5月1日",
        ),
        (
            valued("date", 'date-value="2024-05-01"', "5月1日"),
            CellKind.DATE, dt.date(2024, 5, 1), "2024年5月1日",
        ),
        (
            valued("date", 'date-value="2024-05-01T14:00:00"', "x"),
            CellKind.DATE, dt.datetime.fromisoformat("2024-05-01T14:00"), "2024年5月1日 14:00",
        ),
        (valued("date", 'date-value="2024-13-01"', "?"), CellKind.ERROR, "########", "########"),
        (valued("time", 'time-value="PT36H00M00S"', "36:00"), CellKind.NUMBER, 1.5, "36:00"),
        (
            valued("string", 'string-value=""', "#N/A", 'calcext:value-type="error"'),
            CellKind.ERROR, "#N/A", "#N/A",
        ),
        (
            valued("string", 'string-value=""', "Err:502", 'table:formula="of:=1/0"'),
            CellKind.ERROR, "Err:502", "Err:502",
        ),
        ('<table:table-cell table:formula="of:=A2"/>', CellKind.UNCALCULATED, None, ""),
    ],
)  # fmt: skip
def test_reads_values_as_they_are_shown(
    cell: str, kind: CellKind, value: object, text: str
) -> None:
    book = opened(ods_of(ods_row(cell)))
    found = only(book.sheets[0])
    assert (found.kind, found.value, found.text) == (kind, value, text)
    assert [problem.code for problem in book.remarks] == ["F137"]


@pytest.mark.parametrize("by", ["cell", "parent", "column", "run"])
def test_what_is_struck_out_is_no_part_of_the_text(by: str) -> None:
    styles = STRIKE.format("text" if by == "run" else "table-cell")
    styles += '<style:style style:name="T" style:family="table-cell" style:parent-style-name="S"/>'
    run = 'まま<text:span text:style-name="S">旧姓</text:span>です'
    name = {"cell": "S", "parent": "T"}.get(by)
    style = f'table:style-name="{name}"' if name else ""
    columns = '<table:table-column table:default-cell-style-name="S"/>' if by == "column" else ""
    data = ods_of(columns + ods_row(ods_cell(run if by == "run" else "旧姓", style)), styles=styles)
    cell = only(opened(data).sheets[0])
    assert (cell.text, cell.struck) == ("ままです" if by == "run" else "", "旧姓")


def test_readings_and_notes_are_no_part_of_the_text() -> None:
    ruby = (
        "<text:ruby><text:ruby-base>田中</text:ruby-base><text:ruby-text>たなか</text:ruby-text>"
        "</text:ruby>様"
    )
    note = "<office:annotation><text:p>注意</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>{ruby}</text:p></table:table-cell>'
    (grid,) = opened(ods_of(ods_row(cell))).sheets
    assert texts(grid) == {"A1": "田中様"}
    assert [(o.kind, o.text) for o in grid.overlays] == [(OverlayKind.COMMENT, "注意")]


def test_shapes_with_and_without_words() -> None:
    shapes = (
        "<table:shapes><draw:custom-shape><text:p>箱の中</text:p></draw:custom-shape>"
        "<draw:ellipse/><draw:frame/></table:shapes>"
    )
    (grid,) = opened(ods_of(shapes + ods_row(ods_cell("a")))).sheets
    kinds = [(overlay.kind, overlay.text) for overlay in grid.overlays]
    assert kinds == [
        (OverlayKind.TEXT_BOX, "箱の中"), (OverlayKind.OVAL, ""), (OverlayKind.PICTURE, ""),
    ]  # fmt: skip


def test_merged_areas_repeated_and_hidden_rows_and_columns() -> None:
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = (
        '<table:table-column/><table:table-column-group><table:table-column table:visibility="collapse"'
        ' table:number-columns-repeated="2"/></table:table-column-group>'
        + ods_row(ods_cell("結合", spanned), "<table:covered-table-cell/>")
        + '<table:table-row table:number-rows-repeated="7"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row><table:table-row-group>'
        + ods_row(ods_cell("二", 'table:number-columns-repeated="2"'),
                  attributes='table:visibility="filter" table:number-rows-repeated="2"')
        + "</table:table-row-group>"
        + ods_row("<table:table-cell/>", attributes='table:number-rows-repeated="1048000"')
    )  # fmt: skip
    (grid,) = opened(ods_of(rows)).sheets
    assert texts(grid) == {"A1": "結合", "A9": "二", "B9": "二", "A10": "二", "B10": "二"}
    assert grid.merged == (Area(1, 1, 2, 2),)
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({9, 10}, {2, 3})


def test_a_hidden_sheet_and_names_and_a_print_area() -> None:
    hide = '<style:style style:name="H" style:family="table"><style:table-properties table:display="false"/></style:style>'
    more = (
        '<table:table table:name="裏" table:style-name="H"/><table:named-expressions>'
        '<table:named-expression table:name="jusoforms_form" table:expression="of:=&quot;事例票/1&quot;"/>'
        '<table:named-range table:name="番号" table:cell-range-address="$事例.$B$2:.$C$3"/>'
        "</table:named-expressions>"
    )
    head = "table:print-ranges=\"事例.A1:事例.B2 '事 例'.D1:'事 例'.D4\""
    book = opened(ods_of(ods_row(ods_cell("a")), styles=hide, more=more, head=head))
    assert [grid.visible for grid in book.sheets] == [True, False]
    assert book.defined_names == {
        ("", "jusoforms_form"): '"事例票/1"',
        ("", "番号"): "事例!$B$2:$C$3",
    }
    assert book.sheets[0].print_areas == (Area(1, 1, 2, 2), Area(1, 4, 4, 4))


def test_a_locked_one_says_so() -> None:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert fault_of(ods_zip({"content.xml": b"\x01", "META-INF/manifest.xml": manifest})) == "F141"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods_zip({}), "F112"),
        (ods_zip({"content.xml": b"<x/>"}), "F132"),
        (ods_zip({"content.xml": b"<!DOCTYPE x><x/>"}), "F110"),
        (ods_of(ods_row(ods_cell("a", 'table:number-columns-repeated="-1"'))), "F132"),
        (ods_of(ods_row(ods_cell("a"), attributes='table:number-rows-repeated="9999999"')), "F111"),
        (ods_of(ods_row(ods_cell("a"), attributes='table:number-rows-repeated="1000000"')), "F111"),
        (ods_of(ods_row(valued("float", 'value="x"', "1"))), "F132"),
    ],
    ids=[
        "no content",
        "another root",
        "doctype",
        "minus",
        "too far",
        "too many",
        "no number",
    ],
)
def test_what_is_broken_is_told(data: bytes, code: str) -> None:
    assert fault_of(data) == code


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpora are not here")
def test_over_the_corpus_both_readers_agree() -> None:
    refused = {}
    for path in sorted(CORPUS.rglob("*.ods")):
        try:
            remarks = opened(path.read_bytes()).remarks
        except PackageFault as fault:
            refused[path.name] = fault.problem.code
            continue
        assert [problem.code for problem in remarks] == ["F137"], path.name
    assert refused == {"pass_protected.ods": "F141", "issue_594_dos.ods": "F132"}
