"""From the inbox to where a sheet is filed."""

from __future__ import annotations

import datetime as dt
import errno
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from small_ward import SLIP, TEMPLATES, Done, SmallCraft, Ward, document, sheet

from jusoforms.filesystem import bytes_hash, this_process
from jusoforms.filesystem.system import system
from jusoforms.intake import Hindered, Sheet
from jusoforms.intake import claims as claims_module
from jusoforms.outcome import ExitCode, Outcome, Result

FILED = "inbox/処理済み/令和8年度/7"
RETURNED = "inbox/要修正"


def test_a_dropped_sheet_is_delivered_and_filed(ward: Ward) -> None:
    ward.drop("事例.xlsx")
    assert ward.outcomes() == ["事例.xlsx delivered"]
    assert ward.files("inbox") == {"処理済み/令和8年度/7/事例.xlsx": sheet()}
    assert set(ward.files("outbox")) == {
        *(f"7/{stem}.docx" for stem in TEMPLATES),
        "7/確認事項.html",
    }
    assert ward.files("_jusoforms") == {}


def test_a_march_sheet_belongs_to_the_year_before(ward: Ward) -> None:
    ward.clock.day = dt.date(2026, 3, 31)
    ward.drop("事例.xlsx")
    ward.outcomes()
    assert list(ward.files("inbox")) == ["処理済み/令和7年度/7/事例.xlsx"]


def test_a_sheet_with_faults_comes_back_with_a_page(ward: Ward) -> None:
    ward.drop("事例.xlsx", sheet(wrong="x"))
    assert ward.outcomes() == ["事例.xlsx returned"]
    assert ward.files("inbox") == {
        "要修正/事例.xlsx": sheet(wrong="x"),
        "要修正/事例.xlsx_直し方.html": SLIP,
    }


def test_a_returned_sheet_rests_until_it_is_saved_anew(ward: Ward) -> None:
    ward.drop("事例.xlsx", sheet(wrong="x"))
    ward.outcomes()
    assert ward.outcomes() == []
    (ward.workspace.returned / "事例.xlsx").write_bytes(sheet())
    assert ward.outcomes() == ["事例.xlsx delivered"]
    assert ward.files("inbox") == {"処理済み/令和8年度/7/事例.xlsx": sheet()}


def test_a_corrected_sheet_that_is_wrong_again_keeps_one_page(ward: Ward) -> None:
    ward.drop("事例.xlsx", sheet(wrong="x"))
    ward.outcomes()
    (ward.workspace.returned / "事例.xlsx").write_bytes(sheet(wrong="y"))
    assert ward.outcomes() == ["事例.xlsx returned"]
    assert set(ward.files(RETURNED)) == {"事例.xlsx", "事例.xlsx_直し方.html"}


def test_two_returned_sheets_of_one_name_both_stay(ward: Ward) -> None:
    first, second = sheet(wrong="x"), sheet(wrong="y")
    ward.drop("事例.xlsx", first)
    ward.outcomes()
    ward.drop("事例.xlsx", second)
    ward.outcomes()
    apart = bytes_hash(second)[:8]
    assert ward.files(RETURNED) == {
        "事例.xlsx": first,
        "事例.xlsx_直し方.html": SLIP,
        f"{apart}/事例.xlsx": second,
        f"{apart}/事例.xlsx_直し方.html": SLIP,
    }
    (ward.workspace.returned / apart / "事例.xlsx").write_bytes(sheet())
    assert ward.outcomes() == ["事例.xlsx delivered"]
    assert set(ward.files(RETURNED)) == {"事例.xlsx", "事例.xlsx_直し方.html"}


def test_a_sheet_corrected_elsewhere_takes_its_page_along(ward: Ward) -> None:
    ward.drop("事例.xlsx", sheet(wrong="x"))
    ward.outcomes()
    (ward.workspace.returned / "事例.xlsx").unlink()
    ward.drop("事例.xlsx", sheet())
    ward.outcomes()
    assert ward.files(RETURNED) == {}


