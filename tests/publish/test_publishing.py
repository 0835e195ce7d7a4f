"""What lies in a case's folder after a sheet was published."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from jusoforms.filesystem import rename_new
from jusoforms.outcome import DocumentState
from jusoforms.package import content_hash, write_package
from jusoforms.publish import Finished, Published, Receipts, publish

NEW, REVISED = DocumentState.NEW, DocumentState.REVISED
UNCHANGED, KEPT = DocumentState.UNCHANGED, DocumentState.KEPT
PLAIN = "支援会議記録.docx"


def finished(text: str, stem: str = "支援会議記録", tool: str = "1") -> Finished:
    data = write_package(
        [("word/document.xml", text.encode()), ("docProps/app.xml", tool.encode())]
    )
    return Finished(
        stem=stem, data=data, content_hash=content_hash(data), template=f"meeting/{stem}.docx"
    )


class House:
    """A workspace's outbox with one case, and short words for what is done with it."""

    def __init__(self, root: Path, *, receipts: bool = True) -> None:
        self.root, self.folder = root, root / "outbox" / "7"
        self.receipts = Receipts(root / "_jusoforms" / "receipts") if receipts else None
        for folder in ("outbox", "_jusoforms"):
            (root / folder).mkdir(parents=True, exist_ok=True)

    def drop(self, *documents: Finished, source: str = "a" * 64) -> Published:
        return publish(
            self.folder, self.root, documents, self.receipts, source_hash=source, record_hash="r"
        )

    def states(self, *documents: Finished) -> list[DocumentState]:
        return [entry.state for entry in self.drop(*documents).documents]

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def edit(self, name: str = PLAIN, text: bytes = b"a person's words") -> bytes:
        (self.folder / name).write_bytes(text)
        return text


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def plain_house(tmp_path: Path) -> House:
    return House(tmp_path, receipts=False)


def test_a_first_document_has_the_plain_name(house: House) -> None:
    (entry,) = house.drop(finished("一")).documents
    assert (entry.path, entry.edition, entry.state) == (f"outbox/7/{PLAIN}", 1, NEW)
    assert house.files() == {PLAIN: finished("一").data}


def test_the_same_document_again_is_unchanged(house: House) -> None:
    house.drop(finished("一"))
    assert house.states(finished("一", tool="2")) == [UNCHANGED]
    assert house.files() == {PLAIN: finished("一").data}


def test_an_untouched_older_edition_goes_to_old_editions(house: House) -> None:
    house.drop(finished("一"))
    assert house.states(finished("二")) == [REVISED]
    assert house.files() == {
        PLAIN: finished("二").data,
        "旧版/支援会議記録_1版.docx": finished("一").data,
    }


def test_an_edited_document_stays_and_the_new_one_lies_beside(house: House) -> None:
    house.drop(finished("一"))
    edited = house.edit()
    published = house.drop(finished("二"))
    assert [p.code for p in published.problems] == ["P121"]
    assert published.documents[0].path == "outbox/7/支援会議記録_2版.docx"
    assert house.files() == {PLAIN: edited, "支援会議記録_2版.docx": finished("二").data}


def test_an_edited_document_stays_edited_until_its_plain_name_is_free(house: House) -> None:
    house.drop(finished("一"))
    house.edit()
    house.drop(finished("二"))
    house.drop(finished("三"))
    assert set(house.files()) == {
        PLAIN,
        "支援会議記録_3版.docx",
        "旧版/支援会議記録_2版.docx",
    }
    (house.folder / PLAIN).unlink()
    assert house.drop(finished("四")).problems == ()
    assert house.files()[PLAIN] == finished("四").data
    assert "支援会議記録_3版.docx" not in house.files()


def test_an_edited_document_with_the_same_content_is_kept(house: House) -> None:
    house.drop(finished("一"))
    edited = house.edit()
    published = house.drop(finished("一"))
    assert [entry.state for entry in published.documents] == [KEPT]
    assert [p.code for p in published.problems] == ["P120"]
    assert house.files() == {PLAIN: edited}


def test_a_missing_document_comes_back_with_its_edition(house: House) -> None:
    house.drop(finished("一"))
    house.drop(finished("二"))
    (house.folder / PLAIN).unlink()
    (entry,) = house.drop(finished("二")).documents
    assert (entry.state, entry.edition) == (NEW, 2)
    assert house.files()[PLAIN] == finished("二").data


def test_a_persons_file_of_that_name_is_never_touched(house: House) -> None:
    house.folder.mkdir(parents=True)
    theirs = house.edit()
    published = house.drop(finished("一"))
    assert [p.code for p in published.problems] == ["P123"]
    assert house.files() == {PLAIN: theirs, "支援会議記録_2版.docx": finished("一").data}


def test_a_persons_file_in_old_editions_is_never_touched(house: House) -> None:
    house.drop(finished("一"))
    (house.folder / "旧版").mkdir()
    theirs = house.edit("旧版/支援会議記録_1版.docx")
    house.drop(finished("二"))
    assert house.files()["旧版/支援会議記録_1版.docx"] == theirs
    assert finished("一").data in house.files().values()
    assert house.files()[PLAIN] == finished("二").data


