"""Roles against agencies: everyone named is invited, everyone invited has something to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Role
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.states import says_something

__all__ = ["check_roles", "nearest"]


def check_roles(case: Case, lists: Lists, holds: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield unknown agencies, roles without content (errors); roles or agencies alone (notices).

    The label tells the role's row, 役割分担.3.担当機関, until the sheet's cell is known. On a form
    without a place for 支援関係機関 no agency is unknown.
    """
    for number, role in enumerate(case.roles, 1):
        place = f"役割分担.{number}"
        shown = role.number or number
        if not role.content.strip():
            yield say.ROLE_WITHOUT_CONTENT.at(label=f"{place}.内容", number=shown)
        elif not any(map(says_something, role.agencies)):
            yield say.ROLE_WITHOUT_AGENCY.at(label=f"{place}.担当機関", number=shown)
        if not holds or "支援関係機関" in holds:
            yield from _unknown_agencies(role, f"{place}.担当機関", case.agencies, lists)
    yield from _doubled(case)
    busy = {lists.agency_key(agency) for role in case.roles for agency in role.agencies}
    for agency in case.agencies:
        if lists.agency_key(agency) not in busy:
            yield say.AGENCY_WITHOUT_ROLE.at(label="支援関係機関", agency=agency)


def _doubled(case: Case) -> Iterator[Problem]:
    rows: dict[int, list[int]] = {}
    for row, role in enumerate(case.roles, 1):
        if role.number is not None:
            rows.setdefault(role.number, []).append(row)
    for number, those in rows.items():
        if len(those) > 1:
            label = f"役割分担.{those[-1]}.番号"
            yield say.ROLE_NUMBER_TWICE.at(label=label, number=number, count=len(those))


def nearest(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known names most like a name, best first."""
    folded = {fold(one): one for one in known}
    close = difflib.get_close_matches(fold(name), folded, n=3, cutoff=0.5)
    return tuple(folded[key] for key in close)


def _unknown_agencies(
    role: Role, label: str, known: tuple[str, ...], lists: Lists
) -> Iterator[Problem]:
    keys = {lists.agency_key(agency) for agency in known}
    for agency in filter(says_something, role.agencies):
        if lists.agency_key(agency) not in keys:
            close = nearest(agency, known)
            yield say.UNKNOWN_AGENCY.at(
                label=label, agency=agency, candidates=close, hint=_hint(agency, close)
            )


def _hint(agency: str, close: tuple[str, ...]) -> str:
    mistyped = (
        f"「{close[0]}」の書き間違いであれば、役割分担の方を直してください。" if close else ""
    )
    return f"{mistyped}「{agency}」が加わる機関であれば、支援関係機関に書き加えてください。"
