"""A well-filled workbook of each shipped form, and its truth.

The blank forms are the shipped ones; everything typed into them and everything expected of it is
written down here by hand: the reader under test has no say in it. All persons are invented.
"""

from __future__ import annotations

import copy
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from drafts import Draft, DraftCell, DraftSheet, area
from jusoforms.sheets.blanks import BLANKS
from jusoforms.sheets.grid import Area
from jusoforms.vocabulary.case import (
    Attendee,
    Case,
    Handout,
    HouseholdMember,
    Meeting,
    Period,
    Role,
    Wish,
)
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.view import as_json

Truth = dict[str, Any]

CASE, CATALOGUE, MEETING = "事例票", "事業一覧", "支援会議票"
FORMS = (CASE, CATALOGUE, MEETING)


@dataclass(frozen=True)
class Base:
    """A filled workbook and what is on it, as ``extract`` would print it."""

    form: str
    draft: Draft
    truth: Truth


def base_of(form: str) -> Base:
    """Return a base to be changed at will."""
    made = _made(form)
    return Base(form, made.draft.copied(), copy.deepcopy(made.truth))


@cache
def _made(form: str) -> Base:
    return {CASE: _case, CATALOGUE: _catalogue, MEETING: _meeting}[form]()


def derived(form: str, truth: Truth) -> Truth:
    """Return the truth with what follows from the rest: the latest meeting's roles are the case's."""
    if form == CASE and truth["会議"]:
        for meeting in truth["会議"]:
            meeting["役割分担"] = []
        truth["会議"][-1]["役割分担"] = truth["役割分担"]
    if form == MEETING and truth["会議"]:
        truth["役割分担"] = truth["会議"][-1]["役割分担"]
    return truth


def dated(name: str, text: str, value: str, granularity: str) -> Truth:
    """Return a date's entries."""
    return {name: text, f"{name}.値": value, f"{name}.精度": granularity}


def _record(kind: type[Record], **values: Any) -> Truth:
    return {**as_json(kind()), **values}


# --- 事例票 -----------------------------------------------------------------------------------

_HEADING = "事例 21 「8050の事例」支援会議（ひきこもり、介護、家計）"
_CASE_TYPED = {
    "時期": "令和7年4月（初回相談）、令和7年9月12日（第1回支援会議）",
    "支援関係機関": "福祉総合課、高齢福祉課、地域包括支援センター、社会福祉協議会（CSW）",
    "状況": "本人は50代で、80代の母と2人で暮らしている。\n近所との付き合いはない。",
    "経緯": "母の介護を調整していた地域包括支援センターが、福祉総合課へ相談した。",
    "希望と課題": "【本人】少しずつ人と話せるようになりたい。\n【母】息子の暮らしが心配である。\n【支援者】信頼関係を作る。",
    "検討": "・母の年金で生計を立てている。\n・緊急時に頼れる人がいない。",
    "役割分担": "・定期的に訪問し、話を聞く。（社会福祉協議会（CSW））\n・要介護認定の申請を支援する。（地域包括支援センター）\n・家計の状況を確かめる。（福祉総合課、高齢福祉課）",
}
_PRINTED = {
    "相談・会議の時期": "時期",
    "支援関係機関": "支援関係機関",
    "支援対象の本人の状況": "状況",
    "相談に至った経緯": "経緯",
    "本人の希望、支援者の課題": "希望と課題",
    "情報の整理\n対応・支援の検討": "検討",
    "支援方針・役割分担": "役割分担",
}


def case_role(number: int, content: str, agencies: list[str], typed: str) -> Truth:
    return _record(Role, 番号=number, 内容=content, 担当機関=agencies, 原文=typed)


