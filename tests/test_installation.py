"""The unit and the task: what they run, as whom, and what they refuse."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from jusoforms.installation import (
    Plan,
    systemd_unit,
    unfit_for_linux,
    unfit_for_windows,
    windows_task,
)

NS = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
SHARE = r"\\server\共有 フォルダー\支援会議 & <相談>"


def plan(*folders: str, account: str = "jusoforms", program: str = sys.executable) -> Plan:
    return Plan(folders, account, program)


def task(*folders: str) -> etree._Element:
    text = windows_task(plan(*folders, account="CITY\\svc-juso", program="C:\\py\\python.exe"))
    return etree.fromstring(text.encode("utf-16"))


def test_a_task_runs_the_watcher_on_the_share_with_a_password() -> None:
    found = task(SHARE)
    assert found.findtext(".//t:Command", namespaces=NS) == "C:\\py\\python.exe"
    assert found.findtext(".//t:Arguments", namespaces=NS) == f'-m jusoforms watch "{SHARE}"'
    assert found.findtext(".//t:LogonType", namespaces=NS) == "Password"
    assert found.findtext(".//t:UserId", namespaces=NS) == "CITY\\svc-juso"


def test_a_task_is_never_stopped_and_never_doubled() -> None:
    found = task(SHARE)
    assert found.findtext(".//t:ExecutionTimeLimit", namespaces=NS) == "PT0S"
    assert found.findtext(".//t:MultipleInstancesPolicy", namespaces=NS) == "IgnoreNew"
    assert found.findtext(".//t:RunOnlyIfNetworkAvailable", namespaces=NS) == "false"


@pytest.mark.parametrize(
    ("folder", "local", "code"),
    [
        (r"\\server\share", False, ""),
        (r"\\server\share\支援会議", False, ""),
        ("C:\\支援会議", True, ""),
        ("Z:\\支援会議", False, "X125"),
        ("Z:", False, "X126"),
        ("支援会議", False, "X126"),
        (r"\\server", False, "X126"),
        (r"\支援会議", False, "X126"),
    ],
)
def test_a_task_is_given_what_it_can_see(folder: str, local: bool, code: str) -> None:
    problem = unfit_for_windows(folder, letter_is_local=local)
    assert (problem.code if problem else "") == code


def test_a_unit_is_given_whole_paths() -> None:
    assert unfit_for_linux("/srv/支援会議") is None
    problem = unfit_for_linux("支援会議")
    assert problem is not None
    assert problem.code == "X126"


def test_a_unit_may_write_in_the_workspaces_and_nowhere_else() -> None:
    lines = systemd_unit(plan("/srv/支援会議", "/srv/b")).splitlines()
    assert "ProtectSystem=strict" in lines
    assert 'ReadWritePaths="/srv/支援会議" "/srv/b"' in lines
    assert "PrivateNetwork=yes" in lines


@pytest.mark.parametrize(
    ("folder", "program", "hidden"),
    [
        ("/srv/a", "/opt/j/bin/python", "yes"),
        ("/home/a", "/opt/j/bin/python", "no"),
        ("/srv/a", "/home/b/bin/python", "no"),
    ],
)
def test_homes_are_hidden_where_nothing_of_ours_lies_in_one(
    folder: str, program: str, hidden: str
) -> None:
    assert f"ProtectHome={hidden}\n" in systemd_unit(plan(folder, program=program))


@pytest.mark.parametrize("name", ["支援会議", "a b", "50% $x", 'say "a"', "back\\slash"])
def test_systemd_accepts_the_unit(tmp_path: Path, name: str) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "jusoforms.service"
    unit.write_text(systemd_unit(plan(f"/srv/{name}", program=shutil.which("true") or "/bin/true")))
    told = subprocess.run(
        [tool, "verify", "--man=no", "--recursive-errors=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    about_us = [line for line in (told.stdout + told.stderr).splitlines() if "jusoforms" in line]
    assert about_us == []
    assert told.returncode == 0
