"""The shipped templates print whatever a sheet may hold, in both looks, and stay sound."""

from __future__ import annotations

import io
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from hundred import TEMPLATES, case
from pydantic import BaseModel

from jusoforms.documents import prove
from jusoforms.documents.printing import Printed, print_documents
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.house import House
from jusoforms.vocabulary.wareki import DateText

if TYPE_CHECKING:
    from conftest import Keep

LETTERS = [chr(code) for code in range(0x4E00, 0x5E00)]
HOSTILE = {
    "markup": "</w:t></w:r><w:p/>&lt;<!-- ]]> <?x?>",
    "tags": "{{件名}}{{#役割分担}}｛｛件名｝｝«件名»{% if %}",
    "directions": "\u202eabc\u200f\u2066א",
    "blanks": "  前\t\t後  \n\n 　\u00a0",
    "beyond the plane": "𠮷\U000e0100👨‍👩‍👧",
    "long": "".join(Random(1).choices(LETTERS, k=20_000)),
    "percent": "%s %(x)s %% {0}",
}
LOOKS = ["標準", "UD"]
LONGEST_JUDGED = 200_000
"""The validators take minutes for longer ones, and find the same."""


def filled_with(item: Any, text: str) -> Any:
    """Return a record with the text in the place of each of its texts."""
    if type(item) is str:
        return text if item else item
    if isinstance(item, tuple):
        return tuple(filled_with(one, text) for one in item)
    if isinstance(item, BaseModel) and not isinstance(item, DateText):
        changed = {name: filled_with(getattr(item, name), text) for name in type(item).model_fields}
        return item.model_copy(update=changed)
    return item


def printed(record: Case, look: str, keep: Keep, name: str) -> Printed:
    found = print_documents(record, TEMPLATES, house=House(look))
    for one in found.documents:
        assert prove(one.data) == ()
        if len(one.data) <= LONGEST_JUDGED:
            keep(one.data, f"hostile_{name}")
    return found


def texts_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    parts = [document, *(s for one in document.sections for s in (one.header, one.footer))]
    texts = (node.text for part in parts for node in part._element.xpath(".//w:t"))
    return "".join(filter(None, texts))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_stands_in_every_field_is_printed_as_it_is(
    name: str, look: str, keep: Keep
) -> None:
    text = HOSTILE[name]
    record = filled_with(case(3), text)
    found = printed(record.model_copy(update={"case_number": "3"}), look, keep, name)
    assert len(found.documents) >= 5
    first = text.replace("\t", "\n").split("\n")[0]
    assert all(first in texts_of(one.data) for one in found.documents)


@pytest.mark.parametrize("look", LOOKS)
def test_five_thousand_rows(look: str, keep: Keep) -> None:
    some, chance = case(2).roles, Random(2)
    contents = ("".join(chance.choices(LETTERS, k=20)) for _ in range(5_000))
    roles = tuple(some[0].model_copy(update={"content": f"{text}\n次の行"}) for text in contents)
    found = printed(case(2).model_copy(update={"roles": roles}), look, keep, "rows")
    tables = [one for one in found.documents if one.stem == "役割分担表"]
    assert texts_of(tables[0].data).count("次の行") >= 5_000


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_at_all(look: str, keep: Keep) -> None:
    assert printed(Case(case_number="1"), look, keep, "nothing").documents


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_what_xml_cannot_hold_makes_no_document_and_is_told(mark: str) -> None:
    role = case(3).roles[0].model_copy(update={"content": f"前{mark}後"})
    found = print_documents(case(3).model_copy(update={"roles": (role,)}), TEMPLATES)
    assert "T191" in {problem.code for problem in found.problems}
    assert not any("役割分担表" in one.stem for one in found.documents)
    assert any("役割分担表" in one.template for one in found.withheld)
