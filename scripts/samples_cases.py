"""Invented cases of three kinds for samples/支援会議票: nobody in them lives anywhere."""

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
from jusoforms.vocabulary.wareki import DateText, read_date

__all__ = ["INVENTED"]

_BOTH = "支援対象の本人及び家族の状況"


def _roles(*rows: tuple[str, str, str, str]) -> tuple[Role, ...]:
    return tuple(
        Role(
            number=number,
            content=content,
            agencies=tuple(agencies.split("、")),
            due=read_date(due) if due else DateText(),
            state=state,
        )
        for number, (content, agencies, due, state) in enumerate(rows, 1)
    )


def _attendees(*rows: str) -> tuple[Attendee, ...]:
    made = (row.split("/") for row in rows)
    return tuple(Attendee(agency=agency, post=post, name=name) for agency, post, name in made)


_ELDERLY_PARENT = Case(
    case_number="R7-101",
    subject="80代の母と50代の長男の世帯",
    category="8050の事例",
    meeting_type="支援会議",
    received_on=read_date("令和7年4月18日"),
    referral_route="関係機関・関係者からの紹介",
    section="福祉総合課",
    worker="青木",
    second_worker="井上",
    lead_agency="福祉総合課",
    state="支援中",
    restricted="無",
    topics=("8050", "ひきこもり", "経済的困窮"),
    consent=Consent(given="未確認"),
    periods=(
        Period(when=read_date("令和7年4月"), event="初回相談"),
        Period(when=read_date("令和7年6月"), event="支援会議", number="第1回"),
        Period(when=read_date("令和7年9月"), event="支援会議", number="第2回"),
    ),
    agencies=("福祉総合課", "生活福祉課", "地域包括支援センター", "社会福祉協議会（CSW）"),
    household=(
        HouseholdMember(
            called="母", relationship="世帯主", age_band="80代以上", situation="要介護1"
        ),
        HouseholdMember(
            called="本人", relationship="長男", age_band="50代", situation="20年以上外出が少ない"
        ),
    ),
    situation_heading=_BOTH,
    situation="本人は50代で、80代の母と2人で暮らしている。生計は母の年金による。",
    background="母の介護の相談から、地域包括支援センターが本人のことを知り、福祉総合課へつないだ。",
    wishes=(
        Wish(speaker="母", content="自分が動けなくなった後の、息子の暮らしが心配である。"),
        Wish(speaker="本人", content="今は人に会いたくないが、家のことは自分でしたい。"),
        Wish(speaker="支援者", content="母の支援を入口に、本人と顔の見える関係を作る。"),
    ),
    considerations=(
        "母の年金のほかに収入がなく、母の入院や死亡で暮らしが立ちゆかなくなる。",
        "本人は支援を断っているが、母への訪問には同席することがある。",
    ),
    meetings=(
        Meeting(
            meeting_type="支援会議",
            number="第1回",
            held_at=read_date("令和7年6月12日 10:00"),
            place="区役所 2階 相談室",
            host="福祉総合課",
            chair="福祉総合課 係長",
            recorder="福祉総合課 主任",
            secrecy_told="告知した",
            invited=("福祉総合課", "地域包括支援センター", "社会福祉協議会（CSW）"),
            attendees=_attendees(
                "福祉総合課/係長/青木 一",
                "地域包括支援センター/社会福祉士/岡田 二葉",
                "社会福祉協議会（CSW）/地域福祉係/木村 三郎",
            ),
            handouts=(Handout(title="事例概要", copies="3", collected="回収した"),),
            agenda=("世帯の状況の共有", "本人への関わり方"),
            discussion=("母への訪問に、地域の支援者が同行することを確かめた。",),
            decisions=("月に 1 回、地域包括支援センターと CSW がそろって訪問する。",),
            roles=_roles(
                (
                    "母の介護サービスの利用を調整する。",
                    "地域包括支援センター",
                    "令和7年7月",
                    "完了",
                ),
                ("訪問に同行し、本人と話す機会を作る。", "社会福祉協議会（CSW）", "", "対応中"),
            ),
            next_meeting=read_date("令和7年9月"),
            monitoring=read_date("令和7年8月"),
            open_questions=("本人の収入と医療の状況が分からない。",),
            recorded_on=read_date("令和7年6月16日"),
            approved_on=read_date("令和7年6月20日"),
            approved_by="福祉総合課長",
        ),
        Meeting(
            meeting_type="支援会議",
            number="第2回",
            held_at=read_date("令和7年9月11日 10:00"),
            place="区役所 2階 相談室",
            host="福祉総合課",
            chair="福祉総合課 係長",
            recorder="福祉総合課 主任",
            secrecy_told="告知した",
            invited=("福祉総合課", "生活福祉課", "地域包括支援センター", "社会福祉協議会（CSW）"),
            attendees=_attendees(
                "福祉総合課/係長/青木 一",
                "生活福祉課/主任/小林 四季",
                "社会福祉協議会（CSW）/地域福祉係/木村 三郎",
            ),
            absentees="地域包括支援センター",
            agenda=("関わりの経過", "家計の見通し"),
            discussion=("本人が CSW と庭の手入れをするようになった。",),
            decisions=("家計の見通しを母と一緒に確かめる。",),
            roles=_roles(
                ("家計の状況を聞き取り、使える制度を示す。", "生活福祉課", "令和7年11月", "未着手"),
                ("本人の参加できる活動を探す。", "社会福祉協議会（CSW）", "令和7年12月", "対応中"),
                ("母の体調の変化を関係機関に知らせる。", "地域包括支援センター", "", "対応中"),
                ("世帯全体の進み具合を確かめる。", "福祉総合課", "令和7年12月", "未着手"),
            ),
            next_meeting=read_date("令和7年12月"),
            missing_resources=("日中に短い時間だけ通える居場所",),
            recorded_on=read_date("令和7年9月16日"),
        ),
    ),
)

