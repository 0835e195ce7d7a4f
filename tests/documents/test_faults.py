"""Every mistake in a template is told: its code, its place in words, and how to mend it."""

from __future__ import annotations

import pytest
from wordmaking import cell, codes, compiled, p, part_of, rels, row, run, table

from jusoforms.documents import Properties, RenderFault, compile_template
from jusoforms.package import PackageFault

ROLES = ["{{役割分担.番号}}", "{{役割分担.内容}}"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{氏明}}", "T110"), ("{{役割分担.内用}}", "T110"), ("{{#役割}}{{/役割}}", "T110"),
        ("{{版}}", "T111"), ("{{役割分担}}", "T112"), ("{{会議.出席者}}", "T112"),
        ("{{同意}}", "T113"), ("{{件名.番号}}", "T114"), ("{{件名.各項目}}", "T114"),
        ("{{主題.番号}}", "T115"), ("{{役割分担.各項目}}", "T116"), ("{{各項目}}", "T117"),
        ("{{件名|和歴}}", "T120"), ("{{件名|}}", "T120"), ("{{件名|和暦}}", "T121"),
        ("{{受付日|丸数字}}", "T121"), ("{{件名|改行}}", "T121"), ("{{受付日|和暦|和暦}}", "T121"),
        ("{{主題|改行|区切り ・}}", "T121"), ("{{主題|区切り}}", "T122"), ("{{件名|空欄}}", "T122"),
        ("{{件名|括弧 （}}", "T123"), ("{{件名|縦結合}}", "T124"),
        ("{{件名", "T130"), ("{{件名}", "T130"), ("件名}}", "T131"), ("{件名}}", "T131"),
        ("{{件名 {{番号}}", "T130"), ("｛｛件名｝｝", "T132"), ("{{件名｝｝", "T132"),
        ("｛{件名}}", "T132"), ("｛｛＃件名｝｝", "T132"), ("{{＃件名}}{{／件名}}", "T133"),
        ("{{件名｜括弧}}", "T133"), ("{{役割分担．内容}}", "T133"), ("{{}}", "T134"),
        ("{{ \u3000}}", "T134"), ("{{#}}", "T134"), ("{{{件名}}}", "T138"), ("〔〔件名〕〕", "T137"),
        ("【【件名】】", "T137"), ("{件名}", "T137"), ("｛件名｝", "T137"),
        ("<<件名>>", "T137"), ("«件名»", "T137"), ("{% if 件名 %}", "T158"), ("{役割分担.内容}", "T137"), ("{{#件名}}", "T140"), ("{{/件名}}", "T141"),
        ("{{/件名}}{{#件名}}", "T141"), ("{{?件名}}{{?番号}}{{/件名}}{{/番号}}", "T142"),
        ("{{?役割分担.期限}}x{{/役割分担.期限}}{{#件名}}{{役割分担.期限}}{{/件名}}", ""),
        ("{{?件名|括弧}}{{/件名}}", "T146"),
        ("{{役割分担.内容}}{{世帯員.姓}}", "T150"),
        ("{{会議.回}}{{会議.出席者.氏名}}{{会議.議題.各項目}}", "T150"),
    ],
)  # fmt: skip
def test_slips_in_a_paragraph(text: str, code: str) -> None:
    template = compiled(p("前書き"), p(f"申請の{text}について"))
    assert (codes(template) or [""])[0] == code
    for fault in template.faults:
        assert (fault.part, fault.place) == ("本文", "第2段落")
        assert fault.file == "見本.docx"
        assert "申請" in fault.message or "について" in fault.message


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("{{件明}}", "件名"), ("{{役割文担.内容}}", "役割分担"), ("{{役割分担.内用}}", "内容"),
        ("{{内容}}", "希望と課題.内容"), ("{{件名|括孤}}", "括弧"), ("{{受付日|和歴}}", "和暦"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_answered_with_candidates(text: str, candidate: str) -> None:
    assert candidate in compiled(p(text)).faults[0].candidates


ALONE = [
    (("{{＃会議}}", "{{回}}", "{{/会議}}"), ["T133"]),
    (("{{#会議}}", "{{回}}", "{{／会議}}"), ["T133"]),
    (("｛｛#会議｝｝", "{{回}}", "｛｛/会議｝｝"), ["T132", "T132"]),
    (("{#会議}", "{{回}}", "{/会議}"), ["T137", "T137"]),
    (("{{#会議", "{{回}}", "{{/会議}}"), ["T130"]),
    (("{{#会議}}", "{{回}}", "{{/会議}"), ["T130"]),
    (("{{#会議}}", "{{回}}", "{{/}}"), ["T134"]),
    (("{{#会議}}", "{{回}}", "{{end}}"), ["T158"]),
    (("{{range 会議}}", "{{回}}", "{{end}}"), ["T158", "T158"]),
    (("{{#each 会議}}", "{{回}}", "{{/each}}"), ["T158", "T158"]),
    (("{{#for m in 会議}}", "{{回}}", "{{/for}}"), ["T158", "T158"]),
    (("{{#if 件名}}", "あり", "{{else}}", "なし", "{{/if}}"), ["T158", "T158", "T158"]),
    (("{{?会議種別=支援会議}}", "文", "{{/会議種別}}"), ["T158"]),
    (("{{#会儀}}", "{{回}}", "{{/会儀}}"), ["T110"]),
    (("{{#会議}}", "{{回}}", "{{/会儀}}"), ["T147"]),
    (("{{#会議}}", "{{回}}", "{{/役割分担}}"), ["T147"]),
    (("{{#会儀}}", "{{回}}", "{{/会議}}"), ["T147", "T110"]),
    (("{{#出席者}}", "{{氏名}}", "{{/出席者}}"), ["T110"]),
    (("{{#会議}}", "{{?議題}}", "{{/会議}}", "{{/議題}}"), ["T142"]),
    (("{{#会議}}", "{{/役割分担}}", "{{/会議}}"), ["T141"]),
    (("{{/役割分担}}", "{{#会議}}"), ["T141", "T140"]),
    (("{{/}}", "{{#}}", "{{＃}}", "{{#if =}}"), ["T134", "T134", "T133", "T158"]),
    (("{{役割分担。内容}}",), ["T133"]),
    (("{{役割分担・内容}}",), ["T133"]),
    (("【【{{件名}}】】",), []),
    (("{{本人の希望、支援者の課題.内容}}",), []),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), ALONE)
