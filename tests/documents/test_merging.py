"""Cells merged downwards: 縦結合 from the data, and merges of the template in copies."""

from __future__ import annotations

import io

import pytest
from docx import Document
from wordmaking import cell, p, printed, row, rows, table, values

from jusoforms.vocabulary.case import Role
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.view import view

RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def merges(data: bytes, column: int = 0) -> str:
    """Return a letter a row: R restart, c continue, - none."""
    letters = []
    for tr in Document(io.BytesIO(data)).tables[0]._tbl.tr_lst:
        value = tr.tc_lst[column].vMerge if column < len(tr.tc_lst) else None
        letters.append({"restart": "R", "continue": "c", None: "-"}[value])
    return "".join(letters)


def roles(*pairs: tuple[str, str]) -> dict[str, object]:
    return values(roles=tuple(Role(person=a, content=b) for a, b in pairs))


PEOPLE = ["{{役割分担.担当者|縦結合}}", "{{役割分担.内容|縦結合}}", "{{役割分担.番号}}"]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("甲甲乙", "Rc-"), ("甲乙甲", "---"), ("甲甲甲", "Rcc"), ("甲甲乙乙", "RcRc"),
        ("甲　　乙", "----"), ("　", "-"), ("甲", "-"),
    ],
)  # fmt: skip
def test_equal_neighbours_become_one_cell(people: str, expected: str) -> None:
    given = roles(*((person.strip(), str(n)) for n, person in enumerate(people)))
    assert merges(printed(table(PEOPLE), p(""), given=given)) == expected


def test_a_cell_joins_only_where_those_to_its_left_do() -> None:
    given = roles(("甲", "x"), ("乙", "x"), ("乙", "x"))
    data = printed(table(PEOPLE), p(""), given=given)
    assert (merges(data), merges(data, 1)) == ("-Rc", "-Rc")


def test_only_cells_of_neighbouring_rows_are_joined() -> None:
    body = table(
        ["{{#役割分担}}", ""], ["{{担当者|縦結合}}", "{{内容}}"],
        row(cell("間", properties='<w:gridSpan w:val="2"/>')), ["{{/役割分担}}", ""],
    )  # fmt: skip
    data = printed(body, p(""), given=roles(("甲", "x"), ("甲", "y")))
    assert merges(data) == "----"


def test_a_joined_cell_is_empty_and_keeps_its_looks() -> None:
    centred = p("{{役割分担.担当者|縦結合}}", properties='<w:jc w:val="center"/>')
    data = printed(
        table([cell(centred), "{{役割分担.内容}}"], columns=2), p(""),
        given=roles(("甲", "x"), ("甲", "y")),
    )  # fmt: skip
    assert rows(data) == [["甲", "x"], ["", "y"]]
    second = Document(io.BytesIO(data)).tables[0]._tbl.tr_lst[1].tc_lst[0]
    assert second.p_lst[0].xpath("w:pPr/w:jc/@w:val") == ["center"]


def programs(*tree: tuple[str, tuple[str, ...]]) -> dict[str, object]:
    return view(
        Catalogue(
            programs=tuple(
                Program(name=name, sub_programs=tuple(SubProgram(name=n) for n in names))
                for name, names in tree
            )
        )
    )


def catalogue_rows(first: str, second: str) -> str:
    return table(
        ["{{#事業}}", ""], [first, "内容"], ["{{#個別事業}}", ""], [second, "{{番号}}"],
        ["{{/個別事業}}", ""], ["{{/事業}}", ""],
    )  # fmt: skip


@pytest.mark.parametrize("first", ["{{事業名}}", "{{事業名|縦結合}}"])
@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ((("甲", ("",)),), "Rc"),
        ((("甲", ("", "")),), "Rcc"),
        ((("甲", ("い", "")),), "---"),
        ((("甲", ("", "い")),), "Rc-"),
        ((("甲", ()), ("乙", ("",))), "-Rc"),
        ((("甲", ("",)), ("乙", ("",))), "RcRc"),
    ],
)
def test_an_empty_cell_joins_its_parent_only(
    first: str, tree: tuple[tuple[str, tuple[str, ...]], ...], expected: str
) -> None:
    body = catalogue_rows(first, "{{名称|縦結合 空欄}}"), p("")
    assert merges(printed(*body, given=programs(*tree), context="catalogue")) == expected


def test_without_that_word_an_empty_cell_stays_alone() -> None:
    body = catalogue_rows("{{事業名|縦結合}}", "{{名称|縦結合}}"), p("")
    given = programs(("甲", ("", "")))
    assert merges(printed(*body, given=given, context="catalogue")) == "---"


def test_children_of_two_parents_are_not_joined() -> None:
    body = table(["{{事業.事業名}}", "{{事業.個別事業.名称|縦結合}}"]), p("")
    given = programs(("甲", ("い", "い")), ("乙", ("い",)))
    assert merges(printed(*body, given=given, context="catalogue"), 1) == "Rc-"


def test_the_repeated_parent_is_joined() -> None:
    body = table(["{{事業.事業名|縦結合}}", "{{事業.個別事業.名称}}"]), p("")
    given = programs(("甲", ("い", "ろ")), ("乙", ()), ("丙", ("は", "に")))
    assert merges(printed(*body, given=given, context="catalogue")) == "Rc-Rc"


# Merges of the template.


def test_a_merge_inside_the_unit_is_in_every_copy() -> None:
    body = table(
        ["{{#役割分担}}", ""],
        [cell("{{番号}}", properties=RESTART), "{{内容}}"],
        [cell("", properties=CONTINUE), "{{担当者}}"],
        ["{{/役割分担}}", ""],
    )
    assert merges(printed(body, p(""))) == "RcRcRc"


def test_a_merge_beyond_the_unit_begins_once_and_its_text_stands_once() -> None:
    body = table(
        [cell("役割", properties=RESTART), "{{役割分担.番号}}", "{{役割分担.内容}}"],
        [cell("", properties=CONTINUE), "計", "{{機関数}}"],
    )
    data = printed(body, p(""))
    assert merges(data) == "Rccc"
    assert [r[0] for r in rows(data)] == ["役割", "", "", ""]


def test_a_merge_whose_beginning_vanished_begins_below() -> None:
    body = table(
        [cell("役割", properties=RESTART), "{{役割分担.番号}}", "{{役割分担.内容}}"],
        [cell("", properties=CONTINUE), "計", "a"],
        [cell("", properties=CONTINUE), "総計", "b"],
    )
    assert merges(printed(body, p(""), given=values(roles=()))) == "Rc"


def test_a_merge_around_inner_rows_begins_anew_with_each_outer_copy() -> None:
    body = table(
        ["{{#会議}}", "", ""],
        [cell("出席", properties=RESTART), "{{出席者.機関}}", "{{出席者.氏名}}"],
        [cell("", properties=CONTINUE), "場所", "{{場所}}"],
        ["{{/会議}}", "", ""],
    )
    assert merges(printed(body, p(""))) == "RcRcc"


def test_a_heading_merge_outside_units_is_left_as_it_is() -> None:
    head = row(cell("題", properties=RESTART), "a"), row(cell("", properties=CONTINUE), "b")
    body = table(*head, ["{{役割分担.番号}}", "{{役割分担.内容}}"], columns=2)
    assert merges(printed(body, p(""))) == "Rc---"
