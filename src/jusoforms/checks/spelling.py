"""Spellings that differ a little from the master list: told, never corrected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import Lists

__all__ = ["check_spelling"]

_KATAKANA = re.compile(r"[ァ-ヶーｦ-ﾟ]{6,}")
_CLOSE = 0.85


def check_spelling(record: Case | Catalogue, lists: Lists) -> Iterator[Problem]:
    """Yield each place where a word is nearly, but not quite, one of the master list."""
    texts = _case_texts(record) if isinstance(record, Case) else _catalogue_texts(record)
    for label, text in texts:
        for word in dict.fromkeys(_KATAKANA.findall(text)):
            master = _misspelt(word, lists.program_words)
            if master:
                yield say.SPELLING.at(label=label, found=word, master=master, candidates=(master,))


def _misspelt(word: str, words: tuple[str, ...]) -> str:
    if any(master in word for master in words):
        return ""
    close = difflib.get_close_matches(word, words, n=1, cutoff=_CLOSE)
    return close[0] if close else ""


def _catalogue_texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for program in catalogue.programs:
        yield program.name, "\n".join((program.name, *program.contents))
        for child in program.sub_programs:
            yield f"個別事業 {child.number}", f"{child.name}\n{child.content}"


def _case_texts(case: Case) -> Iterator[tuple[str, str]]:
    yield "支援関係機関", "\n".join(case.agencies)
    yield "状況", case.situation
    yield "経緯", case.background
    yield "希望と課題", "\n".join(wish.content for wish in case.wishes)
    yield "検討", "\n".join(case.considerations)
    yield "役割分担", "\n".join(role.as_typed or role.content for role in case.roles)
