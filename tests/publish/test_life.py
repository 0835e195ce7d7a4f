"""Documents that are approved, corrected, taken back, or no longer follow from the sheet."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jusoforms.filesystem import rename_new
from jusoforms.outcome import DocumentState
from jusoforms.package import content_hash, write_package
from jusoforms.publish import (
    Document,
    Finished,
    Published,
    Receipts,
    everything_leaves,
    nothing_leaves,
    publish,
)
from jusoforms.publish.publishing import Leaving

NEW, REVISED, UNCHANGED = DocumentState.NEW, DocumentState.REVISED, DocumentState.UNCHANGED
KEPT, FROZEN, WITHDRAWN = DocumentState.KEPT, DocumentState.FROZEN, DocumentState.WITHDRAWN
STEM = "支援会議記録_第1回"
PLAIN = f"{STEM}.docx"


def finished(text: str = "一", stem: str = STEM, **more: Any) -> Finished:
    data = write_package([("word/document.xml", text.encode())])
    made = Finished(stem=stem, data=data, content_hash=content_hash(data), template=f"{stem}.docx")
    return replace(made, **more)


def approved(text: str = "一", correction: str = "", **more: Any) -> Finished:
    return finished(text, approved=True, correction=correction, **more)


def all_unwanted(_: Document) -> bool:
    return True


class House:
    """A case's folder, and short words for what is dropped on it."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "outbox" / "7"
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.receipts = Receipts(root / "receipts")

    def drop(
        self, *made: Finished, leaves: Leaving = nothing_leaves, form: str = "甲"
    ) -> Published:
        documents = [replace(one, form=form) for one in made]
        return publish(self.folder, self.root, documents, self.receipts, form=form, leaves=leaves)

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def told(published: Published) -> tuple[list[DocumentState], list[str]]:
    return [d.state for d in published.documents], [p.code for p in published.problems]


def test_an_approved_document_is_published_one_last_time(house: House) -> None:
    house.drop(finished("下書き"))
    assert told(house.drop(approved("確定"))) == ([REVISED], [])
    assert house.files()[PLAIN] == finished("確定").data


def test_an_approved_document_stays_and_the_difference_is_told(house: House) -> None:
    house.drop(approved("確定"))
    assert told(house.drop(approved("確定"))) == ([FROZEN], [])
    published = house.drop(approved("別"))
    assert told(published) == ([FROZEN], ["P130"])
    assert "訂正日" in published.problems[0].remedy
    assert house.files() == {PLAIN: finished("確定").data}


def test_taking_the_approval_out_of_the_sheet_does_not_thaw(house: House) -> None:
    house.drop(approved("確定"))
    assert told(house.drop(finished("別"))) == ([FROZEN], ["P130"])
    assert told(house.drop(approved("別"))) == ([FROZEN], ["P130"])


def test_approving_an_unchanged_document_freezes_it(house: House) -> None:
    house.drop(finished("一"))
    assert told(house.drop(approved("一"))) == ([UNCHANGED], [])
    assert told(house.drop(finished("二"))) == ([FROZEN], ["P130"])


def test_a_correction_makes_a_new_edition_and_keeps_the_approved_one(house: House) -> None:
    house.drop(approved("確定"))
    assert told(house.drop(approved("訂正", "a"))) == ([REVISED], [])
    assert house.files() == {
        PLAIN: finished("訂正").data,
        f"旧版/{STEM}_1版.docx": finished("確定").data,
    }
    assert told(house.drop(approved("別", "a"))) == ([FROZEN], ["P130"])


def test_an_earlier_correction_is_no_new_one(house: House) -> None:
    house.drop(approved("確定"))
    house.drop(approved("訂正", "a"))
    house.drop(approved("再訂正", "b"))
    assert told(house.drop(approved("訂正", "a"))) == ([FROZEN], ["P130"])
    assert house.files()[PLAIN] == finished("再訂正").data


