"""What repeats: units, blocks, lists in lists, and what is left when a list is empty."""

from __future__ import annotations

import io

import pytest
from docx import Document
from lxml import etree
from wordmaking import (
    cell,
    compiled,
    lines,
    p,
    printed,
    row,
    rows,
    run,
    section,
    table,
    values,
)  # fmt: skip

from jusoforms.documents import Properties, prove
from jusoforms.vocabulary.case import Consent, Role
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.view import view

ROLES = ["{{役割分担.番号}}", "{{役割分担.内容}}"]
BREAK = '<w:r><w:br w:type="page"/></w:r>'

CATALOGUE = view(
    Catalogue(
        title="一覧",
        programs=(
            Program(
                name="甲",
                contents=("い", "ろ"),
                sub_programs=(SubProgram(name="甲一"), SubProgram(name="甲二")),
            ),
            Program(name="乙", contents=("は",)),
        ),
    )
)


def test_a_paragraph_that_names_a_list_repeats_with_all_its_text() -> None:
    assert lines(printed(p("・{{役割分担.番号}} {{役割分担.内容}}。"))) == [
        "・1 訪問。", "・2 面談。", "・3 調整。",
    ]  # fmt: skip


def test_a_list_of_texts_repeats_by_each_item() -> None:
    assert lines(printed(p("前"), p("・{{主題.各項目}}"))) == ["前", "・就労", "・家族関係"]


def test_a_row_repeats_if_two_of_its_cells_name_the_list() -> None:
    data = printed(table(["番", "内容"], ROLES), p(""))
    assert rows(data) == [["番", "内容"], ["1", "訪問"], ["2", "面談"], ["3", "調整"]]


def test_one_cell_that_names_a_list_repeats_its_paragraph() -> None:
    data = printed(table(["役割", "{{役割分担.内容}}"]), p(""))
    assert rows(data) == [["役割", "訪問\n面談\n調整"]]


def test_inner_tables_do_not_count_for_the_row() -> None:
    inner = table(ROLES)
    data = printed(table([cell("外"), cell(inner, p(""))], columns=2), p(""))
    assert len(rows(data)) == 1
    found = Document(io.BytesIO(data)).tables[0].cell(0, 1).tables[0]
    assert [c.text for c in found.column_cells(1)] == ["訪問", "面談", "調整"]


def test_a_row_of_two_inner_tables_is_no_unit() -> None:
    inner = cell(table(ROLES), p(""))
    data = printed(table([inner, inner]), p(""))
    assert len(rows(data)) == 1


def test_a_list_and_its_child_list_give_a_row_a_child() -> None:
    data = printed(
        table(["{{事業.事業名}}", "{{事業.個別事業.名称}}"]), p(""),
        given=CATALOGUE, context="catalogue",
    )  # fmt: skip
    assert rows(data) == [["甲", "甲一"], ["甲", "甲二"], ["乙", ""]]


def test_texts_of_a_row_stay_in_their_cell() -> None:
    data = printed(
        table(["{{事業.事業名}}", "・{{事業.内容.各項目}}", "{{事業.形態}}"]), p(""),
        given=CATALOGUE, context="catalogue",
    )  # fmt: skip
    assert rows(data) == [["甲", "・い\n・ろ", ""], ["乙", "・は", ""]]


def test_a_paragraph_of_two_levels_prints_a_childless_parent_once() -> None:
    body = p("{{事業.事業名}}：{{事業.個別事業.名称}}")
    data = printed(body, given=CATALOGUE, context="catalogue")
    assert lines(data) == ["甲：甲一", "甲：甲二", "乙："]


# Blocks.


def test_an_inline_block_repeats_within_its_paragraph() -> None:
    body = p(
        "担当：{{#役割分担}}{{番号}}{{内容}}{{?担当者}}（{{担当者}}）{{/担当者}}；{{/役割分担}}終"
    )
    assert lines(printed(body)) == ["担当：1訪問（佐藤）；2面談；3調整；終"]


def test_a_block_of_paragraphs_vanishes_with_its_tags() -> None:
    body = p("前"), p("{{#役割分担}}"), p("{{番号}}"), p("{{内容}}"), p("{{/役割分担}}"), p("後")
    assert lines(printed(*body)) == ["前", "1", "訪問", "2", "面談", "3", "調整", "後"]


def test_a_block_may_begin_and_end_beside_its_text() -> None:
    body = p("{{#役割分担}}{{番号}}"), p("{{役割分担.内容}}{{/役割分担}}")
    assert lines(printed(*body)) == ["1", "訪問", "2", "面談", "3", "調整"]


def test_a_block_of_rows() -> None:
    data = printed(
        table(["{{#役割分担}}", ""], ["{{番号}}", "{{内容}}"], ["担当", "{{担当者}}"],
              ["{{/役割分担}}", ""]),
        p(""),
    )  # fmt: skip
    assert rows(data)[:4] == [["1", "訪問"], ["担当", "佐藤"], ["2", "面談"], ["担当", ""]]


