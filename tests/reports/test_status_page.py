"""状況.html: what it says, what it carries, when it is written."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from lxml import html

from jusoforms.outcome import DocumentEntry, DocumentState, Outcome
from jusoforms.problems import delivery
from jusoforms.reports.status import StatusPage, read_standing, status_page
from jusoforms.reports.words import link, places, size
from jusoforms.standing import (
    Arrival,
    Correction,
    Health,
    Reason,
    Returned,
    Room,
    Service,
    Stage,
    Standing,
    Waiting,
)
from jusoforms.workspace import Workspace

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
MINUTE = dt.timedelta(minutes=1)
SHEET = "事例<b>7.xlsx"
HELD = Reason.of(delivery.IN_USE.at())


def standing(minutes: float = 0, *, beats: int = 0, **more: object) -> Standing:
    now = NOW + minutes * MINUTE
    service = Service(
        id="a", version="1", host="pc-a", started_at=NOW, alive_at=now, beats=beats
    )  # fmt: skip
    return Standing(workspace="支援会議", made_at=now, **{"services": (service,)} | more)  # type: ignore[arg-type]


ARRIVED = Arrival(
    at=NOW,
    file=SHEET,
    case="7",
    outcome=Outcome.DELIVERED,
    documents=(
        DocumentEntry(path="outbox/7/概要 #1.docx", template="概要", edition=1, state=DocumentState.NEW),
    ),
    points=1,
)  # fmt: skip
RETURNED = Returned(
    file=SHEET,
    path=f"inbox/要修正/{SHEET}",
    page=f"inbox/要修正/{SHEET}_直し方.html",
    at=NOW,
    corrections=(Correction(code="S1", cell="B3", label="時期"), Correction(code="R1")),
)


def the(page: bytes, section: str) -> html.HtmlElement:
    (found,) = html.document_fromstring(page).findall(f".//section[@aria-labelledby='{section}']")
    return found


def told(page: bytes, section: str) -> str:
    return " ".join(" ".join(map(str, the(page, section).itertext())).split())


def links(page: bytes, section: str) -> list[str]:
    return [str(one.get("href")) for one in the(page, section).iterfind(".//a")]


def text(page: bytes) -> str:
    return " ".join(" ".join(map(str, html.document_fromstring(page).itertext())).split())


def test_a_page_tells_what_arrived_and_leads_to_the_documents() -> None:
    page = status_page(standing(arrivals=(ARRIVED,)))
    assert f"{SHEET} 事例7 11月24日 10:00 文書を作りました" in told(page, "arrivals")
    assert links(page, "arrivals") == ["./7/確認事項.html", "./7/概要%20%231.docx"]


def test_a_page_tells_what_to_correct_and_leads_to_the_way() -> None:
    page = status_page(standing(returned=(RETURNED,)))
    assert "2 か所 時期（B3）" in told(page, "returned")
    escaped = SHEET.replace("<", "%3C").replace(">", "%3E")
    assert links(page, "returned")[1] == f"../inbox/要修正/{escaped}_直し方.html"


def test_a_page_tells_what_waits_and_why() -> None:
    held = Waiting(file="b.xlsx", path="inbox/b.xlsx", stage=Stage.IN_USE, since=NOW, reason=HELD)
    page = status_page(standing(waiting=(held,), unlisted_waiting=7))
    assert HELD.remedy in told(page, "waiting")
    assert "待っているシート（8）" in text(page)


def test_a_page_tells_what_is_at_fault() -> None:
    full = Reason.of(delivery.DISK_FULL.at())
    page = status_page(standing(health=(Health(room=Room.SPOOL, free=2048, reason=full),)))
    assert full.remedy in told(page, "faults")
    assert "作業用の写し（このパソコンの中） 2.0 KB" in told(page, "health")


def test_a_page_says_how_to_see_that_its_writer_is_dead() -> None:
    said = text(status_page(standing(contact="福祉課 内線 2345")))
    assert "2026年11月24日（火） 10:00 に動いていました。" in said
    assert (
        "15 分以上 進んでいれば、jusoforms は止まっています。 福祉課 内線 2345 に知らせて" in said
    )


def test_a_page_says_that_the_service_was_stopped() -> None:
    ended = Service(
        id="a", version="1", host="a", started_at=NOW, alive_at=NOW, stopped_at=NOW
    )  # fmt: skip
    assert "jusoforms は止めてあります" in text(status_page(standing(services=(ended,))))


def test_names_are_text_and_a_page_takes_nothing_from_outside() -> None:
    page = status_page(standing(arrivals=(ARRIVED,), returned=(RETURNED,))).decode()
    assert "<b>7.xlsx" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|src=|style=|url\(|<script|http-equiv=\"refresh", page)


def test_a_page_needs_no_new_browser() -> None:
    assert not re.search(r"var\(|flex|grid", status_page(standing()).decode())


def test_a_page_carries_what_it_shows(tmp_path: Path) -> None:
    told = standing(arrivals=(ARRIVED,), returned=(RETURNED,))
    (tmp_path / "状況.html").write_bytes(status_page(told))
    assert read_standing(tmp_path / "状況.html") == told


@pytest.mark.parametrize(
    "page", [b"", b"<p>a person's", b'<meta name="jusoforms-standing" content="{">']
)
def test_a_page_that_carries_nothing_tells_nothing(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "状況.html").write_bytes(page)
    assert read_standing(tmp_path / "状況.html") is None


class TestRenewing:
    @pytest.fixture
    def page(self, tmp_path: Path) -> StatusPage:
        return StatusPage(Workspace(tmp_path))

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return Workspace(tmp_path).status_page

    def made_at(self, path: Path) -> float:
        told = read_standing(path)
        assert told
        return (told.made_at - NOW) / MINUTE

    def test_news_is_told_at_once_a_heartbeat_every_five_minutes(
        self, page: StatusPage, path: Path
    ) -> None:
        seen = []
        for minutes in (0, 1, 4.9, 5, 9):
            assert page.show(standing(minutes, beats=int(minutes)))
            seen.append(self.made_at(path))
        page.show(standing(9.1, arrivals=(ARRIVED,)))
        assert [*seen, self.made_at(path)] == [0, 0, 0, 5, 5, 9.1]

    def test_a_burst_of_news_is_told_every_two_seconds(self, page: StatusPage, path: Path) -> None:
        page.show(standing())
        page.show(standing(0.01, arrivals=(ARRIVED,)))
        assert self.made_at(path) == 0
        page.show(standing(0.04, arrivals=(ARRIVED,)))
        assert self.made_at(path) > 0

    def test_a_clock_put_back_does_not_silence_the_page(self, page: StatusPage, path: Path) -> None:
        page.show(standing(600))
        page.show(standing(0))
        assert self.made_at(path) == 0

    def test_the_last_word_is_said_in_any_case(self, page: StatusPage, path: Path) -> None:
        page.show(standing())
        page.show(standing(0.02), last=True)
        assert self.made_at(path) > 0

    def test_what_another_watcher_told_is_kept(self, page: StatusPage, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(status_page(standing(arrivals=(ARRIVED,))))
        page.show(standing())
        told = read_standing(path)
        assert told
        assert told.arrivals == (ARRIVED,)

    def test_a_page_that_could_not_be_written_is_due_again(
        self, page: StatusPage, path: Path
    ) -> None:
        path.parent.write_bytes(b"the outbox is no folder")
        assert not page.show(standing())
        path.parent.unlink()
        assert page.show(standing(0.001))
        assert path.exists()

    def test_a_persons_file_of_that_name_stays(self, page: StatusPage, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(b"mine")
        assert not page.show(standing())
        assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("outbox/7/概要.docx", "./7/概要.docx"),
        ("inbox/要修正/a%20?#.xlsx", "../inbox/要修正/a%2520%3F%23.xlsx"),
        ("outbox/javascript:alert(1)", "./javascript%3Aalert(1)"),
        ("", ""),
        ("/etc/passwd", ""),
        ("outbox/../../secret", ""),
        ("outbox/\ufffd.docx", ""),
    ],
)
def test_an_address_leads_to_a_file_of_the_workspace_and_nowhere_else(
    path: str, address: str
) -> None:
    assert link(path) == address


def test_sizes_are_said_in_words() -> None:
    assert [size(n) for n in (None, 12, 2048, 380 * 1024**3)] == [
        "",
        "12 バイト",
        "2.0 KB",
        "380 GB",
    ]


def test_many_places_are_cut_short() -> None:
    many = [Correction(code="S1", cell=f"B{n}") for n in range(20)]
    assert places(many) == "B0、B1、B2、B3、B4、B5、B6、B7 ほか"
