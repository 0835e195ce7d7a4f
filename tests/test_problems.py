"""Every sentence a person may read, on one page: tests/golden/sentences.txt.

To renew the page after a change of wording: ``make golden``.
"""

import os
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import jusoforms.problems
from jusoforms.problems import Problem, Sentence, Severity, blocking, in_file

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"


def _sentences() -> dict[str, Sentence]:
    modules = [
        import_module(f"jusoforms.problems.{module.name}")
        for module in iter_modules(jusoforms.problems.__path__)
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Sentence)
    }


SENTENCES = sorted(_sentences().values(), key=lambda sentence: sentence.code)


def test_codes_are_unique() -> None:
    codes = [sentence.code for sentence in SENTENCES]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.code)
def test_a_sentence_is_polite_and_whole(sentence: Sentence) -> None:
    assert re.fullmatch(r"[FSRTPX]\d{3}", sentence.code)
    for text in (sentence.message, sentence.cause, sentence.remedy):
        said = text.removesuffix("（{around}）").rstrip("）」")
        assert said.endswith(("。", "{hint}")), text
        assert "エラーコード" not in text


def test_the_wording_stands_on_one_page() -> None:
    page = "\n".join(
        f"{s.code} {s.severity}\n  {s.message}\n  {s.cause}\n  {s.remedy}" for s in SENTENCES
    )
    if os.environ.get("JUSOFORMS_GOLDEN"):
        GOLDEN.write_text(page + "\n", encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == page + "\n"


def test_a_problem_fills_in_its_words_and_place() -> None:
    sentence = Sentence(
        "S999", Severity.ERROR, "「{label}」の {n} です。", "原因です。", "直します。"
    )
    problem = sentence.at(sheet="事例", cell="B2", label="時期", n=3, candidates=["甲"])
    assert problem.message == "「時期」の 3 です。"
    assert (problem.sheet, problem.cell, problem.candidates) == ("事例", "B2", ("甲",))
    assert problem.as_dict()["severity"] == "error"


def test_only_errors_block() -> None:
    notice = Problem(code="S1", severity=Severity.NOTICE, message="", cause="", remedy="")
    error = Problem(code="S2", severity=Severity.ERROR, message="", cause="", remedy="")
    assert not blocking([notice])
    assert blocking([notice, error])


def test_a_file_name_is_filled_in_where_it_is_missing() -> None:
    problem = Problem(code="S1", severity=Severity.NOTICE, message="", cause="", remedy="")
    named = in_file([problem], "事例1.xlsx")
    assert named[0].file == "事例1.xlsx"
    assert in_file(named, "別.xlsx") == named