def test_a_block_from_cell_to_cell_is_the_row() -> None:
    data = printed(table(["{{#役割分担}}{{番号}}", "{{内容}}{{/役割分担}}"]), p(""))
    assert rows(data) == [["1", "訪問"], ["2", "面談"], ["3", "調整"]]


def test_each_text_of_a_block() -> None:
    assert lines(printed(p("{{#主題}}《{{各項目}}》{{/主題}}"))) == ["《就労》《家族関係》"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("{{?件名}}有{{/件名}}", "有"), ("{{^件名}}無{{/件名}}", ""), ("{{?終結日}}有{{/終結日}}", ""),
        ("{{^終結日}}無{{/終結日}}", "無"), ("{{#件名}}{{件名}}{{/件名}}", "住まいの相談"),
        ("{{?役割分担}}有{{/役割分担}}", "有"), ("{{^世帯員}}無{{/世帯員}}", "無"),
        ("{{#同意}}{{有無}}{{同意.範囲}}{{/同意}}", "有関係機関"), ("{{?同意.撤回日}}撤回{{/同意.撤回日}}", ""),
    ],
)  # fmt: skip
def test_conditions(block: str, expected: str) -> None:
    assert lines(printed(p(f"［{block}］"))) == [f"［{expected}］"]


@pytest.mark.parametrize("text", ["なし", "不明", "未", "－"])
def test_words_for_nothing_are_values(text: str) -> None:
    given = values(subject=text)
    assert lines(printed(p("{{?件名}}{{件名}}{{/件名}}"), given=given)) == [text]


def test_an_unfilled_record_counts_as_empty() -> None:
    body = p("{{#同意}}有{{/同意}}{{^同意}}無{{/同意}}")
    assert lines(printed(body, given=values(consent=Consent()))) == ["無"]


def test_two_blocks_may_meet_in_one_vanishing_row() -> None:
    data = printed(
        table(["{{?件名}}", ""], ["件名", "{{件名}}"], ["{{/件名}}{{?終結日}}", ""],
              ["終結", "{{終結日}}"], ["{{/終結日}}", ""]),
        p(""),
    )  # fmt: skip
    assert rows(data) == [["件名", "住まいの相談"]]


def test_blocks_in_blocks_see_the_names_around() -> None:
    body = (
        p("{{#会議}}"), p("{{回}} {{件名}}"), p("・{{出席者.氏名}}"), p("{{?議題}}議題あり{{/議題}}"),
        p("{{/会議}}"),
    )  # fmt: skip
    assert lines(printed(*body)) == [
        "第1回 住まいの相談", "・一郎", "議題あり", "第2回 住まいの相談", "・二郎", "・三郎", "",
    ]  # fmt: skip


def test_the_list_around_is_the_current_item_under_its_full_name_too() -> None:
    body = p("{{#会議}}"), p("{{会議.回}}：{{会議.出席者.氏名}}"), p("{{/会議}}")
    assert lines(printed(*body)) == ["第1回：一郎", "第2回：二郎", "第2回：三郎"]


# Nothing there.


def test_an_empty_list_removes_its_paragraph_and_leaves_the_cell_one() -> None:
    body = p("・{{役割分担.内容}}"), table([cell("{{役割分担.内容}}"), "右"], columns=2), p("")
    data = printed(*body, given=values(roles=()))
    assert lines(data) == [""]
    assert rows(data) == [["", "右"]]


def test_a_table_left_with_headings_says_so_over_its_full_width() -> None:
    heading = row("番", "内容", header=True)
    unit = row(
        cell(p("{{役割分担.番号}}", properties='<w:jc w:val="center"/>'), properties='<w:vAlign w:val="center"/>'),
        "{{役割分担.内容}}",
    )  # fmt: skip
    data = printed(table(heading, unit, columns=2), p(""), given=values(roles=()))
    assert rows(data) == [["番", "内容"], ["該当なし"]]
    last = Document(io.BytesIO(data)).tables[0]._tbl.tr_lst[-1].tc_lst[0]
    assert last.grid_span == 2
    assert last.xpath("w:tcPr/w:vAlign/@w:val") == ["center"]
    assert last.p_lst[0].xpath("w:pPr/w:jc/@w:val") == ["center"]


def test_a_row_with_a_tag_of_its_own_is_no_heading() -> None:
    body = table(["件名", "{{件名}}"], ["{{?終結日}}終結", "{{終結日}}{{/終結日}}"])
    assert len(rows(printed(body, p(""), given=values(roles=())))) == 1


