"""Pages in the states that people meet, with invented names: for looking and for axe."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jusoforms.outcome import DocumentEntry, DocumentState, Outcome, Result, Withheld
from jusoforms.problems import delivery, rules, service, sheets, templates
from jusoforms.reports.pages import attention_page, return_slip
from jusoforms.reports.status import status_page
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
    TemplateNews,
    Waiting,
)

__all__ = ["busy", "everyday", "pages"]

_NOW = dt.datetime(2026, 11, 24, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=9)))
_MINUTE = dt.timedelta(minutes=1)
_GB = 1024**3


def pages() -> dict[str, bytes]:
    """Return each page by the name of its state."""
    fault = sheets.IMPOSSIBLE_DATE.at(
        sheet="支援会議票", cell="D14", label="開催日時", value="令和8年2月30日"
    )
    question = rules.UNKNOWN_AGENCY.at(
        sheet="支援会議票",
        cell="F22",
        label="担当機関",
        agency="福祉か",
        hint="一覧にある名前か確かめてください。",
        candidates=("福祉課",),
    )
    kept = delivery.EDITED_KEPT.at(document="事例概要.docx")
    returned = Result(
        file="事例12.xlsx", case="12", outcome=Outcome.RETURNED, problems=(fault, question)
    )
    delivered = Result(
        file="事例7.xlsx", case="7", outcome=Outcome.DELIVERED, problems=(question, kept)
    )
    return {
        "状況_新しい作業フォルダー": status_page(_standing()),
        "状況_ふだん": status_page(everyday()),
        "状況_忙しい": status_page(busy()),
        "状況_止めた": status_page(_standing(services=(_service(stopped_at=_NOW),))),
        "直し方": return_slip(returned),
        "確認事項": attention_page(delivered) or b"",
    }


def busy() -> Standing:
    """Return a standing in which everything happens at once."""
    full = Reason.of(delivery.DISK_FULL.at())
    held = Reason.of(delivery.IN_USE.at())
    gone = Reason.of(service.PAGE_TAKEN.at(page="状況.html"))
    broken = Reason.of(templates.ENCRYPTED.at(part="本文", place="表2の3行目"))
    return _standing(
        **_quiet()
        | {
            "awaits": (full,),
            "waiting": (
                _waiting("事例15.xlsx", Stage.IN_USE, reason=held),
                _waiting("8050の世帯.xlsx", Stage.RETRYING, reason=full, tries=3),
                _waiting("事例16.xlsx", Stage.WORKING),
                _waiting("事例17.xlsx", Stage.ELSEWHERE, host="fukushi-pc2"),
            ),
            "unlisted_waiting": 12,
            "returned": (
                Returned(
                    file="事例12.xlsx",
                    path="inbox/要修正/事例12.xlsx",
                    page="inbox/要修正/事例12.xlsx_直し方.html",
                    at=_NOW - 32 * _MINUTE,
                    case="12",
                    corrections=(
                        Correction(code="S203", cell="D14", label="開催日時"),
                        Correction(code="R101", label="事例番号"),
                    ),
                ),
                Returned(file="昨年の事例.xlsx", path="inbox/要修正/昨年の事例.xlsx"),
            ),
            "templates": (
                TemplateNews(path="templates/docx/case/役割分担表.docx", at=_NOW, faults=(broken,)),
                TemplateNews(path="templates/docx/case/事例概要.docx", at=_NOW - 90 * _MINUTE),
            ),
            "health": (
                Health(room=Room.INBOX, free=380 * _GB),
                Health(room=Room.OUTBOX, free=380 * _GB, reason=gone, since=_NOW - 5 * _MINUTE),
                Health(room=Room.SPOOL, free=9 * 1024**2, reason=full, since=_NOW - 5 * _MINUTE),
            ),
        }
    )


def everyday() -> Standing:
    """Return a standing with one sheet to mend and one that is open."""
    full, quiet = busy(), _standing(**_quiet())
    return replace(
        quiet,
        returned=full.returned[:1],
        waiting=full.waiting[:1],
        arrivals=quiet.arrivals[:2],
        health=quiet.health[:2],
    )


def _quiet() -> dict[str, object]:
    rooms = (Room.INBOX, Room.OUTBOX, Room.TEMPLATES, Room.LEDGER, Room.SPOOL)
    return {
        "contact": "福祉総務課 情報担当（内線 2345）",
        "services": (_service(),),
        "arrivals": (
            _arrival("事例7.xlsx", "7", 2, points=2),
            _arrival("事例3.xlsx", "3", 41, Outcome.UNCHANGED),
            _arrival("参考資料1.xlsx", "", 65, Outcome.DELIVERED, folder="参考資料"),
        ),
        "health": tuple(Health(room=room, free=380 * _GB) for room in rooms),
    }


def _standing(**more: object) -> Standing:
    return Standing(workspace="支援会議", made_at=_NOW, **more)  # type: ignore[arg-type]


def _service(stopped_at: dt.datetime | None = None) -> Service:
    return Service(
        id="0",
        version="0.1.0",
        host="fukushi-pc1",
        started_at=_NOW - 30 * 60 * _MINUTE,
        alive_at=_NOW,
        beats=431,
        stopped_at=stopped_at,
    )


def _arrival(
    file: str,
    case: str,
    minutes: int,
    outcome: Outcome = Outcome.INCOMPLETE,
    points: int = 0,
    folder: str = "",
) -> Arrival:
    papers = (
        ("参考資料1_事業一覧",) if folder else ("事例概要", "支援会議記録_第1回", "開催通知_第2回")
    )
    state = DocumentState.UNCHANGED if outcome is Outcome.UNCHANGED else DocumentState.NEW
    return Arrival(
        at=_NOW - minutes * _MINUTE,
        file=file,
        case=case,
        outcome=outcome,
        documents=tuple(
            DocumentEntry(
                path=f"outbox/{folder or case}/{name}.docx", template=name, edition=1, state=state
            )
            for name in papers
        ),
        withheld=(Withheld("役割分担表", "T104"),) if outcome is Outcome.INCOMPLETE else (),
        points=points,
        host="fukushi-pc1",
    )


def _waiting(file: str, stage: Stage, **more: object) -> Waiting:
    return Waiting(file=file, path=f"inbox/{file}", stage=stage, since=_NOW - 8 * _MINUTE, **more)  # type: ignore[arg-type]
