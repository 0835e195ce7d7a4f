"""A template with comments: at each fault, around its tag, and nothing else changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator
from wordmaking import W_NS, p, part_of, row, run, table, word

from jusoforms.documents import compile_template
from jusoforms.documents.annotating import annotated
from jusoforms.workspace import shipped

if TYPE_CHECKING:
    from conftest import Keep

SHIPPED = shipped("templates") / "docx"
W = f"{{{W_NS}}}"
_LONG = "支援会議の記録を読む人に分かるように書く" * 2
FAULTY = (
    p("事例 ", "{{件明}}", " の 〔〔件名〕〕"),
    table(["番号", "内容"], ["{{役割分担.番号}}", "{{役割分担.内容}}"]),
    p("{{件名|太字}}", _LONG, "{{件名|太字}}"),
)


def told(data: bytes) -> list[tuple[str, str]]:
    """Return what each comment is about and what it says, as python-docx and the XML have them."""
    document = Document(io.BytesIO(data))
    said = {str(one.comment_id): one.text for one in document.comments}
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return [(held(body, key), said[key]) for key in said]


def held(body: etree._Element, key: str) -> str:
    """Return the text between the marks of a comment."""
    text, inside = "", False
    for node in body.iter():
        if node.get(f"{W}id") == key and node.tag in {
            f"{W}commentRangeStart",
            f"{W}commentRangeEnd",
        }:
            inside = node.tag == f"{W}commentRangeStart"
        if inside and node.tag == f"{W}t":
            text += node.text or ""
    return text


def copy_of(*body: str, header: str = "") -> bytes:
    data = annotated(word(*body, header=header), "case", "見本.docx")
    assert data is not None
    return data


def test_each_fault_has_its_comment_around_its_tag() -> None:
    found = told(copy_of(*FAULTY))
    assert [about for about, _ in found][:4] == ["〔〔件名〕〕", "{{件明}}", *["{{件名|太字}}"] * 2]
    assert "候補: 件名" in found[1][1]
    assert "T110" in found[1][1]


def test_a_repetition_is_said_at_its_row() -> None:
    about, says = told(copy_of(*FAULTY))[-1]
    assert about == "{{役割分担.番号}}"
    assert "「役割分担」の 1 件ごとに 1 行" in says


def test_of_two_equal_tags_each_is_marked() -> None:
    body = zipfile.ZipFile(io.BytesIO(copy_of(p(f"あ{{{{件明}}}}{_LONG}{{{{件明}}}}う")))).read(
        "word/document.xml"
    )
    texts = [
        "".join(node.text or "" for node in one.iter(f"{W}t"))
        for one in etree.fromstring(body).iter(f"{W}r")
    ]
    assert [text for text in texts if text] == ["あ", "{{件明}}", _LONG, "{{件明}}", "う"]


def test_what_stands_in_a_header_is_said_in_the_body_with_its_place() -> None:
    about, says = told(copy_of(p("本文"), header=p("{{件明}}")))[0]
    assert about == "本文"
    assert says.startswith("ヘッダー1 第1段落: ")


def test_the_text_of_the_template_stays() -> None:
    before, after = word(*FAULTY), copy_of(*FAULTY)
    assert [one.text for one in Document(io.BytesIO(after)).paragraphs] == [
        one.text for one in Document(io.BytesIO(before)).paragraphs
    ]


def test_a_mended_copy_may_become_the_template(tmp_path: Path) -> None:
    copy = copy_of(p("{{件明}}"))
    document = Document(io.BytesIO(copy))
    document.paragraphs[0].runs[0].text = "{{件名}}"
    document.save(str(tmp_path / "直した.docx"))
    data = (tmp_path / "直した.docx").read_bytes()
    assert compile_template(data, "case", "直した.docx").faults == ()


def test_annotating_a_copy_again_says_nothing_twice() -> None:
    once = copy_of(*FAULTY)
    twice = annotated(once, "case", "見本.docx")
    assert twice is not None
    assert told(twice) == told(once)


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.docx")), ids=lambda path: path.stem)
def test_a_copy_of_each_shipped_template_with_a_fault_in_it(path: Path, keep: Keep) -> None:
    document = Document(str(path))
    document.add_paragraph("書き足した {{件明}}")
    document.sections[0].header.paragraphs[0].add_run("{{ない項目}}")
    with io.BytesIO() as file:
        document.save(file)
        source = file.getvalue()
    copy = annotated(source, path.parent.name, path.name)
    assert copy is not None
    assert "{{件明}}" in {about for about, _ in told(copy)}
    keep(copy, "annotated", source)


def test_comments_of_a_person_stay(keep: Keep) -> None:
    note = f'<w:comment w:id="7" w:author="山田" w:initials="y">{p("見てください")}</w:comment>'
    marks = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    reference = '<w:r><w:commentReference w:id="7"/></w:r>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    data = word(
        p(marks[0], run("{{件明}}"), marks[1], reference),
        parts={"word/comments.xml": part_of("comments", note)},
        types={"word/comments.xml": kind},
        links=(("rIdC", "comments", "comments.xml"),),
    )
    copy = annotated(data, "case", "見本.docx")
    assert copy is not None
    keep(copy, "annotated", data)
    assert {one.author for one in Document(io.BytesIO(copy)).comments} == {"山田", "jusoforms"}


@pytest.mark.parametrize("body", [FAULTY, (table(row("{{件明}}"), columns=1),)])
def test_a_copy_is_a_valid_document(body: tuple[str, ...], tmp_path: Path, keep: Keep) -> None:
    source = word(*body, p("{{件明}}"))
    copy = annotated(source, "case", "見本.docx")
    assert copy is not None
    keep(copy, "annotated", source)
    findings = []
    for name, data in (("a.docx", source), ("b.docx", copy)):
        (tmp_path / name).write_bytes(data)
        findings.append(
            {one.description for one in OpenXmlValidator().validate(tmp_path / name).errors}
        )
    assert findings[1] <= findings[0]


def test_nothing_to_say_makes_no_copy() -> None:
    assert annotated(word(p("{{件名}}")), "case", "見本.docx") is None