@pytest.mark.parametrize(
    "body",
    [
        table(ROLES),
        table(
            ["番", "内容"], ["{{#役割分担}}", ""], ["{{番号}}", "{{内容}}"], ["{{/役割分担}}", ""]
        ),
        table(["番", "内容"], ["{{?終結日}}", ""], ["終結", "{{終結日}}"], ["{{/終結日}}", ""]),
    ],
)
def test_nothing_repeated_is_said(body: str) -> None:
    assert rows(printed(body, p(""), given=values(roles=())))[-1] == ["該当なし"]


def test_rows_after_the_unit_speak_for_themselves() -> None:
    data = printed(table(ROLES, ["計", "{{機関数}}"]), p(""), given=values(roles=()))
    assert rows(data) == [["計", "2"]]


def test_an_empty_block_between_two_tables() -> None:
    one = table(["左"])
    body = one, p("{{#世帯員}}"), p("{{姓}}"), p("{{/世帯員}}"), one, p("")
    assert prove(printed(*body)) == ()


def test_a_body_of_nothing_but_a_block_keeps_a_paragraph() -> None:
    data = printed(p("{{#世帯員}}"), p("{{姓}}"), p("{{/世帯員}}"))
    assert lines(data) == [""]


def test_a_table_that_ends_a_repeated_cell_is_followed_by_a_paragraph() -> None:
    body = p("{{?終結日}}"), p("終結"), p("{{/終結日}}")
    data = printed(table([cell(table(["中"]), *body)]), p(""))
    assert Document(io.BytesIO(data)).tables[0].cell(0, 0).paragraphs[-1].text == ""


# Copies.


def test_a_page_break_parts_the_copies_and_does_not_follow_the_last() -> None:
    body = p("{{#会議}}"), p("{{回}}"), p(BREAK), p("{{/会議}}"), p("終")
    data = printed(*body)
    assert lines(data) == ["第1回", "", "第2回", "終"]
    alone = printed(p("{{#会議}}"), p("{{回}}", BREAK), p("{{/会議}}"))
    breaks = Document(io.BytesIO(alone)).element.xpath('//w:br[@w:type="page"]')
    assert len(breaks) == 1


def test_a_page_break_beside_the_closing_tag_belongs_to_the_block() -> None:
    data = printed(p("{{#会議}}"), p("{{回}}"), p(BREAK, "{{/会議}}"), p("終"))
    assert lines(data) == ["第1回", "", "第2回", "終"]


def test_a_bookmark_stands_in_the_first_copy_only() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="印"/>', '<w:bookmarkEnd w:id="1"/>'
    data = printed(p(mark[0], "{{役割分担.内容}}", mark[1]), p(""))
    assert len(Document(io.BytesIO(data)).element.xpath("//w:bookmarkStart")) == 1


def test_a_bookmark_cut_in_two_by_a_unit_is_dropped() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="印"/>', '<w:bookmarkEnd w:id="1"/>'
    data = printed(p(mark[0], "{{役割分担.内容}}"), p("後", mark[1]))
    assert not Document(io.BytesIO(data)).element.xpath("//w:bookmarkStart | //w:bookmarkEnd")


def test_a_section_break_is_not_multiplied() -> None:
    body = p("{{#会議}}"), p("{{回}}", properties=section()), p("{{/会議}}"), p("終")
    assert len(Document(io.BytesIO(printed(*body))).sections) == 2


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="印"/>'
    '<a:graphic><a:graphicData uri="urn:none"/></a:graphic></wp:inline></w:drawing></w:r>'
)


def test_copied_pictures_get_numbers_of_their_own() -> None:
    data = printed(p(PICTURE), p(PICTURE.replace('"7"', '"3"'), "{{役割分担.内容}}"))
    numbers = Document(io.BytesIO(data)).element.xpath("//wp:docPr/@id")
    assert len(numbers) == len(set(numbers)) == 4


def test_tables_that_repeat_are_kept_apart() -> None:
    body = p("{{#会議}}"), table(["{{回}}", "x"]), p("{{/会議}}"), p("")
    kinds = [
        etree.QName(node).localname for node in Document(io.BytesIO(printed(*body))).element.body
    ]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]


def test_two_thousand_rows() -> None:
    roles = tuple(Role(number=n, content=f"役割{n}") for n in range(2000))
    data = printed(table(["番", "内容"], ROLES), p(""), given=values(roles=roles))
    count = Document(io.BytesIO(data)).element.xpath("count(//w:tr)")
    assert count == 2001


def test_a_shared_template_holds_no_state() -> None:
    template = compiled(table(["番", "内容"], ROLES), p(""))
    full = template.render(values(), Properties())
    template.render(values(roles=()), Properties())
    assert template.render(values(), Properties()) == full


def test_text_in_a_content_control_is_printed() -> None:
    block = (
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('{{件名}}')}</w:sdtContent></w:sdt>"
    )
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('{{番号}}')}</w:sdtContent></w:sdt>"
    data = printed(block, p(inline))
    texts = Document(io.BytesIO(data)).element.xpath("string(//w:body)")
    assert texts == "住まいの相談12"
