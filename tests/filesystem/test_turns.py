"""One at a time among machines that see a folder, and who of them is alive."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from jusoforms.filesystem import Heartbeat, Neighbours, NotOurTurn, Owner, Turns, this_process

ELSEWHERE = Owner("pc-b", 1, "0" * 8)


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def turns(folder: Path, me: Owner | None = None, patience: float = 90) -> Turns:
    time, me = Time(), me or this_process()
    neighbours = Neighbours(folder / "watchers", me, time.monotonic)
    return Turns(me, neighbours, time.wait, patience)


def held_by(folder: Path, owner: Owner) -> Path:
    place = folder / ".turn"
    place.mkdir()
    token = place / f"{owner.name}.00000000"
    token.touch()
    return token


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_turn_leaves_a_free_token(tmp_path: Path) -> None:
    for _ in range(2):
        with turns(tmp_path).taken(tmp_path) as turn:
            turn.check()
            assert [path.name for path in (tmp_path / ".turn").iterdir()] == [turn.token.name]
    assert names(tmp_path) == [".turn", ".turn/free"]


def test_a_live_holder_is_waited_for(tmp_path: Path) -> None:
    held_by(tmp_path, this_process())
    me = Owner(this_process().host, this_process().pid + 1, "1" * 8)
    with pytest.raises(NotOurTurn), turns(tmp_path, me, patience=1).taken(tmp_path):
        pass


def test_an_ended_process_of_this_machine_gives_way_at_once(tmp_path: Path) -> None:
    held_by(tmp_path, Owner(this_process().host, this_process().pid, "0" * 8))
    with turns(tmp_path, patience=0).taken(tmp_path):
        pass
    assert names(tmp_path) == [".turn", ".turn/free"]


def test_another_machine_gives_way_when_it_has_been_silent(tmp_path: Path) -> None:
    held_by(tmp_path, ELSEWHERE)
    with pytest.raises(NotOurTurn), turns(tmp_path, patience=50).taken(tmp_path):
        pass
    with turns(tmp_path, patience=90).taken(tmp_path):
        pass


def test_a_holder_whose_turn_was_taken_over_is_told(tmp_path: Path) -> None:
    with turns(tmp_path).taken(tmp_path) as turn:
        turn.token.rename(turn.token.with_name("pc-b.1.00000000.11111111"))
        with pytest.raises(NotOurTurn):
            turn.check()
    assert names(tmp_path) == [".turn", ".turn/pc-b.1.00000000.11111111"]


def test_what_a_killed_maker_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".turn-0000").mkdir()
    (tmp_path / ".turn-0000" / "free").touch()
    with turns(tmp_path).taken(tmp_path):
        pass
    assert names(tmp_path) == [".turn", ".turn/free"]


def _count(folder: Path, host: str, rounds: int) -> None:
    me = this_process(host)
    mine = Turns(me, Neighbours(folder / "watchers", me, lease=100))
    number = folder / "number"
    for _ in range(rounds):
        with mine.taken(folder):
            seen = int(number.read_text() or "0")
            number.write_text(str(seen + 1))


def test_no_count_is_lost_between_machines(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0")
    context = multiprocessing.get_context("spawn")
    hosts = ("pc-a", "pc-b", "pc-b")
    running = [context.Process(target=_count, args=(tmp_path, host, 50)) for host in hosts]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "150"


def test_a_watcher_is_silent_after_three_leases_of_our_clock(tmp_path: Path) -> None:
    time = Time()
    neighbours = Neighbours(tmp_path, this_process(), time.monotonic, lease=10)
    heartbeat = Heartbeat(tmp_path, ELSEWHERE)
    heartbeat.beat()
    assert not neighbours.has_ended(ELSEWHERE)
    time.now = 29
    assert not neighbours.has_ended(ELSEWHERE)
    heartbeat.beat()
    time.now = 58
    assert not neighbours.has_ended(ELSEWHERE)
    time.now = 87
    assert not neighbours.has_ended(ELSEWHERE)
    time.now = 88
    assert neighbours.has_ended(ELSEWHERE)
    neighbours.sweep()
    assert list(tmp_path.iterdir()) == []
    assert neighbours.has_ended(ELSEWHERE)


def test_a_watcher_that_was_never_seen_is_watched_first(tmp_path: Path) -> None:
    time = Time()
    neighbours = Neighbours(tmp_path / "none", this_process(), time.monotonic, lease=10)
    assert not neighbours.has_ended(ELSEWHERE)
    time.now = 30
    assert neighbours.has_ended(ELSEWHERE)


def test_the_number_goes_when_the_watcher_stops(tmp_path: Path) -> None:
    heartbeat = Heartbeat(tmp_path, this_process())
    heartbeat.beat()
    heartbeat.beat()
    (number,) = tmp_path.iterdir()
    assert int(number.read_text()) == 2
    heartbeat.stop()
    assert list(tmp_path.iterdir()) == []
