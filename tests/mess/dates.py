"""Dates: in every spelling, as numbers of every format, impossible and half."""

from __future__ import annotations

from drafts import Content, Number
from jusoforms.problems import Severity
from mess.bases import CASE, MEETING
from mess.kinds import Scene, kind

DATED = (CASE, MEETING)
_FIRST, _MEETING = "令和7年4月", "令和7年9月12日"


def date(
    scene: Scene, content: Content, text: str, value: str = "", granularity: str = "日"
) -> None:
    """Type the day of 同意, or the first consultation's in 時期 of a 事例票."""
    if scene.form == MEETING:
        scene.put("同意.取得日", content)
        _expect(scene, "同意.取得日", text, value, granularity)
        return
    scene.put("時期", scene.draft.text("時期").replace(_FIRST, text))
    _expect(scene, "時期.0.時期", text, value, granularity)


def _expect(scene: Scene, path: str, text: str, value: str, granularity: str) -> None:
    scene.set(path, text)
    scene.set(f"{path}.値", value)
    scene.set(f"{path}.精度", granularity if value else "")


def cell(scene: Scene) -> str:
    return "同意.取得日" if scene.form == MEETING else "時期"


def _spelling(text: str, value: str, granularity: str = "日") -> None:
    @kind(f"日付「{text}」", "date", DATED)
    def spelt(scene: Scene) -> None:
        """A spelling of which everybody knows the date."""
        date(scene, text, text, value, granularity)


for _text, _value in (
    ("R7.5.20", "2025-05-20"),
    ("Ｒ７．５．２０", "2025-05-20"),
    ("R07.05.20", "2025-05-20"),
    ("r7.5.20", "2025-05-20"),
    ("R7/5/20", "2025-05-20"),
    ("R7-5-20", "2025-05-20"),
    ("令和７年５月２０日", "2025-05-20"),
    ("令和 7年 5月20日", "2025-05-20"),
    ("令和7年5月20日（火）", "2025-05-20"),
    ("令和　７　年　５　月　２０　日", "2025-05-20"),
    ("令和七年五月二十日", "2025-05-20"),
    ("令7.5.20", "2025-05-20"),
    ("㋿7年5月20日", "2025-05-20"),
    ("2025/5/20", "2025-05-20"),
    ("2025-05-20", "2025-05-20"),
    ("2025.5.20", "2025-05-20"),
    ("2025年5月20日", "2025-05-20"),
    ("令和元年5月20日", "2019-05-20"),
    ("R元.5.20", "2019-05-20"),
    ("平成31年4月30日", "2019-04-30"),
    ("H31.4.30", "2019-04-30"),
    ("令和7年5月20日 14時30分", "2025-05-20"),
    ("令和7年5月20日 午後2時から", "2025-05-20"),
):
    _spelling(_text, _value)
for _text, _value, _granularity in (
    ("R7.5", "2025-05", "月"),
    ("2025.5", "2025-05", "月"),
    ("令和７年５月", "2025-05", "月"),
    ("2025/5", "2025-05", "月"),
    ("令和7年度", "2025", "年度"),
    ("R7年度", "2025", "年度"),
    ("令和7年", "2025", "年"),
    ("令和元年", "2019", "年"),
):
    _spelling(_text, _value, _granularity)


def _vague(text: str, why: str, certain: str = "") -> None:
    """Enter a date that is not one; ``certain`` is the month that is."""

    def vague(scene: Scene) -> None:
        date(scene, text, text)
        if not certain:
            scene.tell(cell(scene), least=Severity.WARNING)
            return
        path = "同意.取得日" if scene.form == MEETING else "時期.0.時期"
        scene.accept(f"{path}.値", certain)
        scene.accept(f"{path}.精度", "月")

    vague.__doc__ = why
    kind(f"日付「{text}」", "date", DATED)(vague)


for _text, _why, _certain in (
    ("令和7年5月上旬", "In May, and no day of it.", "2025-05"),
    ("令和7年5月頃", "About May.", "2025-05"),
    ("令和7年5～6月", "A span of two months.", "2025-05/2025-06"),
):
    _vague(_text, _why, _certain)
for _text, _why in (
    ("5/20", "No year: none is guessed; the words stay, and a person is told."),
    ("5月20日", "No year."),
    ("7.5.20", "No era: 7 may be 令和, 平成, or 2007."),
    ("昨年の5月", "Last year: of which year?"),
    ("２０日", "A day alone."),
    ("大・昭・平・令　7年5月20日", "The printed eras, and none chosen."),
):
    _vague(_text, _why)


def _impossible(text: str) -> None:
    @kind(f"日付「{text}」", "date", DATED)
    def impossible(scene: Scene) -> None:
        """No such day: what was meant cannot be known."""
        date(scene, text, text)
        scene.ask(cell(scene), stakes=["同意.取得日", "時期", "会議"])


