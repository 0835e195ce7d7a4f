"""A workspace with a pipeline so small that its end is known beforehand: for tests of the intake.

A sheet is a package with one part: case number, documents by name, or what is wrong with it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jusoforms.filesystem import bytes_hash
from jusoforms.intake import Marking, drain
from jusoforms.intake.marking import NO_MARKS
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


SMALL_MARKS = Marking(small_mark, small_unmark)


class FakeClock:
    """Time passes only by waiting; ``meanwhile`` is what others do during a wait."""

    def __init__(self, *, today: dt.date = dt.date(2026, 5, 1)) -> None:
        self.now = 0.0
        self.day = today
        self.meanwhile: list[Callable[[], object]] = []

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds
        if self.meanwhile:
            self.meanwhile.pop(0)()

    def today(self) -> dt.date:
        return self.day


class Ward:
    """The workspace, and the few things that people and jusoforms do with it."""

    def __init__(self, root: Path, marking: Marking = NO_MARKS) -> None:
        self.workspace = Workspace(root)
        self.marking = marking
        self.slip: Callable[[Result], bytes] = lambda _: SLIP
        self.clock = FakeClock()
        for folder in (self.workspace.inbox, self.workspace.outbox, self.workspace.internal):
            folder.mkdir(parents=True, exist_ok=True)

    def drop(self, name: str = "事例.xlsx", data: bytes | None = None) -> Path:
        path = self.workspace.inbox / name
        path.write_bytes(sheet() if data is None else data)
        return path

    def process(self, path: Path) -> Result:
        data = self.marking.unmark(path.read_bytes())
        digest = bytes_hash(data)
        try:
            told = json.loads(Package(data).read("case.json"))
        except PackageFault as fault:
            return _returned(path, digest, fault.problem)
        if told["wrong"]:
            return _returned(path, digest, say.NO_CASE_NUMBER.at(file=path.name))
        folder = self.workspace.outbox / told["case"]
        published = publish(
            folder,
            self.workspace.root,
            [
                document(stem, told["text"], approved=stem == told["approved"])
                for stem in told["stems"]
            ],
            Receipts(self.workspace.receipts),
            source_hash=digest,
            leaves=lambda document: document.stem not in told["stems"],
        )
        write_page(folder / "確認事項.html", SLIP + told["text"].encode())
        unchanged = all(entry.state in DONE for entry in published.documents)
        return Result(
            file=path.name,
            outcome=Outcome.UNCHANGED if unchanged else Outcome.DELIVERED,
            case=told["case"],
            folder=told["case"],
            documents=published.documents,
            problems=published.problems,
            source_hash=digest,
        )

    def drain(
        self, process: Callable[[Path], Result] | None = None, settle: float = 1
    ) -> Iterator[Result]:
        return drain(
            self.workspace,
            process or self.process,
            self.slip,
            self.clock,
            settle=settle,
            marking=self.marking,
        )

    def outcomes(self) -> list[str]:
        return [f"{result.file} {result.outcome}" for result in self.drain()]

    def files(self, under: str = "") -> dict[str, bytes]:
        """Every file, but for receipts and locks, by its path."""
        top = self.workspace.root / under
        found = (path for path in top.rglob("*") if path.is_file())
        named = {path.relative_to(top).as_posix(): path.read_bytes() for path in found}
        return {name: data for name, data in named.items() if "receipts/" not in name}


def _returned(path: Path, digest: str, problem: object) -> Result:
    return Result(
        file=path.name,
        outcome=Outcome.RETURNED,
        problems=(problem,),  # type: ignore[arg-type]
        source_hash=digest,
        exit_code=ExitCode.SHEET,
    )
