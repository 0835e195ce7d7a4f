"""kill -9 before calls that change a disk: nothing is lost, and doing it again completes it.

A call that is killed before it happens leaves what the calls before it left; so the kills below
visit states in which a killed process can leave the disk: a fourth of them. Power loss is another matter: it may
also lose what was not yet synced.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from small_ward import SMALL_MARKS, TEMPLATES, Ward, document, sheet, small_mark, small_unmark

from jusoforms.problems import rules as say


def _usable() -> bool:
    """Whether strace is there and allowed to trace."""
    command = ["strace", "-o", os.devnull, sys.executable, "-c", ""]
    return (
        shutil.which("strace") is not None and subprocess.run(command, check=False).returncode == 0
    )


CHANGES = "write,pwrite64,fsync,fdatasync,renameat2,rename,renameat,link,linkat"
CHANGES += ",unlink,unlinkat,mkdir,mkdirat,rmdir,ftruncate"
CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)$", re.MULTILINE)
LEFT, FROZEN, REVISED = TEMPLATES
OLD = sheet(text="old", approved=FROZEN)
NEW, WRONG = sheet(text="new", stems=(FROZEN, REVISED)), sheet(wrong="x")
MENDED = sheet(case="8", stems=(LEFT,), text="new")
SHEETS = {"甲.xlsx": OLD, "乙.xlsx": NEW, "丙.xlsx": WRONG, "丁.xlsx": MENDED}

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not _usable(), reason="strace (Linux) kills at an exact call"),
]


def before(root: Path) -> Ward:
    """A case with one delivered sheet, a sheet with more to say, one with a fault, one mended.

    The last lies marked in 要修正. The first sheet's documents: one that the second no longer makes, one approved, one revised.
    """
    ward = Ward(root, marks=SMALL_MARKS)
    ward.drop("甲.xlsx", OLD)
    assert ward.outcomes() == ["甲.xlsx delivered"]
    ward.drop("乙.xlsx", NEW)
    ward.drop("丙.xlsx", WRONG)
    ward.workspace.returned.mkdir()
    (ward.workspace.returned / "丁.xlsx").write_bytes(small_mark(MENDED, ()) or b"")
    return ward


def traced(root: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    worker = Path(__file__).with_name("worker.py")
    command = ["strace", "-f", *options, sys.executable, "-B", str(worker), str(root)]
    return subprocess.run(command, capture_output=True, check=False)


def moments(root: Path) -> list[tuple[str, int]]:
    """Every changing call from the first claim on: its name, and the how-manieth it is."""
    before(root)
    log = root / "strace.log"
    assert traced(root, "-o", str(log), "-e", f"trace={CHANGES}").returncode == 0
    counted: Counter[str] = Counter()
    found: list[tuple[str, int]] = []
    for name, arguments in CALL.findall(log.read_text()):
        counted[name] += 1
        if found or "claims" in arguments:
            found.append((name, counted[name]))
    return found


def check_right_after(ward: Ward) -> None:
    lying = ward.files()
    for name, data in SHEETS.items():
        found = [small_unmark(found) for path, found in lying.items() if path.endswith(name)]
        assert data in found
    whole = {document(stem, text).data for stem in TEMPLATES for text in ("old", "new")}
    assert all(data in whole for path, data in lying.items() if path.endswith(".docx"))
    # The older edition is never gone before the newer one is on the disk.
    for stem in TEMPLATES:
        assert document(stem, "old").data in lying.values()


def check_when_done(ward: Ward) -> None:
    filed, old = "inbox/処理済み/令和8年度/7", "outbox/7/旧版"
    lying = ward.files()
    lying.pop("strace.log", None)
    for case in "78":
        lying.pop(f"outbox/{case}/確認事項.html")
    assert lying.pop("inbox/要修正/丙.xlsx_直し方.html")
    assert lying == {
        f"{filed}/甲.xlsx": OLD,
        f"{filed}/乙.xlsx": NEW,
        "inbox/処理済み/令和8年度/8/丁.xlsx": MENDED,
        f"outbox/8/{LEFT}.docx": document(LEFT, "new").data,
        "inbox/要修正/丙.xlsx": small_mark(WRONG, (say.NO_CASE_NUMBER.at(),)),
        f"{old}/{LEFT}_1版.docx": document(LEFT, "old").data,
        f"outbox/7/{FROZEN}.docx": document(FROZEN, "old").data,
        f"outbox/7/{REVISED}.docx": document(REVISED, "new").data,
        f"{old}/{REVISED}_1版.docx": document(REVISED, "old").data,
    }
    assert list(ward.workspace.claims.iterdir()) == []
    assert not [path for path in ward.workspace.root.rglob("*") if "plan" in path.name]


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def killed_and_completed(root: Path, name: str, number: int) -> None:
    ward = before(root)
    kill = f"inject={name}:signal=SIGKILL:when={number}"
    ended = traced(root, "-o", "/dev/null", "-e", f"trace={CHANGES}", "-e", kill)
    assert ended.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}, (name, number, ended)
    check_right_after(ward)
    list(ward.drain())
    check_when_done(ward)
    done = snapshot(root)
    assert ward.outcomes() == []
    assert snapshot(root) == done


@pytest.mark.parametrize("share", range(2))
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, share: int) -> None:
    planned = moments(tmp_path / "counted")
    assert len(planned) >= 50
    for index, (name, number) in list(enumerate(planned))[share::8]:
        killed_and_completed(tmp_path / f"{index}", name, number)