def test_a_missing_approved_document_comes_back_only_as_it_was(house: House) -> None:
    house.drop(approved("確定"))
    (house.folder / PLAIN).unlink()
    assert told(house.drop(approved("別"))) == ([FROZEN], ["P131"])
    assert house.files() == {}
    assert told(house.drop(approved("確定"))) == ([NEW], [])
    assert told(house.drop(approved("別"))) == ([FROZEN], ["P130"])


def test_an_edited_approved_document_is_told_and_left(house: House) -> None:
    house.drop(approved("確定"))
    (house.folder / PLAIN).write_bytes(b"edited")
    assert told(house.drop(approved("確定"))) == ([FROZEN], ["P132"])
    assert house.files() == {PLAIN: b"edited"}


def test_a_document_that_no_longer_follows_leaves_its_name(house: House) -> None:
    house.drop(finished("一"), finished("甲", "役割_甲"))
    published = house.drop(finished("一"), leaves=all_unwanted)
    assert told(published) == ([UNCHANGED, WITHDRAWN], ["P133"])
    assert published.documents[1].path == "outbox/7/旧版/役割_甲_1版.docx"
    assert set(house.files()) == {PLAIN, "旧版/役割_甲_1版.docx"}
    assert told(house.drop(finished("一"), leaves=all_unwanted)) == ([UNCHANGED], [])


def test_a_document_that_left_returns_with_the_next_number(house: House) -> None:
    house.drop(finished("一"))
    house.drop(leaves=all_unwanted)
    (entry,) = house.drop(finished("一")).documents
    assert (entry.path, entry.edition) == (f"outbox/7/{PLAIN}", 2)
    for _ in range(3):  # the same bytes, again and again
        house.drop(leaves=all_unwanted)
        house.drop(finished("一"))


def test_an_edited_document_that_no_longer_follows_is_named(house: House) -> None:
    house.drop(finished("一"))
    (house.folder / PLAIN).write_bytes(b"edited")
    assert told(house.drop(leaves=all_unwanted)) == ([KEPT], ["P134"])
    assert house.files() == {PLAIN: b"edited"}
    (house.folder / PLAIN).unlink()
    assert told(house.drop(leaves=all_unwanted)) == ([], [])


def test_an_open_document_leaves_when_it_is_closed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.drop(finished("一"))

    def refused(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "held open")

    with monkeypatch.context() as patch:
        patch.setattr("jusoforms.publish.shelf.rename_new", refused)
        assert told(house.drop(leaves=all_unwanted)) == ([KEPT], ["P135"])
    assert rename_new is not refused
    assert told(house.drop(leaves=all_unwanted)) == ([WITHDRAWN], ["P133"])


def test_an_approved_document_does_not_leave(house: House) -> None:
    house.drop(approved("確定"))
    assert told(house.drop(leaves=all_unwanted)) == ([FROZEN], ["P138"])
    assert told(house.drop()) == ([FROZEN], [])


def test_a_case_taken_back_leaves_with_its_approved_documents(house: House) -> None:
    house.drop(approved("確定"), finished("甲", "概要"))
    assert told(house.drop(leaves=everything_leaves))[0] == [WITHDRAWN, WITHDRAWN]
    assert set(house.files()) == {f"旧版/{STEM}_1版.docx", "旧版/概要_1版.docx"}
    assert told(house.drop(leaves=everything_leaves)) == ([], [])
    assert told(house.drop(approved("確定"))) == ([NEW], [])
    assert house.files()[PLAIN] == finished("確定").data
    assert told(house.drop(finished("別"))) == ([FROZEN], ["P130"])


def test_a_case_that_comes_back_changed_gets_what_was_approved(house: House) -> None:
    house.drop(approved("確定"))
    house.drop(leaves=everything_leaves)
    assert told(house.drop(approved("すり替え"))) == ([NEW], ["P130"])
    assert house.files()[PLAIN] == finished("確定").data
    assert told(house.drop(approved("訂正", "a"))) == ([REVISED], [])
    assert house.files()[PLAIN] == finished("訂正").data