_YOUNG_CARER = Case(
    case_number="R7-102",
    subject="中学生が家事と弟の世話を担う世帯",
    category="ヤングケアラーの事例",
    meeting_type="重層的支援会議",
    received_on=read_date("令和7年5月9日"),
    referral_route="関係機関・関係者からの紹介",
    section="こども家庭センター",
    worker="佐々木",
    lead_agency="こども家庭センター",
    state="支援中",
    topics=("ヤングケアラー", "ひとり親", "メンタルヘルスの課題"),
    consent=Consent(
        given="有",
        given_on=read_date("令和7年5月30日"),
        scope="会議に参加する機関での、世帯の状況の共有",
    ),
    periods=(
        Period(when=read_date("令和7年5月"), event="初回相談"),
        Period(when=read_date("令和7年6月"), event="重層的支援会議", number="第1回"),
    ),
    agencies=("こども家庭センター", "地域保健課", "福祉総合課"),
    household=(
        HouseholdMember(called="本人", relationship="長女", age_band="中学生"),
        HouseholdMember(called="母", relationship="母", age_band="40代", situation="通院中"),
        HouseholdMember(called="弟", relationship="弟", age_band="未就学"),
    ),
    situation_heading=_BOTH,
    situation="本人は中学生で、体調の優れない母に代わり、食事の支度と弟の送り迎えをしている。",
    background="遅刻が増えたことに学校が気づき、母の了解を得て、こども家庭センターに相談した。",
    wishes=(
        Wish(speaker="本人", content="部活動に出たい。弟のことは好きなので、手伝いは続けたい。"),
        Wish(speaker="母", content="体調を整え、子どもに頼りすぎないようにしたい。"),
        Wish(speaker="支援者", content="家事と送迎の負担を軽くし、母の治療を支える。"),
    ),
    considerations=(
        "家事支援が入れば、本人が放課後に過ごす時間を取り戻せる。",
        "母の通院が途切れがちで、送迎の手伝いを頼める親族がいない。",
    ),
    meetings=(
        Meeting(
            meeting_type="重層的支援会議",
            number="第1回",
            held_at=read_date("令和7年6月24日 15:30"),
            place="こども家庭センター 会議室",
            host="福祉総合課",
            chair="こども家庭センター 係長",
            recorder="福祉総合課 主任",
            secrecy_told="告知し、誓約書を受領した",
            invited=("こども家庭センター", "地域保健課", "福祉総合課"),
            attendees=_attendees(
                "こども家庭センター/係長/佐々木 五月",
                "地域保健課/保健師/鈴木 六花",
                "福祉総合課/主任/高橋 七海",
            ),
            agenda=("プランの適切性", "役割分担"),
            discussion=("家事支援は週 2 回から始め、本人の意見を聞いて増やす。",),
            decisions=("プランは適切と認める。",),
            roles=_roles(
                ("家事支援の利用の手続をする。", "こども家庭センター", "令和7年7月", "完了"),
                (
                    "母の受診に同行し、治療の見通しを確かめる。",
                    "地域保健課",
                    "令和7年7月",
                    "対応中",
                ),
                ("弟の保育の利用時間を見直す。", "こども家庭センター、福祉総合課", "", "対応中"),
            ),
            next_meeting=read_date("令和7年9月"),
            monitoring=read_date("令和7年8月"),
            recorded_on=read_date("令和7年6月27日"),
        ),
    ),
)

