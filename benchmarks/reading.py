"""CPU time of reading a filled form, ours beside the libraries, as ratios.

    python benchmarks/reading.py

The form is 80 rows of 8 columns with 248 merged areas, readings on every text and styled blank
cells, as a ward's sheet has them. Every reader reads every value. openpyxl and python-calamine
come with ``jusoforms[test]``. Ratios, because machines differ; see docs/design.md for a guide.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import openpyxl
import python_calamine

from jusoforms.package import write_package
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import address, column_letters

ROUNDS = 40
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDS = "相談を受けて、関係機関と連絡を取り、次回の支援会議で役割分担を確かめる。"


def form(rows: int = 80, columns: int = 8) -> bytes:
    """Return a merged form: three areas a row, a fourth every tenth row."""
    strings: list[str] = []
    data, merges = [], []
    for row in range(1, rows + 1):
        merges += [f"{address(row, a)}:{address(row, b)}" for a, b in ((1, 2), (3, 5), (6, 7))]
        if row % 10 == 0:
            merges.append(f"{address(row, columns)}:{address(row, columns)}")
        cells = []
        for column in range(1, columns + 1):
            place = address(row, column)
            if column in {1, 3, 6, 8}:
                reading = '<rPh sb="0" eb="2"><t>ソウダン</t></rPh><phoneticPr fontId="1"/>'
                strings.append(f"<si><t>{row}.{column} {WORDS}</t>{reading}</si>")
                cells.append(f'<c r="{place}" s="1" t="s"><v>{len(strings) - 1}</v></c>')
            else:
                cells.append(f'<c r="{place}" s="1"/>')
        data.append(f'<row r="{row}" spans="1:{columns}">{"".join(cells)}</row>')
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    sheet = (
        f'<dimension ref="A1:{column_letters(columns)}{rows}"/>'
        f"<sheetData>{''.join(data)}</sheetData><mergeCells>{merged}</mergeCells>"
    )
    return write_package([(name, text.encode()) for name, text in _parts(sheet, strings).items()])


def _parts(sheet: str, strings: list[str]) -> dict[str, str]:
    def links(*kinds: tuple[str, str]) -> str:
        inside = "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(kinds, 1)
        )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'

    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = {
        "workbook": "sheet.main", "worksheets/sheet1": "worksheet",
        "styles": "styles", "sharedStrings": "sharedStrings",
    }  # fmt: skip
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{mime}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    line = '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>'
    styles = (
        '<fonts count="1"><font><sz val="11"/><name val="\uff2d\uff33 明朝"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="2"><border/><border>{line}</border></borders>'
        f'<cellStyleXfs count="1">{xf}/></cellStyleXfs>'
        f'<cellXfs count="2">{xf} xfId="0"/>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/></cellXfs>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="事例" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>',
    }


def ours(data: bytes) -> int:
    return sum(len(cell.text) for grid in read_workbook(data).sheets for cell in grid)


def openpyxl_full(data: bytes) -> int:
    return _openpyxl(data, read_only=False)


def openpyxl_read_only(data: bytes) -> int:
    return _openpyxl(data, read_only=True)


def _openpyxl(data: bytes, *, read_only: bool) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=read_only)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return sum(len(str(value)) for row in rows for value in row if value is not None)


def calamine(data: bytes) -> int:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return sum(len(str(value)) for row in rows for value in row)


def milliseconds(read: Callable[[bytes], int], data: bytes) -> float:
    read(data)
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        read(data)
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def main() -> None:
    data = form()
    base = milliseconds(ours, data)
    print(f"80 rows, 248 merges, {len(data)} bytes; median of {ROUNDS}, CPU")
    print(f"{'jusoforms':20} {base:8.2f} ms")
    for read in (openpyxl_full, openpyxl_read_only, calamine):
        if read(data) != ours(data):
            print(f"{read.__name__}: read something else")
        own = milliseconds(read, data)
        print(f"{read.__name__:20} {own:8.2f} ms  {own / base:6.2f} times")


if __name__ == "__main__":
    main()
