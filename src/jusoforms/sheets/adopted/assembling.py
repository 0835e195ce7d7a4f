"""The pages of a filled workbook to a case: its meetings in order, the latest one's roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.sheets.adopted.form import AdoptedForm
from jusoforms.sheets.adopted.pages import PageRead, Values, put
from jusoforms.sheets.adopted.values import Said, values_of
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.periods import held_meetings, undated_meetings
from jusoforms.sheets.structured.meetings import (
    Page,
    Place,
    Read,
    by_law,
    in_order,
    numbered,
    places_of,
)
from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.lists import Lists

__all__ = ["AdoptedCase", "put_together"]

_WHEN = "会議.開催日時"


@dataclass(frozen=True, slots=True)
class AdoptedCase:
    """What the sheets of one case say."""

    record: Case
    problems: tuple[Problem, ...]
    sheet: str
    places: Mapping[str, Place] = field(default_factory=dict)


def put_together(
    form: AdoptedForm,
    case: PageRead,
    meetings: Sequence[PageRead],
    lists: Lists,
    others: Sequence[PageRead] = (),
) -> AdoptedCase:
    """Return the case of a page, with what further pages say of it and of its meetings."""
    for page in others:
        _add(case, page)
    _agree(case, (*others, *meetings))
    values = dict(case.case)
    for target in form.constants:
        if not target.of_meeting:
            put(values, target.inner, values_of(case.reading, target, Said(target.constant)))
    read = list(_meetings(form, case, values, meetings, lists))
    roles = _counted(form, values.pop("roles", ()))
    record = Case.model_validate(values)
    if read:
        read = numbered(in_order(read))
        record = record.model_copy(update={"meetings": tuple(one for _, one in read)})
    elif not form.holds & {_WHEN}:
        record = _by_periods(case.reading, record, roles, lists)
    latest = record.latest_meeting
    if latest is not None and (read or not roles):
        record = record.model_copy(update={"roles": latest.roles})
    return AdoptedCase(record, _told(case, (*others, *meetings)), case.reading.grid.name,
                       _places(case, read, latest))  # fmt: skip


def _counted(form: AdoptedForm, roles: Any) -> Any:
    """Return a table's roles counted from 1, where the form has no number of theirs."""
    if "役割分担.番号" in form.holds or not isinstance(roles, list):
        return roles
    return [{**role, "number": number} for number, role in enumerate(roles, 1)]


def _by_periods(reading: Reading, record: Case, roles: object, lists: Lists) -> Case:
    """Return the case with the meetings that 時期 lists; the latest has the sheet's roles."""
    for problem in undated_meetings(record.periods):
        reading.add(problem)
    given = Case.model_validate({"roles": roles}).roles
    meetings = held_meetings(record.periods, lists)
    if meetings:
        meetings = (*meetings[:-1], meetings[-1].model_copy(update={"roles": given}))
    return record.model_copy(update={"meetings": meetings, "roles": given})


def _meetings(
    form: AdoptedForm, case: PageRead, values: Values, pages: Sequence[PageRead], lists: Lists
) -> Iterator[tuple[Page, Meeting]]:
    """Yield the meetings that were filled in, each with its sheet."""
    fixed: Values = {}
    for target in form.constants:
        if target.of_meeting:
            put(fixed, target.inner, values_of(case.reading, target, Said(target.constant)))
    kind = fixed.get("meeting_type") or values.get("meeting_type", "")
    for page in pages:
        roles = _counted(form, page.case.get("roles", []))
        made = {**fixed, **page.meeting, **({"roles": roles} if roles else {})}
        yield _page(page), _meeting(made, kind, lists)
    own = {**fixed, **case.meeting}
    if case.meeting and _WHEN in form.holds and not pages:
        if values.get("roles"):
            own["roles"] = _counted(form, values["roles"])
        yield _page(case), _meeting(own, kind, lists)
    for row in case.meetings:
        yield _page(case), _meeting({**fixed, **row}, kind, lists)
    for page, one in ((read, held) for read in (*pages, case) for held in read.held):
        made = {**fixed, **one, "roles": _counted(form, one.get("roles", []))}
        yield _page(page), _meeting(made, kind, lists)


def _meeting(values: Values, kind: str, lists: Lists) -> Meeting:
    return by_law(Meeting.model_validate({"meeting_type": kind, **values}), lists)


def _page(read: PageRead) -> Page:
    return Page(read.reading, {}, read.order)


def _add(case: PageRead, page: PageRead) -> None:
    """Add the tables and the meeting of a further page to the case's."""
    for name, value in page.case.items():
        if isinstance(value, list):
            case.case.setdefault(name, []).extend(value)
    case.meeting.update(page.meeting)
    case.meetings += page.meetings
    case.numbered.update(page.numbered)


def _agree(case: PageRead, others: Sequence[PageRead]) -> None:
    """Take what other sheets say of the case too; where two differ it is a question."""
    for page in others:
        for name, (target, text) in page.texts.items():
            own = case.texts.get(name, (target, ""))[1]
            if text and not own:
                case.texts[name] = (target, text)
                values = values_of(page.reading, target, Said(text))
                put(case.case, target.inner, values)
            elif text and text != own:
                _differ(case, page, name)


def _differ(case: PageRead, page: PageRead, name: str) -> None:
    places = [f"{one.reading.grid.name} {one.reading.places.get(name, '')}" for one in (case, page)]
    problem = say.VALUE_IN_TWO_PLACES.at(label=name, cells="、".join(places), count=2)
    page.reading.add(problem, page.reading.places.get(name, ""))


def _told(case: PageRead, meetings: Sequence[PageRead]) -> tuple[Problem, ...]:
    pages = (case, *sorted(meetings, key=lambda page: page.order))
    return tuple(dict.fromkeys(p for page in pages for p in page.reading.finish()))


def _places(case: PageRead, read: Read, latest: Meeting | None) -> dict[str, Place]:
    return places_of(_page(case), read, latest)