def test_one_mistake_is_told_once_and_nothing_that_follows_from_it(
    paragraphs: tuple[str, ...], wanted: list[str]
) -> None:
    assert codes(compiled(*map(p, paragraphs))) == wanted


@pytest.mark.parametrize("sign", [":", "：", " ", "　", ",", "、", "/"])
def test_another_sign_before_a_format_is_answered_with_the_bar(sign: str) -> None:
    (fault,) = compiled(p(f"{{{{受付日{sign}和暦 短}}}}")).faults
    assert fault.candidates == ("受付日|和暦 短",)


def test_wide_signs_are_answered_with_the_right_writing() -> None:
    assert "{{#件名}}" in compiled(p("｛｛＃件名｝｝")).faults[0].remedy


def test_all_faults_are_collected() -> None:
    body = p("{{あ}}"), p("{{い}}"), table([cell("{{う}}", "{{件名"), "｛｛番号｝｝"], columns=2)
    template = compiled(*body, p(""), header=p("{{え}}"))
    assert sorted(codes(template)) == ["T110", "T110", "T110", "T110", "T130", "T132"]


def test_a_template_with_a_fault_prints_nothing() -> None:
    with pytest.raises(RenderFault) as caught:
        compiled(p("{{あ}}")).render({}, Properties())
    assert caught.value.problem.code == "T110"


# Places in words.


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ((p("一"), p("{{あ}}")), "第2段落"),
        ((table(["a", "{{あ}}"]), p("")), "表1の1行目・2列目"),
        ((table(["a"]), p(""), table(["a"], [cell("b", "{{あ}}")]), p("")), "表2の2行目・1列目の第2段落"),
        (
            (table([cell(table(["x", "y"], ["z", "{{あ}}"]), p(""))]), p("")),
            "表1の1行目・1列目の中の表1の2行目・2列目",
        ),
        ((f"<w:sdt><w:sdtContent>{p('一')}</w:sdtContent></w:sdt>", p("{{あ}}")), "第2段落"),
        ((p("{{?件名}}"), p("一"), p("{{/件名}}"), p("{{あ}}")), "第4段落"),
    ],
)  # fmt: skip
def test_a_place_is_told_as_the_author_sees_it(body: tuple[str, ...], place: str) -> None:
    assert [fault.place for fault in compiled(*body).faults] == [place]


def test_parts_are_told_in_words() -> None:
    template = compiled(p("{{あ}}"), header=p("{{い}}"), footer=p("{{う}}"))
    assert [fault.part for fault in template.faults] == ["本文", "ヘッダー1", "フッター1"]


