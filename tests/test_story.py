"""One case from the first consultation to its closure, in nine drops: tests/golden/story.txt.

Renew the page after a change with ``make golden``, and read it.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from jusoforms.outcome import DocumentState, Result
from jusoforms.vocabulary.case import Attendee, Case, HouseholdMember, Meeting, Period, Role
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date
from making import workbook_of
from warding import Ward

GOLDEN = Path(__file__).parent / "golden" / "story.txt"
_SAID = {
    DocumentState.NEW: "できる",
    DocumentState.REVISED: "改まる",
    DocumentState.UNCHANGED: "同じ",
    DocumentState.KEPT: "残す",
    DocumentState.FROZEN: "確定のまま",
    DocumentState.WITHDRAWN: "旧版へ",
}
_FIRST = r"""
    | 事例7 「制度の狭間の事例」支援会議（就労、住まい） | |
    | 相談・会議の時期 | 令和8年4月6日（初回相談） |
    | 支援関係機関 | 福祉総合課、生活福祉課 |
    | 支援対象の本人の状況 | 一人で暮らしている。仕事が続かない。 |
    | 相談に至った経緯 | 窓口に来た。 |
    | 本人の希望、支援者の課題 | 【本人】働きたい。 |
    | 情報の整理 対応・支援の検討 | ・住まいを確かめる。 |
    | 支援方針・役割分担 | ・仕事を一緒に探す（生活福祉課）。 |
"""
PREPARED = Meeting(
    meeting_type="支援会議",
    number="第1回",
    serial=1,
    held_at=read_date("令和8年4月20日 14:00"),
    place="区役所 第1会議室",
    host="福祉総合課",
    invited=("福祉総合課", "生活福祉課", "地域保健課"),
    agenda=("本人の状況", "支援の方針"),
    secrecy=default_lists().secrecy_note("支援会議"),
)
ROLES = (
    Role(content="仕事を一緒に探す", agencies=("生活福祉課",), due=read_date("令和8年8月31日")),
    Role(content="家を訪ねる", agencies=("地域保健課",), due=read_date("令和8年5月31日")),
)
HELD = PREPARED.model_copy(
    update={
        "attendees": (Attendee(agency="福祉総合課", post="主査", name="見本 一郎"),),
        "discussion": ("仕事が続かない訳を話し合った。",),
        "decisions": ("月に一度、家を訪ねる。",),
        "roles": ROLES,
    }
)
APPROVED = HELD.model_copy(update={"approved_on": read_date("令和8年4月27日")})
SECOND = PREPARED.model_copy(
    update={"number": "第2回", "serial": 2, "held_at": read_date("令和8年7月6日 14:00")}
)
SECOND_HELD = SECOND.model_copy(
    update={
        "discussion": ("働き始めた。",),
        "decisions": ("見守りに移る。",),
        "roles": (
            Role(content="見守る", agencies=("生活福祉課",), due=read_date("令和9年3月31日")),
        ),
    }
)
CORRECTED = APPROVED.model_copy(
    update={
        "decisions": ("月に二度、家を訪ねる。",),
        "corrected_on": read_date("令和8年7月10日"),
        "correction_reason": "訪問の回数の誤記",
    }
)
CASE = Case(
    case_number="7",
    category="制度の狭間の事例",
    meeting_type="支援会議",
    topics=("就労", "住まい"),
    periods=(Period(when=read_date("令和8年4月6日"), event="初回相談"),),
    agencies=("福祉総合課", "生活福祉課", "地域保健課"),
    situation="一人で暮らしている。仕事が続かない。",
    background="窓口に来た。",
    considerations=("住まいを確かめる。", "体調を確かめる。"),
    household=(HouseholdMember(called="本人", age_band="30代"),),
    state="支援中",
)


def case(*meetings: Meeting, **changes: object) -> Case:
    return CASE.model_copy(update={"meetings": meetings, **changes})


DROPS: tuple[tuple[str, dt.date, Case | bytes], ...] = (
    ("初回相談: 事例票を入れる", dt.date(2026, 4, 7), workbook_of(_FIRST)),
    ("支援会議票に替える: 第1回の準備", dt.date(2026, 4, 10), case(PREPARED)),
    ("第1回を開き、記録する", dt.date(2026, 4, 21), case(HELD)),
    (
        "第1回の記録を確定し、第2回を準備する",
        dt.date(2026, 4, 27),
        case(APPROVED, SECOND),
    ),
    (
        "第2回を記録する。確定した第1回にも手が入っている",
        dt.date(2026, 7, 7),
        case(APPROVED.model_copy(update={"decisions": ("別の決定。",)}), SECOND_HELD),
    ),
    ("第1回を訂正する", dt.date(2026, 7, 10), case(CORRECTED, SECOND_HELD)),
    (
        "前のシートを直したものが入る: 第2回が消えている",
        dt.date(2026, 7, 13),
        case(APPROVED, referral_route="その他"),
    ),
    (
        "最新のシートに直し、第2回の記録も確定する",
        dt.date(2026, 7, 14),
        case(
            CORRECTED,
            SECOND_HELD.model_copy(update={"approved_on": read_date("令和8年7月14日")}),
            referral_route="その他",
        ),
    ),
    (
        "終結する",
        dt.date(2027, 4, 1),
        case(
            CORRECTED,
            SECOND_HELD.model_copy(update={"approved_on": read_date("令和8年7月14日")}),
            referral_route="その他",
            state="終結",
            closed_on=read_date("令和9年3月31日"),
            closure_reason="課題が解決・安定し終結",
        ),
    ),
)


def _told(number: int, title: str, day: dt.date, result: Result) -> str:
    lines = [f"{number}. {title}（{day}）→ {result.outcome}"]
    for state, said in _SAID.items():
        named = [
            f"{one.path.removeprefix('outbox/7/').removesuffix('.docx')}（{one.edition}版）"
            for one in result.documents
            if one.state is state
        ]
        lines += [f"   {said}: {'、'.join(named)}"] if named else []
    lines += [f"   確認事項: {p.code} {p.message}" for p in result.problems]
    return "\n".join(lines)


def test_a_case_from_first_consultation_to_closure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = Ward(tmp_path / "会議", monkeypatch)
    told, approved = [], b""
    for number, (title, day, dropped) in enumerate(DROPS, 1):
        ward.day = day
        told.append(_told(number, title, day, ward.drop(dropped, f"{number}.xlsx")))
        minutes = ward.documents().get("支援会議記録_第1回.docx", b"")
        approved = approved or (minutes if number == 4 else b"")
        assert not approved or approved in ward.documents().values()
    page = "\n\n".join(told) + "\n"
    if os.environ.get("JUSOFORMS_GOLDEN"):
        GOLDEN.write_text(page, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == page
