"""The service as it runs: threads and children, real files, a real signal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jusoforms.intake import SystemClock, unfinished
from jusoforms.outcome import Outcome
from jusoforms.pipeline import process
from jusoforms.preparing import desk_for
from jusoforms.reports.status import read_standing
from jusoforms.service import ServiceSettings
from jusoforms.setup import make_workspace
from jusoforms.standing import Liveness, Stage
from jusoforms.vocabulary.lists import default_lists
from jusoforms.workspace import Workspace
from serviced import QUICK, eventually, serving
from serviced import service_sheet as sheet
from wardforms import BLANK, FILLED, TAGS, two_cases, write

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "支援会議")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_a_sheet_is_printed_by_a_child_and_published(workspace: Workspace, state: Path) -> None:
    (workspace.inbox / "票.xlsx").write_bytes(sheet())
    with serving(workspace, state) as heard:
        eventually(lambda: heard.results)
    assert heard.outcomes == {"票.xlsx": Outcome.DELIVERED}
    assert (workspace.outbox / "7" / "事例概要.docx").exists()
    assert heard.standings[-1].arrivals[0].file == "票.xlsx"
    (service,) = heard.standings[-1].services
    assert service.stopped_at


def test_a_workspace_that_is_away_stops_no_other(tmp_path: Path, state: Path) -> None:
    here, other = make_workspace(tmp_path / "甲"), make_workspace(tmp_path / "乙")
    other.root.rename(tmp_path / "away")
    with serving(here, state) as heard, serving(other, state) as absent:
        eventually(lambda: absent.problems)
        (here.inbox / "票.xlsx").write_bytes(sheet())
        eventually(lambda: heard.results)
        assert not other.root.exists()
    assert [problem.code for problem in absent.problems] == ["X101"]


def test_one_service_watches_a_workspace_on_one_machine(workspace: Workspace, state: Path) -> None:
    with serving(workspace, state) as heard:
        eventually(lambda: heard.standings)
        with serving(workspace, state) as second:
            eventually(lambda: second.problems)
    assert [problem.code for problem in second.problems] == ["P158"]


def test_settings_are_read_again(workspace: Workspace, state: Path) -> None:
    settings = {"now": QUICK}
    with serving(workspace, state, lambda: settings["now"]) as heard:
        eventually(lambda: heard.standings)
        workspace.settings.write_text('format = 1\ncontact = "内線 1"\n', encoding="utf-8")
        eventually(lambda: heard.standings[-1].contact == "内線 1")
        workspace.settings.write_text("format = 1\ncontact = \n", encoding="utf-8")
        eventually(lambda: "X106" in {reason.code for reason in heard.standings[-1].awaits})
        assert heard.standings[-1].contact == "内線 1"
        workspace.settings.write_text("format = 1\n", encoding="utf-8")
        before = heard.standings[-1].services[0].started_at
        settings["now"] = ServiceSettings(settle=0.2, interval=0.2, free=0)
        eventually(lambda: heard.standings[-1].services[0].started_at > before)


def test_a_restricted_case_is_returned_without_a_trace(workspace: Workspace, state: Path) -> None:
    (workspace.inbox / "秘密.xlsx").write_bytes(sheet("極秘99", restricted="有"))
    with serving(workspace, state) as heard:
        eventually(lambda: heard.results)
        eventually(lambda: heard.standings[-1].waiting == ())
    assert heard.outcomes == {"秘密.xlsx": Outcome.RETURNED}
    last = heard.standings[-1]
    assert (last.arrivals, last.returned) == ((), ())
    traces = [path for path in workspace.internal.rglob("*") if path.is_file()]
    assert not [path for path in traces if "極秘99" in path.read_text("utf-8", "replace")]
    assert not [path for path in traces if "極秘99" in path.name]


def test_a_restricted_case_belongs_in_a_restricted_workspace(
    workspace: Workspace, state: Path
) -> None:
    workspace.settings.write_text("format = 1\nrestricted = true\n", encoding="utf-8")
    (workspace.inbox / "票.xlsx").write_bytes(sheet(restricted="有"))
    with serving(workspace, state) as heard:
        eventually(lambda: heard.results)
    assert heard.outcomes == {"票.xlsx": Outcome.DELIVERED}


def test_lists_at_fault_keep_the_sheet_until_they_are_mended(
    workspace: Workspace, state: Path
) -> None:
    lists = workspace.blank_forms / "一覧.xlsx"
    whole = lists.read_bytes()
    lists.write_bytes(whole[:100])
    (workspace.inbox / "票.xlsx").write_bytes(sheet())
    with serving(workspace, state) as heard:
        eventually(lambda: heard.standings and heard.standings[-1].faults)
        assert [reason.code for reason in heard.standings[-1].faults] == ["X114"]
        lists.write_bytes(whole)
        eventually(lambda: heard.results)
    assert heard.outcomes == {"票.xlsx": Outcome.DELIVERED}


def test_a_form_at_fault_keeps_its_sheets_and_no_others(
    workspace: Workspace, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfinished, "_EVERY", 0.2)
    blank = write(workspace.blank_forms / "会議シート.xlsx", BLANK, TAGS, {"D3": "{{担当化}}"})
    waits = write(workspace.inbox / "五.xlsx", BLANK, FILLED)
    with serving(workspace, state) as heard:
        eventually(lambda: heard.results)
        eventually(lambda: Stage.AWAITING_FORM in [one.stage for one in heard.waiting])
        (waiting,) = heard.waiting
        assert (waiting.path, waiting.reason and waiting.reason.code) == ("inbox/五.xlsx", "S190")
        faulty = {news.path for news in heard.standings[-1].templates if news.faults}
        assert faulty == {"templates/xlsx/会議シート.xlsx"}
        (workspace.inbox / "票.xlsx").write_bytes(sheet())
        eventually(lambda: "票.xlsx" in heard.outcomes)
        assert waits.exists()
        write(blank, BLANK, TAGS)
        eventually(lambda: heard.outcomes["五.xlsx"] is not Outcome.FAILED)
    told = [(result.file, result.outcome) for result in heard.results]
    assert told == [
        ("五.xlsx", Outcome.FAILED),
        ("票.xlsx", Outcome.DELIVERED),
        ("五.xlsx", Outcome.DELIVERED),
    ]


def test_several_cases_in_one_workbook_come_to_what_build_makes_of_them(
    workspace: Workspace, state: Path, tmp_path: Path
) -> None:
    other = make_workspace(tmp_path / "build")
    data = two_cases(事例2_D4="令和6年13月（第1回支援会議）")
    (tmp_path / "二件.xlsx").write_bytes(data)
    (workspace.inbox / "二件.xlsx").write_bytes(data)
    with serving(workspace, state) as heard:
        eventually(lambda: heard.results)
    desk = desk_for(other, default_lists(), SystemClock().today(), restricted=False)
    assert heard.results == [process(tmp_path / "二件.xlsx", desk)]


def test_the_command_ends_well_on_a_signal(workspace: Workspace, state: Path) -> None:
    words = [sys.executable, "-m", "jusoforms", "watch", str(workspace.root), "--settle", "0.1"]
    environment = os.environ | {"JUSOFORMS_STATE": str(state)}
    running = subprocess.Popen(words, stdout=subprocess.PIPE, env=environment)
    (workspace.inbox / "票.xlsx").write_bytes(sheet())
    eventually((workspace.outbox / "7" / "事例概要.docx").exists)
    running.send_signal(signal.SIGTERM)
    said = running.communicate()[0].decode()
    assert running.returncode == 0
    assert "票.xlsx: 文書を作りました" in said
    told = read_standing(workspace.status_page)
    assert told
    assert told.liveness(told.made_at) is Liveness.STOPPED
    events = [json.loads(line) for line in (state / "log/jusoforms.log").read_text().splitlines()]
    assert [e["event"] for e in events] == ["watching", "taken", "rest"]
    assert "票" not in (state / "log/jusoforms.log").read_text()
    assert list(workspace.claims.iterdir()) == []
