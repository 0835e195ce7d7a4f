"""A PDF fits the document it lies beside, or lies with the old editions; a person's file stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from jusoforms.filesystem import bytes_hash
from jusoforms.pdf import Kept, Office, keep_pdfs
from jusoforms.pdf.marking import origin
from test_rebuilding import APPROVED, CASE, SUMMARY, again, mend
from warding import Ward

MADE = b"%PDF-1.6\n1 0 obj\nendobj\nxref\ntrailer\n<</Root 1 0 R>>\nstartxref\n22\n%%EOF\n"


class Fake(Office):
    """An office that answers at once."""

    def __init__(self, answer: bytes | None = MADE) -> None:
        self.answer = answer
        self.asked: list[bytes] = []
        self.meanwhile: Callable[[], object] = list

    def convert(self, documents: Sequence[bytes]) -> tuple[bytes | None, ...]:
        self.asked += documents
        self.meanwhile()
        return tuple(self.answer for _ in documents)


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ward:
    ward = Ward(tmp_path / "会議", monkeypatch)
    ward.drop(CASE)
    return ward


def kept(ward: Ward, office: Office | None = None, cases: Sequence[str] = ("7",)) -> list[Kept]:
    return list(keep_pdfs(ward.workspace, office or Fake(), cases))


def codes(told: Sequence[Kept]) -> list[str]:
    return [one.problem.code for one in told if one.problem]


def pdfs(ward: Ward) -> set[str]:
    folder = ward.workspace.outbox / "7"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}


def beside(ward: Ward, name: str = "事例概要") -> Path:
    return ward.workspace.outbox / "7" / f"{name}.pdf"


def test_every_document_gets_one_and_only_once(ward: Ward) -> None:
    office = Fake()
    made = kept(ward, office)
    documents = ward.documents()
    assert pdfs(ward) == {name.replace(".docx", ".pdf") for name in documents}
    assert {one.path for one in made} == {f"outbox/7/{name}" for name in pdfs(ward)}
    for name, data in documents.items():
        assert origin(beside(ward, name.removesuffix(".docx")).read_bytes()) == bytes_hash(data)
    assert kept(ward, office) == []
    assert len(office.asked) == len(documents)


def test_a_new_edition_takes_its_name_and_the_old_one_lies_with_its_document(ward: Ward) -> None:
    kept(ward)
    before = beside(ward).read_bytes()
    mend(ward, SUMMARY)
    again(ward)
    assert [one.path for one in kept(ward)] == ["outbox/7/事例概要.pdf"]
    assert (beside(ward).parent / "旧版" / "事例概要_1版.pdf").read_bytes() == before
    assert beside(ward).read_bytes() != before


def test_a_document_that_a_person_has_edited_gets_another(ward: Ward) -> None:
    kept(ward)
    document = beside(ward).with_suffix(".docx")
    document.write_bytes(document.read_bytes() + b"an edit")
    assert len(kept(ward)) == 1
    assert origin(beside(ward).read_bytes()) == bytes_hash(document.read_bytes())
    assert len([name for name in pdfs(ward) if name.startswith("旧版/事例概要_")]) == 1


@pytest.mark.parametrize("theirs", [b"%PDF-1.7 of a person", b"", "changed"])
def test_what_is_not_ours_stays_and_is_told(ward: Ward, theirs: bytes | str) -> None:
    if theirs == "changed":
        kept(ward)
        theirs = beside(ward).read_bytes().replace(b"endobj", b"ENDOBJ")
    assert isinstance(theirs, bytes)
    beside(ward).write_bytes(theirs)
    assert codes(kept(ward)) == ["X157"]
    assert beside(ward).read_bytes() == theirs
    mend(ward, SUMMARY)
    again(ward)
    assert codes(kept(ward)) == ["X157"]
    assert beside(ward).read_bytes() == theirs


def test_of_a_case_that_was_taken_back_none_stays(ward: Ward) -> None:
    kept(ward)
    ward.drop(CASE.model_copy(update={"withdrawn": "取下げ"}))
    assert kept(ward) == []
    assert pdfs(ward)
    assert all(name.startswith("旧版/") for name in pdfs(ward))


def test_without_an_office_what_no_longer_fits_goes_all_the_same(ward: Ward) -> None:
    kept(ward)
    mend(ward, SUMMARY)
    again(ward)
    told = list(keep_pdfs(ward.workspace, None, ("7",)))
    assert codes(told) == ["X155"]
    assert not beside(ward).exists()


def test_a_document_that_cannot_be_printed_is_told_and_tried_again(ward: Ward) -> None:
    assert set(codes(kept(ward, Fake(None)))) == {"X156"}
    assert pdfs(ward) == set()
    assert codes(kept(ward)) == []


def test_a_document_that_changes_meanwhile_waits_for_the_next_time(ward: Ward) -> None:
    office = Fake()
    document = beside(ward).with_suffix(".docx")
    office.meanwhile = lambda: document.write_bytes(document.read_bytes() + b"an edit")
    kept(ward, office)
    assert not beside(ward).exists()
    assert "役割分担表.pdf" in pdfs(ward)


def test_a_pdf_that_comes_to_lie_there_meanwhile_stays(ward: Ward) -> None:
    office = Fake()
    office.meanwhile = lambda: beside(ward).write_bytes(b"a person's")
    assert codes(kept(ward, office)) == ["X157"]
    assert beside(ward).read_bytes() == b"a person's"


def test_a_link_is_neither_read_nor_followed(ward: Ward, tmp_path: Path) -> None:
    elsewhere = tmp_path / "よそ.docx"
    document = beside(ward).with_suffix(".docx")
    document.rename(elsewhere)
    document.symlink_to(elsewhere)
    office = Fake()
    kept(ward, office)
    assert not beside(ward).exists()


def test_approved_minutes_get_theirs(ward: Ward) -> None:
    ward.drop(CASE.model_copy(update={"meetings": (APPROVED,)}))
    kept(ward)
    assert "支援会議記録_第1回.pdf" in pdfs(ward)


def test_a_case_without_documents_is_passed_over(ward: Ward) -> None:
    assert kept(ward, cases=("99",)) == []


def test_it_can_be_stopped_between_two_documents(ward: Ward) -> None:
    told = keep_pdfs(ward.workspace, Fake(), ("7",), lambda: len(pdfs(ward)) == 1)
    assert len(list(told)) == 1
    kept(ward)
    assert len(pdfs(ward)) == len(ward.documents())


def test_a_pdf_that_somebody_has_open_stays_and_is_told(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(ward)
    mend(ward, SUMMARY)
    again(ward)
    before = beside(ward).read_bytes()

    def held(*_: object) -> None:
        raise PermissionError(13, "held")

    with monkeypatch.context() as patch:
        patch.setattr("jusoforms.pdf.keeping.rename_new", held)
        patch.setattr("jusoforms.pdf.keeping.held_open", lambda _: True)
        assert codes(kept(ward)) == ["X157"]
    assert beside(ward).read_bytes() == before
    assert len(kept(ward)) == 1


def test_a_folder_that_is_a_link_is_not_entered(ward: Ward, tmp_path: Path) -> None:
    folder = ward.workspace.outbox / "7"
    folder.rename(tmp_path / "よそ")
    folder.symlink_to(tmp_path / "よそ")
    with pytest.raises(OSError, match="symbolic"):
        kept(ward)
    assert not list((tmp_path / "よそ").rglob("*.pdf"))


def test_without_an_office_every_case_is_looked_after_and_it_is_said_once(ward: Ward) -> None:
    ward.drop(CASE.model_copy(update={"case_number": "8"}))
    kept(ward, cases=("8",))
    (ward.workspace.outbox / "8" / "事例概要.docx").unlink()
    told = list(keep_pdfs(ward.workspace, None, ("7", "8")))
    assert codes(told) == ["X155"]
    assert not (ward.workspace.outbox / "8" / "事例概要.pdf").exists()
