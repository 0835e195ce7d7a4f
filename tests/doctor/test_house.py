"""The examination: each fault is found, and told with its remedy."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jusoforms.doctor import folders, machine
from jusoforms.doctor.findings import Verdict
from jusoforms.doctor.house import examine_house
from jusoforms.filesystem.system import system
from jusoforms.problems.watching import BAD_NUMBER
from jusoforms.setup import make_workspace
from jusoforms.workspace import Workspace

JAPAN = dt.timezone(dt.timedelta(hours=9))


@pytest.fixture
def ward(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "支援会議")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    folder.mkdir(0o700)
    monkeypatch.setenv("JUSOFORMS_STATE", str(folder))
    return folder


def found(ward: Workspace, state: Path, later: float = 0) -> dict[str, tuple[str, list[str]]]:
    """Return verdict and codes of each check."""
    now = dt.datetime.now(JAPAN) + dt.timedelta(hours=later)  # noqa: TID251 against the real disk
    findings = examine_house(ward, state, now)
    return {one.check: (str(one.verdict), [p.code for p in one.problems]) for one in findings}


def test_a_new_workspace_is_well(ward: Workspace, state: Path) -> None:
    verdicts = found(ward, state)
    of_this_machine = {"ディスクの暗号化", "フォント", "ディスクの空き"}
    assert {v for check, (v, _) in verdicts.items() if check not in of_this_machine} == {"pass"}
    assert len(verdicts) == 15


def spoil_template(ward: Workspace, _: Path, __: pytest.MonkeyPatch) -> None:
    (ward.word_templates / "case" / "壊れた.docx").write_bytes(b"no package")


def spoil_form(ward: Workspace, _: Path, __: pytest.MonkeyPatch) -> None:
    (ward.blank_forms / "様式.xlsx").write_bytes(b"no package")


def spoil_lists(ward: Workspace, _: Path, __: pytest.MonkeyPatch) -> None:
    (ward.blank_forms / "一覧.xlsx").write_bytes(b"no package")


def remove_outbox(ward: Workspace, _: Path, __: pytest.MonkeyPatch) -> None:
    ward.outbox.rmdir()


def refuse_renames(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "no")

    patch.setattr(folders, "rename_new", refused)


def open_state(_: Workspace, state: Path, __: pytest.MonkeyPatch) -> None:
    state.chmod(0o755)


def state_on_share(_: Workspace, state: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(machine, "is_on_network", lambda folder: folder == state)


def bad_settings(_: Workspace, state: Path, __: pytest.MonkeyPatch) -> None:
    (state / "service.toml").write_text("a = \n")


def bad_number(_: Workspace, state: Path, __: pytest.MonkeyPatch) -> None:
    (state / "service.toml").write_text('workers = "many"\n')


def lost_passwords(_: Workspace, state: Path, __: pytest.MonkeyPatch) -> None:
    (state / "service.toml").write_text('password_file = "gone.txt"\n')


def little_space(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(folders, "free_bytes", lambda _: 5)


def stale_copies(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(system, "works_offline", lambda _: True)


def short_paths(ward: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(system, "takes_long_paths", lambda: False)
    patch.setattr(folders, "_ROOM_FOR_NAMES", 255)


def bare_disk(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(system, "is_encrypted", lambda _: False)


def no_fonts(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(system, "fonts", lambda: frozenset({"MS 明朝"}))


def unknown_fonts(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(system, "fonts", lambda: None)


def left_open(ward: Workspace, _: Path, __: pytest.MonkeyPatch) -> None:
    (ward.inbox / "~$事例.xlsx").write_bytes(b"x")
    os.utime(ward.inbox / "~$事例.xlsx", (0, 0))


def no_lxml(_: Workspace, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(machine, "_requirements", lambda: ["lxml>=5", "surely-not-there>=1"])


@pytest.mark.parametrize(
    ("spoil", "check", "verdict", "code"),
    [
        (spoil_template, "テンプレート", Verdict.FAIL, "T102"),
        (spoil_form, "様式", Verdict.FAIL, "F102"),
        (spoil_lists, "一覧", Verdict.FAIL, "F102"),
        (remove_outbox, "フォルダーの権限", Verdict.FAIL, "P103"),
        (remove_outbox, "フォルダーの場所", Verdict.FAIL, "P103"),
        (refuse_renames, "フォルダーの権限", Verdict.FAIL, "X127"),
        (state_on_share, "状態の置き場所", Verdict.FAIL, "X128"),
        (open_state, "状態の置き場所", Verdict.LOOK, "X129"),
        (bad_settings, "サービスの設定", Verdict.FAIL, "X138"),
        (bad_number, "サービスの設定", Verdict.FAIL, BAD_NUMBER.code),
        (lost_passwords, "サービスの設定", Verdict.FAIL, "F139"),
        (stale_copies, "オフライン ファイル", Verdict.LOOK, "X130"),
        (no_fonts, "フォント", Verdict.LOOK, "X131"),
        (unknown_fonts, "フォント", Verdict.LOOK, "X139"),
        (short_paths, "長い場所", Verdict.LOOK, "X133"),
        (bare_disk, "ディスクの暗号化", Verdict.LOOK, "X134"),
        (left_open, "開いたままの印", Verdict.LOOK, "X135"),
        (little_space, "ディスクの空き", Verdict.LOOK, "X136"),
        (no_lxml, "部品の版", Verdict.FAIL, "X137"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_is_found(
    ward: Workspace,
    state: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Workspace, Path, pytest.MonkeyPatch], None],
    check: str,
    verdict: Verdict,
    code: str,
) -> None:
    spoil(ward, state, monkeypatch)
    said, codes = found(ward, state)[check]
    assert said == verdict
    assert code in codes


def test_a_clock_that_is_an_hour_wrong_is_told(ward: Workspace, state: Path) -> None:
    assert found(ward, state, later=1)["時計"] == ("look", ["X132"])


def test_nothing_is_left_behind(ward: Workspace, state: Path) -> None:
    before = sorted(ward.root.rglob("*"))
    found(ward, state)
    assert sorted(ward.root.rglob("*")) == before


def test_a_state_that_does_not_exist_yet_is_not_made(ward: Workspace, state: Path) -> None:
    shutil.rmtree(state)
    assert found(ward, state)["状態の置き場所"][0] == "pass"
    assert not state.exists()
