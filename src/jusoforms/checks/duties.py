"""Who agreed, who came, who is late, and whether a case that ended says when and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jusoforms.checks.roles import nearest
from jusoforms.problems import Problem, Sentence
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, Consent, Meeting, Role
from jusoforms.vocabulary.holding import can_fill
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.lists import Lists
from jusoforms.vocabulary.states import State, has_no_day, says_something, state_of

__all__ = ["check_attendees", "check_closure", "check_consent", "check_due", "check_programs"]

_DONE = frozenset({"完了", "済", "終了", "中止"})
_SHOWN = 5
_LONGEST = 20


def check_consent(case: Case, lists: Lists, holds: frozenset[str]) -> Iterator[Problem]:
    """Yield recorded meetings that need the person's consent and have none."""
    for meeting in case.recorded_meetings:
        kind = lists.meeting_type(meeting.meeting_type)
        if kind is None or not kind.consent_required:
            continue
        if _agreed(case.consent.given):
            yield from _consent_days(case.consent, meeting, kind.name)
            continue
        asked = can_fill("同意.有無", "case", holds)
        sentence = say.NO_CONSENT if asked else say.CONSENT_NOT_ASKED
        yield sentence.at(
            label="同意",
            meeting=meeting.title,
            kind=kind.name,
            given=case.consent.given or "空欄",
        )


def check_attendees(case: Case, lists: Lists) -> Iterator[Problem]:
    """Yield attendees of agencies that were not invited."""
    for meeting in case.meetings:
        expected = {lists.agency_key(one) for one in (*meeting.invited, meeting.host)}
        rows = {one.agency: n for n, one in reversed(tuple(enumerate(meeting.attendees, 1)))}
        for agency, row in reversed(rows.items()) if meeting.invited else ():
            if agency and lists.agency_key(agency) not in expected:
                yield say.NOT_INVITED.at(
                    label=f"出席者.{row}.機関",
                    place=meeting.title,
                    meeting=meeting.title,
                    agency=agency,
                    candidates=nearest(agency, meeting.invited),
                )


def check_due(case: Case, today: dt.date, holds: frozenset[str]) -> Iterator[Problem]:
    """Yield open roles that are late or have no day; only where the form asks for one."""
    if not can_fill("役割分担.期限", "case", holds):
        return
    numbered = enumerate(case.roles, 1)
    waiting = [(role.number or n, role) for n, role in numbered if fold(role.state) not in _DONE]
    late = [(n, r) for n, r in waiting if (days := r.due.interval) and days[1] < today]
    yield from _listed(say.ROLES_OVERDUE, late)
    undated = [(n, r) for n, r in waiting if not (r.due.interval or has_no_day(r.due.text))]
    yield from _listed(say.ROLES_WITHOUT_DUE, undated)


def check_closure(case: Case) -> Iterator[Problem]:
    """Yield what is missing where a case is said to have ended."""
    told = {
        "終結日": case.closed_on.is_given,
        "終結理由": says_something(case.closure_reason),
    }
    ended = fold(case.state) == "終結" or any(told.values())
    for name, filled in told.items():
        if ended and not filled:
            yield say.CLOSED_WITHOUT.at(label=name, missing=name)


def check_programs(case: Case, programs: frozenset[str] | None) -> Iterator[Problem]:
    """Yield numbers that the catalogue in force does not have; None = none is known."""
    if programs is None:
        return
    known = {fold(number) for number in programs}
    for number in dict.fromkeys(role.program_number for role in case.roles):
        if number and fold(number) not in known:
            yield say.UNKNOWN_PROGRAM.at(label="役割分担", number=number)


def _agreed(given: str) -> bool:
    """Return whether the person agreed: 有, 有（口頭）; 有無 and 有（未） are no answer."""
    head, _, inside = given.strip().rstrip("）)").replace("(", "（").partition("（")
    return fold(head) == "有" and state_of(inside) in {State.VALUE, State.EMPTY}


def _consent_days(consent: Consent, meeting: Meeting, kind: str) -> Iterator[Problem]:
    words = {"meeting": meeting.title, "kind": kind, "held": meeting.held_at.text}
    if meeting.held_at.surely_before(consent.given_on):
        yield say.CONSENT_LATER.at(label="同意.取得日", given=consent.given_on.text, **words)
    if consent.withdrawn_on.surely_before(meeting.held_at):
        taken_back = consent.withdrawn_on.text
        yield say.CONSENT_WITHDRAWN.at(label="同意.撤回日", withdrawn=taken_back, **words)


def _listed(sentence: Sentence, found: list[tuple[int, Role]]) -> Iterator[Problem]:
    if found:
        shown = [f"{number} {role.content[:_LONGEST]}" for number, role in found[:_SHOWN]]
        more = "、ほか" if found[_SHOWN:] else ""
        yield sentence.at(label="役割分担", count=len(found), roles="、".join(shown) + more)