# Blocks and repetition.


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ((p("{{#役割分担}}"), table(["{{/役割分担}}"]), p("")), "T143"),
        ((table([cell("{{#役割分担}}", table(["{{/役割分担}}"]), p(""))]), p("")), "T143"),
        ((table(["{{#役割分担}}"]), p(""), table(["{{/役割分担}}"]), p("")), "T143"),
        ((p("文{{#役割分担}}"), p("{{内容}}"), p("{{/役割分担}}")), "T144"),
        ((p("{{#役割分担}}"), p("{{内容}}"), p("{{/役割分担}}文")), "T144"),
        ((p("{{?役割分担.期限}}"), p("x"), p("{{/役割分担.期限}}")), "T145"),
        (
            (table(["{{?件名}}", ""], ["a", "{{/件名}}{{?番号}}"], ["b", ""], ["{{/番号}}", ""]), p("")),
            "T142",
        ),
        ((p("{{#会議}}{{出席者.氏名}}{{/会議}}"),), "T157"),
        ((p("{{#役割分担}}"), p("{{役割分担.内容}}{{会議.回}}"), p("{{/役割分担}}")), "T157"),
        ((table([*ROLES, "{{世帯員.姓}}"]), p("")), "T150"),
        ((table(ROLES, ROLES), p("")), "T151"),
        ((p("{{役割分担.番号}}"), p("{{役割分担.内容}}")), "T151"),
        ((table(["番", "{{役割分担.番号}}"], ["内", "{{役割分担.内容}}"]), p("")), "T151"),
        (
            (table(["{{役割分担.番号|縦結合}}", "{{役割分担.内容}}{{#主題}}{{各項目}}{{/主題}}"]), p("")),
            "",
        ),
        (
            (table(["{{役割分担.番号|縦結合}}{{#主題}}{{各項目}}{{/主題}}", "{{役割分担.内容}}"]), p("")),
            "T125",
        ),
        ((table(["{{件名|縦結合}}", "a"]), p("")), "T124"),
        ((p("{{#役割分担}}{{内容|縦結合}}{{/役割分担}}"),), "T124"),
        (
            (
                table(
                    [cell("{{役割分担.番号|縦結合}}", properties='<w:vMerge w:val="restart"/>'),
                     "{{役割分担.内容}}"],
                    columns=2,
                ),
                p(""),
            ),
            "T126",
        ),
        (
            (
                table(
                    [cell("{{役割分担.番号}}", properties='<w:vMerge w:val="restart"/>'),
                     "{{役割分担.内容}}"],
                    [cell("", properties="<w:vMerge/>"), "計"],
                ),
                p(""),
            ),
            "T153",
        ),
        ((p('<w:r><w:footnoteReference w:id="2"/></w:r>', "{{役割分担.内容}}"),), "T154"),
        ((p("<w:r><w:pict/></w:r>", "{{役割分担.内容}}"),), "T155"),
    ],
)  # fmt: skip
def test_blocks_and_units(body: tuple[str, ...], code: str) -> None:
    assert (codes(compiled(*body)) or [""])[0] == code


def test_an_empty_paragraph_parts_neighbours() -> None:
    assert codes(compiled(p("{{役割分担.番号}}"), p(""), p("{{役割分担.内容}}"))) == []


@pytest.mark.parametrize(
    "text", ["{{役割分担.内容}}", "{{主題.各項目}}", "{{#役割分担}}x{{/役割分担}}"]
)
def test_headers_and_footers_repeat_nothing(text: str) -> None:
    assert codes(compiled(p(""), header=p(text))) == ["T152"]
    assert codes(compiled(p(""), footer=p(text))) == ["T152"]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_a_field_may_not_be_cut_by_a_unit() -> None:
    begin, end = FIELD.format(" PAGE ", run("1")).split(run("1"))
    assert codes(compiled(p("{{役割分担.内容}}", begin), p("1", end))) == ["T156"]


# Places that take no tag.