def _case() -> Base:
    draft = _draft_of("事例票")
    sheet = draft.sheets[0]
    sheet.key = "case"
    for (row, _), cell in list(sheet):
        name = _PRINTED.get(cell.text)
        if name:
            cell.tag = f"label:{name}"
            sheet.cells[row, 3] = DraftCell(_CASE_TYPED[name], name)
    sheet.put("B2", _HEADING, "見出し")
    meeting = _record(
        Meeting, 種別="支援会議", 根拠条文="社会福祉法第106条の6第1項", 回="第1回", 会議通番=1,
        **dated("開催日時", "令和7年9月12日", "2025-09-12", "日"),
    )  # fmt: skip
    truth = _record(
        Case,
        事例番号="21",
        分類="8050の事例",
        会議種別="支援会議",
        主題=["ひきこもり", "介護", "家計"],
        時期=[
            _record(Period, 種別="初回相談", **dated("時期", "令和7年4月", "2025-04", "月")),
            _record(
                Period, 種別="支援会議", 回="第1回",
                **dated("時期", "令和7年9月12日", "2025-09-12", "日"),
            ),
        ],
        支援関係機関=["福祉総合課", "高齢福祉課", "地域包括支援センター", "社会福祉協議会（CSW）"],
        状況見出し="支援対象の本人の状況",
        状況=_CASE_TYPED["状況"],
        経緯=_CASE_TYPED["経緯"],
        希望と課題=[
            _record(Wish, 話者="本人", 内容="少しずつ人と話せるようになりたい。"),
            _record(Wish, 話者="母", 内容="息子の暮らしが心配である。"),
            _record(Wish, 話者="支援者", 内容="信頼関係を作る。"),
        ],
        検討=["母の年金で生計を立てている。", "緊急時に頼れる人がいない。"],
        役割分担=[
            case_role(1, "定期的に訪問し、話を聞く。", ["社会福祉協議会（CSW）"],
                      "定期的に訪問し、話を聞く。（社会福祉協議会（CSW））"),
            case_role(2, "要介護認定の申請を支援する。", ["地域包括支援センター"],
                      "要介護認定の申請を支援する。（地域包括支援センター）"),
            case_role(3, "家計の状況を確かめる。", ["福祉総合課", "高齢福祉課"],
                      "家計の状況を確かめる。（福祉総合課、高齢福祉課）"),
        ],
        会議=[meeting],
    )  # fmt: skip
    return Base(CASE, draft, derived(CASE, truth))


# --- 事業一覧 ---------------------------------------------------------------------------------

_PROGRAMS = (
    ("事業1", "包括的相談支援事業", "・年齢や分野を問わず、相談を受け止める\n・必要な支援機関につなぐ", ""),
    ("個別1", "生活困窮者自立相談支援事業", "① 暮らしと仕事の相談窓口", "直営 (1)"),
    ("個別2", "地域包括支援センターの運営", "② 高齢者の総合相談", "委託 (3) 3地区担当制"),
    ("事業2", "参加支援事業", "・本人に合った社会参加の場を作る", ""),
    ("個別3", "", "③ 地域の居場所での活動体験", "委託 (1)"),
    ("事業3", "多機関協働事業", "・支援機関の役割分担を整理する", "直営 (1)"),
)  # fmt: skip


def _catalogue() -> Base:
    draft = _draft_of("事業一覧")
    sheet = draft.sheets[0]
    sheet.key = "catalogue"
    sheet.put("A1", "令和7年度 重層的支援体制整備事業の対象事業一覧", "題名")
    sheet.put("C1", "参考資料 1", "資料番号")
    names = ("事業名", "内容", "形態")
    for column, name in enumerate(names, 1):
        sheet.cells[3, column].tag = f"label:{name}"
    for row, (tag, *texts) in enumerate(_PROGRAMS, 4):
        for column, (name, text) in enumerate(zip(names, texts, strict=True), 1):
            sheet.cells[row, column] = DraftCell(text, f"{tag}.{name}")
    return Base(CATALOGUE, draft, _catalogue_truth())


