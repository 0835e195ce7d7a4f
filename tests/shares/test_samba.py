"""A folder that people reach through a Windows share: real clients of a real Samba server."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from samba import Share, is_there, restarted, served

from jusoforms.outcome import Outcome
from jusoforms.service import ServiceSettings
from jusoforms.setup import make_workspace
from jusoforms.standing import Stage
from jusoforms.workspace import Workspace
from serviced import Heard, eventually, service_sheet, serving

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not is_there(), reason="Samba is not installed"),
]
QUICK = ServiceSettings(settle=0.5, interval=0.1, free=0)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "ward")


@pytest.fixture
def share(workspace: Workspace, tmp_path: Path) -> Iterator[Share]:
    with served(workspace.root, tmp_path) as share:
        yield share


@contextlib.contextmanager
def watched(workspace: Workspace, tmp_path: Path) -> Iterator[Heard]:
    with serving(workspace, tmp_path / "state", lambda: QUICK) as heard:
        eventually(lambda: heard.standings)
        yield heard


def local(tmp_path: Path, data: bytes, name: str = "local.xlsx") -> str:
    (tmp_path / name).write_bytes(data)
    return f'lcd "{tmp_path}"'


def delivered(heard: Heard, *names: str) -> None:
    eventually(lambda: len(heard.results) >= len(names))
    assert heard.outcomes == dict.fromkeys(names, Outcome.DELIVERED)
    assert len(heard.results) == len(names)


def looked_on(heard: Heard, rounds: int = 12) -> None:
    """Wait for so many rounds of the service: more than a file needs to settle."""
    seen = len(heard.standings)
    eventually(lambda: len(heard.standings) >= seen + rounds)


def test_a_sheet_put_on_the_share_is_delivered(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    with watched(workspace, tmp_path) as heard:
        there = local(tmp_path, service_sheet())
        share.does(there, "cd inbox", "put local.xlsx 相談票.xlsx")
        delivered(heard, "相談票.xlsx")
    share.does("cd outbox/7", "get 事例概要.docx " + str(tmp_path / "got.docx"))
    assert (tmp_path / "got.docx").read_bytes() == (
        workspace.outbox / "7/事例概要.docx"
    ).read_bytes()


def test_a_copy_that_allots_its_room_first_is_taken_when_it_is_whole(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    data = service_sheet()
    with watched(workspace, tmp_path) as heard:
        with share.opened(r"inbox\票.xlsx") as copy:
            copy.truncate(len(data))  # SET_EOF: the final size at once, as Explorer does
            looked_on(heard)
            copy.write(data[: len(data) // 2])
            looked_on(heard)
            assert heard.results == []
            copy.write(data[len(data) // 2 :])
        delivered(heard, "票.xlsx")


def test_a_sheet_that_excel_has_open_is_not_taken(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    data, later = service_sheet(), service_sheet(situation="母と二人で暮らす。")
    with watched(workspace, tmp_path) as heard:
        with share.opened(r"inbox\票.xlsx") as held:
            held.write(data)
            looked_on(heard)
            assert heard.results == []
            assert [one.stage for one in heard.waiting] == [Stage.IN_USE]
            held.seek(0)
            held.truncate(0)
            held.write(later)
        delivered(heard, "票.xlsx")
    filed = next(workspace.filed.rglob("票.xlsx"))
    assert filed.read_bytes() == later


def test_the_saving_of_excel_is_one_sheet(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    with watched(workspace, tmp_path) as heard:
        there = local(tmp_path, service_sheet())
        share.does(there, "cd inbox", "put local.xlsx 票.xlsx")
        for number in range(3):
            there = local(tmp_path, service_sheet(situation=f"{number}回目"))
            temp = f"AB12CD3{number}"
            share.does(
                there, "cd inbox", f"put local.xlsx {temp}", "del 票.xlsx", f"rename {temp} 票.xlsx",
                check=False,
            )  # fmt: skip
        eventually(lambda: not list(workspace.inbox.glob("*.xlsx")))
        looked_on(heard)
    assert {result.outcome for result in heard.results} == {Outcome.DELIVERED}
    # Every save that was claimed is filed; an eight-hex file of Excel's is never ours to take.
    assert len(list(workspace.filed.rglob("*.xlsx"))) == len(heard.results)
    assert not [path for path in workspace.filed.rglob("*") if path.name.startswith("AB12")]


def test_a_returned_sheet_that_is_mended_through_the_share_is_taken_there(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    with watched(workspace, tmp_path) as heard:
        there = local(tmp_path, service_sheet(case=""))
        share.does(there, "cd inbox", "put local.xlsx 票.xlsx")
        eventually(lambda: heard.outcomes == {"票.xlsx": Outcome.RETURNED})
        there = local(tmp_path, service_sheet())
        share.does(
            there,
            "cd inbox/要修正",
            "put local.xlsx 0A1B2C3D",
            "del 票.xlsx",
            "rename 0A1B2C3D 票.xlsx",
        )
        eventually(lambda: heard.outcomes == {"票.xlsx": Outcome.DELIVERED})
    assert list(workspace.returned.glob("*.xlsx")) == []


# The client's handle cannot be closed: its server is gone.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_copy_that_breaks_off_is_never_a_sheet(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    data = service_sheet()
    with watched(workspace, tmp_path) as heard:
        half = share.opened(r"inbox\票.xlsx")
        half.write(data[: len(data) // 2])
        share.server.kill()
        share.server.wait()
        with contextlib.suppress(Exception):
            half.close()
        looked_on(heard)
        assert heard.results == []
        assert (workspace.inbox / "票.xlsx").stat().st_size == len(data) // 2
        restarted(share)
        share.does(local(tmp_path, data), "cd inbox", "put local.xlsx 票.xlsx")
        delivered(heard, "票.xlsx")


def test_names_of_other_systems_come_back_as_they_were(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    composed, apart = "がぎぐ.xlsx", unicodedata.normalize("NFD", "がぎぐ.xlsx")
    longest = "長" * 83 + ".xlsx"
    with watched(workspace, tmp_path) as heard:
        for number, name in enumerate((composed, apart, longest)):
            there = local(tmp_path, service_sheet(case=f"{number}"))
            share.does(there, "cd inbox", f'put local.xlsx "{name}"')
        delivered(heard, composed, apart, longest)
    assert {path.name for path in workspace.filed.rglob("*.xlsx")} == {composed, apart, longest}


def test_many_sheets_of_three_clients_are_each_delivered_once(
    share: Share, workspace: Workspace, tmp_path: Path
) -> None:
    names = [f"{number}.xlsx" for number in range(30)]
    for number, name in enumerate(names):
        local(tmp_path, service_sheet(case=f"{number}"), name)
    with watched(workspace, tmp_path) as heard:
        for client in range(3):
            share.does(f'lcd "{tmp_path}"', "cd inbox", *(f"put {n}" for n in names[client::3]))
        delivered(heard, *names)
    assert len(list(workspace.filed.rglob("*.xlsx"))) == 30
    assert not list(workspace.outbox.rglob("旧版"))
