"""Each form of a tag in each place, however Word has cut it; each slip, in each place, is told there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from lxml import etree
from wordmaking import cell, codes, compiled, p, part_of, printed, run, table, word

from jusoforms.documents import prove
from jusoforms.documents.wml import w

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


@dataclass(frozen=True)
class Place:
    """Somewhere in a document."""

    make: Callable[[str], tuple[str, Mapping[str, Any]]]
    """Runs -> the body, and what else the document has."""
    part: str = "word/document.xml"
    where: str = "第1段落"
    """As a fault says it."""
    words: str = "本文"


def drawn(runs: str) -> str:
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="1800000" cy="900000"/><wp:docPr id="1" name="テキスト ボックス 1"/>'
        f'<a:graphic><a:graphicData uri="{WPS}"><wps:wsp xmlns:wps="{WPS}">'
        '<wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>'
        f"<w:p>{runs}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def vml(runs: str) -> str:
    return (
        '<w:pict><v:shape style="width:141pt;height:70pt"><v:textbox><w:txbxContent>'
        f"<w:p>{runs}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def both(runs: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice xmlns:wps="{WPS}" Requires="wps">{drawn(runs)}</mc:Choice>'
        f"<mc:Fallback>{vml(runs)}</mc:Fallback></mc:AlternateContent>"
    )


def note(kind: str) -> Callable[[str], tuple[str, Mapping[str, Any]]]:
    def make(runs: str) -> tuple[str, Mapping[str, Any]]:
        separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        own = f'</w:{kind}><w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/></w:r>{runs}</w:p></w:{kind}>'
        return p("本文", f'<w:r><w:{kind}Reference w:id="1"/></w:r>'), {
            "parts": {f"word/{kind}s.xml": part_of(f"{kind}s", separator, own)},
            "links": (("rIdN", f"{kind}s", f"{kind}s.xml"),),
            "types": {f"word/{kind}s.xml": f"{MIME}.{kind}s+xml"},
        }

    return make


def controlled(runs: str) -> str:
    return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"


BOX = "第1段落のテキスト ボックスの第1段落"
PLACES = {
    "paragraph": Place(lambda r: (f"<w:p>{r}</w:p>", {})),
    "cell": Place(lambda r: (table([cell(f"<w:p>{r}</w:p>")]) + p(""), {}), where="表1の1行目・1列目"),
    "inner table": Place(
        lambda r: (table([cell(table([cell(f"<w:p>{r}</w:p>")]), p(""))]) + p(""), {}),
        where="表1の1行目・1列目の中の表1の1行目・1列目",
    ),
    "header": Place(lambda r: (p(""), {"header": f"<w:p>{r}</w:p>"}), "word/header1.xml", words="ヘッダー1"),
    "footer": Place(lambda r: (p(""), {"footer": f"<w:p>{r}</w:p>"}), "word/footer1.xml", words="フッター1"),
    "footnote": Place(note("footnote"), "word/footnotes.xml", "1番目の注の第1段落", "脚注"),
    "endnote": Place(note("endnote"), "word/endnotes.xml", "1番目の注の第1段落", "文末脚注"),
    "drawn box": Place(lambda r: (f"<w:p><w:r>{drawn(r)}</w:r></w:p>", {}), where=BOX),
    "old box": Place(lambda r: (f"<w:p><w:r>{vml(r)}</w:r></w:p>", {}), where=BOX),
    "box with fallback": Place(lambda r: (f"<w:p><w:r>{both(r)}</w:r></w:p>", {}), where=BOX),
    "box in a header": Place(
        lambda r: (p(""), {"header": f"<w:p><w:r>{both(r)}</w:r></w:p>"}),
        "word/header1.xml", BOX, "ヘッダー1",
    ),
    "control in text": Place(lambda r: (f"<w:p>{controlled(r)}</w:p>", {})),
    "control around": Place(
        lambda r: (f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{r}</w:p></w:sdtContent></w:sdt>", {})
    ),
    "link": Place(lambda r: (f'<w:p><w:hyperlink w:anchor="x">{r}</w:hyperlink></w:p>', {})),
}  # fmt: skip
FORMS = {
    "前{{件名}}後": "前住まいの相談後",
    "{{ 件名 }}": "住まいの相談",
    "{{主題}}": "就労、家族関係",
    "{{主題|区切り ／}}": "就労／家族関係",
    "{{受付日|和暦}}": "令和6年12月1日",
    "{{受付日|和暦 短}}、{{受付日|西暦}}": "R6.12.1、2024年12月1日",
    "{{事例番号|全角}}・{{事例番号|漢数字|括弧}}": "１２・（十二）",
    "{{同意.有無}}": "有",
    "{{?件名}}件名は{{件名}}{{/件名}}": "件名は住まいの相談",
    "{{^件名}}なし{{/件名}}{{?終結日}}済{{/終結日}}": "",
    "{{#同意}}{{有無}}（{{範囲}}）{{/同意}}": "有（関係機関）",
    "{{終結日|空欄 未定}}": "未定",
}


def whole(text: str) -> str:
    return run(text)


def halves(text: str) -> str:
    return "".join(
        run(piece, "<w:b/>" * (n % 2)) for n, piece in enumerate(re.split("(件|日)", text))
    )


def letters(text: str) -> str:
    proof = '<w:proofErr w:type="spellStart"/>'
    return proof.join(run(letter, '<w:rFonts w:hint="eastAsia"/>') for letter in text)


def text_in(data: bytes, part: str) -> list[str]:
    """Return the text of the part's paragraphs that have any, as lxml reads them."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))
    paragraphs = [node for node in root.iter(w("p")) if not [*node.iter(w("txbxContent"))]]
    return ["".join(text.text or "" for text in node.iter(w("t"))) for node in paragraphs]


