"""Workbooks whose XML is well-formed and whose numbers, places and links are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from xml.sax.saxutils import escape

from cases import Case, case, sample
from package_changes import with_texts

from making import TRANSITIONAL, raw_workbook, zip_of

CELL = '<c r="A1" t="str"><v>a</v></c>'
MAIN, OFFICE = TRANSITIONAL


def rows(inside: str, after: str = "", before: str = "") -> str:
    return f"{before}<sheetData>{inside}</sheetData>{after}"


def sheets() -> Iterator[Case]:
    yield from _places()
    yield from _values()
    yield from _many()
    yield from _links()
    yield from _texts()


def _places() -> Iterator[Case]:
    references = ("XFD1048576", "XFE1", "A1048577", "A0", "A-1", "-A1", "1", "A", "AAAA1", "R1C1", "Sheet!A1",
                  "A1:B2", "$A$1", "あ1", "A１", "", "A" * 5000, "A" + "9" * 5000)  # fmt: skip
    for n, reference in enumerate(references):
        inside = f'<row r="1"><c r="{reference}" t="str"><v>a</v></c></row>'
        yield case(f"cell-{n}.xlsx", raw_workbook(rows(inside)))
        yield case(f"merge-{n}.xlsx", raw_workbook(rows("", f'<mergeCells><mergeCell ref="{reference}:B2"/></mergeCells>')))  # fmt: skip
    for n, row in enumerate(("0", "-1", "1048577", "x", "1.5", "１", "9" * 5000, " 1 ")):
        yield case(f"row-{n}.xlsx", raw_workbook(rows(f'<row r="{row}">{CELL}</row>')))
        columns = f'<cols><col min="{row}" max="{row}" hidden="1"/></cols>'
        yield case(f"column-{n}.xlsx", raw_workbook(rows(f"<row>{CELL}</row>", before=columns)))
    yield case("rows-backwards.xlsx", raw_workbook(rows('<row r="9"/><row r="1"/><row r="9"/>')))
    yield case("doubles.xlsx", raw_workbook(rows(f"<row>{CELL}{CELL}</row>")), "F112")
    yield case("dimension.xlsx", raw_workbook('<dimension ref="A1:XFD1048576"/>' + rows(CELL)))


def _values() -> Iterator[Case]:
    numbers = ("", " ", "x", "NaN", "INF", "-INF", "1e999", "-1e999", "1e-999", "-0", "0x10", "1_000", "1,5",
               "１２", "9" * 5000, "1" + "0" * 400, "0." + "0" * 5000 + "1", "--1", "+1", "1e", "٣", "-2958466",
               "2958466", "60", "0.99999999999")  # fmt: skip
    styles = (
        "<cellXfs>" + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 46, 58, 49)) + "</cellXfs>"
    )
    for n, number in enumerate(numbers):
        cells = "".join(
            f'<c t="{kind}" s="{style}"><v>{escape(number)}</v></c>'
            for style in range(5)
            for kind in ("n", "s", "b", "e", "d", "str", "what")
        )
        yield case(f"number-{n}.xlsx", raw_workbook(rows(f"<row>{cells}</row>"), styles_xml=styles, strings_xml="<si/>"))  # fmt: skip
        yield case(f"style-{n}.xlsx", raw_workbook(rows(f'<row><c s="{number}"><v>1</v></c></row>'), styles_xml=f'<cellXfs><xf numFmtId="{number}" fontId="{number}"/></cellXfs>'))  # fmt: skip
    formats = ("[" * 255, '"' * 255, "\\" * 255, "y" * 255, "0" * 255, "[h]" * 80, "[$-411]" * 36, "#,##0" * 50,
               "[<" + "9" * 250, "0." + "0" * 250, ";" * 255, "e" * 255, "g" * 300, "%" * 255, "?/?" * 80)  # fmt: skip
    for n, code in enumerate(formats):
        style = f'<numFmts><numFmt numFmtId="200" formatCode="{escape(code, {chr(34): "&quot;"})}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'  # fmt: skip
        cells = "".join(f"<c><v>{number}</v></c>" for number in ("45413.5", "-1.5", "1e300", "0"))
        yield case(f"format-{n}.xlsx", raw_workbook(rows(f"<row>{cells}</row>"), styles_xml=style))


def _many() -> Iterator[Case]:
    yield case("far.xlsx", raw_workbook(rows(f'<row r="1">{CELL}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))  # fmt: skip
    many: dict[str, Callable[[], str]] = {
        "cells-190000": lambda: rows("".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 10 + "</row>" for n in range(1, 19_001))),
        "cells-400000": lambda: rows(("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>") * 25),
        "blank-cells-600000": lambda: rows(("<row>" + '<c s="1"/>' * 6_000 + "</row>") * 100),
        "texts-190000": lambda: rows(("<row>" + '<c t="str"><v>あいう</v></c>' * 10 + "</row>") * 19_000),
        "inline-100000": lambda: rows(("<row>" + '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>a</t></r><r><t>b</t></r></is></c>' * 10 + "</row>") * 10_000),
        "rows-1000000": lambda: rows("<row/>" * 1_000_000),
        "rows-two-million": lambda: rows("<row/>" * 2_000_001),
        "hidden-rows": lambda: rows('<row hidden="1"/>' * 400_000),
        "merges-10001": lambda: rows("", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 10_001 + "</mergeCells>"),
        "merges-9000-small": lambda: rows("", "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:C{n}"/>' for n in range(1, 9_001)) + "</mergeCells>"),
        "merges-whole": lambda: rows("", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 101 + "</mergeCells>"),
        "merges-wide": lambda: rows(f"<row>{CELL}</row>", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100 + "</mergeCells>"),
        "merges-4096": lambda: rows("", "<mergeCells>" + '<mergeCell ref="A1:A4096"/>' * 200 + "</mergeCells>"),
        "columns": lambda: rows(f"<row>{CELL}</row>", before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 100_000 + "</cols>"),
        "long-text": lambda: rows(f'<row><c t="str"><v>{"あ" * 2_000_000}</v></c></row>'),
        "long-formula": lambda: rows(f'<row><c><f>{"1+" * 500_000}1</f><v>1</v></c></row>'),
        "long-error": lambda: rows(f'<row><c t="e"><v>{"#" * 500_000}</v></c></row>'),
        "escapes": lambda: rows(f'<row><c t="str"><v>{"_x005F_" * 200_000}</v></c></row>'),
        "half-escapes": lambda: rows(f'<row><c t="str"><v>{"_xD83D_" * 200_000}</v></c></row>'),
        "validations": lambda: rows("", "<dataValidations>" + '<dataValidation sqref="A1"><formula1>"a"</formula1></dataValidation>' * 60_000 + "</dataValidations>"),
    }  # fmt: skip
    for name, inside in many.items():
        yield case(f"many-{name}.xlsx", lambda inside=inside: raw_workbook(inside()), slow=True)  # type: ignore[misc]
    yield case("many-strings.xlsx", lambda: raw_workbook(rows("<row/>"), strings_xml="<si><t>a</t></si>" * 190_000), slow=True)  # fmt: skip
    yield case("many-rich-strings.xlsx", lambda: raw_workbook(rows("<row/>"), strings_xml="<si><r><rPr><strike/></rPr><t>a</t></r></si>" * 100_000), slow=True)  # fmt: skip
    yield case("many-runs.xlsx", lambda: raw_workbook(rows('<row><c t="s"><v>0</v></c></row>'), strings_xml="<si>" + "<r><rPr><strike/></rPr><t>a</t></r>" * 100_000 + "</si>"), slow=True)  # fmt: skip
    yield case("one-string-everywhere.xlsx", lambda: raw_workbook(rows(("<row>" + '<c t="s"><v>0</v></c>' * 1000 + "</row>") * 150), strings_xml=f"<si><t>{'あ' * 30_000}</t></si>"), slow=True)  # fmt: skip
    yield case("many-styles.xlsx", lambda: raw_workbook(rows("<row/>"), styles_xml="<fonts>" + "<font><strike/></font>" * 99_000 + "</fonts><cellXfs>" + '<xf numFmtId="14" fontId="9"/>' * 99_000 + "</cellXfs>"), slow=True)  # fmt: skip
    yield case("many-formats.xlsx", lambda: raw_workbook(rows("<row/>"), styles_xml="<numFmts>" + "".join(f'<numFmt numFmtId="{n}" formatCode="0{n}"/>' for n in range(99_000)) + "</numFmts>"), slow=True)  # fmt: skip
    yield case("many-names.xlsx", lambda: raw_workbook(rows("<row/>"), names={f"n{n}": "事例!$A$1" for n in range(100_000)}), slow=True)  # fmt: skip
    yield case("many-areas.xlsx", lambda: raw_workbook(rows(f"<row>{CELL}</row>"), print_areas={"事例": "事例!$A$1:$B$2," * 100_000}), slow=True)  # fmt: skip
    yield case("quoted-areas.xlsx", lambda: raw_workbook(rows(f"<row>{CELL}</row>"), print_areas={"事例": "'" * 200_001}), slow=True)  # fmt: skip
    yield case("many-sheets.xlsx", lambda: raw_workbook({f"s{n}": rows(f"<row>{CELL}</row>") for n in range(499)}))  # fmt: skip
    yield case(
        "too-many-sheets.xlsx", lambda: raw_workbook({f"s{n}": "" for n in range(501)}), "F111"
    )


def _links() -> Iterator[Case]:
    targets = ("../../../etc/passwd", "file:///etc/passwd", "http://localhost:1/x", "\\\\host\\share", "/", "",
               ".", "xl", "../xl/workbook.xml", "%2e%2e/%2e%2e/x", "worksheets/sheet1.xml#x", "workbook.xml",
               "_rels/workbook.xml.rels", "x" * 10_000, "\u202egnp.xml")  # fmt: skip
    for n, target in enumerate(targets):
        for external in ("", ' TargetMode="External"'):
            yield case(
                f"target-{n}{'-outside' if external else ''}.xlsx", _linked(target, external)
            )
    yield case("one-part-500-sheets.xlsx", partial(_same_part, 400, 190_000), slow=True)
    yield case("one-blank-part-500-sheets.xlsx", partial(_same_part, 500, 0, 400_000), slow=True)
    yield case("cycle.xlsx", _cycle())
    yield case("many-links.xlsx", lambda: raw_workbook("", extra={"xl/worksheets/_rels/sheet1.xml.rels": _many_links()}), slow=True)  # fmt: skip
    yield case("many-root-links.xlsx", lambda: raw_workbook("", extra={"_rels/.rels": _many_links()}), slow=True)  # fmt: skip
    for kind, root in _OVERLAYS.items():
        for name, inside in (
            ("empty", ""),
            ("many", root[1] * 20_000),
            ("deep", "<g>" * 5_000 + "</g>" * 5_000),
        ):
            yield case(f"{kind}-{name}.xlsx", partial(_with_overlay, kind, root[0], inside), slow=name == "many")  # fmt: skip
        yield case(f"{kind}-garbage.xlsx", partial(_with_overlay, kind, root[0], None))
    yield case("only-itself.xlsx", zip_of({"_rels/.rels": b'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="_rels/.rels"/></Relationships>'}), "F102")  # fmt: skip


_OVERLAYS = {
    "comments": ("comments", '<comment ref="A1" authorId="99"><text><t>a</t></text></comment>'),
    "drawing": ("wsDr", "<twoCellAnchor><from><col>-1</col><row>99999999</row></from><to><col>x</col><row/></to><sp><txBody><p><r><t>a</t></r></p></txBody></sp></twoCellAnchor>"),
    "vmlDrawing": ("xml", '<shape id="a"><ClientData ObjectType="Checkbox"><Anchor>1,,x,-1</Anchor></ClientData></shape>'),
    "threadedComment": ("ThreadedComments", '<threadedComment ref="A1" id="a" parentId="a"><text>a</text></threadedComment>'),
    "ctrlProp": ("formControlPr", "<a/>"),
    "table": ("table", '<autoFilter ref="A1:XFD1048576"/>'),
}  # fmt: skip


def _texts() -> Iterator[Case]:
    """The reference case with each of its texts replaced by what could make a pattern run wild."""
    nasty = ("（" * 20_000, "）" * 20_000, "、" * 20_000, "・" * 20_000, "\n" * 20_000, "令和" * 10_000,
             "1" * 30_000, "　" * 30_000, "（福祉課" * 8_000, "1 " * 15_000, "年月日" * 10_000,
             "／" * 20_000, "：" * 20_000, "→" * 20_000, "①" * 20_000, "ｱﾞ" * 15_000, "\U000E0100" * 20_000,
             "{{役割分担}}" * 4_000, "=cmd|' /C calc'!A0", "\u202e" * 20_000, "令和999999年99月99日", "R" + "9" * 30_000)  # fmt: skip
    for n, text in enumerate(nasty):
        yield case(f"text-all-{n}.xlsx", partial(with_texts, sample, text))
    for field in range(15):
        for n in (0, 5, 8):
            yield case(f"text-{field}-{n}.xlsx", partial(with_texts, sample, nasty[n], field))


def _linked(target: str, external: str) -> bytes:
    link = (
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{escape(target)}"{external}/>'
    )
    return raw_workbook(rows(f"<row>{CELL}</row>"), extra={"xl/_rels/workbook.xml.rels": f"<Relationships>{link}</Relationships>".encode()})  # fmt: skip


def _same_part(sheets: int, cells: int, blanks: int = 0) -> bytes:
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(sheets))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    filled = ("<row>" + "<c><v>1</v></c>" * 10 + "</row>") * (cells // sheets // 10)
    blank = ("<row>" + '<c s="1"/>' * 1_000 + "</row>") * (blanks // 1_000)
    return raw_workbook(rows(filled + blank), extra={"xl/workbook.xml": book.encode()})


def _cycle() -> bytes:
    links = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate((("worksheet", "sheet1.xml"), ("drawing", "sheet1.xml"), ("comments", "../workbook.xml"), ("officeDocument", "/xl/workbook.xml"), ("vmlDrawing", "_rels/sheet1.xml.rels"))))  # fmt: skip
    return raw_workbook(rows(f"<row>{CELL}</row>", '<drawing r:id="r1" xmlns:r="x"/><legacyDrawing r:id="r4" xmlns:r="x"/>'), extra={"xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{links}</Relationships>".encode()})  # fmt: skip


def _many_links() -> bytes:
    link = f'<Relationship Id="r{{}}" Type="{OFFICE}/drawing" Target="../a{{}}.xml"/>'
    return ("<Relationships>" + "".join(link.format(n, n) for n in range(100_000)) + "</Relationships>").encode()  # fmt: skip


def _with_overlay(kind: str, root: str, inside: str | None) -> bytes:
    link = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="../over.xml"/>'
    part = b"\xff\x00" if inside is None else f"<{root}>{inside}</{root}>".encode()
    after = f'<drawing r:id="r1" xmlns:r="{OFFICE}"/><legacyDrawing r:id="r1" xmlns:r="{OFFICE}"/>'
    return raw_workbook(
        rows(f"<row>{CELL}</row>", after),
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{link}</Relationships>".encode(),
            "xl/over.xml": part,
        },
    )