def _catalogue_truth() -> Truth:
    children = [
        [
            _record(SubProgram, 名称="生活困窮者自立相談支援事業", 番号=1,
                    内容="暮らしと仕事の相談窓口", 形態="直営", 設置数=1),
            _record(SubProgram, 名称="地域包括支援センターの運営", 番号=2,
                    内容="高齢者の総合相談", 形態="委託", 設置数=3, 備考="3地区担当制"),
        ],
        [_record(SubProgram, 番号=3, 内容="地域の居場所での活動体験", 形態="委託", 設置数=1)],
        [],
    ]  # fmt: skip
    parents = [
        _record(Program, 事業名="包括的相談支援事業",
                内容=["年齢や分野を問わず、相談を受け止める", "必要な支援機関につなぐ"]),
        _record(Program, 事業名="参加支援事業", 内容=["本人に合った社会参加の場を作る"]),
        _record(Program, 事業名="多機関協働事業", 内容=["支援機関の役割分担を整理する"],
                形態="直営", 設置数=1),
    ]  # fmt: skip
    programs = [{**one, "個別事業": its} for one, its in zip(parents, children, strict=True)]
    return _record(
        Catalogue, 題名="令和7年度 重層的支援体制整備事業の対象事業一覧", 資料番号="参考資料 1",
        年度="令和7年度", 事業=programs,
    )  # fmt: skip


# --- 支援会議票 -------------------------------------------------------------------------------

_D = dated


