"""Marks vanish without trace, whoever has saved the marked workbook since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markmaking import (
    SAVED_BY,
    by_openpyxl,
    notes,
    opened,
    parts,
    persons_book,
    problem,
    rules,
    saved,
    with_bytes,
    with_part,
)

from jusoforms.package import Package
from jusoforms.problems import Severity
from jusoforms.sheets.marking import mark, unmark

Save = Callable[[bytes, Path], bytes]

BOOK = persons_book()
PROBLEMS = (
    problem("B2"),
    problem("B4", Severity.WARNING),
    problem("D6"),
    problem("C3", sheet="保護 's"),
)
MARKED = mark(BOOK, PROBLEMS) or b""
CLOSING = "〔直して保存すると、この印は次の読み取りで消えます〕"


@pytest.mark.parametrize("save", SAVED_BY)
def test_nothing_of_ours_is_left_after_another_program_saved_it(save: Save, tmp_path: Path) -> None:
    bare = unmark(save(MARKED, tmp_path))
    for name, data in parts(bare).items():
        assert b"jusoforms" not in data, name
        assert "エラー一覧".encode() not in data, name
        assert "読めません".encode() not in data, name
    assert opened(bare).sheetnames == ["事例", "保護 's", "裏"]


@pytest.mark.parametrize("save", SAVED_BY)
def test_everything_of_the_persons_is_left(save: Save, tmp_path: Path) -> None:
    bare, never = unmark(save(MARKED, tmp_path)), save(BOOK, tmp_path)
    assert notes(bare) == notes(never)
    assert [rule[:2] for rule in rules(bare)] == [rule[:2] for rule in rules(never)]
    assert set(opened(bare).defined_names) == set(opened(never).defined_names)
    assert opened(bare)["事例"].print_area == opened(never)["事例"].print_area
    assert opened(bare)["裏"].sheet_state == "hidden"
    assert opened(bare)["保護 's"].protection.sheet
    assert set(Package(bare).names) == set(Package(never).names)


@pytest.mark.parametrize("save", SAVED_BY)
def test_it_can_be_marked_again(save: Save, tmp_path: Path) -> None:
    again = mark(save(MARKED, tmp_path), PROBLEMS[:1])
    assert again is not None
    assert opened(again).sheetnames.count("エラー一覧") == 1
    assert [place for place, formula, _ in rules(again) if "jusoforms" in formula] == ["B2"]


def test_a_correction_made_in_the_file_itself_is_kept() -> None:
    mended = with_part(
        MARKED, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<v>13</v>", "<v>12</v>")
    )
    bare = unmark(mended)
    assert opened(bare)["事例"]["A9"].value == 12
    assert opened(bare).sheetnames == ["事例", "保護 's", "裏"]
    assert notes(bare) == notes(BOOK)


def test_what_a_person_wrote_below_our_note_stays(tmp_path: Path) -> None:
    book = opened(MARKED)
    book["事例"]["B2"].comment.text += "\n確認済み（佐藤）"
    assert notes(unmark(saved(book))) == notes(BOOK) | {"B2": "確認済み（佐藤）"}


def test_a_note_that_a_person_wrote_over_ours_stays(tmp_path: Path) -> None:
    book = opened(MARKED)
    book["事例"]["B2"].comment.text = "自分のメモ"
    assert notes(unmark(saved(book))) == notes(BOOK) | {"B2": "自分のメモ"}


def test_a_list_that_was_renamed_and_moved_goes_too() -> None:
    book = opened(MARKED)
    book["エラー一覧"].title = "直すところ"
    for name in book.defined_names.values():
        name.value = name.value.replace("エラー一覧", "直すところ")
    book.move_sheet("直すところ", -3)
    book.active = 0
    bare = opened(unmark(saved(book)))
    assert bare.sheetnames == ["事例", "保護 's", "裏"]
    assert bare.active == bare["事例"]
    assert bare["事例"].print_area == "'事例'!$A$1:$F$20"


def test_a_list_that_was_deleted_is_not_missed() -> None:
    book = opened(MARKED)
    del book["エラー一覧"]
    bare = unmark(saved(book))
    assert opened(bare).sheetnames == ["事例", "保護 's", "裏"]
    assert notes(bare) == notes(BOOK)
    assert list(opened(bare).defined_names) == ["人の名前"]


def test_the_way_back_is_not_taken_after_a_change() -> None:
    """The comment in the list is still there; the file is another."""
    mended = with_part(MARKED, "docProps/core.xml", lambda xml: xml.replace("openpyxl", "佐藤"))
    bare = unmark(mended)
    assert bare != BOOK
    assert parts(bare)["docProps/core.xml"] == parts(mended)["docProps/core.xml"]
    assert parts(bare)["xl/worksheets/sheet2.xml"] == parts(BOOK)["xl/worksheets/sheet2.xml"]


def test_saving_without_marks_changes_nothing(tmp_path: Path) -> None:
    again = by_openpyxl(BOOK, tmp_path)
    assert unmark(again) == again


def test_a_marked_sheet_copied_into_another_workbook_loses_its_marks() -> None:
    """Only the rules and notes came with it: no list, no name."""
    book = opened(MARKED)
    del book["エラー一覧"]
    for name in ("_jusoforms_marks", "_jusoforms_list"):
        del book.defined_names[name]
    bare = unmark(saved(book))
    assert notes(bare) == notes(BOOK)
    assert [formula for _, formula, _ in rules(bare)] == ["LEN($A1)>0"]


def test_our_name_in_a_cell_is_no_mark() -> None:
    book = opened(BOOK)
    book["事例"]["A1"] = 'jusoforms N("jusoforms")=0 〔jusoforms〕'
    data = saved(book)  # once: a workbook says when it was saved
    assert unmark(data) == data


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_part_is_never_more_than_a_refusal(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(parts(MARKED))))
    content = bytearray(parts(MARKED)[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.sampled_from([b"", b"<", b">", b'"', b"0", b"-9", b"\xff", b"</x>"]))
        content[place : place + data.draw(st.integers(0, 9))] = piece
        content = content or bytearray(b"<")
    damaged = with_bytes(MARKED, name, bytes(content))
    assert isinstance(unmark(damaged), bytes)
    made = mark(damaged, PROBLEMS)
    assert made is None or unmark(made) == unmark(damaged)
