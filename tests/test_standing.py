"""How a workspace stands: told, written, read back, joined with what others told."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from jusoforms.outcome import DocumentEntry, DocumentState, Outcome, Result
from jusoforms.problems import delivery, rules, sheets
from jusoforms.standing import (
    SILENT_AFTER,
    Arrival,
    Health,
    Liveness,
    Reason,
    Returned,
    Room,
    Service,
    Stage,
    Standing,
    TemplateNews,
    Waiting,
    from_json,
    joined,
    to_json,
)

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
MINUTE = dt.timedelta(minutes=1)
FULL = Reason.of(delivery.DISK_FULL.at())
PAPER = DocumentEntry(
    path="outbox/7/事例概要.docx", template="事例概要", edition=1, state=DocumentState.NEW
)


def service(name: str = "pc-a", alive: dt.datetime = NOW, **more: object) -> Service:
    return Service(
        id=name, version="1", host=name, started_at=NOW - MINUTE, alive_at=alive, **more  # type: ignore[arg-type]
    )  # fmt: skip


def arrival(minutes: int, file: str = "a.xlsx", host: str = "pc-a") -> Arrival:
    return Arrival(
        at=NOW + minutes * MINUTE, file=file, outcome=Outcome.DELIVERED, documents=(PAPER,), host=host
    )  # fmt: skip


def standing(**more: object) -> Standing:
    return Standing(workspace="支援会議", made_at=NOW, **more)  # type: ignore[arg-type]


FULL_HOUSE = standing(
    contact="福祉課 内線 2345",
    services=(service(),),
    arrivals=(arrival(0),),
    waiting=(Waiting(file="b.xlsx", path="inbox/b.xlsx", stage=Stage.IN_USE, since=NOW, reason=FULL),),
    returned=(Returned(file="c.xlsx", path="inbox/要修正/c.xlsx"),),
    templates=(TemplateNews(path="templates/docx/case/x.docx", at=NOW, faults=(FULL,)),),
    health=(Health(room=Room.SPOOL, free=5, reason=FULL, since=NOW),),
    awaits=(FULL,),
)  # fmt: skip


def result(outcome: Outcome, *problems: object, file: str = "a.xlsx") -> Result:
    return Result(file=file, case="7", outcome=outcome, problems=problems)  # type: ignore[arg-type]


def test_what_is_written_is_read_back() -> None:
    assert from_json(to_json(FULL_HOUSE)) == FULL_HOUSE


def test_keys_of_a_newer_version_are_passed_over() -> None:
    told = json.loads(to_json(FULL_HOUSE))
    told["weather"] = told["services"][0]["mood"] = "fair"
    assert from_json(json.dumps(told)) == FULL_HOUSE


def test_what_cannot_be_read_is_not_quoted() -> None:
    told = json.loads(to_json(FULL_HOUSE))
    told["arrivals"][0] |= {"at": "山田太郎"}
    with pytest.raises(ValueError, match="arrivals") as raised:
        from_json(json.dumps(told))
    assert "山田" not in str(raised.value)


def test_a_name_that_is_no_text_is_written_too() -> None:
    told = Arrival.of(result(Outcome.DELIVERED, file="\udcff.xlsx"), NOW)
    assert told is not None
    assert from_json(to_json(standing(arrivals=(told,)))).arrivals[0].file == "?.xlsx"


@pytest.mark.parametrize(
    ("services", "liveness"),
    [
        ((), Liveness.NEVER),
        ((service(),), Liveness.SERVING),
        ((service(alive=NOW - SILENT_AFTER - MINUTE),), Liveness.SILENT),
        ((service(stopped_at=NOW),), Liveness.STOPPED),
        ((service(stopped_at=NOW), service("pc-b")), Liveness.SERVING),
        ((service(alive=NOW - 2 * SILENT_AFTER), service("pc-b", stopped_at=NOW)), Liveness.SILENT),
    ],
)
def test_whether_anyone_serves(services: tuple[Service, ...], liveness: Liveness) -> None:
    assert standing(services=services).liveness(NOW) is liveness


def test_a_returned_sheet_tells_cells_and_no_words_of_it() -> None:
    fault = sheets.IMPOSSIBLE_DATE.at(sheet="山田太郎", cell="B3", label="時期", value="山田")
    told = Returned.of(result(Outcome.RETURNED, fault), "inbox/要修正/a.xlsx", "p", NOW)
    assert told is not None
    assert [(c.cell, c.label, c.code) for c in told.corrections] == [("B3", "時期", fault.code)]
    assert "山田" not in to_json(standing(returned=(told,)))


def test_a_restricted_case_leaves_no_trace() -> None:
    sent_back = result(Outcome.RETURNED, rules.RESTRICTED.at())
    assert Arrival.of(sent_back, NOW) is None
    assert Returned.of(sent_back, "inbox/要修正/a.xlsx", "", NOW) is None


def test_two_watchers_tell_of_their_work_on_one_page() -> None:
    mine = standing(services=(service("pc-a"),), arrivals=(arrival(1),))
    theirs = standing(services=(service("pc-b"),), arrivals=(arrival(2, host="pc-b"), arrival(0)))
    page = joined(mine, theirs)
    assert [one.id for one in page.services] == ["pc-a", "pc-b"]
    assert [(one.at - NOW) // MINUTE for one in page.arrivals] == [2, 1, 0]
    assert joined(mine, page) == page


def test_the_oldest_arrivals_leave_the_page() -> None:
    before = standing(arrivals=tuple(arrival(n) for n in range(60)))
    page = joined(standing(arrivals=(arrival(99),)), before)
    assert len(page.arrivals) == 50
    assert page.arrivals[0] == arrival(99)


def test_a_watcher_that_said_goodbye_is_forgotten_and_a_silent_one_is_told() -> None:
    gone = service("pc-b", stopped_at=NOW), service("pc-c", NOW - dt.timedelta(days=8))
    silent = service("pc-d", NOW - dt.timedelta(days=1))
    page = joined(standing(services=(service(),)), standing(services=(*gone, silent)))
    assert [one.id for one in page.services] == ["pc-a", "pc-d"]


def test_what_was_to_correct_is_known_after_a_restart() -> None:
    path = "inbox/要修正/a.xlsx"
    fault = sheets.IMPOSSIBLE_DATE.at(cell="B3", label="時期", value="x")
    known = Returned.of(result(Outcome.RETURNED, fault), path, "p", NOW)
    lying = Returned(file="a.xlsx", path=path), Returned(file="z.xlsx", path="inbox/要修正/z.xlsx")
    page = joined(standing(returned=lying), standing(returned=(known,)))
    assert page.returned == (known, lying[1])


def test_of_many_that_wait_those_that_need_a_person_are_listed() -> None:
    files = [("a", Stage.QUEUED)] * 150 + [("b", Stage.IN_USE)]
    many = tuple(Waiting(file=f, path=f, stage=stage, since=NOW) for f, stage in files)
    page = joined(standing(waiting=many), standing())
    assert (page.waiting[0].file, len(page.waiting), page.unlisted_waiting) == ("b", 100, 51)
    assert joined(page, page) == page


def test_a_fault_is_told_once() -> None:
    assert FULL_HOUSE.faults == (FULL,)