def drawn(inside: str) -> str:
    return f"<w:r><w:drawing><wp:inline>{inside}</wp:inline></w:drawing></w:r>"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (p(drawn('<wp:docPr id="1" name="図" descr="{{件名}}"/>')), "T160"),
        (p(f"<w:r><w:ruby><w:rt>{run('{{件名}}')}</w:rt></w:ruby></w:r>"), "T160"),
        (p('<w:bookmarkStart w:id="1" w:name="{{件名}}"/><w:bookmarkEnd w:id="1"/>'), "T160"),
        (f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{p('{{件名}}')}</w:sdtContent></w:sdt>", "T160"),
        (p(f'<w:ins w:id="1" w:author="x">{run("{{件名}}")}</w:ins>'), "T161"),
        (p("<w:del><w:r><w:delText>{{件名}}</w:delText></w:r></w:del>"), "T160"),
        (p("{{件", f"<w:moveTo>{run('名}}')}</w:moveTo>"), "T161"),
        (p("{{件名}}", properties='<w:rPr><w:ins w:id="1"/></w:rPr>'), "T161"),
        (p(run("{{件名}}", "<w:vanish/>")), "T162"),
        (p("{{件", run("名}}", "<w:vanish/>")), "T162"),
        (p(FIELD.format(" TOC ", run("{{件名}}"))), "T163"),
        (p(FIELD.format(" QUOTE ", FIELD.format(" MERGEFIELD 件名 ", run("x")))), "T164"),
        (p(FIELD.format(' MERGEFIELD 件名 \\@ "M/d" ', run("«件名»"))), "T167"),
        (p(FIELD.format(" MERGEFIELD 件名 \\* Upper ", run("«件名»"))), "T167"),
        (p(FIELD.format(" MERGEFIELD 氏名 ", run("«氏名»"))), "T110"),
        (p(FIELD.format(" NEXT ", "")), "T166"),
        (p(FIELD.format(" SKIPIF 1 = 1 ", "")), "T166"),
        (p(FIELD.format(" ADDRESSBLOCK ", run("«住所»"))), "T166"),
        (p(FIELD.format(" GREETINGLINE ", "")), "T166"),
        (p(FIELD.format(" IF ", FIELD.format(" MERGEFIELD 件名 ", run("x")))), "T166"),
        (p(FIELD.format(" QUOTE {{件名}} ", "")), "T160"),
        (p("{{件<", "<w:r><w:br/></w:r>", "名}}"), "T135"),
        (p("{{件", "<w:r><w:tab/></w:r>", "名}}"), "T135"),
        (p("{{件", drawn(""), "名}}"), "T136"),
        (p("{{件", f'<w:hyperlink w:anchor="x">{run("名}}")}</w:hyperlink>'), "T139"),
        (p(f'<w:ins w:id="1">{run("追加")}</w:ins>'), "T165"),
        (table(f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('{{件名}}')}</w:tr>", columns=1) + p(""), "T165"),
        (table(f"<w:sdt><w:sdtContent>{row('{{件名}}')}</w:sdtContent></w:sdt>", columns=1) + p(""), "T160"),
    ],
)  # fmt: skip
def test_places_that_take_no_tag(body: str, code: str) -> None:
    template = compiled(body)
    assert code in codes(template)
    assert all(fault.part == "本文" for fault in template.faults)


def test_hidden_false_is_not_hidden() -> None:
    assert codes(compiled(p(run("{{件名}}", '<w:vanish w:val="0"/>')))) == []


@pytest.mark.parametrize(
    ("name", "xml", "part"),
    [
        ("word/footnotes.xml", part_of("footnotes", p("{{件", "名}}")), "脚注"),
        ("word/endnotes.xml", part_of("endnotes", p("{{件名}}")), "文末脚注"),
        ("word/comments.xml", part_of("comments", p("｛｛件名｝｝")), "コメント"),
        ("docProps/core.xml", "<c><title>{{件名}}</title></c>", "文書のプロパティ"),
        ("word/charts/chart1.xml", '<a:t xmlns:a="x">{{件名}}</a:t>', "グラフ"),
        ("customXml/item1.xml", "<a>{{件名}}</a>", "文書に付いたデータ"),
        (
            "word/_rels/header9.xml.rels",
            rels(("r1", "hyperlink", "https://example.jp/%7B%7B件名%7D%7D", "External")),
            "リンク先",
        ),
    ],
)
def test_parts_that_take_no_tag(name: str, xml: str, part: str) -> None:
    template = compiled(p(""), parts={name: xml})
    assert [(fault.code, fault.part) for fault in template.faults] == [("T160", part)]


# The file itself.


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T101"), (b"text", "T102"), (b"PK\x03\x04cut", "T103"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "T104"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "T105"),
    ],
)  # fmt: skip
def test_what_is_no_document_at_all(data: bytes, code: str) -> None:
    with pytest.raises(PackageFault) as caught:
        compile_template(data, "case", "見本.docx")
    assert caught.value.problem.code == code
    assert "Excel" not in caught.value.problem.message + caught.value.problem.remedy
