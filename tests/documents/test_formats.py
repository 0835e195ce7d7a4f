"""The registry of formats: what each does, and that the page on tags lists exactly these."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from wordmaking import lines, p, printed

from jusoforms.documents.rendering.formats import FORMATS, NOTHING, filled, plain
from jusoforms.vocabulary.catalogue import Catalogue, Program
from jusoforms.vocabulary.view import view
from jusoforms.vocabulary.wareki import DateText, read_date

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tags.md"


def test_the_page_on_tags_lists_every_format() -> None:
    formats = PAGE.read_text(encoding="utf-8").split("## Formats")[1].split("## ")[0]
    listed = {name.split()[0] for name in re.findall(r"^\| `([^`]+)`", formats, re.MULTILINE)}
    assert listed == set(FORMATS)


@pytest.mark.parametrize(
    ("number", "printed_as"),
    [(1, "①"), (20, "⑳"), (21, "㉑"), (50, "㊿"), (51, "(51)"), (0, "(0)")],
)
def test_numbers_in_circles(number: int, printed_as: str) -> None:
    data = view(Catalogue(programs=(Program(site_count=number),)))
    assert lines(printed(p("{{事業.設置数|丸数字}}"), given=data, context="catalogue")) == [
        printed_as
    ]


@pytest.mark.parametrize(("text", "printed_as"), [("３", "③"), ("3の2", "3の2"), ("", "")])
def test_text_in_circles_only_where_it_is_a_number(text: str, printed_as: str) -> None:
    assert FORMATS["丸数字"].apply(text, "") == printed_as


@pytest.mark.parametrize(
    ("typed", "printed_as"),
    [
        ("2024/12/1", "令和6年12月1日"), ("R6.12", "令和6年12月"), ("令和6年度", "令和6年度"),
        ("未定", "未定"), ("", ""),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_they_were_written(typed: str, printed_as: str) -> None:
    assert plain(FORMATS["和暦"].apply(read_date(typed), "")) == printed_as


@pytest.mark.parametrize(
    ("typed", "form", "argument", "printed_as"),
    [
        ("令和6年12月1日", "和暦", "短", "R6.12.1"), ("2019/5/1", "和暦", "短", "R1.5.1"),
        ("平成31年4月30日", "和暦", "短", "H31.4.30"), ("R6.12", "和暦", "短", "R6.12"),
        ("令和6年度", "和暦", "短", "令和6年度"), ("未定", "和暦", "短", "未定"),
        ("令和6年12月1日", "西暦", "", "2024年12月1日"), ("R6.12", "西暦", "", "2024年12月"),
        ("令和6年度", "西暦", "", "2024年度"), ("令和6年", "西暦", "", "2024年"),
        ("未定", "西暦", "", "未定"), ("", "西暦", "", ""),
    ],
)  # fmt: skip
def test_dates_in_other_writings(typed: str, form: str, argument: str, printed_as: str) -> None:
    assert plain(FORMATS[form].apply(read_date(typed), argument)) == printed_as


@pytest.mark.parametrize(
    ("form", "text", "printed_as"),
    [
        ("全角", "A-1 ｱ 12", "Ａ－１　ｱ　１２"), ("半角", "Ａ－１　ア１２", "A-1 ア12"), ("全角", 12, "１２"),
        ("半角", "〜ー～", "〜ー~"), ("漢数字", 21, "二十一"), ("漢数字", "１０", "十"), ("漢数字", 0, "〇"),
        ("漢数字", 12_345, "一万二千三百四十五"), ("漢数字", 110, "百十"), ("漢数字", "3の2", "3の2"),
        ("漢数字", "", ""), ("漢数字", 20_000_001, "二千万一"),
    ],
)  # fmt: skip
def test_widths_and_numerals(form: str, text: object, printed_as: str) -> None:
    assert plain(FORMATS[form].apply(text, "")) == printed_as


@pytest.mark.parametrize("value", ["なし", "－", 0, ("",), read_date("未定"), {"有無": "無"}])
def test_what_counts_as_filled(value: object) -> None:
    assert filled(value)


@pytest.mark.parametrize(
    "value", ["", "　", None, (), DateText(), {}, {"有無": "", "取得日": DateText()}]
)
def test_what_counts_as_empty(value: object) -> None:
    assert not filled(value)


def test_nothing_prints_nothing() -> None:
    assert plain(NOTHING) == ""
    assert not filled(NOTHING)
