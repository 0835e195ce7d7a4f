"""事業一覧: parents with bullets, numbered children, 形態 with (設置数) and notes."""

import pytest
from gridmaking import book_of, grid_of

from jusoforms.sheets.capture import Captured, capture
from jusoforms.sheets.grid import Area
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import default_lists

HEAD = [["対象事業一覧", "", "参考資料 1"], ["", "", ""], ["事業名", "事業内容", "形態 (設置数)"]]
PARENT = ["相談支援事業", "・受け止める\n・つなぐ", ""]


def captured(*rows: list[str]) -> Captured:
    return capture(book_of(grid_of([*HEAD, *rows], name="一覧")), default_lists())


def catalogue(*rows: list[str]) -> Catalogue:
    record = captured(*rows).record
    assert isinstance(record, Catalogue)
    return record


@pytest.mark.parametrize(
    ("title", "year"),
    [("令和7年度 一覧", "令和7年度"), ("令和 7 年度一覧", "令和7年度"), ("令和七年度一覧", "令和七年度"),
     ("2025年度一覧", "2025年度"), ("R7年度 一覧", "R7年度"), ("一覧", "")],
)  # fmt: skip
def test_the_year_in_the_title(title: str, year: str) -> None:
    record = capture(book_of(grid_of([[title, "", ""], *HEAD[1:], PARENT])), default_lists()).record
    assert isinstance(record, Catalogue)
    assert record.fiscal_year == year


@pytest.mark.parametrize("mode", ["直営(1)・委託(3)", "直営 (1)\n委託 (3)", "委託 (3)、民間 (1)"])
def test_two_modes_in_one_cell_are_told(mode: str) -> None:
    found = captured(PARENT, ["自立相談", "① 総合窓口", mode])
    assert "S126" in [problem.code for problem in found.problems]


def test_reads_title_number_parents_and_children() -> None:
    found = catalogue(
        PARENT, ["自立相談", "① 総合窓口", "委託 (5) 5地区担当制"], ["", "② 訪問", "直営(1)"]
    )
    assert (found.title, found.reference_number) == ("対象事業一覧", "参考資料 1")
    (program,) = found.programs
    assert program.contents == ("受け止める", "つなぐ")
    one, two = program.sub_programs
    assert (one.name, one.number, one.content) == ("自立相談", 1, "総合窓口")
    assert (one.delivery_mode, one.site_count, one.note) == ("委託", 5, "5地区担当制")
    assert (two.name, two.number, two.delivery_mode, two.site_count) == ("", 2, "直営", 1)


def test_a_parent_may_have_a_mode_of_its_own() -> None:
    (program,) = catalogue(["多機関協働事業", "・担う", "直営・委託 (1)"]).programs
    assert (program.delivery_mode, program.site_count, program.sub_programs) == (
        "直営・委託",
        1,
        (),
    )


def test_numbers_in_other_shapes() -> None:
    children = (
        catalogue(PARENT, ["甲", "(1) 窓口", ""], ["乙", "２．訪問", ""]).programs[0].sub_programs
    )
    assert [(c.number, c.content) for c in children] == [(1, "窓口"), (2, "訪問")]


def test_what_cannot_be_placed_is_told() -> None:
    found = captured(["", "① 窓口", ""], PARENT, ["", "補足", ""], ["甲", "① 窓口", "委託（五）"])
    assert [(p.code, p.cell) for p in found.problems] == [
        ("S130", "B4"),
        ("S130", "B6"),
        ("S126", "C7"),
    ]


def test_a_list_without_its_heading_row_is_no_list() -> None:
    grid = grid_of([["事業名", "甲"], ["事業内容", "乙"], ["形態 (設置数)", "丙"]])
    assert [p.code for p in capture(book_of(grid), default_lists()).problems][:1] == ["S141"]


def test_a_name_merged_over_two_programs_counts_for_both() -> None:
    rows = [*HEAD, PARENT, ["甲", "① 窓口", "委託 (1)"], ["", "② 訪問", ""]]
    grid = grid_of(rows, merged=[Area(5, 1, 6, 1), Area(5, 3, 6, 3)])
    record = capture(book_of(grid), default_lists()).record
    assert isinstance(record, Catalogue)
    children = record.programs[0].sub_programs
    assert [(c.name, c.delivery_mode, c.site_count) for c in children] == [("甲", "委託", 1)] * 2


def test_a_name_merged_with_its_parent_stays_the_parents() -> None:
    rows = [*HEAD, PARENT, ["", "① 窓口", "委託 (1)"]]
    record = capture(book_of(grid_of(rows, merged=[Area(4, 1, 5, 1)])), default_lists()).record
    assert isinstance(record, Catalogue)
    assert record.programs[0].sub_programs[0].name == ""


def test_a_note_below_the_table_is_no_program() -> None:
    found = captured(PARENT, ["甲", "① 窓口", "直営 (1)"], ["※令和7年4月現在", "", ""])
    assert isinstance(found.record, Catalogue)
    assert len(found.record.programs) == 1
    assert [(p.code, p.cell) for p in found.problems] == [("S150", "A6")]


def test_the_heading_row_may_stand_again() -> None:
    found = captured(PARENT, HEAD[2], ["甲", "① 窓口", "直営 (1)"])
    assert found.problems == ()
    assert isinstance(found.record, Catalogue)
    assert len(found.record.programs) == 1


def test_a_row_with_a_mode_alone_is_a_question() -> None:
    assert [(p.code, p.cell) for p in captured(PARENT, ["", "", "直営 (1)"]).problems] == [
        ("S130", "C5")
    ]
