"""``jusoforms status``: read from the page, judged by the clock of whoever asks."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from commanding import Command

from jusoforms.cli import status
from jusoforms.outcome import DocumentEntry, DocumentState, Outcome
from jusoforms.problems import delivery, templates
from jusoforms.reports.status import status_page
from jusoforms.setup import make_workspace
from jusoforms.standing import (
    Arrival,
    Correction,
    Health,
    Reason,
    Returned,
    Room,
    Service,
    Stage,
    Standing,
    TemplateNews,
    Waiting,
)
from jusoforms.workspace import Workspace

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(status, "now", lambda: NOW)
    return make_workspace(tmp_path / "支援会議")


def stand(ward: Workspace, alive: dt.datetime = NOW, **more: Any) -> None:
    stopped = more.pop("stopped_at", None)
    service = Service(
        id="a", version="1", host="pc-a", started_at=alive - HOUR, alive_at=alive, stopped_at=stopped
    )  # fmt: skip
    told = Standing(workspace="支援会議", made_at=alive, services=(service,), **more)
    ward.status_page.write_bytes(status_page(told))


PAPER = DocumentEntry(
    path="outbox/7/概要.docx", template="概要", edition=1, state=DocumentState.NEW
)  # fmt: skip
FULL = Reason.of(delivery.DISK_FULL.at())
EVERYTHING: dict[str, Any] = {
    "contact": "福祉課",
    "arrivals": (Arrival(at=NOW, file="事例7.xlsx", case="7", outcome=Outcome.DELIVERED, documents=(PAPER,)),),
    "returned": (Returned(file="b.xlsx", path="inbox/要修正/b.xlsx", page="inbox/要修正/b_直し方.html", corrections=(Correction(code="S1", cell="B3"),)),),
    "waiting": (Waiting(file="c.xlsx", path="inbox/c.xlsx", stage=Stage.IN_USE, since=NOW, reason=Reason.of(delivery.IN_USE.at())),),
    "templates": (TemplateNews(path="templates/docx/case/x.docx", at=NOW, faults=(Reason.of(templates.ENCRYPTED.at()),)),),
    "health": (Health(room=Room.SPOOL, free=2048, reason=FULL),),
}  # fmt: skip


def test_it_tells_everything_that_the_page_tells(jusoforms: Command, ward: Workspace) -> None:
    stand(ward, **EVERYTHING)
    said = jusoforms("status", ward.root).out
    for word in (
        "支援会議: 動いています（2026年11月24日（火） 10:00 に確認）",
        FULL.message,
        "b.xlsx: B3",
        "inbox/要修正/b_直し方.html",
        "c.xlsx: 開かれているので",
        "templates/docx/case/x.docx: 直すところがあります",
        "11月24日 10:00 事例7.xlsx（事例7）: 文書を作りました",
        "outbox/7/概要.docx（新規）",
        "作業用の写し（このパソコンの中）: 空き 2.0 KB",
        "連絡先: 福祉課",
    ):
        assert word in said


def test_json_is_the_contract(jusoforms: Command, ward: Workspace) -> None:
    stand(ward, **EVERYTHING)
    told = json.loads(jusoforms("status", ward.root, "--json").out)
    assert (told["state"], told["format"], told["checked_at"]) == ("serving", 1, NOW.isoformat())
    assert told["arrivals"][0]["documents"][0]["path"] == "outbox/7/概要.docx"
    assert told["waiting"][0]["stage"] == "in_use"
    assert told["health"][0]["room"] == "spool"


@pytest.mark.parametrize(
    ("alive", "more", "code", "problem"),
    [
        (NOW, {}, 0, []),
        (NOW, {"returned": EVERYTHING["returned"], "waiting": EVERYTHING["waiting"]}, 0, []),
        (NOW, {"templates": EVERYTHING["templates"]}, 4, []),
        (NOW, EVERYTHING, 5, []),
        (NOW - HOUR, {}, 5, ["X120"]),
        (NOW - HOUR, {"stopped_at": NOW - HOUR}, 5, ["X121"]),
    ],
    ids=["well", "sheets to mend", "template", "disk", "silent", "stopped"],
)
def test_how_it_ends(
    jusoforms: Command,
    ward: Workspace,
    alive: dt.datetime,
    more: dict[str, Any],
    code: int,
    problem: list[str],
) -> None:
    stand(ward, alive, **more)
    said = jusoforms("status", ward.root, "--json")
    assert (said.code, [p["code"] for p in json.loads(said.out)["problems"]]) == (code, problem)


def test_nobody_ever_served(jusoforms: Command, ward: Workspace) -> None:
    said = jusoforms("status", ward.root)
    assert said.code == 5
    assert "X122" in said.out


@pytest.mark.parametrize(
    ("page", "code"),
    [(b"a person's", "X124"), (b'<meta name="generator" content="jusoforms">', "X123")],
)
def test_a_page_that_tells_nothing(
    jusoforms: Command, ward: Workspace, page: bytes, code: str
) -> None:
    ward.status_page.write_bytes(page)
    said = jusoforms("status", ward.root)
    assert said.code == 5
    assert code in said.out


def test_the_workspace_around_is_meant_where_none_is_named(
    jusoforms: Command, ward: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(ward)
    monkeypatch.chdir(ward.outbox)
    assert jusoforms("status").code == 0
    monkeypatch.chdir(ward.root.parent)
    assert jusoforms("status").code == 5
