"""A word of a case, or a dropped file's name, stands nowhere but where people put it.

The folders of people (inbox, outbox) may tell it, and what the command prints. Everything else may
not: ledger, log, receipts, claims, spool, temporary files, and what goes to the error stream.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from canary import CANARY, NAME, case, spoiled_sheet, traces

from jusoforms.reports.status import read_standing
from jusoforms.setup import make_workspace
from jusoforms.workspace import Workspace
from warding import sheet_of

FAULTY = Path(__file__).parent / "faulty"
STAGES = [
    "jusoforms.package.reading:Package",
    "jusoforms.sheets.excel.workbook:read_workbook",
    "jusoforms.sheets.capture:capture_all",
    "jusoforms.checks:check",
    "jusoforms.lookback:look_back",
    "jusoforms.documents.printing:print_documents",
    "jusoforms.package.writing:content_hash",
    "jusoforms.publish.publishing:publish",
    "jusoforms.publish.receipts:CaseReceipts.commit",
    "jusoforms.reports.pages:attention_page",
    "jusoforms.filesystem.writing:write_page",
    "jusoforms.intake.filing:Cabinet.file",
    "jusoforms.intake.claims:Claims.take",
    "jusoforms.intake.scanning:Scanner.scan",
    "jusoforms.intake.spool:Spool.take",
    "jusoforms.intake.ledger:Ledger.take",
    "jusoforms.transport:packed",
    "jusoforms.transport:unpacked",
    "jusoforms.pipeline:deliver",
]
FAULTS_OF_SERVICE = ["jusoforms.pipeline:deliver", "jusoforms.preparing:prepare"]
EVERY = "JUSOFORMS_PRIVACY" in os.environ
"""With ``make privacy`` each stage, and each way that the service may go; else a few of them."""


@dataclass(frozen=True)
class House:
    """A workspace, and everything else that the service may write to."""

    workspace: Workspace
    state: Path
    temp: Path

    def drop(self, data: bytes) -> None:
        (self.workspace.inbox / NAME).write_bytes(data)

    def watch(self, fault: str = "") -> subprocess.CompletedProcess[str]:
        """Drain the inbox once."""
        process = self.start("--once", fault=fault)
        out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def start(self, *words: str, fault: str = "") -> subprocess.Popen[str]:
        environment = os.environ | {
            "JUSOFORMS_STATE": str(self.state),
            "TMPDIR": str(self.temp),
            "HOME": str(self.temp),
            "JUSOFORMS_FAULT": fault,
            "JUSOFORMS_CANARY": CANARY,
            "PYTHONPATH": os.pathsep.join([str(FAULTY), os.environ.get("PYTHONPATH", "")]),
            "PYTHONIOENCODING": "utf-8",
        }
        command = [sys.executable, "-m", "jusoforms", "watch", str(self.workspace.root)]
        return subprocess.Popen(
            [*command, "--settle", "0.05", *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def traces(self) -> list[str]:
        """Return where the word stands, outside of the folders of people."""
        return traces(self.workspace.internal, self.state, self.temp)


@pytest.fixture
def house(tmp_path: Path) -> House:
    workspace = make_workspace(tmp_path / "支援会議")
    for name in ("state", "temp"):
        (tmp_path / name).mkdir(0o700)
    return House(workspace, tmp_path / "state", tmp_path / "temp")


def test_a_delivered_sheet_leaves_no_trace(house: House) -> None:
    house.drop(sheet_of(case()))
    told = house.watch()
    assert told.returncode == 0, told.stderr
    assert house.traces() == []
    assert CANARY not in told.stderr
    assert traces(house.workspace.outbox)  # the search finds what is there to be found
    assert NAME in told.stdout


def test_a_returned_sheet_leaves_no_trace(house: House) -> None:
    house.drop(spoiled_sheet())
    told = house.watch()
    assert told.returncode == 3, told.stderr
    assert house.traces() == []
    assert CANARY not in told.stderr


def test_a_corrected_and_changed_sheet_leaves_no_trace(house: House) -> None:
    for sheet in (
        spoiled_sheet(),
        sheet_of(case()),
        sheet_of(case(situation=f"{CANARY}は変わった")),
    ):
        house.drop(sheet)
        house.watch()
    assert house.traces() == []


@pytest.mark.parametrize("stage", STAGES if EVERY else STAGES[2::6])
def test_a_fault_in_any_stage_tells_no_word(house: House, stage: str) -> None:
    house.drop(sheet_of(case()))
    told = house.watch(stage)
    assert told.returncode in {1, 3, 4, 5}, "the fault was not met"
    assert CANARY not in told.stderr
    assert "Traceback" not in told.stderr + told.stdout
    assert f"KeyError('{CANARY}" not in told.stdout
    assert house.traces() == []
    assert traces(house.workspace.inbox), "the sheet is still there"


@pytest.mark.parametrize("fault", ["", *FAULTS_OF_SERVICE] if EVERY else [""])
def test_the_service_keeps_no_word_while_it_runs_and_when_it_has_ended(
    house: House, fault: str
) -> None:
    """Its ledger and its log stay; neither they nor the spool hold a word once sheets rest."""
    process = house.start(fault=fault)
    house.drop(sheet_of(case()))
    told = _told_of(house.workspace, NAME)
    running = house.traces() if not fault else []
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert running == house.traces() == []
    assert CANARY not in err
    assert {"ledger.sqlite", "log"} <= {path.name for path in house.state.rglob("*")}
    assert NAME in told


def _told_of(workspace: Workspace, name: str) -> str:
    """Wait until the status page tells what became of a file, or that it is tried again."""
    while True:
        standing = read_standing(workspace.status_page)
        ended = [one.file for one in standing.arrivals] if standing else []
        stuck = [one.file for one in standing.waiting if one.tries] if standing else []
        if standing and name in ended + stuck:
            return workspace.status_page.read_text(encoding="utf-8")
        time.sleep(0.05)


def test_what_a_killed_run_left_is_cleared_away(house: House) -> None:
    """A claim bears the file's own name; once it is taken up again nothing of it is left."""
    claim = house.workspace.claims / f"{os.uname().nodename}.1.00000000.{'0' * 32}"
    claim.mkdir(parents=True)
    (claim / NAME).write_bytes(sheet_of(case()))
    assert house.traces()
    house.watch()
    assert house.traces() == []
