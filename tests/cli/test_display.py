"""What watch shows, attended and not."""

from __future__ import annotations

import datetime as dt
import io
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from jusoforms.cli.display import _Picture, display, picture
from jusoforms.outcome import Outcome, Result
from jusoforms.problems import delivery
from jusoforms.standing import Arrival, Health, Reason, Returned, Room, Stage, Standing, Waiting

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
FULL = Reason.of(delivery.DISK_FULL.at())
WELL = Standing(workspace="支援会議", made_at=NOW)
ILL = replace(WELL, health=(Health(room=Room.SPOOL, reason=FULL),))
BUSY = replace(
    ILL,
    arrivals=(Arrival(at=NOW, file="[red]事例7[/red].xlsx", outcome=Outcome.DELIVERED),),
    waiting=(Waiting(file="b.xlsx", path="inbox/b.xlsx", stage=Stage.IN_USE, since=NOW),),
    returned=(Returned(file="c.xlsx", path="inbox/要修正/c.xlsx", page="inbox/要修正/c_直し方.html"),),
)  # fmt: skip


def drawn(*standings: Standing) -> str:
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    console.print(picture(standings))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_picture_tells_what_arrived_what_waits_and_what_is_wrong() -> None:
    said = drawn(BUSY)
    for words in (
        "支援会議　10:00:00 見張っています　待ち 1　要修正 1",
        FULL.message,
        "inbox/要修正/c_直し方.html",
        "b.xlsx",
        "閉じるのを待っています",
        "[red]事例7[/red].xlsx",
        "文書を作りました",
    ):
        assert words in said


def test_each_workspace_has_its_part() -> None:
    assert "別の部屋" in drawn(WELL, replace(WELL, workspace="別の部屋"))


def test_the_picture_stands_still_while_nothing_is_new() -> None:
    file = io.StringIO()
    console = Console(file=file, width=100, force_terminal=True)
    with _Picture(console).shown() as shown:
        shown.standing(WELL)
        once = len(file.getvalue())
        shown.standing(WELL)
        assert len(file.getvalue()) == once
        shown.standing(BUSY)
        assert len(file.getvalue()) > once


def test_where_nobody_looks_a_line_tells_each_result(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    with display() as shown:
        shown.result(Result(file="a.xlsx", outcome=Outcome.DELIVERED))
        shown.standing(WELL)
    assert capsys.readouterr().out == "a.xlsx: 文書を作りました\n"


def test_a_fault_is_told_when_it_begins_and_when_it_ends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with display() as shown:
        for standing in (WELL, ILL, ILL, WELL, WELL):
            shown.standing(standing)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert FULL.code in lines[0]
    assert lines[1] == "支援会議: 元に戻りました。続きを行います。"


def test_json_lines_are_results_only(capsys: pytest.CaptureFixture[str]) -> None:
    with display(as_json=True) as shown:
        shown.standing(ILL)
        shown.result(Result(file="a.xlsx", outcome=Outcome.DELIVERED))
    assert len(capsys.readouterr().out.splitlines()) == 1
