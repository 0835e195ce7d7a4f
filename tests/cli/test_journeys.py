"""A sheet's way as a ward lives it: drop, edit, change, drop again, take back."""

from pathlib import Path

import openpyxl
import pytest
from commanding import Command


@pytest.fixture
def ward(jusoforms: Command, tmp_path: Path) -> Path:
    jusoforms("init", "会議")
    return tmp_path / "会議"


def changed(sheet: Path, target: Path, cell: str, text: str) -> Path:
    """Save a copy of the sheet with another text, as a person would in Excel."""
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0][cell] = text
    book.save(target)
    return target


def drop(jusoforms: Command, ward: Path, sheet: Path) -> str:
    (ward / "inbox" / sheet.name).write_bytes(sheet.read_bytes())
    said = jusoforms("watch", "会議", "--once", "--settle", "0.1")
    assert said.code == 0
    return said.out


def tree(ward: Path) -> dict[str, bytes]:
    return {
        path.relative_to(ward).as_posix(): path.read_bytes()
        for path in (ward / "outbox").rglob("*.docx")
    }


def test_the_same_sheet_gives_the_same_bytes(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    for out in ("一", "二"):
        assert jusoforms("build", sheet, "--out", out).code == 0
    one, two = (sorted((tmp_path / out).rglob("*.docx")) for out in ("一", "二"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_an_edit_survives_a_changed_sheet_and_is_told(
    jusoforms: Command, ward: Path, sheet: Path, tmp_path: Path
) -> None:
    drop(jusoforms, ward, sheet)
    summary = ward / "outbox" / "1" / "事例概要.docx"
    edited = summary.read_bytes() + b"an edit"
    summary.write_bytes(edited)
    drop(jusoforms, ward, changed(sheet, tmp_path / "事例1.xlsx", "D7", "本人が、電話した。"))
    assert summary.read_bytes() == edited
    assert (summary.parent / "事例概要_2版.docx").exists()
    page = (summary.parent / "確認事項.html").read_text(encoding="utf-8")
    assert "事例概要_2版.docx" in page


def test_an_untouched_document_makes_room_for_its_new_edition(
    jusoforms: Command, ward: Path, sheet: Path, tmp_path: Path
) -> None:
    drop(jusoforms, ward, sheet)
    before = tree(ward)
    drop(jusoforms, ward, changed(sheet, tmp_path / "事例1.xlsx", "D7", "本人が、電話した。"))
    after = tree(ward)
    assert after["outbox/1/旧版/事例概要_1版.docx"] == before["outbox/1/事例概要.docx"]
    assert after["outbox/1/事例概要.docx"] != before["outbox/1/事例概要.docx"]
    assert after["outbox/1/役割分担表.docx"] == before["outbox/1/役割分担表.docx"]


def test_a_sheet_saved_again_without_a_change_changes_nothing(
    jusoforms: Command, ward: Path, sheet: Path, tmp_path: Path
) -> None:
    drop(jusoforms, ward, sheet)
    before = tree(ward)
    cause = openpyxl.load_workbook(sheet).worksheets[0]["D7"].value
    out = drop(jusoforms, ward, changed(sheet, tmp_path / "別名.xlsx", "D7", cause))
    assert "前回から変わりありません" in out
    assert tree(ward) == before


def test_a_deleted_document_comes_back(jusoforms: Command, ward: Path, sheet: Path) -> None:
    drop(jusoforms, ward, sheet)
    before = tree(ward)
    (ward / "outbox" / "1" / "役割分担表.docx").unlink()
    drop(jusoforms, ward, sheet)
    assert tree(ward) == before


def test_a_returned_sheet_is_taken_again_when_it_was_corrected(
    jusoforms: Command, ward: Path, sheet: Path, tmp_path: Path
) -> None:
    roles = "・訪問する（福祉総合科）。"
    wrong = changed(sheet, tmp_path / "直す.xlsx", "D10", roles)
    (ward / "inbox" / wrong.name).write_bytes(wrong.read_bytes())
    assert jusoforms("watch", "会議", "--once", "--settle", "0.1").code == 3
    returned = ward / "inbox" / "要修正" / wrong.name
    assert not tree(ward)
    changed(returned, returned, "D10", roles.replace("科", "課"))
    assert jusoforms("watch", "会議", "--once", "--settle", "0.1").code == 0
    assert not list((ward / "inbox" / "要修正").iterdir())
    assert "outbox/1/役割分担表.docx" in tree(ward)


def test_the_page_of_points_goes_when_there_is_nothing_to_say(
    jusoforms: Command, ward: Path, sheet: Path, tmp_path: Path
) -> None:
    drop(jusoforms, ward, sheet)
    page = ward / "outbox" / "1" / "確認事項.html"
    assert page.exists()
    fewer = changed(sheet, tmp_path / "事例1.xlsx", "D5", "福祉総合課")
    drop(jusoforms, ward, fewer)
    assert "健康福祉計画課" in page.read_text(encoding="utf-8")  # gone since the last sheet
    drop(jusoforms, ward, changed(fewer, fewer, "D7", "本人が、電話した。"))
    assert not page.exists()


def test_editions_that_a_person_removed_are_no_longer_spoken_of(
    jusoforms: Command, ward: Path, sheet: Path, tmp_path: Path
) -> None:
    drop(jusoforms, ward, sheet)
    summary = ward / "outbox" / "1" / "事例概要.docx"
    summary.write_bytes(summary.read_bytes() + b"an edit")
    again = changed(sheet, tmp_path / "事例1.xlsx", "D7", "本人が、電話した。")
    drop(jusoforms, ward, again)
    summary.unlink()
    (summary.parent / "事例概要_2版.docx").unlink()
    assert "P121" not in drop(jusoforms, ward, again)
    last = changed(sheet, tmp_path / "事例1.xlsx", "D7", "本人が、来庁した。")
    assert "P12" not in drop(jusoforms, ward, last)
