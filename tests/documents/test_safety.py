"""Templates that would run, load or leak something are refused; what is never carried is gone."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from test_faults import FIELD
from wordmaking import (
    W_NS,
    codes,
    compiled,
    p,
    part_of,
    printed,
    rels,
    run,
    section,
    values,
    word,
)  # fmt: skip

from jusoforms.documents import Properties, compile_template, read_properties
from jusoforms.package import PackageFault

MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
SECRET = "山田の秘密"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"main": MACRO_TYPE}, "T170"),
        ({"parts": {"word/vbaProject.bin": b"x"}}, "T170"),
        ({"links": [("r9", "image", "file:///c:/a.png", "External")]}, "T171"),
        ({"links": [("r9", "image", "https://example.jp/a.png", "External")]}, "T171"),
        ({"links": [("r9", "hyperlink", "file://server/a.docx", "External")]}, "T171"),
        ({"links": [("r9", "hyperlink", "\\\\server\\a.docx", "External")]}, "T171"),
        ({"links": [("r9", "subDocument", "https://example.jp/a.docx", "External")]}, "T173"),
        ({"links": [("r9", "oleObject", "embeddings/a.bin")]}, "T173"),
        ({"links": [("r9", "package", "embeddings/a.xlsx")]}, "T173"),
        ({"links": [("r9", "aFChunk", "a.html")]}, "T173"),
        ({"links": [("r9", "control", "activeX/a.xml")]}, "T173"),
        (
            {
                "parts": {
                    "word/_rels/settings.xml.rels": rels(
                        ("r1", "attachedTemplate", "file:///c:/x.dotx", "External")
                    )
                }
            },
            "T172",
        ),
    ],
)
def test_unsafe_parts_are_refused(more: dict[str, Any], code: str) -> None:
    assert code in codes(compiled(p("{{件名}}"), **more))


@pytest.mark.parametrize(
    "instruction",
    [
        'DDEAUTO excel "a" b', "dde x", 'INCLUDETEXT "c:\\\\a.docx"', 'INCLUDEPICTURE "http://x"',
        'HYPERLINK "file:///c:/a.exe"', 'HYPERLINK "\\\\\\\\server\\\\a.exe" \\o "x"', "LINK Excel.Sheet", "MACROBUTTON x y",
    ],
)  # fmt: skip
def test_fields_that_load_something_are_refused(instruction: str) -> None:
    halves = instruction[:4], instruction[4:]
    pieces = "</w:instrText><w:instrText>".join(halves)
    assert {"T171", "T175"} & set(codes(compiled(p(FIELD.format(f" {pieces}", run("x"))))))


@pytest.mark.parametrize("target", ["https://example.jp/", "http://a", "mailto:a@example.jp"])
def test_ordinary_links_stay(target: str) -> None:
    link = f'<w:hyperlink r:id="r9">{run("{{件名}}")}</w:hyperlink>'
    data = printed(p(link), links=(("r9", "hyperlink", target, "External"),))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert target in archive.read("word/_rels/document.xml.rels").decode()


def test_page_numbers_stay() -> None:
    printed(p(FIELD.format(" PAGE ", run("1"))), footer=p(FIELD.format(" NUMPAGES ", run("1"))))


def test_a_document_type_is_refused() -> None:
    with pytest.raises(PackageFault) as caught:
        compiled(p(""), parts={"word/styles.xml": "<!DOCTYPE a><a/>"})
    assert caught.value.problem.code == "T106"


def test_another_kind_of_package_is_no_document() -> None:
    root = rels(("rId1", "officeDocument", "xl/workbook.xml"))
    parts = {"_rels/.rels": root, "xl/workbook.xml": "<workbook/>"}
    assert codes(compiled(p(""), parts=parts)) == ["T107"]


PLANTED = {
    "docProps/core.xml": f"<c>{SECRET}</c>",
    "docProps/app.xml": f"<c><Template>{SECRET}</Template><Manager>{SECRET}</Manager></c>",
    "docProps/custom.xml": f"<c>{SECRET}</c>",
    "docProps/thumbnail.jpeg": SECRET.encode(),
    "word/comments.xml": part_of("comments", p(SECRET)),
    "word/people.xml": f"<p>{SECRET}</p>",
    "word/orphan.xml": f"<p>{SECRET}</p>",
    "customXml/item1.xml": f"<p>{SECRET}</p>",
    "customXml/_rels/item1.xml.rels": rels(("r1", "customXmlProps", "itemProps1.xml")),
    "customXml/itemProps1.xml": f"<p>{SECRET}</p>",
    "word/printerSettings1.bin": SECRET.encode(),
    "word/settings.xml": part_of(
        "settings",
        f'<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids><w:mailMerge><w:query w:val="{SECRET}"/>'
        '</w:mailMerge><w:proofState w:spelling="clean"/><w:attachedTemplate r:id="r1"/>',
    ),
    "word/_rels/settings.xml.rels": rels(
        ("r2", "mailMergeSource", f"file:///c:/{SECRET}.xlsx", "External")
    ),
    "word/styles.xml": part_of(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:rsid w:val="00AB12CD"/>'
        "</w:style>",
    ),
}
LINKS = (
    ("r1", "comments", "comments.xml"), ("r2", "people", "people.xml"),
    ("r3", "customXml", "../customXml/item1.xml"), ("r4", "printerSettings", "printerSettings1.bin"),
)  # fmt: skip
BODY = (
    '<w:p w:rsidR="00AB12CD" w14:paraId="00AB12CD" w14:textId="77777777"><w:commentRangeStart '
    'w:id="0"/><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00AB12CD"><w:t>{{件名}}</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_never_carried_is_gone() -> None:
    parts = parts_of(printed(BODY, parts=PLANTED, links=LINKS))
    everything = b"\n".join([*parts.values(), *(name.encode() for name in parts)])
    for word_ in (SECRET.encode(), b"00AB12CD", b"77777777", b"rsid", b"proof", b"comment",
                  b"people", b"mailMerge", b"customXml", b"printerSettings", b"orphan",
                  b"thumbnail", b"attachedTemplate"):  # fmt: skip
        assert word_ not in everything, word_
    assert set(parts) == {
        "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels",
        "word/styles.xml", "word/settings.xml", "docProps/core.xml", "docProps/app.xml",
        "docProps/custom.xml",
    }  # fmt: skip


def test_bound_data_of_a_control_without_tags_is_kept() -> None:
    control = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    link = (("r3", "customXml", "../customXml/item1.xml"),)
    parts = {"customXml/item1.xml": "<a>題</a>"}
    kept = parts_of(printed(control.format(p("題")), parts=parts, links=link))
    assert "customXml/item1.xml" in kept
    dropped = parts_of(printed(control.format(p("{{件名}}")), parts=parts, links=link))
    assert "customXml/item1.xml" not in dropped
    assert b"dataBinding" not in dropped["word/document.xml"]


def test_properties_say_where_a_document_came_from() -> None:
    given = Properties(
        title="題<&>", creator="福祉総合課", subject="12", record_hash="ab", template_hash="cd",
        template="case/概要.docx", tool_version="0.1.0",
    )  # fmt: skip
    data = compiled(p("")).render({}, given)
    found = read_properties(data)
    assert found == Properties(
        record_hash="ab", template_hash="cd", template="case/概要.docx", tool_version="0.1.0"
    )
    assert b"1980-01-01" in parts_of(data)["docProps/core.xml"]


@pytest.mark.parametrize("data", [b"", b"PK", word(p("")), b"%PDF-1.7"])
def test_anybody_elses_file_has_no_origin(data: bytes) -> None:
    assert read_properties(data) is None


def test_a_word_template_file_becomes_a_document() -> None:
    data = printed(p("{{件名}}"), main=f"{_WORD}.template.main+xml")
    assert f"{_WORD}.document.main+xml".encode() in parts_of(data)["[Content_Types].xml"]


def test_a_template_hash_is_of_its_bytes() -> None:
    data = word(p(""))
    assert len(compile_template(data, "case", "a").hash) == 64


def test_links_of_dropped_parts_leave_no_trace_in_the_text() -> None:
    setup = section().replace("<w:pgSz", '<w:printerSettings r:id="r4"/><w:pgSz')
    parts = {"word/printerSettings1.bin": b"x"}
    data = printed(p("{{件名}}"), setup=setup, parts=parts, links=(LINKS[3],))
    assert b"r4" not in parts_of(data)["word/document.xml"]


def test_a_control_that_held_only_the_mark_of_a_comment_goes_with_it() -> None:
    control = '<w:sdt><w:sdtContent><w:commentRangeStart w:id="1"/></w:sdtContent></w:sdt>'
    data = printed(p("{{件名}}", control, '<w:commentRangeEnd w:id="1"/>'))
    assert b"w:sdt" not in parts_of(data)["word/document.xml"]


def test_a_template_that_types_each_relationship_part_by_name() -> None:
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    names = ("_rels/.rels", "word/_rels/document.xml.rels")
    types = "".join(f'<Override PartName="/{n}" ContentType="{kind}"/>' for n in names)
    source = parts_of(word(p("{{件名}}")))["[Content_Types].xml"].decode()
    mended = source.replace("<Override", f"{types}<Override", 1).replace('"rels"', '"none"')
    printed(p("{{件名}}"), parts={"[Content_Types].xml": mended})


def test_the_prefix_w_may_be_declared_twice_but_not_for_two_things() -> None:
    again = '<w:p xmlns:w="{}"><w:r><w:t>{{{{件名}}}}</w:t></w:r></w:p>'
    assert codes(compiled(again.format(W_NS))) == []
    other = '<a:p xmlns:w="urn:other"><w:t/></a:p>'
    assert codes(compiled(p(f"<w:r><w:drawing>{other}</w:drawing></w:r>"))) == ["T106"]


def test_an_attached_template_is_told_and_not_carried() -> None:
    link = rels(("r1", "attachedTemplate", "file:///c:/x.dotx", "External"))
    settings = part_of("settings", '<w:attachedTemplate r:id="r1"/>')
    parts = {"word/_rels/settings.xml.rels": link, "word/settings.xml": settings}
    template = compiled(p("{{件名}}"), parts=parts)
    assert [(f.code, f.severity) for f in template.faults] == [("T172", "warning")]
    everything = parts_of(template.render(values(), Properties()))
    assert not any(b"x.dotx" in data or b"attached" in data for data in everything.values())
