"""``outbox/状況.html``: how a workspace stands, on a page that needs no server and no script.

The page carries what it shows as JSON in its head: ``status`` and the next watcher read it from
there. It is static, so it cannot say that its writer is dead; it says when the writer was alive,
and how a reader sees from that that it no longer is.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from jusoforms.filesystem import write_new, write_page
from jusoforms.reports import words
from jusoforms.reports.pages import environment
from jusoforms.standing import SILENT_AFTER, Arrival, Service, Standing, from_json, joined, to_json
from jusoforms.workspace import ATTENTION_PAGE, Workspace

__all__ = ["StatusPage", "read_standing", "status_page"]

_CARRIER = "jusoforms-standing"
_ALIVE_EVERY = dt.timedelta(minutes=5)
_CALM = dt.timedelta(seconds=2)
_SPARE = 1 << 16
"""Bytes: room for a few pages."""


class StatusPage:
    """Renews a workspace's page: soon where something changed, else every five minutes."""

    def __init__(self, workspace: Workspace) -> None:
        self._path = workspace.status_page
        self._spare = workspace.internal / "spare"
        self._written_at: dt.datetime | None = None
        self._said: Standing | None = None

    def show(self, standing: Standing, *, last: bool = False) -> bool:
        """Renew the page if it is due; return whether it says what it should.

        ``last``: the service ends, so it is due whatever the time. False where the share is away,
        the page is held open, or a person's file has its name: call again with the next scan.
        """
        said = _without_pulse(standing)
        if not last and not self._due(said, standing.made_at):
            return True
        try:
            before = read_standing(self._path)
            whole = joined(standing, before) if before else joined(standing, standing)
            written = self._written(status_page(whole))
        except OSError:
            return False
        if written:
            self._written_at, self._said = standing.made_at, said
        return written

    def _written(self, page: bytes) -> bool:
        """Write the page; on a full disk in the room that was kept for it.

        The one thing that a full disk must not keep from people is that it is full.
        """
        try:
            written = write_page(self._path, page)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT} or not self._spare.exists():
                raise
            self._spare.unlink(missing_ok=True)
            return write_page(self._path, page)
        with contextlib.suppress(OSError):
            if not self._spare.exists():
                write_new(self._spare, os.urandom(_SPARE))  # no disk can store it in less
        return written

    def _due(self, said: Standing, now: dt.datetime) -> bool:
        if self._written_at is None or now < self._written_at:  # the clock was put back
            return True
        return now - self._written_at >= (_ALIVE_EVERY if said == self._said else _CALM)


def status_page(standing: Standing) -> bytes:
    """Return the page."""
    page = environment().get_template("status.html.j2")
    text = page.render(
        standing=standing,
        told=to_json(standing),
        carrier=_CARRIER,
        alive=max((one.alive_at for one in standing.services), default=None),
        stopped=_stopped(standing.services),
        silent_after=SILENT_AFTER // dt.timedelta(minutes=1),
        faults=standing.faults,
        faulty_templates=any(one.faults for one in standing.templates),
        returned_count=len(standing.returned) + standing.unlisted_returned,
        waiting_count=len(standing.waiting) + standing.unlisted_waiting,
        outcomes=words.OUTCOMES,
        stages=words.STAGES,
        states=words.STATES,
        rooms=words.ROOMS,
        link=words.link,
        long=words.long,
        short=words.short,
        size=words.size,
        places=words.places,
        attention=_attention,
        name=lambda path: path.removeprefix("outbox/"),
    )
    return text.encode("utf-8", "replace")


def read_standing(path: Path) -> Standing | None:
    """Return what a page tells; None where there is none that tells.

    Raises OSError where the page cannot be read.
    """
    try:
        reader = _Carried()
        head, _, _ = path.read_text(encoding="utf-8", errors="replace").partition("</head>")
        reader.feed(head)
        return from_json(reader.told) if reader.told else None
    except (FileNotFoundError, ValueError):
        return None


class _Carried(HTMLParser):
    """Finds the JSON in the head of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.told = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the content of our own meta element."""
        told = dict(attrs)
        if tag == "meta" and told.get("name") == _CARRIER:
            self.told = told.get("content") or ""


def _attention(arrival: Arrival) -> str:
    """Return the address of the 確認事項 page beside an arrival's documents."""
    beside = next((one.path for one in arrival.documents), "")
    return words.link(f"{beside.rpartition('/')[0]}/{ATTENTION_PAGE}") if beside else ""


def _stopped(services: tuple[Service, ...]) -> dt.datetime | None:
    """Return when the last service was stopped; None while one has not said goodbye."""
    ends = [one.stopped_at for one in services]
    times = [end for end in ends if end]
    return max(times) if times and len(times) == len(ends) else None


def _without_pulse(standing: Standing) -> Standing:
    """Return what is worth a new page at once: not the heartbeat, and not free bytes."""
    still = standing.made_at.min.replace(tzinfo=dt.UTC)
    return replace(
        standing,
        made_at=still,
        services=tuple(replace(one, alive_at=still, beats=0) for one in standing.services),
        health=tuple(replace(one, free=None) for one in standing.health),
    )