def test_a_document_that_is_held_open_stays(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.drop(finished("一"))

    def refused(source: Path, target: Path) -> None:
        if source.name == PLAIN:
            raise PermissionError(errno.EACCES, "held open")
        rename_new(source, target)

    monkeypatch.setattr("jusoforms.publish.shelf.rename_new", refused)
    published = house.drop(finished("二"))
    assert [p.code for p in published.problems] == ["P122"]
    assert house.files() == {
        PLAIN: finished("一").data,
        "支援会議記録_2版.docx": finished("二").data,
    }
    monkeypatch.undo()
    house.drop(finished("三"))
    assert house.files()[PLAIN] == finished("三").data
    assert set(house.files()) - {PLAIN} == {
        "旧版/支援会議記録_1版.docx",
        "旧版/支援会議記録_2版.docx",
    }


def test_a_document_that_the_sheet_does_not_make_is_carried_forward(house: House) -> None:
    first, second = finished("一", "記録_第1回"), finished("二", "記録_第2回")
    house.drop(first)
    assert [(e.path, e.state) for e in house.drop(second).documents] == [
        ("outbox/7/記録_第2回.docx", NEW),
        ("outbox/7/記録_第1回.docx", KEPT),
    ]
    assert house.states(first) == [UNCHANGED, KEPT]


def test_without_receipts_nothing_is_replaced(plain_house: House) -> None:
    assert plain_house.states(finished("一")) == [NEW]
    assert plain_house.states(finished("一", tool="2")) == [UNCHANGED]
    assert plain_house.states(finished("二")) == [REVISED]
    assert plain_house.states(finished("二")) == [UNCHANGED]
    assert plain_house.files() == {
        PLAIN: finished("一").data,
        "支援会議記録_2版.docx": finished("二").data,
    }


def test_lost_receipts_lose_nothing(house: House, tmp_path: Path) -> None:
    house.drop(finished("一"))
    house.drop(finished("二"))
    before = house.files()
    for path in (tmp_path / "_jusoforms").rglob("*.json"):
        path.unlink()
    assert house.states(finished("二")) == [UNCHANGED]
    assert house.files() == before


def test_the_receipt_tells_the_whole_state_and_nothing_of_the_case(
    house: House, tmp_path: Path
) -> None:
    house.drop(finished("秘密の言葉"))
    (path,) = (tmp_path / "_jusoforms" / "receipts" / "7").glob("*.json")
    assert path.name == "000001-aaaaaaaa.json"
    receipt = json.loads(path.read_bytes())
    assert receipt["source"] == "a" * 64
    assert receipt["documents"][0]["editions"][0]["path"] == f"outbox/7/{PLAIN}"
    assert "秘密" not in path.read_text(encoding="utf-8")


def test_nothing_new_writes_no_receipt(house: House, tmp_path: Path) -> None:
    house.drop(finished("一"))
    before = sorted(tmp_path.rglob("*"))
    house.drop(finished("一"))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_receipt_makes_documents_a_persons(house: House, tmp_path: Path) -> None:
    house.drop(finished("一"))
    (path,) = (tmp_path / "_jusoforms" / "receipts" / "7").glob("*.json")
    path.write_bytes(b"{")
    house.drop(finished("二"))
    assert house.files()[PLAIN] == finished("一").data
    assert house.files()["支援会議記録_2版.docx"] == finished("二").data


@pytest.mark.parametrize("refused", [b"{", b"PK"], ids=["plan", "document"])
def test_a_full_disk_moves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, refused: bytes
) -> None:
    house.drop(finished("一"))
    before, write = house.files(), os.write

    def full(handle: int, data: memoryview) -> int:
        if data[: len(refused)] == refused:
            raise OSError(errno.ENOSPC, "full")
        return write(handle, data)

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        with pytest.raises(OSError, match="full"):
            house.drop(finished("二"))
    assert house.files() == before
    assert house.states(finished("二")) == [REVISED]


def test_a_run_cut_short_is_known_when_the_next_sheet_says_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.drop(finished("一"))
    with monkeypatch.context() as patch:
        patch.setattr("jusoforms.publish.receipts.CaseReceipts.commit", _killed)
        with pytest.raises(KeyboardInterrupt):
            house.drop(finished("二"))
    assert house.states(finished("三")) == [REVISED]
    assert house.files() == {
        PLAIN: finished("三").data,
        "旧版/支援会議記録_1版.docx": finished("一").data,
        "旧版/支援会議記録_2版.docx": finished("二").data,
    }


def test_a_run_cut_short_is_told_when_it_is_completed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.drop(finished("一"))
    with monkeypatch.context() as patch:
        patch.setattr("jusoforms.publish.receipts.CaseReceipts.commit", _killed)
        with pytest.raises(KeyboardInterrupt):
            house.drop(finished("二"))
    (entry,) = house.drop(finished("二")).documents
    assert (entry.state, entry.edition) == (REVISED, 2)
    assert house.states(finished("二")) == [UNCHANGED]


def _killed(*_: object) -> None:
    raise KeyboardInterrupt
