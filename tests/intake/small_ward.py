"""A workspace with a pipeline so small that its end is known beforehand: for tests of the intake.

A sheet is a package with one part: case number, documents by name, or what is wrong with it.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jusoforms.filesystem import Neighbours, Owner, Turns, bytes_hash, this_process
from jusoforms.intake import Backoff, Pace, Sheet, Watcher, drain
from jusoforms.outcome import DocumentState, ExitCode, Outcome, Result
from jusoforms.package import Package, PackageFault, content_hash, write_package
from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.publish import Finished, Receipts, publish, write_page
from jusoforms.workspace import Workspace

TEMPLATES = ("支援会議記録", "役割分担表", "事例概要")
SLIP = b'<!doctype html><meta name="generator" content="jusoforms"><p>slip</p>'
DONE = (DocumentState.UNCHANGED, DocumentState.KEPT, DocumentState.FROZEN)


def sheet(
    case: str = "7",
    text: str = "a",
    *,
    wrong: str = "",
    stems: tuple[str, ...] = TEMPLATES,
    approved: str = "",
) -> bytes:
    """Return a sheet; ``stems`` are the documents it makes, ``approved`` is one of them."""
    told = json.dumps(
        {"case": case, "text": text, "wrong": wrong, "stems": stems, "approved": approved}
    )
    return write_package([("case.json", told.encode())])


def document(stem: str, text: str, *, approved: bool = False) -> Finished:
    # Big enough that a half-written file is one that cannot be mistaken for a whole one.
    body = f"{stem}{text}".encode() * 2000
    data = write_package([("word/document.xml", body)])
    return Finished(
        stem=stem,
        data=data,
        content_hash=content_hash(data),
        template=stem,
        approved=approved,
    )


def small_mark(data: bytes, problems: Sequence[Problem]) -> bytes | None:
    """Add a part to a package; nothing else is marked."""
    try:
        package = Package(data)
    except PackageFault:
        return None
    own = [(name, package.raw(name)) for name in package.names]
    codes = " ".join(problem.code for problem in problems)
    return write_package([*own, ("marks", codes.encode())])


def small_unmark(data: bytes) -> bytes:
    try:
        package = Package(data)
    except PackageFault:
        return data
    if "marks" not in package:
        return data
    return write_package((name, package.raw(name)) for name in package.names if name != "marks")


@dataclass(frozen=True)
class Marks:
    """How a sheet is marked, and how its marks are taken off."""

    mark: Callable[[bytes, Sequence[Problem]], bytes | None] = lambda _data, _problems: None
    unmark: Callable[[bytes], bytes] = lambda data: data


NO_MARKS = Marks()
SMALL_MARKS = Marks(small_mark, small_unmark)


class FakeClock:
    """Time passes only by waiting; ``meanwhile`` is what others do during a wait."""

    def __init__(self, *, today: dt.date = dt.date(2026, 5, 1)) -> None:
        self.now_ = 0.0
        self.day = today
        self.meanwhile: list[Callable[[], object]] = []

    def monotonic(self) -> float:
        return self.now_

    def wait(self, seconds: float) -> None:
        self.now_ += seconds
        if self.meanwhile:
            self.meanwhile.pop(0)()

    def today(self) -> dt.date:
        return self.day

    def now(self) -> dt.datetime:
        start = dt.datetime(self.day.year, self.day.month, self.day.day, tzinfo=dt.UTC)
        return start + dt.timedelta(seconds=self.now_)


@dataclass(frozen=True)
class Done:
    """A sheet that was read: what it says, or the result that sends it back."""

    told: dict[str, Any]
    result: Result
    in_stead: bytes | None = None


class Ward:
    """The workspace, and the few things that people and jusoforms do with it."""

    def __init__(self, root: Path, state: Path | None = None, marks: Marks = NO_MARKS) -> None:
        self.workspace = Workspace(root)
        self.state = state or root.with_name(f"{root.name}-state")
        self.marks = marks
        self.clock = FakeClock()
        for folder in (self.workspace.inbox, self.workspace.outbox, self.workspace.internal):
            folder.mkdir(parents=True, exist_ok=True)

    def drop(self, name: str = "事例.xlsx", data: bytes | None = None) -> Path:
        path = self.workspace.inbox / name
        path.write_bytes(sheet() if data is None else data)
        return path

    def drain(
        self, craft: SmallCraft | None = None, settle: float = 1, host: str = ""
    ) -> Iterator[Result]:
        me = this_process(host)
        craft = craft or SmallCraft(self.workspace, me)
        craft.marks = self.marks
        return drain(self.workspace, craft, self.clock, self.state, settle, me)

    def watcher(
        self, craft: SmallCraft | None = None, host: str = "", state: str = "", **pace: Any
    ) -> Watcher:
        """A watcher as the service has one; its time is ours."""
        own = self.state.with_name(f"{self.state.name}{state}")
        me = this_process(host)
        return Watcher(
            self.workspace,
            craft or SmallCraft(self.workspace, me),
            self.clock,
            own,
            Pace(**{"settle": 1.0, "interval": 0.5, "floor": 0, **pace}),
            me,
            Backoff(chance=random.Random(1)),
        )

    def watched(self, watcher: Watcher, seconds: float) -> list[str]:
        """Let time pass; return what became of sheets meanwhile."""
        told, end = [], self.clock.now_ + seconds
        while self.clock.now_ < end:
            told += [f"{result.file} {result.outcome}" for result in watcher.round()]
            self.clock.wait(watcher.pause())
        return told

    def outcomes(self) -> list[str]:
        return [f"{result.file} {result.outcome}" for result in self.drain()]

    def files(self, under: str = "") -> dict[str, bytes]:
        """Every file, but for receipts and INBOX-ID, by its path."""
        top = self.workspace.root / under
        found = (path for path in top.rglob("*") if path.is_file())
        named = {path.relative_to(top).as_posix(): path.read_bytes() for path in found}
        own = ("receipts/", "INBOX-ID")
        return {name: data for name, data in named.items() if not any(one in name for one in own)}


class SmallCraft:
    """Reads a sheet, and publishes the documents that it names."""

    def __init__(self, workspace: Workspace, me: Owner | None = None, lease: float = 2.0) -> None:
        me = me or this_process()
        self.workspace = workspace
        neighbours = Neighbours(workspace.watchers, me, lease=lease)
        self.receipts = Receipts(workspace.receipts, Turns(me, neighbours))
        self.marks = NO_MARKS
        self.warmed = 0

    def read(self, sheet: Sheet) -> Done:
        data = sheet.path.read_bytes()
        bare = self.marks.unmark(data)
        as_it_is = None if bare == data else bare
        digest, told = bytes_hash(bare), {}
        try:
            told = json.loads(Package(bare).read("case.json"))
            problem = say.NO_CASE_NUMBER.at(file=sheet.name) if told["wrong"] else None
        except PackageFault as fault:
            problem = fault.problem
        if problem:
            marked = self.marks.mark(bare, (problem,))
            result = replace(_returned(sheet, problem, digest), is_marked=marked is not None)
            return Done(told, result, as_it_is if marked is None else marked)
        result = Result(
            file=sheet.name,
            outcome=Outcome.DELIVERED,
            case=told["case"],
            folder=told["case"],
            source_hash=digest,
        )
        return Done(told, result, as_it_is)

    def begin(self, sheet: Sheet) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(self.read(sheet))
        except Exception as error:  # noqa: BLE001 it is the future's
            future.set_exception(error)
        return future

    def deliver(self, done: Done, *, resumed: bool) -> Result:
        if done.result.outcome is Outcome.RETURNED:
            return done.result
        told, folder = done.told, self.workspace.outbox / done.result.folder
        published = publish(
            folder,
            self.workspace.root,
            [
                document(stem, told["text"], approved=stem == told["approved"])
                for stem in told["stems"]
            ],
            self.receipts,
            source_hash=done.result.source_hash,
            leaves=lambda document: document.stem not in told["stems"],
            resumed=resumed,
        )
        write_page(folder / "確認事項.html", SLIP + told["text"].encode())
        unchanged = all(entry.state in DONE for entry in published.documents)
        return replace(
            done.result,
            outcome=Outcome.UNCHANGED if unchanged else Outcome.DELIVERED,
            documents=published.documents,
            problems=published.problems,
        )

    def slip(self, result: Result) -> bytes:
        return SLIP

    def warm(self) -> None:
        self.warmed += 1

    def rest(self) -> None:
        pass


def _returned(sheet: Sheet, problem: Problem, digest: str) -> Result:
    return Result(
        file=sheet.name,
        outcome=Outcome.RETURNED,
        problems=(problem,),
        source_hash=digest,
        exit_code=ExitCode.SHEET,
    )
