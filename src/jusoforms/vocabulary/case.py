"""What a case is: the fields of a case sheet and of its meetings, each with its Japanese name.

The names are the contract: at once the keys of ``extract``, the tags of a Word template, the
defined names in a workbook and the ``label`` of a problem. English terms: docs/glossary.md.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from jusoforms.vocabulary.labels import Label, Record
from jusoforms.vocabulary.states import says_something
from jusoforms.vocabulary.wareki import DateText

__all__ = [
    "Attendee",
    "Case",
    "Consent",
    "Handout",
    "HouseholdMember",
    "Meeting",
    "OwnItem",
    "Period",
    "Role",
    "Wish",
]

Text = str
Texts = tuple[str, ...]


class Period(Record):
    """When something happened: a first consultation, a meeting."""

    when: Annotated[DateText, Label("時期")] = DateText()
    event: Annotated[Text, Label("種別", note="初回相談、支援会議 など")] = ""
    number: Annotated[Text, Label("回", note="第1回 など")] = ""


class Wish(Record):
    """What a person hopes for, or what a supporter sees as the issue."""

    speaker: Annotated[Text, Label("話者", note="本人、妻、子、支援者 など")] = ""
    content: Annotated[Text, Label("内容")] = ""
    as_typed: str = ""
    """With the speaker's tag as it was written."""


class Role(Record):
    """Who does what by when."""

    number: Annotated[int | None, Label("番号", also=("No", "№"))] = None
    content: Annotated[Text, Label("内容", also=("役割", "支援内容", "実施内容"))] = ""
    agencies: Annotated[Texts, Label("担当機関", also=("機関",))] = ()
    person: Annotated[Text, Label("担当者")] = ""
    due: Annotated[DateText, Label("期限", also=("いつまでに",))] = DateText()
    program_number: Annotated[Text, Label("事業番号", note="参考資料の番号")] = ""
    state: Annotated[Text, Label("状態")] = ""
    as_typed: Annotated[Text, Label("原文", note="書かれたままの文")] = ""


class HouseholdMember(Record):
    """A member of the household."""

    called: Annotated[Text, Label("呼称", note="本人、妻、長男 など")] = ""
    relationship: Annotated[Text, Label("続柄")] = ""
    family_name: Annotated[Text, Label("姓")] = ""
    given_name: Annotated[Text, Label("名")] = ""
    kana: Annotated[Text, Label("ふりがな", also=("フリガナ",))] = ""
    born_on: Annotated[DateText, Label("生年月日")] = DateText()
    age: Annotated[Text, Label("年齢")] = ""
    age_band: Annotated[Text, Label("年代")] = ""
    situation: Annotated[Text, Label("状況")] = ""


class Consent(Record):
    """Whether the person agreed to sharing, when and how far."""

    given: Annotated[Text, Label("有無", note="有、無、未確認")] = ""
    given_on: Annotated[DateText, Label("取得日")] = DateText()
    scope: Annotated[Text, Label("範囲")] = ""
    withdrawn_on: Annotated[DateText, Label("撤回日")] = DateText()


class Attendee(Record):
    """Who sat at the table."""

    agency: Annotated[Text, Label("機関")] = ""
    post: Annotated[Text, Label("職")] = ""
    name: Annotated[Text, Label("氏名")] = ""


class Handout(Record):
    """A paper given out at a meeting."""

    title: Annotated[Text, Label("資料名")] = ""
    copies: Annotated[Text, Label("部数")] = ""
    collected: Annotated[Text, Label("回収", note="回収した、配付したまま など")] = ""