def test_nothing_is_printed_where_the_approved_one_taken_back_is_gone(house: House) -> None:
    house.drop(approved("確定"))
    house.drop(leaves=everything_leaves)
    (house.folder / f"旧版/{STEM}_1版.docx").unlink()
    assert told(house.drop(approved("すり替え"))) == ([FROZEN], ["P131"])
    assert house.files() == {}


def test_a_correction_brings_a_case_taken_back_to_its_next_edition(house: House) -> None:
    house.drop(approved("確定"))
    house.drop(leaves=everything_leaves)
    assert told(house.drop()) == ([], [])
    assert told(house.drop(approved("訂正", "a"))) == ([REVISED], [])
    assert house.files() == {
        PLAIN: finished("訂正").data,
        f"旧版/{STEM}_1版.docx": finished("確定").data,
    }


def test_an_edited_earlier_edition_is_named_when_the_approved_one_is_taken_back(
    house: House,
) -> None:
    house.drop(finished("下書き"))
    (house.folder / PLAIN).write_bytes(b"edited")
    house.drop(approved("確定"))
    assert told(house.drop(leaves=everything_leaves)) == ([KEPT], ["P134"])
    assert told(house.drop(approved("別"))) == ([NEW], ["P130"])
    assert house.files()[f"{STEM}_2版.docx"] == finished("確定").data


def test_an_approved_document_kept_does_not_say_that_the_sheet_changed(house: House) -> None:
    house.drop(approved("確定"))
    (differs,) = house.drop(approved("別")).problems
    (unlisted,) = house.drop(leaves=all_unwanted).problems
    assert "テンプレート" in differs.cause
    assert "訂正日" not in unlisted.remedy


def test_a_form_that_says_less_leaves_anothers_document(house: House) -> None:
    house.drop(finished("全部"), form="乙")
    assert told(house.drop(finished("一部", in_full=False))) == ([KEPT], ["P136"])
    assert told(house.drop(finished("全部", in_full=False))) == ([KEPT], [])
    assert told(house.drop(finished("別の全部"))) == ([REVISED], [])
    assert told(house.drop(finished("さらに別", in_full=False))) == ([REVISED], [])


def test_a_kill_before_the_receipt_is_completed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.drop(finished("一"), finished("甲", "概要"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("jusoforms.publish.receipts.CaseReceipts.commit", killed)
        with pytest.raises(KeyboardInterrupt):
            house.drop(approved("二"), leaves=all_unwanted)
    assert told(house.drop(approved("二"), leaves=all_unwanted)) == (
        [REVISED, WITHDRAWN],
        ["P133"],
    )
    assert told(house.drop(approved("三"), leaves=all_unwanted)) == ([FROZEN], ["P130"])


DROPS = (
    st.builds(
        finished,
        st.sampled_from("一二三"),
        approved=st.booleans(),
        correction=st.sampled_from(["", "", "", "a"]),
        in_full=st.booleans(),
    )
    | st.none()
)


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(
    drops=st.lists(
        st.tuples(DROPS, st.booleans(), st.sampled_from("甲乙")), min_size=100, max_size=110
    )
)
def test_a_hundred_drops_leave_the_bytes_of_what_was_approved(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    drops: list[tuple[Finished | None, bool, str]],
) -> None:
    monkeypatch.setattr("os.fsync", lambda handle: None)
    house = House(tmp_path_factory.mktemp("case"))
    house.drop(approved("確定", "a"))
    for made, unwanted, form in drops:
        leaves = all_unwanted if unwanted else nothing_leaves
        house.drop(*([made] if made else []), leaves=leaves, form=form)
        assert house.files() == {PLAIN: finished("確定").data}
    house.drop(approved("訂正", "b"), form="乙")
    assert set(house.files().values()) == {finished("確定").data, finished("訂正").data}
