"""Rules across fields: pure functions from a record to what a person should look at.

No file, no clock: ``today`` is passed in. A rule names the field by its label; the pipeline adds
the cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jusoforms.checks.agencies import check_agencies
from jusoforms.checks.answers import check_answers
from jusoforms.checks.approval import check_approval
from jusoforms.checks.catalogue import check_catalogue
from jusoforms.checks.dates import check_dates
from jusoforms.checks.duties import (
    check_attendees,
    check_closure,
    check_consent,
    check_due,
)
from jusoforms.checks.identity import check_identity
from jusoforms.checks.meetings import check_meetings
from jusoforms.checks.papers import check_papers
from jusoforms.checks.roles import check_roles
from jusoforms.checks.spelling import check_spelling
from jusoforms.problems import Problem
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.lists import Lists

__all__ = ["check"]


def check(
    record: Case | Catalogue,
    today: dt.date,
    lists: Lists,
    holds: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """Return everything the rules find in a record, in the order of the sheet.

    ``holds`` are the names that the sheet's form has a place for.
    """
    if isinstance(record, Case):
        rules = _case_rules(record, today, lists, holds)
    else:
        rules = check_catalogue(record, lists)
    return (*rules, *check_spelling(record, lists))


def _case_rules(
    case: Case, today: dt.date, lists: Lists, holds: frozenset[str]
) -> Iterator[Problem]:
    yield from check_identity(case)
    yield from check_dates(case, today)
    yield from check_meetings(case, lists, holds)
    yield from check_papers(case, holds)
    yield from check_consent(case, lists, holds)
    yield from check_attendees(case, lists)
    yield from check_approval(case, today, holds)
    yield from check_roles(case, lists, holds)
    yield from check_due(case, today, holds)
    yield from check_closure(case)
    yield from check_answers(case, today, lists)
    yield from check_agencies(case, lists)
