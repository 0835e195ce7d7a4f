"""A ward's own form on squared paper (方眼紙): its tagged blank of 80 rows, and the same filled in.

59 narrow columns; label, value, label, value in each row, every area merged; a table of roles.
"""

from forms import WORDS, form

__all__ = ["blank", "filled"]

_COLUMNS = 59
_LEFT, _LEFT_VALUE, _RIGHT, _RIGHT_VALUE = 1, 8, 30, 38
_SPANS = ((1, 7), (8, 29), (30, 37), (38, 59))
_PAIRS = (
    ("事例番号", "会議.回"), ("件名", "会議.開催日時"), ("分類", "会議.場所"),
    ("会議種別", "会議.主催"), ("主題", "会議.司会"), ("主担当機関", "会議.記録者"),
    ("担当者", "会議.欠席者"), ("受付日", "会議.次回"), ("支援関係機関", "会議.残課題"),
    ("状況", "経緯"), ("検討", "会議.協議内容"), ("会議.決定事項", "会議.不足資源"),
)  # fmt: skip
_HEADINGS, _ROLES = 50, range(51, 71)
_ROLE = {_LEFT: "担当機関", _LEFT_VALUE: "内容", _RIGHT: "期限", _RIGHT_VALUE: "担当者"}
_SAID = {
    "事例番号": "R8-017", "会議.回": "2", "会議.開催日時": "令和8年3月12日（木）14:00～15:30",
    "受付日": "令和8年1月20日", "会議種別": "支援会議", "会議.次回": "令和8年6月11日",
    "期限": "令和8年5月31日", "担当機関": "福祉課", "内容": "週に1回、電話で様子を聞く。",
    "担当者": "佐藤",
}  # fmt: skip


def blank() -> bytes:
    """Return the blank with a tag in every cell that a person fills in."""
    return form(columns=_COLUMNS, words=_printed, spans=_SPANS)


def filled() -> bytes:
    """Return the form filled in: an answer in each of those cells, but for two in three roles."""
    return form(columns=_COLUMNS, words=_written, spans=_SPANS)


def _printed(row: int, column: int) -> str:
    name = _name(row, column)
    if row == _HEADINGS:
        return name
    is_value = row in _ROLES or column in {_LEFT_VALUE, _RIGHT_VALUE}
    own = f"役割分担.{name}" if row in _ROLES else name
    return f"{{{{{own}}}}}" if name and is_value else name.rpartition(".")[2]


def _written(row: int, column: int) -> str:
    said = _printed(row, column)
    if not said.startswith("{{"):
        return said
    if row in _ROLES and (row - _ROLES[0]) % 3:
        return ""
    return _SAID.get(_name(row, column), WORDS)


def _name(row: int, column: int) -> str:
    """Return the field of a row's half, or of a column of the roles; empty where there is none."""
    if row in {_HEADINGS, *_ROLES}:
        return _ROLE[column]
    half = int(column >= _RIGHT)
    if row <= len(_PAIRS):
        return _PAIRS[row - 1][half]
    return "" if half else f"独自項目.確認{row}"
