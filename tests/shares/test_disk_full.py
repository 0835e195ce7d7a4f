"""A disk that is full, each in turn: the spool's, the ledger's, the outbox's. Real small disks."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jusoforms.intake import inbox_id
from jusoforms.setup import make_workspace
from jusoforms.workspace import Workspace
from serviced import eventually, service_sheet

NO_ROOM = "ディスクの空き"
_MOUNT = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs"]


def _may_mount(folder: Path) -> bool:
    if (
        sys.platform != "linux"
        or subprocess.run([*_MOUNT, str(folder)], check=False, capture_output=True).returncode
    ):
        return False
    subprocess.run(["umount", str(folder)], check=True)
    return True


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Put a disk of one megabyte where the folder is."""
    folder.mkdir(parents=True, exist_ok=True)
    if not _may_mount(folder):
        pytest.skip("disks of their own need a Linux administrator")
    subprocess.run([*_MOUNT, str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def fill(folder: Path, but: int = 0) -> Iterator[None]:
    """Fill the disk of a folder, but for some bytes: by an open file, which nobody can tidy away."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        file.truncate(file.tell() - but)
        filler.unlink()
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "ward")


def page(workspace: Workspace) -> str:
    return workspace.status_page.read_text("utf-8")


@contextlib.contextmanager
def watch(workspace: Workspace, state: Path) -> Iterator[None]:
    """Run the command, with quick settings; it ends well."""
    state.mkdir(exist_ok=True)
    (state / "service.toml").write_text("interval = 0.2\nfree_mb = 0\n", "utf-8")
    words = [sys.executable, "-m", "jusoforms", "watch", str(workspace.root), "--settle", "0.3"]
    environment = os.environ | {"JUSOFORMS_STATE": str(state)}
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment) as running:
        try:
            eventually(workspace.status_page.exists)
            yield
        finally:
            running.send_signal(signal.SIGTERM)
    assert running.returncode == 0


def check_full_then_free(workspace: Workspace, state: Path, full: Path, but: int = 0) -> None:
    """A sheet waits while a disk is full, the page says why; it is delivered when there is room."""
    data = service_sheet()
    with watch(workspace, state):
        with fill(full, but):
            (workspace.inbox / "票.xlsx").write_bytes(data)
            eventually(lambda: NO_ROOM in page(workspace))
            lying = [*workspace.inbox.rglob("票.xlsx"), *workspace.claims.rglob("票.xlsx")]
            assert [path.read_bytes() for path in lying] == [data]
            assert not list(workspace.outbox.rglob("*.docx"))
        eventually(lambda: list(workspace.filed.rglob("票.xlsx")))
        eventually(lambda: NO_ROOM not in page(workspace))
    assert (workspace.outbox / "7" / "事例概要.docx").exists()
    assert next(workspace.filed.rglob("票.xlsx")).read_bytes() == data


def test_the_disk_of_the_spool_is_full(workspace: Workspace, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with small_disk(state / inbox_id(workspace) / "spool") as full:
        check_full_then_free(workspace, state, full)


def test_the_disk_of_the_ledger_is_full(workspace: Workspace, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with small_disk(state / inbox_id(workspace)) as full:
        check_full_then_free(workspace, state, full)


def test_the_disk_of_the_outbox_is_nearly_full(workspace: Workspace, tmp_path: Path) -> None:
    """Documents have no room; the page, which lies there too, still has."""
    with small_disk(workspace.outbox) as full:
        check_full_then_free(workspace, tmp_path / "state", full, but=20_000)


def test_the_whole_share_is_full_to_its_last_byte(workspace: Workspace, tmp_path: Path) -> None:
    """The page has room of its own."""
    shutil.move(workspace.root, tmp_path / "made")
    with small_disk(workspace.root) as full:
        shutil.copytree(tmp_path / "made", workspace.root, dirs_exist_ok=True)
        state, data = tmp_path / "state", service_sheet()
        with watch(workspace, state):
            eventually((workspace.internal / "spare").exists)
            (workspace.inbox / "票.xlsx").write_bytes(data)
            with fill(full):
                eventually(lambda: NO_ROOM in page(workspace))
                lying = [*workspace.inbox.rglob("票.xlsx"), *workspace.claims.rglob("票.xlsx")]
                assert [path.read_bytes() for path in lying] == [data]
            eventually(lambda: list(workspace.filed.rglob("票.xlsx")))
            eventually(lambda: NO_ROOM not in page(workspace))
            eventually((workspace.internal / "spare").exists)
