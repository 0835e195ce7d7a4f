"""How a workspace stands: what arrived, what waits and why, who serves it, and what is at fault.

The watcher fills it, 状況.html and the live display print it, ``status`` reads it back. It is
kept in one place only: 状況.html carries it in its head, so that the page, ``status`` on any
computer of the ward and the watcher after a restart all know the same, and a dropped file's own
name stands nowhere else. No text of a case: a returned sheet's faults are cells, items and codes.

Paths are relative to the workspace, with ``/``. Times are aware, to the second.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from jusoforms.outcome import DocumentEntry, Outcome, Result, Withheld
from jusoforms.problems import Problem, Severity
from jusoforms.problems.rules import RESTRICTED

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = [
    "FORMAT",
    "SILENT_AFTER",
    "Arrival",
    "Correction",
    "Health",
    "Liveness",
    "Reason",
    "Returned",
    "Room",
    "Service",
    "Stage",
    "Standing",
    "TemplateNews",
    "Waiting",
    "as_dict",
    "from_json",
    "joined",
    "to_json",
]

FORMAT = 1
"""Of the JSON: raised where a key changes its meaning; new keys do not raise it."""
SILENT_AFTER = dt.timedelta(minutes=15)
"""A watcher renews its page at least every five minutes: three times missed, it has ended."""
_ARRIVALS = 50
_ROWS = 100
_FORGOTTEN_AFTER = dt.timedelta(days=7)


class Liveness(StrEnum):
    """Whether someone serves a workspace, judged by a clock of another computer perhaps."""

    SERVING = "serving"
    SILENT = "silent"
    """Last alive too long ago: it has ended without saying so."""
    STOPPED = "stopped"
    """It was stopped, and said so."""
    NEVER = "never"


class Stage(StrEnum):
    """Why a dropped sheet is not finished yet."""

    SETTLING = "settling"
    """Still being copied."""
    IN_USE = "in_use"
    """Open in Excel."""
    QUEUED = "queued"
    WORKING = "working"
    ELSEWHERE = "elsewhere"
    """Another computer has it in hand."""
    RETRYING = "retrying"
    """Folder, disk or program refused; it is tried again."""
    AWAITING_FORM = "awaiting_form"
    """The ward's own form has to be mended first."""
    SET_ASIDE = "set_aside"
    """Given up after three tries; it lies unchanged where ``path`` says."""


_GETTING_ON = frozenset({Stage.SETTLING, Stage.QUEUED, Stage.WORKING, Stage.ELSEWHERE})


