"""R: what 一覧.xlsx must say, because law hangs on it."""

from jusoforms.problems import Sentence, Severity

_E = Severity.ERROR

LIST_TEXT_MISSING = Sentence(
    "R192",
    _E,
    "会議種別「{name}」の「{label}」が空です。",
    "守秘の注記は会議の文書に印刷し、同意の要否は同意のない記録を止めるために使います。",
    "「{label}」を記入してください。",
)
LIST_HEADING_MISSING = Sentence(
    "R193",
    _E,
    "一覧「{list}」に、見出し「{label}」がありません。",
    "見出しの言葉が変わっているか、列が削除されています。守秘の注記と同意の要否は、この列から決まります。",
    "見出しを「{label}」に戻してください。",
)
LIST_SHEET_MISSING = Sentence(
    "R194",
    _E,
    "一覧に、シート「{list}」がありません。",
    "シートが削除されたか、名前が変わっています。会議の文書の守秘の注記が決まりません。",
    "シートの名前を「{list}」に戻すか、新しい一覧から写してください（jusoforms form new 一覧）。",
)
LIST_DATE_UNREADABLE = Sentence(
    "R195",
    _E,
    "機関「{name}」の{label}「{value}」は、日付として読み取れません。",
    "元号か西暦の年がないか、日付ではない文字があります。",
    "「令和8年3月31日」のように書くか、分からなければ空にしてください。",
)
LIST_DATES_REVERSED = Sentence(
    "R196",
    _E,
    "機関「{name}」の終了日（{until}）が、開始日（{since}）より前になっています。",
    "日付の順序が合いません。",
    "どちらの日付が正しいか確かめて、直してください。",
)