@pytest.mark.parametrize(("delivered", "page_stays"), [("7", False), ("8", True)])
def test_a_copy_corrected_elsewhere_takes_the_page_of_its_case(
    ward: Ward, delivered: str, page_stays: bool
) -> None:
    class Craft(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            result = super().deliver(done, resumed=resumed)
            return replace(result, case=result.case or "７")

    ward.drop("事例.xlsx", sheet(wrong="x"))
    list(ward.drain(Craft(ward.workspace)))
    ward.drop("事例.xlsx", sheet(delivered))
    list(ward.drain(Craft(ward.workspace)))
    page = {"事例.xlsx_直し方.html"} if page_stays else set()
    assert set(ward.files(RETURNED)) == {"事例.xlsx"} | page


def test_a_persons_page_of_that_name_is_not_touched(ward: Ward) -> None:
    ward.workspace.returned.mkdir()
    page = ward.workspace.returned / "事例.xlsx_直し方.html"
    page.write_bytes(b"a person's notes")
    ward.drop("事例.xlsx", sheet(wrong="x"))
    ward.outcomes()
    apart = bytes_hash(sheet(wrong="x"))[:8]
    assert page.read_bytes() == b"a person's notes"
    assert set(ward.files(f"{RETURNED}/{apart}")) == {"事例.xlsx", "事例.xlsx_直し方.html"}


def test_a_name_of_83_kanji_comes_back_too(ward: Ward) -> None:
    name = "票" * 83 + ".xlsx"
    ward.drop(name, sheet(wrong="x"))
    assert ward.outcomes() == [f"{name} returned"]
    assert len(ward.files(RETURNED)) == 2


def test_the_same_sheet_again_is_unchanged_and_filed_apart(ward: Ward) -> None:
    for _ in range(3):
        ward.drop("事例.xlsx")
        last = ward.outcomes()
    apart = bytes_hash(sheet())[:8]
    assert last == ["事例.xlsx unchanged"]
    assert set(ward.files(FILED)) == {
        "事例.xlsx",
        f"{apart}/事例.xlsx",
        f"{apart}_2/事例.xlsx",
    }


@pytest.mark.parametrize(
    "name",
    [
        "~$事例.xlsx",
        ".~lock.事例.xlsx#",
        "._事例.xlsx",
        ".gitkeep",
        "a.tmp",
        "A1B2C3D4",
        "desktop.ini",
        "Thumbs.db",
    ],
)
def test_what_is_no_sheet_is_left_alone(ward: Ward, name: str) -> None:
    ward.drop(name)
    assert ward.outcomes() == []
    assert ward.files() == {f"inbox/{name}": sheet()}


def test_folders_and_links_are_left_alone(ward: Ward, tmp_path: Path) -> None:
    (ward.workspace.inbox / "フォルダー.xlsx").mkdir()
    (ward.workspace.inbox / "リンク.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    assert ward.outcomes() == []


def test_any_other_kind_is_handed_over_and_comes_back(ward: Ward) -> None:
    ward.drop("表.csv", b"1,2")
    assert ward.outcomes() == ["表.csv returned"]
    assert set(ward.files(RETURNED)) == {"表.csv", "表.csv_直し方.html"}


def test_a_file_that_is_still_growing_is_waited_for(ward: Ward) -> None:
    whole = sheet()
    path = ward.drop("事例.xlsx", whole[:10])
    ward.clock.meanwhile = [partial(path.write_bytes, whole[:n]) for n in (20, 30, 40)]
    ward.clock.meanwhile.append(partial(path.write_bytes, whole))
    assert ward.outcomes() == ["事例.xlsx delivered"]


def test_a_file_whose_size_was_reserved_first_is_waited_for(ward: Ward) -> None:
    path = ward.drop("事例.xlsx", bytes(len(sheet())))
    ward.clock.meanwhile = [int] * 5 + [lambda: path.write_bytes(sheet())]
    assert ward.outcomes() == ["事例.xlsx delivered"]


def test_a_file_that_stays_broken_is_taken_and_comes_back(ward: Ward) -> None:
    ward.drop("事例.xlsx", sheet()[:50])
    assert ward.outcomes() == ["事例.xlsx returned"]
    assert ward.clock.now_ >= 4


def test_a_file_must_be_seen_three_times(ward: Ward) -> None:
    ward.drop("事例.xlsx")
    next(ward.drain(settle=10))
    assert ward.clock.now_ == 10


def test_a_sheet_that_changed_since_it_settled_settles_anew(ward: Ward) -> None:
    later = ward.workspace.inbox / "乙.xlsx"

    class Craft(SmallCraft):
        def read(self, sheet_: Sheet) -> Done:
            if sheet_.name == "甲.xlsx":
                later.write_bytes(sheet()[:40])
                ward.clock.meanwhile = [partial(later.write_bytes, sheet())]
            return super().read(sheet_)

    ward.drop("甲.xlsx")
    ward.drop("乙.xlsx")
    ward.drop("丙.xlsx")
    outcomes = [result.outcome for result in ward.drain(Craft(ward.workspace))]
    assert len(outcomes) == 3
    assert Outcome.RETURNED not in outcomes


def test_a_returned_sheet_is_left_while_excel_has_it_open(ward: Ward) -> None:
    ward.drop("事例.xlsx", sheet(wrong="x"))
    ward.outcomes()
    mark = ward.workspace.returned / "~$事例.xlsx"
    mark.touch()
    (ward.workspace.returned / "事例.xlsx").write_bytes(sheet())
    assert ward.outcomes() == []
    mark.unlink()
    assert ward.outcomes() == ["事例.xlsx delivered"]


def test_a_sheet_that_changes_while_it_is_read_is_read_again(ward: Ward) -> None:
    seen = []

    class LateWrite(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            result = super().deliver(done, resumed=resumed)
            (claimed,) = ward.workspace.claims.rglob("*.xlsx")
            seen.append(claimed.read_bytes())
            claimed.write_bytes(sheet(text="b"))
            return result

    ward.drop("事例.xlsx")
    (result,) = ward.drain(LateWrite(ward.workspace))
    assert seen == [sheet(), sheet(text="b")]
    assert result.source_hash == bytes_hash(sheet(text="b"))
    assert ward.files(FILED) == {"事例.xlsx": sheet(text="b")}


def test_a_sheet_that_never_stops_changing_goes_back(ward: Ward) -> None:
    class Endless(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            (claimed,) = ward.workspace.claims.rglob("*.csv")
            claimed.write_bytes(claimed.read_bytes() + b"x")
            return done.result

    ward.drop("表.csv", b"x")
    (result,) = ward.drain(Endless(ward.workspace))
    assert [problem.code for problem in result.problems][-1] == "P109"
    assert ward.files("inbox") == {"表.csv": b"x" * 6}


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "P101"), (errno.EROFS, "P102"), (errno.EACCES, "P102"), (errno.EIO, "P104")],
)
def test_a_fault_of_the_folder_puts_the_sheet_back(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    class Refuse(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            raise OSError(number, "refused")

    ward.drop("事例.xlsx")
    (result,) = ward.drain(Refuse(ward.workspace))
    assert (result.outcome, result.exit_code) == (Outcome.FAILED, ExitCode.FOLDER)
    assert [problem.code for problem in result.problems] == [code]
    assert ward.files() == {"inbox/事例.xlsx": sheet()}
    assert ward.outcomes() == ["事例.xlsx delivered"]


def test_a_full_disk_while_publishing_puts_the_sheet_back(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    class Full(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            with monkeypatch.context() as patch:
                patch.setattr("os.write", full)
                return super().deliver(done, resumed=resumed)

    ward.drop("事例.xlsx")
    (result,) = ward.drain(Full(ward.workspace))
    assert [problem.code for problem in result.problems] == ["P101"]
    assert ward.files() == {"inbox/事例.xlsx": sheet()}


def test_a_fault_of_the_program_stops_only_its_sheet(ward: Ward) -> None:
    class Faulty(SmallCraft):
        def read(self, sheet_: Sheet) -> Done:
            if sheet_.name == "甲.xlsx":
                raise ValueError("quotes a cell")
            return super().read(sheet_)

    ward.drop("甲.xlsx")
    ward.drop("乙.xlsx", sheet(case="8"))
    results = {result.file: result for result in ward.drain(Faulty(ward.workspace))}
    assert results["乙.xlsx"].outcome is Outcome.DELIVERED
    assert results["甲.xlsx"].exit_code is ExitCode.UNEXPECTED
    assert "quotes" not in str(results["甲.xlsx"])
    assert (ward.workspace.inbox / "甲.xlsx").exists()


def test_an_interrupted_sheet_lies_in_the_inbox_again(ward: Ward) -> None:
    class Interrupted(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            raise KeyboardInterrupt

    ward.drop("事例.xlsx")
    with pytest.raises(KeyboardInterrupt):
        list(ward.drain(Interrupted(ward.workspace)))
    assert ward.files() == {"inbox/事例.xlsx": sheet()}


def test_a_sheet_whose_place_is_taken_stays_claimed_and_says_so(ward: Ward) -> None:
    class Refuse(SmallCraft):
        def deliver(self, done: Done, *, resumed: bool) -> Result:
            ward.drop("事例.xlsx", sheet(text="b"))
            raise OSError(errno.ENOSPC, "full")

    ward.drop("事例.xlsx")
    result = next(ward.drain(Refuse(ward.workspace)))
    assert [problem.code for problem in result.problems] == ["P101", "P108"]
    assert {*ward.files().values()} == {sheet(), sheet(text="b")}


def test_a_sheet_that_is_held_open_is_left_and_named(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(source: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, "held open")

    ward.drop("事例.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(claims_module, "rename_new", held)
        (result,) = ward.drain()
    assert [problem.code for problem in result.problems] == ["P107"]
    assert ward.outcomes() == ["事例.xlsx delivered"]


def test_a_missing_inbox_is_not_an_empty_one(ward: Ward) -> None:
    ward.workspace.inbox.rmdir()
    with pytest.raises(Hindered):
        ward.outcomes()


def claimed_by(ward: Ward, owner: str, name: str = "事例.xlsx") -> Path:
    folder = ward.workspace.claims / f"{owner}.{'0' * 32}"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(sheet())
    return folder


def test_the_claim_of_a_process_that_ended_is_resumed(ward: Ward) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    claimed_by(ward, f"{this_process().host}.{ended.pid}.{'0' * 8}")
    assert ward.outcomes() == ["事例.xlsx delivered"]
    assert list(ward.workspace.claims.iterdir()) == []


def test_the_claim_of_an_earlier_process_with_our_number_is_resumed(ward: Ward) -> None:
    me = this_process()
    claimed_by(ward, f"{me.host}.{me.pid}.{'0' * 8}")
    assert ward.outcomes() == ["事例.xlsx delivered"]


def test_the_claim_of_a_running_process_is_left(ward: Ward) -> None:
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as running:
        assert running.stdin
        run = bytes_hash((system.start_of(running.pid) or "").encode())[:8]
        folder = claimed_by(ward, f"{this_process().host}.{running.pid}.{run}")
        assert ward.outcomes() == []
    assert [path.name for path in folder.iterdir()] == ["事例.xlsx"]


def test_the_claim_of_another_machine_is_left_and_named(ward: Ward) -> None:
    claimed_by(ward, f"another-pc.1.{'0' * 8}")
    (result,) = ward.drain()
    assert [problem.code for problem in result.problems] == ["P110"]
    assert "another-pc" in result.problems[0].message


def test_later_sheets_of_a_case_have_the_plain_name(ward: Ward) -> None:
    first = ward.drop("二.xlsx", sheet(text="old"))
    later = ward.drop("一.xlsx", sheet(text="new"))
    while later.stat().st_ctime_ns <= first.stat().st_ctime_ns:  # some disks count in ticks
        ward.drop("一.xlsx", sheet(text="new"))
    assert ward.outcomes() == ["二.xlsx delivered", "一.xlsx delivered"]
    plain = ward.workspace.outbox / "7" / f"{TEMPLATES[0]}.docx"
    assert plain.read_bytes() == document(TEMPLATES[0], "new").data


def test_several_drains_at_once_double_nothing(ward: Ward) -> None:
    for number in range(8):
        ward.drop(f"{number}.xlsx", sheet(case="7", text=f"{number}"))
        ward.drop(f"同じ{number}.xlsx", sheet(case=f"8-{number}"))
    worker = Path(__file__).with_name("worker.py")
    command = [sys.executable, str(worker), str(ward.workspace.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    told = [line for process in running for line in process.communicate()[0].split(b"\n") if line]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(told) == 16
    assert set(ward.files("_jusoforms")) == set()
    documents = [data for name, data in ward.files("outbox").items() if name.endswith(".docx")]
    assert len(documents) == len(set(documents)) + 7 * len(TEMPLATES)  # eight cases are alike
    assert len(ward.files("inbox/処理済み")) == 16
