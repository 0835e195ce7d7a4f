"""T2: what a finished document must satisfy; a document that does not is not published."""

from __future__ import annotations

from jusoforms.problems import Sentence, Severity

_E = Severity.ERROR
_CAUSE = "できた文書が、Word で正しく開ける形になっていません。文書は出していません。"
_REMEDY = (
    "テンプレートのその辺りを Word で作り直してください。直らないときは管理者に知らせてください。"
)


def _invariant(code: str, message: str) -> Sentence:
    return Sentence(code, _E, message, _CAUSE, _REMEDY)


BAD_PACKAGE = _invariant("T200", "文書のファイルの作りが正しくありません（{what}）。")
CELL_WITHOUT_PARAGRAPH = _invariant("T201", "表のセルの終わりに段落がありません。")
TABLE_WITHOUT_ROWS = _invariant("T202", "行のない表、またはセルのない行があります。")
TABLE_PROPERTIES = _invariant("T203", "表の設定（{what}）がありません。")
TABLE_AT_END = _invariant("T204", "表の後に段落がありません。")
EMPTY_CONTROL = _invariant("T205", "空の入力欄（コンテンツ コントロール）があります。")
DRAWING_NUMBERS = _invariant("T206", "図の番号 {number} が重なっています。")
BOOKMARKS = _invariant("T207", "ブックマークの対や名前が正しくありません（{name}）。")
MISPLACED = _invariant("T208", "「{what}」の置き場所が正しくありません。")
LOST_BLANKS = _invariant("T209", "文字の前後の空白が失われます。")
FIELD_BALANCE = _invariant("T210", "フィールドの始まりと終わりが合いません。")
DANGLING = _invariant("T211", "「{what}」の参照先 {target} がありません。")
GRID_SUM = _invariant("T212", "表の行の幅（{cells} 列分）が、表の列の数（{columns}）と合いません。")
MERGE_WITHOUT_START = _invariant("T213", "縦に結合したセルの、始まりのセルがありません。")
SECTION_LAST = _invariant("T214", "文書の終わりにページ設定がありません。")