class Room(StrEnum):
    """What the service needs to write or read."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    INTERNAL = "_jusoforms"
    TEMPLATES = "templates"
    LEDGER = "ledger"
    SPOOL = "spool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A sentence that holds nothing of a case."""

    code: str
    severity: Severity = Severity.ERROR
    message: str = ""
    cause: str = ""
    remedy: str = ""
    place: str = ""
    """In a template: part and place."""

    @classmethod
    def of(cls, problem: Problem) -> Reason:
        """Return the reason that a problem of folder, disk, program or template gives.

        Never for a problem of a sheet: its message quotes cells.
        """
        place = " ".join(filter(None, (problem.part, problem.place)))
        words = problem.message, problem.cause, problem.remedy
        message, cause, remedy = map(_plain, words)
        return cls(
            code=problem.code,
            severity=problem.severity,
            message=message,
            cause=cause,
            remedy=remedy,
            place=_plain(place),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One watcher of the workspace."""

    id: str
    """Of this run: host, process and start."""
    version: str
    host: str
    started_at: dt.datetime
    alive_at: dt.datetime
    beats: int = 0
    """Counts up while it lives; no clock is needed to see that it does."""
    stopped_at: dt.datetime | None = None

    def liveness(self, now: dt.datetime) -> Liveness:
        """Return whether it serves; ``now`` may be another computer's."""
        if self.stopped_at:
            return Liveness.STOPPED
        return Liveness.SILENT if now - self.alive_at > SILENT_AFTER else Liveness.SERVING


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A dropped sheet that has come to its end."""

    at: dt.datetime
    file: str
    outcome: Outcome
    case: str = ""
    form: str = ""
    documents: tuple[DocumentEntry, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    points: int = 0
    """Warnings and notices in 確認事項.html."""
    host: str = ""

    @classmethod
    def of(cls, result: Result, at: dt.datetime, host: str = "") -> Arrival | None:
        """Return the arrival of a result; None where the page may not tell of it (閲覧制限)."""
        if _restricted(result):
            return None
        points = sum(p.severity is not Severity.ERROR for p in result.problems)
        return cls(
            at=_to_the_second(at),
            file=_plain(result.file),
            outcome=result.outcome,
            case=_plain(result.case),
            form=result.form,
            documents=result.documents,
            withheld=result.withheld,
            points=points,
            host=host,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A dropped sheet that has not come to its end."""

    file: str
    path: str
    stage: Stage
    since: dt.datetime
    reason: Reason | None = None
    tries: int = 0
    next_try_at: dt.datetime | None = None
    host: str = ""
    """Of the computer that has it in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One fault of a returned sheet, without a word of the sheet."""

    code: str
    severity: Severity = Severity.ERROR
    cell: str = ""
    label: str = ""
    """Canonical name of the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A sheet that lies in 要修正."""

    file: str
    path: str
    page: str = ""
    """Path of its 直し方 page."""
    at: dt.datetime | None = None
    """None: returned before the service knew."""
    case: str = ""
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, result: Result, path: str, page: str, at: dt.datetime) -> Returned | None:
        """Return what a result sent back; None where the page may not tell of it (閲覧制限)."""
        if _restricted(result):
            return None
        return cls(
            file=_plain(result.file),
            path=_plain(path),
            page=_plain(page),
            at=_to_the_second(at),
            case=_plain(result.case),
            corrections=tuple(
                Correction(code=p.code, severity=p.severity, cell=p.cell, label=p.label)
                for p in result.problems
                if p.severity is Severity.ERROR
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateNews:
    """A template (or 一覧.xlsx, or a form) that is at fault, or was changed."""

    path: str
    at: dt.datetime
    """When the service saw it."""
    faults: tuple[Reason, ...] = ()
    """Empty: it was changed, and is in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A folder or a file that the service needs."""

    room: Room
    free: int | None = None
    """Bytes on its volume, where the system tells."""
    reason: Reason | None = None
    """None: it is well."""
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a workspace stands at one moment."""

    workspace: str
    """Name of its folder."""
    made_at: dt.datetime
    contact: str = ""
    """Whom to call: ``contact`` in jusoforms.toml."""
    services: tuple[Service, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    """The newest first."""
    waiting: tuple[Waiting, ...] = ()
    """Those that nobody need think of last; else in the order of their drop."""
    unlisted_waiting: int = 0
    """How many more wait than are listed."""
    returned: tuple[Returned, ...] = ()
    unlisted_returned: int = 0
    templates: tuple[TemplateNews, ...] = ()
    health: tuple[Health, ...] = ()
    awaits: tuple[Reason, ...] = ()
    """What the service waits for before it goes on: the share, free space."""

    def liveness(self, now: dt.datetime) -> Liveness:
        """Return whether anyone serves the workspace."""
        found = {service.liveness(now) for service in self.services}
        order = Liveness.SERVING, Liveness.SILENT, Liveness.STOPPED
        return next((one for one in order if one in found), Liveness.NEVER)

    @property
    def faults(self) -> tuple[Reason, ...]:
        """What keeps the service from its work, each reason once."""
        found = (*self.awaits, *(one.reason for one in self.health if one.reason))
        return tuple({reason.code: reason for reason in found}.values())


def joined(mine: Standing, before: Standing) -> Standing:
    """Return a watcher's own view with what another, or its earlier run, had put on the page.

    What lies in the folders each watcher sees for itself; arrivals are known to the one who
    worked, and other watchers tell of themselves.
    """
    known = {service.id for service in mine.services}
    others = (one for one in before.services if one.id not in known and _worth_telling(one, mine))
    arrivals = {_key(one): one for one in (*before.arrivals, *mine.arrivals)}
    newest = sorted(arrivals.values(), key=_key, reverse=True)[:_ARRIVALS]
    told = {one.path: one for one in before.returned}
    returned = [one if one.at else told.get(one.path, one) for one in mine.returned]
    waiting = sorted(mine.waiting, key=lambda one: one.stage in _GETTING_ON)
    return replace(
        mine,
        services=(*mine.services, *others),
        arrivals=tuple(newest),
        waiting=tuple(waiting[:_ROWS]),
        unlisted_waiting=mine.unlisted_waiting + len(waiting[_ROWS:]),
        returned=tuple(returned[:_ROWS]),
        unlisted_returned=mine.unlisted_returned + len(returned[_ROWS:]),
    )


def as_dict(standing: Standing) -> dict[str, Any]:
    """Return the JSON form (contract: docs/status.md)."""
    return {"format": FORMAT, **asdict(standing)}


def to_json(standing: Standing) -> str:
    """Return the JSON form as text, on one line."""
    text = json.dumps(as_dict(standing), ensure_ascii=False, default=_moment, separators=(",", ":"))
    return _plain(text)


def from_json(text: str | bytes) -> Standing:
    """Return what was told; keys that a newer version added are passed over.

    Raises ValueError where it is no standing; its text quotes nothing.
    """
    from pydantic import ValidationError  # noqa: PLC0415 kept out of the start of every command

    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        places = {".".join(map(str, one["loc"])) for one in error.errors(include_input=False)}
        raise ValueError(f"no standing: {', '.join(sorted(places))}") from None


@cache
def _adapter() -> TypeAdapter[Standing]:
    from pydantic import TypeAdapter  # noqa: PLC0415 kept out of the start of every command

    return TypeAdapter(Standing)


def _worth_telling(service: Service, mine: Standing) -> bool:
    return not service.stopped_at and mine.made_at - service.alive_at < _FORGOTTEN_AFTER


def _key(arrival: Arrival) -> tuple[dt.datetime, str, str]:
    return arrival.at, arrival.host, f"{arrival.file}/{arrival.case}"


def _restricted(result: Result) -> bool:
    return any(problem.code == RESTRICTED.code for problem in result.problems)


def _moment(value: object) -> str:
    assert isinstance(value, dt.datetime)
    return value.isoformat(timespec="seconds")


def _to_the_second(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=0)


def _plain(text: str) -> str:
    """Return text that can be written: a file name need not be text on this machine."""
    return text.encode("utf-8", "replace").decode()
