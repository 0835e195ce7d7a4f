"""Files as clients of a real share leave them, round by round: cut, saved over, held, oddly named."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samba import Share, is_there, served
from small_ward import TEMPLATES, Done, SmallCraft, Ward, document, sheet

from jusoforms.filesystem import is_being_written
from jusoforms.intake import Account, Watcher, gates
from jusoforms.outcome import Result
from jusoforms.package import write_package
from jusoforms.standing import Stage

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(120),
    pytest.mark.skipif(not is_there(), reason="Samba is not installed"),
]
FILED = "inbox/処理済み/令和8年度/7"


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path / "ward")


@pytest.fixture
def share(tmp_path: Path, ward: Ward) -> Iterator[Share]:
    with served(ward.workspace.root, tmp_path) as share:
        yield share


@pytest.fixture
def watcher(ward: Ward) -> Iterator[Watcher]:
    with ward.watcher() as watcher:
        yield watcher


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """The disk of a person's own computer."""
    folder = tmp_path / "local"
    folder.mkdir()
    return folder


def on(local: Path, name: str, data: bytes) -> Path:
    (local / name).write_bytes(data)
    return local / name


def put(share: Share, source: Path, name: str) -> None:
    share.does(f'put "{source}" "{name}"')


def stages(ward: Ward, watcher: Watcher) -> list[Stage]:
    return [one.stage for one in Account(watcher, ward.clock).standing().waiting]


def documents(ward: Ward, case: str = "7") -> dict[str, bytes]:
    lying = ward.files(f"outbox/{case}")
    return {name: data for name, data in lying.items() if name.endswith(".docx")}


def all_of(*texts: str) -> list[bytes]:
    return sorted(document(stem, text).data for stem in TEMPLATES for text in texts)


def until_closed(path: Path) -> None:
    """Wait until the server has noticed that a client is gone."""
    while is_being_written(path):
        time.sleep(0.01)


def cut_put(ward: Ward, share: Share, local: Path, data: bytes, name: str) -> None:
    """Let smbclient copy from a pipe, and kill it when something has come through."""
    pipe, target = local / "pipe", ward.workspace.root / name
    os.mkfifo(pipe)
    words = [*share.client, "-b", "16644", "-c", f'put "{pipe}" "{name}"']
    put = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    feeding, rest = os.open(pipe, os.O_WRONLY), memoryview(data)
    os.set_blocking(feeding, False)
    try:
        while not (target.exists() and target.stat().st_size):
            assert put.poll() is None
            with contextlib.suppress(BlockingIOError):
                rest = rest[os.write(feeding, rest[:65536]) :]
        assert rest
    finally:
        put.kill()
        put.wait()
        os.close(feeding)
    until_closed(target)


def test_a_copy_that_was_cut_is_no_sheet_and_says_why(
    ward: Ward, share: Share, watcher: Watcher, local: Path
) -> None:
    big = write_package([("case.json", b"{}"), ("media", os.urandom(40 << 20))])
    cut_put(ward, share, local, big, "inbox/申請.xlsx")
    assert (ward.workspace.inbox / "申請.xlsx").stat().st_size < len(big)
    results: list[Result] = []
    end = ward.clock.now_ + 595
    while ward.clock.now_ < end:
        results += watcher.round()
        ward.clock.wait(5)
    assert results == []
    (waiting,) = Account(watcher, ward.clock).standing().waiting
    assert waiting.stage is Stage.SETTLING
    while not results:
        results += watcher.round()
        ward.clock.wait(5)
    assert [result.problems[0].code for result in results] == ["F103"]
    assert documents(ward) == {}
    put(share, on(local, "a.xlsx", sheet()), "inbox/申請.xlsx")
    assert ward.watched(watcher, 3) == ["申請.xlsx delivered"]


def test_excel_saves_over_a_sheet_that_still_lies_in_the_inbox(
    ward: Ward, share: Share, watcher: Watcher, local: Path
) -> None:
    old, new = on(local, "old", sheet(text="old")), on(local, "new", sheet(text="new"))
    put(share, old, "inbox/事例.xlsx")
    told = ward.watched(watcher, 1)
    put(share, new, "inbox/AB12CD34")
    told += ward.watched(watcher, 1)
    share.does("cd inbox", "del 事例.xlsx", check=False)  # it is gone: it had settled
    told += ward.watched(watcher, 5)
    share.does("cd inbox", "rename AB12CD34 事例.xlsx")
    told += ward.watched(watcher, 3)
    assert told == ["事例.xlsx delivered"] * 2
    assert sorted(documents(ward).values()) == all_of("new", "old")
    assert sorted(ward.files(FILED).values()) == sorted([sheet(text="old"), sheet(text="new")])


def test_a_save_that_ended_half_way_leaves_the_only_copy_where_it_is(
    ward: Ward, share: Share, watcher: Watcher, local: Path
) -> None:
    put(share, on(local, "new", sheet()), "inbox/AB12CD34")
    assert ward.watched(watcher, 1000) == []
    assert ward.files("inbox") == {"AB12CD34": sheet()}


def test_excel_saves_over_a_returned_sheet(
    ward: Ward, share: Share, watcher: Watcher, local: Path
) -> None:
    put(share, on(local, "a", sheet(wrong="x")), "inbox/事例.xlsx")
    assert ward.watched(watcher, 3) == ["事例.xlsx returned"]
    put(share, on(local, "owner", b"\x05Sato"), "inbox/要修正/~$事例.xlsx")
    for text in ("half", "whole"):
        put(share, on(local, "b", sheet(text=text)), "inbox/要修正/AB12CD34")
        assert ward.watched(watcher, 5) == []
        share.does(r"cd inbox\要修正", "del 事例.xlsx", "rename AB12CD34 事例.xlsx")
        assert ward.watched(watcher, 5) == []
    assert stages(ward, watcher) == [Stage.IN_USE]
    share.does(r"cd inbox\要修正", "del ~$事例.xlsx")
    assert ward.watched(watcher, 70) == ["事例.xlsx delivered"]
    assert sorted(documents(ward).values()) == all_of("whole")
    assert ward.files("inbox/要修正") == {}


