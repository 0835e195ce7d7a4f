"""Names: the contract's spelling, its aliases, and no two fields under one name."""

import re
from pathlib import Path

import pytest

from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import CONTEXTS, Field, Kind, Names, names_in, names_of

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("相談・会議の時期", "時期"),
        ("相談会議の時期", "時期"),
        ("情報の整理\n対応・支援の検討", "検討"),
        ("情報の整理・対応・支援の検討", "検討"),
        ("本人の希望、支援者の課題", "希望と課題"),
        ("支援方針　役割分担", "役割分担"),
        ("支援対象の本人及び家族の状況", "状況"),
        ("ｹｰｽ番号", "事例番号"),
        ("区分", "分類"),
    ],
)
def test_finds_a_field_by_any_spelling(typed: str, canonical: str) -> None:
    found = names_of(Case).find(typed)
    assert found is not None
    assert found.name == canonical


def test_does_not_find_what_is_not_there() -> None:
    assert names_of(Case).find("氏明") is None


def test_proposes_the_nearest_names() -> None:
    assert names_of(Case).nearest("役割分坦")[0] == "役割分担"


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_two_fields_answer_to_one_name(context: str) -> None:
    for names in _levels(names_in(context)):
        spellings = [fold(s) for f in names.values() for s in {fold(n) for n in (f.name, *f.also)}]
        assert len(spellings) == len(set(spellings))


def test_a_meeting_template_sees_the_meeting_before_the_case() -> None:
    names = names_in("meeting")
    assert names["種別"].kind is Kind.TEXT
    assert names["支援関係機関"].kind is Kind.TEXTS
    assert names["全会議"].kind is Kind.LIST


def test_fields_of_a_later_version_are_known_but_marked() -> None:
    assert names_in("case")["保存満了日"].later


def test_every_name_stands_in_the_glossary() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8").partition("\n## ")[0]
    rows = dict(re.findall(r"^\| ([^|]+?) \| [^|]+ \| ([^|]+?) \|", glossary, re.MULTILINE))
    fields = [f for c in CONTEXTS for level in _levels(names_in(c)) for f in level.values()]
    assert {f.name for f in fields} == rows.keys() - {"名前", "---"}
    assert [f.name for f in fields if f.attribute and f"`{f.attribute}`" not in rows[f.name]] == []


def _levels(names: Names) -> list[Names]:
    inner = [f.children for f in names.values() if isinstance(f, Field) and f.children]
    return [names, *(level for one in inner for level in _levels(one))]