@pytest.mark.parametrize("cut", [whole, halves, letters])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PLACES)
def test_a_tag_prints_in_its_place(name: str, form: str, cut: Callable[[str], str]) -> None:
    place = PLACES[name]
    body, more = place.make(cut(form))
    texts = text_in(printed(body, **more), place.part)
    expected = FORMS[form]
    copies = 2 if "fallback" in name or name == "box in a header" else 1
    assert texts.count(expected) >= copies
    assert not any("{" in text or "}" in text for text in texts)


SLIPS = {
    "{{件メイ}}": "T110", "｛｛件名｝｝": "T132", "{{件名": "T130", "件名}}": "T131", "{{件名｜必須}}": "T133",
    "{{}}": "T134", "{{件名|わ暦}}": "T120", "{{件名|区切り ・}}": "T121", "{{#件名}}": "T140",
    "{{/件名}}": "T141", "【【件名】】": "T137", "{% for x in y %}": "T158",
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("name", PLACES)
def test_a_slip_is_told_in_its_place_and_nothing_else(name: str, slip: str) -> None:
    place = PLACES[name]
    body, more = place.make(run(slip))
    template = compiled(body, **more)
    assert [(f.part, f.place) for f in template.faults] == [(place.words, place.where)]
    assert codes(template) == [SLIPS[slip]]


@pytest.mark.parametrize("name", ["header", "footer", "footnote", "endnote", "box in a header"])
@pytest.mark.parametrize("text", ["{{役割分担.内容}}", "{{#役割分担}}x{{/役割分担}}"])
def test_where_nothing_repeats(name: str, text: str) -> None:
    body, more = PLACES[name].make(run(text))
    assert codes(compiled(body, **more)) == ["T152"]


@pytest.mark.parametrize("name", ["drawn box", "old box", "box with fallback"])
def test_a_list_repeats_the_paragraph_in_a_box(name: str) -> None:
    body, more = PLACES[name].make(run("{{役割分担.内容}}"))
    texts = text_in(printed(body, **more), "word/document.xml")
    assert texts[:3] == ["訪問", "面談", "調整"]


def test_a_box_in_a_row_that_repeats_says_the_row_and_loses_its_fallback() -> None:
    boxed = f"<w:p><w:r>{both(run('{{番号}}番'))}</w:r></w:p>"
    body = table(["{{役割分担.番号}}", cell(p("{{役割分担.内容}}"), boxed)]) + p("")
    texts = text_in(printed(body), "word/document.xml")
    assert [text for text in texts if text.endswith("番")] == ["1番", "2番", "3番"]


def test_a_box_does_not_count_among_the_cells_that_name_a_list() -> None:
    boxed = f"<w:p><w:r>{drawn(run('{{役割分担.内容}}'))}</w:r></w:p>"
    data = printed(table(["{{役割分担.番号}}", cell(boxed)]) + p(""))
    assert text_in(data, "word/document.xml")[:3] == ["1", "2", "3"]


def test_a_block_does_not_reach_out_of_a_box() -> None:
    boxed = f"<w:p><w:r>{drawn(run('{{?件名}}'))}</w:r></w:p>"
    assert codes(compiled(boxed, p("{{/件名}}"))) == ["T143"]
    inside = table([cell(boxed)], ["{{/件名}}"])
    assert codes(compiled(inside, p(""))) == ["T143"]


def test_what_a_box_holds_may_vanish_and_the_box_stays_sound() -> None:
    body, more = PLACES["box with fallback"].make(run("{{^件名}}x{{/件名}}"))
    data = printed(body, **more)
    assert prove(data, word(body)) == ()


def test_what_a_note_says_of_its_place_does_not_count_separators() -> None:
    body, more = note("footnote")(run("{{件メイ}}"))
    assert compiled(body, **more).faults[0].place == "1番目の注の第1段落"
