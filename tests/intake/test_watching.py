"""The watcher over time: what is away, full, open, broken or dead, and what goes on by itself."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from small_ward import Done, SmallCraft, Ward, document, sheet

from jusoforms.filesystem import Owner, this_process
from jusoforms.intake import Account, Faulty, Hindered, Poisoned, Sheet, Watcher, space
from jusoforms.intake import claims as claims_module
from jusoforms.outcome import ExitCode, Outcome, Result
from jusoforms.problems import forms, program, watching
from jusoforms.standing import Room, Stage, Standing

FILED = "inbox/処理済み/令和8年度/7"


class Refusing(SmallCraft):
    """A craft whose folder of documents refuses so many times."""

    def __init__(self, ward: Ward, times: int, number: int = errno.ENOSPC) -> None:
        super().__init__(ward.workspace)
        self.tried_at: list[float] = []
        self.ward, self.times, self.number = ward, times, number

    def deliver(self, done: Done, *, resumed: bool) -> Result:
        self.tried_at.append(self.ward.clock.now_)
        if len(self.tried_at) <= self.times:
            raise OSError(self.number, "refused")
        return super().deliver(done, resumed=resumed)


class Killing(SmallCraft):
    """A craft that is killed by one sheet."""

    def __init__(self, ward: Ward, name: str, error: Exception | None = None) -> None:
        super().__init__(ward.workspace)
        self.name, self.error, self.kills = name, error or Poisoned(), 0

    def begin(self, sheet: Sheet) -> Future[Any]:
        if sheet.name != self.name:
            return super().begin(sheet)
        self.kills += 1
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


@pytest.fixture
def watcher(ward: Ward) -> Iterator[Watcher]:
    with ward.watcher() as watcher:
        yield watcher


def standing(ward: Ward, watcher: Watcher) -> Standing:
    return Account(watcher, ward.clock).standing()


def test_a_sheet_is_delivered_when_it_has_settled(ward: Ward, watcher: Watcher) -> None:
    assert ward.watched(watcher, 5) == []
    ward.drop()
    assert ward.watched(watcher, 1) == []
    assert ward.watched(watcher, 1) == ["事例.xlsx delivered"]
    assert ward.watched(watcher, 5) == []


def test_a_file_that_lay_there_at_the_start_settles_too(ward: Ward, watcher: Watcher) -> None:
    ward.drop()
    assert list(watcher.round()) == []
    assert ward.watched(watcher, 2) == ["事例.xlsx delivered"]


def test_a_share_that_is_away_is_not_empty_and_not_made_anew(ward: Ward, watcher: Watcher) -> None:
    ward.drop()
    list(watcher.round())
    away = ward.workspace.root.with_name("away")
    ward.workspace.root.rename(away)
    ward.workspace.root.mkdir()
    assert ward.watched(watcher, 50) == []
    assert standing(ward, watcher).awaits == ()
    assert ward.watched(watcher, 20) == []
    assert [reason.code for reason in standing(ward, watcher).awaits] == ["P155"]
    assert list(ward.workspace.root.iterdir()) == []
    ward.workspace.root.rmdir()
    away.rename(ward.workspace.root)
    assert ward.watched(watcher, 3) == ["事例.xlsx delivered"]
    assert standing(ward, watcher).awaits == ()


def test_another_share_in_its_place_is_not_ours(ward: Ward, watcher: Watcher) -> None:
    ward.workspace.inbox_id.write_text("0" * 32)
    ward.drop()
    assert ward.watched(watcher, 10) == []


def test_a_share_that_goes_in_the_middle_keeps_the_sheet(ward: Ward) -> None:
    class Unplugged(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            result = super().deliver(done, resumed=resumed)
            ward.workspace.root.rename(away)
            return result

    away = ward.workspace.root.with_name("away")
    ward.drop()
    craft = Unplugged(ward.workspace)
    with ward.watcher(craft) as watcher:
        assert ward.watched(watcher, 30) == []
        assert not ward.workspace.root.exists()
        craft.__class__ = SmallCraft  # type: ignore[assignment]
        away.rename(ward.workspace.root)
        assert ward.watched(watcher, 90) == ["事例.xlsx delivered"]
    assert ward.files("inbox") == {"処理済み/令和8年度/7/事例.xlsx": sheet()}


def test_what_the_folder_refuses_is_tried_without_end(ward: Ward) -> None:
    craft = Refusing(ward, times=20)
    ward.drop()
    with ward.watcher(craft, interval=5) as watcher:
        assert ward.watched(watcher, 5000) == ["事例.xlsx delivered"]
    pauses = [later - before for before, later in pairwise(craft.tried_at)]
    assert pauses[0] <= 2
    assert 140 < max(pauses) <= 305


def test_a_work_that_was_hindered_is_begun_again(ward: Ward) -> None:
    problem = watching.NO_CHILD.at()
    craft = Killing(ward, "事例.xlsx", Hindered(Room.SPOOL, problem))
    ward.drop()
    with ward.watcher(craft) as watcher:
        assert ward.watched(watcher, 30) == []
        assert craft.kills > 3
        craft.name = ""
        assert ward.watched(watcher, 60) == ["事例.xlsx delivered"]


def test_nothing_more_is_claimed_while_the_folder_refuses(ward: Ward) -> None:
    ward.drop("甲.xlsx")
    with ward.watcher(Refusing(ward, times=4), ahead=0) as watcher:
        ward.watched(watcher, 4)
        ward.drop("乙.xlsx", sheet(case="8"))
        assert ward.watched(watcher, 3) == []
        assert "inbox/乙.xlsx" in ward.files()
        codes = {one.room: one.reason.code for one in standing(ward, watcher).health if one.reason}
        assert codes == {Room.OUTBOX: "P101"}
        assert ward.watched(watcher, 60) == ["甲.xlsx delivered", "乙.xlsx delivered"]
        assert standing(ward, watcher).faults == ()


def test_intake_pauses_before_a_disk_is_full(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"bytes": 3 * len(sheet()) - 1}
    monkeypatch.setattr(space, "free_bytes", lambda _: free["bytes"])
    ward.drop()
    with ward.watcher() as watcher:
        assert ward.watched(watcher, 30) == []
        assert ward.files() == {"inbox/事例.xlsx": sheet()} | {
            name: data for name, data in ward.files().items() if "watchers" in name
        }
        assert "P153" in {reason.code for reason in standing(ward, watcher).faults}
        free["bytes"] += 1
        assert ward.watched(watcher, 60) == ["事例.xlsx delivered"]


def test_a_sheet_that_kills_its_work_comes_back_after_three(ward: Ward) -> None:
    craft = Killing(ward, "毒.xlsx")
    ward.drop("毒.xlsx")
    ward.drop("事例.xlsx", sheet(case="8"))
    with ward.watcher(craft) as watcher:
        told = ward.watched(watcher, 60)
    assert told == ["事例.xlsx delivered", "毒.xlsx returned"]
    assert craft.kills == 3
    assert ward.files("inbox/要修正")["毒.xlsx"] == sheet()


def test_the_count_of_kills_outlives_the_watcher(ward: Ward) -> None:
    craft = Killing(ward, "毒.xlsx")
    ward.drop("毒.xlsx")
    watcher = ward.watcher(craft)  # never closed: killed with its sheet in hand
    ward.watched(watcher, 2.5)
    assert craft.kills in {1, 2}
    (claim,) = ward.workspace.claims.iterdir()
    ended = Owner(this_process().host, this_process().pid, "0" * 8)
    claim.rename(claim.with_name(f"{ended.name}.{claim.name.rsplit('.', 1)[1]}"))
    with ward.watcher(craft) as watcher:
        assert ward.watched(watcher, 60) == ["毒.xlsx returned"]
    assert craft.kills == 3


def test_a_fault_of_the_program_is_tried_three_times_and_told(ward: Ward) -> None:
    fault = Faulty(program.unexpected(ValueError("quotes a cell"), "毒.xlsx"))
    ward.drop("毒.xlsx")
    with ward.watcher(Killing(ward, "毒.xlsx", fault)) as watcher:
        results: list[Result] = []
        while not results:
            results = list(watcher.round())
            ward.clock.wait(0.5)
    assert [(r.outcome, r.problems[0].code) for r in results] == [(Outcome.RETURNED, "X901")]


def test_a_late_write_is_a_new_revision(ward: Ward) -> None:
    seen = []

    class LateWrite(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            seen.append(done.told["text"])
            (claimed,) = ward.workspace.claims.rglob("*.xlsx")
            claimed.write_bytes(sheet(text="b"))
            return super().deliver(done, resumed=resumed)

    ward.drop()
    with ward.watcher(LateWrite(ward.workspace)) as watcher:
        assert ward.watched(watcher, 3) == ["事例.xlsx delivered"]
    assert seen == ["a", "b"]
    assert ward.files(FILED) == {"事例.xlsx": sheet(text="b")}


def test_a_sheet_that_is_held_open_is_asked_for_less_and_less_often(
    ward: Ward, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def held(source: Path, target: Path) -> None:
        asked.append(ward.clock.now_)
        raise OSError(errno.EBUSY, "held open")

    ward.drop()
    with monkeypatch.context() as patch:
        patch.setattr(claims_module, "rename_new", held)
        assert ward.watched(watcher, 590) == []
        (waiting,) = standing(ward, watcher).waiting
        assert (waiting.stage, waiting.reason) == (Stage.IN_USE, None)
        ward.watched(watcher, 30)
        (waiting,) = standing(ward, watcher).waiting
        assert waiting.reason
        assert waiting.reason.code == "P107"
    pauses = [later - before for before, later in pairwise(asked)]
    assert pauses[0] == 2
    assert max(pauses) <= 60.5
    assert ward.watched(watcher, 61) == ["事例.xlsx delivered"]


def test_an_office_mark_is_waited_for_up_to_half_a_day(ward: Ward) -> None:
    mark = ward.workspace.inbox / "~$事例.xlsx"
    mark.touch()
    ward.drop()
    with ward.watcher(interval=60) as watcher:
        assert ward.watched(watcher, 11.9 * 3600) == []
        assert ward.watched(watcher, 0.2 * 3600) == ["事例.xlsx delivered"]


def test_a_returned_sheet_is_not_taken_while_excel_has_it(ward: Ward, watcher: Watcher) -> None:
    ward.drop("事例.xlsx", sheet(wrong="x"))
    ward.watched(watcher, 3)
    mark = ward.workspace.returned / "~$事例.xlsx"
    mark.touch()
    (ward.workspace.returned / "事例.xlsx").write_bytes(sheet())
    assert ward.watched(watcher, 100) == []
    mark.unlink()
    assert ward.watched(watcher, 70) == ["事例.xlsx delivered"]


def test_a_file_that_a_program_writes_is_not_taken(ward: Ward, watcher: Watcher) -> None:
    with ward.drop().open("ab") as held:
        assert ward.watched(watcher, 20) == []
        held.flush()
    assert ward.watched(watcher, 20) == ["事例.xlsx delivered"]


def test_a_broken_archive_comes_back_after_ten_minutes(ward: Ward, watcher: Watcher) -> None:
    ward.drop("事例.xlsx", sheet()[:-1])
    assert ward.watched(watcher, 595) == []
    assert ward.watched(watcher, 20) == ["事例.xlsx returned"]


def test_a_copy_whose_size_was_reserved_is_waited_for(ward: Ward, watcher: Watcher) -> None:
    path = ward.drop("事例.xlsx", bytes(len(sheet())))
    assert ward.watched(watcher, 300) == []
    path.write_bytes(sheet())
    assert ward.watched(watcher, 70) == ["事例.xlsx delivered"]


def foreign_claim(ward: Ward) -> Owner:
    owner = Owner("pc-b", 1, "0" * 8)
    folder = ward.workspace.claims / f"{owner.name}.{'0' * 32}"
    folder.mkdir(parents=True)
    (folder / "事例.xlsx").write_bytes(sheet())
    return owner


def test_the_claim_of_a_silent_machine_is_taken_over_after_three_leases(
    ward: Ward, watcher: Watcher
) -> None:
    foreign_claim(ward)
    assert ward.watched(watcher, 59) == []
    assert ward.watched(watcher, 65) == ["事例.xlsx delivered"]


def test_the_claim_of_a_machine_that_beats_is_left(ward: Ward, watcher: Watcher) -> None:
    owner = foreign_claim(ward)
    number = ward.workspace.watchers / owner.name
    for beat in range(20):
        number.parent.mkdir(exist_ok=True)
        number.write_text(f"{beat:012}")
        assert ward.watched(watcher, 20) == []
    assert ward.watched(watcher, 130) == ["事例.xlsx delivered"]


def test_a_claim_that_was_taken_over_is_walked_away_from(ward: Ward) -> None:
    class Stolen(SmallCraft):
        def begin(self, sheet_: Sheet) -> Future[Any]:
            (claimed,) = ward.workspace.claims.rglob("*.xlsx")
            claimed.rename(stolen)
            return super().begin(sheet_)

    stolen = ward.workspace.internal / "stolen.xlsx"
    ward.drop()
    with ward.watcher(Stolen(ward.workspace)) as watcher:
        assert ward.watched(watcher, 10) == []
        assert watcher.is_done
    assert ward.files("outbox") == {}
    assert list((ward.state / "spool").iterdir()) == []


def test_a_sheet_that_was_published_is_not_brought_back_over_a_newer_one(ward: Ward) -> None:
    ward.drop("旧.xlsx", sheet(text="old"))
    with ward.watcher() as watcher:
        assert ward.watched(watcher, 3) == ["旧.xlsx delivered"]
    # As a machine leaves it that is killed between publishing and filing.
    filed = ward.workspace.root / FILED / "旧.xlsx"
    claim = ward.workspace.claims / f"pc-b.1.{'0' * 8}.{'0' * 32}"
    claim.mkdir()
    filed.rename(claim / "旧.xlsx")
    ward.drop("新.xlsx", sheet(text="new"))
    with ward.watcher() as watcher:
        assert ward.watched(watcher, 130) == ["新.xlsx delivered", "旧.xlsx unchanged"]
    plain = ward.workspace.outbox / "7" / "事例概要.docx"
    assert plain.read_bytes() == document("事例概要", "new").data
    ward.drop("旧.xlsx", sheet(text="old"))
    with ward.watcher() as watcher:  # a person means it
        assert ward.watched(watcher, 3) == ["旧.xlsx delivered"]
    assert plain.read_bytes() == document("事例概要", "old").data


def test_a_watcher_that_stops_gives_back_what_it_has_in_hand(ward: Ward) -> None:
    ward.drop()
    with ward.watcher(Refusing(ward, times=9)) as watcher:
        ward.watched(watcher, 3)
        assert "inbox/事例.xlsx" not in ward.files()
    assert ward.files() == {"inbox/事例.xlsx": sheet()}
    assert list((ward.state / "spool").iterdir()) == []


class Unformed(SmallCraft):
    """A craft that cannot read one sheet until its form is mended."""

    def __init__(self, ward: Ward, name: str) -> None:
        super().__init__(ward.workspace)
        self.form = ward.workspace.blank_forms / "様式.xlsx"
        self.form.parent.mkdir(parents=True)
        self.form.write_bytes(b"faulty")
        self.name, self.tries = name, 0
        self.meanwhile: list[Callable[[], object]] = []

    def read(self, sheet: Sheet) -> Done:
        done = super().read(sheet)
        if sheet.name != self.name or self.form.read_bytes() != b"faulty":
            return done
        self.tries += 1
        if self.meanwhile:
            self.meanwhile.pop()()
        problems = (forms.FAULTY_FORM.at(form="様式.xlsx"),)
        result = Result(
            file=sheet.name,
            outcome=Outcome.FAILED,
            problems=problems,
            exit_code=ExitCode.TEMPLATE,
        )
        return Done(done.told, result)


def test_a_sheet_lies_in_the_inbox_until_its_form_is_mended(ward: Ward) -> None:
    craft = Unformed(ward, "甲.xlsx")
    ward.drop("甲.xlsx")
    ward.drop("乙.xlsx", sheet(case="8"))
    with ward.watcher(craft) as watcher:
        assert sorted(ward.watched(watcher, 60)) == ["乙.xlsx delivered", "甲.xlsx failed"]
        assert (ward.files("inbox")["甲.xlsx"], craft.tries) == (sheet(), 1)
        (waiting,) = standing(ward, watcher).waiting
        assert (waiting.stage, waiting.path) == (Stage.AWAITING_FORM, "inbox/甲.xlsx")
        craft.form.write_bytes(b"mended")
        assert ward.watched(watcher, 12) == ["甲.xlsx delivered"]


def test_a_sheet_whose_place_is_taken_stays_claimed_until_its_form_is_mended(ward: Ward) -> None:
    craft = Unformed(ward, "甲.xlsx")
    ward.drop("甲.xlsx")
    craft.meanwhile.append(lambda: ward.drop("甲.xlsx", sheet(case="8")))
    with ward.watcher(craft) as watcher:
        assert ward.watched(watcher, 60) == ["甲.xlsx failed"]
        assert len(list(ward.workspace.claims.glob("*/*"))) == 1
        craft.form.write_bytes(b"mended")
        assert ward.watched(watcher, 12) == ["甲.xlsx delivered"] * 2


def test_documents_follow_when_a_template_is_mended(ward: Ward) -> None:
    template = ward.workspace.word_templates / "case" / "事例概要.docx"
    template.parent.mkdir(parents=True)
    template.write_bytes(b"faulty")

    class Templates(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            result = super().deliver(done, resumed=resumed)
            if template.read_bytes() != b"faulty":
                return result
            return Result(**{**_fields(result), "outcome": Outcome.INCOMPLETE})

    ward.drop()
    with ward.watcher(Templates(ward.workspace)) as watcher:
        assert ward.watched(watcher, 30) == ["事例.xlsx incomplete"]
        template.write_bytes(b"mended now")
        assert ward.watched(watcher, 12) == ["事例.xlsx unchanged"]
        assert [one.path for one in standing(ward, watcher).templates] == [
            "templates/docx/case/事例概要.docx"
        ]
        template.write_bytes(b"mended again")
        assert ward.watched(watcher, 12) == []
    assert list(ward.workspace.unfinished.iterdir()) == []


def test_a_newer_sheet_ends_the_waiting_of_an_older_one(ward: Ward) -> None:
    class Templates(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            result = super().deliver(done, resumed=resumed)
            outcome = Outcome.INCOMPLETE if done.told["text"] == "old" else Outcome.DELIVERED
            return Result(**{**_fields(result), "outcome": outcome})

    ward.drop("旧.xlsx", sheet(text="old"))
    with ward.watcher(Templates(ward.workspace)) as watcher:
        assert ward.watched(watcher, 3) == ["旧.xlsx incomplete"]
        ward.drop("新.xlsx", sheet(text="new"))
        assert ward.watched(watcher, 3) == ["新.xlsx delivered"]
    with ward.watcher(Templates(ward.workspace)) as watcher:
        assert ward.watched(watcher, 30) == []


def test_names_that_look_alike_are_two_sheets_and_are_told(ward: Ward, watcher: Watcher) -> None:
    for number, name in enumerate(
        ("ガ.xlsx", "カ\u3099.xlsx", "Case.xlsx", "case.xlsx", "別.xlsx")
    ):
        ward.drop(name, sheet(case=f"{number}"))
    results: list[Result] = []
    while len(results) < 5:
        results += watcher.round()
        ward.clock.wait(0.5)
    told = {result.file: [problem.code for problem in result.problems] for result in results}
    assert told == {
        "ガ.xlsx": ["P161"],
        "カ\u3099.xlsx": ["P161"],
        "Case.xlsx": ["P161"],
        "case.xlsx": ["P161"],
        "別.xlsx": [],
    }


def test_sheets_come_to_their_end_in_the_order_of_their_drop(ward: Ward, watcher: Watcher) -> None:
    names, last = [f"{number}.xlsx" for number in (3, 1, 2, 5, 4)], 0
    for name in names:
        while ward.drop(name, sheet(case=name)).stat().st_ctime_ns <= last:
            pass  # some disks count in ticks
        last = (ward.workspace.inbox / name).stat().st_ctime_ns
    assert [told.split()[0] for told in ward.watched(watcher, 3)] == names


def test_the_work_is_made_ready_while_a_file_settles(ward: Ward) -> None:
    craft = SmallCraft(ward.workspace)
    with ward.watcher(craft) as watcher:
        ward.watched(watcher, 5)
        assert craft.warmed == 0
        ward.drop()
        list(watcher.round())
        assert craft.warmed == 1


def test_state_holds_no_name_and_no_text(ward: Ward) -> None:
    canary = "秘密の名前"
    ward.drop(f"{canary}.xlsx", sheet(text=canary))
    with ward.watcher() as watcher:
        ward.watched(watcher, 3)
    for path in ward.state.rglob("*"):
        assert canary not in path.name
        assert not path.is_file() or canary.encode() not in path.read_bytes()
    shutil.rmtree(ward.state)


def test_a_fresh_state_issues_nothing_twice(ward: Ward) -> None:
    ward.drop()
    with ward.watcher() as watcher:
        ward.watched(watcher, 3)
    edited = ward.workspace.outbox / "7" / "事例概要.docx"
    edited.write_bytes(b"edited")
    before = ward.files("outbox")
    shutil.rmtree(ward.state)
    ward.drop("事例.xlsx", sheet(text="new"))
    ward.drop("再.xlsx")
    with ward.watcher(host="pc-b", state="-b") as watcher:
        told = ward.watched(watcher, 3)
    assert sorted(told) == ["事例.xlsx delivered", "再.xlsx delivered"]
    after = ward.files("outbox")
    assert after["7/事例概要.docx"] == b"edited"
    assert set(before) <= set(after)


def _fields(result: Result) -> dict[str, Any]:
    return {name: getattr(result, name) for name in result.__dataclass_fields__}
