"""Any arrangement of tags compiles: to faults, or to a template whose every document is sound."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from wordmaking import CASE, cell, compiled, p, row, run, table, values, word

from jusoforms.documents import Properties, Template, prove
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.view import view

VALUES = ("{{件名}}", "{{役割分担.内容}}", "{{役割分担.番号}}", "{{会議.出席者.氏名}}", "{{会議.回}}",
          "{{主題.各項目}}", "{{内容|縦結合}}", "{{役割分担.担当者|縦結合 空欄}}", "{{主題}}")  # fmt: skip
LISTS = ("役割分担", "会議", "会議.出席者", "主題", "出席者")
ENDS = tuple(f"{{{{{sign}{name}}}}}" for name in LISTS[:3] for sign in "#?^/")
BREAK = '<w:r><w:br w:type="page"/></w:r>'
MARKS = ('<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>')

pieces = st.sampled_from([*VALUES, *ENDS, "文", BREAK])


def blocks_of_text(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    """Return a list of paragraphs inside a block, or as it is."""
    ends = st.sampled_from(
        [("", ""), *((f"{{{{{s}{n}}}}}", f"{{{{/{n}}}}}") for n in LISTS for s in "#?^")]
    )
    return st.tuples(inner, ends).map(
        lambda pair: "".join([p(pair[1][0]), *pair[0], p(pair[1][1])] if pair[1][0] else pair[0])
    )


paragraphs = st.lists(pieces, max_size=3).map(lambda texts: p(*texts))
content = blocks_of_text(st.lists(paragraphs, min_size=1, max_size=3))
merges = st.sampled_from(["", "", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"])


def tables(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.tuples(inside, merges).map(lambda c: cell(c[0] + p(""), properties=c[1]))
    rows = st.tuples(cells, cells).map(lambda pair: row(*pair))
    ends = st.sampled_from([("", ""), *((f"{{{{#{n}}}}}", f"{{{{/{n}}}}}") for n in LISTS)])

    def wrapped(given: tuple[list[str], tuple[str, str]]) -> str:
        inner, (first, last) = given
        parts = [row(first, ""), *inner, row(last, "")] if first else inner
        return table(*parts, columns=2) + p("")

    return st.tuples(st.lists(rows, min_size=1, max_size=4), ends).map(wrapped)


everything = st.one_of(content, tables(content), tables(tables(paragraphs)))
bodies = st.lists(everything, min_size=1, max_size=3)


def is_sound(template: Template, given: dict[str, Any], source: bytes) -> None:
    data = template.render(given, Properties())
    assert prove(data, source) == ()
    text = Document(io.BytesIO(data)).element.xpath("string(//w:body)")
    assert "{{" not in text
    assert "}}" not in text


@settings(deadline=None)
@given(bodies)
def test_any_template_has_faults_or_prints_sound_documents(body: list[str]) -> None:
    source = word(*body)
    template = compiled(*body)
    if not template.faults:
        is_sound(template, values(), source)
        is_sound(template, view(Case()), source)
        is_sound(template, values(roles=CASE.roles[:1], meetings=CASE.meetings[1:]), source)


@settings(deadline=None)
@given(st.lists(st.sampled_from("{}｛｝#/?^|. \u3000名件"), max_size=14).map("".join))
def test_any_writing_of_braces_compiles(text: str) -> None:
    template = compiled(p(run(text)))
    assert template.faults or "{{" not in text or "件名" in text