def _meeting_truth() -> Truth:
    sort = {"種別": "支援会議", "根拠条文": "社会福祉法第106条の6第1項"}
    first = _record(
        Meeting, **sort, 回="第1回", 会議通番=1,
        **_D("開催日時", "令和7年6月12日 10:00", "2025-06-12", "日"), 場所="区役所 2階 相談室",
        主催="福祉総合課", 司会="福祉総合課 係長", 記録者="福祉総合課 主任", 守秘告知="告知した",
        招集機関=["福祉総合課", "地域包括支援センター", "社会福祉協議会（CSW）"],
        出席者=[
            _record(Attendee, 機関="福祉総合課", 職="係長", 氏名="青木 一"),
            _record(Attendee, 機関="地域包括支援センター", 職="社会福祉士", 氏名="岡田 二葉"),
        ],
        配付資料=[_record(Handout, 資料名="事例概要", 部数="3", 回収="回収した")],
        議題=["世帯の状況の共有", "本人への関わり方"],
        協議内容=["母への訪問に、支援者が同行することを確かめた。"],
        決定事項=["月に1回、そろって訪問する。"],
        役割分担=[
            _record(Role, 番号=1, 内容="介護サービスの利用を調整する。",
                    担当機関=["地域包括支援センター"], 担当者="岡田",
                    **_D("期限", "令和7年7月", "2025-07", "月"), 状態="完了"),
        ],
        **_D("記録日", "令和7年6月16日", "2025-06-16", "日"),
    )  # fmt: skip
    second = _record(
        Meeting, **sort, 回="第2回", 会議通番=2,
        **_D("開催日時", "令和7年9月11日 10:00", "2025-09-11", "日"), 場所="区役所 4階 会議室",
        主催="福祉総合課", 司会="福祉総合課 係長", 記録者="福祉総合課 主任", 守秘告知="告知した",
        招集機関=["福祉総合課", "生活福祉課", "地域包括支援センター", "社会福祉協議会（CSW）"],
        出席者=[
            _record(Attendee, 機関="福祉総合課", 職="係長", 氏名="青木 一"),
            _record(Attendee, 機関="生活福祉課", 職="主任", 氏名="小林 四季"),
            _record(Attendee, 機関="社会福祉協議会（CSW）", 職="係長", 氏名="木村 三郎"),
        ],
        欠席者="地域包括支援センター",
        議題=["関わりの経過"],
        協議内容=["本人が庭の手入れをするようになった。", "母の通院が月2回になった。"],
        決定事項=["家計の見通しを母と確かめる。"],
        役割分担=[
            _record(Role, 番号=1, 内容="家計の状況を聞き取る。", 担当機関=["生活福祉課"],
                    担当者="小林", **_D("期限", "令和7年11月", "2025-11", "月"), 状態="未着手"),
            _record(Role, 番号=2, 内容="本人の参加できる活動を探す。",
                    担当機関=["社会福祉協議会（CSW）"], 担当者="木村",
                    **_D("期限", "令和7年12月1日", "2025-12-01", "日"), 状態="対応中"),
            _record(Role, 番号=3, 内容="世帯全体の進み具合を確かめる。",
                    担当機関=["福祉総合課", "地域包括支援センター"], 担当者="青木",
                    **_D("期限", "令和7年12月", "2025-12", "月"), 状態="未着手"),
        ],
        **_D("次回", "令和7年12月", "2025-12", "月"), 残課題=["本人の収入が分からない。"],
        不足資源=["日中に短い時間だけ通える居場所"],
        **_D("記録日", "令和7年9月16日", "2025-09-16", "日"),
    )  # fmt: skip
    return _record(
        Case, 事例番号="R7-201", 分類="8050の事例", 会議種別="支援会議",
        件名="80代の母と50代の長男の世帯", 閲覧制限="無", 主題=["8050", "ひきこもり", "介護"],
        時期=[
            _record(Period, 種別="初回相談", **_D("時期", "令和7年4月", "2025-04", "月")),
            _record(Period, 種別="支援会議", 回="第1回", **_D("時期", "令和7年6月", "2025-06", "月")),
            _record(Period, 種別="支援会議", 回="第2回", **_D("時期", "令和7年9月", "2025-09", "月")),
        ],
        支援関係機関=["福祉総合課", "生活福祉課", "地域包括支援センター", "社会福祉協議会（CSW）"],
        状況見出し="支援対象の本人及び家族の状況",
        状況="本人は50代で、80代の母と2人で暮らしている。",
        経緯="地域包括支援センターが本人のことを知り、福祉総合課へつないだ。",
        希望と課題=[
            _record(Wish, 話者="母", 内容="息子の暮らしが心配である。"),
            _record(Wish, 話者="本人", 内容="家のことは自分でしたい。"),
        ],
        検討=["母の年金のほかに収入がない。", "母への訪問には同席することがある。"],
        世帯員=[
            _record(HouseholdMember, 呼称="母", 続柄="世帯主", 姓="髙﨑", 名="ハナ",
                    ふりがな="たかさき はな", **_D("生年月日", "昭和17年4月2日", "1942-04-02", "日"),
                    年齢="83", 年代="80代以上", 状況="要介護1"),
            _record(HouseholdMember, 呼称="本人", 続柄="長男", 姓="髙﨑", 名="一郎",
                    ふりがな="たかさき いちろう", **_D("生年月日", "昭和45年3月3日", "1970-03-03", "日"),
                    年齢="55", 年代="50代", 状況="20年以上外出が少ない"),
        ],
        同意={**as_json(Case())["同意"], "有無": "有",
              **_D("取得日", "令和7年5月20日", "2025-05-20", "日"), "範囲": "会議に参加する機関"},
        担当者="青木", 副担当="井上", 担当課="福祉総合課",
        **_D("受付日", "令和7年4月18日", "2025-04-18", "日"),
        相談経路="関係機関・関係者からの紹介", 主担当機関="福祉総合課", 状態="支援中",
        会議=[first, second],
    )  # fmt: skip


_NOT_TYPED = {"根拠条文", "会議通番"}
"""What the reader adds of itself where a person leaves it empty."""


