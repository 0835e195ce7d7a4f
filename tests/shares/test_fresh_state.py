"""The state is lost, or the watcher moves to another machine: what lies on the share is enough."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from jusoforms.outcome import Outcome
from jusoforms.setup import make_workspace
from jusoforms.vocabulary.case import Attendee, Case, Meeting
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date
from jusoforms.workspace import Workspace
from serviced import Heard, eventually, serving
from warding import sheet_of

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(300)]
MEETING = Meeting(
    meeting_type="支援会議",
    number="第1回",
    serial=1,
    held_at=read_date("令和6年4月20日 14:00"),
    place="区役所 第1会議室",
    host="福祉総合課",
    invited=("福祉総合課", "生活福祉課"),
    agenda=("本人の状況",),
    secrecy=default_lists().secrecy_note("支援会議"),
    attendees=(Attendee(agency="福祉総合課", post="主査", name="見本 一郎"),),
    discussion=("仕事が続かない訳を話し合った。",),
    decisions=("月に一度、家を訪ねる。",),
    approved_on=read_date("令和6年4月27日"),
)
CASE = Case(
    case_number="7",
    meeting_type="支援会議",
    agencies=("福祉総合課", "生活福祉課"),
    situation="一人で暮らす。",
    background="窓口に来た。",
    meetings=(MEETING,),
)
TOUCHED = MEETING.model_copy(update={"decisions": ("別の決定。",)})
CHANGED = CASE.model_copy(update={"situation": "母と暮らす。", "meetings": (TOUCHED,)})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "ward")


def drop(workspace: Workspace, heard: Heard, name: str, case: Case) -> Outcome:
    (workspace.inbox / name).write_bytes(sheet_of(case))
    eventually(lambda: name in heard.outcomes)
    return heard.outcomes[name]


def documents(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.outbox / "7"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.docx")}


def edited(path: Path) -> bytes:
    """Let a person add a line to a document, and save it."""
    document = docx.Document(str(path))
    document.add_paragraph("電話で確かめた。")
    document.save(str(path))
    return path.read_bytes()


def check_goes_on(workspace: Workspace, heard: Heard) -> None:
    """Nothing is issued twice; what a person wrote and what was approved stays as it is."""
    mine = edited(workspace.outbox / "7" / "事例概要.docx")
    before = documents(workspace)
    assert drop(workspace, heard, "同じ票.xlsx", CASE) is Outcome.UNCHANGED
    assert documents(workspace) == before
    assert drop(workspace, heard, "次の票.xlsx", CHANGED) is Outcome.DELIVERED
    after = documents(workspace)
    assert after["事例概要.docx"] == mine
    assert "事例概要_2版.docx" in after
    approved = {name for name in before if "第1回" in name}
    assert approved
    assert {name for name in after if "第1回" in name} == approved
    assert all(after[name] == before[name] for name in approved)


@pytest.mark.parametrize("second", ["state", "another"], ids=["deleted", "moved"])
def test_a_fresh_state_issues_nothing_twice(
    workspace: Workspace, tmp_path: Path, second: str
) -> None:
    with serving(workspace, tmp_path / "state") as heard:
        assert drop(workspace, heard, "票.xlsx", CASE) is Outcome.DELIVERED
    shutil.rmtree(tmp_path / "state")
    with serving(workspace, tmp_path / second) as heard:
        check_goes_on(workspace, heard)
    assert list(workspace.claims.iterdir()) == []


def test_a_state_that_is_deleted_under_the_watcher_is_begun_anew(
    workspace: Workspace, tmp_path: Path
) -> None:
    with serving(workspace, tmp_path / "state") as heard:
        assert drop(workspace, heard, "票.xlsx", CASE) is Outcome.DELIVERED
        shutil.rmtree(tmp_path / "state")
        check_goes_on(workspace, heard)
    assert (tmp_path / "state").is_dir()
