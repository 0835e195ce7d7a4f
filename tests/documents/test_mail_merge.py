"""A MERGEFIELD, simple or complex, is the tag that it means; the switches are its formats."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.shared import Pt
from test_faults import FIELD
from wordmaking import codes, compiled, lines, p, printed, row, rows, run, table, values

from jusoforms.documents import Properties


def simple(instruction: str, shown: str = "«x»", looks: str = "") -> str:
    quoted = instruction.replace('"', "&quot;")
    return f'<w:fldSimple w:instr="{quoted}">{run(shown, looks)}</w:fldSimple>'


def complex_(instruction: str, shown: str = "«x»", looks: str = "") -> str:
    return FIELD.format(instruction, run(shown, looks))


def bare(instruction: str, shown: str = "", looks: str = "") -> str:
    """Without a separator: Word leaves it out where nothing was shown yet."""
    return (
        f'<w:r><w:rPr>{looks}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:9]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{instruction[9:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


WRITINGS = pytest.mark.parametrize("field", [simple, complex_, bare])
BODY = "住まいの相談"


@WRITINGS
@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        (" MERGEFIELD 件名 ", BODY),
        (" MERGEFIELD  件名  \\* MERGEFORMAT ", BODY),
        (' mergefield "件名" \\* CHARFORMAT', BODY),
        (' MERGEFIELD 受付日 \\@ "ggge年M月d日" ', "令和6年12月1日"),
        (" MERGEFIELD 受付日 \\@ ge.M.d ", "R6.12.1"),
        (" MERGEFIELD 受付日 \\@ \"yyyy'年'M'月'd'日'\" ", "2024年12月1日"),
        (" MERGEFIELD 事例番号 \\* DBCHAR ", "１２"),
        (" MERGEFIELD 事例番号 \\* KANJINUM3 ", "十二"),
        (" MERGEFIELD 事例番号 \\* CIRCLENUM ", "⑫"),
        (' MERGEFIELD 件名 \\b "件名：" ', f"件名：{BODY}"),
        (' MERGEFIELD 件名 \\f " 様" ', f"{BODY} 様"),
        (' MERGEFIELD 分類 \\b "（" \\f "）" ', ""),
    ],
)
def test_a_field_prints_its_value(field: object, instruction: str, text: str) -> None:
    given = values(category="")
    assert lines(printed(p("前", field(instruction), "後"), given=given)) == [f"前{text}後"]  # type: ignore[operator]


@WRITINGS
def test_the_value_looks_as_the_field_did(field: object) -> None:
    data = printed(p(field(" MERGEFIELD 件名 ", "«件名»", '<w:b/><w:sz w:val="32"/>')))  # type: ignore[operator]
    shown = Document(io.BytesIO(data)).paragraphs[0].runs[0]
    assert shown.text == BODY
    assert shown.bold
    assert shown.font.size == Pt(16)


@WRITINGS
def test_fields_of_a_list_repeat_their_row(field: object) -> None:
    cells = [p(field(f" MERGEFIELD 役割分担.{name} ")) for name in ("番号", "内容")]  # type: ignore[operator]
    data = printed(table(["番号", "内容"], cells), p(""))
    assert rows(data)[1:] == [["1", "訪問"], ["2", "面談"], ["3", "調整"]]


def test_fields_stand_in_headers_and_beside_tags() -> None:
    data = printed(
        p("{{件名}}", complex_(" MERGEFIELD 事例番号 ")), header=p(simple("MERGEFIELD 件名"))
    )
    document = Document(io.BytesIO(data))
    assert document.paragraphs[0].text == f"{BODY}12"
    assert document.sections[0].header.paragraphs[0].text == BODY


def test_a_field_that_decides_is_told_once_with_what_it_holds() -> None:
    inner = FIELD.format(" MERGEFIELD 件名 ", run("x"))
    template = compiled(p(FIELD.format(" IF ", inner)))
    assert codes(template) == ["T166"]
    assert "{{?項目}}" in template.faults[0].remedy


def test_a_question_for_the_number_of_pages_may_stay() -> None:
    data = printed(p(FIELD.format(" IF 1 = 1 以上 ", run("以上")), "{{件名}}"))
    assert lines(data) == [f"以上{BODY}"]


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    fault = compiled(p("甲"), p(simple("MERGEFIELD 件メイ"))).faults[0]
    assert (fault.code, fault.place) == ("T110", "第2段落")


@WRITINGS
@pytest.mark.parametrize("switch", ["", ' \\f " 様"', " \\* DBCHAR"])
def test_a_fault_quotes_the_field_as_word_shows_it(
    field: Callable[[str], str], switch: str
) -> None:
    merged = field(f" MERGEFIELD 件メイ{switch} ")
    told = compiled(p("主題 ", merged, " 甲"), p("{{件メイ}}")).faults
    ours = [fault for fault in told if fault.place == "第1段落"]
    assert ours
    assert all(fault.message.startswith("タグ «件メイ» の") for fault in ours)
    assert all(fault.message.count("«件メイ»") == 2 for fault in ours)
    assert not any("{{" in fault.message for fault in ours)
    (typed,) = (fault for fault in told if fault.place == "第2段落")
    assert "{{件メイ}}" in typed.message


def test_nothing_of_the_field_is_left() -> None:
    template = compiled(p(complex_(" MERGEFIELD 件名 ")), row("x") and p(""))
    data = template.render(values(), Properties())
    xml = Document(io.BytesIO(data)).element.xml
    assert "fldChar" not in xml
    assert "MERGEFIELD" not in xml
