"""A starting template: sound, with the names that were asked for, and on the house's page."""

import io
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from wordmaking import CASE, lines, rows, values

from jusoforms.documents import Properties, compile_template, prove
from jusoforms.documents.contexts import copies_of
from jusoforms.documents.starting import starting_template
from jusoforms.vocabulary.names import CONTEXTS

SHIPPED = Path(__file__).resolve().parents[2] / "templates/docx"
BASE = (SHIPPED / "case/役割分担表.docx").read_bytes()


def started(*wanted: str) -> bytes:
    data, problems = starting_template("経過", "case", wanted, BASE)
    assert problems == ()
    return data


def printed(*wanted: str) -> bytes:
    template = compile_template(started(*wanted), "case", "経過.docx")
    assert template.faults == ()
    return template.render(values(), Properties(title="経過"))


@pytest.mark.parametrize("context", CONTEXTS)
def test_without_names_it_has_the_usual_ones_and_is_sound(context: str) -> None:
    base = next((SHIPPED / context).glob("*.docx")).read_bytes()
    data, problems = starting_template("見本", context, (), base)
    assert problems == ()
    assert compile_template(data, context, "見本.docx").faults == ()


def test_scalars_stand_beside_their_labels() -> None:
    assert rows(printed("件名", "同意.範囲")) == [
        ["件名", "住まいの相談"],
        ["同意（範囲）", "関係機関"],
    ]


def test_columns_of_one_list_make_one_table() -> None:
    data = printed("役割分担.内容", "件名", "役割分担.担当者")
    assert rows(data, 0) == [
        ["内容", "担当者"],
        ["訪問", "佐藤"],
        ["面談", ""],
        ["調整", ""],
    ]


def test_a_list_with_one_column_still_repeats() -> None:
    assert rows(printed("役割分担.内容")) == [["内容"], ["訪問"], ["面談"], ["調整"]]


def test_each_text_of_a_list_gets_its_line() -> None:
    assert rows(printed("主題.各項目")) == [["主題", "・就労\n・家族関係"]]


def test_a_name_that_there_is_not_is_told_with_those_near() -> None:
    _, problems = starting_template("経過", "case", ("件明", "世帯員.年令"), BASE)
    assert [problem.code for problem in problems] == ["T186", "T186"]
    assert problems[0].candidates[0] == "件名"
    assert "世帯員.年齢" in problems[1].candidates


def test_its_title_is_its_name_and_its_page_the_shipped_one() -> None:
    document = Document(io.BytesIO(started("件名")))
    assert document.core_properties.title == "経過"
    assert lines(started("件名"))[0] == "経過"
    assert document.sections[0].left_margin == Document(io.BytesIO(BASE)).sections[0].left_margin


def test_it_and_its_document_are_valid(tmp_path: Path) -> None:
    wanted = ("件名", "主題.各項目", "役割分担", "世帯員.呼称")
    document = printed(*wanted)
    assert prove(document, started(*wanted)) == ()
    for name, data in (("t.docx", started(*wanted)), ("d.docx", document), ("b.docx", BASE)):
        (tmp_path / name).write_bytes(data)
    found = {
        name: {one.description for one in OpenXmlValidator().validate(tmp_path / name).errors}
        for name in ("t.docx", "d.docx", "b.docx")
    }
    assert found["t.docx"] | found["d.docx"] <= found["b.docx"]


def test_every_name_of_the_vocabulary_can_be_asked_for() -> None:
    from jusoforms.vocabulary.names import names_in

    wanted = tuple(item.name for item in names_in("case").values() if not item.later)
    template = compile_template(started(*wanted), "case", "全部.docx")
    assert template.faults == ()
    case = next(copies_of(CASE))
    assert template.render(case.values, Properties(title="全部"))