for _text in ("令和6年2月30日", "令和7年13月1日", "2025/4/31", "令和0年5月1日"):
    _impossible(_text)


@kind("元号の変わり目を過ぎた「平成31年5月20日」", "date", DATED)
def past_era(scene: Scene) -> None:
    """平成 had ended; the day is certain all the same, and worth a word."""
    date(scene, "平成31年5月20日", "平成31年5月20日", "2019-05-20")
    scene.tell(cell(scene), least=Severity.WARNING)


@kind("元号の始まる前の「令和元年4月20日」", "date", DATED)
def before_era(scene: Scene) -> None:
    date(scene, "令和元年4月20日", "令和元年4月20日", "2019-04-20")
    scene.tell(cell(scene), least=Severity.WARNING)


def _serial(fmt: int | str, shows: str, raw: str = "45797") -> None:
    @kind(f"日付の数値、表示形式 {fmt}", "date", (MEETING,))
    def serial(scene: Scene) -> None:
        """20 May 2025 as Excel keeps it: the day is certain, whatever part of it is shown."""
        date(scene, Number(raw, fmt), shows, "2025-05-20")


for _fmt, _shows in (
    (14, "2025/5/20"),
    (22, "2025/5/20 0:00"),
    (27, "R7.5.20"),
    (28, "令和7年5月20日"),
    (30, "2025年5月20日"),
    (31, "2025年5月20日"),
    (36, "R7.5.20"),
    (50, "R7.5.20"),
    (54, "令和7年5月20日"),
    (57, "R7.5.20"),
    (58, "令和7年5月20日"),
    ('[$-411]ggge"年"m"月"d"日"', "令和7年5月20日"),
    ('[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "令和7年5月20日"),
    ("[$-411]ge.m.d;@", "R7.5.20"),
    ('yyyy"年"m"月"d"日"', "2025年5月20日"),
    ("yyyy-mm-dd", "2025-05-20"),
    ("yyyy/mm/dd(aaa)", "2025/05/20(火)"),
    ("[$-F800]dddd, mmmm dd, yyyy", "2025年5月20日"),
):
    _serial(_fmt, _shows)


def _part(fmt: int | str, shows: str, value: str, granularity: str) -> None:
    @kind(f"日付の数値、一部だけ表示 {fmt}", "date", (MEETING,))
    def part(scene: Scene) -> None:
        """The cell shows part of the date it holds. What is seen counts, or the stored day."""
        date(scene, Number("45797", fmt), shows, value, granularity)
        scene.may_ask("同意.取得日", stakes=["同意.取得日"], least=Severity.WARNING)


for _fmt, _shows, _value, _granularity in (
    (34, "2025年5月", "2025-05", "月"),
    (55, "2025年5月", "2025-05", "月"),
    ('[$-411]ggge"年"', "令和7年", "2025", "年"),
    ('[$-411]ggge"年度"', "令和7年度", "2025", "年度"),
    ('[$-411]ggge"年"m"月"', "令和7年5月", "2025-05", "月"),
):
    _part(_fmt, _shows, _value, _granularity)


@kind("日付の数値、月日だけ表示", "date", (MEETING,))
def day_without_year(scene: Scene) -> None:
    """5月20日 is shown, the year is stored: the whole day is printed."""
    date(scene, Number("45797", 56), "2025年5月20日", "2025-05-20")


@kind("標準の表示形式のままの日付の数値", "date", (MEETING,))
def bare_serial(scene: Scene) -> None:
    """45797 is shown in a date's cell: a person sees no date, so one is asked or told."""
    date(scene, Number("45797"), "45797")
    scene.ask("同意.取得日", stakes=["同意.取得日"], least=Severity.WARNING)


@kind("1904年から数えるブック", "date book1904", (MEETING,))
def from_1904(scene: Scene) -> None:
    """As an old Excel for Mac saved it: the same number is another day."""
    scene.draft.date1904 = True
    date(scene, Number(str(45797 - 1462), 58), "令和7年5月20日", "2025-05-20")


@kind("カレンダーにない日付の数値", "date", (MEETING,))
def no_such_serial(scene: Scene) -> None:
    """A negative number with a date's format: Excel shows ########."""
    date(scene, Number("-5", 58), "")
    scene.ask("同意.取得日", stakes=["同意.取得日"])


@kind("ゼロの日付", "date", (MEETING,))
def day_nought(scene: Scene) -> None:
    """A formula that points to an empty cell: 明治33年1月0日."""
    date(scene, Number("0", 58), "")
    scene.ask("同意.取得日", stakes=["同意.取得日"])


@kind("日付の欄に言葉", "date", (MEETING,))
def words_for_date(scene: Scene) -> None:
    """未定 is an answer of its own."""
    scene.put("会議2.次回", "未定")
    _expect(scene, "会議.1.次回", "未定", "", "")


@kind("日付の数値に時刻", "held book1904", (MEETING,))
def with_time(scene: Scene) -> None:
    """11 September 2025, ten o'clock, in one number."""
    scene.put("会議2.開催日時", Number("45911.4166666667", '[$-411]ggge"年"m"月"d"日" h:mm'))
    scene.set("会議.1.開催日時", "令和7年9月11日 10:00")


@kind("誕生日が昭和・大正", "born age household", (MEETING,))
def old_eras(scene: Scene) -> None:
    for number, text, value in (
        (0, "T15.12.24", "1926-12-24"),
        (1, "昭和64年1月7日", "1989-01-07"),
    ):
        scene.put(f"世帯員.{number + 1}.生年月日", text)
        scene.set(f"世帯員.{number}.生年月日", text)
        scene.set(f"世帯員.{number}.生年月日.値", value)
    for number in (1, 2):
        scene.put(f"世帯員.{number}.年齢", "")
        scene.put(f"世帯員.{number}.年代", "")
        scene.set(f"世帯員.{number - 1}.年齢", "")
        scene.set(f"世帯員.{number - 1}.年代", "")


@kind("会議の日付に年がない", "meeting date held", (CASE, MEETING))
def meeting_without_year(scene: Scene) -> None:
    """Which meeting is the latest is then open: and with it whose the roles are."""
    if scene.form == MEETING:
        scene.put("会議2.開催日時", "9/11 10:00")
        scene.ask("会議2.開催日時", stakes=[""])
    else:
        scene.put("時期", scene.draft.text("時期").replace(_MEETING, "9/12"))
        scene.ask("時期", stakes=["時期", "会議"])


@kind("会議の日付が暦にない", "meeting date held", (CASE, MEETING))
def meeting_on_no_day(scene: Scene) -> None:
    if scene.form == MEETING:
        scene.put("会議2.開催日時", "令和7年9月31日")
        scene.ask("会議2.開催日時", stakes=[""])
    else:
        scene.put("時期", scene.draft.text("時期").replace(_MEETING, "令和7年9月31日"))
        scene.ask("時期", stakes=["時期", "会議"])


@kind("会議の日付が未来", "meeting date held", (CASE, MEETING))
def meeting_to_come(scene: Scene) -> None:
    """Roles of a meeting that was not yet held: a slip in the year, or a plan."""
    if scene.form == MEETING:
        scene.put("会議2.開催日時", "令和17年9月11日")
        scene.ask("会議2.開催日時", stakes=[""])
    else:
        scene.put("時期", scene.draft.text("時期").replace(_MEETING, "令和17年9月12日"))
        scene.ask("時期", stakes=["時期", "会議"])


def _periods(name: str, text: str, why: str) -> None:
    def written(scene: Scene) -> None:
        scene.put("時期", text)

    written.__doc__ = why
    kind(name, "date periods", (CASE,))(written)


for _name, _text, _why in (
    (
        "時期を中黒で区切る",
        "令和7年4月（初回相談）・令和7年9月12日（第1回支援会議）",
        "As in the reference.",
    ),
    (
        "時期を改行で区切る",
        "令和7年4月（初回相談）\n令和7年9月12日（第1回支援会議）",
        "One a line.",
    ),
    (
        "時期のかっこが半角",
        "令和7年4月(初回相談)、令和7年9月12日(第1回支援会議)",
        "Half-width brackets.",
    ),
    (
        "時期の前後に空白",
        "　令和7年4月 （初回相談） 、 令和7年9月12日（ 第1回支援会議 ）",
        "Set apart by blanks.",
    ),
    (
        "時期を空白で区切る",
        "令和7年4月（初回相談）　令和7年9月12日（第1回支援会議）",
        "Parted by blanks alone.",
    ),
):
    _periods(_name, _text, _why)


@kind("時期の回が漢数字", "date periods", (CASE,))
def kanji_ordinal(scene: Scene) -> None:
    """第一回 is kept as typed."""
    scene.put("時期", scene.draft.text("時期").replace("第1回", "第一回"))
    scene.set("時期.1.回", "第一回")
    scene.set("会議.0.回", "第一回")


@kind("時期の回が後ろ", "date periods", (CASE,))
def ordinal_behind(scene: Scene) -> None:
    scene.put("時期", scene.draft.text("時期").replace("第1回支援会議", "支援会議第1回"))


@kind("時期に予定の会議", "date periods", (CASE,))
def planned(scene: Scene) -> None:
    """第2回支援会議（未定） is planned: no meeting was held, the roles stay with the first."""
    scene.put("時期", scene.draft.text("時期") + "、未定（第2回支援会議）")
    blank = {**scene.get("時期.1"), "時期": "未定", "回": "第2回", "種別": "支援会議"}
    scene.set("時期", [*scene.get("時期"), {**blank, "時期.値": "", "時期.精度": ""}])
