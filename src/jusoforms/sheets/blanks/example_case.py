"""The 記入例 of 支援会議票: an invented family."""

from __future__ import annotations

from jusoforms.vocabulary.case import (
    Attendee,
    Case,
    Consent,
    Handout,
    HouseholdMember,
    Meeting,
    Period,
    Role,
    Wish,
)
from jusoforms.vocabulary.wareki import read_date

__all__ = ["EXAMPLE_CASE"]

_MEETING = Meeting(
    meeting_type="重層的支援会議",
    number="第1回",
    held_at=read_date("令和6年10月11日 14:00"),
    place="区役所 3階 会議室",
    host="福祉総合課",
    chair="福祉総合課 係長",
    recorder="福祉総合課 主任",
    secrecy_told="告知し、誓約書を受領した",
    invited=("福祉総合課", "地域包括支援センター", "こども家庭センター"),
    attendees=(
        Attendee(agency="福祉総合課", post="係長", name="記入 太郎"),
        Attendee(agency="地域包括支援センター", post="主任介護支援専門員", name="見本 花子"),
        Attendee(agency="こども家庭センター", post="保健師", name="例示 春子"),
    ),
    handouts=(Handout(title="事例概要", copies="3", collected="回収した"),),
    agenda=("世帯の状況の共有", "役割分担の確認"),
    discussion=("祖母の介護と乳児の育児が重なり、母の休む時間がない。",),
    decisions=("介護と育児の両方の窓口が、月に 1 回そろって訪問する。",),
    roles=(
        Role(
            number=1,
            content="祖母の短期入所の利用を調整する。",
            agencies=("地域包括支援センター",),
            person="見本",
            due=read_date("令和6年11月"),
            state="対応中",
        ),
        Role(
            number=2,
            content="一時保育と産後ケアの利用を案内する。",
            agencies=("こども家庭センター",),
            person="例示",
            due=read_date("令和6年10月31日"),
            state="未着手",
        ),
    ),
    next_meeting=read_date("令和7年1月"),
    monitoring=read_date("令和6年12月"),
    open_questions=("父の働き方について、職場との相談が済んでいない。",),
    recorded_on=read_date("令和6年10月15日"),
)

EXAMPLE_CASE = Case(
    case_number="R6-090",
    subject="介護と育児が重なった世帯",
    category="ダブルケアの事例",
    meeting_type="重層的支援会議",
    received_on=read_date("令和6年8月20日"),
    referral_route="関係機関・関係者からの紹介",
    section="福祉総合課",
    worker="記入",
    lead_agency="福祉総合課",
    state="支援中",
    restricted="無",
    topics=("ダブルケア", "介護", "育児"),
    consent=Consent(
        given="有", given_on=read_date("令和6年9月2日"), scope="会議に参加する機関での情報の共有"
    ),
    periods=(
        Period(when=read_date("令和6年8月"), event="初回相談"),
        Period(when=read_date("令和6年10月"), event="重層的支援会議", number="第1回"),
    ),
    agencies=("福祉総合課", "地域包括支援センター", "こども家庭センター"),
    household=(
        HouseholdMember(
            called="本人", relationship="本人", age_band="30代", situation="育児休業中"
        ),
        HouseholdMember(
            called="祖母", relationship="母の母", age_band="80代以上", situation="要介護2"
        ),
        HouseholdMember(called="長男", relationship="子", age_band="未就学", situation="生後6か月"),
    ),
    situation_heading="支援対象の本人及び家族の状況",
    situation="本人は30代で、夫、生後6か月の子、要介護の祖母と4人で暮らしている。",
    background="乳児健診で疲れた様子があり、こども家庭センターから福祉総合課へ相談があった。",
    wishes=(
        Wish(speaker="本人", content="祖母を家で看ながら、子どもとの時間も持ちたい。"),
        Wish(speaker="支援者", content="本人が休める時間を作り、相談先を一つにまとめる。"),
    ),
    considerations=("介護と育児の窓口が別で、本人が同じ説明を繰り返している。",),
    meetings=(_MEETING,),
    roles=_MEETING.roles,
)