class Meeting(Record):
    """One 支援会議 or 重層的支援会議 on the case."""

    meeting_type: Annotated[Text, Label("種別")] = ""
    legal_basis: Annotated[Text, Label("根拠条文")] = ""
    number: Annotated[Text, Label("回", note="第1回 など")] = ""
    serial: Annotated[int | None, Label("会議通番", note="種別によらない通し番号")] = None
    held_at: Annotated[DateText, Label("開催日時")] = DateText()
    place: Annotated[Text, Label("場所")] = ""
    host: Annotated[Text, Label("主催")] = ""
    chair: Annotated[Text, Label("司会")] = ""
    recorder: Annotated[Text, Label("記録者")] = ""
    invited: Annotated[Texts, Label("招集機関")] = ()
    attendees: Annotated[tuple[Attendee, ...], Label("出席者")] = ()
    absentees: Annotated[Text, Label("欠席者")] = ""
    handouts: Annotated[tuple[Handout, ...], Label("配付資料")] = ()
    agenda: Annotated[Texts, Label("議題")] = ()
    secrecy_told: Annotated[Text, Label("守秘告知")] = ""
    discussion: Annotated[Texts, Label("協議内容")] = ()
    decisions: Annotated[Texts, Label("決定事項")] = ()
    roles: Annotated[tuple[Role, ...], Label("役割分担")] = ()
    next_meeting: Annotated[DateText, Label("次回")] = DateText()
    monitoring: Annotated[DateText, Label("モニタリング時期")] = DateText()
    open_questions: Annotated[Texts, Label("残課題")] = ()
    missing_resources: Annotated[Texts, Label("不足資源")] = ()
    recorded_on: Annotated[DateText, Label("記録日")] = DateText()
    approved_on: Annotated[DateText, Label("記録確定日")] = DateText()
    approved_by: Annotated[Text, Label("確認者")] = ""
    corrected_on: Annotated[DateText, Label("訂正日")] = DateText()
    correction_reason: Annotated[Text, Label("訂正理由")] = ""
    secrecy: str = ""
    """The secrecy sentence by the legal basis, from the lists; 守秘の注記 prints it."""

    @property
    def has_record(self) -> bool:
        """Whether something of its own is recorded: discussion, decisions or roles."""
        return bool(self.discussion or self.decisions or self.roles)

    @property
    def is_prepared(self) -> bool:
        """Whether it was prepared on a sheet of its own; a 事例票 never says so much of one."""
        told = (self.place, self.host, self.chair, self.invited, self.agenda, self.handouts)
        return any(told)

    @property
    def ordinal(self) -> int | None:
        """The n of 第n回; None where it has no number."""
        match = re.search(r"(?<!\d)\d{1,9}(?!\d)", unicodedata.normalize("NFKC", self.number))
        return int(match[0]) if match else None

    @property
    def title(self) -> str:
        """第2回支援会議; so too where only ２ was typed between printed 第 and 回."""
        bare = unicodedata.normalize("NFKC", self.number).strip().isdecimal()
        number = f"第{self.number.strip()}回" if bare else self.number
        return f"{number}{self.meeting_type}"

    @property
    def held(self) -> bool:
        """Whether it took place: it has a date that is understood and something came of it."""
        came_of_it = self.attendees or self.discussion or self.decisions or self.roles
        return bool(self.held_at.interval and came_of_it)


class OwnItem(Record):
    """What a ward's own form asks and the vocabulary has no name for."""

    name: Annotated[Text, Label("名称", note="様式のタグ {{独自項目.〈名称〉}} の名称")] = ""
    content: Annotated[Text, Label("内容")] = ""


