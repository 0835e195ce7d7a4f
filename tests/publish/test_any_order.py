"""Whatever people do between two sheets, in whatever order: nothing of theirs is lost."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from jusoforms.outcome import DocumentState
from jusoforms.package import content_hash, write_package
from jusoforms.publish import (
    Document,
    Finished,
    Receipts,
    everything_leaves,
    nothing_leaves,
    publish,
)

STEM = "支援会議記録"
TEXTS = st.sampled_from("あいう")


def finished(text: str) -> Finished:
    data = write_package([("word/document.xml", text.encode())])
    return Finished(stem=STEM, data=data, content_hash=content_hash(data), template="t")


class Desk(RuleBasedStateMachine):
    """One document of one case; the model is what people wrote and what was dropped last."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.root = Path(self.scratch.name)
        self.folder = self.root / "outbox" / "7"
        self.folder.mkdir(parents=True)
        self.plain = self.folder / f"{STEM}.docx"
        self.written: set[bytes] = set()
        self.dropped = ""
        self.edition = 0
        self.at = self.plain

    def lying(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*.docx")}

    def publish(self, text: str) -> None:
        before = self.lying()
        receipts = Receipts(self.root / "receipts")
        (entry,) = publish(self.folder, self.root, [finished(text)], receipts).documents
        after = self.lying()
        self.at = self.root / entry.path
        assert set(before.values()) <= set(after.values())
        self.check_edition(text, entry.edition, entry.state)
        free = before.get(self.plain) not in self.written
        if text != self.dropped and free:
            assert self.at == self.plain
        if entry.state is not DocumentState.KEPT:
            assert after[self.at] == finished(text).data
        self.dropped, self.edition = text, entry.edition

    def check_edition(self, text: str, edition: int, state: DocumentState) -> None:
        if text != self.dropped:
            assert edition > self.edition
            assert state is (DocumentState.NEW if edition == 1 else DocumentState.REVISED)
        else:
            assert edition == self.edition

    @rule(text=TEXTS)
    def drop(self, text: str) -> None:
        self.publish(text)

    @precondition(lambda self: self.dropped)
    @rule()
    def drop_the_same(self) -> None:
        before = self.lying()
        there = self.at in before
        self.publish(self.dropped)
        assert (self.lying() == before) is there

    @precondition(lambda self: self.lying())
    @rule(data=st.data(), words=st.binary(min_size=1, max_size=3))
    def edit(self, data: st.DataObject, words: bytes) -> None:
        path = data.draw(st.sampled_from(sorted(self.lying())))
        path.write_bytes(words)
        self.written.add(words)

    @precondition(lambda self: self.lying())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(sorted(self.lying()))).unlink()

    @rule(number=st.integers(1, 4), words=st.binary(min_size=1, max_size=3))
    def put_an_own_file(self, number: int, words: bytes) -> None:
        path = self.plain.with_name(f"{STEM}_{number}版.docx")
        if not path.exists():
            path.write_bytes(words)
            self.written.add(words)

    @invariant()
    def nothing_is_left_half_done(self) -> None:
        names = [path.name for path in self.root.rglob("*")]
        assert not [name for name in names if name.endswith((".tmp", ".plan.json"))]

    def teardown(self) -> None:
        self.scratch.cleanup()


class Life(RuleBasedStateMachine):
    """Approvals, corrections, documents that leave and return: no bytes are ever lost."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.root = Path(self.scratch.name)
        self.folder = self.root / "outbox" / "7"
        self.folder.parent.mkdir()

    def lying(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*.docx")}

    def publish(self, made: list[Finished], leaves: Callable[[Document], bool]) -> None:
        before = self.lying()
        receipts = Receipts(self.root / "receipts")
        published = publish(self.folder, self.root, made, receipts, leaves=leaves)
        after = self.lying()
        assert Counter(before.values()) <= Counter(after.values())
        for entry in published.documents:
            if entry.state is DocumentState.WITHDRAWN:
                assert "/旧版/" in entry.path
                assert (self.root / entry.path).exists()
        again = publish(self.folder, self.root, made, receipts, leaves=leaves)
        assert self.lying() == after
        changing = {DocumentState.NEW, DocumentState.REVISED, DocumentState.WITHDRAWN}
        assert not changing & {entry.state for entry in again.documents}

    @rule(text=TEXTS, approved=st.booleans(), correction=st.sampled_from(["", "甲", "乙"]))
    def drop(self, text: str, correction: str, *, approved: bool) -> None:
        said = correction if approved else ""
        made = replace(finished(text), approved=approved, correction=said)
        self.publish([made], nothing_leaves)

    @rule()
    def leave(self) -> None:
        self.publish([], lambda _: True)

    @rule()
    def take_back(self) -> None:
        self.publish([], everything_leaves)

    @precondition(lambda self: self.lying())
    @rule(data=st.data(), words=st.binary(min_size=1, max_size=3))
    def edit(self, data: st.DataObject, words: bytes) -> None:
        data.draw(st.sampled_from(sorted(self.lying()))).write_bytes(words)

    @precondition(lambda self: self.lying())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(sorted(self.lying()))).unlink()

    def teardown(self) -> None:
        self.scratch.cleanup()


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda handle: None)


TestDesk = Desk.TestCase
TestLife = Life.TestCase
TestDesk.settings = TestLife.settings = settings(
    max_examples=150,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
