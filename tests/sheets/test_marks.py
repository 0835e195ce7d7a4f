"""Marks in a returned workbook: what a person sees, and that all else stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markmaking import notes, opened, part, parts, persons_book, problem, rules, saved, with_part

from jusoforms.package import Package, write_package
from jusoforms.problems import Severity
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.marking import mark, unmark
from making import STRICT, workbook_of

BOOK = persons_book()
OURS = 'N("jusoforms")=0'
PROBLEMS = (
    problem("B2", candidates=("令和6年1月", "令和6年12月")),
    problem("B4", Severity.WARNING, label="本文"),
    problem("D6", label="末尾"),
    problem("A1", Severity.NOTICE),
    problem("", sheet="", label=""),
    problem("C3", sheet="保護 's"),
)


def made(data: bytes = BOOK, told: object = PROBLEMS) -> bytes:
    marked = mark(data, told)  # type: ignore[arg-type]
    assert marked is not None
    return marked


MARKED = made()
LIST = opened(MARKED)["エラー一覧"]


def test_the_persons_own_file_comes_back_byte_for_byte() -> None:
    assert unmark(MARKED) == BOOK
    assert unmark(BOOK) == BOOK


def test_marks_are_renewed_not_added() -> None:
    assert made(MARKED, PROBLEMS[:2]) == made(BOOK, PROBLEMS[:2])


def test_only_the_listed_parts_change() -> None:
    before, after = Package(BOOK), Package(MARKED)
    changed = {name for name in before.names if before.raw(name) != after.raw(name)}
    added = set(after.names) - set(before.names)
    assert after.names[: len(before.names)] == before.names
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert added == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/worksheets/sheet4.xml",
    }


def test_cells_are_marked_by_rules_that_win_over_the_persons() -> None:
    assert rules(MARKED) == [
        ("B2 D6", OURS, 1),
        ("B4:D4", OURS, 2),
        ("A1:B9", "LEN($A1)>0", 3),
    ]
    assert rules(MARKED, "保護 's") == [("C3", OURS, 1)]


def test_an_error_and_a_warning_differ_in_more_than_colour() -> None:
    looks = [
        rule.dxf
        for block in opened(MARKED)["事例"].conditional_formatting
        for rule in block.rules
        if rule.formula == [OURS]
    ]
    assert {look.border.left.style for look in looks} == {"thin", "dashed"}
    assert len({look.fill.bgColor.rgb for look in looks}) == 2


def test_rules_that_a_pivot_table_names_keep_their_number() -> None:
    book = with_part(
        BOOK,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("<conditionalFormatting ", '<conditionalFormatting pivot="1" '),
    )
    assert [(place, rank) for place, _, rank in rules(made(book))] == [
        ("A1:B9", 1),
        ("B2 D6", 2),
        ("B4:D4", 3),
    ]


def test_formats_of_the_person_are_not_touched() -> None:
    for name in ("B2", "B4", "D6"):
        before, after = opened(BOOK)["事例"][name], opened(MARKED)["事例"][name]
        assert after._style == before._style
        assert after.number_format == before.number_format


def test_a_note_says_what_and_how() -> None:
    (said,) = [text for place, text in notes(MARKED).items() if place == "B2"]
    assert said.startswith(
        "〔jusoforms〕要修正 1：時期\n「令和6年13月」は日付として読めません。\n→ "
    )
    assert "候補：令和6年1月、令和6年12月" in said
    assert "確認 5：本文" in notes(MARKED)["B4"]


def test_the_note_of_a_person_stays_alone() -> None:
    assert set(notes(MARKED)) == {"B2", "B4", "D6"}
    assert notes(MARKED)["D6"] == notes(BOOK)["D6"]
    boxes = part(MARKED, "xl/drawings/commentsDrawing1.vml")
    there = part(BOOK, "xl/drawings/commentsDrawing1.vml")
    assert boxes == there or boxes.startswith(there.removesuffix("</xml>"))


def test_problems_of_one_cell_share_a_note() -> None:
    told = [problem("B2", message=f"{n} 番目です。") for n in range(6)]
    said = notes(made(BOOK, told))["B2"]
    assert said.count("〔jusoforms〕") == 4
    assert "ほかに 2 件あります。" in said


def test_the_list_is_the_last_sheet_and_the_workbook_opens_as_before() -> None:
    book = opened(MARKED)
    assert book.sheetnames == ["事例", "保護 's", "裏", "エラー一覧"]
    assert book.active == book["事例"]
    assert book["エラー一覧"].sheet_state == "visible"


def test_the_list_tells_everything_in_order_of_weight() -> None:
    rows = [[cell.value or "" for cell in row] for row in LIST.iter_rows(min_row=4)]
    assert rows[0] == ["番号", "重さ", "シート", "セル", "項目", "何が", "なぜ", "どう直すか"]
    assert [row[:5] for row in rows[1:]] == [
        ["1", "要修正", "事例", "B2", "時期"],
        ["2", "要修正", "事例", "D6", "末尾"],
        ["3", "要修正", "ファイル全体", "", ""],
        ["4", "要修正", "保護 's", "C3", "時期"],
        ["5", "確認", "事例", "B4", "本文"],
        ["6", "お知らせ", "事例", "A1", "時期"],
    ]


def test_the_list_links_to_the_cells() -> None:
    links = {
        cell.coordinate: cell.hyperlink.location for (cell,) in LIST["D5:D10"] if cell.hyperlink
    }
    assert links == {
        "D5": "'事例'!B2",
        "D6": "'事例'!D6",
        "D8": "'保護 ''s'!C3",
        "D9": "'事例'!B4",
        "D10": "'事例'!A1",
    }


def test_the_list_prints_on_a4_with_its_heading_on_each_page() -> None:
    assert (LIST.page_setup.paperSize, LIST.page_setup.orientation) == (9, "landscape")
    assert LIST.print_title_rows == "$1:$4"
    setup = LIST.sheet_properties.pageSetUpPr
    assert setup is not None
    assert (setup.fitToPage, LIST.page_setup.fitToHeight) == (True, 0)


def test_nobody_writes_on_the_list_by_mistake() -> None:
    assert LIST.protection.sheet
    assert LIST.protection.password is None


def test_a_sheet_of_that_name_keeps_it() -> None:
    book = opened(BOOK)
    book.create_sheet("エラー一覧")["A1"] = "人のシート"
    marked = made(saved(book))
    assert opened(marked).sheetnames[-2:] == ["エラー一覧", "エラー一覧 (2)"]
    assert opened(unmark(marked))["エラー一覧"]["A1"].value == "人のシート"


def test_too_many_problems_are_counted() -> None:
    told = [problem(f"A{number}", message=f"{number}。") for number in range(1, 1203)]
    marked = made(BOOK, told)
    assert len(notes(marked)) == 301  # one is a person's
    assert sum(len(place.split()) for place, formula, _ in rules(marked) if formula == OURS) == 1202
    assert opened(marked)["エラー一覧"].cell(1005, 1).value == "ほかに 202 件あります。"
    assert unmark(marked) == BOOK


def test_what_a_cell_says_cannot_break_the_marks() -> None:
    hostile = "]]>--><&\"' _x000D_ =1+1 \x0b\ud800"
    marked = made(BOOK, [problem("B2", message=hostile, label=hostile)])
    assert read_workbook(marked).sheets[-1].cells[5, 6].text.startswith("]]>--><&\"' _x000D_ =1+1")
    assert unmark(marked) == BOOK


def test_cells_that_are_none_are_listed_without_a_link() -> None:
    told = [problem("どこか"), problem("B2", sheet="ない"), problem("XFE1"), problem("A0")]
    marked = made(BOOK, told)
    assert rules(marked) == rules(BOOK)
    listed = opened(marked)["エラー一覧"]
    assert not any(cell.hyperlink for row in listed for cell in row)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"1,2\n", BOOK[:900]],
)
def test_what_is_no_workbook_is_not_marked(data: bytes) -> None:
    assert mark(data, PROBLEMS) is None
    assert unmark(data) == data


@pytest.mark.parametrize("name", ["_xmlsignatures/origin.sigs", "xl/revisions/revisionHeaders.xml"])
def test_signed_and_shared_workbooks_are_not_marked(name: str) -> None:
    package = Package(BOOK)
    own = [(n, package.raw(n)) for n in package.names]
    assert mark(write_package([*own, (name, b"x")]), PROBLEMS) is None


def test_a_workbook_without_styles_is_not_marked() -> None:
    assert mark(workbook_of("| a |"), [problem("A1")]) is None


def test_a_part_in_another_encoding_is_not_marked() -> None:
    package = Package(BOOK)
    changed = package.read("xl/styles.xml").decode().encode("utf-16")
    book = write_package(
        (n, changed if n == "xl/styles.xml" else package.raw(n)) for n in package.names
    )
    assert mark(book, PROBLEMS) is None


def test_strict_workbooks_are_marked_in_their_own_dialect() -> None:
    def strict(xml: str) -> str:
        main, links = STRICT
        xml = xml.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", main)
        return xml.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships", links
        )

    book = BOOK
    for name in Package(BOOK).names:
        if name.endswith((".xml", ".rels")):
            book = with_part(book, name, strict)
    marked = made(book)
    new = "".join(part(marked, name) for name in set(parts(marked)) - set(parts(book)))
    assert "http://schemas.openxmlformats.org/spreadsheetml" not in new
    assert STRICT[0] in new
    assert read_workbook(marked).sheets[-1].name == "エラー一覧"
    assert unmark(marked) == book


def test_a_prefix_of_the_persons_part_is_ours_too() -> None:
    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-z])(?!\?)", r"<\1x:", xml)
        return xml.replace('xmlns="http://schemas.openx', 'xmlns:x="http://schemas.openx')

    book = with_part(BOOK, "xl/worksheets/sheet2.xml", prefixed)
    marked = part(made(book), "xl/worksheets/sheet2.xml")
    assert "<x:cfRule" in marked
    assert "<cfRule" not in marked
    assert rules(made(book), "保護 's") == [("C3", OURS, 1)]


def test_controls_in_the_same_drawing_stay_byte_for_byte(corpus_book: bytes) -> None:
    marked = made(corpus_book, [problem("E9", sheet=read_workbook(corpus_book).sheets[0].name)])
    drawing = next(name for name in parts(corpus_book) if name.endswith(".vml"))
    before, after = parts(corpus_book)[drawing], parts(marked)[drawing]
    end = before.rindex(b"</xml>")
    assert after.startswith(before[:end])
    assert after.endswith(before[end:])
    assert len(after) > len(before)


@pytest.fixture
def corpus_book() -> bytes:
    from test_workbook_corpora import CORPORA

    found: list[Path] = sorted(CORPORA.rglob("CommentAndButton.xlsx"))
    if not found:
        pytest.skip("no corpora beside the checkout")
    return found[0].read_bytes()