class Case(Record):
    """A person or family that no single office can help, and who does what for them."""

    case_number: Annotated[Text, Label("事例番号", also=("番号", "ケース番号"))] = ""
    category: Annotated[Text, Label("分類", also=("区分",))] = ""
    meeting_type: Annotated[Text, Label("会議種別")] = ""
    subject: Annotated[Text, Label("件名")] = ""
    restricted: Annotated[Text, Label("閲覧制限")] = ""
    withdrawn: Annotated[Text, Label("取下げ")] = ""
    topics: Annotated[Texts, Label("主題", also=("課題（見出し）",))] = ()
    periods: Annotated[tuple[Period, ...], Label("時期", also=("相談・会議の時期",))] = ()
    agencies: Annotated[Texts, Label("支援関係機関", also=("関係機関", "支援機関"))] = ()
    situation_heading: Annotated[Text, Label("状況見出し")] = ""
    situation: Annotated[
        Text,
        Label(
            "状況",
            also=(
                "支援対象の本人の状況",
                "支援対象の本人及び家族の状況",
                "支援対象の本人および家族の状況",
                "本人の状況",
                "本人及び家族の状況",
                "世帯の状況",
            ),
        ),
    ] = ""
    background: Annotated[
        Text, Label("経緯", also=("相談に至った経緯", "相談にいたった経緯", "相談の経緯"))
    ] = ""
    wishes: Annotated[
        tuple[Wish, ...],
        Label("希望と課題", also=("本人の希望、支援者の課題", "本人の希望及び支援者の課題")),
    ] = ()
    considerations: Annotated[
        Texts,
        Label(
            "検討",
            also=("情報の整理 対応・支援の検討", "情報の整理及び対応・支援の検討", "検討内容"),
        ),
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        Label("役割分担", also=("支援方針・役割分担", "支援方針", "支援方針及び役割分担")),
    ] = ()
    household: Annotated[tuple[HouseholdMember, ...], Label("世帯員", also=("世帯構成",))] = ()
    consent: Annotated[Consent, Label("同意", also=("本人同意",))] = Consent()
    worker: Annotated[Text, Label("担当者")] = ""
    second_worker: Annotated[Text, Label("副担当")] = ""
    section: Annotated[Text, Label("担当課")] = ""
    received_on: Annotated[DateText, Label("受付日")] = DateText()
    referral_route: Annotated[Text, Label("相談経路", also=("経路",))] = ""
    lead_agency: Annotated[Text, Label("主担当機関")] = ""
    state: Annotated[Text, Label("状態")] = ""
    closed_on: Annotated[DateText, Label("終結日")] = DateText()
    closure_reason: Annotated[Text, Label("終結理由")] = ""
    reopened: Annotated[Text, Label("再相談回")] = ""
    meetings: Annotated[tuple[Meeting, ...], Label("会議")] = ()
    own_items: Annotated[
        tuple[OwnItem, ...], Label("独自項目", note="区市町村の様式だけにある項目")
    ] = ()
    heading_as_typed: str = ""
    """The heading line as it was written; 見出し prints it."""
    periods_as_typed: str = ""
    """The text of 時期 as it was written; 時期の表記 prints it."""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the sheet takes the case back: 取下げ, or 有."""
        return self.withdrawn.strip() in {"取下げ", "有"}

    @property
    def latest_meeting(self) -> Meeting | None:
        """The meeting the case's roles come from: the last one held.

        Where no meeting has a record of its own (事例票 without roles), the last one dated.
        """
        held = [meeting for meeting in self.meetings if meeting.held]
        dated = [meeting for meeting in self.meetings if meeting.held_at.interval]
        return next(iter([*held[-1:], *dated[-1:]]), None)

    @property
    def recorded_meetings(self) -> tuple[Meeting, ...]:
        """The meetings this case holds a record of."""
        return tuple(meeting for meeting in self.meetings if self.record_state(meeting))

    def record_state(self, meeting: Meeting) -> str:
        """Return 記録, 確定 or 訂正; empty where nothing is recorded of the meeting.

        The case's considerations speak for the latest meeting, unless that one is only prepared.
        """
        is_latest = meeting == self.latest_meeting and (meeting.held or not meeting.is_prepared)
        if not meeting.has_record and not (is_latest and self.considerations):
            return ""
        if meeting.approved_on.interval is None:
            return "記録"
        corrected = meeting.corrected_on.is_given and says_something(meeting.correction_reason)
        return "訂正" if corrected else "確定"
