"""Answers a person chose or typed: of the list, possible, and clear where much hangs on them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from jusoforms.checks.roles import nearest
from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.lists import Listed, Lists
from jusoforms.vocabulary.states import State, says_something, state_of

__all__ = ["check_answers"]

_AGE = re.compile(
    r"(?:約|満)?(\d{1,3})[歳才]?(?:\d{1,2}[かカヵヶケ]月)?|生後(\d{1,3})(?:[かカヵヶケ]月|日|週)"
)
_BETWEEN = re.compile(r"[・／/、,，\s]+")
_ENDING = re.compile("[ぁ-ん]")
_OLDEST = 120


def check_answers(case: Case, today: dt.date, lists: Lists) -> Iterator[Problem]:
    """Yield answers that are unclear, not of the list, or cannot be."""
    plain = case.restricted.strip() in {"有", "無"} or state_of(case.restricted) is State.NONE
    if case.restricted and not plain:
        yield say.RESTRICTION_UNCLEAR.at(label="閲覧制限", value=case.restricted)
    yield from _chosen(case, lists)
    yield from _ages(case, today)


def _chosen(case: Case, lists: Lists) -> Iterator[Problem]:
    consents = lists.choices.get("同意.有無", ())
    yield from _one_of("状態", "状態", case.state, _spelt(lists.case_states))
    yield from _outside("相談経路", "相談経路", case.referral_route, _spelt(lists.referral_routes))
    yield from _outside("終結理由", "終結理由", case.closure_reason, _spelt(lists.closure_reasons))
    yield from _one_of("同意.有無", "同意の有無", case.consent.given, consents)
    states = (*_spelt(lists.role_states), "済", "終了")
    rows = {role.state: row for row, role in reversed(tuple(enumerate(case.roles, 1)))}
    for state, row in reversed(rows.items()):
        yield from _one_of(f"役割分担.{row}.状態", "役割分担の状態", state, states)


def _one_of(label: str, name: str, value: str, known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a value of a list whose entries exclude each other: 支援中・終結 is none of them."""
    entries = set(map(fold, known))
    both = sum(fold(word) in entries for word in _BETWEEN.split(value)) > 1
    if both:
        yield _not_in_list(label, name, value, known)
    else:
        yield from _outside(label, name, value, known)


def _outside(label: str, name: str, value: str, known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a value that no entry begins: その他（…） is one of the list."""
    if not says_something(value) or not known or any(_is_entry(value, one) for one in known):
        return
    yield _not_in_list(label, name, value, known)


def _not_in_list(label: str, name: str, value: str, known: tuple[str, ...]) -> Problem:
    shown, close = "、".join(known), nearest(value, known)
    return say.NOT_IN_LIST.at(label=label, name=name, value=value, known=shown, candidates=close)


def _is_entry(value: str, entry: str) -> bool:
    """Return whether a value is an entry, more words behind it or not: 有り is not 有."""
    typed, known = fold(value), fold(entry)
    return typed.startswith(known) and not _ENDING.match(typed.removeprefix(known))


def _spelt(entries: tuple[Listed, ...]) -> tuple[str, ...]:
    return tuple(name for entry in entries for name in (entry.name, *entry.also))


def _ages(case: Case, today: dt.date) -> Iterator[Problem]:
    for number, member in enumerate(case.household, 1):
        if member.age and not _is_age(member.age):
            label = f"世帯員.{number}.年齢"
            yield say.AGE_UNREADABLE.at(label=label, number=number, value=member.age)
        born = member.born_on.interval
        if born and born[0] > today:
            label = f"世帯員.{number}.生年月日"
            yield say.BORN_LATER.at(label=label, number=number, value=member.born_on.text)


def _is_age(text: str) -> bool:
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    match = _AGE.fullmatch(typed)
    return not says_something(typed) or (match is not None and int(match[1] or 0) <= _OLDEST)
