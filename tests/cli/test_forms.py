"""form new, and the lists of a workspace."""

from pathlib import Path

import openpyxl
import pytest
from commanding import Command

from jusoforms.cli.desks import lists_at_hand

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "templates" / "xlsx"
SAMPLES = sorted((ROOT / "samples" / "支援会議票").glob("*.xlsx"))


@pytest.mark.parametrize("name", ["支援会議票", "事例票", "事業一覧", "一覧"])
def test_a_new_form_is_the_one_that_ships(jusoforms: Command, name: str, tmp_path: Path) -> None:
    said = jusoforms("form", "new", name)
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / f"{name}.xlsx").read_bytes() == (SHIPPED / f"{name}.xlsx").read_bytes()


def test_a_new_form_never_replaces_a_file(jusoforms: Command, tmp_path: Path) -> None:
    (tmp_path / "票.xlsx").write_text("大切なもの", encoding="utf-8")
    said = jusoforms("form", "new", "支援会議票", "--out", "票.xlsx")
    assert said.code == 5
    assert "X113" in said.err
    assert (tmp_path / "票.xlsx").read_text(encoding="utf-8") == "大切なもの"


def test_another_name_is_a_usage_error(jusoforms: Command) -> None:
    assert jusoforms("form", "new", "請求書").code == 2


def change_list(workspace: Path, sheet: str, place: str, text: str) -> None:
    path = workspace / "templates" / "xlsx" / "一覧.xlsx"
    book = openpyxl.load_workbook(path)
    book[sheet][place] = text
    book.save(path)


def test_the_lists_of_the_workspace_count(
    jusoforms: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jusoforms("init", "区")
    change_list(tmp_path / "区", "機関", "A5", "暮らしの窓口")
    monkeypatch.chdir(tmp_path / "区")
    assert lists_at_hand().agency("暮らしの窓口")
    assert jusoforms("check", "templates/xlsx/一覧.xlsx").code == 0


def test_faulty_lists_end_the_command(
    jusoforms: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jusoforms("init", "区")
    change_list(tmp_path / "区", "会議種別", "D5", "場合による")
    said = jusoforms("watch", "区", "--once", "--settle", "0")
    assert said.code == 4
    assert "シート「会議種別」 D5" in said.err
    assert "X114" in said.err
    monkeypatch.chdir(tmp_path / "区")
    assert jusoforms("check", SAMPLES[0]).code == 4


def test_a_list_makes_no_documents(jusoforms: Command) -> None:
    said = jusoforms("build", SHIPPED / "一覧.xlsx", "--out", "文書")
    assert said.code == 3
    assert "X115" in said.out


@pytest.mark.parametrize("sheet", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_need_no_correction(jusoforms: Command, sheet: Path) -> None:
    said = jusoforms("check", sheet)
    assert said.code == 0
    assert "【確認】" not in said.out


def test_there_are_samples_of_five_cases() -> None:
    assert len(SAMPLES) == 5


def test_faulty_lists_end_extract_too(
    jusoforms: Command, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jusoforms("init", "会議")
    (tmp_path / "会議" / "templates" / "xlsx" / "一覧.xlsx").write_bytes(b"no workbook")
    monkeypatch.chdir(tmp_path / "会議")
    said = jusoforms("extract", sheet)
    assert said.code == 4
    assert "X901" not in said.err