def _meeting() -> Base:
    draft, truth = _draft_of("支援会議票"), _meeting_truth()
    draft.sheets = [sheet for sheet in draft.sheets if not sheet.name.startswith("記入例")]
    draft.sheets[0].key, draft.sheets[1].key = "case", "会議1"
    _tag(draft.sheets[0], "")
    _tag(draft.copy_sheet(draft.sheets[1], "第2回", "会議2"), "会議2.")
    _tag(draft.sheets[1], "会議1.")
    _type(draft, "", {name: v for name, v in truth.items() if name not in {"会議", "役割分担"}})
    for number, meeting in enumerate(truth["会議"], 1):
        _type(draft, f"会議{number}.", {n: v for n, v in meeting.items() if n not in _NOT_TYPED})
    return Base(MEETING, draft, derived(MEETING, truth))


def _tag(sheet: DraftSheet, prefix: str) -> None:
    """Tag cells by the form's own names: 会議2.場所, 会議2.役割分担.3.期限, label:会議2.場所."""
    for name, place in sheet.names.items():
        assert place
        if place.size == 1 or (place.top == place.bottom and not _is_table(sheet, place)):
            sheet.cells[place.top, place.left].tag = prefix + name
            sheet.cells[place.top, place.left - 1].tag = f"label:{prefix}{name}"
        elif _is_table(sheet, place):
            _tag_table(sheet, place, prefix + name)
        else:
            for number, row in enumerate(range(place.top, place.bottom + 1), 1):
                sheet.cells[row, place.left].tag = f"{prefix}{name}.{number}"
            sheet.cells[place.top - 1, 1].tag = f"band:{prefix}{name}"


def _is_table(sheet: DraftSheet, place: Area) -> bool:
    return place.left == 1


def _tag_table(sheet: DraftSheet, place: Area, name: str) -> None:
    sheet.cells[place.top - 1, 1].tag = f"band:{name}"
    for column in range(place.left, place.right + 1):
        head = sheet.cells.get((place.top, column))
        if head and head.text:
            head.tag = f"label:{name}.{head.text}"
            for number, row in enumerate(range(place.top + 1, place.bottom + 1), 1):
                sheet.cells[row, column].tag = f"{name}.{number}.{head.text}"


def _type(draft: Draft, prefix: str, values: Truth) -> None:
    for name, value in values.items():
        if isinstance(value, dict):
            _type(draft, f"{prefix}{name}.", value)
        elif isinstance(value, list):
            for number, item in enumerate(value, 1):
                _type_item(draft, f"{prefix}{name}.{number}", item)
        elif value not in {"", None} and not name.endswith((".値", ".精度")) and name != "原文":
            draft.put(prefix + name, str(value))


def _type_item(draft: Draft, place: str, item: Truth | str) -> None:
    """Type a line of a list, or a row of a table, several names in one cell parted by 、."""
    if isinstance(item, str):
        draft.put(place, item)
    else:
        row = {n: "、".join(v) if isinstance(v, list) else v for n, v in item.items()}
        _type(draft, f"{place}.", row)


# --- the shipped blanks -----------------------------------------------------------------------


def _draft_of(blank: str) -> Draft:
    """Return a shipped blank form as a draft, read by openpyxl."""
    made = openpyxl.load_workbook(io.BytesIO(BLANKS[blank](default_lists())))
    names = {name: str(one.attr_text) for name, one in made.defined_names.items()}
    return Draft([_sheet_of(sheet) for sheet in made.worksheets], names)


def _sheet_of(sheet: Worksheet) -> DraftSheet:
    cells = {
        (row, column): DraftCell(str(cell.value or ""))
        for row, inside in enumerate(sheet.iter_rows(), 1)
        for column, cell in enumerate(inside, 1)
    }
    return DraftSheet(
        sheet.title,
        cells=cells,
        merges=[area(str(one)) for one in sheet.merged_cells.ranges],
        state=sheet.sheet_state,
        print_area=area(sheet.print_area.rpartition("!")[2]),
        names={
            n: area(str(o.attr_text).rpartition("!")[2]) for n, o in sheet.defined_names.items()
        },
    )
