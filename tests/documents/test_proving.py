"""The invariants find what both outside validators miss, and say nothing of a sound document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from test_repetition import PICTURE
from wordmaking import cell, compiled, p, part_of, printed, rels, run, table, values, word

from jusoforms.documents import Properties, RenderFault, prove
from jusoforms.documents.rendering.ops import Printing

MARK = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
GRID = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"


def found(data: bytes) -> set[str]:
    return {problem.code for problem in prove(data)}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (table("<w:tr><w:tc><w:tcPr/></w:tc></w:tr>", columns=1) + p(""), "T201"),
        (table([cell(table(["x"]))]) + p(""), "T201"),
        (f"<w:tbl>{GRID}</w:tbl>" + p(""), "T202"),
        (table("<w:tr/>", columns=1) + p(""), "T202"),
        (f"<w:tbl><w:tblPr/><w:tr>{cell('x')}</w:tr></w:tbl>" + p(""), "T203"),
        (f"<w:tbl><w:tblGrid/><w:tr>{cell('x')}</w:tr></w:tbl>" + p(""), "T203"),
        (table(["x"]), "T204"),
        ("<w:sdt><w:sdtContent/></w:sdt>" + p(""), "T205"),
        (p(PICTURE, PICTURE), "T206"),
        (p(MARK.format(1, "a"), MARK.format(1, "b")), "T207"),
        (p(MARK.format(1, "a"), MARK.format(2, "A")), "T207"),
        (p(MARK.format(1, "長" * 41)), "T207"),
        (p('<w:bookmarkEnd w:id="4"/>'), "T207"),
        (p(p("x")), "T208"),
        (p("<w:r><w:t>a<w:br/></w:t></w:r>"), "T208"),
        ("<w:p><w:r/><w:pPr/></w:p>", "T208"),
        (p("<w:r><w:t> a</w:t></w:r>"), "T209"),
        (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "T210"),
        (p('<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "T210"),
        (p(f'<w:hyperlink r:id="rId77">{run("x")}</w:hyperlink>'), "T211"),
        (p("x", properties='<w:pStyle w:val="none"/>'), "T211"),
        (p("x", properties='<w:numPr><w:numId w:val="3"/></w:numPr>'), "T211"),
        (p('<w:r><w:footnoteReference w:id="3"/></w:r>'), "T211"),
        (table(["a", "b"], ["c"], columns=2) + p(""), "T212"),
        (table([cell("a", properties="<w:vMerge/>")]) + p(""), "T213"),
    ],
)  # fmt: skip
def test_a_broken_document_is_found(body: str, code: str) -> None:
    assert code in found(word(body))


def test_a_sound_document_has_no_finding() -> None:
    body = p(PICTURE, MARK.format(1, "a")), table(["a", "b"]), p("")
    assert prove(word(*body, header=p("頭"))) == ()


def test_a_document_without_page_setup_is_found() -> None:
    assert "T214" in found(word(p(""), setup="<w:p/>"))


@pytest.mark.parametrize(
    "parts",
    [
        {"word/_rels/document.xml.rels": rels(("r1", "styles", "nothing.xml"))},
        {"word/strange.xyz": b"x"},
        {"[Content_Types].xml": "<Types/>"},
    ],
)
def test_a_broken_package_is_found(parts: dict[str, bytes]) -> None:
    assert {"T200", "T211"} & found(word(p(""), parts=parts))


def test_two_parts_of_one_name_are_found() -> None:
    target = io.BytesIO(word(p("")))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", part_of("document"))
    assert found(target.getvalue()) == {"T200"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF"])
def test_what_is_no_package_is_a_finding(data: bytes) -> None:
    assert found(data) == {"T200"}


def test_what_the_template_itself_breaks_is_not_held_against_a_document() -> None:
    body = table(["a", "b"], ["{{件名}}"], columns=2), p("")
    assert "T212" in found(word(*body))
    printed(*body)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: xml.replace("<w:p>", "<w:p><w:p/>", 1), "T208"),
        (lambda xml: xml.replace("</w:tr>", "", 1), "T200"),
        (lambda xml: xml.replace("<w:p/></w:tc>", "</w:tc>").replace("<w:p>", "", 1), "T200"),
    ],
)
def test_a_broken_rendering_is_never_returned(
    change: Callable[[str], str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = compiled(table(["{{役割分担.番号}}", "{{役割分担.内容}}"]), p(""))
    whole = Printing.outline
    monkeypatch.setattr(Printing, "outline", lambda self: change(whole(self)))
    with pytest.raises(RenderFault) as caught:
        template.render(values(), Properties())
    assert caught.value.problem.code == code
    assert caught.value.problem.part == "word/document.xml"
