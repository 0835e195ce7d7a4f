"""The invented case that the guides' pictures show, before and after a meeting."""

from __future__ import annotations

from jusoforms.vocabulary.case import (
    Attendee,
    Case,
    Handout,
    HouseholdMember,
    Meeting,
    Role,
    Wish,
)
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.wareki import read_date

__all__ = ["case_in_preparation", "case_with_minutes"]

_AGENCIES = ("福祉総合課", "地域包括支援センター", "社会福祉協議会（CSW）", "生活福祉課")
_KIND = default_lists().meeting_types[0]
_HANDOUTS = (
    Handout(title="事例概要", copies="6部", collected="回収した"),
    Handout(title="家計の状況（抜粋）", copies="6部", collected="回収した"),
)
_ROLES = (
    Role(
        number=1,
        content="介護保険の申請を支え、通所の見学に付き添う。",
        agencies=("地域包括支援センター",),
        due=read_date("令和8年5月15日"),
        state="実施中",
    ),
    Role(
        number=2,
        content="長男が参加できる活動の場を紹介し、初回に同行する。",
        agencies=("社会福祉協議会（CSW）",),
        due=read_date("令和8年6月30日"),
        state="未着手",
    ),
    Role(
        number=3,
        content="家計の見通しを世帯とともに整理する。",
        agencies=("生活福祉課",),
        due=read_date("令和8年5月31日"),
        state="未着手",
    ),
)
_FIRST = Meeting(
    meeting_type=_KIND.name,
    legal_basis=_KIND.legal_basis,
    secrecy=_KIND.secrecy,
    number="第1回",
    serial=1,
    held_at=read_date("令和8年4月16日 14:00～15:30"),
    place="区役所3階 第2会議室",
    host="福祉総合課長",
    chair="福祉総合課 係長",
    recorder="福祉総合課 主任",
    invited=_AGENCIES,
    attendees=tuple(
        Attendee(agency=agency, post=post, name=f"見本 {order}")
        for agency, post, order in zip(
            _AGENCIES, ("係長", "主任", "相談員", "係長"), "一二三四", strict=True
        )
    ),
    handouts=_HANDOUTS,
    agenda=("世帯の状況の共有", "支援の方針と役割分担"),
    secrecy_told="会議の初めに司会が告知した。",
    discussion=(
        "母の物忘れが進み、長男が家事を一人で担っている。",
        "長男は外出の機会が少なく、母の世話を理由に相談を控えてきた。",
    ),
    decisions=("介護保険の申請を先に進め、長男の支援を並行して始める。",),
    roles=_ROLES,
    next_meeting=read_date("令和8年7月9日"),
    monitoring=read_date("令和8年6月"),
    open_questions=("緊急時の連絡先が決まっていない。",),
    recorded_on=read_date("令和8年4月17日"),
)
_SECOND = Meeting(
    meeting_type=_KIND.name,
    legal_basis=_KIND.legal_basis,
    secrecy=_KIND.secrecy,
    number="第2回",
    serial=2,
    held_at=read_date("令和8年7月9日 14:00～15:30"),
    place="区役所3階 第2会議室",
    host="福祉総合課長",
    chair="福祉総合課 係長",
    invited=_AGENCIES,
    handouts=tuple(handout.model_copy(update={"collected": ""}) for handout in _HANDOUTS),
    agenda=("役割分担の進み具合", "長男の活動の場", "今後の支援の方針"),
)


def case_with_minutes() -> Case:
    """Return the case after its first meeting."""
    return Case(
        case_number="2026-001",
        category="複雑・複合化した課題のある事例",
        meeting_type=_KIND.name,
        subject="高齢の母と長男の世帯",
        topics=("介護", "ひきこもり"),
        agencies=_AGENCIES,
        situation="80代の母と50代の長男の2人世帯。母の年金で暮らしている。",
        background="民生委員から、母の姿を見かけなくなったと相談があった。",
        wishes=(
            Wish(speaker="本人", content="住み慣れた家で暮らしたい。"),
            Wish(speaker="支援者", content="世帯が地域から孤立している。"),
        ),
        roles=_ROLES,
        household=(
            HouseholdMember(called="本人", relationship="世帯主", age_band="80代"),
            HouseholdMember(
                called="長男", relationship="子", age_band="50代", situation="家事を担う"
            ),
        ),
        worker="主任",
        section="福祉総合課",
        lead_agency="福祉総合課",
        meetings=(_FIRST,),
    )


def case_in_preparation() -> Case:
    """Return the case when its second meeting is prepared."""
    return case_with_minutes().model_copy(update={"meetings": (_FIRST, _SECOND)})
