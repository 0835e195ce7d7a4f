"""What a value tag prints, wherever Word cut its runs."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from wordmaking import CASE, W_NS, compiled, lines, p, printed, run, table, values

from jusoforms.documents import Properties, RenderFault
from jusoforms.vocabulary.case import Role
from jusoforms.vocabulary.view import agency_view, meeting_view

TEXT = "様 {{件名}} と {{受付日|和暦}}（{{役割分担}}）".replace("{{役割分担}}", "{{同意.有無}}")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{件名}}", "住まいの相談"),
        ("{{ 件名 }}", "住まいの相談"),
        ("{{番号}}", "12"),
        ("{{支援関係機関}}", "福祉総合課、地域保健課"),
        ("{{関係機関|区切り ／}}", "福祉総合課／地域保健課"),
        ("{{主題|改行}}", "就労\n家族関係"),
        ("{{受付日}}", "令和6年12月1日"),
        ("{{受付日|和暦|括弧}}", "（令和6年12月1日）"),
        ("{{終結日|括弧}}", ""),
        ("{{終結日|空欄 －}}", "－"),
        ("{{終結日|空欄 －|括弧}}", "（－）"),
        ("{{同意.有無}}", "有"),
        ("{{本人同意.範囲}}", "関係機関"),
        ("{{機関数|丸数字}}", "②"),
        ("{{課題（見出し）}}", "就労、家族関係"),
    ],
)
def test_a_tag_prints_its_value(tag: str, expected: str) -> None:
    assert lines(printed(p(f"前{tag}後"))) == [f"前{expected}後"]


@settings(deadline=None)
@given(st.sets(st.integers(1, len(TEXT) - 1)))
def test_a_tag_may_be_cut_into_runs_anywhere(cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[a:b] for a, b in pairwise(edges)]
    assert lines(printed(p(*pieces))) == ["様 住まいの相談 と 令和6年12月1日（有）"]


def test_a_value_takes_the_looks_of_the_first_character() -> None:
    data = printed(p(run("あ"), run("{{件", "<w:b/>"), run("名}}", "<w:i/>"), run("う")))
    runs = Document(io.BytesIO(data)).paragraphs[0].runs
    assert [(r.text, r.bold, r.italic) for r in runs] == [
        ("あ", None, None), ("住まいの相談", True, None), ("う", None, None),
    ]  # fmt: skip


def test_an_east_asian_hint_anywhere_in_the_tag_is_kept() -> None:
    fonts = '<w:rFonts w:ascii="Century" w:eastAsia="MS Mincho"/>'
    hinted = fonts.replace("/>", ' w:hint="eastAsia"/>')
    data = printed(p(run("{{", fonts), run("件名", hinted), run("}}", fonts)))
    found = Document(io.BytesIO(data)).paragraphs[0].runs[0]._r.xpath("w:rPr/w:rFonts")[0]
    assert dict(found.items())[f"{{{W_NS}}}hint"] == "eastAsia"
    assert dict(found.items())[f"{{{W_NS}}}eastAsia"] == "MS Mincho"


def test_a_break_inside_a_run_stays_where_it_was() -> None:
    data = printed(p("<w:r><w:t>{{番号}}</w:t><w:br/><w:t>{{分類}}</w:t><w:tab/></w:r>"))
    assert lines(data) == ["12\n制度の狭間\t"]


def test_two_tags_without_a_gap() -> None:
    assert lines(printed(p("{{番号}}{{番号}}{{件名}}"))) == ["1212住まいの相談"]


def test_header_and_footer_are_printed() -> None:
    document = Document(
        io.BytesIO(printed(p("本文"), header=p("{{件名}}"), footer=p("{{支援関係機関}}")))
    )
    assert document.sections[0].header.paragraphs[0].text == "住まいの相談"
    assert document.sections[0].footer.paragraphs[0].text == "福祉総合課、地域保健課"


def test_the_meeting_hides_the_case_and_an_empty_value_never_falls_back() -> None:
    given_values = meeting_view(CASE.model_copy(update={"meeting_type": "外"}), CASE.meetings[1])
    body = p("{{回}}／{{出席者.氏名}}／{{件名}}"), p("{{役割分担.内容}}"), p("{{全会議.回}}")
    printed_lines = lines(printed(*body, given=given_values, context="meeting"))
    assert printed_lines == [
        "第2回／二郎／住まいの相談", "第2回／三郎／住まいの相談", "第1回", "第2回",
    ]  # fmt: skip


def test_an_agency_sees_its_own_roles() -> None:
    data = printed(
        p("{{機関名}}"), p("{{役割分担.内容}}"), given=agency_view(CASE, "地域保健課"),
        context="agency",
    )  # fmt: skip
    assert lines(data) == ["地域保健課", "訪問", "面談"]


@pytest.mark.parametrize(
    "text",
    [
        "<&>", "]]>", "{{件名}}", "{{#主題}}", "&amp;", "<w:p/>", "<?jf v0?>", " 前後 ", "二  つ",
        "\u200f右から\u202e", "𠮷野家👪", "a" * 100_000, "－", "'\"", "\u3000全角", "\t字下げ",
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_a_value_is_printed_as_typed(text: str) -> None:
    assert lines(printed(p("前{{件名}}後"), given=values(subject=text))) == [f"前{text}後"]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_any_text_is_printed_as_typed(text: str) -> None:
    data = TEMPLATE.render(values(subject=text), Properties())
    assert lines(data) == [f"前{text}後"]


TEMPLATE = compiled(p("前{{件名}}後"))


@pytest.mark.parametrize("text", ["一\n二", "一\r\n二", "一\r二"])
def test_a_line_break_is_a_line_break(text: str) -> None:
    assert lines(printed(p("{{件名}}"), given=values(subject=text))) == ["一\n二"]


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_never_printed(mark: str) -> None:
    with pytest.raises(RenderFault) as caught:
        TEMPLATE.render(values(subject=f"秘密{mark}"), Properties())
    assert caught.value.problem.code == "T191"
    assert caught.value.problem.label == "件名"
    assert "秘密" not in f"{caught.value!r} {caught.value.problem.message}"


def test_required_values_are_named_and_stop_the_document() -> None:
    body = p("{{件名|必須}}{{役割分担.担当者|必須}}"), p("{{?終結日}}{{終結理由|必須}}{{/終結日}}")
    template = compiled(*body)
    assert template.missing(values()) == ("役割分担.担当者",)
    assert template.missing(values(roles=())) == ("役割分担.担当者",)
    whole = values(roles=(Role(person="佐藤"),))
    assert template.missing(whole) == ()
    assert template.missing(whole | {"件名": " "}) == ("件名",)
    with pytest.raises(RenderFault) as caught:
        template.render(values(), Properties())
    assert caught.value.problem.code == "T190"


def test_the_same_values_give_the_same_bytes() -> None:
    body = p("{{件名}}"), table(["番", "内容"], ["{{役割分担.番号}}", "{{役割分担.内容}}"]), p("")
    once, twice = (compiled(*body).render(values(), Properties(title="題")) for _ in range(2))
    assert once == twice


def test_a_part_without_tags_is_copied_as_it_lies() -> None:
    data = printed(p("{{件名}}"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("word/styles.xml")
    assert etree.fromstring(styles).tag.endswith("styles")
    assert archive.namelist()[0] == "[Content_Types].xml"
