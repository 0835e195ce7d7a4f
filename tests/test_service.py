"""service.toml and its password file."""

from pathlib import Path

import pytest

from jusoforms.package import PackageFault
from jusoforms.service import known_passwords, state_folder


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUSOFORMS_STATE", str(tmp_path))
    return tmp_path


def fault_of() -> str:
    with pytest.raises(PackageFault) as caught:
        known_passwords()
    assert "ひみつ" not in repr(caught.value.problem)
    return caught.value.problem.message


def test_without_settings_there_are_no_passwords(state: Path) -> None:
    assert known_passwords() == ()
    (state / "service.toml").write_text("# nothing\n")
    assert known_passwords() == ()


def test_one_password_a_line_in_order_with_a_byte_order_mark_and_any_line_end(state: Path) -> None:
    (state / "service.toml").write_text('password_file = "p.txt"\n', encoding="utf-8-sig")
    (state / "p.txt").write_bytes("\ufeffひみつ\r\n\r\n 空白も \nc".encode())
    assert known_passwords() == ("ひみつ", " 空白も ", "c")


def test_the_file_may_lie_elsewhere(state: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("elsewhere") / "p.txt"
    file.write_text("a")
    (state / "service.toml").write_text(f"password_file = '{file}'\n")
    assert known_passwords() == ("a",)


@pytest.mark.parametrize(
    "settings", ["password_file =", "password_file = 3", 'password_file = "\\u0000"']
)
def test_settings_that_cannot_be_read_are_told(state: Path, settings: str) -> None:
    (state / "service.toml").write_text(settings)
    assert fault_of()


def test_a_password_file_that_cannot_be_read_is_told(state: Path) -> None:
    (state / "service.toml").write_text('password_file = "p.txt"\n')
    assert "パスワードのファイル" in fault_of()
    (state / "p.txt").write_bytes("ひみつ".encode("cp932"))
    assert "パスワードのファイル" in fault_of()


def test_without_the_variable_the_state_lies_where_the_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("JUSOFORMS_STATE", raising=False)
    assert state_folder().name == "jusoforms"