_HOARDING = Case(
    case_number="R7-103",
    subject="ごみがたまった住まいの単身者",
    category="制度の狭間の事例",
    meeting_type="支援会議",
    received_on=read_date("令和7年7月3日"),
    referral_route="アウトリーチして勧めた",
    section="地域保健課",
    worker="田村",
    lead_agency="地域保健課",
    state="受付",
    topics=("ごみ屋敷", "社会的孤立"),
    consent=Consent(given="無"),
    periods=(
        Period(when=read_date("令和7年7月"), event="初回相談"),
        Period(when=read_date("令和7年8月"), event="支援会議", number="第1回"),
    ),
    agencies=("地域保健課", "福祉総合課", "社会福祉協議会（CSW）"),
    household=(HouseholdMember(called="本人", relationship="世帯主", age_band="60代"),),
    situation_heading="支援対象の本人の状況",
    situation="本人は60代の単身者で、玄関までごみが積まれ、近隣から苦情が寄せられている。",
    background="近隣の申出を受けて地域保健課が訪問し、玄関先で話を聞けるようになった。",
    wishes=(
        Wish(speaker="本人", content="片付けるつもりはあるが、人を家に入れたくない。"),
        Wish(speaker="支援者", content="片付けを急がず、体調の確認から関係を作る。"),
    ),
    considerations=("夏の間の熱中症が心配であり、安否の確認を優先する。",),
    meetings=(
        Meeting(
            meeting_type="支援会議",
            number="第1回",
            held_at=read_date("令和7年8月5日 13:30"),
            place="区役所 4階 会議室",
            host="福祉総合課",
            chair="福祉総合課 係長",
            recorder="地域保健課 主任",
            secrecy_told="告知した",
            invited=("地域保健課", "福祉総合課", "社会福祉協議会（CSW）"),
            attendees=_attendees(
                "地域保健課/保健師/田村 八重",
                "福祉総合課/係長/中村 九",
                "社会福祉協議会（CSW）/地域福祉係/西田 十和",
            ),
            agenda=("安否の確認の方法", "片付けの進め方"),
            discussion=("本人の同意がないため、支援会議として情報を共有した。",),
            decisions=("週に 1 回の声かけを続け、片付けは本人が望んだときに行う。",),
            roles=_roles(
                ("週に 1 回訪問し、体調を確かめる。", "地域保健課", "令和7年9月", "対応中"),
                ("近隣に、見守りの状況を差し支えない範囲で伝える。", "福祉総合課", "", "対応中"),
                ("片付けを手伝う人を探す。", "社会福祉協議会（CSW）", "令和7年10月", "未着手"),
            ),
            next_meeting=read_date("令和7年10月"),
            missing_resources=("少しずつ片付けを手伝う有償の支援",),
            recorded_on=read_date("令和7年8月7日"),
        ),
    ),
)

INVENTED = {
    "8050の世帯": _ELDERLY_PARENT,
    "ヤングケアラーのいる世帯": _YOUNG_CARER,
    "ごみ屋敷の単身者": _HOARDING,
}