def test_a_client_that_only_reads_keeps_nobody_waiting(
    ward: Ward, share: Share, watcher: Watcher
) -> None:
    ward.drop()
    with share.opened(r"inbox\事例.xlsx", mode="rb"):
        assert ward.watched(watcher, 3) == ["事例.xlsx delivered"]


class LateWriter(SmallCraft):
    """While the first snapshot is worked on, a client writes through a handle it had all along."""

    def __init__(self, ward: Ward, held: Any, late: bytes) -> None:
        super().__init__(ward.workspace)
        self.held, self.late = held, late
        self.texts: list[str] = []

    def deliver(self, done: Done, *, resumed: bool) -> Result:
        self.texts.append(done.told.get("text", ""))
        result = super().deliver(done, resumed=resumed)
        if len(self.texts) == 1:
            self.held.seek(0)
            self.held.truncate(0)
            self.held.write(self.late)
        return result


def test_a_late_write_through_a_held_handle_is_a_new_edition(
    ward: Ward, share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As where the watcher may not ask for a lease: the file is another account's.
    monkeypatch.setattr(gates, "is_being_written", lambda _: False)
    with share.opened(r"inbox\事例.xlsx", share_access="rwd") as held:
        held.write(sheet(text="old"))
        craft = LateWriter(ward, held, sheet(text="new"))
        with ward.watcher(craft) as watcher:
            assert ward.watched(watcher, 3) == ["事例.xlsx delivered"]
    assert craft.texts == ["old", "new"]
    assert sorted(documents(ward).values()) == all_of("old", "new")
    for stem in TEMPLATES:
        assert documents(ward)[f"{stem}.docx"] == document(stem, "new").data
    assert ward.files(FILED) == {"事例.xlsx": sheet(text="new")}


def test_a_late_write_that_is_cut_comes_back_and_is_taken_when_it_is_whole(
    ward: Ward, share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "is_being_written", lambda _: False)
    new = sheet(text="new")
    with share.opened(r"inbox\事例.xlsx", share_access="rwd") as held:
        held.write(sheet(text="old"))
        with ward.watcher(LateWriter(ward, held, new[:-10])) as watcher:
            assert ward.watched(watcher, 3) == ["事例.xlsx returned"]
            held.write(new[-10:])
            assert ward.watched(watcher, 3) == ["事例.xlsx delivered"]
    assert ward.files(FILED) == {"事例.xlsx": new}
    assert sorted(documents(ward).values()) == all_of("old", "new")


LONGEST = "事" * 83 + ".xlsx"
DECOMPOSED = "カ\u3099.xlsx"


@pytest.mark.parametrize("name", ["ガ.xlsx", DECOMPOSED, LONGEST, "~メモ 全角　空白.xlsx"])
@pytest.mark.parametrize("wrong", ["", "x"])
def test_whatever_a_client_may_call_it(
    ward: Ward, share: Share, watcher: Watcher, local: Path, name: str, wrong: str
) -> None:
    put(share, on(local, "a", sheet(wrong=wrong)), f"inbox/{name}")
    outcome = "returned" if wrong else "delivered"
    assert ward.watched(watcher, 3) == [f"{name} {outcome}"]
    place = "inbox/要修正" if wrong else FILED
    assert ward.files(place)[name] == sheet(wrong=wrong)
    # A client can open what lies there, and the page beside it.
    shown = share.does(f'cd "{place}"', "ls")
    assert name in shown
    assert ("_直し方.html" in shown) == bool(wrong)


@pytest.mark.parametrize(
    "name", ["a:b.xlsx", "問?.xlsx", "CON.xlsx", "終わり .xlsx", 'q"*<>|.xlsx']
)
def test_a_name_that_windows_does_not_know_comes_to_an_end(
    ward: Ward, share: Share, watcher: Watcher, name: str
) -> None:
    ward.drop(name, sheet(wrong="x"))
    assert ward.watched(watcher, 3) == [f"{name} returned"]
    assert ward.files("inbox/要修正")[name] == sheet(wrong="x")
    ward.drop(name)
    assert ward.watched(watcher, 3) == [f"{name} delivered"]
    assert ward.files(FILED) == {name: sheet()}
    made = [path.name for path in ward.workspace.outbox.rglob("*")]
    assert made
    assert not [one for one in made if set(one) & set('<>:"|?*\\')]


def test_case_twins_reach_the_share_as_one_file_and_the_watcher_as_two(
    ward: Ward, share: Share, watcher: Watcher, local: Path
) -> None:
    put(share, on(local, "a", sheet(text="a")), "inbox/Case.xlsx")
    put(share, on(local, "b", sheet(text="b")), "inbox/CASE.XLSX")
    assert [path.name for path in ward.workspace.inbox.iterdir()] == ["Case.xlsx"]
    ward.drop("case.xlsx", sheet(case="8", text="c"))
    told = ward.watched(watcher, 3)
    assert sorted(told) == ["Case.xlsx delivered", "case.xlsx delivered"]
    assert sorted(documents(ward).values()) == all_of("b")
    assert sorted(documents(ward, "8").values()) == all_of("c")
