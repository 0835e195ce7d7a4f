"""PDFs while the service goes on: after the documents, and told on the page where none comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_office import PDFS, program
from test_pdf_command import wanted

from jusoforms.pdf import Follower, latest_cases
from jusoforms.setup import make_workspace
from jusoforms.workspace import Workspace
from serviced import eventually, service_sheet, serving


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "会議")
    wanted(made)
    return made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from test_keeping import MADE

    (tmp_path / "made.pdf").write_bytes(MADE)
    monkeypatch.setenv("MADE", str(tmp_path / "made.pdf"))
    return program(tmp_path, PDFS)


def patched(monkeypatch: pytest.MonkeyPatch, at: Path | None) -> None:
    def follower(workspace: Workspace, room: Path) -> Follower:
        return Follower(workspace, room, lambda: at)

    monkeypatch.setattr("jusoforms.serving.Follower", follower)


def test_the_service_makes_them(
    workspace: Workspace, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched(monkeypatch, office)
    with serving(workspace, tmp_path / "state") as heard:
        (workspace.inbox / "票.xlsx").write_bytes(service_sheet())
        eventually(lambda: heard.results)
        eventually((workspace.outbox / "7" / "事例概要.pdf").exists)
        eventually(
            lambda: (
                len(list(workspace.outbox.rglob("*.pdf")))
                == len(list(workspace.outbox.rglob("*.docx")))
            )
        )
    assert not list((tmp_path / "state").rglob("*.docx"))


def test_what_a_run_that_ended_did_not_make_is_made_at_the_next(
    workspace: Workspace, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched(monkeypatch, None)
    with serving(workspace, tmp_path / "state") as heard:
        (workspace.inbox / "票.xlsx").write_bytes(service_sheet())
        eventually(lambda: heard.results)
        eventually(lambda: "X155" in {one.code for one in heard.standings[-1].awaits})
        assert heard.results[0].exit_code == 0
    patched(monkeypatch, office)
    with serving(workspace, tmp_path / "state") as heard:
        eventually((workspace.outbox / "7" / "事例概要.pdf").exists)
        eventually(lambda: not heard.standings[-1].awaits)


def test_the_end_does_not_wait_for_an_office_that_hangs(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched(monkeypatch, program(tmp_path, f"touch {tmp_path}/begun; sleep 600"))
    with serving(workspace, tmp_path / "state"):
        (workspace.inbox / "票.xlsx").write_bytes(service_sheet())
        eventually((tmp_path / "begun").exists)
    assert not list(workspace.outbox.rglob("*.pdf"))
    assert not list((tmp_path / "state").rglob("*.docx"))


def test_only_cases_of_late_are_looked_after_at_a_start(workspace: Workspace) -> None:
    import datetime as dt

    folder = workspace.receipts / "7"
    folder.mkdir()
    (folder / "000001-00000000.json").write_text("{}")
    now = dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC)
    assert latest_cases(workspace, now) == ("7",)
    assert latest_cases(workspace, now + dt.timedelta(days=3)) == ()
