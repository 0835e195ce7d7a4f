"""新旧対照表: what changed is underlined on both sides, what is new or gone is said in words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from jusoforms.documents.comparing import comparison_page
from jusoforms.documents.comparing.matching import marked
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram

if TYPE_CHECKING:
    from conftest import Keep

BASE = Path(__file__).resolve().parents[2] / "templates/docx/catalogue/参考資料1_事業一覧.docx"
OLD = Catalogue(
    title="対象事業一覧",
    fiscal_year="令和7年度",
    programs=(
        Program(
            name="包括的相談支援事業",
            contents=("相談を受け止める",),
            sub_programs=(
                SubProgram(name="自立相談支援事業", number=1, content="福祉の総合相談窓口"),
                SubProgram(name="障害者相談支援事業", number=2, content="基幹相談支援センター"),
            ),
        ),
        Program(name="参加支援事業", contents=("つながりをつくる",)),
    ),
)


def changed(*subs: SubProgram) -> Catalogue:
    first = OLD.programs[0].model_copy(update={"sub_programs": subs})
    year = {"fiscal_year": "令和8年度", "programs": (first, OLD.programs[1])}
    return OLD.model_copy(update=year)


def rows(new: Catalogue, old: Catalogue = OLD) -> list[list[str]]:
    """Return the table below its heading; what is underlined stands between < and >."""
    document = Document(io.BytesIO(comparison_page(new, old, BASE.read_bytes())))
    found = [
        [
            "".join(f"<{r.text}>" if r.underline else r.text for r in cell.paragraphs[0].runs)
            for cell in row.cells
        ]
        for table in document.tables
        for row in table.rows
    ]
    return found[1:]


FIRST, SECOND = OLD.programs[0].sub_programs


def test_only_what_changed_is_shown_and_underlined_on_both_sides() -> None:
    new = changed(FIRST.model_copy(update={"content": "福祉の総合案内窓口"}), SECOND)
    assert rows(new) == [
        [
            "（1）自立相談支援事業\n福祉の総合<案内>窓口",
            "（1）自立相談支援事業\n福祉の総合<相談>窓口",
        ]
    ]


def test_what_is_new_and_what_is_gone_is_said_in_words() -> None:
    added = SubProgram(name="子育て相談", number=2, content="子どもの居場所")
    assert rows(changed(FIRST, added)) == [
        ["（削る）", "<（2）障害者相談支援事業\n基幹相談支援センター>"],
        ["<（2）子育て相談\n子どもの居場所>", "（新設）"],
    ]


def test_a_new_number_alone_is_a_change_of_the_same_program() -> None:
    added = SubProgram(name="子育て相談", number=2, content="子どもの居場所")
    moved = SECOND.model_copy(update={"number": 3})
    told = rows(changed(FIRST, added, moved))
    assert told[1][0].startswith("<（3>）障害者相談")
    assert "（削る）" not in [cell for row in told for cell in row]


def test_without_a_change_it_says_so() -> None:
    document = Document(io.BytesIO(comparison_page(OLD, OLD, BASE.read_bytes())))
    assert [one.text for one in document.paragraphs][1] == "変わった事業はありません。"
    assert document.tables == []


@given(st.text("あいう、（）", max_size=12), st.text("あいう、（）", max_size=12))
def test_no_character_is_lost_and_only_common_ones_are_plain(text: str, other: str) -> None:
    pieces = marked(text, other)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece in other for piece, underlined in pieces if not underlined)


@pytest.mark.parametrize(
    "new",
    [OLD, changed(FIRST), changed(), OLD.model_copy(update={"programs": ()}),
     changed(SubProgram(name="新<事業>&", number=3, content="一行目\n二行目"), SECOND)],
)  # fmt: skip
def test_it_is_a_valid_document(new: Catalogue, tmp_path: Path, keep: Keep) -> None:
    page = keep(comparison_page(new, OLD, BASE.read_bytes()), "comparison", BASE.read_bytes())
    (tmp_path / "a.docx").write_bytes(page)
    before = {one.description for one in OpenXmlValidator().validate(BASE).errors}
    after = {one.description for one in OpenXmlValidator().validate(tmp_path / "a.docx").errors}
    assert after <= before
