"""事例番号 as identity and folder, and file names that every system takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusoforms.vocabulary.identity import case_key, document_name, folder_flaw


@pytest.mark.parametrize("typed", ["R6-1", "r6－1", "Ｒ６‐１", " R6 - 1 ", "R6ー1"])
def test_one_case_however_it_is_typed(typed: str) -> None:
    assert case_key(typed) == "R6-1"


@pytest.mark.parametrize(
    "number",
    ["../../x", "a/b", "a\\b", "CON", "con.txt", "COM1", "x" * 300, "a\u202eb", "a\0b", ".x", "参考資料",
     "x.", "_jusoforms", "a:b", "１／２", "..", "~$x"],
)  # fmt: skip
def test_refuses_what_cannot_name_a_folder(number: str) -> None:
    assert folder_flaw(number)


@pytest.mark.parametrize("number", ["1", "R6-001", "令和6年-3", "12", "あ-1", "CONTACT-1"])
def test_accepts_ordinary_numbers(number: str) -> None:
    assert folder_flaw(number) == ""


def test_illegal_characters_become_their_twins() -> None:
    assert document_name("事例/概要:1", "第1回") == "事例／概要：1_第1回"


def test_long_names_are_cut_and_stay_different() -> None:
    one, two = document_name("あ" * 80), document_name("あ" * 81)
    assert one != two
    assert len(one) == len(two) == 60


@given(st.text(min_size=1, max_size=100))
def test_any_name_is_safe(text: str) -> None:
    name = document_name("文書", text)
    assert len(name) <= 60
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name == name.strip(" .")
