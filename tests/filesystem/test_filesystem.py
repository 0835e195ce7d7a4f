"""The promises about people's folders: never replaced, always whole, nothing left behind."""

from __future__ import annotations

import errno
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jusoforms.filesystem import (
    Life,
    Owner,
    exclusive,
    folder_problem,
    make_folder,
    posix,
    rename_new,
    sweep_temps,
    this_process,
    whole_temp,
    write_new,
    write_page,
)

PAGE = b'<meta name="generator" content="jusoforms">'


@pytest.fixture(params=["renameat2", "link and unlink"])
def any_volume(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "link and unlink":
        monkeypatch.setattr(posix, "_renamed_by_kernel", lambda *_: False)


@pytest.mark.usefixtures("any_volume")
def test_a_rename_never_replaces(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.write_bytes(b"m")
    theirs.write_bytes(b"t")
    with pytest.raises(FileExistsError):
        rename_new(mine, theirs)
    assert (mine.read_bytes(), theirs.read_bytes()) == (b"m", b"t")


@pytest.mark.usefixtures("any_volume")
def test_a_rename_moves(tmp_path: Path) -> None:
    (tmp_path / "名前").write_bytes(b"m")
    rename_new(tmp_path / "名前", tmp_path / "別名")
    assert [path.name for path in tmp_path.iterdir()] == ["別名"]


@pytest.mark.usefixtures("any_volume")
def test_a_rename_says_when_another_was_quicker(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rename_new(tmp_path / "gone", tmp_path / "new")


def test_a_move_cut_between_link_and_unlink_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posix, "_renamed_by_kernel", lambda *_: False)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"x")
    os.link(source, target)
    rename_new(source, target)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_volume_that_can_do_neither_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(posix, "_renamed_by_kernel", lambda *_: False)
    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(OSError, match="no links"):
        rename_new(tmp_path / "a", tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(handle: int) -> None:
        raise OSError(errno.EIO, "lost")

    monkeypatch.setattr(os, "fsync", lost)
    with pytest.raises(OSError, match="lost"):
        write_new(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    write_new(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_new_file_has_the_rights_that_the_folder_gives(tmp_path: Path) -> None:
    write_new(tmp_path / "ours", b"x")
    (tmp_path / "theirs").write_bytes(b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_a_page_is_renewed_and_removed(tmp_path: Path) -> None:
    page = tmp_path / "新しい" / "確認事項.html"
    assert all([write_page(page, PAGE), write_page(page, PAGE + b"2")])
    assert page.read_bytes() == PAGE + b"2"
    assert write_page(page, None)
    assert not page.exists()


def test_a_persons_page_is_left(tmp_path: Path) -> None:
    page = tmp_path / "確認事項.html"
    page.write_bytes(b"notes")
    assert not write_page(page, PAGE)
    assert not write_page(page, None)
    assert page.read_bytes() == b"notes"


def test_temps_of_running_processes_stay(tmp_path: Path) -> None:
    with whole_temp(tmp_path, b"x") as temp:
        sweep_temps(tmp_path)
        assert temp.exists()
    assert list(tmp_path.iterdir()) == []


def test_temps_of_ended_processes_go(tmp_path: Path) -> None:
    me = this_process()
    ended = Owner(me.host, me.pid, "0" * 8)
    elsewhere = Owner("another-pc", me.pid, me.run)
    for owner in (ended, elsewhere):
        (tmp_path / f"~jf-{owner.token}01234567.tmp").touch()
    (tmp_path / "~jf-0.tmp").touch()
    sweep_temps(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"~jf-0.tmp", f"~jf-{elsewhere.token}01234567.tmp"}


def test_the_life_of_a_process_is_told() -> None:
    me = this_process()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    running = Owner(me.host, child.pid, "").life
    child.communicate()
    assert me.life is Life.RUNNING
    assert running is Life.ENDED  # that number, but another run of it
    assert Owner(me.host, child.pid, me.run).life is Life.ENDED
    assert Owner("another-pc", 1, me.run).life is Life.ELSEWHERE


def count_up(folder: Path) -> None:
    for _ in range(50):
        with exclusive(folder / "lock"):
            count = int((folder / "count").read_text())
            (folder / "count").write_text(str(count + 1))


def test_only_one_process_at_a_time_holds_a_lock(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as pool:
        pool.map(count_up, [tmp_path] * 3)
    assert (tmp_path / "count").read_text() == "150"


MEANINGS = {
    errno.EDQUOT: "P101",
    errno.EPERM: "P102",
    errno.ESTALE: "P103",
    errno.EIO: "P104",
    errno.EXDEV: "P105",
    errno.ENAMETOOLONG: "P106",
}


@pytest.mark.parametrize(("number", "code"), MEANINGS.items())
def test_a_fault_of_the_system_has_a_sentence(number: int, code: str) -> None:
    problem = folder_problem(OSError(number, "text", "a/machine/path"), "事例.xlsx")
    assert problem.code == code
    assert "machine" not in str(problem)


def test_a_folder_is_never_made_where_the_share_is_away(tmp_path: Path) -> None:
    root = tmp_path / "ward"
    with pytest.raises(FileNotFoundError):
        make_folder(root / "outbox" / "7", root)
    assert not root.exists()
